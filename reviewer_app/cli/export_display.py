"""What ``export`` tells on standard error while it writes many cases."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from reviewer_app.cli.output import complain, one_line, say

SECONDS_BETWEEN_LINES = 10.0
"""How often the progress is told where it cannot be overwritten, as in a log."""


class ExportDisplay:
    """Tells the progress: on a terminal one line that changes, elsewhere a line now and then. The files that
    were written are named on standard output."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._told = time.monotonic()
        self._shown = 0

    def progress(self, done: int, name: str) -> None:
        """Tell how many cases are done and which is next."""
        text = one_line(f"{done + 1} of {self._total}: {name}")
        now = time.monotonic()
        if self._terminal:
            print(f"\r{text:<{self._shown}}", end="", file=sys.stderr, flush=True)
            self._shown = len(text)
        elif now - self._told >= SECONDS_BETWEEN_LINES:
            complain(text)
            self._told = now

    def wrote(self, file: Path) -> None:
        """Name a file that was written."""
        self.end()
        say(str(file))

    def end(self) -> None:
        """Leave the line that changes."""
        if self._shown:
            print(file=sys.stderr)
            self._shown = 0
