"""The whole program in a process of its own, watched by audit hooks: ``watched_start.py ARGUMENT ...``.

Runs the program's real entry with these arguments. The first page is on screen when the rest of the window
begins to be imported; what was imported until then, by which threads, and whether a worker ran before Qt was
imported, is printed as JSON at the end. The window closes by itself when it has shown its case or worklist,
or asks for something before.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

REST_OF_THE_WINDOW = "reviewer_app.gui.application"

order: list[str] = []
"""Workers started and PySide6 imported, in the order of time."""

threads: dict[str, list[str]] = {}
"""The thread that first asked for each module."""

at_first_page: list[str] = []
shades = [0]
"""How many gray levels the window shows when its first page is said to be on screen."""


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "subprocess.Popen":
        order.append("worker")
    if event != "import":
        return
    name = str(arguments[0])
    threads.setdefault(name, []).append(threading.current_thread().name)
    if name == "PySide6":
        order.append("Qt")
    if name == REST_OF_THE_WINDOW:
        at_first_page.extend(sorted(sys.modules))
        look_at_the_window()


def look_at_the_window() -> None:
    """On the window's thread: see what is on screen, and close the window when it is filled."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication.instance()
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)]
    image = window.grab().toImage()
    places = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    shades[0] = len({image.pixelColor(x, y).lightness() for x, y in places})
    timer = QTimer(application, interval=20)

    def close_when_filled() -> None:
        if is_filled(window):
            timer.stop()
            window.close()

    timer.timeout.connect(close_when_filled)
    timer.start()


def is_filled(window: QMainWindow) -> bool:
    """Whether the case or the worklist has arrived, or a page asks for something before."""
    from reviewer_app.gui.panels.gate import GatePage
    from reviewer_app.gui.window_controller import WindowController

    controllers = [one for one in window.children() if isinstance(one, WindowController)]
    asks = any(page.isVisible() for page in window.findChildren(GatePage))
    return asks or any(one.review.case is not None or one.worklist.model.rows for one in controllers)


if __name__ == "__main__":
    sys.addaudithook(watch)
    sys.argv = ["reviewer-app", *sys.argv[1:]]
    from reviewer_app.__main__ import main

    try:
        main()
    finally:
        record = {
            "order": order,
            "threads": threads,
            "first_page": at_first_page,
            "end": sorted(sys.modules),
            "shades": shades[0],
        }
        sys.stdout.write(json.dumps(record))
