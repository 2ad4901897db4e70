"""The worker is limited, killed when it hangs, started again, reaped, and never believed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from pathlib import Path

import pytest

from reviewer_app.documents import pixel_buffer
from reviewer_app.documents.early_page import StartedWorker
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.wire import Message, encode
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure
from tests.unit.documents.files import endless_pdf, pdf, picture, text_content

ReaderOver = Callable[[WorkerProcess], PageReader]
ROOT = Path(__file__).resolve().parents[3]
GOOD = DrawRequest("good.pdf", 1, 1.0)
ENDLESS = DrawRequest("endless.pdf", 1, 1.0)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A folder with a good document and one that no worker finishes."""
    (tmp_path / "good.pdf").write_bytes(pdf(text_content("good", 72, 700)))
    (tmp_path / "endless.pdf").write_bytes(endless_pdf())
    return tmp_path


@pytest.fixture
def reader_over(no_leaks: None, case: Path) -> Iterator[ReaderOver]:
    """A reader over a given worker, with the case's files registered by name; closed after the test."""
    made: list[PageReader] = []

    def make(worker: WorkerProcess) -> PageReader:
        reader = PageReader(worker)
        for name in ("good.pdf", "endless.pdf"):
            reader.register(name, PageFile(case / name, "application/pdf"))
        made.append(reader)
        return reader

    yield make
    for reader in made:
        reader.close()


def running_pid(worker: WorkerProcess) -> int:
    assert worker.pid is not None
    return worker.pid


