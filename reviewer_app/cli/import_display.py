"""What ``history import`` tells while it works, and how it is interrupted."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from reviewer_app.cli.output import complain, one_line
from reviewer_app.domain.prior_request import BadRow
from reviewer_app.review.prior_requests import ImportProgress

SECONDS_BETWEEN_LINES = 10.0
"""How often the progress is told where it cannot be overwritten, as in a log."""


class ImportDisplay:
    """Tells bad rows and the progress on standard error: on a terminal one line that changes, elsewhere a
    line now and then."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._begun = self._told = time.monotonic()
        self._shown = 0

    def bad_row(self, row: BadRow) -> None:
        """Name a row that was left out, and why."""
        self.end()
        complain(f"{self._name}, line {row.line}: {row.reason}; the row was left out")

    def progress(self, progress: ImportProgress) -> bool:
        """Tell rows, their rate and the share of the file; always true, since it never stops the import."""
        now = time.monotonic()
        counts = progress.counts
        rows = counts.new + counts.changed + counts.unchanged + counts.bad
        rate = rows / max(now - self._begun, 0.001)
        text = f"{rows:,} rows, {rate:,.0f} a second, {progress.share:.0%}"
        if self._terminal:
            print(f"\r{one_line(text):<{self._shown}}", end="", file=sys.stderr, flush=True)
            self._shown = len(text)
        elif now - self._told >= SECONDS_BETWEEN_LINES:
            complain(f"{self._name}: {text}")
            self._told = now
        return True

    def end(self) -> None:
        """Leave the line that changes."""
        if self._shown:
            print(file=sys.stderr)
            self._shown = 0


@contextmanager
def interruption_noted() -> Iterator[Callable[[], bool]]:
    """Inside the block the first Ctrl+C is only noted, the second one interrupts as ever. Gives a function
    that says whether it came."""
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(came)
    finally:
        signal.signal(signal.SIGINT, before)
