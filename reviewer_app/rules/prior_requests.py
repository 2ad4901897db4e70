"""What a service line is to an earlier request: duplicate (S17), similar (S18), sequential (S19), or none.

Everything that decides is compared field by field first; the classes are then read from one table of
conditions, the strongest first. The day counts and families come from data, see ``domain/code_family.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from reviewer_app.domain.code_family import CodeFamilies, CodeFamily, Windows
from reviewer_app.domain.prior_request import (
    ComparedField,
    MatchKind,
    Performance,
    Period,
    PriorRequest,
    PriorStatus,
    Relation,
)
from reviewer_app.domain.request import Request, ServiceLine
from reviewer_app.rules.body_place import BodyPlace, read_place, regions_agree, sets_agree

APPROVED = frozenset((PriorStatus.APPROVED, PriorStatus.PARTIAL, PriorStatus.PENDING))
"""Pending counts as approved: a local convention, since it may be approved before this one is."""

UNKNOWN_COSTS = {"region": 0.85, "side": 0.85, "level": 0.95, "date": 0.8, "condition": 0.95}
"""How much less certain a match is for each field that is not known (local convention)."""

DIFFERS_COSTS = {"level": 0.9, "condition": 0.85}
"""The same for a field that differs and still leaves a match."""


class _Codes(IntEnum):
    """How near the codes of both requests are, the nearest highest."""

    OTHER = 0
    PURPOSE = 1
    FAMILY = 2
    EQUIVALENT = 3
    SAME = 4


_COMPONENTS = frozenset(("26", "TC"))
"""Modifiers for the reading, and for the making, of one study: two halves, each asked for once."""

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
    _Codes.SAME: "the same code",
    _Codes.EQUIVALENT: "a code for the same service",
    _Codes.FAMILY: "another code of the same family",
    _Codes.PURPOSE: "another service of the same purpose",
    _Codes.OTHER: "another service",
}


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both requests compared. ``near`` is the period of the earlier one that is nearest to the new date."""

    line: ServiceLine
    prior: PriorRequest
    asked_on: date | None
    family: CodeFamily | None
    windows: Windows
    codes: _Codes
    asked_place: BodyPlace
    prior_place: BodyPlace
    region: bool | None
    side: bool | None
    level: bool | None
    condition: bool | None
    near: Period | None

    @property
    def gap(self) -> int | None:
        """Days from the new date to the nearest day of the earlier request."""
        if self.asked_on is None or self.near is None:
            return None
        return self.near.days_from(Period(self.asked_on, self.asked_on))

    @property
    def halves(self) -> bool:
        """One asks for the making of a study, the other for its reading."""
        asked = _COMPONENTS.intersection(self.line.modifiers)
        before = _COMPONENTS.intersection(self.prior.modifiers)
        return bool(asked and before) and asked.isdisjoint(before)

    @property
    def done_before(self) -> bool:
        """The earlier service is known to have taken place, and before the new one."""
        performed = self.prior.performed
        return performed is not None and self.asked_on is not None and performed.last < self.asked_on

    @property
    def ended_unused(self) -> bool:
        """The earlier service never took place, and can no more: its authorization has ended."""
        ended = self.prior.valid_to
        return (
            self.prior.performance is Performance.NO
            and ended is not None
            and self.asked_on is not None
            and ended < self.asked_on
        )

    def within(self, days: int) -> bool:
        """Whether the dates lie in a window; an unknown date may."""
        return self.gap is None or self.gap <= days


def relation_to(
    request: Request, line: ServiceLine, prior: PriorRequest, families: CodeFamilies
) -> Relation | None:
    """What the line is to the earlier request of the same member.

    ``None`` when they have nothing in common, or the earlier one is this request itself. A relation without
    kind is worth showing and is no match: denied or withdrawn, the other side, too long ago, another service
    in the same place.
    """
    if request.request_id and prior.case == request.request_id:
        return None
    pair = _compare(request, line, prior, families)
    if pair.codes is _Codes.OTHER and pair.region is not True:
        return None
    if pair.region is False:
        return None
    kind, obstacle = _kind(pair)
    same_provider = _same_provider(request, prior)
    return Relation(
        line=line.line,
        kind=kind,
        certainty=_certainty(pair) if kind else 0.0,
        same_provider=same_provider,
        reasons=tuple(_reasons(pair, obstacle, same_provider)),
        compared=tuple(_compared(request, pair, same_provider)),
    )


