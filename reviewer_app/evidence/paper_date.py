"""The day of the service that a paper records: not when it was printed, faxed, signed or its patient born."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from reviewer_app.domain.found import PaperType
from reviewer_app.domain.request import Request
from reviewer_app.evidence.date_labels import DateUse, date_use, uses_in
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.paper_page import PaperLine, PaperPage, above, beside
from reviewer_app.evidence.written_dates import WrittenDate, written_dates

MOST_WORDS_OF_A_FIELD = 12
"""A line with more words is prose; what it dates need not be this paper."""

_THROUGH = re.compile(r"\s*(?:through|thru|to|until|till|-|\u2013)\s*", re.IGNORECASE)
MOST_BESIDE_A_BARE_DATE = 40
"""So many letters beside a date are a title or a name, not a sentence."""

WEIGHTS = {
    DateUse.SERVICE: 10.0,
    DateUse.COLLECTED: 9.0,
    DateUse.WRITTEN: 7.0,
    DateUse.SIGNED: 4.0,
    DateUse.REPORTED: 3.5,
    DateUse.UNSAID: 2.0,
}
"""What a date weighs as the day of service, by what it is said to be of; those not named are never it."""

HEAD_OF_PAGE, HEAD_OF_LETTER = 6.0, 9.0
"""What a date without a label weighs in the head of a page, and in that of a letter."""
OF_A_FORM = {
    DateUse.WRITTEN: 10.0,
    DateUse.SIGNED: 7.0,
    DateUse.FAXED: 8.0,
    DateUse.SERVICE: 2.0,
    DateUse.UNSAID: 3.0,
}
"""What a date weighs on a form or a cover, where the service is mostly the one that is asked for."""
IN_PROSE = {DateUse.SERVICE: 3.0, DateUse.COLLECTED: 3.0, DateUse.WRITTEN: 2.0, DateUse.UNSAID: 1.0}
BESIDE_SIGNATURE = 4.0
"""What a bare "Date:" weighs in the lower part of a page: it mostly stands beside a signature."""
LATER_PAGE = 0.8
"""What is left of a weight on a page after the first."""
AGAIN, MOST_AGAIN = 0.5, 2.0
"""What each further time adds that a paper tells the same day, and how much at most."""
LATEST = timedelta(days=366)
"""A day so long after the request was received is a misread one."""
AFTER_REQUEST = 6.0
"""What a day weighs less that came after the request: what was sent with it had happened."""
SPECIMENS = (PaperType.LABORATORY, PaperType.PATHOLOGY)
DISCHARGE = "discharge"
FORMS = (PaperType.REQUEST_FORM, PaperType.FAX_COVER)
UNDATED = (PaperType.POLICY_EXCERPT, PaperType.PLAN_DOCUMENT)
REPORTS_OF_A_PERIOD = (PaperType.THERAPY_NOTE, PaperType.LETTER, PaperType.OTHER)
LETTERS = (PaperType.LETTER, PaperType.TRIAL_PAPERS, PaperType.DIARY)


@dataclass(frozen=True, slots=True)
class PaperDate:
    """A date of a page, what it is of, and where it stands: how far down, as a share of the page's height,
    and whether in prose. ``bare`` dates have next to nothing beside them."""

    day: date
    use: DateUse
    down: float
    prose: bool
    bare: bool


def paper_dates(page: PaperPage) -> tuple[PaperDate, ...]:
    """All full dates of a page with what each is of, as its own label, the field to its left or the column's
    heading above tells it."""
    return _dates(page)


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _dates(page: PaperPage) -> tuple[PaperDate, ...]:
    return tuple(_found(page))


def _found(page: PaperPage) -> Iterator[PaperDate]:
    for line in page.lines:
        dates = written_dates(line.text)
        prose = len(line.text.split()) > MOST_WORDS_OF_A_FIELD
        ranges = _in_ranges(line.text, dates)
        for place, one in enumerate(dates):
            use = DateUse.ELSEWHERE if place in ranges else one.use
            if use is DateUse.UNSAID and not prose:
                use = _use_by_place(page, line, dates, place)
            down = line.rect.y0 / page.height if page.height else 0.0
            beside_it = len(line.text) - (one.end - one.start)
            bare = beside_it <= MOST_BESIDE_A_BARE_DATE and not line.text.endswith(".")
            yield PaperDate(one.day, use, down, prose, bare)


def _in_ranges(text: str, dates: tuple[WrittenDate, ...]) -> frozenset[int]:
    """Which dates of a line begin or end a span of time, which is no day of service."""
    between = (text[one.end : other.start] for one, other in pairwise(dates))
    firsts = [place for place, words in enumerate(between) if _THROUGH.fullmatch(words)]
    return frozenset(firsts) | {place + 1 for place in firsts}


def _use_by_place(page: PaperPage, line: PaperLine, dates: tuple[WrittenDate, ...], place: int) -> DateUse:
    if place == 0 and dates[0].start <= 2:
        left = beside(line, page.lines)
        use = date_use(left.text) if left else DateUse.UNSAID
        if use is not DateUse.UNSAID:
            return use
    heading = above(line, page.lines)
    if heading is None or written_dates(heading.text):
        return DateUse.UNSAID
    uses = uses_in(heading.text)
    if len(uses) == len(dates):
        return uses[place]
    return uses[0] if len(set(uses)) == 1 else DateUse.UNSAID


def head_days(page: PaperPage) -> frozenset[date]:
    """The days that the head of a page gives as those of the service, collection or writing."""
    return frozenset(
        one.day
        for one in paper_dates(page)
        if not one.prose
        and one.down < 0.4
        and one.use in (DateUse.SERVICE, DateUse.COLLECTED, DateUse.WRITTEN)
    )


def head_births(page: PaperPage) -> frozenset[date]:
    """The birth dates that a page gives."""
    return frozenset(one.day for one in paper_dates(page) if one.use is DateUse.BIRTH)


def service_day(
    pages: Sequence[PaperPage], kind: PaperType, request: Request, title: str = ""
) -> date | None:
    """The day of the service that these pages of one paper record; ``None`` where they don't tell it. Of a
    stay that ended, it is the day of discharge."""
    weights: dict[date, float] = defaultdict(float)
    times: dict[date, int] = defaultdict(int)
    received = request.received.date() if request.received else None
    for place, page in enumerate(pages):
        for one in paper_dates(page):
            if one.day == request.member.dob or (one.day == request.requested_dos and kind in FORMS):
                continue
            weight = _weight(one, kind) * (1.0 if place == 0 else LATER_PAGE)
            if received and one.day > received + timedelta(days=1):
                weight -= AFTER_REQUEST if one.day < received + LATEST else weight
            weights[one.day] = max(weights[one.day], weight)
            times[one.day] += weight > 0
    best = {
        day: weight + min(MOST_AGAIN, AGAIN * times[day]) for day, weight in weights.items() if weight > 0
    }
    if kind is PaperType.DIARY and best:
        most = max(best.values())
        return max(day for day, weight in best.items() if weight >= min(most, IN_PROSE[DateUse.UNSAID] * 2))
    if DISCHARGE in title.lower() and best:
        most = max(best.values())
        return max(day for day, weight in best.items() if weight >= most - MOST_AGAIN)
    return max(best, key=lambda day: best[day], default=None)


def _weight(one: PaperDate, kind: PaperType) -> float:
    if kind in UNDATED:
        return 0.0
    if kind in FORMS:
        return OF_A_FORM.get(one.use, 0.0) * (1.0 if one.bare else 0.3)
    if one.prose:
        return IN_PROSE.get(one.use, WEIGHTS.get(one.use, 0.0))
    if one.use is DateUse.COLLECTED and kind in SPECIMENS:
        return WEIGHTS[DateUse.SERVICE] + 0.5
    if one.use is DateUse.REPORTED and one.down < 0.36 and kind in REPORTS_OF_A_PERIOD:
        return WEIGHTS[DateUse.WRITTEN]
    if one.use is DateUse.UNSAID and one.down < 0.36 and one.bare:
        return HEAD_OF_LETTER if kind in LETTERS else HEAD_OF_PAGE
    if one.use is DateUse.WRITTEN and one.down > 0.5:
        return BESIDE_SIGNATURE
    return WEIGHTS.get(one.use, 0.0)
