"""Processes of a viewer and their memory, as Linux accounts for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def pss_megabytes(process: int, *, alone: bool = False) -> float:
    """Proportional set size, MB, of a process and, unless ``alone``, of all that it started: memory shared by
    several counts once. Processes that end meanwhile count nothing."""
    kilobytes = 0
    for one in (process,) if alone else tree(process):
        with suppress(OSError):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
    return kilobytes / 1024


def tree(process: int) -> Iterator[int]:
    """The process and all that it started, as far as they run."""
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from tree(int(child))
