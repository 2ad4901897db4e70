"""Hands documents to a page worker: as open read-only descriptors, so that the worker never opens a path.

The program opens the file, never through a link, and compares it with what it was when it was hashed. The
worker maps the descriptor and refuses to answer when the file behind it has changed. Where descriptors cannot
be sent (Windows, macOS) the worker is told the path and opens it by the same rules.
"""

from __future__ import annotations

import os
import stat
import sys
from collections import OrderedDict
from typing import BinaryIO

from reviewer_app.documents import wire
from reviewer_app.documents.early_page import (
    EARLY_NUMBER,
    SENDS_DESCRIPTORS,
    StartedWorker,
    hold_message,
    send,
)
from reviewer_app.documents.identify import identity_of, open_untrusted
from reviewer_app.documents.page_file import PageFile

MOST_HELD = 4
"""Documents that a worker keeps open; each is mapped into its memory and parsed once."""


class FileChangedError(Exception):
    """The file is gone, cannot be opened, or is not the one that was hashed."""


class CurrentFile:
    """A document's file as it is at this moment; two are equal when a worker may take one for the other."""

    __slots__ = ("file", "identity")

    def __init__(self, file: PageFile) -> None:
        """Raises FileChangedError. No file is opened."""
        try:
            status = os.lstat(file.path)
        except (OSError, ValueError) as error:
            raise FileChangedError from error
        self.file = file
        self.identity = identity_of(status)
        stamp = (status.st_size, status.st_mtime_ns)
        if not stat.S_ISREG(status.st_mode) or file.stamp not in (None, stamp):
            raise FileChangedError

    @property
    def key(self) -> tuple[object, ...]:
        return (self.file.path, self.file.media_type, self.file.password, self.identity)

    def open(self) -> BinaryIO:
        """The file, opened for reading. Raises FileChangedError."""
        try:
            stream = open_untrusted(self.file.path)
        except OSError as error:
            raise FileChangedError from error
        if identity_of(os.fstat(stream.fileno())) != self.identity:
            stream.close()
            raise FileChangedError
        return stream


class HandedFiles:
    """The files that one running worker holds, each under a number; new ones are handed over when needed.

    A worker that was started for a first page was given that page's file and no channel for others.
    """

    def __init__(self, worker: StartedWorker) -> None:
        self._worker = worker
        self._numbers: OrderedDict[tuple[object, ...], int] = OrderedDict()
        self._last_number = EARLY_NUMBER
        if worker.early_file:
            early = (worker.early_path, worker.early_type, None, worker.early_identity)
            self._numbers[early] = EARLY_NUMBER

    @property
    def can_grow(self) -> bool:
        """Whether this worker can be given whatever files it may need."""
        worker = self._worker
        return not SENDS_DESCRIPTORS or worker.channel is not None or not worker.reads_files

    def can_hold(self, current: CurrentFile) -> bool:
        """Whether this worker holds the file or can be given it."""
        return self.can_grow or current.key in self._numbers

    def number_of(self, current: CurrentFile) -> int:
        """The number under which the worker knows the file, which is handed over if need be.

        Raises FileChangedError, and OSError when the worker is gone.
        """
        number = self._numbers.pop(current.key, 0) or self._hand_over(current)
        self._numbers[current.key] = number
        while len(self._numbers) > MOST_HELD:
            _key, released = self._numbers.popitem(last=False)
            send(self._worker.process, {"op": "release", "file": released})
        return number

    def close(self) -> None:
        """Close the channel."""
        if self._worker.channel is not None:
            self._worker.channel.close()

    def _hand_over(self, current: CurrentFile) -> int:
        self._last_number += 1
        file = current.file
        message = hold_message(self._last_number, file.media_type, current.identity)
        if file.password is not None:
            message["password"] = file.password
        if SENDS_DESCRIPTORS:
            self._send_descriptor(current, message)
        else:
            send(self._worker.process, {**message, "path": str(file.path)})
        return self._last_number

    def _send_descriptor(self, current: CurrentFile, message: wire.Message) -> None:
        channel = self._worker.channel
        if channel is None or sys.platform == "win32":
            raise BrokenPipeError
        # Imported here: the first page must not wait for it.
        from multiprocessing.reduction import send_handle

        with current.open() as stream:
            send(self._worker.process, message)
            send_handle(channel, stream.fileno(), self._worker.process.pid)
