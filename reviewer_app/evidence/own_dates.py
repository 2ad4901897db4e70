"""The days of the papers themselves: a note is of a visit, a report of imaging of a study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from reviewer_app.domain.found import FoundDate, FoundQuote, Milestone, PaperType, Segment
from reviewer_app.evidence.date_labels import DateUse, date_use
from reviewer_app.evidence.page_facts import PageFacts
from reviewer_app.evidence.written_dates import WrittenDate, written_dates

MILESTONES = {
    PaperType.CONSULT_NOTE: Milestone.VISIT,
    PaperType.OFFICE_NOTE: Milestone.VISIT,
    PaperType.HISTORY_PHYSICAL: Milestone.VISIT,
    PaperType.IMAGING_REPORT: Milestone.IMAGING,
    PaperType.PROCEDURE_REPORT: Milestone.PROCEDURE,
    PaperType.PATHOLOGY: Milestone.PROCEDURE,
    PaperType.THERAPY_NOTE: Milestone.TREATMENT,
}
"""What the paper itself is a milestone of, by its type; others are of none. What a pathologist looked at was
taken by a procedure, on the day it was collected."""

EVALUATION, DISCHARGE = "evaluation", "discharge summary"
"""Words of titles: of a therapist's first visit, and of the end of a stay."""

_ROW = re.compile(r"(?:\d{1,3}[.)]?)?\s*\Z")
"""What stands before the date in a row of a list of visits: nothing, or the visit's number."""
FEWEST_VISITS = 3
LONGEST_COURSE = timedelta(days=366)

BEST_FIRST = (DateUse.SERVICE, DateUse.COLLECTED, DateUse.WRITTEN, DateUse.UNSAID, DateUse.SIGNED)


def own_dates(papers: Sequence[Sequence[PageFacts]]) -> Iterator[FoundDate]:
    """A date for each paper that is a milestone and says its day; ``papers`` are the usable pages of each."""
    for pages in papers:
        segment = pages[0].segment
        if segment is None or segment.date is None or segment.repeats is not None:
            continue
        milestone = _milestone(segment)
        quote = _quote(pages, segment) if milestone else None
        if segment.type is PaperType.PATHOLOGY and (taken := _taken(pages)):
            yield FoundDate(Milestone.PROCEDURE, segment.title or "specimen taken", *taken)
        elif segment.type is PaperType.THERAPY_NOTE and (visits := _visits(pages)):
            first, last, row = visits
            yield FoundDate(Milestone.TREATMENT, segment.title or "therapy", first, row, last)
        elif milestone and quote:
            what = segment.title or milestone.value
            yield FoundDate(milestone, what, segment.date, quote)


def _taken(pages: Sequence[PageFacts]) -> tuple[date, FoundQuote] | None:
    """The day on which a specimen was collected, and the line that says it."""
    for facts in pages:
        for line in facts.page.lines:
            for one in written_dates(line.text):
                if one.use is DateUse.COLLECTED:
                    page = facts.page
                    return one.day, FoundQuote(page.sha256, page.file, page.page, line.text)
    return None


def _visits(pages: Sequence[PageFacts]) -> tuple[date, date, FoundQuote] | None:
    """The first and last day of a therapist's list of visits, and its first line."""
    rows = [
        (one.day, facts.page, line.text)
        for facts in pages
        for line in facts.page.lines
        for one in written_dates(line.text)[:1]
        if _ROW.match(line.text[: one.start]) and _may_be_visit(facts, one.day)
    ]
    if len(rows) < FEWEST_VISITS:
        return None
    day, page, text = min(rows, key=lambda row: row[0])
    return day, max(one for one, _, _ in rows), FoundQuote(page.sha256, page.file, page.page, text)


def _may_be_visit(facts: PageFacts, day: date) -> bool:
    """Whether a therapist's paper may tell of a visit on that day: it is written within a year of it."""
    written = facts.segment.date if facts.segment else None
    return written is not None and timedelta() <= written - day <= LONGEST_COURSE


def _milestone(segment: Segment) -> Milestone | None:
    title = segment.title.lower()
    if segment.type is PaperType.THERAPY_NOTE and EVALUATION in title:
        return Milestone.VISIT
    if segment.type is PaperType.OTHER and DISCHARGE in title:
        return Milestone.VISIT
    return MILESTONES.get(segment.type)


def _quote(pages: Sequence[PageFacts], segment: Segment) -> FoundQuote | None:
    """The line that says the day, with its label; else the title."""
    lines = [
        (BEST_FIRST.index(use), place, number, index)
        for place, facts in enumerate(pages)
        for index, number, use in _telling(facts, segment)
    ]
    if lines:
        _, place, _, index = min(lines)
        return _cited(pages[place], index)
    first = pages[0].page
    titled = next((line.text for line in first.lines if segment.title and segment.title in line.text), "")
    return FoundQuote(first.sha256, first.file, first.page, titled) if titled else None


def _telling(facts: PageFacts, segment: Segment) -> Iterator[tuple[int, int, DateUse]]:
    lines = facts.page.lines
    for index, line in enumerate(lines):
        for one in written_dates(line.text):
            use = _use(one, lines[index - 1].text if index else "")
            if one.day == segment.date and use in BEST_FIRST:
                yield index, index, use


def _use(one: WrittenDate, before: str) -> DateUse:
    return date_use(before) if one.use is DateUse.UNSAID and one.start == 0 and before else one.use


def _cited(facts: PageFacts, index: int) -> FoundQuote:
    page = facts.page
    text = page.lines[index].text
    bare = any(one.start == 0 for one in written_dates(text))
    if bare and index and date_use(page.lines[index - 1].text) is not DateUse.UNSAID:
        text = f"{page.lines[index - 1].text} {text}"
    return FoundQuote(page.sha256, page.file, page.page, text)
