"""Notices that nobody works with the window: no key and no mouse for some minutes, a time asleep included."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

TICK_MILLISECONDS = 5000
"""How often it is looked at the clock while nothing happens; a laptop that wakes up may get no event."""

SECONDS_IN_MINUTE = 60

WORK = frozenset(
    (
        # A key that is a command comes as this alone, any other as this and then as a key.
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    )
)


def seconds_passed() -> float:
    """Seconds on a clock that goes on while the computer sleeps and that nobody can set."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    # On other systems the monotonic clock goes on by itself.
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class IdleWatch(QObject):
    """Watches while :meth:`start` was called and :meth:`stop` was not.

    It sees the events of the windows, few beside those of their widgets: keys, mouse, and that something is
    to be painted. So a window that was left too long is noticed before it paints anything.
    """

    idle = Signal()
    """Nobody worked for ``minutes``."""

    def __init__(self, window: QWidget, minutes: int, clock: Callable[[], float] = seconds_passed) -> None:
        """``clock`` tells seconds."""
        super().__init__(window)
        self.minutes = minutes
        self._window = window
        self._clock = clock
        self._last = clock()
        self._watching = False
        self._late_key = False
        self._tick = QTimer(self, interval=TICK_MILLISECONDS)
        self._tick.timeout.connect(self._look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # A menu or a chooser of files is a window of its own.
            application.focusWindowChanged.connect(self._watch)

    def start(self) -> None:
        """Watch, from this moment on."""
        self._last = self._clock()
        if self._watching:
            return
        self._watching = True
        self._tick.start()
        self._watch(self._window.windowHandle())
        # That something is to be painted comes to the widget.
        self._window.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self._watching = False
        self._tick.stop()
        self._window.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at the clock before anything is painted, and before a key or the mouse counts as work. What
        comes too late does nothing but lock."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress and self._late_key:
            self._late_key = False
            return True
        if kind is QEvent.Type.ShortcutOverride:
            self._late_key = False
        if not self._watching:
            return False
        if self._look():
            self._late_key = kind is QEvent.Type.ShortcutOverride
            event.setAccepted(self._late_key)  # then no command is looked for
            return kind in WORK
        if kind in WORK:
            self._last = self._clock()
        return False

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    @Slot()
    def _look(self) -> bool:
        """Whether the time is over."""
        over = self._watching and self._clock() - self._last >= self.minutes * SECONDS_IN_MINUTE
        if over:
            self.stop()
            self.idle.emit()
        return over
