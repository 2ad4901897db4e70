"""What a page looks like: copies are recognised by their pictures, forms of other patients are not."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reviewer_app.documents import content_answers
from reviewer_app.documents.answers import AnswerError
from reviewer_app.documents.likeness.bit_picture import MAX_SIDE, BitPicture
from reviewer_app.documents.limits import MAX_LIKENESS_BYTES, MAX_SKETCH_BYTES
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.likeness import Likeness, sketch_agreement, upside_down
from reviewer_app.domain.pages import PageFailedError, PageFailure
from reviewer_app.history.look_alike import nearest
from tests.unit.documents.conftest import Registered
from tests.unit.documents.faxes import (
    FORM,
    FORM_OF_ANOTHER,
    NOTE,
    OTHER_NOTE,
    faxed,
    printed,
    stamped,
    tiff,
)
from tests.unit.documents.files import pdf, text_content

SURE, OTHER = 0.95, 0.05
"""Scores above and below which there is no doubt."""

SENT_AGAIN = "RESENT BY 555-0177   04/11/2025 16:22  PAGE 014 OF 044"

Look = Callable[[Image.Image], Likeness]
Compare = Callable[[Likeness, Likeness], float]


@pytest.fixture
def look(module_reader: PageReader, register: Registered) -> Look:
    """The likeness of a scanned page."""
    count = iter(range(100))

    def of(page: Image.Image) -> Likeness:
        key = register(tiff(page), f"page-{next(count)}.tif", "image/tiff")
        return module_reader.likeness(key, 1)

    return of


@pytest.fixture
def compare(module_reader: PageReader, register: Registered) -> Compare:
    """The score of two likenesses."""
    key = register(pdf(b""), "asked.pdf")
    return lambda one, other: module_reader.compare(key, 1, one, other)


def test_a_page_that_was_faxed_again_is_recognised(look: Look, compare: Compare) -> None:
    for lines in (NOTE, FORM):
        page = printed(lines)
        first = look(faxed(page, degrees=-0.4))
        again = look(faxed(page, degrees=2, scale=0.96, moved=(20, 25), specks=4_000, line=SENT_AGAIN))
        assert compare(again, first) > SURE
        assert compare(first, again) > SURE
        assert nearest(again.sketch, [("first", first.sketch)], 1) == ("first",)


def test_a_form_of_another_patient_is_another_page(look: Look, compare: Compare) -> None:
    first = look(faxed(printed(FORM)))
    another = look(faxed(printed(FORM_OF_ANOTHER), degrees=1, scale=1.02, line=SENT_AGAIN))

    assert nearest(another.sketch, [("first", first.sketch)], 1) == ("first",), "the sketch cannot tell"
    assert compare(another, first) < OTHER
    assert compare(first, another) < OTHER


def test_another_text_is_another_page(look: Look, compare: Compare) -> None:
    note, other = look(faxed(printed(NOTE))), look(faxed(printed(OTHER_NOTE)))

    assert compare(note, other) < OTHER
    assert nearest(other.sketch, [("note", note.sketch)], 1) == ()


def on_larger_paper(page: Image.Image) -> Image.Image:
    sheet = Image.new("L", (1_654, 2_339), 255)
    sheet.paste(page, (-20, 60))
    return sheet


def at_half_the_lines(page: Image.Image) -> Image.Image:
    """As the standard resolution of a fax machine makes it."""
    return page.resize((page.width, page.height // 2)).resize(page.size)


@pytest.mark.parametrize(
    "changed",
    [
        lambda page: page.rotate(180),
        lambda page: page.rotate(90, expand=True),
        lambda page: page.rotate(-90, expand=True),
        on_larger_paper,
        at_half_the_lines,
        lambda page: page.resize((1_105, 1_430)),
    ],
    ids=["upside down", "left", "right", "larger paper", "coarse fax", "fewer dots"],
)
def test_copies_come_in_many_ways(
    changed: Callable[[Image.Image], Image.Image], look: Look, compare: Compare
) -> None:
    first = look(faxed(printed(NOTE)))
    again = look(changed(faxed(printed(NOTE), degrees=-1, moved=(8, -10), line=SENT_AGAIN)))

    assert compare(again, first) > SURE
    assert nearest(again.sketch, [("first", first.sketch)], 1) == ("first",)


def test_a_stamp_makes_no_other_page(look: Look, compare: Compare) -> None:
    first = look(faxed(printed(NOTE)))
    stamp = look(stamped(faxed(printed(NOTE), degrees=1, line=SENT_AGAIN), 1_000, 1_300))

    assert compare(stamp, first) > SURE
    assert compare(first, stamp) > SURE


def test_a_scan_in_colour_on_gray_paper_is_recognised(
    module_reader: PageReader, register: Registered, look: Look, compare: Compare
) -> None:
    page = printed(NOTE).rotate(1.2, fillcolor=255)
    tinted = Image.merge(
        "RGB", [page.point([60 + value * share // 255 for value in range(256)]) for share in (160, 150, 120)]
    )
    target = io.BytesIO()
    tinted.save(target, "JPEG", dpi=(200, 200), quality=60)
    coloured = module_reader.likeness(register(target.getvalue(), "scan.jpg", "image/jpeg"), 1)

    assert compare(coloured, look(faxed(printed(NOTE)))) > SURE


def with_dust(page: Image.Image) -> Image.Image:
    return faxed(page, specks=8_000)


@pytest.mark.parametrize("empty", [0, 255], ids=["black", "white"])
def test_a_blank_page_looks_like_nothing(empty: int, look: Look, compare: Compare) -> None:
    """The line of the fax machine and dust make no page of it; a black one has no shapes."""
    blank = Image.new("L", (1_700, 2_200), empty)
    one, other = look(blank), look(with_dust(blank))

    assert nearest(one.sketch, [("blank", other.sketch)], 1) == ()
    assert compare(one, other) == 0
    assert compare(one, look(faxed(printed(NOTE)))) == 0


def test_two_words_are_too_little(look: Look, compare: Compare) -> None:
    words = look(faxed(printed(["Page two"])))

    assert words.sketch == b""
    assert compare(words, words) == 0


def test_what_was_added_in_many_places_was_filled_in(look: Look, compare: Compare) -> None:
    empty = [line.split("  ")[0] if "  " in line else line for line in FORM]

    assert compare(look(faxed(printed(FORM))), look(faxed(printed(empty)))) < OTHER


def test_pages_of_all_sizes_have_pictures_of_one_size(
    module_reader: PageReader, register: Registered
) -> None:
    content = b"".join(
        text_content("Text enough for a sketch, and then some more", 50, 60 * row) for row in range(1, 12)
    )
    likenesses = [
        module_reader.likeness(register(pdf(content, media_box=box), f"{number}.pdf"), 1)
        for number, box in enumerate(
            [(0, 0, 612, 792), (0, 0, 14_400, 14_400), (0, 0, 3, 3), (0, 0, 2_000, 4)]
        )
    ]
    sizes = [(picture.width, picture.height) for picture in map(unpacked, likenesses)]

    assert sizes == [(1_275, 1_650), (1_650, 1_650), (1_650, 1_650), (1_650, 3)]
    assert likenesses[0].sketch
    assert not any(likeness.sketch for likeness in likenesses[1:])


def unpacked(likeness: Likeness) -> BitPicture:
    return BitPicture.unpacked(likeness.picture)


def test_a_printed_page_and_its_fax_are_one(
    module_reader: PageReader, register: Registered, look: Look, compare: Compare
) -> None:
    """A file with text, and the same page as a picture of dots without any."""
    target = io.BytesIO()
    printed(NOTE).save(target, "PDF", resolution=200)
    original = module_reader.likeness(register(target.getvalue()), 1)

    assert compare(look(faxed(printed(NOTE), degrees=1.5)), original) > SURE


def test_what_is_no_picture_is_refused(module_reader: PageReader, register: Registered) -> None:
    key = register(pdf(b""))
    nonsense = Likeness(b"no picture", b"")
    with pytest.raises(PageFailedError) as failed:
        module_reader.compare(key, 1, nonsense, nonsense)

    assert failed.value.cause is PageFailure.DAMAGED
    assert unpacked(module_reader.likeness(key, 1)).ink_of_rows().count(0) == 1_650


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"picture": 7, "sketch": ""},
        {"picture": "AA==", "sketch": "not base64"},
        {"picture": "A" * (MAX_LIKENESS_BYTES * 4 // 3 + 8), "sketch": ""},
        {"picture": "AA==", "sketch": "A" * (MAX_SKETCH_BYTES * 4 // 3 + 8)},
    ],
)
def test_a_likeness_that_makes_no_sense_is_refused(answer: dict[str, object]) -> None:
    with pytest.raises(AnswerError):
        content_answers.likeness(answer)


@pytest.mark.parametrize("score", [-0.1, 1.1, None, "1", True])
def test_a_score_that_makes_no_sense_is_refused(score: object) -> None:
    with pytest.raises(AnswerError):
        content_answers.score({"score": score})


@given(st.integers(1, 40), st.lists(st.integers(0, 2**40 - 1), min_size=1, max_size=30))
def test_a_picture_is_the_same_after_packing(width: int, rows: list[int]) -> None:
    picture = BitPicture(width, tuple(row & ((1 << width) - 1) for row in rows))

    assert BitPicture.unpacked(picture.packed()) == picture
    assert picture.upside_down().upside_down() == picture
    assert sum(picture.ink_of_columns()) == sum(picture.ink_of_rows())


@given(st.binary(max_size=60))
def test_no_bytes_harm_the_unpacking(data: bytes) -> None:
    try:
        picture = BitPicture.unpacked(data)
    except ValueError:
        return
    assert 0 < picture.width <= MAX_SIDE
    assert 0 < picture.height <= MAX_SIDE


def test_a_short_picture_that_claims_to_be_large_is_refused() -> None:
    packed = BitPicture(8, (1,)).packed()
    with pytest.raises(ValueError, match="rows"):
        BitPicture.unpacked(b"\x0f\xa0\x0f\xa0" + packed[4:])


def test_ink_is_counted_by_row_and_by_column() -> None:
    picture = BitPicture(4, (0b1000, 0b1010, 0b1111))

    assert picture.ink_of_rows() == [1, 2, 4]
    assert picture.ink_of_columns() == [3, 1, 2, 1]


def test_specks_are_no_ink_and_paper_need_not_be_white() -> None:
    gray = bytearray([180]) * 100
    gray[90] = 20
    for place in (14, 15, 16, 24, 25):
        gray[place] = 20

    assert BitPicture.from_gray(bytes(gray), 10, 10).rows == (0, 0b0000111000, 0b0000110000, *(0,) * 7)


def test_a_part_may_reach_beyond_the_picture() -> None:
    picture = BitPicture(4, (0b1001, 0b0110))

    assert picture.part(1, 1, 2, 1) == BitPicture(2, (0b11,))
    assert picture.part(-1, -1, 6, 4) == BitPicture(6, (0, 0b010010, 0b001100, 0))


def test_a_sketch_upside_down_has_its_bits_reversed() -> None:
    assert upside_down(b"\x80\x01\x03") == b"\xc0\x80\x01"
    assert upside_down(b"") == b""
    assert sketch_agreement(b"\xf0", b"\xff") == 0.5
    assert sketch_agreement(b"", b"") == 0
