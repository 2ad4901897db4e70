"""A service line and an earlier request compared field by field: what decides whether they match.

What is not known contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from reviewer_app.domain.code_family import CodeFamilies, CodeFamily, Windows
from reviewer_app.domain.prior_request import Performance, Period, PriorRequest
from reviewer_app.domain.request import Request, ServiceLine
from reviewer_app.rules.body_place import BodyPlace, read_place, regions_agree, sets_agree

_COMPONENTS = frozenset(("26", "TC"))
"""Modifiers for the reading, and for the making, of one study: two halves, each asked for once."""


class Codes(IntEnum):
    """How near the codes of both requests are, the nearest highest."""

    OTHER = 0
    PURPOSE = 1
    FAMILY = 2
    EQUIVALENT = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Both requests compared. ``near`` is the period of the earlier one that is nearest to the new date."""

    line: ServiceLine
    prior: PriorRequest
    asked_on: date | None
    family: CodeFamily | None
    windows: Windows
    codes: Codes
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

    def never_said(self, name: str) -> bool:
        """Whether neither request says anything of the side, or the level, as of a side of the lumbar spine.
        Of other fields it is always worth knowing that they are not known."""
        places = (self.asked_place, self.prior_place)
        if name == "side":
            return not any(place.sides for place in places)
        return name == "level" and not any(place.levels for place in places)


def compare(request: Request, line: ServiceLine, prior: PriorRequest, families: CodeFamilies) -> Pair:
    """The line of the request and the earlier request, with the pack's families and windows."""
    family = families.family_of(line.code)
    codes, prior_family = _nearest_code(line.code, family, prior, families)
    asked_place = _place(line.body_region or request.body_region, line, family, families)
    prior_place = _prior_place(prior, prior_family, families)
    asked_on = line.requested_dos or request.requested_dos or (request.received and request.received.date())
    near = _near(asked_on, prior)
    region = regions_agree(asked_place, prior_place)
    if codes is Codes.PURPOSE and region is not True:
        codes = Codes.OTHER
    return Pair(
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
) -> tuple[Codes, CodeFamily | None]:
    """How near the nearest of the earlier request's codes is to the line's, with its family."""
    rated = [
        (_nearness(code, family, other, other_family), other_family)
        for other in prior.codes
        for other_family in (families.family_of(other),)
    ]
    return max(rated, key=lambda item: item[0])


def _nearness(code: str, family: CodeFamily | None, other: str, other_family: CodeFamily | None) -> Codes:
    if code and code == other:
        return Codes.SAME
    if family is None or other_family is None:
        return Codes.OTHER
    if family.id == other_family.id:
        return Codes.EQUIVALENT if family.are_equivalent(code, other) else Codes.FAMILY
    return Codes.PURPOSE if family.purpose == other_family.purpose else Codes.OTHER


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
