"""Documents are handed to the worker as they were when they were read: another file of that name is never
shown as if it were the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer_app.documents.handed_files import MOST_HELD, CurrentFile, FileChangedError
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure
from tests.unit.documents.conftest import open_descriptors
from tests.unit.documents.files import pdf

ROOT = Path(__file__).resolve().parents[3]
PDF = "application/pdf"
OURS = DrawRequest("ours", 1, 1.0)


def page(width: int) -> bytes:
    """A document of one page, all of the same length in bytes."""
    content = pdf(b"0 0 50 50 re f", media_box=(0, 0, width, 100))
    return content + b"%" * (2000 - len(content))


def stamp(path: Path) -> tuple[int, int]:
    return path.stat().st_size, path.stat().st_mtime_ns


@pytest.fixture
def worker() -> WorkerProcess:
    return WorkerProcess()


@pytest.fixture
def reader(worker: WorkerProcess, tmp_path: Path, no_leaks: None) -> Iterator[PageReader]:
    """Knows a document of a page of 100 points, as "ours", which its worker holds open."""
    path = tmp_path / "ours.pdf"
    path.write_bytes(page(100))
    made = PageReader(worker)
    made.register("ours", PageFile(path, PDF, stamp=stamp(path)))
    assert made.draw(OURS).width == 100
    yield made
    made.close()


def written_in_place(path: Path) -> None:
    path.write_bytes(page(200))


def replaced(path: Path) -> None:
    other = path.with_name("other.pdf")
    other.write_bytes(page(200))
    other.replace(path)


def replaced_by_a_link(path: Path) -> None:
    other = path.with_name("other.pdf")
    path.rename(other)
    path.symlink_to(other)


def replaced_by_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def cut(path: Path) -> None:
    os.truncate(path, 10)


def removed(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    "happens", [written_in_place, replaced, replaced_by_a_link, replaced_by_a_pipe, cut, removed]
)
@pytest.mark.parametrize("fresh_worker", [False, True])
def test_what_is_not_the_file_that_was_read_is_not_shown(
    reader: PageReader,
    worker: WorkerProcess,
    tmp_path: Path,
    happens: Callable[[Path], None],
    fresh_worker: bool,
) -> None:
    happens(tmp_path / "ours.pdf")
    if fresh_worker:
        worker.discard()
    for ask in (lambda: reader.draw(OURS), lambda: reader.text("ours", 1), lambda: reader.links("ours", 1)):
        with pytest.raises(PageFailedError) as caught:
            ask()
        assert caught.value.cause is PageFailure.CHANGED


def test_a_file_that_is_put_back_is_shown_again(reader: PageReader, tmp_path: Path) -> None:
    path = tmp_path / "ours.pdf"
    path.rename(tmp_path / "aside.pdf")
    path.write_bytes(page(200))
    with pytest.raises(PageFailedError):
        reader.draw(OURS)
    (tmp_path / "aside.pdf").replace(path)
    assert reader.draw(OURS).width == 100


def test_a_new_file_that_was_read_is_shown_in_the_same_place(reader: PageReader, tmp_path: Path) -> None:
    path = tmp_path / "ours.pdf"
    replaced(path)
    reader.register("theirs", PageFile(path, PDF, stamp=stamp(path)))
    assert reader.draw(DrawRequest("theirs", 1, 1.0)).width == 200


def test_a_file_that_takes_the_place_between_looking_and_opening_is_not_handed_over(tmp_path: Path) -> None:
    path = tmp_path / "ours.pdf"
    path.write_bytes(page(100))
    current = CurrentFile(PageFile(path, PDF))
    replaced(path)
    with pytest.raises(FileChangedError):
        current.open()


def test_the_worker_keeps_few_documents_open_and_shows_each_rightly(
    reader: PageReader, worker: WorkerProcess, tmp_path: Path
) -> None:
    widths = [100 + 10 * number for number in range(3 * MOST_HELD)]
    for width in widths:
        (tmp_path / f"{width}.pdf").write_bytes(page(width))
        reader.register(str(width), PageFile(tmp_path / f"{width}.pdf", PDF))
    ours = open_descriptors()
    for width in [*widths, *reversed(widths)]:
        assert reader.draw(DrawRequest(str(width), 1, 1.0)).width == width
    assert worker.starts == 1
    assert open_descriptors() == ours
    held = {fd.readlink() for fd in Path(f"/proc/{worker.pid}/fd").iterdir()}
    assert len({path for path in held if path.suffix == ".pdf"}) <= MOST_HELD


def test_a_worker_started_anew_is_given_the_documents_again(
    reader: PageReader, worker: WorkerProcess
) -> None:
    for starts in (2, 3):
        worker.discard()
        assert reader.draw(OURS).width == 100
        assert worker.starts == starts


BY_PATH = """
import sys
from pathlib import Path
from reviewer_app.documents.page_worker.holding import HeldFiles
path = Path(sys.argv[1])
status = path.lstat()
message = {"op": "hold", "file": 7, "type": "application/pdf", "path": str(path)}
files = HeldFiles(None)
files.hold({**message, "stamp": [status.st_size, status.st_mtime_ns]})
print(files.of({"file": 7}).document().page(1).width)
files.release({"file": 7})
"""


def test_where_descriptors_cannot_be_sent_the_worker_opens_the_path_by_the_same_rules(tmp_path: Path) -> None:
    path, link = tmp_path / "ours.pdf", tmp_path / "link.pdf"
    path.write_bytes(page(100))
    link.symlink_to(path)
    ours, theirs = (
        subprocess.run(
            [sys.executable, "-c", BY_PATH, one], cwd=ROOT, capture_output=True, text=True, check=False
        )
        for one in (path, link)
    )
    assert (ours.returncode, ours.stdout) == (0, "100.0\n")
    assert (theirs.returncode, theirs.stdout) == (1, "")
    assert "OSError" in theirs.stderr
