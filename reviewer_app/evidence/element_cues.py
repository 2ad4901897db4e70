"""What the sentences of a page say for each element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer_app.evidence.assertions import CueBook, Meanings, cue_book
from reviewer_app.evidence.element_rules import CuePlace, ElementRules
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.phrases import PhraseBook, PhraseHit, Token, tokens
from reviewer_app.evidence.statement_rules import Assertion, SectionKind, StatementRules
from reviewer_app.evidence.statements import Statement

TITLE_STATEMENTS = 8
"""So many sentences at the top of a page may hold its title."""

LETTERHEAD_STATEMENTS = 4
"""So many lines at the top of a page may be its letterhead, which says nothing of the patient's course."""

LETTERHEAD_WORDS = 24
"""The longest line of a page's top or foot."""

FEWEST_WORDS = 4
"""Words of a sentence that counts for the section that it stands in."""

SHORT_QUOTE = 40
"""Letters of a sentence that is quoted together with the next one of its section."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says for an element: how much that weighs, which facets it shows, and its most telling
    sentence, by its index; ``None`` where no sentence tells anything."""

    weight: float = 0.0
    facets: frozenset[str] = frozenset()
    telling: int | None = None


NOTHING = Told()


@dataclass(frozen=True, slots=True)
class _Part:
    """One list of words of a cue: those that count, or those that have to be near."""

    element: str
    cue: int
    near: bool


class CueIndex:
    """The cues of all elements, prepared so that a page is gone through once."""

    def __init__(self, rules: ElementRules, elements: Sequence[str], meanings: CueBook) -> None:
        self._cues = {element: rules.rule(element).cues for element in elements}
        self._meanings = meanings
        self._furniture = PhraseBook.of((word, None) for word in rules.furniture)
        entries = defaultdict[str, list[_Part]](list)
        self._by_section = defaultdict[SectionKind, list[tuple[str, int]]](list)
        for element, cues in self._cues.items():
            for place, cue in enumerate(cues):
                for word in rules.expanded(cue.words):
                    entries[word].append(_Part(element, place, near=False))
                for word in rules.expanded(cue.near):
                    entries[word].append(_Part(element, place, near=True))
                if not cue.words:
                    for kind in cue.sections:
                        self._by_section[kind].append((element, place))
        self._book = PhraseBook.of((word, tuple(parts)) for word, parts in entries.items())

    def told(self, statements: tuple[Statement, ...]) -> Mapping[str, Told]:
        """What these sentences of one page say, by element."""
        return _told(self, statements)

    def read(self, statements: Sequence[Statement]) -> Mapping[str, Told]:
        """As :meth:`told`, read anew."""
        hits = [self._hits(statement) for statement in statements]
        counts = defaultdict[tuple[str, int], int](int)
        weights = defaultdict[str, float](float)
        facets = defaultdict[str, set[str]](set)
        quoted = defaultdict[str, dict[int, float]](dict)
        for index, statement in enumerate(statements):
            for element, place, number in self._speaking(index, statement, statements, hits):
                cue = self._cues[element][place]
                more = min(number, cue.most - counts[element, place])
                if more <= 0:
                    continue
                counts[element, place] += more
                weights[element] += more * cue.weight
                if cue.facet:
                    facets[element].add(cue.facet)
                if cue.quoted and cue.weight > 0:
                    known = quoted[element].get(index, 0.0)
                    quoted[element][index] = known + more * cue.weight
        return {
            element: Told(
                weight,
                frozenset(facets[element]),
                _most_telling(quoted[element], statements),
            )
            for element, weight in weights.items()
        }

    def _speaking(
        self,
        index: int,
        statement: Statement,
        statements: Sequence[Statement],
        hits: Sequence[_Hits],
    ) -> Iterator[tuple[str, int, int]]:
        """The cues that this sentence speaks for, each with how often it counts."""
        own = hits[index]
        if not statement.heading and len(own.words) >= FEWEST_WORDS:
            whole = _meant(statement, own.meanings.whole())
            for element, place in self._by_section.get(statement.kind, ()):
                if whole in self._cues[element][place].meant:
                    yield element, place, 1
        beside = [
            hits[other].near
            for other in (index - 1, index + 1)
            if 0 <= other < len(statements) and statements[other].kind is statement.kind
        ]
        titles = [of_title.near for of_title in hits[:TITLE_STATEMENTS]]
        title = statement.heading or index < TITLE_STATEMENTS
        letterhead = statement.heading or self._is_letterhead(index, statement, own.words)
        for (element, place), found in own.counting.items():
            cue = self._cues[element][place]
            if (
                (cue.sections and statement.kind not in cue.sections)
                or statement.kind in cue.not_sections
                or (cue.place is CuePlace.TITLE and not title)
                or (cue.place is CuePlace.ANYWHERE and letterhead)
            ):
                continue
            key = (element, place)
            around = (own.near, *beside, *(titles if cue.near_title else ()))
            if cue.near and not any(key in near for near in around):
                continue
            number = sum(
                _meant(statement, own.meanings.at(hit.first, hit.last)) in cue.meant for hit in found
            )
            if number:
                yield element, place, number if cue.every else 1

    def on_every_page(self, words: tuple[Token, ...]) -> bool:
        """Whether these are the words of a line that every page has: whose it is, when it was printed."""
        return len(words) <= LETTERHEAD_WORDS and next(self._furniture.find(words), None) is not None

    def _is_letterhead(self, index: int, statement: Statement, words: tuple[Token, ...]) -> bool:
        """Whether it is a line that every page has, or one of those above the text: institution, patient,
        title."""
        if self.on_every_page(words):
            return True
        above = index < LETTERHEAD_STATEMENTS and statement.kind is SectionKind.NONE
        in_table = statement.row and ":" not in statement.text
        return above and not in_table and not statement.text.endswith((".", "!", "?"))

    def _hits(self, statement: Statement) -> _Hits:
        words = tokens(statement.text)
        counting = defaultdict[tuple[str, int], list[PhraseHit[tuple[_Part, ...]]]](list)
        near = set[tuple[str, int]]()
        for hit in self._book.find_all(words):
            for part in hit.value:
                if part.near:
                    near.add((part.element, part.cue))
                else:
                    counting[part.element, part.cue].append(hit)
        return _Hits(words, Meanings(words, statement.kind, self._meanings), counting, frozenset(near))


