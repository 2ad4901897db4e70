"""Ink in rows is told from specks, streaks, edges and shadows, on pages that are drawn here."""

from __future__ import annotations

from zlib import crc32

import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer_app.documents.ocr_worker.print_rows import ink_in_rows
from reviewer_app.evidence.picture_faults import LEAST_ROWS

WIDTH, HEIGHT, DPI = 850, 1100, 100.0
PAPER, INK = 0, 1
FONT = ImageFont.load_default(size=15)


def specked(seed: str = "dust", specks: int = 600) -> Image.Image:
    page = Image.new("L", (WIDTH, HEIGHT), PAPER)
    for number in range(specks):
        place = crc32(f"{seed} {number}".encode()) % (WIDTH * HEIGHT)
        page.putpixel((place % WIDTH, place // WIDTH), INK)
    return page


def rows_of(page: Image.Image) -> float:
    return sum(ink_in_rows(page.tobytes(), WIDTH, HEIGHT, DPI))


def faint_print(seed: str = "print") -> Image.Image:
    """Lines of print of which one dot in eight is left."""
    page = Image.new("L", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(page)
    for row in range(8):
        pen.text((100, 200 + 28 * row), "history of present illness", font=FONT, fill=INK)
    left = bytes(
        pixel and not crc32(f"{seed} {place}".encode()) % 8 for place, pixel in enumerate(page.tobytes())
    )
    return Image.frombytes("L", page.size, left)


def test_faint_print_is_in_rows() -> None:
    assert rows_of(faint_print()) > 0.0001


def test_print_that_slopes_is_too() -> None:
    assert rows_of(faint_print().rotate(3)) > 0.0001


@pytest.mark.parametrize("specks", [0, 100, 3000])
def test_specks_are_not(specks: int) -> None:
    assert rows_of(specked(specks=specks)) < LEAST_ROWS


@pytest.mark.parametrize(
    "box",
    [
        (300, 0, 302, HEIGHT),  # a streak
        (60, 10, 600, 25),  # the fax machine's line
        (15, 500, 40, 525),  # a punched hole
        (0, 0, 30, HEIGHT),  # the edge of the lid
        (0, 0, WIDTH, 400),  # a shadow
        (200, 300, 700, 301),  # a scratch
    ],
)
def test_neither_is_what_machines_and_hands_leave(box: tuple[int, int, int, int]) -> None:
    page = specked()
    ImageDraw.Draw(page).rectangle(box, fill=INK)
    assert rows_of(page) == 0


def test_where_across_the_page_it_is() -> None:
    strips = ink_in_rows(faint_print().tobytes(), WIDTH, HEIGHT, DPI)
    assert [place for place, ink in enumerate(strips) if ink] == [1, 2]
