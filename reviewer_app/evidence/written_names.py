"""Names of people as papers write them, with the letters behind them: "Ann B. Other-Name, MD, FACC"."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_PARTS = 5
LIKE_ENOUGH = 0.84
"""How alike two last names must be that are one: a machine misreads a letter."""

_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f][\w'\u2019./-]*|,|\S")
_PART = re.compile(r"[A-Z\u00c0-\u00de][^\W\d_]*(?:['\u2019-][^\W\d_]+)*\.?$")
_PARTICLES = frozenset(
    ("de", "da", "del", "della", "der", "di", "dos", "du", "la", "le", "van", "von", "al", "bin", "ter")
)
_TITLES = frozenset(("dr", "doctor", "mr", "mrs", "ms", "prof", "professor"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_LETTER = re.compile(r"[^a-z]")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as it stands there, without the letters behind it; ``first`` and ``last`` in lower case, letters
    only. ``credentials`` as written, without points."""

    text: str
    first: str
    last: str
    credentials: tuple[str, ...] = ()

    @property
    def with_credentials(self) -> str:
        return ", ".join((self.text, *self.credentials))


def name_at_start(text: str, credentials: Container[str]) -> WrittenName | None:
    """The name that a text begins with; ``None`` when it begins otherwise. ``credentials`` are in upper case
    without points. A single word is a name only with such letters behind it."""
    parts: list[str] = []
    letters: list[str] = []
    turned = False
    tokens = _TOKEN.findall(text)
    for place, token in enumerate(tokens):
        plain = token.strip(".,").replace(".", "")
        if not token.strip(","):
            after = tokens[place + 1].replace(".", "").upper() if place + 1 < len(tokens) else ""
            if after in credentials:
                continue
            if len(parts) == 1 and not letters and place + 1 < len(tokens) and _PART.match(tokens[place + 1]):
                turned = True
                continue
            break
        if parts and plain.upper() in credentials and plain[:1].isupper():
            letters.append(plain)
        elif letters:
            break
        elif not parts and plain.lower() in _TITLES:
            continue
        elif _PART.match(token) or (parts and plain.lower() in _PARTICLES):
            parts.append(token)
            if len(parts) > MOST_PARTS:
                break
        else:
            break
    return _name(parts, letters, turned=turned)


def _name(parts: list[str], letters: list[str], *, turned: bool) -> WrittenName | None:
    parts = [part for part in parts if _letters(part) not in _SUFFIXES]
    if len(parts) > MOST_PARTS or not parts or (len(parts) == 1 and not letters):
        return None
    ordered = [*parts[1:], parts[0]] if turned else parts
    first, last = (
        (_letters(ordered[0]), _letters(ordered[-1])) if len(ordered) > 1 else ("", _letters(ordered[0]))
    )
    if len(last) < 2:
        return None
    return WrittenName(" ".join(ordered), first, last, tuple(letters))


def same_person(name: WrittenName, other: WrittenName) -> bool:
    """Whether two names may be one person's: last names alike but for a misread letter, first names or their
    initials not contradicting."""
    if name.last != other.last and SequenceMatcher(None, name.last, other.last).ratio() < LIKE_ENOUGH:
        return False
    if not name.first or not other.first:
        return True
    if min(len(name.first), len(other.first)) == 1:
        return name.first[0] == other.first[0]
    return SequenceMatcher(None, name.first, other.first).ratio() >= 0.7


def _letters(word: str) -> str:
    return _LETTER.sub("", word.lower())
