"""The days of the papers themselves: a note is of a visit, a report of imaging of a study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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

BEST_FIRST = (DateUse.SERVICE, DateUse.COLLECTED, DateUse.WRITTEN, DateUse.UNSAID, DateUse.SIGNED)


def own_dates(papers: Sequence[Sequence[PageFacts]]) -> Iterator[FoundDate]:
    """A date for each paper that is a milestone and says its day; ``papers`` are the usable pages of each."""
    for pages in papers:
        segment = pages[0].segment
        if segment is None or segment.date is None or segment.repeats is not None:
            continue
        milestone = _milestone(segment)
        quote = _quote(pages, segment) if milestone else None
        if milestone and quote:
            what = segment.title or milestone.value
            yield FoundDate(milestone, what, segment.date, quote)


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
