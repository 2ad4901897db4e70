"""One window for each data folder. Who starts first keeps its place; who comes later hands its case over.

Light, because it is asked before Qt is imported: where no other window is, it costs one lock on a file. The
lock is the system's own and ends with the process, however that ends, so nothing that a killed window left
behind is in the way. What the place consists of lies in a folder that only its owner may enter.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer_app.domain.errors import StoreError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, Listener

FOLDER_NAME = "window"
"""Of the data folder: a lock, the address of the window that has it, and, where there are such, a socket."""

PATIENCE_SECONDS = 20.0
"""How long a second window waits for the first, which may be just starting or closing."""

POLL_SECONDS = 0.02

SOCKET_NAME = "socket"

LONGEST_SOCKET_NAME = 100
"""Bytes; systems take 104 or 108. For a longer data folder the socket lies among the temporary files, under a
name that says nothing."""

MOST_BYTES = 65_536
"""Of one call; a path is shorter on every system."""

RAISED = b"raised"
"""What the first window answers."""

_WAITING_CALLS = 16


class WindowPlace:
    """Held by the one window of a data folder until :meth:`give_up` or the end of the process."""

    def __init__(self, folder: Path, lock: int | None) -> None:
        """``lock`` is the locked file; ``None`` where there can be none, so that nobody can call."""
        self._folder = folder
        self._lock = lock
        self._sockets: list[Path] = []

    def listener(self) -> Listener | None:
        """Open the ear for later windows; ``None`` where there can be none. Imports much: call it late."""
        from multiprocessing.connection import Listener

        if self._lock is None:
            return None
        try:
            if sys.platform == "win32":
                # The system makes up a name that nobody could have taken before.
                listener = Listener(family="AF_PIPE", backlog=_WAITING_CALLS)
            else:
                socket = _socket_folder(self._folder) / SOCKET_NAME
                socket.unlink(missing_ok=True)
                self._sockets.append(socket)
                listener = Listener(str(socket), family="AF_UNIX", backlog=_WAITING_CALLS)
            beside = self._folder / "address.part"
            beside.write_text(json.dumps(listener.address), encoding="utf-8")
            beside.replace(self._folder / "address")
        except OSError:
            return None
        return listener

    def hide(self) -> None:
        """Let nobody call any more."""
        # Where it cannot be removed, or never was, callers find nobody behind it.
        with suppress(OSError):
            (self._folder / "address").unlink(missing_ok=True)

    def give_up(self) -> None:
        """Let another window take the place; giving up twice does no harm."""
        if self._lock is None:
            return
        for socket in self._sockets:
            # What cannot be removed is in nobody's way.
            with suppress(OSError):
                socket.unlink(missing_ok=True)
                if socket.parent != self._folder:
                    socket.parent.rmdir()
        os.close(self._lock)
        self._lock = None


def place_or_handed_over(data_folder: Path, case: Path | None) -> WindowPlace | None:
    """The place of the one window on the data folder; ``None`` when there is such a window already, which was
    raised and told to open ``case``.

    :raises StoreError: there is one, and it does not answer.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        place = _take_place(data_folder / FOLDER_NAME)
        if place is not None:
            return place
        if _handed_over(data_folder / FOLDER_NAME, case, deadline):
            return None
        if time.monotonic() > deadline:
            raise StoreError(
                f"The window that is open on {data_folder} does not answer. Close it, or end its process, "
                "then start again."
            )
        time.sleep(POLL_SECONDS)


def received_case(call: Connection, patience: float) -> Path | None:
    """What another window's start wants to be opened; ``None`` when the window only is to be raised.

    :raises OSError: nothing came in time, or nothing of ours.
    """
    if not call.poll(patience):
        raise TimeoutError("a call without words")
    try:
        words = json.loads(call.recv_bytes(MOST_BYTES))
    except (ValueError, EOFError) as error:
        raise ConnectionError("a call that is none of ours") from error
    case = words.get("case") if isinstance(words, dict) else None
    return Path(case) if isinstance(case, str) else None


def _take_place(folder: Path) -> WindowPlace | None:
    """The place when nobody has it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        # The database will say what is wrong with the data folder.
        return WindowPlace(folder, None)
    try:
        _lock(lock)
    except BlockingIOError:
        os.close(lock)
        return None
    except OSError:
        # A file system without locks: the lock of the database remains.
        os.close(lock)
        return WindowPlace(folder, None)
    place = WindowPlace(folder, lock)
    place.hide()
    return place


def _lock(file: int) -> None:
    """Lock the open file for this process until it is closed.

    :raises BlockingIOError: another process has locked it.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, error.strerror) from error
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _handed_over(folder: Path, case: Path | None, deadline: float) -> bool:
    """Whether the window that has the place was reached, and has answered."""
    from multiprocessing.connection import Client

    try:
        address = json.loads((folder / "address").read_bytes())
        with Client(address) as window:
            window.send_bytes(json.dumps({"case": None if case is None else str(case.absolute())}).encode())
            return (
                window.poll(max(0.0, deadline - time.monotonic())) and window.recv_bytes(MOST_BYTES) == RAISED
            )
    except (OSError, EOFError, ValueError):
        # It is just starting, or closing, or was killed: then the place is free in a moment.
        return False


def _socket_folder(folder: Path) -> Path:
    """Where the socket lies: a folder that only its owner may enter.

    :raises OSError: there is none.
    """
    if _is_short(folder):
        return folder
    import hashlib
    import tempfile

    name = f"reviewer-app-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"
    elsewhere = Path(tempfile.gettempdir(), name)
    if not _is_short(elsewhere):
        elsewhere = Path(os.sep, "tmp", name)
    elsewhere.mkdir(mode=0o700, exist_ok=True)
    found = elsewhere.lstat()
    if elsewhere.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{elsewhere} is not private")
    return elsewhere


def _is_short(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_NAME
