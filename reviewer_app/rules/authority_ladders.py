"""The ladders of authority as tables: which sources come before the coverage policy, by line of business and
funding, and in which order (DESIGN 4.1).

Insured plans answer to federal and state mandates, then to the plan document. For self-funded plans state
insurance mandates do not control. Medicare's own rules come first for its members, and a plan's internal
criteria count only where those are not fully established (42 CFR 422.101(b)). Medicaid follows federal and
state law and the state's policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reviewer_app.domain.authority import LadderChoice, LadderKind, RungKind
from reviewer_app.domain.request import Plan


@dataclass(frozen=True, slots=True)
class RungWords:
    """What a rung is called (``title``, and ``source`` within a sentence), the policy row it rests on, and
    what to look for on it."""

    title: str
    source: str
    row: str
    look_for: str


LADDERS: Mapping[LadderKind, tuple[RungKind, ...]] = MappingProxyType(
    {
        LadderKind.FULLY_INSURED: (
            RungKind.FEDERAL_LAW,
            RungKind.STATE_LAW,
            RungKind.PLAN_DOCUMENT,
            RungKind.COVERAGE_POLICY,
        ),
        LadderKind.SELF_FUNDED: (
            RungKind.FEDERAL_LAW,
            RungKind.PLAN_DOCUMENT,
            RungKind.COVERAGE_POLICY,
        ),
        LadderKind.MEDICARE: (
            RungKind.STATUTE,
            RungKind.NATIONAL_COVERAGE,
            RungKind.LOCAL_COVERAGE,
            RungKind.INTERNAL_CRITERIA,
            RungKind.PLAN_DOCUMENT,
        ),
        LadderKind.MEDICAID: (
            RungKind.FEDERAL_LAW,
            RungKind.STATE_LAW,
            RungKind.STATE_POLICY,
            RungKind.PLAN_DOCUMENT,
            RungKind.COVERAGE_POLICY,
        ),
    }
)
"""The rungs of each ladder, the highest first."""

LADDER_WORDS: Mapping[LadderKind, str] = MappingProxyType(
    {
        LadderKind.FULLY_INSURED: "Fully insured plan: federal and state mandates, then the plan document",
        LadderKind.SELF_FUNDED: "Self-funded plan: federal mandates, then the plan document; "
        "state insurance mandates do not control",
        LadderKind.MEDICARE: "Medicare: its statutes and coverage determinations come first",
        LadderKind.MEDICAID: "Medicaid: federal and state law, then the state's policy and the plan document",
    }
)

RUNG_WORDS: Mapping[RungKind, RungWords] = MappingProxyType(
    {
        RungKind.FEDERAL_LAW: RungWords(
            "Federal law or mandate",
            "a federal mandate",
            "S25",
            "Does a federal law or mandate say whether this service has to be covered?",
        ),
        RungKind.STATE_LAW: RungWords(
            "State law or mandate",
            "a state mandate",
            "S25",
            "Does a law or mandate of the plan's state say whether this service has to be covered?",
        ),
        RungKind.STATUTE: RungWords(
            "Medicare statute and regulation",
            "a Medicare statute or regulation",
            "S22",
            "Does a Medicare statute or regulation include or exclude this service?",
        ),
        RungKind.NATIONAL_COVERAGE: RungWords(
            "National coverage determination",
            "a national coverage determination",
            "S22",
            "Is there a national coverage determination, with coverage with evidence development?",
        ),
        RungKind.LOCAL_COVERAGE: RungWords(
            "Local coverage determination",
            "a local coverage determination",
            "S22",
            "Does the Medicare contractor of the member's area have a determination on this service?",
        ),
        RungKind.INTERNAL_CRITERIA: RungWords(
            "Plan's internal criteria",
            "the plan's internal criteria",
            "S22",
            "They count only where Medicare's own criteria are not fully established.",
        ),
        RungKind.STATE_POLICY: RungWords(
            "State Medicaid policy",
            "the state's Medicaid policy",
            "S25",
            "Does the state's Medicaid manual or policy say something about this service?",
        ),
        RungKind.PLAN_DOCUMENT: RungWords(
            "Benefit plan document",
            "the benefit plan document",
            "S27",
            "Does the member's plan document, as in effect on the date of service, exclude or include this "
            "service?",
        ),
        RungKind.COVERAGE_POLICY: RungWords(
            "Coverage policy",
            "the coverage policy",
            "S26",
            "It decides where nothing above it speaks.",
        ),
    }
)

BY_PACKS = frozenset((RungKind.COVERAGE_POLICY, RungKind.INTERNAL_CRITERIA))
"""Rungs that are what the policy packs hold."""

_MEDICARE = frozenset(("medicare", "medicare_advantage"))
_INSURED = frozenset(("commercial", "exchange"))
_FUNDED = {"fully_insured": LadderKind.FULLY_INSURED, "self_funded": LadderKind.SELF_FUNDED}


def ladder_of(plan: Plan, choice: LadderChoice | None) -> tuple[LadderKind | None, str]:
    """The ladder of a plan, or ``None`` with what is missing to know it.

    What the request says decides; the reviewer's choice counts where it does not say. An exchange plan
    without a word on its funding is an insured one, as all of them are.
    """
    business, funding = plan.line_of_business, plan.funding
    if business in _MEDICARE:
        return LadderKind.MEDICARE, ""
    if business == "medicaid":
        return LadderKind.MEDICAID, ""
    if business in _INSURED and funding in _FUNDED:
        return _FUNDED[funding], ""
    if business == "exchange" and not funding:
        return LadderKind.FULLY_INSURED, ""
    if choice is not None:
        return choice.ladder, ""
    if not business:
        return None, "The request does not say the line of business."
    if business not in _INSURED:
        return None, f"The line of business “{business}” is not known."
    if not funding:
        return None, "The request does not say how the plan is funded."
    return None, f"The funding “{funding}” does not go with the line of business “{business}”."
