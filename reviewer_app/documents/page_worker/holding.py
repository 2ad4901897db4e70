"""The documents that the worker holds: descriptors that it was given, parsed when they are first needed."""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Callable
from pathlib import Path

from reviewer_app.documents import wire
from reviewer_app.documents.drawing_plan import integer
from reviewer_app.documents.identify import open_untrusted
from reviewer_app.documents.page_worker.faults import RefusedError
from reviewer_app.documents.page_worker.opening import OpenDocument, open_descriptor

Receive = Callable[[], int]
"""The next descriptor from the program. Raises OSError."""


class HeldFile:
    """A document's file, open, as it must stay: ``stamp`` is its size and time of change."""

    def __init__(self, fd: int, message: wire.Message) -> None:
        self._fd = fd
        self._media_type = str(message["type"])
        self._password = message.get("password")
        self._stamp = message["stamp"]
        self._mapping: mmap.mmap | None = None
        self._document: OpenDocument | None = None

    def document(self) -> OpenDocument:
        """The document. Raises RefusedError and whatever MuPDF raises."""
        self.check()
        if self._document is None:
            document, self._mapping = open_descriptor(self._fd, self._media_type, self._password)
            self._document = OpenDocument(document)
        return self._document

    def check(self) -> None:
        """Raises RefusedError when the file is not what it was: nothing read of it since can be trusted."""
        status = os.fstat(self._fd)
        if [status.st_size, status.st_mtime_ns] != self._stamp:
            raise RefusedError("changed")

    def forget_read_parts(self) -> None:
        """Take what was read of the file off this process's memory; the system keeps it as long as it likes.

        Whoever pages through a packet of 200 MB would otherwise have all of it mapped in the end.
        """
        if self._mapping is not None and sys.platform == "linux":
            self._mapping.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Let go of the document and its file."""
        self._document = None
        os.close(self._fd)


class HeldFiles:
    """Files by number. ``receive`` is how their descriptors come that were not inherited."""

    def __init__(self, receive: Receive | None) -> None:
        self._receive = receive
        self._files: dict[int, HeldFile] = {}

    def hold(self, message: wire.Message) -> None:
        """Take a file: one that was inherited, comes through the channel, or, where neither is possible, is
        named by its path. Raises OSError, which ends the worker: the program would never ask in vain."""
        if "fd" in message:
            fd = integer(message, "fd")
        elif self._receive is not None:
            fd = self._receive()
        else:
            with open_untrusted(Path(str(message["path"]))) as file:
                fd = os.dup(file.fileno())
        self._files[integer(message, "file")] = HeldFile(fd, message)

    def release(self, message: wire.Message) -> None:
        """Close a file."""
        self._files.pop(integer(message, "file")).close()

    def of(self, request: wire.Message) -> HeldFile:
        """The file that a request is about."""
        return self._files[integer(request, "file")]
