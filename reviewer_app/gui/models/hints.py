"""Which keys the hint line names: those of the commands while one reads, those of a field while one types."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from reviewer_app.gui.commands.registry import Command, shown_key

Hints = tuple[tuple[str, str], ...]
"""Keys as they are called, each with a word or two."""


class Place(Enum):
    """Where the keyboard is, as far as it changes which keys matter."""

    READING = "reading"
    ONE_LINE = "one line"
    FILTER = "filter"
    SEARCH = "search"
    OVERVIEW = "overview"
    FORM = "form"
    REQUEST = "request"
    OUTCOMES = "outcomes"
    DECISION = "decision"
    RECORD = "record"
    CHOICES = "choices"
    RUNG = "rung"
    CITED = "cited"
    BLOCKERS = "blockers"
    HISTORY = "history"
    DISCREPANCIES = "discrepancies"
    MATCHES = "matches"
    CANDIDATE = "candidate"
    DATES = "dates"
    ACTS_FILTER = "filter of acts"


ALSO_READ_ONLY = frozenset(
    (
        *(Place.ONE_LINE, Place.FILTER, Place.SEARCH, Place.OVERVIEW),
        *(Place.ACTS_FILTER, Place.HISTORY, Place.BLOCKERS),
    )
)
"""Places that have their keys in a signed review too; elsewhere there is nothing to enter."""

READ_ONLY = frozenset(("amend",))
"""Commands that are hinted at only where a review is signed."""

TWO_PANES = frozenset(("synchronise", "match-pane", "new-discrepancy"))
"""Commands that are hinted at only while there are two panes."""

SEARCHING = frozenset(("next-hit",))
"""Commands that are hinted at only while the search is open."""

DECIDING = {"show-blockers": "what blocks", "propose-rationale": "rationale", "sign": "sign"}
"""Commands that are hinted at where one decides, each with its word there."""

BESIDE_PAGES: dict[Place, dict[str, str]] = {
    Place.DISCREPANCIES: {
        "new-discrepancy": "new: left ordering, right radiologist",
        "next-element": "next",
        "attach-evidence": "cite",
        "next-evidence": "go there",
        "edit-entries": "fields",
        "show-readings": "both sides",
        "remove-evidence": "delete",
        "search": "search",
        "split": "split",
    },
    Place.CANDIDATE: {
        "next-evidence": "both readings",
        "authority-confirm": "record it",
        "remove-evidence": "no discrepancy",
        "next-element": "next",
        "search": "search",
        "split": "split",
    },
    Place.MATCHES: {
        "next-element": "next",
        "finding-present": "present",
        "finding-absent": "absent",
        "attach-evidence": "attach",
        "next-evidence": "evidence",
        "match-not-same-person": "not the same person",
        "match-not-related": "not related",
        "search": "search",
        "split": "split",
    },
}
"""Commands that are hinted at while one reads beside a tab that gives the marking keys a meaning of its own,
each with its word there."""

OWN_HINTS: dict[Place, Hints] = {
    Place.ONE_LINE: (("Enter", "done"), ("Esc", "give up")),
    Place.FILTER: (("Enter", "open"), ("Down", "next"), ("Esc", "clear")),
    Place.SEARCH: (("Down", "next hit"), ("Enter", "read there"), ("Esc", "close")),
    Place.OVERVIEW: (("Arrows", "choose a page"), ("Enter", "read there"), ("Esc", "pages")),
    Place.FORM: (("Tab", "next field"), ("Ctrl+Enter", "save"), ("Esc", "give up")),
    Place.REQUEST: (("Tab", "next field"), ("Ctrl+Enter", "save the request"), ("Esc", "pages")),
    Place.OUTCOMES: (("1 … 7", "outcome"), ("Tab", "next field"), ("Esc", "pages")),
    Place.RECORD: (("Tab", "next field"), ("Shift+Tab", "back"), ("Esc", "pages")),
    Place.RUNG: (
        ("1", "silent"),
        ("2", "requires"),
        ("3", "excludes"),
        ("4", "not checked"),
        ("Down", "next"),
        ("Tab", "fields"),
        ("Esc", "pages"),
    ),
    Place.CITED: (("E", "cite"), ("Down", "next"), ("Tab", "fields"), ("Esc", "pages")),
    Place.BLOCKERS: (("Enter", "go there"), ("Down", "next"), ("Right", "list the rest"), ("Esc", "pages")),
    Place.ACTS_FILTER: (("Enter", "to the acts"), ("Esc", "pages")),
    Place.HISTORY: (("Down", "next act"), ("Enter", "what it was about"), ("Esc", "pages")),
    Place.DATES: (
        ("Y", "confirm"),
        ("X", "reject"),
        ("U", "take back"),
        ("E", "into the request"),
        ("Enter", "page"),
        ("Down", "next"),
        ("H", "documents"),
    ),
    Place.CHOICES: (("1 … 9", "choose"), ("Tab", "next field"), ("Esc", "pages")),
    Place.DECISION: (("Tab", "next field"), ("Shift+Tab", "back"), ("Esc", "pages")),
}


def hints(
    commands: Iterable[Command],
    place: Place,
    *,
    read_only: bool,
    split: bool = False,
    searching: bool = False,
) -> Hints:
    """The hints for a place; ``commands`` are those that are available now, ``split`` says that there are two
    panes, ``searching`` that the search is open."""
    left_out = (frozenset() if split else TWO_PANES) | (frozenset() if searching else SEARCHING)
    available = tuple(command for command in commands if command.id not in left_out)
    if place is Place.READING or (read_only and place not in ALSO_READ_ONLY):
        return tuple(
            (shown_key(command.keys[0]), command.hint)
            for command in available
            if command.hint and command.keys and (read_only or command.id not in READ_ONLY)
        )
    words = BESIDE_PAGES.get(place, DECIDING if place in (Place.OUTCOMES, Place.DECISION) else {})
    keys = {command.id: shown_key(command.keys[0]) for command in commands if command.keys}
    named = tuple((keys[one], word) for one, word in words.items() if one in keys)
    return (*OWN_HINTS.get(place, ()), *named)
