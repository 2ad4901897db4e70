"""Checks the answers of a page worker, which read untrusted documents and is itself not trusted.

Checked by hand rather than with a library: a handful of fields, and nothing to import before the first page.
Every function raises AnswerError when an answer is not what a sound worker sends.
"""

from __future__ import annotations

import binascii
import math
import operator
import sys
from array import array
from typing import get_args

from reviewer_app.documents.attachment_names import clean_names
from reviewer_app.documents.limits import (
    ATTACHMENT_PORTION,
    MAX_ATTACHMENTS,
    MAX_FILE_BYTES,
    MAX_LINKS,
    MAX_OUTLINE,
    MAX_OUTLINE_LEVEL,
    MAX_PAGES_PER_ANSWER,
    MAX_PIXELS,
    MAX_SIDE,
    MAX_TARGET,
    MAX_TITLE,
    MAX_WORDS,
    PROTECTIONS,
)
from reviewer_app.documents.link_targets import KINDS, may_open, shown_target, visible
from reviewer_app.documents.pixel_buffer import FILE_CAPACITY, PixelBuffer
from reviewer_app.documents.wire import Message
from reviewer_app.domain.contents import Attachment, DocumentContents, Link, OutlineEntry
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import (
    NOTE_BLANK,
    NOTE_INCOMPLETE,
    NOTE_INVISIBLE_TEXT,
    NOTE_SMALLER,
    NOTE_TEXT_CUT,
    NOTE_UNSEEN_TEXT,
    PagePicture,
    PageText,
    PicturePlace,
    PixelFormat,
    Rect,
    ViewRotation,
    Word,
)
from reviewer_app.domain.search import SearchableText

MAX_PAGES = 1_000_000
"""More pages than any real document has; MuPDF itself refuses longer page trees."""

MAX_PAGE_POINTS = 1e10
"""Longest side of a page in page points that is taken as a number and not as nonsense."""

MAX_SEARCHABLE = 2_000_000
"""Characters in the words of one page with what separates them."""

_PAGE_NOTES = {
    "blank": NOTE_BLANK,
    "incomplete": NOTE_INCOMPLETE,
    "smaller": NOTE_SMALLER,
    "text-cut": NOTE_TEXT_CUT,
    "invisible-text": NOTE_INVISIBLE_TEXT,
    "unseen-text": NOTE_UNSEEN_TEXT,
}
_DOCUMENT_NOTES = {
    "owner-restrictions": "The document's owner restricted its use, such as printing or copying.",
    "repaired": "The file is damaged and was repaired for reading; parts of it may be missing.",
    "scripts": "The document contains scripts. They are never run; what they would compute is missing.",
    "actions": "The document asks to open an address, file or program by itself. That is never done.",
    "xfa": "The document also holds an XFA form, which is not shown. The pages are those of the PDF itself "
    "and may lack what was filled in.",
    "xfa-dynamic": "The document is an XFA form, which only programs by Adobe show. The page seen here is a "
    "placeholder: ask for the form printed to PDF.",
    "portfolio": "The document is a portfolio: its contents are the attached files, not the page.",
}


class AnswerError(Exception):
    """The worker's answer makes no sense."""


def protections(answer: Message) -> frozenset[str]:
    """The protections that hold the worker."""
    active = answer.get("active")
    if not isinstance(active, list) or not all(name in PROTECTIONS for name in active):
        raise AnswerError("protections")
    return frozenset(active)


def opened(answer: Message) -> tuple[int, tuple[str, ...]]:
    """Page count and notes of a document."""
    attached = _integer(answer.get("attachments"), 0, MAX_ATTACHMENTS)
    notes = _notes(answer, _DOCUMENT_NOTES)
    if attached:
        count = "One file is" if attached == 1 else f"{attached} files are"
        notes = (*notes, f"{count} attached to the document and not shown as pages.")
    return _integer(answer.get("pages"), 1, MAX_PAGES), notes


def geometry(answer: Message) -> tuple[PageGeometry, ...]:
    """Page sizes."""
    return tuple(_page_geometry(row) for row in _rows(answer.get("pages"), 4, MAX_PAGES_PER_ANSWER))


def picture(answer: Message, rotation: ViewRotation, pixels: PixelBuffer) -> PagePicture:
    """A picture whose pixels lie at the beginning of ``pixels``."""
    if answer.get("format") not in ("gray8", "rgb24"):
        raise AnswerError("format")
    pixel_format = PixelFormat(str(answer["format"]))
    width = _integer(answer.get("width"), 1, MAX_SIDE)
    height = _integer(answer.get("height"), 1, MAX_SIDE)
    stride = _integer(answer.get("stride"), 1, MAX_SIDE * 4)
    if width * height > MAX_PIXELS or stride != width * pixel_format.bytes_per_pixel:
        raise AnswerError("size")
    place = PicturePlace(
        _number(answer.get("page_width"), 0, MAX_PAGE_POINTS),
        _number(answer.get("page_height"), 0, MAX_PAGE_POINTS),
        _number(answer.get("scale"), 0, MAX_SIDE),
        rotation,
        _number(answer.get("x"), -MAX_PAGE_POINTS, MAX_PAGE_POINTS),
        _number(answer.get("y"), -MAX_PAGE_POINTS, MAX_PAGE_POINTS),
    )
    if not (place.scale and place.page_width and place.page_height):
        raise AnswerError("scale")
    notes = _notes(answer, _PAGE_NOTES)
    return PagePicture(width, height, stride, pixel_format, pixels.read(stride * height), place, notes)


