"""Which rung of the authority ladder governs a service line, and what it overrides (S21, S22, S25, S27).

The first rung that speaks governs. A rung above it that nobody has checked, or that speaks without a
citation, has to be settled first. A source that is not in effect on the date of service does not speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reviewer_app.domain.authority import (
    SPEAKING,
    LadderKind,
    LineAuthority,
    RungFinding,
    RungKind,
    RungStanding,
    Speaks,
)
from reviewer_app.domain.checklist import Checklist, ChecklistElement
from reviewer_app.domain.policy import Arises, ElementKind
from reviewer_app.domain.request import Plan, ServiceLine
from reviewer_app.domain.review import Review
from reviewer_app.rules.authority_ladders import BY_PACKS, LADDERS, RUNG_WORDS, ladder_of
from reviewer_app.rules.facts import CURRENT_STATUS
from reviewer_app.rules.part_words import day_words
from reviewer_app.rules.trial import required_by_medicare

_OF_THE_CASE = frozenset((Arises.PLAN_DOCUMENT, Arises.TRIAL_NUMBER))
"""Causes of elements that ask for the sources themselves."""


def authority_of(
    plan: Plan, line: ServiceLine, checklist: Checklist, review: Review, requested_trial: str = ""
) -> LineAuthority:
    """The ladder of one service line as it stands. ``requested_trial`` is the trial number that the request
    names."""
    ladder, missing = ladder_of(plan, review.ladder)
    if ladder is None:
        return LineAuthority(line.line, missing=missing)
    trial = required_by_medicare(review, requested_trial, ladder)
    rungs = tuple(_standings(ladder, line, checklist, review, trial))
    left, governing = _settled(rungs)
    return LineAuthority(
        line.line,
        ladder,
        rungs=rungs,
        left=left,
        governing=governing,
        overridden=_overridden(governing, checklist),
    )


def may_be_overridden(element: ChecklistElement) -> bool:
    """Whether a rung can override the element: one that a policy asks for, and not the state of the record
    itself (S2), a match with an earlier request (S17-S19), an exception (S16), nor the sources."""
    return (
        element.pack is not None
        and not element.prior
        and element.id != CURRENT_STATUS
        and element.element.kind is not ElementKind.EXCEPTION
        and element.element.arises not in _OF_THE_CASE
    )


def in_effect(period: tuple[date | None, date | None], day: date | None) -> str:
    """Why a source is not in effect on that day; empty when it is, or the day is not known."""
    first, last = period
    if day is None:
        return ""
    if first is not None and day < first:
        return f"it takes effect on {day_words(first)}, after the date of service {day_words(day)}"
    if last is not None and last < day:
        return f"it was in effect until {day_words(last)}, before the date of service {day_words(day)}"
    return ""


def _standings(
    ladder: LadderKind, line: ServiceLine, checklist: Checklist, review: Review, trial: str
) -> Iterator[RungStanding]:
    for rung in LADDERS[ladder]:
        finding = review.rung(line.line, rung)
        if rung in BY_PACKS:
            yield _by_packs(rung, line, checklist, finding)
        elif rung is RungKind.NATIONAL_COVERAGE and trial:
            yield RungStanding(rung, Speaks.REQUIRES, trial, finding)
        else:
            standing = _checked(finding, line)
            below_packs = rung is RungKind.PLAN_DOCUMENT and ladder is LadderKind.MEDICARE
            yield _addition(standing) if below_packs else standing


def _by_packs(rung: RungKind, line: ServiceLine, checklist: Checklist, finding: RungFinding) -> RungStanding:
    """What the policy packs say: they speak by their elements."""
    covered = all(number != line.line for number, _why in checklist.uncovered_lines)
    names = " · ".join(f"{pack.title} ({pack.version})" for pack in checklist.packs)
    if not names or not covered:
        return RungStanding(rung, Speaks.SILENT, "No policy pack is in effect for this line.", finding)
    why = f"{names}: what the checklist asks for."
    if rung is RungKind.INTERNAL_CRITERIA:
        why += " It counts only because Medicare's own criteria above are not fully established."
    return RungStanding(rung, None, why, finding)


def _checked(finding: RungFinding, line: ServiceLine) -> RungStanding:
    """A rung as the reviewer left it, judged by citation and date of service."""
    rung, speaks = finding.rung, finding.speaks
    words = RUNG_WORDS[rung]
    if speaks is Speaks.NOT_CHECKED:
        return RungStanding(
            rung,
            speaks,
            "Nobody has looked yet.",
            finding,
            open=True,
            problem=f"{words.title} has not been checked.",
        )
    if speaks not in SPEAKING:
        return RungStanding(rung, speaks, finding.note or "It says nothing about this service.", finding)
    verb = "requires" if speaks is Speaks.REQUIRES else "excludes"
    if not finding.has_citation:
        return RungStanding(
            rung,
            speaks,
            f"It is said to {verb.removesuffix('s')} the service, without a citation.",
            finding,
            open=True,
            problem=f"{words.title} {verb} the service, but nothing is cited for that.",
        )
    ended = in_effect(finding.period, line.requested_dos)
    if ended:
        return RungStanding(rung, Speaks.SILENT, f"It does not speak: {ended} ({finding.source}).", finding)
    return RungStanding(rung, speaks, f"It {verb} the service: {finding.source}.", finding)


def _addition(standing: RungStanding) -> RungStanding:
    """A Medicare plan's document: it counts for what the plan adds to Medicare, and takes nothing away."""
    if standing.speaks is not Speaks.EXCLUDES or standing.open:
        return standing
    why = f"A plan can add to what Medicare covers, and not exclude it ({standing.finding.source})."
    return RungStanding(standing.rung, Speaks.SILENT, why, standing.finding)


def _settled(rungs: tuple[RungStanding, ...]) -> tuple[tuple[RungStanding, ...], RungStanding | None]:
    """The rungs that are left to settle, and the one that governs when none is.

    Below what the packs hold a rung needs no check; one that speaks there adds to it, and governs.
    """
    left: list[RungStanding] = []
    fallback: RungStanding | None = None
    for standing in rungs:
        if standing.open:
            if fallback is None or standing.speaks in SPEAKING:
                left.append(standing)
        elif standing.speaks in SPEAKING:
            return tuple(left), None if left else standing
        elif standing.speaks is None:
            fallback = standing
    return tuple(left), None if left else fallback


def _overridden(governing: RungStanding | None, checklist: Checklist) -> frozenset[str]:
    if governing is None or governing.speaks not in SPEAKING:
        return frozenset()
    named = frozenset(governing.finding.overrides)
    return frozenset(one.id for one in checklist.elements if one.id in named and may_be_overridden(one))