def _kind(pair: _Pair) -> tuple[MatchKind | None, str]:
    """The class, or none with the reason why there is no match."""
    if pair.prior.status not in APPROVED:
        return None, f"The earlier request was {pair.prior.status.value}, so it is not a match."
    if pair.codes is _Codes.OTHER:
        return None, "It is another service in the same region, so it is not a match."
    if pair.side is False:
        return None, "It was for the other side, so it is not a match."
    if pair.ended_unused:
        return None, "The earlier authorization ended and was never used, so it is not a match."
    if _is_repeat(pair) and pair.within(pair.windows.sequential):
        return MatchKind.SEQUENTIAL, ""
    one_place = pair.level is not False and not pair.halves
    if pair.codes >= _Codes.EQUIVALENT and one_place and pair.within(pair.windows.duplicate):
        return MatchKind.DUPLICATE, ""
    if pair.within(pair.windows.similar) and (pair.codes >= _Codes.FAMILY or pair.region is True):
        return MatchKind.SIMILAR, ""
    return None, f"The dates lie {pair.gap} days apart, too far for a match."


def _is_repeat(pair: _Pair) -> bool:
    """A treatment done before and asked for again, for a condition that is not known to be another one."""
    family = pair.family
    if family is None or not family.therapeutic or not pair.done_before or pair.condition is False:
        return False
    return pair.codes >= (_Codes.FAMILY if family.repeats_as_family else _Codes.EQUIVALENT)


def _compare(request: Request, line: ServiceLine, prior: PriorRequest, families: CodeFamilies) -> _Pair:
    family = families.family_of(line.code)
    codes, prior_family = _nearest_code(line.code, family, prior, families)
    asked_place = _place(line.body_region or request.body_region, line, family, families)
    prior_place = _prior_place(prior, prior_family, families)
    asked_on = line.requested_dos or request.requested_dos or (request.received and request.received.date())
    near = _near(asked_on, prior)
    region = regions_agree(asked_place, prior_place)
    if codes is _Codes.PURPOSE and region is not True:
        codes = _Codes.OTHER
    return _Pair(
        line,
        prior,
        asked_on,
        family,
        family.windows if family else families.default,
        codes,
        asked_place,
        prior_place,
        region,
        sets_agree(asked_place.sides, prior_place.sides),
        sets_agree(asked_place.levels, prior_place.levels),
        _same_condition(tuple(diagnosis.code for diagnosis in request.diagnoses), prior.diagnoses, families),
        near,
    )


def _near(asked_on: date | None, prior: PriorRequest) -> Period | None:
    """The earlier request's period that is nearest to the new date. As long as the service is not known to be
    done it may be on any day that it is authorized for, whatever day was planned."""
    if prior.performed is not None or asked_on is None:
        return prior.dates
    periods = [period for period in (prior.dos, prior.authorized) if period is not None]
    day = Period(asked_on, asked_on)
    return min(periods, key=lambda period: period.days_from(day), default=None)


def _nearest_code(
    code: str, family: CodeFamily | None, prior: PriorRequest, families: CodeFamilies
) -> tuple[_Codes, CodeFamily | None]:
    """How near the nearest of the earlier request's codes is to the line's, with its family."""
    rated = [
        (_nearness(code, family, other, other_family), other_family)
        for other in prior.codes
        for other_family in (families.family_of(other),)
    ]
    return max(rated, key=lambda item: item[0])


def _nearness(code: str, family: CodeFamily | None, other: str, other_family: CodeFamily | None) -> _Codes:
    if code and code == other:
        return _Codes.SAME
    if family is None or other_family is None:
        return _Codes.OTHER
    if family.id == other_family.id:
        return _Codes.EQUIVALENT if family.are_equivalent(code, other) else _Codes.FAMILY
    return _Codes.PURPOSE if family.purpose == other_family.purpose else _Codes.OTHER


def _place(region: str, line: ServiceLine, family: CodeFamily | None, families: CodeFamilies) -> BodyPlace:
    stated = region or (family.region if family else "")
    return read_place(stated, line.laterality, line.level, line.modifiers, families.regions)


def _prior_place(prior: PriorRequest, family: CodeFamily | None, families: CodeFamilies) -> BodyPlace:
    stated = prior.region or (family.region if family else "")
    return read_place(stated, prior.laterality, prior.level, prior.modifiers, families.regions)


