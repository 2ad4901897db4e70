"""The OCR worker's main loop: pictures in, words out, one after the other."""

from __future__ import annotations

import base64
import gc
import os
import signal
import struct
import sys
from dataclasses import asdict

from PIL import Image

from reviewer_app.documents import limits, pixel_buffer, wire
from reviewer_app.documents.drawing_plan import integer, number
from reviewer_app.documents.ocr_worker.measures import ReadWord, measure
from reviewer_app.documents.ocr_worker.recognition import Recogniser, SeenWord, softened
from reviewer_app.documents.ocr_worker.upright import read_upright, to_picture, turned
from reviewer_app.documents.sandbox import enter_sandbox
from reviewer_app.documents.worker_pipes import private_pipes

CPU_SECONDS = 90
"""A worker ends itself when one picture burns this much processor time: nobody may be left to end it."""

NICENESS = 10
"""Reading scans is background work: whatever else wants the processor goes first."""

TRIAL_SIZE = (64, 64)
"""Pixels of the empty picture that is read first, so that everything is loaded that reading needs."""

_MODES = {1: "L", 3: "RGB"}


def read(recogniser: Recogniser, pixels: pixel_buffer.PixelBuffer, request: wire.Message) -> wire.Message:
    """The answer to "read"."""
    width, height = integer(request, "width"), integer(request, "height")
    mode, dpi = _MODES[integer(request, "channels")], number(request, "dpi")
    data = pixels.read(width * height * len(mode))
    picture = Image.frombytes(mode, (width, height), bytes(data)).convert("L")
    found = read_upright(recogniser, softened(picture), dpi)
    upright = turned(picture, found.turned)
    words = found.recognised.words[: limits.MAX_WORDS]
    seen = [_measured(word) for word in words]
    measures = measure(upright.tobytes(), upright.width, upright.height, seen, dpi)
    boxes = [edge for word in words for edge in to_picture(word[:4], found.turned, (width, height))]
    return {
        "ok": True,
        "text": _text(words),
        "count": len(words),
        "boxes": _base64(struct.pack(f"<{len(boxes)}f", *boxes)),
        "sureness": _base64(bytes(word.sureness for word in words)),
        "turned": found.turned,
        "skew": found.recognised.skew,
        "measures": asdict(measures),
    }


def main() -> None:
    """Serve requests until standard input ends.

    Arguments: the pixel memory, the memory limit in bytes, the folder with the models.
    """
    gc.freeze()
    gc.enable()
    pixels = pixel_buffer.attach(sys.argv[1])
    requests, answers = private_pipes()
    recogniser = Recogniser(sys.argv[3])
    # Ctrl+C is for the program, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(NICENESS)
    limits.limit_this_process(int(sys.argv[2]))
    # Both import what they need, which is not possible from now on.
    limits.stop_request_clock()
    read_upright(recogniser, softened(Image.new("L", TRIAL_SIZE, "white")), 200)
    enter_sandbox()
    while (body := wire.read_body(requests)) is not None:
        request = wire.decode(body)
        limits.start_request_clock(CPU_SECONDS)
        try:
            answer = read(recogniser, pixels, request)
        except MemoryError:
            answer = {"ok": False, "cause": "memory"}
        limits.stop_request_clock()
        answers.write(wire.encode(answer))
        answers.flush()


def _measured(word: SeenWord) -> ReadWord:
    left, top, right, bottom = map(round, word[:4])
    return ReadWord(left, top, right, bottom, word.sureness, word.letters)


def _text(words: tuple[SeenWord, ...]) -> str:
    """All words, those of one line separated by blanks, the lines by line feeds."""
    parts: list[str] = []
    before: tuple[int, int, int] | None = None
    for word in words:
        if before is not None:
            parts.append(" " if word.line == before else "\n")
        parts.append(word.text)
        before = word.line
    return "".join(parts)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
