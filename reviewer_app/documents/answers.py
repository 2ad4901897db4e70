"""Checks the answers of a page worker, which read untrusted documents and is itself not trusted.

Checked by hand rather than with a library: a handful of fields, and nothing to import before the first page.
Every function raises AnswerError when an answer is not what a sound worker sends.
"""

from __future__ import annotations

import math
from typing import get_args

from reviewer_app.documents.limits import (
    MAX_ATTACHMENTS,
    MAX_LABEL,
    MAX_PAGE_POINTS,
    MAX_PAGES_PER_ANSWER,
    MAX_PIXELS,
    MAX_SIDE,
    MAX_WORDS,
    MIN_PAGE_POINTS,
    PROTECTIONS,
)
from reviewer_app.documents.pixel_buffer import FILE_CAPACITY, PixelBuffer
from reviewer_app.documents.wire import Message
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

MAX_PAGES = 1_000_000
"""More pages than any real document has; MuPDF itself refuses longer page trees."""

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
    attached = integer(answer.get("attachments"), 0, MAX_ATTACHMENTS)
    notes = _notes(answer, _DOCUMENT_NOTES)
    if attached:
        count = "One file is" if attached == 1 else f"{attached} files are"
        notes = (*notes, f"{count} attached to the document and not shown as pages.")
    return integer(answer.get("pages"), 1, MAX_PAGES), notes


def geometry(answer: Message) -> tuple[PageGeometry, ...]:
    """Page sizes."""
    return tuple(_page_geometry(row) for row in rows(answer.get("pages"), 4, MAX_PAGES_PER_ANSWER))


def picture(answer: Message, rotation: ViewRotation, pixels: PixelBuffer) -> PagePicture:
    """A picture whose pixels lie at the beginning of ``pixels``."""
    if answer.get("format") not in ("gray8", "rgb24"):
        raise AnswerError("format")
    pixel_format = PixelFormat(str(answer["format"]))
    width = integer(answer.get("width"), 1, MAX_SIDE)
    height = integer(answer.get("height"), 1, MAX_SIDE)
    stride = integer(answer.get("stride"), 1, MAX_SIDE * 4)
    if width * height > MAX_PIXELS or stride != width * pixel_format.bytes_per_pixel:
        raise AnswerError("size")
    place = PicturePlace(
        number(answer.get("page_width"), 0, MAX_PAGE_POINTS),
        number(answer.get("page_height"), 0, MAX_PAGE_POINTS),
        number(answer.get("scale"), 0, MAX_SIDE),
        rotation,
        number(answer.get("x"), -MAX_PAGE_POINTS, MAX_PAGE_POINTS),
        number(answer.get("y"), -MAX_PAGE_POINTS, MAX_PAGE_POINTS),
    )
    if not (place.scale and place.page_width and place.page_height):
        raise AnswerError("scale")
    notes = page_notes(answer)
    return PagePicture(width, height, stride, pixel_format, pixels.read(stride * height), place, notes)


def png(answer: Message, pixels: PixelBuffer) -> bytes:
    """A PNG file that lies in the area for files of ``pixels``."""
    data = pixels.read_file(integer(answer.get("length"), 8, FILE_CAPACITY))
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        raise AnswerError("png")
    return data


def text(answer: Message) -> PageText:
    """The words of a page."""
    words = tuple(_word(row) for row in rows(answer.get("words"), 8, MAX_WORDS))
    _encodable("".join(word.text for word in words))
    return PageText(words, page_notes(answer))


def _page_geometry(row: list[object]) -> PageGeometry:
    width, height, rotation, label = row
    if rotation not in get_args(ViewRotation) or not isinstance(label, str) or not isinstance(rotation, int):
        raise AnswerError("page")
    return PageGeometry(
        number(width, MIN_PAGE_POINTS, MAX_PAGE_POINTS),
        number(height, MIN_PAGE_POINTS, MAX_PAGE_POINTS),
        rotation,
        _label(label),
    )


def _label(text: str) -> str:
    """A page's label as one line in which everything can be seen."""
    if len(text) > MAX_LABEL:
        raise AnswerError("label")
    if text.isascii() and text.isprintable():
        return text
    from reviewer_app.documents.link_targets import visible

    return visible(" ".join(text.split()))


def _encodable(text: str) -> None:
    """Raises AnswerError for text with half characters, which could be neither stored nor printed."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise AnswerError("text") from error


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


def rows(value: object, width: int, most: int) -> list[list[object]]:
    """A list of at most ``most`` lists that have ``width`` items each."""
    if not isinstance(value, list) or len(value) > most:
        raise AnswerError("rows")
    for row in value:
        if not isinstance(row, list) or len(row) != width:
            raise AnswerError("row")
    return value


def page_notes(answer: Message) -> tuple[str, ...]:
    """What is noted about a page."""
    return _notes(answer, _PAGE_NOTES)


def _notes(answer: Message, known: dict[str, str]) -> tuple[str, ...]:
    notes = answer.get("notes")
    if not isinstance(notes, list) or not all(isinstance(note, str) and note in known for note in notes):
        raise AnswerError("notes")
    return tuple(known[note] for note in notes)


def integer(value: object, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise AnswerError("number")
    return value


def number(value: object, least: float, most: float) -> float:
    """A number from ``least`` to ``most``, which is neither endless nor none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AnswerError("number")
    if not (least <= value <= most and math.isfinite(value)):
        raise AnswerError("number")
    return float(value)
