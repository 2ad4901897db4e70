"""How well the dates of the course are found: the measures of the findings benchmark on the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.benchmarks.findings_data import FoundDate, Judged
from tests.benchmarks.findings_tally import Fault, Tally

CHANGES = frozenset({"change", "new-injury"})
BEGINNINGS = frozenset({"onset", *CHANGES})
PAPERS = {
    "visit": frozenset({"consult-note", "office-note", "history-and-physical", "therapy-note", "letter"}),
    "imaging": frozenset({"imaging-report"}),
    "procedure": frozenset({"procedure-report", "pathology"}),
    "treatment": frozenset({"therapy-note", "procedure-report"}),
}
"""Types of papers whose own day is rightly a date of that kind, told in the truth or not."""
NEAR_DAYS = 15


def _same_day(told: str, found: str, *, approximate: bool) -> bool:
    if found.startswith(told):
        return True
    if not approximate or len(told) < len("2025-03-04"):
        return False
    return abs((date.fromisoformat(told) - date.fromisoformat(found)).days) <= NEAR_DAYS


def timeline_recall(case: Judged) -> Tally:
    """True dates that were found as the same kind (a change and a new injury count as one kind); an
    approximate one may be 15 days off."""
    return Tally(len(case.truth.timeline) - len(list(dates_missed(case))), len(case.truth.timeline))


def dates_missed(case: Judged) -> Iterator[Fault]:
    for event in case.truth.timeline:
        kinds = CHANGES if event.what in CHANGES else {event.what}
        if not any(
            one.kind in kinds and _same_day(event.date, one.date, approximate=one.approximate)
            for one in case.found.timeline
        ):
            yield Fault(
                "date missed", f"{event.file} p. {event.page}", f'{event.what} {event.date}: "{event.quote}"'
            )


def beginnings_right(case: Judged) -> Tally:
    """Onsets, changes and new injuries that were found and are true; cases whose truth has no timeline count
    nowhere."""
    return _right(case, [one for one in case.found.timeline if one.kind in BEGINNINGS])


def other_dates_right(case: Judged) -> Tally:
    """The same of visits, imaging, procedures and treatments; the day of a paper of that kind is right too.
    A treatment that is told and that the truth does not list counts as wrong, though it may be none."""
    return _right(case, [one for one in case.found.timeline if one.kind not in BEGINNINGS])


def _right(case: Judged, found: list[FoundDate]) -> Tally:
    if not case.truth.timeline:
        return Tally()
    return Tally(sum(_is_right(case, one) for one in found), len(found))


def _is_right(case: Judged, one: FoundDate) -> bool:
    kinds = CHANGES if one.kind in CHANGES else {one.kind}
    told = any(
        event.what in kinds and _same_day(event.date, one.date, approximate=one.approximate)
        for event in case.truth.timeline
    )
    types = PAPERS.get(one.kind, frozenset())
    return told or any(page.type in types and page.date == one.date for page in case.truth.pages)


def dates_not_true(case: Judged) -> Iterator[Fault]:
    """Dates that were found and are neither true nor the day of a paper of their kind."""
    if case.truth.timeline:
        for one in case.found.timeline:
            if not _is_right(case, one):
                yield Fault("date not true", "", f'{one.kind} {one.date}: "{one.quote}"')
