"""One page as a paper is looked at: upright, without what the fax machine or the browser printed on it, with
its head, its foot and the number that the paper itself gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from reviewer_app.domain.page_reading import ReadPage, TextFrom
from reviewer_app.domain.pages import Rect
from reviewer_app.evidence.fax_header import is_fax_header
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.slips import as_number

HEAD = 0.36
"""The share of a page's height, from the top, where titles and letterheads stand."""
FOOT = 0.9
"""The share of a page's height below which its foot is."""
EDGE = 0.06
"""The share of a page's height, at the top and the bottom, where machines print their lines."""
SAME_ROW = 0.5
"""The share of its height that a line must stand beside another one to be in one row with it."""

_NUMBER = r"[\dIl|]{1,3}"
_SPELLED = re.compile(
    rf"\bp(?:age|g|\.)?\.?\s*#?:?\s*({_NUMBER})\s*(?:of|/|out of)\s*({_NUMBER})\b", re.IGNORECASE
)
_SPELLED_ALONE = re.compile(rf"\b(?:page|pg\.?)\s*#?:?\s*({_NUMBER})(?!\w)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"^\D{{0,60}}?\b({_NUMBER})\s*(?:/|of)\s*({_NUMBER})$"
    rf"|^-?\s*({_NUMBER})\s*(?:/|of)\s*({_NUMBER})\b(?!\s*[/.-]?\s*\d)"
)
_BARE = re.compile(r"^\W*(\d{1,3})\W*$")
_BROWSER = re.compile(
    r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d\b|^(?:https?|file):|\b(?:https?|www)\W"
)
_NO_WORD = re.compile(r"[^a-z0-9&]+")


@dataclass(frozen=True, slots=True, eq=False)
class PaperLine:
    """A line: its index on the page, its words as they were read, the same as they are compared (lower case,
    one blank before, between and after), and its place in page points of the upright page."""

    index: int
    text: str
    said: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number that a paper gives a page, and how many pages it says to have; 0 where it does not."""

    number: int
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class PaperPage:
    """A page prepared for being told apart. ``lines`` are in reading order, ``head`` and ``foot`` go from the
    top down and from left to right. ``letters`` is the usual height of a line in page points. ``edges`` are
    the texts of the lines that were left out.

    A page is prepared once and then the same object, which caches know it by.
    """

    lines: tuple[PaperLine, ...]
    width: float
    height: float
    letters: float
    machine_read: bool
    number: PageNumber | None
    edges: tuple[str, ...]
    said: str
    head: tuple[PaperLine, ...]
    foot: tuple[PaperLine, ...]

    @property
    def words(self) -> int:
        """How many words stand on it."""
        return self.said.count(" ") - 1


def paper_page(page: ReadPage) -> PaperPage:
    """The page as a paper; it is upright."""
    return _prepared(page)


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _prepared(page: ReadPage) -> PaperPage:
    kept: list[PaperLine] = []
    edges: list[str] = []
    for index, line in enumerate(page.lines):
        if _by_a_machine(line.text, line.rect, page.height):
            edges.append(line.text)
        else:
            kept.append(PaperLine(index, line.text, said(line.text), line.rect))
    whole = " " + "".join(line.said[1:] for line in kept)
    letters = median(line.rect.height for line in kept) if kept else 0.0
    number = _own_number(kept, page.height) or _number_in([text for text in edges if _BROWSER.search(text)])
    return PaperPage(
        tuple(kept),
        page.width,
        page.height,
        letters,
        page.text_from is TextFrom.OCR,
        number,
        tuple(edges),
        whole,
        _down(line for line in kept if line.rect.y0 < HEAD * page.height),
        _down(line for line in kept if line.rect.y0 >= FOOT * page.height),
    )


def said(text: str) -> str:
    """Words as they are compared: in lower case, without points and apostrophes, other marks as blanks."""
    plain = text.lower().replace(".", "").replace("'", "").replace("\u2019", "")
    return f" {_NO_WORD.sub(' ', plain).strip()} "


def beside(line: PaperLine, lines: tuple[PaperLine, ...]) -> PaperLine | None:
    """The nearest line to the left in the same row."""
    left = [one for one in lines if one.rect.x1 <= line.rect.x0 + 2 and _same_row(one.rect, line.rect)]
    return max(left, key=lambda one: one.rect.x1, default=None)


def stands_alone(line: PaperLine, lines: tuple[PaperLine, ...]) -> bool:
    """Whether no other line without a number stands in the same row, as in a table's heading."""
    return not any(
        one is not line and _same_row(one.rect, line.rect) and not any(map(str.isdigit, one.text))
        for one in lines
    )


def above(line: PaperLine, lines: tuple[PaperLine, ...]) -> PaperLine | None:
    """The nearest line right above, as a column's heading stands."""
    reach = 2.2 * max(line.rect.height, 6)
    over = [
        one
        for one in lines
        if one.rect.y1 <= line.rect.y0 + 3
        and line.rect.y0 - one.rect.y1 < reach
        and one.rect.x0 < line.rect.x1
        and line.rect.x0 < one.rect.x1
    ]
    return max(over, key=lambda one: one.rect.y1, default=None)


def _same_row(one: Rect, other: Rect) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= SAME_ROW * min(one.height, other.height)


def _down(lines: Iterable[PaperLine]) -> tuple[PaperLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.rect.y0, line.rect.x0)))


def _by_a_machine(text: str, rect: Rect, height: float) -> bool:
    """Whether a line at an edge is of the sending or of the printing program."""
    if EDGE * height < rect.y1 and rect.y0 < (1 - EDGE) * height:
        return False
    return is_fax_header(text) or bool(_BROWSER.search(text))


def _own_number(lines: list[PaperLine], height: float) -> PageNumber | None:
    low = [line.text for line in lines if line.rect.y0 >= FOOT * height]
    high = [line.text for line in lines if line.rect.y1 <= 0.14 * height]
    last = [lines[-1].text] if lines else []
    return _number_in((*low, *high, *last)) or _bare_number(low)


def _number_in(texts: tuple[str, ...] | list[str]) -> PageNumber | None:
    for form in (_SPELLED, _COUNTED, _SPELLED_ALONE):
        for text in texts:
            found = form.search(text)
            if found:
                read = [as_number(part) for part in found.groups() if part]
                number, count = read[0], read[1] if len(read) > 1 else 0
                if number and (not count or number <= count):
                    return PageNumber(number, count)
    return None


def _bare_number(texts: list[str]) -> PageNumber | None:
    for text in texts:
        found = _BARE.match(text)
        if found and int(found.group(1)):
            return PageNumber(int(found.group(1)), 0)
    return None
