"""What a reviewer may have meant with a word that occurs nowhere in the case: it was mistyped, or the case
has it as a program misread it from a scan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MOST_OFFERED = 3

LONGEST = 40
"""Letters; what is longer is a string without blanks, and nobody's typing mistake."""

MOST_LOOK_ALIKES = 100
MOST_SLIPS = 2

_CONFUSED = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("1", "l"),
    ("1", "i"),
    ("0", "o"),
    ("5", "s"),
    ("8", "b"),
)
"""What looks alike in a scan."""

_SLIPS = (*_CONFUSED, *((second, first) for first, second in _CONFUSED))


def look_alikes(word: str) -> tuple[str, ...]:
    """Other words that look like this one in a scan, the likelier ones first: one slip, then two."""
    found = {word: None}
    newest: Sequence[str] = (word,)
    for _ in range(MOST_SLIPS):
        newest = tuple(
            dict.fromkeys(other for known in newest for other in _slips(known) if other not in found)
        )
        found.update(dict.fromkeys(newest))
        if len(found) > MOST_LOOK_ALIKES:
            break
    return tuple(found)[1 : MOST_LOOK_ALIKES + 1]


class Spelling:
    """Compares with the words of a case that have no digits in them, given with the commonest first.

    A code or number is never taken for another one: with any character changed it means another thing.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def nearest(self, word: str, *, may_go_on: bool) -> tuple[str, ...]:
        """Up to three words in which the fewest letters are changed, left out, added or swapped, the
        commonest first; none when none is near. With ``may_go_on`` the beginnings of words are compared too.
        """
        allowed = _allowed_changes(word)
        if not allowed:
            return ()
        changes, near = _closest(word, self._words, allowed)
        if may_go_on and changes:
            _, beginnings = _closest(word, self._beginnings(len(word)), changes - 1)
            if beginnings:
                near = tuple(known for known in self._words if known.startswith(beginnings))
        return near[:MOST_OFFERED]

    def _beginnings(self, letters: int) -> tuple[str, ...]:
        """The words cut to so many letters, or one more: one may have been left out."""
        return tuple({known[:cut] for known in self._words for cut in (letters, letters + 1)})


def _slips(word: str) -> Iterator[str]:
    """The word with each single occurrence of something taken for what it looks like."""
    for one, other in _SLIPS:
        place = word.find(one)
        while place >= 0:
            yield word[:place] + other + word[place + len(one) :]
            place = word.find(one, place + 1)


def _allowed_changes(word: str) -> int:
    """How many letters may differ: none in short words and codes, where any change makes another word."""
    if not word.isalpha() or not 4 <= len(word) <= LONGEST:
        return 0
    return 1 if len(word) < 8 else 2


def _closest(word: str, known: Sequence[str], allowed: int) -> tuple[int, tuple[str, ...]]:
    """The fewest changes, and the words with so many in the order in which they are given; one more change
    than is allowed and no words when none is near."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    fewest = min((changes for _, changes, _ in found), default=allowed + 1)
    places = sorted(place for _, changes, place in found if changes == fewest)
    return fewest, tuple(known[place] for place in places)
