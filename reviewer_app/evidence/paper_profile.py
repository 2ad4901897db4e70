"""What a page is by the parts that it has: a note tells a history, an examination and a plan, whatever its
title and however each is headed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reviewer_app.domain.found import PaperType
from reviewer_app.evidence.paper_page import PaperPage, said
from reviewer_app.evidence.paper_rules import PaperProfile, PaperRules

PART = 1.6
"""What each part weighs of which a page has enough."""
MOST_WORDS_OF_A_HEADING = 6
HAND_SHEET = 9.0
"""What a sheet weighs as a diary whose fields wait for somebody's hand, or that goes from day to day."""
FEWEST_DAYS, LETTERS_OF_A_DAY = 4, 3
_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
FEWEST_FIELDS, MOST_WORDS_OF_A_SHEET = 2, 30
_FIELDS = frozenset((" name ", " date ", " day ", " time ", " week of ", " week ", " month "))


@dataclass(frozen=True, slots=True)
class _Part:
    headings: frozenset[str]
    anywhere: tuple[str, ...]


@cache
def _prepared(rules: PaperRules) -> tuple[tuple[PaperProfile, tuple[_Part, ...]], ...]:
    return tuple((one, tuple(_part(words) for words in one.parts)) for one in rules.profiles)


def _part(words: tuple[str, ...]) -> _Part:
    anywhere = tuple(said(word[1:]) for word in words if word.startswith("~"))
    return _Part(frozenset(said(word) for word in words if not word.startswith("~")), anywhere)


def profiles_of(page: PaperPage, rules: PaperRules) -> Mapping[PaperType, float]:
    """What the parts of a page weigh for each type; nothing for those of which it has too few parts."""
    headings = _headings(page)
    weights: dict[PaperType, float] = {}
    for profile, parts in _prepared(rules):
        there = sum(
            not headings.isdisjoint(part.headings) or any(word in page.said for word in part.anywhere)
            for part in parts
        )
        if there >= profile.least:
            weights[profile.type] = max(weights.get(profile.type, 0.0), there * PART)
    if _waits_for_a_hand(page) or _goes_by_days(page):
        weights[PaperType.DIARY] = HAND_SHEET
    return weights


def _headings(page: PaperPage) -> frozenset[str]:
    """The lines that are headings, and what stands before a colon, as they are compared."""
    texts = (line.text.partition(":")[0] for line in page.lines)
    return frozenset(said(text) for text in texts if len(text.split()) <= MOST_WORDS_OF_A_HEADING)


def _waits_for_a_hand(page: PaperPage) -> bool:
    """Whether next to nothing is printed but a headline and the names of fields with nothing behind them."""
    fields = sum(line.said in _FIELDS and line.text.rstrip().endswith((":", "_")) for line in page.lines)
    return fields >= FEWEST_FIELDS and page.words <= MOST_WORDS_OF_A_SHEET


def _goes_by_days(page: PaperPage) -> bool:
    """Whether lines begin with one day of the week after the other."""
    firsts = (line.said.split()[0][:LETTERS_OF_A_DAY] for line in page.lines if line.said.strip())
    return len(_DAYS.intersection(firsts)) >= FEWEST_DAYS