def processor_ticks(pid: int) -> int:
    """Processor time that a process has used so far, in clock ticks of the system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def end_process(pid: int) -> None:
    """Kill a child process and return when it is dead, but not yet reaped."""
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def wait_until_busy(pid: int) -> None:
    """Return when a process works on something: it has used a twentieth of a second more."""
    start = processor_ticks(pid)
    while processor_ticks(pid) < start + 5:
        os.sched_yield()


def failure_of(reader: PageReader, request: DrawRequest) -> PageFailedError:
    with pytest.raises(PageFailedError) as caught:
        reader.draw(request)
    return caught.value


def test_a_hanging_page_is_given_up_and_the_next_page_is_drawn(reader_over: ReaderOver) -> None:
    worker = WorkerProcess(ticks=30, tick_seconds=0.05)
    reader = reader_over(worker)
    reader.draw(GOOD)
    failure = failure_of(reader, ENDLESS)
    assert failure.cause is PageFailure.TIMEOUT
    assert failure.sentence.startswith("Page 1 of endless.pdf took too long")
    assert worker.pid is None
    assert reader.draw(GOOD).width == 612
    assert worker.starts == 2


def test_a_page_that_hung_twice_is_not_tried_again_before_its_document_is_read_anew(
    reader_over: ReaderOver, case: Path
) -> None:
    worker = WorkerProcess(ticks=30, tick_seconds=0.05)
    reader = reader_over(worker)
    for starts in (1, 2, 2, 2):
        assert failure_of(reader, ENDLESS).cause is PageFailure.TIMEOUT
        assert worker.starts == starts
    for starts in (3, 4, 4, 4):
        with pytest.raises(PageFailedError):
            reader.text(ENDLESS.document, 1)
        assert worker.starts == starts
    assert reader.draw(GOOD).width == 612
    reader.register(ENDLESS.document, PageFile(case / "endless.pdf", "application/pdf"))
    assert failure_of(reader, ENDLESS).cause is PageFailure.TIMEOUT
    assert worker.pid is None


def test_a_worker_that_is_stopped_for_longer_than_the_deadline_does_not_hang(reader_over: ReaderOver) -> None:
    worker = WorkerProcess(ticks=20, tick_seconds=0.05)
    reader = reader_over(worker)
    reader.draw(GOOD)
    pid = running_pid(worker)
    os.kill(pid, signal.SIGSTOP)
    widths: list[int] = []
    asking = threading.Thread(target=lambda: widths.append(reader.draw(GOOD).width))
    asking.start()
    asking.join(2)
    assert asking.is_alive()
    os.kill(pid, signal.SIGCONT)
    asking.join(10)
    assert (widths, worker.pid, worker.starts) == ([612], pid, 1)


def test_a_worker_that_nobody_continues_is_given_up(reader_over: ReaderOver) -> None:
    worker = WorkerProcess(stopped_ticks=10, tick_seconds=0.05)
    reader = reader_over(worker)
    reader.draw(GOOD)
    os.kill(running_pid(worker), signal.SIGSTOP)
    assert failure_of(reader, GOOD).cause is PageFailure.TIMEOUT
    assert reader.draw(GOOD).width == 612
    assert worker.starts == 2


def test_a_worker_killed_during_a_request_costs_that_request_only(reader_over: ReaderOver) -> None:
    worker = WorkerProcess()
    reader = reader_over(worker)
    reader.draw(GOOD)
    failures: list[PageFailedError] = []
    asking = threading.Thread(target=lambda: failures.append(failure_of(reader, ENDLESS)))
    asking.start()
    wait_until_busy(running_pid(worker))
    os.kill(running_pid(worker), signal.SIGKILL)
    asking.join(10)
    assert [failure.cause for failure in failures] == [PageFailure.CRASHED]
    assert reader.draw(GOOD).width == 612
    assert worker.starts == 2


def test_a_worker_found_dead_is_replaced_unnoticed(reader_over: ReaderOver) -> None:
    worker = WorkerProcess()
    reader = reader_over(worker)
    reader.draw(GOOD)
    end_process(running_pid(worker))
    assert reader.draw(GOOD).width == 612
    assert worker.starts == 2


def test_closing_ends_a_request_under_way(reader_over: ReaderOver) -> None:
    worker = WorkerProcess()
    reader = reader_over(worker)
    reader.draw(GOOD)
    failures: list[PageFailedError] = []
    asking = threading.Thread(target=lambda: failures.append(failure_of(reader, ENDLESS)))
    asking.start()
    wait_until_busy(running_pid(worker))
    reader.close()
    asking.join(10)
    assert [failure.cause for failure in failures] == [PageFailure.CLOSED]
    assert failure_of(reader, GOOD).cause is PageFailure.CLOSED


def test_a_page_that_needs_too_much_memory_says_so(reader_over: ReaderOver, case: Path) -> None:
    worker = WorkerProcess(memory_bytes=300 * 1024**2)
    reader = reader_over(worker)
    picture(9000, 9000).save(case / "large.png", compress_level=1)
    reader.register("large.png", PageFile(case / "large.png", "image/png"))
    failure = failure_of(reader, DrawRequest("large.png", 1, 1.0))
    assert failure.cause is PageFailure.MEMORY
    assert "needs more memory than is allowed" in failure.sentence
    assert reader.draw(GOOD).width == 612
    assert worker.starts == 2


UNTIL_ASKED = "import sys; sys.stdin.buffer.read(1)"


def talk(answer: bytes) -> str:
    """A program that sends ``answer`` whatever it is asked, but not before, which would be noticed."""
    return f"{UNTIL_ASKED}; sys.stdout.buffer.write({answer!r}); sys.stdout.flush(); sys.stdin.read()"


SOUND: Message = {
    "ok": True,
    "format": "gray8",
    "width": 612,
    "height": 792,
    "stride": 612,
    "x": 0,
    "y": 0,
    "scale": 1.0,
    "page_width": 612,
    "page_height": 792,
    "notes": [],
}
NONSENSE = {
    "no message": talk(b"hello, this is no message at all"),
    "no JSON": talk(b"\4\0\0\0oops"),
    "a list": talk(b"\2\0\0\0[]"),
    "an endless message": talk(b"\xff\xff\xff\xffx"),
    "no fields": talk(encode({"ok": True})),
    "unknown cause": talk(encode({"ok": False, "cause": "because"})),
    "a giant": talk(encode({**SOUND, "width": 10**9})),
    "another stride": talk(encode({**SOUND, "stride": 611})),
    "an unknown note": talk(encode({**SOUND, "notes": ["all is well"]})),
    "no answer": UNTIL_ASKED,
}


@contextmanager
def another_program(program: str) -> Iterator[tuple[WorkerProcess, int]]:
    """A worker whose process runs another program than the page worker, and that process."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    here, there = Pipe()
    yield WorkerProcess(StartedWorker(process, pixel_buffer.create(), here)), process.pid
    there.close()


