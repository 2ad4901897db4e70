"""What is measured on pictures of pages that were drawn and spoilt here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from reviewer_app.documents.ocr_worker.measures import ReadWord, measure
from reviewer_app.domain.page_reading import PageMeasures

WIDTH, HEIGHT = 850, 1100
DPI = 100.0
FONT = ImageFont.load_default(size=15)


def printed(left: int = 90, top: int = 90) -> tuple[Image.Image, list[ReadWord]]:
    """A page of words and where they stand, read surely."""
    page = Image.new("L", (WIDTH, HEIGHT), 250)
    pen = ImageDraw.Draw(page)
    words = []
    for row in range(30):
        for column in range(9):
            x, y = left + 72 * column, top + 28 * row
            left_edge, top_edge, right, bottom = map(round, pen.textbbox((x, y), "history", font=FONT))
            pen.text((x, y), "history", font=FONT, fill=10)
            words.append(ReadWord(left_edge, top_edge, right, bottom, 95, 7))
    return page, words


def measured(page: Image.Image, words: list[ReadWord]) -> PageMeasures:
    return measure(page.tobytes(), page.width, page.height, words, DPI)


@pytest.fixture(scope="module")
def clear() -> PageMeasures:
    return measured(*printed())


def test_a_clear_page(clear: PageMeasures) -> None:
    assert clear.confidence == pytest.approx(0.95)
    assert 0.02 < clear.ink < 0.12
    assert clear.contrast > 0.85
    assert clear.dark_area < 0.01
    assert clear.unread_ink < 0.1
    assert (clear.cut_left, clear.cut_right, clear.cut_top, clear.cut_bottom) == (0, 0, 0, 0)
    assert clear.off_page == 0


def test_faint_print(clear: PageMeasures) -> None:
    page, words = printed()
    faint = measured(page.point([250 - (250 - level) // 6 for level in range(256)]), words)
    assert faint.contrast < 0.3 < clear.contrast


def test_a_dark_edge_does_not_make_faint_print_paper() -> None:
    page, words = printed()
    faint = page.point([250 - (250 - level) // 4 for level in range(256)])
    ImageDraw.Draw(faint).rectangle((0, 0, 30, HEIGHT), fill=0)
    assert measured(faint, words).unread_ink < 0.2


def test_half_dark() -> None:
    page, words = printed()
    ImageDraw.Draw(page).rectangle((0, 0, WIDTH, HEIGHT // 2), fill=20)
    assert measured(page, words).dark_area == pytest.approx(0.5, abs=0.05)


def test_a_smear_makes_long_ink(clear: PageMeasures) -> None:
    page, words = printed()
    dragged = page
    for step in range(1, 9):
        dragged = ImageChops.darker(dragged, ImageChops.offset(page, step, 0))
    across = measured(dragged, words)
    assert across.run_across > 1.7 * across.run_down
    assert across.run_across > 2 * clear.run_across


def test_blur_takes_the_sharpness(clear: PageMeasures) -> None:
    page, words = printed()
    blurred = measured(page.filter(ImageFilter.GaussianBlur(3)), words)
    assert blurred.sharpness < 0.8 * clear.sharpness
    assert blurred.contrast < clear.contrast / 2


def test_specks() -> None:
    page, words = printed()
    pen = ImageDraw.Draw(page)
    for x in range(3, WIDTH, 12):
        for y in range(3, HEIGHT, 12):
            pen.point((x, y), fill=0)
    speckled = measured(page, words)
    assert speckled.specks > 0.05
    assert speckled.unread_ink < 0.15  # single specks are no writing


def test_writing_that_was_not_read() -> None:
    page, words = printed()
    assert measured(page, words[: len(words) // 2]).unread_ink == pytest.approx(0.5, abs=0.1)
    guessed = [word._replace(sureness=30) for word in words]
    assert measured(page, guessed).unread_ink > 0.6


def test_rules_are_no_writing() -> None:
    page, words = printed()
    pen = ImageDraw.Draw(page)
    for row in range(31):
        pen.line((80, 82 + 28 * row, 760, 82 + 28 * row), fill=0, width=2)
    assert measured(page, words).unread_ink < 0.15


def test_cut_edges() -> None:
    page, words = printed()
    for left, share in ((-300, 0.4), (300, 0.4)):
        moved = Image.new("L", page.size, 250)
        moved.paste(page, (left, 0))
        kept = [
            word._replace(left=max(0, word.left + left), right=min(WIDTH, word.right + left))
            for word in words
            if word.right + left > 4 and word.left + left < WIDTH - 4
        ]
        found = measured(moved, kept)
        cut = found.cut_left if left < 0 else found.cut_right
        assert cut > 0.6
        assert found.off_page == pytest.approx(share, abs=0.15)


def test_a_table_around_the_paper_is_no_edge_of_it() -> None:
    page, words = printed()
    photo = Image.new("L", page.size, 70)
    photo.paste(page.crop((104, 0, 760, HEIGHT)), (104, 0))
    kept = [word._replace(left=max(104, word.left)) for word in words]
    found = measured(photo, kept)
    assert found.cut_left > 0.6
    assert found.cut_right == 0


def test_the_fax_machines_line_counts_for_nothing() -> None:
    page, words = printed()
    line = ReadWord(40, 5, 400, 20, 99, 30)
    ruined = [word._replace(sureness=10) for word in words]
    assert measured(page, [line, *ruined]).confidence == pytest.approx(0.1)
    assert measured(page, [line]).confidence is None


def test_what_was_not_read_on_the_other_side_shows_that_the_page_was_not_moved() -> None:
    page, words = printed(left=0)
    narrow = [word for word in words if word.right < WIDTH // 2]
    assert measured(_only(page, narrow), narrow).off_page > 0.2
    beside = _only(page, [*narrow, words[8]])
    assert measured(beside, narrow).off_page < 0.15


def _only(page: Image.Image, words: list[ReadWord]) -> Image.Image:
    """The page with these words alone."""
    bare = Image.new("L", page.size, 250)
    for word in words:
        box = (word.left, word.top, word.right, word.bottom)
        bare.paste(page.crop(box), box)
    return bare


def test_nothing_on_it() -> None:
    empty = measured(Image.new("L", (WIDTH, HEIGHT), 255), [])
    assert (empty.confidence, empty.ink, empty.contrast, empty.unread_ink) == (None, 0, 0, 0)
    black = measured(Image.new("L", (WIDTH, HEIGHT), 0), [])
    assert black.dark_area == 1
    assert black.ink == 1  # it is not blank


def test_pixels_and_size_must_agree() -> None:
    with pytest.raises(ValueError, match="pixels"):
        measure(b"\xff" * 10, 4, 3, [])


BOXES = st.builds(
    ReadWord,
    *([st.integers(-5, 60)] * 4),
    st.integers(0, 100),
    st.integers(0, 12),
)


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_every_picture_can_be_measured(width: int, height: int, data: st.DataObject) -> None:
    pixels = data.draw(st.binary(min_size=width * height, max_size=width * height))
    words = data.draw(st.lists(BOXES, max_size=4))
    found = measure(memoryview(pixels), width, height, words, 50.0)
    shares = (
        found.ink,
        found.contrast,
        found.sharpness,
        found.dark_area,
        found.cut_left,
        found.cut_right,
        found.cut_top,
        found.cut_bottom,
        found.unread_ink,
        found.off_page,
        found.specks,
        found.rows,
    )
    assert all(0 <= share <= 1 for share in shares)
    assert found.run_across >= 0
    assert found.run_down >= 0
