"""The dates of the course of a complaint, as the pages tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from reviewer_app.domain.found import FoundDate, Milestone
from reviewer_app.domain.request import Request
from reviewer_app.evidence.date_rules import DateRules
from reviewer_app.evidence.happenings import happenings
from reviewer_app.evidence.own_dates import own_dates
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.statement_rules import StatementRules
from reviewer_app.evidence.told_dates import told_dates

NEAR = timedelta(days=15)
"""An approximate date so near another of the same milestone is taken for it."""
LATER = timedelta(days=366)
"""Papers may come so long after the request; a later day was misread."""
LONG_AFTER = timedelta(days=28)
"""What is told to have begun so long after the onset did not begin then."""
_AGAIN = re.compile(r"\b(?:again|another|second time|third time|once more)\b", re.IGNORECASE)
"""What happened again did not begin then."""
ROUGHLY = timedelta(days=250)
CHANGES = (Milestone.CHANGE, Milestone.NEW_INJURY)


def find_dates(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: DateRules, statements: StatementRules
) -> tuple[FoundDate, ...]:
    """Onset, change, visits, imaging and treatments, each with its quote, in the order of time.

    Another patient's, illegible and plan papers tell nothing. What several pages tell is told once, by the
    paper of the event itself where there is one, else by the surest and earliest that tells it.
    """
    usable = [one for one in pages if one.usable and one.segment is not None and one.segment.pertinent]
    papers = [tuple(group) for _, group in groupby(usable, key=lambda one: one.segment)]
    received = case.request.received.date() if case.request.received else None
    own = tuple(own_dates(papers))
    procedures = [one.day for one in own if one.milestone is Milestone.PROCEDURE]
    told = [
        one
        for paper in papers
        for facts in paper
        for one in told_dates(facts, procedures, rules, statements, received)
    ]
    spans = {one.found.key for one in told if one.milestone is Milestone.TREATMENT and one.until}
    kept = [one for one in own if one.milestone is not Milestone.TREATMENT or one.found.key not in spans]
    told += _happened(papers, told, statements, case.request)
    found = _once(one for one in (*kept, *sorted(told, key=_surest)) if _can_be(one, case.request))
    course = _once(_as_a_course(tuple(found), case.request))
    return tuple(sorted(course, key=lambda one: (one.day, one.until or one.day, one.milestone.value)))


def _happened(
    papers: Sequence[Sequence[PageFacts]],
    told: Sequence[FoundDate],
    statements: StatementRules,
    request: Request,
) -> list[FoundDate]:
    """What happened on the days that the request names, and the first thing that happened at all where
    nothing else tells when the complaint began."""
    found = [one for paper in papers for facts in paper for one in happenings(facts, statements, request)]
    named = [one for one in found if one.day in (request.onset_date, request.change_date)]
    begins = (Milestone.ONSET, Milestone.NEW_INJURY)
    if any(one.milestone in begins and not _AGAIN.search(one.found.quote) for one in (*told, *named)):
        return named
    return [*named, *sorted(found, key=lambda one: one.day)[:1]]


def _as_a_course(dates: Sequence[FoundDate], request: Request) -> Iterator[FoundDate]:
    """The same, told as one course: it begins once. An accident before which nothing began is the onset; what
    is told to have begun long after the onset is a change. What the request says of a day goes before."""
    told = tuple(_as_requested(one, request) for one in dates)
    begun = min((one.day for one in told if one.milestone is Milestone.ONSET), default=None)
    if request.onset_date is not None:
        begun = min(begun, request.onset_date) if begun else request.onset_date
    hurt = min((one.day for one in told if one.milestone is Milestone.NEW_INJURY), default=None)
    for one in told:
        first = one.milestone is Milestone.NEW_INJURY and one.day == hurt
        if first and (begun is None or one.day < begun):
            yield replace(one, milestone=Milestone.ONSET)
        elif one.milestone is Milestone.ONSET and begun is not None and one.day > begun + _long_after(one):
            if not _is_counted_back(one):
                yield replace(one, milestone=Milestone.CHANGE)
        else:
            yield one


def _long_after(one: FoundDate) -> timedelta:
    """How long after the onset something is told to have begun that did not begin then; a season or a year is
    told roughly."""
    return ROUGHLY if one.approximate and _first_of_month(one) else LONG_AFTER


def _as_requested(one: FoundDate, request: Request) -> FoundDate:
    """An onset or a change on the day on which the request says that there was the other."""
    if one.milestone is Milestone.ONSET and _is_on(one, request.change_date):
        return one if _is_on(one, request.onset_date) else replace(one, milestone=Milestone.CHANGE)
    if one.milestone in CHANGES and _is_on(one, request.onset_date):
        return replace(one, milestone=Milestone.ONSET)
    return one


def _is_on(one: FoundDate, day: date | None) -> bool:
    return day is not None and (abs(one.day - day) <= NEAR if one.approximate else one.day == day)


def _can_be(one: FoundDate, request: Request) -> bool:
    """Whether the member lived then, and the request had not come: else the day was misread."""
    born, received = request.member.dob, request.received
    return (born is None or one.day > born) and (received is None or one.day <= received.date() + LATER)


def _surest(one: FoundDate) -> tuple[bool, bool]:
    return one.approximate, one.until is None


def _once(dates: Iterable[FoundDate]) -> Iterator[FoundDate]:
    """Each event once: the first that tells it."""
    kept: list[FoundDate] = []
    for one in dates:
        if not any(_same_event(one, other) for other in kept):
            kept.append(one)
            yield one


def _first_of_month(one: FoundDate) -> bool:
    """Whether an approximate date seems to be a month of which the day is not told."""
    return one.day.day == 1


def _is_counted_back(one: FoundDate) -> bool:
    """Whether the day was counted back from the note: "for ten days" tells no change of what began before."""
    return one.approximate and not _first_of_month(one)


def _same_event(one: FoundDate, other: FoundDate) -> bool:
    kinds = one.milestone, other.milestone
    if one.milestone is not other.milestone and not all(kind in CHANGES for kind in kinds):
        return False
    if one.approximate or other.approximate:
        month = all(_first_of_month(each) for each in (one, other) if each.approximate)
        near = abs(one.day - other.day) <= NEAR or (
            month and one.day.replace(day=1) == other.day.replace(day=1)
        )
        return near and (one.until is None) == (other.until is None)
    if one.day != other.day:
        return False
    return one.milestone is not Milestone.TREATMENT or one.until == other.until or one.what == other.what
