"""Pages that look like others, over scanned documents and a real page worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.pages import PageFailedError
from reviewer_app.domain.same_page import PagePlace
from reviewer_app.review.look_alike import MOST_COMPARED, PictureComparison, is_unsure
from tests.unit.documents.faxes import FORM, FORM_OF_ANOTHER, NOTE, faxed, printed, tiff

PACKET = PagePlace("packet", 1), PagePlace("packet", 2), PagePlace("packet", 3), PagePlace("packet", 4)
"""A note, a form, the same form of another patient, a blank page."""

AGAIN, FORM_AGAIN, BLANK_AGAIN = PagePlace("again", 1), PagePlace("again", 2), PagePlace("again", 3)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageReader]:
    folder = tmp_path_factory.mktemp("scans")
    note, form, another, blank = map(printed, (NOTE, FORM, FORM_OF_ANOTHER, ()))
    scans = {
        "packet": (faxed(note), faxed(form), faxed(another), faxed(blank)),
        "again": (
            faxed(note, degrees=1.5, scale=0.98, line="RESENT 04/11/2025 16:22 PAGE 3"),
            faxed(form, degrees=-1, moved=(10, 12), line="RESENT 04/11/2025 16:22 PAGE 4"),
            faxed(blank, specks=5_000, line="RESENT 04/11/2025 16:22 PAGE 5"),
        ),
    }
    found = PageReader(WorkerProcess())
    for name, pages in scans.items():
        path = folder / f"{name}.tif"
        path.write_bytes(tiff(*pages))
        found.register(name, PageFile(path, "image/tiff"))
    damaged = folder / "damaged.tif"
    damaged.write_bytes(b"II*\x00 and nothing more")
    found.register("damaged", PageFile(damaged, "image/tiff"))
    yield found
    found.close()


def sketched(pictures: PictureComparison, *places: PagePlace) -> list[tuple[PagePlace, bytes]]:
    return [(place, pictures.sketch(place)) for place in places]


def test_each_page_that_came_before_is_named_and_no_other(reader: PageReader) -> None:
    pictures = PictureComparison(reader)
    found = list(pictures.copies(sketched(pictures, *PACKET, AGAIN, FORM_AGAIN, BLANK_AGAIN)))

    assert [(one.place, one.other) for one in found] == [(AGAIN, PACKET[0]), (FORM_AGAIN, PACKET[1])]
    assert all(one.score > 0.9 for one in found)
    assert pictures.made == 4, "the form of another patient with the form, and again with both"


def test_two_pages_are_compared_when_asked(reader: PageReader) -> None:
    pictures = PictureComparison(reader)
    same, other = pictures.score(AGAIN, PACKET[0]), pictures.score(AGAIN, PACKET[1])

    assert same is not None
    assert same > 0.9
    assert other is not None
    assert other < 0.1


def test_blank_pages_are_never_copies_of_each_other(reader: PageReader) -> None:
    pictures = PictureComparison(reader)

    assert pictures.sketch(PACKET[3]) == b""
    assert pictures.score(PACKET[3], BLANK_AGAIN) is None
    assert pictures.made == 0


def test_a_page_that_cannot_be_drawn_is_like_nothing(reader: PageReader) -> None:
    pictures = PictureComparison(reader)

    assert pictures.sketch(PagePlace("damaged", 1)) == b""
    assert pictures.score(PagePlace("damaged", 1), AGAIN) is None
    assert pictures.sketch(PagePlace("packet", 99)) == b""


def test_there_are_no_more_comparisons_than_were_allowed(reader: PageReader) -> None:
    pictures = PictureComparison(reader, most=1)
    found = list(pictures.copies(sketched(pictures, PACKET[0], AGAIN, PACKET[1], FORM_AGAIN)))

    assert [(one.place, one.other) for one in found] == [(AGAIN, PACKET[0])]
    assert pictures.made == 1
    assert pictures.score(AGAIN, PACKET[0]) is None


def test_a_packet_of_one_form_is_compared_a_bounded_number_of_times(reader: PageReader) -> None:
    """3,000 sheets whose sketches are all alike."""
    pictures = PictureComparison(reader, most=3)
    ((_, sketch),) = sketched(pictures, PACKET[1])
    sheets = [(PagePlace("packet", 1 + number % 3), sketch) for number in range(3_000)]

    list(pictures.copies(sheets))
    assert pictures.made == 3
    pictures = PictureComparison(reader)
    pictures.likeliest(FORM_AGAIN, sketch, sheets)
    assert pictures.made == MOST_COMPARED


def test_after_the_end_nothing_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "page.tif"
    path.write_bytes(tiff(faxed(printed(NOTE))))
    reader = PageReader(WorkerProcess())
    reader.register("page", PageFile(path, "image/tiff"))
    reader.close()

    with pytest.raises(PageFailedError):
        PictureComparison(reader).sketch(PagePlace("page", 1))
    # Where no comparison is allowed any more, no page is drawn for one.
    assert PictureComparison(reader, most=0).score(PagePlace("page", 1), PagePlace("page", 1)) is None


@pytest.mark.parametrize(
    ("score", "unsure"), [(0.05, False), (0.1, True), (0.5, True), (0.9, True), (0.95, False)]
)
def test_pictures_are_asked_where_texts_leave_it_open(score: float, unsure: bool) -> None:
    assert is_unsure(score) is unsure