def _same_condition(asked: Collection[str], prior: Collection[str], families: CodeFamilies) -> bool | None:
    """Whether diagnoses share a category, which is the first three characters, or a known condition."""
    return sets_agree(_conditions(asked, families), _conditions(prior, families))


def _conditions(codes: Collection[str], families: CodeFamilies) -> frozenset[str]:
    plain = [code.replace(".", "").upper() for code in codes if code]
    labels = (
        condition.label
        for condition in families.conditions
        if any(code.startswith(condition.prefixes) for code in plain)
    )
    return frozenset((*(code[:3] for code in plain), *labels))


def _same_provider(request: Request, prior: PriorRequest) -> bool | None:
    """Whether the ordering or the servicing provider is the same; for information only."""
    asked = {request.ordering_provider.npi, request.servicing_provider.npi} - {""}
    known = {prior.ordering_npi, prior.servicing_npi} - {""}
    if request.ordering_provider.npi and prior.ordering_npi:
        return request.ordering_provider.npi == prior.ordering_npi
    return sets_agree(frozenset(asked), frozenset(known))


def _certainty(pair: _Pair) -> float:
    states = {
        "region": pair.region,
        "side": pair.side,
        "level": pair.level,
        "date": None if pair.gap is None else True,
        "condition": pair.condition,
    }
    certainty = {_Codes.PURPOSE: 0.8, _Codes.FAMILY: 0.95}.get(pair.codes, 1.0)
    for name, state in states.items():
        if state is None and not _never_said(pair, name):
            certainty *= UNKNOWN_COSTS[name]
        elif state is False:
            certainty *= DIFFERS_COSTS.get(name, 1.0)
    return certainty


def _never_said(pair: _Pair, name: str) -> bool:
    """Whether neither request says anything of a field, as of a side of the lumbar spine."""
    return name in ("side", "level") and not (
        getattr(pair.line, "laterality" if name == "side" else "level")
        or getattr(pair.prior, "laterality" if name == "side" else "level")
    )


def _reasons(pair: _Pair, obstacle: str, same_provider: bool | None) -> Iterator[str]:
    prior = pair.prior
    yield f"It is {_CODE_WORDS[pair.codes]}: {pair.line.label} now, {prior.code} then."
    if pair.region is None:
        yield "One of the requests names no region, so it may be the same."
    if pair.side is None and not _never_said(pair, "side"):
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


def _outcome_words(pair: _Pair) -> str:
    prior = pair.prior
    outcome = f"It was {prior.status.value}" + (f" on {prior.decided}" if prior.decided else "")
    if prior.status is PriorStatus.PENDING:
        outcome = "It is still pending"
    done = {
        Performance.YES: f"performed {prior.performed.words if prior.performed else ''}",
        Performance.NO: "never performed",
        Performance.UNKNOWN: "whether it was performed is not known",
    }[prior.performance]
    return f"{outcome}; {done}."


def _date_words(pair: _Pair) -> str:
    near, gap = pair.near, pair.gap
    if gap is None or near is None or pair.asked_on is None:
        return "The dates cannot be compared, since one is not known."
    if gap == 0:
        return f"The new date of service, {pair.asked_on}, lies within its dates, {near.words}."
    order = "after" if near.last < pair.asked_on else "before"
    return f"The new date of service, {pair.asked_on}, is {gap} days {order} its dates, {near.words}."


def _compared(request: Request, pair: _Pair, same_provider: bool | None) -> Iterator[ComparedField]:
    line, prior = pair.line, pair.prior
    asked_dx = ", ".join(diagnosis.code for diagnosis in request.diagnoses)
    yield ComparedField(
        "code", line.label, " ".join((prior.code, *prior.modifiers)), pair.codes >= _Codes.EQUIVALENT
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
        str(pair.asked_on or ""),
        pair.near.words if pair.near else "",
        None if pair.gap is None else pair.gap == 0,
    )
    yield ComparedField("ordering provider", request.ordering_provider.npi, prior.ordering_npi, same_provider)
    yield ComparedField("outcome", "", prior.status.value, None)
    done = prior.performed.words if prior.performed else prior.performance.value
    yield ComparedField("performed", "", done, None)


def _said(text: str, found: frozenset[str]) -> str:
    """What a field says, else what a code or a modifier says in its place."""
    return text or " and ".join(sorted(found))
