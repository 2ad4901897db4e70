"""PySide6 leaves imports alone: it would read and keep the source of all that is imported after it."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import linecache
import PySide6.QtCore
from reviewer_app.gui.start import import_as_python_does
{undo}
before = len(linecache.cache)
import reviewer_app.gui.viewer.page_view
print(len(linecache.cache) - before)
"""


def sources_kept(undo: str) -> int:
    """How many modules' sources are in memory after an import."""
    program = PROGRAM.format(undo=undo)
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return int(answer.stdout)


def test_no_source_is_read_for_pysides_features() -> None:
    """Where the first fails, PySide6 no longer does so and the undoing can go."""
    assert sources_kept("") > 20
    assert sources_kept("import_as_python_does()") == 0
