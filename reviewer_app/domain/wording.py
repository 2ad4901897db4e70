"""What a determination says to those who get it, as values of files that a user may replace: the request for
information, templates of rationales, and how to have a decision reconsidered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reviewer_app.domain.review import Outcome

NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RequestedItem:
    """One thing that a provider is asked to send. ``what`` is missing, ``satisfied_by`` is what to send,
    ``citation`` the policy that asks for it: title, section and effective date; both are empty for an item
    that belongs to no element. ``element_id`` and ``row`` name the element."""

    what: str
    satisfied_by: str = ""
    citation: str = ""
    element_id: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class InformationRequest:
    """What a pended service line asks its provider for, and the specific reason."""

    line: int
    reason: str
    items: tuple[RequestedItem, ...]


@dataclass(frozen=True, slots=True)
class RationaleWording:
    """Templates of rationales, by outcome, and what acronyms stand for."""

    templates: Mapping[Outcome, str] = field(default_factory=lambda: MappingProxyType({}))
    acronyms: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)


@dataclass(frozen=True, slots=True)
class ReconsiderationText:
    """How an adverse determination is reconsidered under some lines of business and fundings (an empty list
    means any). ``source`` is the law or rule it rests on."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    lines_of_business: tuple[str, ...] = ()
    fundings: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reconsideration:
    """The text that goes with an adverse determination of a request; ``problem`` says what is wrong with the
    user's file, whose texts are left out then."""

    text: ReconsiderationText | None = None
    problem: str = ""
