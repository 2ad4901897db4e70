"""What is amiss with a page, in a word for the pane's bar and in a sentence for the notes."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.domain.pages import (
    NOTE_BLANK,
    NOTE_INCOMPLETE,
    NOTE_INVISIBLE_TEXT,
    NOTE_SMALLER,
    NOTE_TEXT_CUT,
    NOTE_UNSEEN_TEXT,
)

SHORT = {
    NOTE_BLANK: "blank or failed",
    NOTE_INCOMPLETE: "page has errors",
    NOTE_INVISIBLE_TEXT: "invisible text",
    NOTE_SMALLER: "lower resolution",
    NOTE_TEXT_CUT: "too many words",
    NOTE_UNSEEN_TEXT: "hidden text",
}

QUIET = frozenset((NOTE_INVISIBLE_TEXT,))
"""Notes that are not painted over the page: every page of a scan that was read by a machine has this one, and
the line would cover what stands at the top."""


def short_words(notes: Iterable[str]) -> str:
    """The notes of a page in a few words; empty without any."""
    return ", ".join(SHORT.get(note, note) for note in notes)


def sentences(page: int, notes: Iterable[str]) -> tuple[str, ...]:
    """The notes of a page in full, each naming the page."""
    return tuple(f"Page {page:,}: {note}." for note in notes)


def painted(notes: Iterable[str]) -> str:
    """What is painted over the page; empty when there is nothing that must be."""
    return "; ".join(note for note in notes if note not in QUIET)
