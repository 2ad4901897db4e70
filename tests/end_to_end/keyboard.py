"""A reviewer at the keyboard: presses keys in a real window, waits for what they do, and counts them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.gui.application import Application
from reviewer_app.gui.idle_watch import seconds_passed
from reviewer_app.gui.one_window import place_or_handed_over
from reviewer_app.gui.panels.gate import GatePage
from reviewer_app.gui.review_controller import ReviewController
from reviewer_app.gui.window_controller import WindowController
from reviewer_app.review.read_pages import CasePages
from reviewer_app.window_call import WindowCall
from tests.databases import set_up_key

PATIENCE_SECONDS = 60.0
LOOK_AGAIN_MS = 10
"""How often a condition is looked at that becomes true without an event, such as a file."""


class Keyboard:
    """``presses`` counts keys that are commands or moves, ``typed`` characters of texts."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.presses = 0
        self.typed = 0

    @property
    def controller(self) -> WindowController:
        return self.application.controller

    @property
    def review(self) -> ReviewController:
        return self.controller.review

    @property
    def case(self) -> OpenCase:
        assert self.review.case is not None
        return self.review.case

    @property
    def gate(self) -> GatePage | None:
        """The page that stands before the database; ``None`` while it is open."""
        return self.application.gate.page

    def press(self, *sequences: str) -> None:
        """Press each key sequence, for example ``Ctrl+Return``, and wait until what it does is done."""
        for sequence in sequences:
            QTest.keySequence(self._focus(), QKeySequence(sequence))
            self.presses += 1
            self.settle()

    def type(self, text: str) -> None:
        """Type a text into the field that has the keyboard."""
        QTest.keyClicks(self._focus(), text)
        self.typed += len(text)

    def settle(self) -> None:
        """Wait until nothing is under way at the database."""
        self.wait(lambda: self.application.store.waiting == 0)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window work until the condition holds; sleep while it has nothing to do, since the threads
        that are waited for run in this process too."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        alarm = QTimer()
        alarm.start(LOOK_AGAIN_MS)
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _focus(self) -> QWidget:
        """The widget that has the keyboard. A display gives the keyboard to a window, and back to it from a
        list that was closed, when it comes to it: keys that were pressed before would be lost."""
        self.wait(lambda: QGuiApplication.focusWindow() is not None)
        return QApplication.focusWidget() or self.application.window


@contextmanager
def window(
    qt: QApplication,
    data: Path,
    *,
    root: Path | None = None,
    case: Path | None = None,
    asks: bool = False,
    throw_away: bool = False,
    finds: bool = False,
    clock: Callable[[], float] = seconds_passed,
) -> Iterator[Keyboard]:
    """The program's window on a data folder, closed at the end; opens the worklist of ``root`` or one
    case. Unless it ``asks`` for it, the key is set up already. ``clock`` tells how long nobody worked;
    ``throw_away`` as in the demo. Unless it ``finds``, no case is searched for what it shows by itself and no
    scan is read by machine: most stories have nothing to do with either, and both would take more of the
    processor than the story itself."""
    if not asks and not throw_away:
        set_up_key(data)
    call = WindowCall(case=case, root=root, data_dir=data, throw_away=throw_away)
    place = place_or_handed_over(data, case)
    assert place is not None
    application = Application(qt, call, CasePages(), data, place=place, clock=clock)
    if not finds:
        indexed = application.search.indexer.progressed
        indexed.disconnect(application.scans.look)
        indexed.disconnect(application.found.findings.texts_read)
    keyboard = Keyboard(application)
    application.show()
    application.window.activateWindow()
    try:
        keyboard.settle()
        yield keyboard
    finally:
        application.window.close()
        application.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
