"""The words of the rules for papers, prepared for being looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reviewer_app.domain.found import PaperType
from reviewer_app.evidence.misread_words import KnownWords
from reviewer_app.evidence.paper_page import said
from reviewer_app.evidence.paper_rules import PaperRules

SHORTEST_PLURAL = 4
"""Words of so few letters have no plural that matters."""
FILLERS = frozenset(
    ("of", "the", "and", "for", "with", "to", "a", "in", "on", "by", "from", "your", "final", "report", "s")
)
"""Words that take nothing from a title's weight."""


def singular(word: str) -> str:
    """The word as titles are compared: "progress notes" is a progress note."""
    return word[:-1] if len(word) > SHORTEST_PLURAL and word.endswith("s") and word[-2] != "s" else word


@dataclass(frozen=True, slots=True)
class PaperBook:
    """Every list of the rules as it is compared."""

    titles: Mapping[str, tuple[tuple[str, PaperType, int], ...]]
    """Titles by their first word, each as it is compared, with its type and its number of words."""
    telling: tuple[tuple[str, PaperType], ...]
    usual: Mapping[str, tuple[PaperType, ...]]
    letterheads: tuple[tuple[str, PaperType], ...]
    studies: tuple[str, ...]
    beside_studies: frozenset[str]
    places: frozenset[str]
    institutions: frozenset[str]
    known: KnownWords
    title_words: Mapping[str, tuple[PaperType, ...]]
    crafts: frozenset[str]


@cache
def paper_book(rules: PaperRules) -> PaperBook:
    """The words of these rules, prepared once."""
    titles: dict[str, list[tuple[str, PaperType, int]]] = defaultdict(list)
    usual: dict[str, list[PaperType]] = defaultdict(list)
    votes: dict[str, list[PaperType]] = defaultdict(list)
    telling: list[tuple[str, PaperType]] = []
    letterheads: list[tuple[str, PaperType]] = []
    for words in rules.papers:
        for title in words.titles:
            compared = f" {' '.join(singular(word) for word in said(title).split())} "
            titles[compared.split()[0]].append((compared, words.type, len(compared.split())))
        telling += [(said(one), words.type) for one in words.telling]
        letterheads += [(said(one), words.type) for one in words.letterheads]
        for one in words.usual:
            usual[said(one).strip()].append(words.type)
        for one in words.title_words:
            votes[singular(one)].append(words.type)
    single = {word for one in rules.papers for word in one.title_words}
    studies = tuple(sorted((said(one) for one in rules.studies), key=len, reverse=True))
    places = frozenset(word for one in rules.study_places for word in said(one).split())
    study_words = frozenset(word for one in studies for word in one.split())
    institutions = frozenset(said(one).strip() for one in rules.institutions)
    known = {word for one in rules.papers for title in one.titles for word in said(title).split()}
    return PaperBook(
        {word: tuple(entries) for word, entries in titles.items()},
        tuple(telling),
        {words: tuple(types) for words, types in usual.items()},
        tuple(letterheads),
        studies,
        places | study_words | FILLERS,
        places,
        institutions,
        KnownWords.of({*known, *places, *study_words, *institutions, *single}),
        {word: tuple(types) for word, types in votes.items()},
        frozenset(said(one).strip() for one in rules.crafts),
    )
