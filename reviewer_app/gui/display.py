"""What Qt needs from the system before a window can be shown, told in one line when it is missing.

Qt ends the process when it finds no usable display, and only its message handler runs before that; the
handler installed here turns that end into one plain sentence and an exit code.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from reviewer_app.resources_folder import resources_folder

NO_DISPLAY_EXIT_CODE = 3

PLUGIN_NOTE = "platform plugin"
"""Of Qt's messages about a display that cannot be used."""

OFFSCREEN_NOTE = "propagateSizeHints"
"""Of Qt's message, for every window without a display, that nobody can be told its smallest size."""

LIBRARY_LIST = "system-libraries.txt"
"""The resource that lists Qt's system libraries and the Debian packages that hold them."""


def library_packages() -> dict[str, str]:
    """Each system library that Qt's window needs, by its file name, and the Debian package that holds it."""
    lines = (resources_folder() / LIBRARY_LIST).read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def missing_packages() -> tuple[str, ...]:
    """Debian packages that Qt's window needs and this Linux system has not."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(package for library, package in library_packages().items() if not _loads(library))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def display_named() -> bool:
    """Whether the environment names a display or another Qt platform. Cheap; it does not try to connect."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def why_no_window() -> str:
    """One sentence on why no window can be shown, with the way out."""
    packages = missing_packages()
    if packages:
        return (
            "The window cannot be shown because system libraries are missing. "
            f"Please type: sudo apt-get install {' '.join(packages)}"
        )
    return (
        "There is no display to show the window on; "
        "start the program in a desktop session, or use: reviewer-app demo --headless FOLDER"
    )


def when_no_window(act: Callable[[str], NoReturn]) -> Callable[[], None]:
    """Install the handler: ``act`` is called, with the sentence, instead of Qt's abort without a display.

    What Qt says before that is held back, since the sentence says it better. To be called when there is a
    display is what is returned: it passes on what was held, and everything from then on.
    """
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    held: list[str] = []
    holding = True

    def handle(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if kind is QtMsgType.QtFatalMsg:
            act(why_no_window() if text and PLUGIN_NOTE in text else f"Qt ended the program: {text}")
        if kind is QtMsgType.QtDebugMsg or not text:
            return
        if holding:
            held.append(text)
        else:
            _print_note(text)

    def pass_on() -> None:
        nonlocal holding
        holding = False
        for text in held:
            _print_note(text)

    qInstallMessageHandler(handle)
    return pass_on


def draw_into_memory() -> None:
    """Let Qt draw windows into memory, for pictures of them, and leave out what it says about that."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def handle(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if kind is not QtMsgType.QtDebugMsg and text:
            _print_note(text)

    qInstallMessageHandler(handle)


def _print_note(text: str) -> None:
    """Pass on what Qt says, except what is told in our own words or concerns nobody."""
    if PLUGIN_NOTE not in text and OFFSCREEN_NOTE not in text:
        print(text, file=sys.stderr)
