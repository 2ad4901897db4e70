"""What a page is known by: keys of which two pages share some when most of their text is the same.

MinHash (Broder 1997) over the five-character stretches of a page, in 64 bands of 3: two pages of whose
stretches half are common share a key in 9,998 of 10,000 cases, with a third in 91 of 100, with a tenth in 6.
The 192 minima are those of 192 ranges of one hash instead of 192 hashes, and an empty range borrows
from another (Li, Owen, Zhang 2012; Shrivastava 2017): 1.1 ms a page without any library, which is less than
NumPy takes for 192 hashes.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from reviewer_app.domain.same_page import PageSketch
from reviewer_app.history.same_page_words import page_words

SKETCH_VERSION = 1
"""Counted up whenever the keys of the same words become others."""

BANDS, ROWS = 64, 3
STRETCH = 5
"""Characters; spaces do not count, because machines lose and invent them."""

FEWEST_WORDS = 12
"""Below that a page says too little to be told from others: a cover, a divider, a stamp."""

MOST_CHARACTERS = 30_000
"""Of a page's text that are looked at; a densely printed page has 8,000."""

_RANGES = BANDS * ROWS
_HASH_BITS, _HASH_MASK = 32, 0xFFFFFFFF
_RANGE_WIDTH = (1 << _HASH_BITS) // _RANGES + 1
_KEY_BITS = 40
"""Of a key, above which stands the number of its band."""

# Odd numbers without a pattern in their bits: the golden ratio's fraction (Knuth), primes of FNV and xxHash.
_SPREAD_32, _SPREAD_64, _FOLD, _STEP = 0x9E3779B1, 0x9E3779B97F4A7C15, 0x100000001B3, 0x85EBCA77


def sketch(text: str) -> PageSketch:
    """What a page with this text is known by; lines are separated by line feeds."""
    words = page_words(text[:MOST_CHARACTERS])
    digest = int.from_bytes(blake2b(" ".join(words).encode("ascii"), digest_size=7).digest())
    if len(words) < FEWEST_WORDS:
        return PageSketch(words, (), digest)
    return PageSketch(words, tuple(_keys(_minima("".join(words).encode("ascii")))), digest)


def _minima(characters: bytes) -> Mapping[int, int]:
    """The least hash in each range that has any."""
    stretches = {characters[start : start + STRETCH] for start in range(len(characters) - STRETCH + 1)}
    # The multiplication makes the range, which is the hash's upper part, depend on all of the checksum.
    hashes = [checksum * _SPREAD_32 & _HASH_MASK for checksum in map(zlib.crc32, stretches)]
    hashes.sort(reverse=True)
    return {one // _RANGE_WIDTH: one for one in hashes}


def _keys(minima: Mapping[int, int]) -> Sequence[int]:
    """One key for each band."""
    values = [_borrowed(minima, place) for place in range(_RANGES)]
    keys = []
    for band in range(BANDS):
        folded = 0
        for value in values[band * ROWS : (band + 1) * ROWS]:
            folded = folded * _FOLD + value
        keys.append(band << _KEY_BITS | (folded * _SPREAD_64 >> 20) & ((1 << _KEY_BITS) - 1))
    return keys


def _borrowed(minima: Mapping[int, int], place: int) -> int:
    """The minimum of a range, or of the first one with any on a walk that is the same for every page."""
    source, step = place, 0
    while source not in minima:
        step += 1
        source = (place * _SPREAD_32 + step * _STEP >> 7) % _RANGES
    return minima[source]
