"""From a call to a running window, in the order that shows the first page soonest.

The bare window with the picture of the first page comes first; everything else is imported and made after
that is on screen.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

from reviewer_app.gui.display import (
    NO_DISPLAY_EXIT_CODE,
    display_named,
    missing_packages,
    when_no_window,
    why_no_window,
)
from reviewer_app.gui.one_window import place_or_handed_over
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.read_pages import CasePages
from reviewer_app.window_call import WindowCall


def start_window(call: WindowCall, pages: CasePages) -> int:
    """Show the window and run until it is closed. Returns the exit code.

    Without a usable display a plain call ends with one sentence; the demo goes on without a window. Where a
    window is open on the data folder already, that one is raised and opens the case.
    """
    folder = data_folder(call.data_dir)
    place = place_or_handed_over(folder, call.case)
    if place is None:
        pages.close()
        print(f"The window that is open on {folder} was raised.", flush=True)
        return 0
    end = _EndingWithoutWindow(call, pages)
    if not display_named():
        end(why_no_window())
    try:
        display_found = when_no_window(end)
        import_as_python_does()
        from reviewer_app.gui.first_page import EarlyWindow
        from reviewer_app.gui.qt_application import new_qt_application
    except ImportError:
        # PySide6 without its system libraries fails at import.
        if not missing_packages():
            raise
        end(why_no_window())
    qt = new_qt_application()
    display_found()
    early = EarlyWindow(pages, folder)

    def complete() -> None:
        """Make the rest of the window; it lives as long as its threads."""
        from reviewer_app.gui.application import Application
        from reviewer_app.gui.freed_memory import return_freed_pictures

        return_freed_pictures()
        Application(qt, call, pages, folder, early, place).start()
        gc.enable()
        gc.freeze()

    early.ready.connect(complete)
    early.show()
    return qt.exec()


def import_as_python_does() -> None:
    """Undo what PySide6 does to the import statement when it is first imported.

    For its optional features, which nothing here uses, it reads the source of every module imported later and
    keeps it: a tenth of the time until the window is complete, and 10 MB.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


class _EndingWithoutWindow:
    """What to do when no window can be shown: end, or, for the demo, go on without one."""

    def __init__(self, call: WindowCall, pages: CasePages) -> None:
        self._call = call
        self._pages = pages

    def __call__(self, sentence: str) -> NoReturn:
        self._pages.close()
        print(sentence, file=sys.stderr, flush=True)
        if self._call.headless_instead is None:
            os._exit(NO_DISPLAY_EXIT_CODE)
        if self._call.data_dir is not None:
            _throw_away(self._call.data_dir)
        os.execv(sys.executable, (sys.executable, "-m", "reviewer_app", *self._call.headless_instead))


def _throw_away(folder: Path) -> None:
    """Remove the demo's data folder: whoever made it does not come back to do so."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
