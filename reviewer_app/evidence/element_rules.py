"""What each element looks like in a record, as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from reviewer_app.domain.found import AuthorRole, PaperType
from reviewer_app.evidence.phrases import phrase_problems
from reviewer_app.evidence.statement_rules import Assertion, SectionKind

LIST = "$"
"""Before the name of a list."""


class CuePlace(StrEnum):
    """Where on a page the words of a cue count."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    """Among the first lines, or in a heading."""


class Timing(StrEnum):
    """What the date of a paper means for an element."""

    NONE = "none"
    VISIT = "visit"
    """It has to be on or after onset or change; the newest visit goes first."""
    STUDY = "study"
    """The newest goes first."""


@dataclass(frozen=True, slots=True)
class ElementCue:
    """Words that speak for an element, or against it where ``weight`` is negative.

    ``words`` are phrases, or ``$name`` of a list; without any, every sentence of the ``sections`` counts.
    ``near`` has to stand in the same sentence or the one beside it, with ``near_title`` at the top of the
    page as well. ``sections`` are where it counts (empty: everywhere), ``not_sections`` where it does not.
    ``meant`` says how the words may be meant. Each sentence counts once, with ``every`` each of its words,
    up to ``most``. ``facet`` names the part of the element that it shows. What is not ``quoted`` is no
    quote of a suggestion.
    """

    weight: float
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_title: bool = False
    sections: tuple[SectionKind, ...] = ()
    not_sections: tuple[SectionKind, ...] = ()
    place: CuePlace = CuePlace.ANYWHERE
    meant: tuple[Assertion, ...] = (Assertion.PRESENT, Assertion.PAST)
    most: int = 1
    every: bool = False
    facet: str = ""
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class ElementRule:
    """What one element looks like. The weights are added up as log-odds.

    ``like`` names another rule: what is not said here is as it says, and its cues hold here, too.
    ``looked_for`` and ``reason`` are words for the reviewer. ``types`` and ``roles`` are weights of the paper
    and of its author; ``other_type`` and ``other_role`` those of all that are not named. ``needs`` are the
    facets that the paper has to show, on whichever of its pages; each that is missing costs ``missing``.
    ``told`` says that only a page with a sentence that tells it may be suggested, whatever the paper is.
    ``side`` says that the request's region and side count.
    """

    looked_for: str = ""
    reason: str = ""
    like: str = ""
    base: float = 0.0
    types: dict[PaperType, float] = field(default_factory=dict)
    other_type: float = 0.0
    roles: dict[AuthorRole, float] = field(default_factory=dict)
    other_role: float = 0.0
    timing: Timing = Timing.NONE
    side: bool = False
    needs: tuple[str, ...] = ()
    missing: float = -1.5
    told: bool = False
    cues: tuple[ElementCue, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ElementRules:
    """The fields of resources/evidence/elements.yaml.

    ``certainty`` is what all sums are multiplied by, so that about the share of suggestions is right that
    their score says. ``furniture`` are words of lines that every page has at its top or foot. ``lists`` are
    words with a name, for several cues. ``regions`` are the words of the regions of the body,
    ``specialties`` those of what providers are called in titles and letterheads. ``papers`` and ``authors``
    are words of the reasons. ``elements`` are the rules by the elements' ids.

    Rules are read once and then the same object, which caches know them by.
    """

    certainty: float = 1.0
    furniture: tuple[str, ...] = ()
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    regions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    specialties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    papers: dict[PaperType, str] = field(default_factory=dict)
    authors: dict[AuthorRole, str] = field(default_factory=dict)
    elements: dict[str, ElementRule] = field(default_factory=dict)

    def rule(self, element: str) -> ElementRule:
        """The rule of an element with what it has from others.

        :raises KeyError: there is no such rule.
        """
        rule = self.elements[element]
        like = rule.like
        before = [element]
        while like in self.elements and like not in before:
            other = self.elements[like]
            rule = replace(
                rule,
                **{
                    one.name: getattr(other, one.name)
                    for one in fields(ElementRule)
                    if getattr(rule, one.name) == getattr(_PLAIN, one.name)
                }
                | {"cues": (*other.cues, *rule.cues)},
            )
            before.append(like)
            like = other.like
        return rule

    def expanded(self, words: Iterable[str]) -> tuple[str, ...]:
        """The words, those of named lists in their place, each once."""
        return tuple(
            dict.fromkeys(
                each
                for word in words
                for each in (self.lists.get(word[1:], ()) if word.startswith(LIST) else (word,))
            )
        )

    def problems(self) -> Iterator[str]:
        """What cannot be done: a list or another element that is not there, a phrase that is none."""
        lists = (
            ("furniture", self.furniture),
            *self.lists.items(),
            *self.regions.items(),
            *self.specialties.items(),
        )
        for name, words in lists:
            yield from (f"{name}: {problem}" for problem in phrase_problems(words))
        for element, rule in self.elements.items():
            place = f"elements.{element}"
            if rule.like and rule.like not in self.elements:
                yield f"{place}.like: there is no element {rule.like}"
            for number, cue in enumerate(rule.cues):
                named = (word[1:] for word in (*cue.words, *cue.near) if word.startswith(LIST))
                yield from (
                    f"{place}.cues[{number}]: there is no list {name}"
                    for name in named
                    if name not in self.lists
                )
                plain = (word for word in (*cue.words, *cue.near) if not word.startswith(LIST))
                yield from (f"{place}.cues[{number}]: {problem}" for problem in phrase_problems(plain))
                if not cue.words and not cue.sections:
                    yield f"{place}.cues[{number}]: it has neither words nor sections"


_PLAIN = ElementRule()