@lru_cache(maxsize=4)
def cue_index(rules: ElementRules, elements: tuple[str, ...], statements: StatementRules) -> CueIndex:
    """The cues of these elements, prepared once."""
    return CueIndex(rules, elements, cue_book(statements))


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _told(index: CueIndex, statements: tuple[Statement, ...]) -> Mapping[str, Told]:
    return index.read(statements)


@dataclass(frozen=True, slots=True)
class _Hits:
    words: tuple[Token, ...]
    meanings: Meanings
    counting: Mapping[tuple[str, int], list[PhraseHit[tuple[_Part, ...]]]]
    near: frozenset[tuple[str, int]]


def _meant(statement: Statement, words: Assertion) -> Assertion:
    """How words of a sentence are meant: what points elsewhere, itself or by its heading, does so whole."""
    return Assertion.REFERRED if statement.assertion is Assertion.REFERRED else words


def _most_telling(weights: Mapping[int, float], statements: Sequence[Statement]) -> int | None:
    """The sentence that weighs most; of several the first that stands under a heading."""
    return max(
        weights,
        key=lambda at: (weights[at], statements[at].kind is not SectionKind.NONE, -at),
        default=None,
    )


def quote_of(statements: Sequence[Statement], telling: int) -> str:
    """The telling sentence, with the next one of its section where it is short. Verbatim, since sentences
    that follow each other do so on the page."""
    chosen = statements[telling]
    after = telling + 1
    if len(chosen.text) >= SHORT_QUOTE or chosen.row or after >= len(statements):
        return chosen.text
    follows = statements[after]
    if follows.heading or follows.kind is not chosen.kind or follows.first_line > chosen.last_line + 1:
        return chosen.text
    return f"{chosen.text} {follows.text}"
