"""The line that a fax machine prints along the edge of each page: it is of the sending, not of the paper."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer_app.evidence.written_dates import MONTH_WORD

MOST_LINES_KEPT = 8192
"""Each line is asked about by several steps, which go from page to page."""

LONGEST_HEADER = 150
"""A line with more characters is text."""


def _mark(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_TIME = _mark(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?")
_DAY = _mark(rf"\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{MONTH_WORD}[ .-]+\d{{1,2}}|\d{{1,2}}[ -]{MONTH_WORD}")
_PAGE = _mark(r"\bp(?:age|g)?s?\b\.?\s*[:#=]?\s*0*\d{1,4}(?:\s*(?:/|of)\s*0*\d{1,4})?")
_BARE_COUNT = _mark(r"\b0*\d{1,4}\s*(?:/|of)\s*0*\d{1,4}$")
_TELEPHONE = _mark(r"(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}|\b\d{10,11}\b")
_FAX = _mark(r"\b(?:[er]?fax|csid|rightfax|fax ?server|tx|rx|rcvd)\b")
_SENDING = _mark(r"\b(?:from|to|received|sent|via|job)\b")
_PLAINLY = _mark(
    r"^\W*(?:fax(?:ed)? (?:from|server|transmission|id)|(?:sent|received|rcvd)\b.{0,20}\bfax\b"
    r"|from:? .{0,60}\bfax\b)"
)
_BOTH_ENDS = _mark(r"\bfrom\b.*\bto\b.*\d")
_STAMPED = _mark(
    rf"^\W*(?:{_DAY.pattern})[\s,]+(?:\d{{2,4}}[\s,]+)?{_TIME.pattern}(?!\d).*\D0*\d{{1,4}}\s*/\s*0*\d{{1,4}}$"
)
"""A day, a time, and at the end the page among how many: in capitals, as machines print their station."""
_OF_THE_PAPER = _mark(
    r"\b(?:date of|dob|born|patient|mrn|service|collected|signed|diagnosis|provider|exam|encounter|printed)\b"
)

_COUNTED = _mark(r"(?<![\d/])0*(\d{1,4})\s*(?:/|of)\s*0*(\d{1,4})(?![\d/])")


def place_in_sending(line: str) -> tuple[int, int] | None:
    """Which page of how many of its sending a fax machine's line says that a page is; ``None`` for other
    lines and for those that do not tell how many."""
    if not is_fax_header(line):
        return None
    found = _COUNTED.findall(_DAY.sub(" ", line))
    number, count = map(int, found[-1]) if found else (0, 0)
    return (number, count) if 0 < number <= count else None


@lru_cache(maxsize=MOST_LINES_KEPT)
def is_fax_header(line: str) -> bool:
    """Whether a line is a fax machine's: when it was sent and by whom or to whom, with a telephone number,
    the page's number in the sending, or the word fax."""
    if not line or len(line) > LONGEST_HEADER or _OF_THE_PAPER.search(line):
        return False
    if line.isupper() and _STAMPED.search(line):
        return True
    telephone, fax = bool(_TELEPHONE.search(line)), bool(_FAX.search(line))
    counted = bool(_PAGE.search(line)) or ((telephone or fax) and bool(_BARE_COUNT.search(line)))
    timed, dated = bool(_TIME.search(line)), bool(_DAY.search(line))
    if _PLAINLY.search(line):
        return counted or telephone or timed or dated
    marks = sum((timed, dated, counted, telephone, fax or bool(_SENDING.search(line))))
    return (counted or telephone or fax) and marks >= 3 and (timed or bool(_BOTH_ENDS.search(line)))
