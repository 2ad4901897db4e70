"""The memory through which the page worker hands over pixels.

On Linux it is an anonymous file that the worker inherits: it has no name that could be left behind, and its
size is sealed, so that a worker taken over by a hostile document cannot shrink it under the window.
Elsewhere it is shared memory by name, made and unlinked by the window's process only.
"""

from __future__ import annotations

import mmap
import os
import sys
from typing import Protocol

from reviewer_app.documents.limits import MAX_PIXELS

GRAIN = 65_536
"""The two areas begin at multiples of this, as memory is managed in pages of up to so many bytes."""

CAPACITY = -(-MAX_PIXELS * 3 // GRAIN) * GRAIN
"""Bytes: the largest picture there may be, in colour. Memory that no picture touches costs nothing."""

FILE_CAPACITY = 48 * 1024 * 1024
"""Bytes of a second area behind the first, for files: a crop as PNG, a portion of an attached file. They may
be asked for while another thread still copies a picture out of the first."""

KEPT_BYTES = 16 * 1024 * 1024
"""What a picture larger than this took is given back before the next one is written."""


NO_MEMORY = (
    "This computer gives the program no memory for pictures of pages ({reason}). Close other programs, or "
    "raise the limits on memory, open files and the size of files (ulimit), then start again."
)


class PixelBuffer(Protocol):
    """One side's mapping of the memory."""

    @property
    def argument(self) -> str:
        """Names the memory to :func:`attach` in the worker."""
        ...

    @property
    def inherited_fds(self) -> tuple[int, ...]:
        """File descriptors that the worker must inherit."""
        ...

    def read(self, length: int) -> memoryview:
        """The first ``length`` bytes, read-only; whether they outlive the next picture is not promised."""
        ...

    def write(self, data: memoryview | bytes) -> None:
        """Put a picture at the beginning. Raises ValueError when it does not fit."""
        ...

    def read_file(self, length: int) -> bytes:
        """A copy of the first ``length`` bytes of the area for files."""
        ...

    def write_file(self, data: memoryview | bytes) -> None:
        """Put ``data`` into the area for files. Raises ValueError when it does not fit."""
        ...

    def close(self) -> None:
        """Let go of the memory. Views handed out before stay valid until they are dropped."""
        ...


def create() -> PixelBuffer:
    """Make the memory, the way this platform does it best (the window's side).

    :raises reviewer_app.domain.errors.ResourceError: the computer gives none, or not as much.
    """
    try:
        return AnonymousFile.create() if sys.platform == "linux" else NamedMemory.create()
    except OSError as error:
        from reviewer_app.domain.errors import ResourceError

        raise ResourceError(NO_MEMORY.format(reason=error.strerror)) from error


def attach(argument: str) -> PixelBuffer:
    """Map the memory that ``argument`` names (the worker's side)."""
    kind, _, value = argument.partition(":")
    return AnonymousFile(int(value)) if kind == "fd" else NamedMemory.attach(value)


def _check_size(data: memoryview | bytes, capacity: int) -> None:
    if len(data) > capacity:
        raise ValueError("the data are larger than the pixel memory")


class AnonymousFile:
    """Linux: a file in memory without a name, inherited by its descriptor."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._mapping: mmap.mmap | None = mmap.mmap(fd, CAPACITY + FILE_CAPACITY)
        self._written = 0
        self._file_written = 0

    @classmethod
    def create(cls) -> AnonymousFile:
        import fcntl

        fd = os.memfd_create("pages", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(fd, CAPACITY + FILE_CAPACITY)
            fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
            return cls(fd)
        except OSError:
            os.close(fd)
            raise

    @property
    def argument(self) -> str:
        return f"fd:{self._fd}"

    @property
    def inherited_fds(self) -> tuple[int, ...]:
        return (self._fd,)

    def read(self, length: int) -> memoryview:
        return memoryview(self._map)[:length].toreadonly()

    def write(self, data: memoryview | bytes) -> None:
        _check_size(data, CAPACITY)
        if self._written > KEPT_BYTES:
            self._map.madvise(mmap.MADV_REMOVE, 0, CAPACITY)
        self._written = len(data)
        self._map[: len(data)] = data

    def read_file(self, length: int) -> bytes:
        return bytes(memoryview(self._map)[CAPACITY : CAPACITY + length])

    def write_file(self, data: memoryview | bytes) -> None:
        _check_size(data, FILE_CAPACITY)
        if self._file_written > KEPT_BYTES:
            self._map.madvise(mmap.MADV_REMOVE, CAPACITY, FILE_CAPACITY)
        self._file_written = len(data)
        self._map[CAPACITY : CAPACITY + len(data)] = data

    def close(self) -> None:
        """The mapping, which keeps a descriptor of its own, goes with the last picture that uses it."""
        os.close(self._fd)
        self._mapping = None

    @property
    def _map(self) -> mmap.mmap:
        if self._mapping is None:
            raise ValueError("the pixel memory is closed")
        return self._mapping


class NamedMemory:
    """Windows and macOS: shared memory by name. Pictures are copied out, so it can be closed at any time."""

    def __init__(self, name: str, *, create: bool) -> None:
        from multiprocessing import resource_tracker, shared_memory

        self._owner = create
        if create:
            self._memory = shared_memory.SharedMemory(create=True, size=CAPACITY + FILE_CAPACITY)
        elif sys.version_info >= (3, 13):
            self._memory = shared_memory.SharedMemory(name, track=False)
        else:
            self._memory = shared_memory.SharedMemory(name)
            if sys.platform != "win32":
                # Before 3.13 attaching registers the name as this side's own, to be unlinked at its end.
                resource_tracker.unregister(f"/{self._memory.name}", "shared_memory")

    @classmethod
    def create(cls) -> NamedMemory:
        return cls("", create=True)

    @classmethod
    def attach(cls, name: str) -> NamedMemory:
        return cls(name, create=False)

    @property
    def argument(self) -> str:
        return f"name:{self._memory.name}"

    @property
    def inherited_fds(self) -> tuple[int, ...]:
        return ()

    @property
    def _bytes(self) -> memoryview:
        if self._memory.buf is None:
            raise ValueError("the pixel memory is closed")
        return self._memory.buf

    def read(self, length: int) -> memoryview:
        return memoryview(bytes(self._bytes[:length]))

    def write(self, data: memoryview | bytes) -> None:
        _check_size(data, CAPACITY)
        self._bytes[: len(data)] = data

    def read_file(self, length: int) -> bytes:
        return bytes(self._bytes[CAPACITY : CAPACITY + length])

    def write_file(self, data: memoryview | bytes) -> None:
        _check_size(data, FILE_CAPACITY)
        self._bytes[CAPACITY : CAPACITY + len(data)] = data

    def close(self) -> None:
        self._memory.close()
        if self._owner:
            self._memory.unlink()
