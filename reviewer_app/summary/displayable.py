"""Text from the record made safe to show: nothing in it can hide, reorder or break what stands around it."""

from __future__ import annotations

import re
import unicodedata

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They change the order of the text around them, so a quote could read differently from what it says
(Unicode technical report 36, section 3.2)."""

BULLETS = frozenset("\uf0a7\uf0b7")
"""How the bullets of the Symbol and Wingdings fonts come out of word processors' PDFs."""

LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x0b\x0c\x85]")

SUSPECT = re.compile(r"[^\x20-\x7e\n\u00a0-\u024f\u2010-\u2027\u2030-\u205e]")
"""Characters worth a closer look; everything else is plain text of Western records."""

UNSHOWABLE = frozenset(("Cc", "Cn", "Co", "Cs"))
"""Unicode categories without a shape of their own: control, unassigned, private use, surrogate."""


def displayable(text: str) -> str:
    """The text with controls, bidirectional overrides and characters without a shape written as ``[U+202E]``,
    tabs as spaces and every kind of line end as a newline. Letters of any script stay as they are."""
    return SUSPECT.sub(_shown, LINE_ENDS.sub("\n", text))


def code_point(character: str) -> str:
    """The visible stand-in for a character that cannot be shown, for example ``[U+FEFF]``."""
    return f"[U+{ord(character):04X}]"


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\t":
        return " "
    if character in BULLETS:
        return "•"
    if character in BIDI_CONTROLS or character == "\ufeff" or unicodedata.category(character) in UNSHOWABLE:
        return code_point(character)
    return character
