"""What Qt needs from the system before a window can be shown, told in one line when it is missing.

Qt ends the process when it finds no usable display, and only its message handler runs before that; the
handler installed here turns that end into one plain sentence and an exit code.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Callable
from typing import NoReturn

NO_DISPLAY_EXIT_CODE = 3

LIBRARY_PACKAGES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xinerama": "libxcb-xinerama0",
}
"""System libraries of Qt's X11 platform and the Debian packages that hold them."""


def missing_packages() -> tuple[str, ...]:
    """Debian packages that Qt's window needs and this Linux system has not."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(
        package for library, package in LIBRARY_PACKAGES.items() if ctypes.util.find_library(library) is None
    )


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


def when_no_window(act: Callable[[str], NoReturn]) -> None:
    """Install the handler: ``act`` is called, with the sentence, instead of Qt's abort without a display."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def handle(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if kind is QtMsgType.QtFatalMsg:
            act(why_no_window() if text and "platform plugin" in text else f"Qt ended the program: {text}")
        if kind is not QtMsgType.QtDebugMsg and text and "platform plugin" not in text:
            print(text, file=sys.stderr)

    qInstallMessageHandler(handle)
