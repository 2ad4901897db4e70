"""The ear of the window: a second start of the program on the same data folder calls here and ends.

Connections within this machine only: a socket in a private folder, or a pipe of this user. What comes is a
path as text; nothing that is received is ever run or unpickled.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reviewer_app.gui.one_window import RAISED, WindowPlace, received_case

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, Listener

PATIENCE_SECONDS = 2.0
"""How long a caller may take to say what it wants; a program does so at once."""


class WindowCalls(QObject):
    """Listens on a thread of its own from :meth:`start` to :meth:`stop`."""

    called = Signal(object)
    """The window is wanted, with this case (a path) or as it is (``None``)."""

    _heard = Signal(object)

    def __init__(self, place: WindowPlace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._stopping = threading.Event()
        self._listener: Listener | None = None
        self._address = ""  # a closed listener has none any more
        self._listening = threading.Event()
        self._done: SimpleQueue[bool] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to listen; nothing waits for it."""
        self._thread = threading.Thread(target=self._run, name="window calls", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Listen no more. Who calls now finds nobody and becomes the window, once the place is given up."""
        if self._thread is None:
            return
        from multiprocessing.connection import Client

        self._stopping.set()
        self._place.hide()
        self._done.put(False)
        self._listening.wait()
        if self._listener is not None:
            try:
                # The thread waits for a call, and this is one.
                Client(self._address).close()
                self._thread.join()
            except OSError:
                # The thread was just woken by another; or the socket was deleted with the data folder, and
                # nobody can wake it: as a daemon it ends with the program.
                with suppress(OSError):
                    self._listener.close()
        self._thread = None

    def _run(self) -> None:
        listener = self._place.listener()
        if listener is None:
            self._listening.set()
            return
        with listener:
            self._listener, self._address = listener, str(listener.address)
            self._listening.set()
            while not self._stopping.is_set():
                try:
                    with listener.accept() as call:
                        self._answer(call)
                except OSError:
                    # Whoever called has gone, or said nothing of ours.
                    continue

    def _answer(self, call: Connection) -> None:
        """Let the window do what is wanted, then say so. Nobody is answered by a window that closes."""
        if self._stopping.is_set():
            return
        self._heard.emit(received_case(call, PATIENCE_SECONDS))
        if self._done.get():
            call.send_bytes(RAISED)

    @Slot(object)
    def _tell(self, case: Path | None) -> None:
        """Runs on the window's thread."""
        if not self._stopping.is_set():
            self.called.emit(case)
            self._done.put(True)
