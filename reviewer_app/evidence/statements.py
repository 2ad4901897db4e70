"""The sentences of a page: where each stands, under which heading, and how it is meant."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from reviewer_app.domain.page_reading import ReadLine, ReadPage
from reviewer_app.evidence.assertions import CueBook, Meanings, cue_book
from reviewer_app.evidence.headings import Heading, Headings
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.phrases import PhraseBook, Token, tokens
from reviewer_app.evidence.statement_rules import Assertion, SectionKind, StatementRules
from reviewer_app.evidence.text_blocks import Block, blocks, in_row

LONGEST_STATEMENT = 600
"""Letters of the longest sentence; what has no full stop is cut at a line's end."""

CAPITALS_SHARE = 0.7
"""From which share of its lines on a page counts as printed in capitals."""

_POSSIBLE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9•])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, a list item or a row of a table.

    ``text`` is verbatim, its lines joined by single blanks; ``first_line`` and ``last_line`` are indexes of
    the page's lines. ``section`` is the heading as printed, ``kind`` what it stands for. ``assertion`` is how
    the sentence as a whole is meant: for a part of it ask :func:`assertions.assertion_at`. ``heading`` is
    true for the heading itself, ``row`` for words that stand side by side, as in a table or a form.
    """

    text: str
    section: str
    kind: SectionKind
    assertion: Assertion
    first_line: int
    last_line: int
    heading: bool = False
    row: bool = False


def page_statements(page: ReadPage, rules: StatementRules) -> tuple[Statement, ...]:
    """The sentences of a page in their order. Those before the first heading are of the kind ``none``: they
    belong to what the page before ended with, or to no section."""
    return _statements(page.lines, rules)


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _statements(lines: tuple[ReadLine, ...], rules: StatementRules) -> tuple[Statement, ...]:
    prepared = _prepared(rules)
    capitals = sum(line.text.isupper() for line in lines) > CAPITALS_SHARE * len(lines)
    letters = prepared.headings.headed_by_letters(line.text for line in lines)
    found = {
        index: heading
        for index, line in enumerate(lines)
        if (heading := prepared.headings.of_line(line.text, mostly_capitals=capitals, letters=letters))
        and not in_row(lines, index)
    }
    behind = {index + 1 for index, heading in found.items() if not heading.inline}
    parts = blocks(lines, found.keys() | behind)
    meant = _kinds_in_reports(found.values(), prepared.in_reports)
    return tuple(_in_sections(lines, parts, found, meant, prepared))


def _in_sections(
    lines: Sequence[ReadLine],
    parts: Sequence[Block],
    headings: Mapping[int, Heading],
    meant: Mapping[SectionKind, SectionKind],
    prepared: _Prepared,
) -> Iterator[Statement]:
    section, kind, elsewhere = "", SectionKind.NONE, False
    for part in parts:
        heading = headings.get(part.first)
        first = part.first
        if heading:
            section, kind = heading.text, meant.get(heading.kind, heading.kind)
            elsewhere = _from_elsewhere(heading.text, kind, prepared)
        if heading and not heading.inline:
            yield Statement(
                lines[first].text, section, kind, Assertion.PRESENT, first, first, heading=True, row=False
            )
            first += 1
        about = kind
        for text, start, end in _sentences(lines, first, part.last, part.row, prepared.abbreviations):
            words = tokens(text)
            label = None if part.row else prepared.headings.of_label(text)
            if label:
                section, kind = label.text, meant.get(label.kind, label.kind)
                about = kind
            if about in _OPEN_KINDS:
                about = _opened(words, prepared) or about
            assertion = Meanings(words, about, prepared.cues).whole()
            if elsewhere:
                assertion = Assertion.REFERRED
            yield Statement(text, section, about, assertion, start, end, row=part.row)


def _from_elsewhere(heading: str, kind: SectionKind, prepared: _Prepared) -> bool:
    """Whether a heading says that what stands below it was taken over from another paper."""
    return Meanings(tokens(heading), kind, prepared.cues).whole() is Assertion.REFERRED


_OPEN_KINDS = (SectionKind.NONE, SectionKind.OTHER, SectionKind.HISTORY, SectionKind.COMMENT)
"""Kinds of sections in which a sentence may begin what has no heading of its own, as in letters."""


def _opened(words: tuple[Token, ...], prepared: _Prepared) -> SectionKind | None:
    """What a sentence begins to be about by its first words."""
    hit = next(prepared.openings.find(words[:_LONGEST_OPENING]), None)
    return hit.value if hit and hit.first == 0 else None


_LONGEST_OPENING = 5


def _sentences(
    lines: Sequence[ReadLine], first: int, last: int, row: bool, abbreviations: frozenset[str]
) -> Iterator[tuple[str, int, int]]:
    """The sentences of these lines, each with its first and last line."""
    if first > last:
        return
    texts = [line.text for line in lines[first : last + 1]]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    whole = " ".join(texts)
    cuts = [0, *([] if row else _cuts(whole, starts, abbreviations)), len(whole)]
    for begin, end in itertools.pairwise(cuts):
        text = whole[begin:end].strip()
        if not text:
            continue
        place = begin + len(whole[begin:end]) - len(whole[begin:end].lstrip())
        yield text, first + _line_at(starts, place), first + _line_at(starts, place + len(text) - 1)


def _line_at(starts: Sequence[int], place: int) -> int:
    return max(index for index, start in enumerate(starts[:-1]) if start <= place)


def _cuts(whole: str, starts: Sequence[int], abbreviations: frozenset[str]) -> list[int]:
    """Where a sentence ends and the next one begins."""
    cuts = [match.end() for match in _POSSIBLE_END.finditer(whole) if _is_end(whole, match, abbreviations)]
    made: list[int] = []
    before = 0
    for cut in (*cuts, len(whole)):
        while cut - before > LONGEST_STATEMENT:
            line = max(
                (start for start in starts if before < start <= before + LONGEST_STATEMENT), default=cut
            )
            if line >= cut:
                break
            made.append(line)
            before = line
        if cut < len(whole):
            made.append(cut)
        before = cut
    return made


def _is_end(whole: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Whether a full stop ends a sentence: not behind an abbreviation, an initial or an item's number."""
    if whole[match.start()] != ".":
        return True
    word = whole[: match.start()].rsplit(None, 1)[-1].lstrip("(") if whole[: match.start()].strip() else ""
    if word.lower() in abbreviations:
        return False
    if len(word) == 1 and word.isupper():
        return False
    return not (word.isdigit() and len(word) <= 2 and not whole[: match.start()].strip(" 0123456789"))


