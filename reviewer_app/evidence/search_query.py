"""What a reviewer types into the search, as terms. Whatever is typed is a query; nothing is a mistake.

Each word must stand on the page, in any order. Words in quotes follow one another, and so do the parts of a
code or date such as M54.16, L4-L5 or 05/12/2025. A star after a word, or the word still being typed at the
query's end, finds every word that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from reviewer_app.evidence.search_words import words_of

MOST_CHARACTERS = 2_000
"""What is read of a query; a whole page may have been pasted."""

MOST_WORDS = 64
MOST_WORDINGS = 27
"""Ways to word one term, when several of its words have been replaced."""

TYPED_CHARACTERS = 3
"""From so many letters and digits on, a word counts as being typed: "L4" is not the beginning of "L40"."""

_QUOTES = str.maketrans("“”„‟«»", '""""""')
_PARTS = re.compile(r'"(?P<phrase>[^"]*)(?P<end>"\*?|$)|(?P<word>\S+)')
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)+\*?")


@dataclass(frozen=True, slots=True)
class Term:
    """Something that must stand on a page, in one of its wordings: folded words that follow one another.

    With ``prefix`` the last word may go on. ``typed`` are the words that the reviewer wrote.
    """

    wordings: tuple[tuple[str, ...], ...]
    prefix: bool = False

    @property
    def typed(self) -> tuple[str, ...]:
        return self.wordings[0]

    def replaced(self, instead: Mapping[tuple[str, bool], Sequence[str]]) -> Term:
        """The term with words that are replaced by any of others, given by the word and whether it may go
        on."""
        keys = [(word, self.may_go_on(place)) for place, word in enumerate(self.typed)]
        if not any(key in instead for key in keys):
            return self
        choices = product(*(instead.get(key, (key[0],)) for key in keys))
        wordings = (*islice(choices, MOST_WORDINGS), *self.wordings[1:])
        return Term(wordings, self.prefix and keys[-1] not in instead)

    def may_go_on(self, place: int) -> bool:
        """Whether the typed word at that place is only the beginning of one."""
        return self.prefix and place == len(self.typed) - 1


def terms_of(query: str) -> tuple[Term, ...]:
    """The terms of a query, none when it has no letters and digits."""
    text = query[:MOST_CHARACTERS].translate(_QUOTES)
    terms: dict[Term, None] = {}
    room = MOST_WORDS
    for part in _PARTS.finditer(text):
        term = _term(part, at_end=part.end() == len(text), room=room)
        if term is not None:
            room -= len(term.typed)
            terms[term] = None
    return tuple(terms)


def _term(part: re.Match[str], *, at_end: bool, room: int) -> Term | None:
    written = part["word"] if part["phrase"] is None else part["phrase"]
    words = words_of(written)[:room]
    if not words:
        return None
    starred = written.endswith("*") or part["end"] == '"*'
    typing = at_end and part["end"] != '"' and written[-1].isalnum() and len(words[-1]) >= TYPED_CHARACTERS
    wordings = [words]
    if part["word"] is not None and _COMPOUND.fullmatch(written):
        wordings.append(("".join(words),))
    return Term(tuple(wordings), starred or typing)


def words_to_look_up(terms: Iterable[Term]) -> tuple[tuple[str, bool], ...]:
    """Each typed word once, with whether it may go on, in order."""
    found = ((word, term.may_go_on(place)) for term in terms for place, word in enumerate(term.typed))
    return tuple(dict.fromkeys(found))
