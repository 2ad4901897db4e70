"""Which scans are read first, and what is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewer_app.documents.ocr_models import ocr_engine
from reviewer_app.domain.found import PaperType, Segment
from reviewer_app.domain.page_reading import LayerVerdict, OcrReading
from reviewer_app.domain.pages import NOTE_INVISIBLE_TEXT, PageFailedError, PageFailure
from reviewer_app.domain.search import SearchableText
from reviewer_app.review.scans_of_case import (
    keep_read,
    name_rank,
    report_pages,
    scans_to_read,
    take_known,
)
from reviewer_app.review.text_desk import TextDesk
from tests.unit.evidence.page_texts import searchable
from tests.unit.review.text_pages import document, shelve

SEEN = "the spine was examined and no fracture is seen anywhere"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TextDesk]:
    with closing(TextDesk(tmp_path / "data")) as opened:
        yield opened


def reading(text: str) -> OcrReading:
    return OcrReading(searchable(text), bytes([95]) * len(text.split()))


@pytest.mark.parametrize(
    ("file", "rank"),
    [
        ("04_MRI_lumbar_2025.pdf", 0),
        ("Operative Report.pdf", 0),
        ("office-notes.pdf", 0),
        ("X-ray.tif", 0),
        ("01_fax_cover.pdf", 2),
        ("plan_document.pdf", 2),
        ("request form.pdf", 2),
        ("scan0001.pdf", 1),
        ("planets.pdf", 1),
        ("copter.pdf", 1),
        ("", 1),
    ],
)
def test_names_say_how_soon_a_file_is_read(file: str, rank: int) -> None:
    assert name_rank(file) == rank


def test_pages_of_reports_and_their_neighbours_come_first() -> None:
    imaging = Segment("a", "a.pdf", 3, 4, PaperType.IMAGING_REPORT)
    others = (
        Segment("a", "a.pdf", 9, 9, PaperType.FAX_COVER),
        Segment("a", "a.pdf", 12, 12, PaperType.OTHER),
        Segment("b", "b.pdf", 5, 5, PaperType.OFFICE_NOTE, pertinent=False),
    )
    assert report_pages((imaging, *others)) == {("a", page) for page in (2, 3, 4, 5)}


def test_what_is_to_be_read_comes_in_the_order_of_its_worth(desk: TextDesk) -> None:
    shelve(desk, {"cover": [""], "some": ["", "words", ""], "mri": [""]})
    names = {"cover": "fax cover.pdf", "some": "scan.pdf", "mri": "MRI.pdf"}
    found = scans_to_read(desk, names, frozenset([("some", 3)]))
    assert found.pages == (("some", 3), ("mri", 1), ("some", 1), ("cover", 1))
    assert (found.total, found.engine, found.problem) == (4, ocr_engine(), "")
    assert keep_read(desk, ("mri", 1), "p", found.engine, reading("lumbar"))
    after = scans_to_read(desk, names, frozenset())
    assert after.pages == (("some", 1), ("some", 3), ("cover", 1))
    assert after.total == 4


def test_a_case_without_scans_has_nothing_to_read(desk: TextDesk) -> None:
    shelve(desk, {"a": ["words"]})
    assert scans_to_read(desk, {}, frozenset()).total == 0


def test_what_was_read_is_compared_with_what_the_file_says_and_again_in_another_file(desk: TextDesk) -> None:
    desk.show_case([document("a", 1), document("b", 1)])
    hidden = searchable("quite another text about something else altogether here")
    same = searchable(SEEN)
    for name, text in (("a", hidden), ("b", same)):
        noted = SearchableText(text.text, text.boxes, (NOTE_INVISIBLE_TEXT,))
        desk.keep([(name, 1, noted)])
    assert not take_known(desk, ("a", 1), "p", "reader")
    assert keep_read(desk, ("a", 1), "p", "reader", reading(SEEN))
    assert take_known(desk, ("b", 1), "p", "reader")
    verdicts = [page.layer for page in desk.kept_pages((("a", 1), ("b", 1)))]
    assert verdicts == [LayerVerdict.DIFFERS, LayerVerdict.AGREES]
    assert desk.search("fracture").count == 2


def test_why_a_page_could_not_be_read_is_kept(desk: TextDesk) -> None:
    shelve(desk, {"a": [""]})
    failure = PageFailedError(PageFailure.TIMEOUT, "It took too long.")
    assert keep_read(desk, ("a", 1), "p", "reader", failure)
    assert desk.kept_pages((("a", 1),))[0].unread == "It took too long."
    assert desk.to_read("reader") == ()


def test_a_page_of_another_case_is_not_kept(desk: TextDesk) -> None:
    shelve(desk, {"a": [""]})
    assert not keep_read(desk, ("b", 1), "p", "reader", reading("lumbar"))
