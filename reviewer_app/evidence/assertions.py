"""How a sentence means what it says: told, denied, planned, supposed, of a relative, told elsewhere, or past.

The cues and how far each reaches follow the published ideas of NegEx and ConText (Chapman and others, 2001;
Harkema and others, 2009); the lists are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer_app.evidence.phrases import PhraseBook, Token, tokens
from reviewer_app.evidence.statement_rules import Assertion, Reach, SectionKind, StatementRules

FARTHEST = 14
"""How many words a cue reaches at most, where nothing ends it before."""

STRONGEST_FIRST = (
    Assertion.FAMILY,
    Assertion.REFERRED,
    Assertion.PLANNED,
    Assertion.SUPPOSED,
    Assertion.DENIED,
    Assertion.PAST,
)

OPENING = 3
"""A cue among the first so many words of a sentence speaks of the whole of it."""

_PLANS = (SectionKind.PLAN,)
_LABEL_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Meant:
    """A cue that was found, and the tokens that it speaks of."""

    says: Assertion
    reach: Reach
    first: int
    last: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class CueBook:
    """The cues of the rules, prepared for looking up."""

    cues: PhraseBook[tuple[Assertion, Reach]]
    no_cues: PhraseBook[None]
    ends_reach: PhraseBook[None]
    orders: frozenset[str]

    @classmethod
    def of(cls, rules: StatementRules) -> CueBook:
        return cls(
            PhraseBook.of((word, (cue.says, cue.reach)) for cue in rules.cues for word in cue.words),
            PhraseBook.of((word, None) for word in rules.no_cues),
            PhraseBook.of((word, None) for word in rules.ends_reach),
            frozenset(rules.orders),
        )


@lru_cache(maxsize=4)
def cue_book(rules: StatementRules) -> CueBook:
    """The cues of these rules, prepared once."""
    return CueBook.of(rules)


def assertion_at(text: str, start: int, end: int, section: SectionKind, rules: StatementRules) -> Assertion:
    """How a sentence means its letters from ``start`` to ``end``, standing in a section of this kind."""
    words = tokens(text)
    inside = [index for index, word in enumerate(words) if word.start < end and start < word.end]
    if not inside:
        return Assertion.PRESENT
    return Meanings(words, section, cue_book(rules)).at(inside[0], inside[-1] + 1)


class Meanings:
    """How the words of one sentence are meant, for asking of several of them."""

    def __init__(self, words: tuple[Token, ...], section: SectionKind, book: CueBook) -> None:
        self._family = section is SectionKind.FAMILY_HISTORY
        self._ordered = _orders(words, section, book)
        self._meant = tuple(_meanings(words, book))
        self._opening = _after_label(words) + OPENING

    def at(self, first: int, last: int) -> Assertion:
        """How the words from ``first`` to before ``last`` are meant."""
        return self._strongest(
            meant.says
            for meant in self._meant
            if meant.reach is Reach.SENTENCE or (meant.begins < last and first < meant.ends)
        )

    def whole(self) -> Assertion:
        """How the sentence is meant as a whole: by what its first words or its end say, or by words that
        speak of all of it."""
        return self._strongest(
            meant.says
            for meant in self._meant
            if meant.reach is Reach.SENTENCE
            or (meant.reach is Reach.AHEAD and meant.first < self._opening)
            or (meant.reach is Reach.BEHIND and meant.begins <= self._opening)
        )

    def _strongest(self, said: Iterable[Assertion]) -> Assertion:
        if self._family:
            return Assertion.FAMILY
        spoken = {*said, *((Assertion.PLANNED,) if self._ordered else ())}
        return next((one for one in STRONGEST_FIRST if one in spoken), Assertion.PRESENT)


def _meanings(words: tuple[Token, ...], book: CueBook) -> Iterator[_Meant]:
    cues = tuple(book.cues.find(words))
    if not cues:
        return
    masked = [(hit.first, hit.last) for hit in book.no_cues.find(words)]
    stops = sorted(hit.first for hit in book.ends_reach.find(words))
    for hit in cues:
        if any(first <= hit.first and hit.last <= last for first, last in masked):
            continue
        says, reach = hit.value
        if reach is Reach.AHEAD:
            ends = min((stop for stop in stops if stop >= hit.last), default=len(words))
            begins, ends = hit.last, min(ends, hit.last + FARTHEST)
        elif reach is Reach.BEHIND:
            begins = max((stop + 1 for stop in stops if stop < hit.first), default=0)
            begins, ends = max(begins, hit.first - FARTHEST), hit.first
        else:
            begins, ends = 0, len(words)
        yield _Meant(says, reach, hit.first, hit.last, begins, ends)


def _after_label(words: tuple[Token, ...]) -> int:
    """Where the text begins behind a label such as "Labs:"; 0 without one."""
    colon = next((index for index, token in enumerate(words[: _LABEL_WORDS + 1]) if token.word == ":"), -1)
    return colon + 1


def _orders(words: tuple[Token, ...], section: SectionKind, book: CueBook) -> bool:
    """Whether a line of a plan begins with what is to be done."""
    begin = _after_label(words)
    while begin < len(words) and words[begin].word[0].isdigit():
        begin += 1
    return section in _PLANS and begin < len(words) and words[begin].word in book.orders
