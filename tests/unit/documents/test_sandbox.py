"""What the worker can not do: open any other file, make a connection, start or signal a process.

Tried from inside, and, where strace is installed, watched from outside while the worker reads hostile
documents; without strace that test is not collected. The kernel of this system decides what is locked.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app.documents.limits import NO_FILES, NO_SIGNALS, NO_TCP, PROTECTIONS
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from tests.hazards import MAKERS, Hazards
from tests.unit.documents.hostile import ODD, REACHING_OUT, write_hostile

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
STRACE = [path for path in [shutil.which("strace")] if path]
ODD_FILES = sorted(SHARED.glob("pdfs/*/*.pdf"))

TRIALS = {
    NO_FILES: (
        "open('/etc/hostname')",
        "open('/proc/self/environ')",
        "open('/dev/null')",
        "os.listdir('/')",
        "os.mkdir(sys.argv[2])",
        "os.execv('/bin/true', ['true'])",
    ),
    NO_TCP: (
        "socket.socket().connect(('127.0.0.1', 9))",
        "socket.socket().bind(('127.0.0.1', 0))",
    ),
    NO_SIGNALS: (
        "os.kill(os.getppid(), 0)",
        "socket.socket(socket.AF_UNIX).connect(chr(0) + sys.argv[1])",
    ),
}
PROGRAM = """
import os, socket, sys
listener = socket.socket(socket.AF_UNIX)
name = f"reviewer-app-test-{os.getpid()}"
listener.bind(chr(0) + name)
listener.listen()
child = os.fork()
if child:
    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
sys.argv.insert(1, name)
if %r:
    from reviewer_app.documents.sandbox import enter_sandbox
    print(*enter_sandbox(), flush=True)
try:
    %s
except PermissionError:
    os._exit(3)
except OSError:
    pass
os._exit(0)
"""
REFUSED = 3


def tried(trial: str, folder: Path, *, locked: bool) -> tuple[set[str], bool]:
    """The protections that held a process of its own, and whether they refused what it tried."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM % (locked, trial), folder / "made"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode in (0, REFUSED), done.stderr
    return set(done.stdout.split()), done.returncode == REFUSED


@pytest.mark.parametrize(
    ("protection", "trial"), [(name, trial) for name, trials in TRIALS.items() for trial in trials]
)
def test_what_is_closed_is_closed(protection: str, trial: str, tmp_path: Path) -> None:
    active, refused = tried(trial, tmp_path, locked=True)
    assert active <= set(PROTECTIONS)
    assert refused == (protection in active)
    assert tried(trial, tmp_path, locked=False) == (set(), False)


def test_the_worker_tells_what_holds_it(tmp_path: Path) -> None:
    reader = PageReader(WorkerProcess())
    active, _refused = tried("pass", tmp_path, locked=True)
    assert reader.protections() == active
    reader.close()


WATCHED = "trace=%file,%network,%process,prctl"
LOCKED = "prctl(PR_SET_NO_NEW_PRIVS"
CALL = re.compile(r"^(?P<pid>\d+) +(?P<call>\w+)\((?P<arguments>.*)")
HARMLESS = {
    "exit_group",
    # What it was given: the channel, and the descriptors that come through it.
    "getsockname",
    "recvmsg",
}
READER = """
import sys
from pathlib import Path
from reviewer_app.documents.open_documents import read_documents
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from tests.unit.documents.operations import everything
reader = PageReader(WorkerProcess(ticks=20, tick_seconds=0.02))
read = list(read_documents(Path(sys.argv[1]), reader))
for document in read:
    everything(document, reader)
reader.close()
print(len(read))
"""


def calls_once_locked(record: Path) -> list[str]:
    """System calls about files, sockets and processes that workers made after they were locked in."""
    locked: set[str] = set()
    found: list[str] = []
    for line in record.read_text(encoding="utf-8", errors="replace").splitlines():
        call = CALL.match(line)
        if call is None:
            continue
        if call[0].partition(" ")[2].lstrip().startswith(LOCKED):
            locked.add(call["pid"])
        elif call["pid"] in locked and call["call"] not in HARMLESS and '"", ' not in call["arguments"]:
            # An empty path stands for an open descriptor.
            found.append(line)
    assert locked
    return found


def connections_made_by_workers(record: Path) -> list[str]:
    """Attempts to connect to anything, also before the kernel locked the worker in."""
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines()
    workers = {line.split()[0] for line in lines if LOCKED in line}
    return [line for line in lines if " connect(" in line and line.split()[0] in workers]


@pytest.mark.parametrize("strace", STRACE)
def test_no_document_makes_the_worker_reach_for_anything(
    strace: str, hazards: Hazards, tmp_path: Path
) -> None:
    case, record = tmp_path / "case", tmp_path / "calls"
    case.mkdir()
    write_hostile(case)
    (case / "note.txt").write_text("Größe", encoding="utf-16")
    (case / "old note.txt").write_text("Größe", encoding="cp1252")
    for number, path in enumerate(ODD_FILES):
        shutil.copyfile(path, case / f"odd {number}.pdf")
    for maker in MAKERS:
        hazards.copied(maker, case)
    done = subprocess.run(
        [strace, "-f", "-qq", "-e", WATCHED, "-o", record, sys.executable, "-c", READER, case],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
        check=True,
    )
    assert int(done.stdout) >= 2 * len(REACHING_OUT | ODD)
    assert calls_once_locked(record) == []
    assert connections_made_by_workers(record) == []
