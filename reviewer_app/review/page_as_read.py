"""A page as the search for evidence sees it, made of what is kept of its words."""

from __future__ import annotations

from reviewer_app.domain.documents import Document
from reviewer_app.domain.page_reading import KeptPage, ReadPage, TextFrom
from reviewer_app.evidence.empty_page import has_text, shows_nothing
from reviewer_app.evidence.page_lines import read_lines, way_up

NOT_YET = "It has not been read yet."
NOT_LOOKED_AT = "It has no words in the file, and its picture has not been read."

NOT_VISIBLE = "It shows nothing, but its file has words for it: they cannot be seen."


def page_as_read(
    document: Document, number: int, kept: KeptPage | None, same_as: tuple[str, int] | None = None
) -> ReadPage:
    """Page ``number`` (from 1) of a document. ``kept`` is what is kept of it, ``None`` where nothing is;
    ``same_as`` is the page before it in the case with the same content, as (file, page).

    The words that were read of its picture count unless those of the file agree with them. A page that shows
    nothing is blank only where its file has no words for it.
    """
    geometry = document.pages[number - 1]
    place = document.sha256, document.file, number, geometry.width, geometry.height
    if kept is None:
        return ReadPage(*place, unread=NOT_YET, same_as=same_as)
    reading = kept.counting
    if reading is not None:
        lines = read_lines(reading.text, reading.sureness)
        empty = shows_nothing(lines, reading.measures)
        hidden = empty and kept.native is not None and has_text(read_lines(kept.native))
        return ReadPage(
            *place,
            text_from=TextFrom.OCR if lines else TextFrom.NONE,
            lines=lines,
            blank=empty and not hidden,
            unread=NOT_VISIBLE if hidden else "",
            turned=reading.turned,
            layer=kept.layer,
            measures=reading.measures,
            notes=_notes(kept),
            same_as=same_as,
        )
    lines = read_lines(kept.native) if kept.native is not None else ()
    return ReadPage(
        *place,
        text_from=TextFrom.NATIVE if lines else TextFrom.NONE,
        lines=lines,
        blank=False if lines else None,
        turned=way_up(kept.native) if lines and kept.native is not None else 0,
        unread="" if lines else kept.unread or (NOT_YET if kept.native is None else NOT_LOOKED_AT),
        layer=kept.layer,
        measures=kept.ocr.measures if kept.ocr is not None else None,
        notes=_notes(kept),
        same_as=same_as,
    )


def _notes(kept: KeptPage) -> tuple[str, ...]:
    """What the file's words and the picture that was read are noted for, each once."""
    native = kept.native.notes if kept.native is not None else ()
    return tuple(dict.fromkeys((*native, *(kept.ocr.text.notes if kept.ocr is not None else ()))))
