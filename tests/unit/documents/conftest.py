"""Page readers over real worker processes, and the check that none of them outlives its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess

Registered = Callable[..., str]


@pytest.fixture(scope="module")
def module_reader() -> Iterator[PageReader]:
    """One reader for all tests of a module that do not disturb its worker."""
    reader = PageReader(WorkerProcess())
    yield reader
    reader.close()


@pytest.fixture
def register(module_reader: PageReader, tmp_path: Path) -> Registered:
    """Write a file and register it with the module's reader: ``register(content, name)`` returns its key."""

    def write(content: bytes, name: str = "page.pdf", media_type: str = "application/pdf") -> str:
        path = tmp_path / name
        path.write_bytes(content)
        module_reader.register(str(path), PageFile(path, media_type))
        return str(path)

    return write


@pytest.fixture
def no_leaks() -> Iterator[None]:
    """Fails when a test leaves a child process, dead or alive, or an open file descriptor behind (Linux)."""
    children, descriptors = child_processes(), open_descriptors()
    yield
    assert child_processes() == children
    # Fewer is no leak: what an earlier test held may have been collected meanwhile.
    assert open_descriptors() <= descriptors


def child_processes() -> set[str]:
    """Process ids of this process's children, zombies included."""
    lists = Path("/proc/self/task").glob("*/children")
    return {pid for found in lists for pid in found.read_text().split()}


def open_descriptors() -> int:
    """How many file descriptors this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())
