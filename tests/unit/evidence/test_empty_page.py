"""A page with nothing on it, as a fax machine and a scanner leave it."""

from __future__ import annotations

import pytest

from reviewer_app.domain.page_reading import PageMeasures, ReadLine
from reviewer_app.domain.pages import Rect
from reviewer_app.evidence.empty_page import shows_nothing

SPECKS = PageMeasures(ink=0.0015, unread_ink=1.0)
ROWS = PageMeasures(ink=0.0012, unread_ink=1.0, rows=0.0002)


def line(text: str, sureness: float | None) -> ReadLine:
    return ReadLine(text, Rect(36, 5, 500, 15), sureness)


@pytest.mark.parametrize(
    ("lines", "measures", "blank"),
    [
        ((), SPECKS, True),
        ((line("08/26/2025 09:14 HARBOR 009/009", 0.9),), SPECKS, True),
        ((line("ee a", 0.3), line("-", 0.9)), SPECKS, True),
        ((line("See other side", 0.9),), SPECKS, False),
        ((line("See other side", None),), SPECKS, False),
        ((), ROWS, False),
        ((line("08/26/2025 09:14 HARBOR 009/009", 0.9),), ROWS, False),
        ((), PageMeasures(ink=0.9, dark_area=0.9), False),
        ((), PageMeasures(ink=0.02), False),
        ((), PageMeasures(ink=0.04, contrast=0.12), True),
    ],
)
def test_nothing_is_on_it(lines: tuple[ReadLine, ...], measures: PageMeasures, *, blank: bool) -> None:
    assert shows_nothing(lines, measures) is blank
