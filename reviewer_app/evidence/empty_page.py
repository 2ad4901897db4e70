"""Whether a page that was read has nothing on it: a back, a separator, the last sheet of a fax."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.domain.page_reading import PageMeasures, ReadLine
from reviewer_app.evidence.fax_header import is_fax_header
from reviewer_app.evidence.picture_faults import empty

LEAST_SURE, FEWEST_LETTERS = 0.6, 3
"""A line read as surely as this, with so many letters or digits, is one, however little ink it has."""


def shows_nothing(lines: Iterable[ReadLine], measures: PageMeasures) -> bool:
    """Whether a page is blank but for what the fax machine printed on it, specks and streaks. Words that were
    read into specks are none."""
    return empty(measures) and not has_text(lines)


def has_text(lines: Iterable[ReadLine]) -> bool:
    """Whether any of these lines says something of its own."""
    return any(map(_is_text, lines))


def _is_text(line: ReadLine) -> bool:
    letters = sum(map(str.isalnum, line.text))
    sure = line.sureness is None or line.sureness >= LEAST_SURE
    return sure and letters >= FEWEST_LETTERS and not is_fax_header(line.text)