@dataclass(frozen=True, slots=True)
class _Prepared:
    headings: Headings
    cues: CueBook
    openings: PhraseBook[SectionKind]
    abbreviations: frozenset[str]
    in_reports: Mapping[SectionKind, SectionKind]


@lru_cache(maxsize=4)
def _prepared(rules: StatementRules) -> _Prepared:
    return _Prepared(
        Headings.of(rules),
        cue_book(rules),
        PhraseBook.of((words, one.kind) for one in rules.openings for words in one.words),
        frozenset(rules.abbreviations),
        MappingProxyType(dict(rules.in_reports)),
    )


def _kinds_in_reports(
    headings: Collection[Heading], in_reports: Mapping[SectionKind, SectionKind]
) -> Mapping[SectionKind, SectionKind]:
    """What headings mean on this page: a report of a study has a technique or a comparison, and what it
    found or concludes."""
    kinds = {one.kind for one in headings}
    told = kinds & {SectionKind.FINDINGS, SectionKind.IMPRESSION}
    made = kinds & {SectionKind.TECHNIQUE, SectionKind.COMPARISON}
    noted = kinds & {SectionKind.PLAN, SectionKind.REVIEW_OF_SYSTEMS}
    return in_reports if told and (made or len(told) == _BOTH) and not noted else {}


_BOTH = 2
