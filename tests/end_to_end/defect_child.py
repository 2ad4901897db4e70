"""Works on a case in a real window, then meets a defect: ``defect_child.py DATA ROOT EXPORTS MARKER WHERE``.

``WHERE`` is ``slot``, ``store`` or ``pages``: what raises an exception that quotes the marker. Before the one
in a slot everything is done that a reviewer does, and the command lines of all workers are printed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.pages import DrawRequest, Priority
from reviewer_app.gui.qt_application import new_qt_application
from reviewer_app.gui.tasks.page_jobs import Wish
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.processes import command_line, descendants
from tests.end_to_end.story import export


def fail(text: str) -> NoReturn:
    raise RuntimeError(text)


def work(keyboard: Keyboard, exports: Path, marker: str) -> None:
    """Read, mark, note, cite, search the list, export in every format, go back to the worklist."""
    keyboard.press("Return")
    for document in keyboard.case.documents:
        keyboard.press("O")
        keyboard.type(document.file)
        keyboard.press("Return", "P", "E", "J")
        keyboard.wait(lambda: keyboard.application.queue.idle)
    keyboard.press("N")
    keyboard.type(f"Seen with {marker}")
    keyboard.press("Return")
    for kind in ("pdf", "html", "json"):
        export(keyboard, exports / f"{marker}.{kind}")
    export(keyboard, keyboard.case.folder / f"{marker}.pdf")
    for process in descendants():
        os.write(sys.stdout.fileno(), f"{command_line(process)}\n".encode())
    keyboard.press("Esc", "F5", "Ctrl+W", "Return")
    keyboard.settle()


def close_the_message() -> None:
    """What the program says about its defect is read, and closed."""
    message = QApplication.activeModalWidget()
    if message is not None:
        message.close()


def meet_a_defect(keyboard: Keyboard, where: str, marker: str) -> None:
    """An exception of our own code, at one of the places where code runs."""
    quiet = QTimer(keyboard.application, interval=20)
    quiet.timeout.connect(close_the_message)
    quiet.start()
    if where == "slot":
        keyboard.review.exported.connect(lambda path: fail(f"{marker}: {path}"))
        keyboard.review.exported.emit(keyboard.case.folder)
    elif where == "store":
        keyboard.application.store.submit(
            lambda desk: fail(f"{marker}: {desk}"), lambda _result: None, keyboard.review.failed
        )
    else:
        # No request may have such a scale, so the client of the page worker calls it a defect.
        wrong = DrawRequest(keyboard.case.documents[0].sha256, 1, -1.0)
        keyboard.application.queue.want(marker, (Wish(wrong, Priority.VISIBLE),))
    keyboard.wait(lambda: False)


def main() -> None:
    data, root, exports = (Path(argument) for argument in sys.argv[1:4])
    marker, where = sys.argv[4:6]
    with window(new_qt_application(), data, root=root, finds=True) as keyboard:
        if where == "slot":
            work(keyboard, exports, marker)
        else:
            keyboard.press("Return", "P")
        meet_a_defect(keyboard, where, marker)


if __name__ == "__main__":
    main()
