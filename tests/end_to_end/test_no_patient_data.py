"""A name planted in a request, in file names and in documents is found in the decrypted database and the
exports, and nowhere else: not in logs, reports, settings, temporary files or the command lines of workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app.review.database_key import key_custody
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import decrypted
from tests.end_to_end.folders import sample_request, state_of, write_request
from tests.end_to_end.program import Program
from tests.keychain import FOLDER_VARIABLE
from tests.unit.documents import files

CHILD = Path(__file__).with_name("defect_child.py")
ROOT = Path(__file__).resolve().parents[2]
MARKER = "Zyxwvut"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def write_case(root: Path) -> Path:
    """A case in which everything carries the marker, with files that make the libraries complain."""
    case = root / f"{MARKER} case"
    case.mkdir(parents=True)
    text = files.text_content(f"Patient {MARKER}", 72, 700)
    page = files.pdf(text, text)
    contents = {
        "good.pdf": page,
        "broken.pdf": page[: len(page) // 2],
        "odd.pdf": files.pdf(text + b" 1 0 0 nonsense ] [ Q Q Q"),
        "note.txt": f"{MARKER} came in person.\n".encode(),
        "empty.pdf": b"",
    }
    for name, content in contents.items():
        (case / f"{MARKER} {name}").write_bytes(content)
    request = sample_request()
    request |= {
        "member": {"member_id": MARKER, "last_name": MARKER, "first_name": MARKER},
        "request_id": MARKER,
    }
    write_request(case, request | {"unknown": MARKER})
    return case


def environment_of(home: Path) -> dict[str, str]:
    """Everything that a program may write to by itself lies below this home, the folder of this test's keys
    excepted."""
    places = ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR")
    folders = {f"XDG_{name}": home / name.lower() for name in places} | {"TMPDIR": home / "tmp"}
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = {name: str(folder) for name, folder in folders.items()} | {"HOME": str(home)}
    own |= {name: os.environ[name] for name in ("PYTHON_KEYRING_BACKEND", FOLDER_VARIABLE)}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"} | own


def holds_marker(path: Path) -> bool:
    content = path.read_bytes()
    return any(MARKER.encode(encoding) in content for encoding in ENCODINGS)


def files_with_marker(home: Path) -> list[Path]:
    """Files that hold the marker or are called by it, sockets and folders included."""
    every = list(home.rglob("*"))
    return [path for path in every if MARKER in path.name or (path.is_file() and holds_marker(path))]


@pytest.mark.parametrize("where", ["slot", "store", "pages"])
def test_a_planted_name_is_found_in_the_database_only(tmp_path: Path, where: str) -> None:
    case = write_case(tmp_path / "root")
    before = state_of(tmp_path / "root")
    home = tmp_path / "home"
    data, exports = home / "data", tmp_path / "exports"
    for folder in (home / "tmp", data, exports):
        folder.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, CHILD, data, tmp_path / "root", exports, MARKER, where],
        env=environment_of(home),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 70, done.stderr
    assert MARKER not in done.stdout
    assert MARKER not in done.stderr
    (report,) = (home / "tmp").glob("reviewer-app-defect-*.txt")
    assert str(report) in done.stderr
    assert "Error" in report.read_text(encoding="utf-8")
    assert files_with_marker(home) == []
    assert MARKER.encode() in decrypted(data / DATABASE_NAME)
    if where == "slot":
        assert "page_worker" in done.stdout
        assert sorted(path.suffix for path in exports.iterdir()) == [".html", ".json", ".pdf"]
    assert state_of(tmp_path / "root") == before
    assert case.is_dir()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def data(home: Path) -> Path:
    """Where the program keeps its data when nobody says where."""
    return Path(environment_of(home)["XDG_DATA_HOME"], "reviewer-app")


def command(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The program, started anew, whose words go into pipes."""
    return subprocess.run(
        [sys.executable, "-m", "reviewer_app", *map(str, arguments)],
        env=environment_of(home),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def write_history(folder: Path) -> Path:
    """A prior-request file with the marker wherever a text may stand, in a good row and in bad ones."""
    fields = ("id", "member_id", "last_name", "first_name", "auth", "ordering_npi", "servicing_npi")
    row = dict.fromkeys(fields, MARKER) | {"code": "64483", "status": "approved", "dos": "2025-08-20"}
    row["case"] = f"{MARKER} of before"
    rows = [row, *(row | {"id": f"{MARKER} {name}", name: MARKER} for name in ("region", "status", "dob"))]
    file = folder / "history.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    return file


def test_commands_leave_a_planted_name_in_no_file(
    program: Program, tmp_path: Path, home: Path, data: Path
) -> None:
    """Everything that the command line does with a case and the history, its words going elsewhere."""
    variables = environment_of(home)
    case = write_case(tmp_path / "root")
    history = write_history(tmp_path)
    told = {}
    for words in (
        ("history", "import", history),
        ("history", "import", tmp_path / f"{MARKER}.json"),
        ("screen", case, "--json"),
        ("screen", case),
        ("history", "list"),
        ("history", "show", MARKER),
        ("history", "match", case, "--json"),
        ("history", "backup", home / "backup.db"),
        ("export", case, "-f", "pdf", "-o", home / "out.pdf"),
        ("history", "check"),
    ):
        done = program.run(*words, folder=home, variables=variables)
        assert done.returncode in (0, 3, 4), done.stderr
        told[words[:2]] = done.stdout
        assert files_with_marker(home) == []
    assert MARKER in told["history", "list"]
    assert MARKER in told["history", "match"]
    assert MARKER.encode() in decrypted(data / DATABASE_NAME)
    purge = ("history", "purge", "--before", "2999-01-01", "--yes")
    purged = program.run(*purge, folder=home, variables=variables)
    assert purged.returncode == 0, purged.stderr
    assert files_with_marker(home) == []


def test_a_window_that_crashes_leaves_a_planted_name_in_no_file(
    tmp_path: Path, home: Path, data: Path
) -> None:
    """A second start hands its case over; then the first dies as after a fault in a library, which on other
    programs leaves an image of the memory."""
    case = write_case(tmp_path / "root")
    custody = key_custody(data)
    custody.confirm(custody.keys())
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW_THAT_MAY_LEAVE_AN_IMAGE, "--data-dir", str(data)],
        env=environment_of(home),
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(data / "window" / "address", window)
        for _ in range(2):
            second = command(home, case, "--data-dir", data)
            assert (second.returncode, second.stderr) == (0, "")
            assert MARKER not in second.stdout
        wait_for(data / "page-texts.db", window)
        assert files_with_marker(home) == []
    finally:
        window.send_signal(signal.SIGABRT)
        out, _ = window.communicate(timeout=30)
    assert window.returncode == -signal.SIGABRT
    assert MARKER.encode() not in out
    address = json.loads((data / "window" / "address").read_bytes())
    assert Path(address).is_socket()
    assert MARKER not in address
    assert files_with_marker(home) == []


WINDOW_THAT_MAY_LEAVE_AN_IMAGE = """
import resource
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
from reviewer_app.__main__ import main
main()
"""


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the process has made this file."""
    while not path.exists():
        assert process.poll() is None
        os.sched_yield()
