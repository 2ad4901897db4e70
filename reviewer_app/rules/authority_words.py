"""Which source governs a service line, and what it overrides, in sentences (S27)."""

from __future__ import annotations

from reviewer_app.domain.authority import LineAuthority, RungStanding, Speaks
from reviewer_app.domain.checklist import Checklist, ChecklistElement
from reviewer_app.rules.authority_ladders import RUNG_WORDS


def governing_words(ladder: LineAuthority, checklist: Checklist) -> str:
    """Which source governs the line and which elements it overrides, or what is left before one does."""
    if ladder.ladder is None:
        return f"{ladder.missing} No source can be said to govern."
    if ladder.left:
        names = ", ".join(RUNG_WORDS[one.rung].title for one in ladder.left)
        return f"Not settled yet: {names}."
    governing = ladder.governing
    if governing is None:
        return "No source speaks, and no policy pack is in effect."
    words = f"{RUNG_WORDS[governing.rung].title} governs. {governing.why}"
    titles = override_titles(ladder, checklist)
    return f"{words} It overrides {', '.join(f'“{title}”' for title in titles)}." if titles else words


def override_titles(ladder: LineAuthority, checklist: Checklist) -> tuple[str, ...]:
    """The titles of the elements that the governing source overrides, in reading order."""
    return tuple(one.element.title for one in checklist.elements if one.id in ladder.overridden)


def criterion_source(ladder: LineAuthority) -> str:
    """The source that a denial can name, where the governing one excludes the service; else empty."""
    governing = ladder.governing
    if governing is None or governing.speaks is not Speaks.EXCLUDES:
        return ""
    note = f" – {governing.finding.note}" if governing.finding.note else ""
    return f"{RUNG_WORDS[governing.rung].title}: {governing.finding.source}{note}"


def overriding(
    ladders: tuple[LineAuthority, ...], element: ChecklistElement
) -> tuple[tuple[int, RungStanding], ...]:
    """The lines for which an element is overridden, each with the source that does it."""
    return tuple(
        (one.line, one.governing)
        for one in ladders
        if one.governing is not None
        and element.id in one.overridden
        and (not element.lines or one.line in element.lines)
    )


def override_words(ladders: tuple[LineAuthority, ...], element: ChecklistElement) -> str:
    """That an element is overridden, by what, and for which lines where not for all; empty where it is
    not."""
    found = overriding(ladders, element)
    if not found:
        return ""
    concerned = element.lines or tuple(one.line for one in ladders)
    sources = dict.fromkeys(RUNG_WORDS[standing.rung].source for _line, standing in found)
    words = f"overridden by {' and '.join(sources)}"
    if len(found) == len(concerned):
        return words
    lines = ", ".join(str(line) for line, _standing in found)
    return f"{words} for line {lines}"


def overridden_everywhere(ladders: tuple[LineAuthority, ...], element: ChecklistElement) -> bool:
    """Whether the element is overridden for every line that it concerns, so that it needs no mark."""
    concerned = element.lines or tuple(one.line for one in ladders)
    return bool(concerned) and len(overriding(ladders, element)) == len(concerned)
