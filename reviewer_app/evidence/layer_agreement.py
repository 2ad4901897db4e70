"""Whether the words that a file has for a page are those that its picture shows.

A scan often carries words that some machine read before, hidden behind the picture; a stamp or a fax
machine's line may be the only words of a page; and a file can be made to say something else than it shows.
What a person sees counts, so the words of such pages are compared with what was read of the picture.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer_app.domain.page_reading import LayerVerdict, OcrReading, PageReading
from reviewer_app.domain.pages import NOTE_INVISIBLE_TEXT, NOTE_UNSEEN_TEXT
from reviewer_app.domain.search import SearchableText

PICTURED_FROM = 0.5
"""Share of a page that pictures cover from which on its words may lie on, or under, a scan."""

LEAST_LETTERS = 3
"""Shorter words stand on every page and tell nothing, unless they are numbers."""

SEEN_FROM = 0.5
"""Share of the file's words, by their letters, that have to be seen. Pages of the same trade share a fifth;
where a machine read a bad scan twice, two thirds are the same."""

COVERED_FROM = 0.7
"""Share of what is surely seen that the file must have as well, to stand for the page."""

SURE = 90
"""Sureness, of 100, from which on a word that was read is taken to stand there."""

FAIRLY_SURE = 70

LONGEST_UNSEEN = 4
"""So many words of the file in a row that are not seen on a page that reads well are said to differ."""

READS_WELL = 80
"""Mean sureness, of 100, of a page that reads well."""

MOST_CONTRADICTED = 0.15
"""Share of contradicted words beyond which their places are not those of the picture, and prove nothing."""

BESIDE = 40.0
"""Page points to either side within which a word is looked for: the places of hidden words are rough."""

LINE_HEIGHT = 6.0
"""Page points between the middles of words of one line, at most."""


def needs_reading(text: SearchableText) -> bool:
    """Whether the picture of a page is to be read, by what its file has for it: no words, words that cannot
    be seen, or words on a page that is mostly picture."""
    hidden = NOTE_INVISIBLE_TEXT in text.notes or NOTE_UNSEEN_TEXT in text.notes
    return not text.text or hidden or text.pictured >= PICTURED_FROM


def beside_layer(native: SearchableText | None, came: PageReading) -> PageReading:
    """What came of reading a page, with how it agrees with the words that the file has for it."""
    if came.reading is None or native is None or not native.text:
        return came
    return replace(came, layer=compare_layers(native, came.reading))


def compare_layers(native: SearchableText, reading: OcrReading) -> LayerVerdict:
    """How the words of the file agree with those that were read of the picture."""
    held = tuple(_placed(native, b""))
    seen = tuple(_placed(reading.text, reading.sureness))
    if not held:
        return LayerVerdict.PARTIAL if native.text and seen else LayerVerdict.NOT_COMPARED
    matched = _found(held, seen)
    if _share(held, matched) < SEEN_FROM or _says_else(held, seen, matched):
        return LayerVerdict.DIFFERS
    sure = tuple(word for word in seen if word.sureness >= FAIRLY_SURE)
    if sure and _share(sure, _found(sure, held)) < COVERED_FROM:
        return LayerVerdict.PARTIAL
    return LayerVerdict.AGREES


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word without case and signs, and the middle of its box in page points."""

    word: str
    x: float
    y: float
    left: float
    right: float
    sureness: int


def _placed(text: SearchableText, sureness: bytes) -> Iterator[_Placed]:
    """The words that tell something."""
    boxes = struct.iter_unpack("<4f", text.boxes)
    for at, (written, (left, top, right, bottom)) in enumerate(zip(text.text.split(), boxes, strict=True)):
        word = "".join(filter(str.isalnum, written.casefold()))
        if len(word) >= LEAST_LETTERS or word.isdigit():
            sure = sureness[at] if sureness else 100
            yield _Placed(word, (left + right) / 2, (top + bottom) / 2, left, right, sure)


def _found(words: Sequence[_Placed], among: Sequence[_Placed]) -> tuple[bool, ...]:
    """Which of the words are among the others, each of those taken once; one letter may be missing, too many
    or another one."""
    left = Counter(one.word for one in among)
    found = [False] * len(words)
    for at, one in enumerate(words):
        if left[one.word] > 0:
            left[one.word] -= 1
            found[at] = True
    near: dict[str, list[str]] = {}
    for word in left.elements():
        for variant in _variants(word):
            near.setdefault(variant, []).append(word)
    for at, one in enumerate(words):
        if not found[at]:
            match = next((word for word in _near(one.word, near) if left[word] > 0), None)
            if match is not None:
                left[match] -= 1
                found[at] = True
    return tuple(found)


def _near(word: str, near: dict[str, list[str]]) -> Iterator[str]:
    for variant in _variants(word):
        yield from near.get(variant, ())


def _variants(word: str) -> Iterator[str]:
    """The word, and what is left of a longer one without each letter; numbers are never nearly the same."""
    yield word
    if len(word) > LEAST_LETTERS and not word.isdigit():
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def _share(words: Sequence[_Placed], found: Iterable[bool]) -> float:
    """The share of the words that were found, by their letters."""
    letters = sum(len(one.word) for one in words)
    return sum(len(one.word) for one, there in zip(words, found, strict=True) if there) / letters


def _says_else(held: Sequence[_Placed], seen: Sequence[_Placed], matched: Sequence[bool]) -> bool:
    """Whether a page that reads well shows something else in a few places than its file has for them."""
    if not seen or sum(one.sureness for one in seen) / len(seen) < READS_WELL:
        return False
    run = longest = 0
    for there in matched:
        run = 0 if there else run + 1
        longest = max(longest, run)
    missing = {one.word for one, there in zip(held, matched, strict=True) if not there}
    contradicted = sum(_contradicted([one for one in held if one.word in missing], seen))
    return longest >= LONGEST_UNSEEN or 0 < contradicted <= MOST_CONTRADICTED * len(held)


def _contradicted(held: Sequence[_Placed], seen: Sequence[_Placed]) -> Iterator[bool]:
    """For each of these words of the file, whether another one is surely seen in its place, and it nowhere
    beside."""
    lines: dict[int, list[_Placed]] = {}
    for one in seen:
        lines.setdefault(int(one.y // LINE_HEIGHT), []).append(one)
    for word in held:
        line = int(word.y // LINE_HEIGHT)
        beside = [
            one
            for near in (line - 1, line, line + 1)
            for one in lines.get(near, ())
            if abs(one.y - word.y) <= LINE_HEIGHT and one.left - BESIDE <= word.x <= one.right + BESIDE
        ]
        there = [one for one in beside if one.left <= word.x <= one.right and one.sureness >= SURE]
        yield bool(there) and not _is_among(word.word, beside)


def _is_among(word: str, beside: Sequence[_Placed]) -> bool:
    """Whether the word, or a part of it that was read apart or together with others, is there."""
    variants = set(_variants(word))
    return any(
        word in one.word or one.word in word or not variants.isdisjoint(_variants(one.word)) for one in beside
    )
