"""Which lines are headings, and what the text below them is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewer_app.evidence.phrases import PhraseBook, tokens
from reviewer_app.evidence.statement_rules import SectionKind, StatementRules

LONGEST_HEADING = 70
"""Letters of the longest line that may be a heading."""

MOST_WORDS = 8

_NUMBERING = re.compile(r"^(?:\(?(?:\d{1,2}|[IVX]{1,4})[.)]|[•▪*#-]+)\s+")
_LABELLED = re.compile(r"^([A-Za-z][A-Za-z0-9/&(),'. -]{0,60}?)\s*(?::|\s[-\u2013\u2014]\s)\s*(\S.*)?$")
_DICTATED = re.compile(r"^([A-Z][A-Z ]{3,40})\.\s+\S")
"""As dictated notes are typed: "EXAMINATION.  WALKS WITHOUT A LIMP."."""

_REMARK = re.compile(r"\s*[\[(][^\])]{2,}[\])]\s*(?=:?$)")
"""As what was taken from elsewhere is marked: "Physical exam [copied from 06/24/2025]"."""

_DATED = re.compile(r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it is printed. ``inline`` when text follows it in the same line."""

    text: str
    kind: SectionKind
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of the rules, prepared for looking up."""

    whole: Mapping[tuple[str, ...], SectionKind]
    anywhere: PhraseBook[SectionKind]

    @classmethod
    def of(cls, rules: StatementRules) -> Headings:
        whole = {_words(words): one.kind for one in rules.headings for words in one.words}
        return cls(
            whole, PhraseBook.of((words, one.kind) for one in rules.headings for words in one.anywhere)
        )

    def of_line(self, text: str, *, mostly_capitals: bool, letters: bool = False) -> Heading | None:
        """The heading that a line is or begins with; ``None`` for text.

        ``mostly_capitals`` says that the page is printed in capitals, which then tell no heading;
        ``letters`` that notes on it are headed by single letters (:meth:`headed_by_letters`).
        """
        bare = _NUMBERING.sub("", text.strip())
        if bare[:1].islower() and not bare.endswith(":"):
            return None
        labelled = _LABELLED.match(bare)
        if labelled and labelled[2]:
            return self.of_label(bare)
        dictated = _DICTATED.match(bare)
        if dictated and (kind := self.whole.get(_words(dictated[1]))):
            return Heading(dictated[1], kind, inline=True)
        if len(bare) > LONGEST_HEADING or bare.endswith((".", ",", ";")):
            return None
        name = bare.rstrip(": ")
        words = _words(_REMARK.sub("", name))
        if not words or len(words) > MOST_WORDS:
            return None
        kind = self.whole.get(words)
        if kind:
            # One letter is a heading only as notes write it, "S:" above what the patient says.
            return Heading(name, kind) if len(name) > 1 or letters or bare.endswith(":") else None
        stands_out = bare.endswith(":") or (_capitals(name) and not mostly_capitals)
        if not stands_out or _DATED.search(name):
            return None
        found = next(iter(self.anywhere.find(tokens(name))), None)
        return Heading(name, found.value if found else SectionKind.OTHER)

    def headed_by_letters(self, lines: Iterable[str]) -> bool:
        """Whether lines of a page are the letters that head the parts of a note: subjective, objective,
        assessment, plan. One letter alone may be anything, but beside another heading in capitals."""
        alone = {line.strip().rstrip(":") for line in lines}
        letters = alone & _LETTERS
        others = (name for name in alone - letters if _capitals(name, 1) and self.whole.get(_words(name)))
        return len(letters) > 1 or (bool(letters) and next(others, "") != "")

    def of_label(self, sentence: str) -> Heading | None:
        """The heading that a sentence has in front of a colon, as in "Allergies: none known."."""
        labelled = _LABELLED.match(sentence)
        kind = self.whole.get(_words(labelled[1])) if labelled and labelled[2] else None
        return Heading(labelled[1], kind, inline=True) if labelled and kind else None


_LETTERS = frozenset(("S", "O", "A", "P", "A/P"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text) if token.word not in ":;")


def _capitals(text: str, more_than: int = 3) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > more_than and all(letter.isupper() for letter in letters)
