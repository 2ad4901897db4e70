"""How long the window's thread is ever busy: paging through a packet while its pages are indexed, and its
scans read by machine.

    python -m tests.benchmarks.stalls [--pages 3000] [--rate 10] [--inputs FOLDER]

Opens the packet in our window, in this process, on a private X display. A timer that is due every two
milliseconds notes how late it comes; whatever keeps the window's thread from looking at a key shows there.
Prints the lateness while nothing happens, while Next is pressed, and the difference. Needs Xvfb and openbox.
"""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.gui.qt_application import new_qt_application
from tests.benchmarks.screen import Screen
from tests.benchmarks.viewer import INPUTS
from tests.benchmarks.viewer_inputs import make
from tests.end_to_end.keyboard import Keyboard, window

BEAT_MILLISECONDS = 2
IDLE_SECONDS = 10.0
NEXT_PAGE = QKeySequence("Right")


class Heartbeat(QObject):
    """A timer on the window's thread that notes by how many milliseconds each beat comes late."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._due = 0.0
        self._timer = QTimer(self, interval=BEAT_MILLISECONDS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin anew."""
        self.late.clear()
        self._due = time.perf_counter() + BEAT_MILLISECONDS / 1000
        self._timer.start()

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, now - self._due) * 1000)
        self._due = now + BEAT_MILLISECONDS / 1000

    def figures(self) -> tuple[float, float, float]:
        """Median, p99.9 and the longest, in milliseconds."""
        ordered = sorted(self.late)
        return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.999)], ordered[-1]


def let_pass(seconds: float) -> None:
    """Let the window run for some time, asleep between events as it is in use."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def page_through(keyboard: Keyboard, pages: int, rate: float) -> None:
    """Press Next a number of times a second, whether or not the page has come."""
    started = time.perf_counter()
    for number in range(1, pages + 1):
        QTest.keySequence(QApplication.focusWidget() or keyboard.application.window, NEXT_PAGE)
        let_pass(max(0.0, started + number / rate - time.perf_counter()))


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--pages", type=int, default=3000)
    arguments.add_argument("--rate", type=float, default=10, help="presses a second")
    arguments.add_argument("--inputs", type=Path, default=INPUTS, help="folder of the documents")
    arguments.add_argument("--display", type=int, default=98, help="number of the private X display")
    chosen = arguments.parse_args()
    packet = make(chosen.inputs, ("packet3000",))["packet3000"]
    with tempfile.TemporaryDirectory() as folder, Screen(chosen.display) as screen:
        os.environ.update(screen.environment)
        qt = new_qt_application()
        with window(qt, Path(folder), case=packet, finds=True) as keyboard:
            # As the program does when its window is complete (gui/start.py).
            gc.freeze()
            heartbeat = Heartbeat()
            heartbeat.start()
            page_through(keyboard, chosen.pages, chosen.rate)
            busy = heartbeat.figures()
            # Reading all scans takes half an hour: it waits.
            keyboard.press("Ctrl+M")
            scans = keyboard.application.scans
            keyboard.wait(lambda: keyboard.application.queue.idle and not scans.busy)
            heartbeat.start()
            let_pass(IDLE_SECONDS)
            idle = heartbeat.figures()
    print("| window's thread | median ms | p99.9 ms | longest ms |\n| --- | ---: | ---: | ---: |")
    for name, figures in (("idle", idle), (f"paging, {chosen.rate:g} a second", busy)):
        print(f"| {name} | {' | '.join(f'{one:.1f}' for one in figures)} |")
    print(f"\np99.9 over idle: {busy[1] - idle[1]:.1f} ms")


if __name__ == "__main__":
    main()
