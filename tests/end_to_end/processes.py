"""Which processes a process has started, from /proc."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

PAGE_WORKER, PDF_WORKER = "reviewer_app.documents.page_worker", "reviewer_app.summary.typst_worker"


def descendants(pid: int | None = None) -> set[int]:
    """The processes that this one, or the one of that id, has started, and those that they have started."""
    found: set[int] = set()
    with suppress(FileNotFoundError):  # the process has ended meanwhile
        for path in Path(f"/proc/{pid or os.getpid()}/task").glob("*/children"):
            for child in _children(path):
                found |= {child} | descendants(child)
    return found


def _children(path: Path) -> set[int]:
    """The processes that a thread has started; none once it has ended."""
    try:
        return {int(word) for word in path.read_text().split()}
    except OSError:
        return set()


def command_line(pid: int) -> str:
    """How a process was started; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def workers(module: str, pid: int | None = None) -> set[int]:
    """The running worker processes of a kind below this process, or below the one of that id."""
    return {child for child in descendants(pid) if module in command_line(child)}


def is_running(pid: int) -> bool:
    """Whether the process works still; one that has ended and waits to be noticed does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")
