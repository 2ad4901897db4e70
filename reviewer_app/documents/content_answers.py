"""Checks what a page worker answers about the contents of documents: outlines, files, links, all their text.

Beside :mod:`reviewer_app.documents.answers`, because none of it is needed before the first page is shown.
Every function raises AnswerError when an answer is not what a sound worker sends.
"""

from __future__ import annotations

import binascii
import math
import operator
import sys
from array import array

from reviewer_app.documents import answers
from reviewer_app.documents.answers import AnswerError
from reviewer_app.documents.attachment_names import clean_names
from reviewer_app.documents.limits import (
    ATTACHMENT_PORTION,
    MAX_ATTACHMENTS,
    MAX_FILE_BYTES,
    MAX_INSCRIBED,
    MAX_INSCRIPTIONS,
    MAX_LIKENESS_BYTES,
    MAX_LINKS,
    MAX_OUTLINE,
    MAX_OUTLINE_LEVEL,
    MAX_PAGE_POINTS,
    MAX_SKETCH_BYTES,
    MAX_TARGET,
    MAX_TITLE,
    MAX_WORDS,
)
from reviewer_app.documents.link_targets import KINDS, may_open, shown_target, visible
from reviewer_app.documents.pixel_buffer import PixelBuffer
from reviewer_app.documents.wire import Message
from reviewer_app.domain.contents import Attachment, DocumentContents, Link, OutlineEntry
from reviewer_app.domain.likeness import Likeness
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.search import BOX_BYTES, SearchableText

MAX_SEARCHABLE = 2_000_000
"""Characters in the words of one page with what separates them."""


def searchable(answer: Message) -> SearchableText:
    """All words of a page as one text, checked as a whole, since the window reads thousands of pages."""
    words, encoded = answer.get("text"), answer.get("boxes")
    if not isinstance(words, str) or not isinstance(encoded, str) or len(words) > MAX_SEARCHABLE:
        raise AnswerError("searchable")
    count = answers.integer(answer.get("count"), 0, MAX_WORDS)
    try:
        words.encode()
        boxes = binascii.a2b_base64(encoded, strict_mode=True)
    except ValueError as error:
        raise AnswerError("searchable") from error
    if len(words.split()) != count or len(boxes) != BOX_BYTES * count or not _are_boxes(boxes):
        raise AnswerError("searchable")
    pictured = answers.number(answer.get("pictured"), 0, 1)
    return SearchableText(words, boxes, answers.page_notes(answer), pictured)


def inscriptions(answer: Message) -> tuple[str, ...]:
    """Every text that a PDF carries besides its pages."""
    texts = answer.get("texts")
    if not isinstance(texts, list) or len(texts) > MAX_INSCRIPTIONS:
        raise AnswerError("inscriptions")
    if not all(isinstance(text, str) for text in texts) or sum(map(len, texts)) > MAX_INSCRIBED:
        raise AnswerError("inscriptions")
    return tuple(texts)


def likeness(answer: Message) -> Likeness:
    """What a page looks like."""
    picture = _bytes(answer.get("picture"), MAX_LIKENESS_BYTES)
    return Likeness(picture, _bytes(answer.get("sketch"), MAX_SKETCH_BYTES))


def pictures_message(one: Likeness, other: Likeness) -> Message:
    """The two pictures as a request to compare them has them."""
    return {"one": _base64(one.picture), "other": _base64(other.picture)}


def score(answer: Message) -> float:
    """How sure it is that two pictures are of one page."""
    return answers.number(answer.get("score"), 0, 1)


def contents(answer: Message) -> DocumentContents:
    """Outline and attached files, under clean names."""
    outline = answers.rows(answer.get("outline"), 3, MAX_OUTLINE)
    attached = answers.rows(answer.get("attachments"), 3, MAX_ATTACHMENTS)
    names = clean_names(_string(name, MAX_TARGET) for name, _, _ in attached)
    attachments = tuple(
        Attachment(
            number, name, answers.integer(size, 0, MAX_FILE_BYTES), _one_line(_string(description, MAX_TITLE))
        )
        for number, (name, (_, size, description)) in enumerate(zip(names, attached, strict=True))
    )
    return DocumentContents(tuple(_outline_entry(row) for row in outline), attachments)


def links(answer: Message) -> tuple[Link, ...]:
    """The links of a page."""
    return tuple(_link(row) for row in answers.rows(answer.get("links"), 7, MAX_LINKS))


def portion(answer: Message, pixels: PixelBuffer) -> tuple[bytes, bool]:
    """A part of an attached file that lies in the area for files, and whether more follows."""
    more = answer.get("more")
    length = answers.integer(answer.get("length"), 0, ATTACHMENT_PORTION)
    if not isinstance(more, bool) or (more and length < ATTACHMENT_PORTION):
        raise AnswerError("portion")
    return pixels.read_file(length), more


def _are_boxes(data: bytes) -> bool:
    """Whether the data are rectangles: left, top, right, bottom, each a finite little-endian 32-bit float."""
    numbers = array("f", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    if not numbers:
        return True
    # A sum of 32-bit floats overflows no 64-bit one: it is finite when all of them are.
    return (
        math.isfinite(sum(numbers))
        and max(map(abs, numbers)) <= MAX_PAGE_POINTS
        and all(map(operator.le, numbers[0::4], numbers[2::4]))
        and all(map(operator.le, numbers[1::4], numbers[3::4]))
    )


def _outline_entry(row: list[object]) -> OutlineEntry:
    title, level, page = row
    return OutlineEntry(
        _one_line(_string(title, MAX_TITLE)),
        answers.integer(level, 1, MAX_OUTLINE_LEVEL),
        answers.integer(page, 0, answers.MAX_PAGES),
    )


def _link(row: list[object]) -> Link:
    x0, y0, x1, y1, page, kind, target = row
    edges = [answers.number(edge, -MAX_PAGE_POINTS, MAX_PAGE_POINTS) for edge in (x0, y0, x1, y1)]
    rect = Rect(*edges)
    words = _string(target, MAX_TARGET + 1)
    if rect.x0 > rect.x1 or rect.y0 > rect.y1 or kind not in (*KINDS, "page"):
        raise AnswerError("link")
    if kind == "page":
        return Link(rect, answers.integer(page, 0, answers.MAX_PAGES))
    if kind == "address" and may_open(words):
        return Link(rect, 0, words, opens=True)
    return Link(rect, 0, shown_target(str(kind), words))


def _one_line(text: str) -> str:
    """A title as one line in which everything can be seen."""
    return visible(" ".join(text.split()))


def _base64(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def _bytes(value: object, most: int) -> bytes:
    """Data in base64, which is a third longer."""
    if not isinstance(value, str) or len(value) > 4 * (most // 3 + 1):
        raise AnswerError("data")
    try:
        return binascii.a2b_base64(value, strict_mode=True) if value else b""
    except ValueError as error:
        raise AnswerError("data") from error


def _string(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise AnswerError("text")
    return value
