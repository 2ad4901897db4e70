"""What is said of scans: how far they were read, and whether their words can be trusted."""

from __future__ import annotations

import pytest

from reviewer_app.domain.page_reading import KeptPage, LayerVerdict, OcrReading
from reviewer_app.domain.search import SearchableText
from reviewer_app.gui.models.scan_wording import (
    BY_MACHINE,
    DIFFERS,
    NOTHING_READ,
    ScanState,
    page_notes,
    progress_words,
    remark_words,
    source_words,
    toggled_words,
)
from tests.unit.evidence.page_texts import searchable

NONE, WORDS = SearchableText("", b""), searchable("some words")


def page(
    native: SearchableText | None, ocr: SearchableText | None, layer: LayerVerdict, unread: str = ""
) -> KeptPage:
    read = OcrReading(ocr, bytes(len(ocr.text.split()))) if ocr is not None else None
    return KeptPage("a", 1, native, read, layer, unread)


@pytest.mark.parametrize(
    ("done", "state", "words"),
    [
        (112, ScanState.READING, "Reading scans: 112 of 1,340"),
        (112, ScanState.PAUSED, "Scans paused: 112 of 1,340 read"),
        (112, ScanState.CANCELLED, ""),
        (1_340, ScanState.READING, ""),
        (1_340, ScanState.PAUSED, ""),
    ],
)
def test_progress_is_told_while_there_is_something_to_read(done: int, state: ScanState, words: str) -> None:
    assert progress_words(done, 1_340, state) == words


def test_what_a_key_did_is_told_with_what_is_left() -> None:
    assert toggled_words(ScanState.PAUSED, 1) == "scans wait: 1 page not read"
    assert toggled_words(ScanState.READING, 20) == "reading scans: 20 pages to go"
    assert toggled_words(ScanState.CANCELLED, 20) == "20 pages stay unread"


@pytest.mark.parametrize(
    ("kept", "source", "remark", "notes"),
    [
        (None, "", "", ()),
        (page(None, None, LayerVerdict.NOT_COMPARED, "gone"), "", "", ()),
        (page(WORDS, None, LayerVerdict.NOT_COMPARED), "", "", ()),
        (page(NONE, None, LayerVerdict.NOT_COMPARED), "not read yet", "", ()),
        (
            page(NONE, None, LayerVerdict.NOT_COMPARED, "It took too long."),
            "",
            "scan not read",
            ("its scan could not be read: It took too long.",),
        ),
        (page(NONE, WORDS, LayerVerdict.NOT_COMPARED), "read by machine", "", (BY_MACHINE,)),
        (page(NONE, NONE, LayerVerdict.NOT_COMPARED), "no words found", "", (NOTHING_READ,)),
        (page(WORDS, WORDS, LayerVerdict.PARTIAL), "read by machine", "", (BY_MACHINE,)),
        (page(WORDS, WORDS, LayerVerdict.AGREES), "", "", ()),
        (page(WORDS, WORDS, LayerVerdict.DIFFERS), "read by machine", "stored words differ", (DIFFERS,)),
    ],
)
def test_where_the_words_of_a_page_are_from_and_whether_to_be_careful(
    kept: KeptPage | None, source: str, remark: str, notes: tuple[str, ...]
) -> None:
    assert (source_words(kept), remark_words(kept), page_notes(kept)) == (source, remark, notes)
