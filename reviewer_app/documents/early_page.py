"""Starts a page worker, and asks it for the first page of a case, before Qt is imported.

Starting Python, importing pymupdf and drawing a page takes the worker about as long as importing Qt and
making a window takes the program; done side by side, the first page is there when the window is. Everything
that this module imports delays both, so it imports next to nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from reviewer_app.documents import pixel_buffer, wire
from reviewer_app.documents.case_folder import list_case
from reviewer_app.documents.identify import glance
from reviewer_app.documents.limits import MEMORY_BYTES

FILES_LOOKED_AT = 20
"""How many files may be unreadable before the early page is given up."""

_START = (
    "import gc, sys; gc.disable(); sys.path.insert(0, sys.argv.pop(1)); "
    "from reviewer_app.documents.page_worker.serve import main; main()"
)
"""pymupdf makes some hundred thousand objects at import that all stay: without the collector that takes 30 ms
less. The path makes sure that the worker is of the same version as this program."""

_PACKAGE_PARENT = str(Path(__file__).resolve().parents[2])
_NEEDED_ENVIRONMENT = ("SYSTEMROOT",)
"""Windows starts no program without it; everything else the worker must not know."""


class StartedWorker:
    """A running worker.

    ``early_file`` is the document whose first page it was asked for, relative to the case and with forward
    slashes, ``early_path`` and ``early_type`` its path and media type; empty when no page was asked for.
    """

    __slots__ = ("early_file", "early_path", "early_type", "pixels", "process")

    def __init__(self, process: subprocess.Popen[bytes], pixels: pixel_buffer.PixelBuffer) -> None:
        self.process = process
        self.pixels = pixels
        self.early_file = ""
        self.early_path = Path()
        self.early_type = ""


def start_worker(pixels: pixel_buffer.PixelBuffer, memory_bytes: int = MEMORY_BYTES) -> StartedWorker:
    """Start a page worker with nothing but two pipes, the pixel memory and a memory limit. Raises OSError."""
    environment = {name: os.environ[name] for name in _NEEDED_ENVIRONMENT if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, _PACKAGE_PARENT, pixels.argument, str(memory_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        close_fds=True,
        pass_fds=pixels.inherited_fds,
    )
    return StartedWorker(process, pixels)


def start_with_first_page(case: Path, fit_width: int) -> StartedWorker:
    """Start a worker that draws the first page of the first readable document of ``case`` at once.

    ``fit_width`` is the picture's width in pixels. The answer is fetched with
    :meth:`reviewer_app.documents.page_reader.PageReader.early_picture`. Raises OSError when no process can be
    started; a case that cannot be read only means that no page was asked for.
    """
    started = start_worker(pixel_buffer.create())
    try:
        for _, entry in zip(range(FILES_LOOKED_AT), list_case(case), strict=False):
            if not entry.problem and not (identity := glance(entry.path)).problem:
                send(started.process, draw_first_page(entry.path, identity.media_type, fit_width))
                started.early_file, started.early_path = entry.file, entry.path
                started.early_type = identity.media_type
                break
    except OSError:
        pass
    return started


def draw_first_page(path: Path, media_type: str, fit_width: int) -> wire.Message:
    """The request for a whole first page, ``fit_width`` pixels wide."""
    return {
        "op": "draw",
        "path": str(path),
        "type": media_type,
        "page": 1,
        "fit_width": fit_width,
        "rotation": 0,
        "gray": True,
    }


def send(process: subprocess.Popen[bytes], message: wire.Message) -> None:
    """Send one message. Raises OSError (BrokenPipeError) when the worker is gone."""
    if process.stdin is None:
        raise BrokenPipeError
    process.stdin.write(wire.encode(message))
    process.stdin.flush()
