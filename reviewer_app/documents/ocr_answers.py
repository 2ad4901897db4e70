"""Checks the answers of an OCR worker: what it reads is untrusted, so the worker is not trusted either.

Every function raises AnswerError when an answer is not what a sound worker sends.
"""

from __future__ import annotations

import binascii
import struct
from dataclasses import fields
from typing import get_args

from reviewer_app.documents import answers
from reviewer_app.documents.answers import AnswerError
from reviewer_app.documents.content_answers import searchable
from reviewer_app.documents.limits import MAX_WORDS
from reviewer_app.documents.wire import Message
from reviewer_app.domain.page_reading import OcrReading, PageMeasures
from reviewer_app.domain.pages import NOTE_INCOMPLETE, PagePicture, ViewRotation
from reviewer_app.domain.search import SearchableText

MOST_SKEW = 45.0
"""Degrees."""

_KEPT_NOTES = frozenset((NOTE_INCOMPLETE,))


def reading(answer: Message, picture: PagePicture) -> OcrReading:
    """What was read of a picture, with the words where they are on its page; that parts of it may be missing
    stays noted."""
    found = searchable({**answer, "notes": [], "pictured": 0})
    boxes = bytearray()
    for box in struct.iter_unpack("<4f", found.boxes):
        boxes += _on_page(box, picture)
    text = SearchableText(found.text, bytes(boxes), tuple(_KEPT_NOTES.intersection(picture.notes)))
    sureness = _sureness(answer.get("sureness"), len(found.text.split()))
    skew = answers.number(answer.get("skew"), -MOST_SKEW, MOST_SKEW)
    turned, measures = _turn(answer.get("turned")), _measures(answer.get("measures"), picture)
    return OcrReading(text, sureness, turned, skew, measures)


def _on_page(box: tuple[float, float, float, float], picture: PagePicture) -> bytes:
    """A box of the picture's pixels in page points, as SearchableText has it."""
    left, top, right, bottom = (
        min(max(edge, 0.0), float(side))
        for edge, side in zip(box, (picture.width, picture.height) * 2, strict=True)
    )
    rect = picture.place.rect_to_points(left, top, right - left, bottom - top)
    return struct.pack("<4f", rect.x0, rect.y0, rect.x1, rect.y1)


def _sureness(value: object, count: int) -> bytes:
    if not isinstance(value, str) or len(value) > 2 * MAX_WORDS:
        raise AnswerError("sureness")
    try:
        sureness = binascii.a2b_base64(value, strict_mode=True) if value else b""
    except ValueError as error:
        raise AnswerError("sureness") from error
    if len(sureness) != count or (sureness and max(sureness) > 100):
        raise AnswerError("sureness")
    return sureness


def _turn(value: object) -> ViewRotation:
    turns: tuple[ViewRotation, ...] = get_args(ViewRotation)
    for turn in turns:
        if value == turn and not isinstance(value, bool):
            return turn
    raise AnswerError("turned")


def _measures(value: object, picture: PagePicture) -> PageMeasures:
    """Shares are at most 1, lengths at most that of the page in points, however that is rounded."""
    if not isinstance(value, dict) or value.keys() != {field.name for field in fields(PageMeasures)}:
        raise AnswerError("measures")
    most = max(1.0, 1.001 * max(picture.width, picture.height) / picture.place.scale)
    measured = {
        str(name): answers.number(one, -most, most) for name, one in value.items() if name != "confidence"
    }
    confidence = value["confidence"]
    sure = None if confidence is None else answers.number(confidence, 0, 1)
    return PageMeasures(confidence=sure, **measured)