def png(answer: Message, pixels: PixelBuffer) -> bytes:
    """A PNG file that lies in the area for files of ``pixels``."""
    data = pixels.read_file(_integer(answer.get("length"), 8, FILE_CAPACITY))
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        raise AnswerError("png")
    return data


def text(answer: Message) -> PageText:
    """The words of a page."""
    rows = _rows(answer.get("words"), 8, MAX_WORDS)
    return PageText(tuple(_word(row) for row in rows), _notes(answer, _PAGE_NOTES))


def searchable(answer: Message) -> SearchableText:
    """All words of a page as one text, checked as a whole, since the window reads thousands of pages."""
    words, encoded = answer.get("text"), answer.get("boxes")
    if not isinstance(words, str) or not isinstance(encoded, str) or len(words) > MAX_SEARCHABLE:
        raise AnswerError("searchable")
    count = _integer(answer.get("count"), 0, MAX_WORDS)
    try:
        words.encode()
        boxes = binascii.a2b_base64(encoded, strict_mode=True)
    except ValueError as error:
        raise AnswerError("searchable") from error
    if len(words.split()) != count or len(boxes) != 16 * count or not _are_boxes(boxes):
        raise AnswerError("searchable")
    return SearchableText(words, boxes, _notes(answer, _PAGE_NOTES))


def contents(answer: Message) -> DocumentContents:
    """Outline and attached files, under clean names."""
    outline = _rows(answer.get("outline"), 3, MAX_OUTLINE)
    rows = _rows(answer.get("attachments"), 3, MAX_ATTACHMENTS)
    names = clean_names(_string(name, MAX_TARGET) for name, _, _ in rows)
    attachments = tuple(
        Attachment(
            number, name, _integer(size, 0, MAX_FILE_BYTES), _one_line(_string(description, MAX_TITLE))
        )
        for number, (name, (_, size, description)) in enumerate(zip(names, rows, strict=True))
    )
    return DocumentContents(tuple(_outline_entry(row) for row in outline), attachments)


def links(answer: Message) -> tuple[Link, ...]:
    """The links of a page."""
    return tuple(_link(row) for row in _rows(answer.get("links"), 7, MAX_LINKS))


def portion(answer: Message, pixels: PixelBuffer) -> tuple[bytes, bool]:
    """A part of an attached file that lies in the area for files, and whether more follows."""
    more = answer.get("more")
    length = _integer(answer.get("length"), 0, ATTACHMENT_PORTION)
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
        _integer(level, 1, MAX_OUTLINE_LEVEL),
        _integer(page, 0, MAX_PAGES),
    )


def _link(row: list[object]) -> Link:
    x0, y0, x1, y1, page, kind, target = row
    edges = [_number(edge, -MAX_PAGE_POINTS, MAX_PAGE_POINTS) for edge in (x0, y0, x1, y1)]
    rect = Rect(*edges)
    words = _string(target, MAX_TARGET + 1)
    if rect.x0 > rect.x1 or rect.y0 > rect.y1 or kind not in (*KINDS, "page"):
        raise AnswerError("link")
    if kind == "page":
        return Link(rect, _integer(page, 0, MAX_PAGES))
    if kind == "address" and may_open(words):
        return Link(rect, 0, words, opens=True)
    return Link(rect, 0, shown_target(str(kind), words))


def _one_line(text: str) -> str:
    """A title as one line in which everything can be seen."""
    return visible(" ".join(text.split()))


def _string(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise AnswerError("text")
    return value


def _page_geometry(row: list[object]) -> PageGeometry:
    width, height, rotation, label = row
    if rotation not in get_args(ViewRotation) or not isinstance(label, str) or not isinstance(rotation, int):
        raise AnswerError("page")
    return PageGeometry(
        _number(width, 1e-6, MAX_PAGE_POINTS), _number(height, 1e-6, MAX_PAGE_POINTS), rotation, label[:100]
    )


def _word(row: list[object]) -> Word:
    """Written out, because a page has a thousand of them."""
    x0, y0, x1, y1, text, block, line, number = row
    if not (
        isinstance(x0, int | float)
        and isinstance(y0, int | float)
        and isinstance(x1, int | float)
        and isinstance(y1, int | float)
        and isinstance(text, str)
        and isinstance(block, int)
        and isinstance(line, int)
        and isinstance(number, int)
    ):
        raise AnswerError("word")
    in_order = (
        -MAX_PAGE_POINTS <= x0 <= x1 <= MAX_PAGE_POINTS and -MAX_PAGE_POINTS <= y0 <= y1 <= MAX_PAGE_POINTS
    )
    if not in_order or block < 0 or line < 0 or number < 0:
        raise AnswerError("word")
    return Word(Rect(x0, y0, x1, y1), text, block, line, number)


def _rows(value: object, width: int, most: int) -> list[list[object]]:
    if not isinstance(value, list) or len(value) > most:
        raise AnswerError("rows")
    for row in value:
        if not isinstance(row, list) or len(row) != width:
            raise AnswerError("row")
    return value


def _notes(answer: Message, known: dict[str, str]) -> tuple[str, ...]:
    notes = answer.get("notes")
    if not isinstance(notes, list) or not all(isinstance(note, str) and note in known for note in notes):
        raise AnswerError("notes")
    return tuple(known[note] for note in notes)


def _integer(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise AnswerError("number")
    return value


def _number(value: object, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AnswerError("number")
    if not (least <= value <= most and math.isfinite(value)):
        raise AnswerError("number")
    return float(value)
