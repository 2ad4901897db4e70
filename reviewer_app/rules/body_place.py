"""Where on the body a service is done, read from the words, modifiers and levels that submitters write.

What cannot be read is unknown and contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewer_app.domain.code_family import Region

LEFT, RIGHT = "left", "right"
_BOTH = frozenset((LEFT, RIGHT))
_SIDE_WORDS = {
    "left": frozenset((LEFT,)),
    "l": frozenset((LEFT,)),
    "lt": frozenset((LEFT,)),
    "right": frozenset((RIGHT,)),
    "r": frozenset((RIGHT,)),
    "rt": frozenset((RIGHT,)),
    "bilateral": _BOTH,
    "bilaterally": _BOTH,
    "both": _BOTH,
    "bil": _BOTH,
    "bilat": _BOTH,
    "b": _BOTH,
    "50": _BOTH,
}
_SIDE_MODIFIERS = {
    "LT": frozenset((LEFT,)),
    "RT": frozenset((RIGHT,)),
    "50": _BOTH,
    "E1": frozenset((LEFT,)),
    "E2": frozenset((LEFT,)),
    "E3": frozenset((RIGHT,)),
    "E4": frozenset((RIGHT,)),
    **{modifier: frozenset((LEFT,)) for modifier in ("FA", "F1", "F2", "F3", "F4")},
    **{modifier: frozenset((RIGHT,)) for modifier in ("F5", "F6", "F7", "F8", "F9")},
    **{modifier: frozenset((LEFT,)) for modifier in ("TA", "T1", "T2", "T3", "T4")},
    **{modifier: frozenset((RIGHT,)) for modifier in ("T5", "T6", "T7", "T8", "T9")},
}
"""What HCPCS modifiers say of the side: of the body, eyelids, fingers and toes."""

_DIGIT_MODIFIER = re.compile(r"[FT][A0-9]")
_VERTEBRAE = (
    *(f"C{number}" for number in range(1, 8)),
    *(f"T{number}" for number in range(1, 13)),
    *(f"L{number}" for number in range(1, 6)),
    *(f"S{number}" for number in range(1, 6)),
)
_PLACE_OF = {name: place for place, name in enumerate(_VERTEBRAE)}
_LEVEL = re.compile(
    r"([CTLS])\s?(\d{1,2})(?:\s?(?:-|–|/|to|through)\s?([CTLS])?\s?(\d{1,2}))?", re.IGNORECASE
)
_SPINE_REGION = {
    "C": "cervical spine",
    "T": "thoracic spine",
    "L": "lumbar spine",
    "S": "lumbar spine",
}


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """``regions`` are ids, ``words`` what was written where no known region has it; ``sides`` left, right or
    both; ``levels`` are spaces between vertebrae, or digits of hand and foot. Empty is unknown."""

    regions: frozenset[str]
    words: str
    sides: frozenset[str]
    levels: frozenset[str]


def read_place(
    region: str, laterality: str, level: str, modifiers: Iterable[str], known: Sequence[Region]
) -> BodyPlace:
    """The place that the fields of a request name.

    The side is that of the laterality field, else of the modifiers, else of a word in the region. Two that
    contradict each other leave it unknown. A region that is not named is that of the vertebrae, which may
    also stand where the region should be.
    """
    codes = tuple(modifier.strip().upper() for modifier in modifiers)
    words = _words(region)
    sides = _sides(laterality, codes, words)
    if not level and not _regions(words, known) and _LEVEL.search(region):
        words, level = [], region
    levels = _levels(level) | {code for code in codes if _DIGIT_MODIFIER.fullmatch(code)}
    regions = _regions(words, known)
    unread = "" if regions else " ".join(word for word in words if word not in _SIDE_WORDS)
    if not words:
        regions = {
            _SPINE_REGION[found[0]]
            for match in _LEVEL.finditer(level)
            if (found := _upper(match)) in _PLACE_OF
        }
    return BodyPlace(frozenset(regions), unread, sides, frozenset(levels))


def regions_agree(one: BodyPlace, other: BodyPlace) -> bool | None:
    """Whether two places are in one region. Words that no known region has may mean any region, the same
    words the same."""
    if one.words and one.words == other.words:
        return True
    return sets_agree(one.regions, other.regions)


def sets_agree(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Whether two readings share something; ``None`` where one of them says nothing."""
    if not one or not other:
        return None
    return not one.isdisjoint(other)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _sides(laterality: str, modifiers: tuple[str, ...], region_words: list[str]) -> frozenset[str]:
    stated = _union(_SIDE_WORDS.get(word) for word in _words(laterality))
    by_modifiers = _union(_SIDE_MODIFIERS.get(modifier) for modifier in modifiers)
    if stated and by_modifiers and stated.isdisjoint(by_modifiers):
        return frozenset()
    # A single letter in the region is more often part of "L spine" than a side.
    in_region = _union(_SIDE_WORDS.get(word) for word in region_words if len(word) > 1)
    return stated or by_modifiers or in_region


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str]:
    return frozenset(item for one in sets if one for item in one)


def _regions(words: list[str], known: Sequence[Region]) -> set[str]:
    """The regions whose words stand in the text, the longest first."""
    text = f" {' '.join(words)} "
    named = sorted(
        ((phrase, region.id) for region in known for phrase in region.words if f" {phrase} " in text),
        key=lambda item: len(item[0]),
        reverse=True,
    )
    found = set()
    for phrase, region in named:
        if f" {phrase} " in text:
            found.add(region)
            text = text.replace(f" {phrase} ", "  ")
    return found


def _upper(match: re.Match[str]) -> str:
    return f"{match[1].upper()}{int(match[2])}"


def _levels(text: str) -> set[str]:
    """The spaces between vertebrae that a text names: ``L4-L5`` and ``L4/5`` one, ``L3-L5`` two; a vertebra
    by itself the two beside it. What names no vertebra is kept as it is written."""
    found: set[str] = set()
    for match in _LEVEL.finditer(text):
        first = _PLACE_OF.get(_upper(match))
        last = first
        if match[4]:
            last = _PLACE_OF.get(f"{(match[3] or match[1]).upper()}{int(match[4])}")
        if first is None or last is None:
            continue
        low, high = min(first, last), max(first, last)
        if low == high:
            low, high = max(0, low - 1), min(len(_VERTEBRAE) - 1, high + 1)
        found |= {f"{_VERTEBRAE[place]}-{_VERTEBRAE[place + 1]}" for place in range(low, high)}
    plain = " ".join(_words(text))
    return found or ({plain} if plain else set())