@pytest.mark.parametrize("program", NONSENSE.values(), ids=NONSENSE.keys())
def test_a_worker_that_talks_nonsense_is_replaced(reader_over: ReaderOver, program: str) -> None:
    with another_program(program) as (worker, _):
        reader = reader_over(worker)
        assert failure_of(reader, GOOD).cause is PageFailure.CRASHED
        assert reader.draw(GOOD).width == 612
        assert worker.starts == 2


TALKATIVE = """
import sys
while True:
    sys.stdout.buffer.write(%r)
"""


def test_a_worker_that_answers_without_being_asked_is_replaced(reader_over: ReaderOver) -> None:
    with another_program(TALKATIVE % encode({**SOUND, "width": 1, "stride": 1})) as (worker, pid):
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert reader_over(worker).draw(GOOD).width == 612
        assert worker.starts == 2


STOPPED_PROGRAM = """
import os, sys
from pathlib import Path
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.pages import DrawRequest
worker = WorkerProcess(ticks=10, tick_seconds=0.1)
reader = PageReader(worker)
reader.register("good.pdf", PageFile(Path(sys.argv[1]), "application/pdf"))
reader.draw(DrawRequest("good.pdf", 1, 1.0))
print(worker.pid, flush=True)
sys.stdin.readline()
print("asking", flush=True)
print(reader.draw(DrawRequest("good.pdf", 1, 1.0)).width, flush=True)
reader.close()
"""


def test_time_in_which_the_whole_program_is_stopped_does_not_count(case: Path, no_leaks: None) -> None:
    """Both processes are stopped for longer than the deadline of one second, as by a laptop that sleeps."""
    with subprocess.Popen(
        [sys.executable, "-c", STOPPED_PROGRAM, case / "good.pdf"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        worker_pid = int(program.stdout.readline())
        os.kill(worker_pid, signal.SIGSTOP)
        program.stdin.write("go\n")
        program.stdin.flush()
        assert program.stdout.readline() == "asking\n"
        program.send_signal(signal.SIGSTOP)
        with pytest.raises(subprocess.TimeoutExpired):
            program.wait(timeout=1.6)
        os.kill(worker_pid, signal.SIGCONT)
        program.send_signal(signal.SIGCONT)
        assert program.stdout.readline() == "612\n"


def test_many_failures_leave_no_process_and_no_descriptor(reader_over: ReaderOver) -> None:
    worker = WorkerProcess()
    reader = reader_over(worker)
    for _ in range(4):
        reader.draw(GOOD)
        end_process(running_pid(worker))
        reader.draw(GOOD)
        worker.discard()


def test_the_worker_knows_nothing_and_may_write_nothing(reader_over: ReaderOver) -> None:
    worker = WorkerProcess()
    reader_over(worker).draw(GOOD)
    about = Path(f"/proc/{running_pid(worker)}")
    assert about.joinpath("environ").read_bytes() == b""
    limits = {
        line[:25].strip(): line[25:].split()[:2]
        for line in about.joinpath("limits").read_text().splitlines()[1:]
    }
    assert limits["Max address space"] == [str(2 * 1024**3)] * 2
    assert limits["Max file size"] == ["0", "0"]
    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max processes"] == ["0", "0"]
    assert limits["Max open files"] == ["32", "32"]
    assert "NoNewPrivs:\t1" in about.joinpath("status").read_text().splitlines()
    assert {(about / "fd" / number).readlink() for number in "012"} == {Path(os.devnull)}


def test_a_worker_whose_program_died_ends_itself() -> None:
    program = "from reviewer_app.documents import limits\nlimits.start_request_clock(0.05)\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=30, check=False)
    assert ended.returncode == -signal.SIGPROF
