"""The lines of a page, made of its words and their boxes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from reviewer_app.domain.page_reading import ReadLine
from reviewer_app.domain.pages import Rect, ViewRotation
from reviewer_app.domain.search import BOX_BYTES, SearchableText

EDGE_BYTES = BOX_BYTES // 4


def read_lines(text: SearchableText, sureness: bytes = b"") -> tuple[ReadLine, ...]:
    """The lines in their order; ``sureness`` has one byte, 0..100, for each word that a machine read.

    :raises ValueError: there are more or fewer boxes, or bytes of sureness, than words.
    """
    return tuple(_lines(text, sureness))


def way_up(text: SearchableText) -> ViewRotation:
    """How far a page has to be turned clockwise for its lines to run from left to right: what most of them
    say, by their length. Lines of one word say nothing."""
    lengths: dict[ViewRotation, float] = {0: 0.0, 90: 0.0, 180: 0.0, 270: 0.0}
    edges = struct.unpack(f"<{len(text.boxes) // EDGE_BYTES}f", text.boxes)
    at = 0
    for line in text.text.split("\n"):
        count = len(line.split())
        if count > 1:
            first, last = 4 * at, 4 * (at + count - 1)
            left = (edges[first] + edges[first + 2] - edges[last] - edges[last + 2]) / 2
            up = (edges[first + 1] + edges[first + 3] - edges[last + 1] - edges[last + 3]) / 2
            lengths[_turn(left, up)] += max(abs(left), abs(up))
        at += count
    most = max(lengths, key=lambda turned: lengths[turned])
    return most if lengths[most] > sum(lengths.values()) / 2 else 0


def _turn(left: float, up: float) -> ViewRotation:
    """The turn that makes a line run to the right which goes so far to the left and up."""
    if abs(left) >= abs(up):
        return 0 if left <= 0 else 180
    return 90 if up > 0 else 270


def _lines(text: SearchableText, sureness: bytes) -> Iterator[ReadLine]:
    boxes = tuple(struct.iter_unpack("<4f", text.boxes))
    count = len(text.text.split())
    if len(text.boxes) != count * BOX_BYTES or len(sureness) not in (0, count):
        raise ValueError("a page's words and boxes differ in number")
    at = 0
    for line in text.text.split("\n"):
        words = line.split()
        if not words:
            continue
        end = at + len(words)
        sure = sureness[at:end]
        rects = [Rect(*box) for box in boxes[at:end]]
        yield ReadLine(" ".join(words), Rect.around(rects), sum(sure) / len(sure) / 100 if sure else None)
        at = end
