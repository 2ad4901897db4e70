"""Why a service line matches an earlier request, or does not: in sentences, and as both side by side."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.prior_request import ComparedField, Performance, Period, PriorStatus
from reviewer_app.domain.request import Request
from reviewer_app.rules.compared_requests import Codes, Pair
from reviewer_app.rules.part_words import day_words

_REPEATS = {
    "76": "a repeat by the same provider",
    "77": "a repeat by another provider",
    "59": "a service apart",
    "XE": "a service apart",
    "XP": "a service apart",
    "XS": "a service apart",
    "XU": "a service apart",
}
"""What a submitter claims by a modifier. A claim is no documentation, so it changes no class; it is told."""


_CODE_WORDS = {
    Codes.SAME: "the same code",
    Codes.EQUIVALENT: "a code for the same service",
    Codes.FAMILY: "another code of the same family",
    Codes.PURPOSE: "another service of the same purpose",
    Codes.OTHER: "another service",
}


def reasons(pair: Pair, obstacle: str, same_provider: bool | None) -> Iterator[str]:
    """The sentences, the ``obstacle`` to a match last."""
    prior = pair.prior
    yield f"It is {_CODE_WORDS[pair.codes]}: {pair.line.label} now, {prior.code} then."
    if pair.region is None:
        yield "One of the requests names no region, so it may be the same."
    if pair.side is None and not pair.never_said("side"):
        yield "One of the requests does not say which side, so it may be the same."
    if pair.level is False:
        yield f"The level differs: {pair.line.level or 'not named'} now, {prior.level or 'not named'} then."
    if pair.condition is False:
        yield "The diagnoses are of other categories."
    if pair.halves:
        yield "One is for making the study, the other for reading it."
    for modifier in pair.line.modifiers:
        if modifier in _REPEATS:
            yield f"Modifier {modifier} calls it {_REPEATS[modifier]}; the records have to show why."
    yield _outcome_words(pair)
    yield _date_words(pair)
    if same_provider is not None:
        yield "The provider is the same." if same_provider else "The provider is another one."
    if obstacle:
        yield obstacle


def _outcome_words(pair: Pair) -> str:
    prior = pair.prior
    outcome = f"It was {prior.status.value}" + (f" on {day_words(prior.decided)}" if prior.decided else "")
    if prior.status is PriorStatus.PENDING:
        outcome = "It is still pending"
    done = {
        Performance.YES: f"performed {period_words(prior.performed) if prior.performed else ''}",
        Performance.NO: "never performed",
        Performance.UNKNOWN: "whether it was performed is not known",
    }[prior.performance]
    return f"{outcome}; {done}."


def _date_words(pair: Pair) -> str:
    near, gap = pair.near, pair.gap
    if gap is None or near is None or pair.asked_on is None:
        return "The dates cannot be compared, since one is not known."
    asked_on = day_words(pair.asked_on)
    if gap == 0:
        return f"The new date of service, {asked_on}, lies within its dates, {period_words(near)}."
    order = "after" if near.last < pair.asked_on else "before"
    return f"The new date of service, {asked_on}, is {gap} days {order} its dates, {period_words(near)}."


def period_words(period: Period) -> str:
    """A period in days that no country misreads; one day where it is no longer."""
    first, last = day_words(period.first), day_words(period.last)
    return first if first == last else f"{first} to {last}"


def compared_fields(request: Request, pair: Pair, same_provider: bool | None) -> Iterator[ComparedField]:
    """Both requests field by field, as they say it themselves."""
    line, prior = pair.line, pair.prior
    asked_dx = ", ".join(diagnosis.code for diagnosis in request.diagnoses)
    yield ComparedField(
        "code", line.label, " ".join((prior.code, *prior.modifiers)), pair.codes >= Codes.EQUIVALENT
    )
    asked, then = pair.asked_place, pair.prior_place
    yield ComparedField(
        "region",
        _said(line.body_region or request.body_region, asked.regions),
        _said(prior.region, then.regions),
        pair.region,
    )
    yield ComparedField(
        "side", _said(line.laterality, asked.sides), _said(prior.laterality, then.sides), pair.side
    )
    yield ComparedField("level", line.level, prior.level, pair.level)
    yield ComparedField("diagnoses", asked_dx, ", ".join(prior.diagnoses), pair.condition)
    yield ComparedField(
        "date",
        day_words(pair.asked_on) if pair.asked_on else "",
        period_words(pair.near) if pair.near else "",
        None if pair.gap is None else pair.gap == 0,
    )
    yield ComparedField("ordering provider", request.ordering_provider.npi, prior.ordering_npi, same_provider)
    yield ComparedField("outcome", "", prior.status.value, None)
    done = period_words(prior.performed) if prior.performed else prior.performance.value
    yield ComparedField("performed", "", done, None)


def _said(text: str, found: frozenset[str]) -> str:
    """What a field says, else what a code or a modifier says in its place."""
    return text or " and ".join(sorted(found))
