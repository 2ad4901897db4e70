"""The memory that carries pixels, both kinds, and that neither is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import pytest

from reviewer_app.documents import pixel_buffer
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.pixel_buffer import CAPACITY, AnonymousFile, NamedMemory, PixelBuffer
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.errors import ResourceError
from reviewer_app.domain.pages import DrawRequest
from tests.small_disk import files_at_most
from tests.unit.documents.files import pdf

ROOT = Path(__file__).resolve().parents[3]
KINDS = [AnonymousFile.create, NamedMemory.create]


@pytest.mark.parametrize("kind", KINDS)
def test_what_one_side_writes_the_other_reads(kind: type[PixelBuffer]) -> None:
    ours = kind()
    theirs = pixel_buffer.attach(ours.argument)
    theirs.write(b"page")
    assert bytes(ours.read(4)) == b"page"
    theirs.write(memoryview(bytes(17 * 1024 * 1024)))
    theirs.write(b"next")
    assert bytes(ours.read(4)) == b"next"
    assert ours.read(1).readonly
    with pytest.raises(ValueError, match="larger than the pixel memory"):
        theirs.write(memoryview(bytes(CAPACITY + 1)))
    kept = ours.read(4)
    if isinstance(ours, NamedMemory):
        theirs.close()
    ours.close()
    assert bytes(kept) == b"next"


def test_a_computer_that_gives_no_memory_is_told_and_nothing_stays_open() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    with files_at_most(1_000_000), pytest.raises(ResourceError, match="no memory for pictures"):
        pixel_buffer.create()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_worker_draws_into_either_kind(kind: type[PixelBuffer], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(b"0 0 306 792 re f"))
    reader = PageReader(WorkerProcess(pixels=kind()))
    reader.register("a", PageFile(tmp_path / "a.pdf", "application/pdf"))
    for _ in range(2):
        shown = reader.draw(DrawRequest("a", 1, 1.0))
        assert bytes(shown.pixels[:612]) == bytes(306) + b"\xff" * 306
    reader.close()
    assert bytes(shown.pixels[:306]) == bytes(306)


def test_a_worker_cannot_shrink_the_memory_under_the_window() -> None:
    ours = AnonymousFile.create()
    (fd,) = ours.inherited_fds
    with pytest.raises(PermissionError):
        os.ftruncate(fd, 0)
    ours.close()


def test_named_memory_is_gone_after_use_and_nobody_complains() -> None:
    program = """
from reviewer_app.documents.pixel_buffer import NamedMemory
from reviewer_app.documents.worker_process import WorkerProcess
worker = WorkerProcess(pixels=NamedMemory.create())
print(worker.pixels.argument, flush=True)
worker.ask({"op": "protections"}, None, len)
worker.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    name = done.stdout.strip().removeprefix("name:")
    with pytest.raises(FileNotFoundError):
        SharedMemory(name)
    assert done.stderr == ""
