"""The checklist of a case: the elements of the packs that govern it, in reading order, and its readiness."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.domain.policy import Arises, Element, PackReference, PolicyPack, Prompt, Requirement
from reviewer_app.domain.review import Outcome

MATCH_MARK = "@"
"""Stands between the pack's id of an element and the id of the earlier request; no pack's id has it."""


def match_element_id(element_id: str, prior: str) -> str:
    """The id of a pack's element as it is asked about one earlier request."""
    return f"{element_id}{MATCH_MARK}{prior}"


@dataclass(frozen=True, slots=True)
class MatchCause:
    """An earlier request that matches some service lines in one way, which puts elements on the checklist."""

    arises: Arises
    prior: str
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class ChecklistElement:
    """An element as it stands in a case. ``pack`` is ``None`` for an element that the reviewer added.
    ``lines`` are the service lines (from 1) that it concerns; ``depth`` is 1 for a sub-element;
    ``also_asked_by`` are further packs that ask for the same element id, which stands in the list once.
    ``prior`` is the id of the earlier request that a match element is about (S17-S19), empty for all others;
    each match has elements of its own, with ids of their own (:func:`match_element_id`)."""

    element: Element
    pack: PackReference | None
    lines: tuple[int, ...]
    depth: int = 0
    also_asked_by: tuple[PackReference, ...] = ()
    prior: str = ""

    @property
    def id(self) -> str:
        return self.element.id

    @property
    def pack_element_id(self) -> str:
        """The id that the pack gives the element: of a match element what all matches have in common."""
        return self.id.partition(MATCH_MARK)[0] if self.prior else self.id

    @property
    def pack_title(self) -> str:
        """The title that the pack gives the element, without the earlier request that it is about."""
        return self.element.title.removesuffix(f": {self.prior}") if self.prior else self.element.title

    @property
    def required(self) -> bool:
        return self.element.requirement is Requirement.REQUIRED


@dataclass(frozen=True, slots=True)
class Checklist:
    """All elements of a case in reading order. ``packs`` govern it; ``uncovered_lines`` are service lines for
    which no pack is in effect (blocker ``no-policy``), with the reason. ``dormant`` are elements of the
    governing packs whose cause does not exist in this case: they need no mark."""

    packs: tuple[PolicyPack, ...] = ()
    elements: tuple[ChecklistElement, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    uncovered_lines: tuple[tuple[int, str], ...] = ()
    dormant: tuple[ChecklistElement, ...] = ()

    def find(self, element_id: str) -> ChecklistElement | None:
        for element in self.elements:
            if element.id == element_id:
                return element
        return None

    def linked(self, element_id: str) -> tuple[ChecklistElement, ...]:
        """The other elements of the checklist that ask for the same thing, in reading order. A link holds
        both ways, whichever of the two names the other."""
        own = self.find(element_id)
        named = own.element.linked if own is not None else ()
        return tuple(
            other
            for other in self.elements
            if other.id != element_id and (other.id in named or element_id in other.element.linked)
        )

    def pack(self, reference: PackReference) -> PolicyPack | None:
        for pack in self.packs:
            if pack.reference == reference:
                return pack
        return None


class SpotKind(StrEnum):
    """What kind of thing a :class:`Spot` names."""

    ELEMENT = "element"
    DISCREPANCY = "discrepancy"
    RUNG = "rung"
    INVESTIGATIONAL = "investigational"
    TRIAL = "trial"
    SCOPE = "scope"
    EXCEPTION = "exception"
    DECISION = "decision"
    DOCUMENT = "document"
    PAGE = "page"
    REQUEST = "request"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the reviewer can act: ``key`` names it among its kind (an element's id, a discrepancy's id, a
    rung's name, a file, ``file#page``, the field of a decision), ``line`` the service line where it is one's
    own, else 0."""

    kind: SpotKind
    key: str = ""
    line: int = 0


def element_spot(element_id: str) -> Spot:
    """An element of the checklist as the place to act."""
    return Spot(SpotKind.ELEMENT, element_id)


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that stands between a line and some outcomes. ``code`` says which rule, ``row`` the policy
    row it rests on (empty for our own safeguards), ``blocks`` the outcomes it forbids, ``clears`` tells what
    would clear it; ``spot`` is where the reviewer can act on it."""

    code: str
    row: str
    message: str
    blocks: frozenset[Outcome]
    clears: str = ""
    spot: Spot | None = None

    @property
    def element_id(self) -> str:
        """The element to act on; empty where it is something else."""
        spot = self.spot
        return spot.key if spot is not None and spot.kind is SpotKind.ELEMENT else ""


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning: something the reviewer should know; it blocks nothing. ``spot`` is where it is about."""

    code: str
    row: str
    message: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class LineReadiness:
    """What still blocks which outcome of one service line, and why."""

    line: int
    blockers: tuple[Blocker, ...]
    cautions: tuple[Caution, ...]
    allowed_outcomes: tuple[Outcome, ...]

    def blockers_of(self, outcome: Outcome) -> tuple[Blocker, ...]:
        return tuple(blocker for blocker in self.blockers if outcome in blocker.blocks)
