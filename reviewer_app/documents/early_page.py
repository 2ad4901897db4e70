"""Starts a page worker, and asks it for the first page of a case, before Qt is imported.

Starting Python, importing pymupdf and drawing a page takes the worker about as long as importing Qt and
making a window takes the program; done side by side, the first page is there when the window is. Everything
that this module imports delays both, so it imports next to nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reviewer_app.documents import pixel_buffer, wire
from reviewer_app.documents.case_folder import CaseFile, list_case
from reviewer_app.documents.identify import glance, identity_of, open_untrusted
from reviewer_app.documents.limits import MEMORY_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.connection import Connection

SENDS_DESCRIPTORS = sys.platform == "linux"
"""Whether documents are handed to workers as open descriptors instead of paths."""

EARLY_NUMBER = 1
"""Under which a worker knows the document whose first page it draws at its start."""

FILES_LOOKED_AT = 20
"""How many files may be unreadable before the early page is given up."""

_START = (
    "import gc, os, sys; gc.disable(); parent, *libraries = sys.argv.pop(1).split(os.pathsep); "
    "sys.path[:] = [parent, *sys.path, *libraries]; "
    "from reviewer_app.documents.{}.serve import main; main()"
)
"""pymupdf makes some hundred thousand objects at import that all stay: without the collector that takes 30 ms
less. The first path makes sure that the worker is of the same version as this program."""

_LIBRARY_FOLDERS = ("site-packages", "dist-packages")
_SEARCHED = os.pathsep.join(
    [
        str(Path(__file__).resolve().parents[2]),
        *(folder for folder in sys.path if folder.endswith(_LIBRARY_FOLDERS)),
    ]
)
"""Where the worker imports from. It is told, because Python's own search (the module ``site``) asks the
system for the user's home folder where the environment does not name it: on some systems over the network."""

_NEEDED_ENVIRONMENT = ("SYSTEMROOT",)
"""Windows starts no program without it; everything else the worker must not know."""

_NOTHING: Mapping[str, str] = {}


class StartedWorker:
    """A running worker.

    ``channel`` is where it waits for descriptors, if it can be given any. ``early_file`` is the document
    whose first page it was asked for, relative to the case and with forward slashes; ``early_path``,
    ``early_type`` and ``early_identity`` are its path, its media type, and its identity in the sense of
    :func:`~reviewer_app.documents.identify.identity_of`; empty when no page was asked for. ``reads_files`` is
    false of a worker that is never given a document.
    """

    __slots__ = (
        "channel",
        "early_file",
        "early_identity",
        "early_path",
        "early_type",
        "pixels",
        "process",
        "reads_files",
    )

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        pixels: pixel_buffer.PixelBuffer,
        channel: Connection | None = None,
        *,
        reads_files: bool = True,
    ) -> None:
        self.process = process
        self.pixels = pixels
        self.channel = channel
        self.reads_files = reads_files
        self.early_file = ""
        self.early_path = Path()
        self.early_type = ""
        self.early_identity = (0, 0, 0, 0)


def start_worker(pixels: pixel_buffer.PixelBuffer, memory_bytes: int = MEMORY_BYTES) -> StartedWorker:
    """Start a page worker with nothing but two pipes, the pixel memory, a memory limit, and a channel through
    which it is given documents. Raises OSError."""
    if not SENDS_DESCRIPTORS:
        return StartedWorker(_start(pixels, memory_bytes), pixels)
    # Takes 20 ms to import, for which the first page must not wait.
    from multiprocessing.connection import Pipe

    here, there = Pipe()
    try:
        process = _start(pixels, memory_bytes, str(there.fileno()), (there.fileno(),))
    except OSError:
        here.close()
        raise
    finally:
        there.close()
    return StartedWorker(process, pixels, here)


def start_with_first_page(case: Path, fit_width: int) -> StartedWorker:
    """Start a worker that draws the first page of the first readable document of ``case`` at once.

    ``fit_width`` is the picture's width in pixels. The answer is fetched with
    :meth:`reviewer_app.documents.page_reader.PageReader.early_picture`. The worker inherits that document and
    has no channel for others. Raises OSError when no process can be started; a case that cannot be read only
    means that no page was asked for.
    """
    pixels = pixel_buffer.create()
    found = _first_readable(case)
    if found is None:
        return StartedWorker(_start(pixels, MEMORY_BYTES), pixels)
    entry, media_type, stream = found
    with stream:
        fd = stream.fileno()
        started = StartedWorker(_start(pixels, MEMORY_BYTES, "", (fd,) if SENDS_DESCRIPTORS else ()), pixels)
        started.early_file, started.early_path, started.early_type = entry.file, entry.path, media_type
        started.early_identity = identity_of(os.fstat(fd))
    message = hold_message(EARLY_NUMBER, media_type, started.early_identity)
    where = {"fd": fd} if SENDS_DESCRIPTORS else {"path": str(entry.path)}
    with suppress(BrokenPipeError):  # a worker that has ended already is noticed when its answer is fetched
        send(started.process, {**message, **where})
        send(started.process, draw_first_page(fit_width))
    return started


def hold_message(number: int, media_type: str, identity: tuple[int, int, int, int]) -> wire.Message:
    """Announces a document to the worker, which shows it only as long as size and time of change stay."""
    return {"op": "hold", "file": number, "type": media_type, "stamp": list(identity[2:])}


def draw_first_page(fit_width: int) -> wire.Message:
    """The request for a whole first page, ``fit_width`` pixels wide."""
    return {
        "op": "draw",
        "file": EARLY_NUMBER,
        "page": 1,
        "fit_width": fit_width,
        "rotation": 0,
        "gray": True,
    }


def _first_readable(case: Path) -> tuple[CaseFile, str, BinaryIO] | None:
    """The first document of a case that can be shown, its media type, and the file, open."""
    with suppress(OSError):
        for _, entry in zip(range(FILES_LOOKED_AT), list_case(case), strict=False):
            if entry.problem:
                continue
            with suppress(OSError):
                stream = open_untrusted(entry.path)
                if media_type := _readable_type(stream, entry.path):
                    return entry, media_type, stream
    return None


def _readable_type(stream: BinaryIO, path: Path) -> str:
    """The media type of an open file; empty, and the file closed, when it cannot be shown."""
    identity = None
    try:
        identity = glance(stream, path)
    finally:
        if identity is None or identity.problem:
            stream.close()
    return "" if identity.problem else identity.media_type


def start_process(
    worker: str, arguments: Sequence[str], inherited: Sequence[int], environment: Mapping[str, str] = _NOTHING
) -> subprocess.Popen[bytes]:
    """Start the worker of that name, a package beside this module, with two pipes, these descriptors and next
    to no environment. Raises OSError."""
    needed = {name: os.environ[name] for name in _NEEDED_ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _START.format(worker), _SEARCHED, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**needed, **environment},
        close_fds=True,
        pass_fds=tuple(inherited),
    )


def _start(
    pixels: pixel_buffer.PixelBuffer, memory_bytes: int, channel: str = "", inherited: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    arguments = (pixels.argument, str(memory_bytes), channel)
    return start_process("page_worker", arguments, (*pixels.inherited_fds, *inherited))


def send(process: subprocess.Popen[bytes], message: wire.Message) -> None:
    """Send one message. Raises OSError (BrokenPipeError) when the worker is gone."""
    if process.stdin is None:
        raise BrokenPipeError
    process.stdin.write(wire.encode(message))
    process.stdin.flush()
