"""The form of a readiness rule: one row of the table in :mod:`reviewer_app.rules.readiness`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reviewer_app.domain.checklist import Spot
from reviewer_app.domain.review import Outcome
from reviewer_app.rules.facts import LineFacts


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule applies. ``spot`` is where that can be mended. ``row`` is given where it is the
    element's and not the rule's own."""

    message: str
    clears: str = ""
    spot: Spot | None = None
    row: str = ""


Find = Callable[[LineFacts], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, the policy row it rests on (empty for our own safeguards), the outcomes
    it forbids (none for a caution), and the function that finds where it applies to a service line."""

    code: str
    row: str
    blocks: frozenset[Outcome]
    find: Find
