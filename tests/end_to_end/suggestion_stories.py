"""A whole case whose evidence is what the program proposes: each element's place is shown by one key and
attached by another, and the reviewer marks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reviewer_app.gui.models.suggestions_model import search_of
from reviewer_app.review.sample_cases import COMPLETE_CASE, PlannedMark, planned_marks
from tests.end_to_end.keyboard import Keyboard
from tests.end_to_end.story import (
    STATE_KEYS,
    decide,
    export,
    mark,
    open_from_worklist,
)


def wait_for_findings(keyboard: Keyboard) -> None:
    """Until the case was searched, and nothing of it is read any more."""
    findings = keyboard.application.found.findings
    keyboard.wait(lambda: findings.searched and not findings.busy)
    keyboard.settle()


def place_among_suggestions(keyboard: Keyboard, planned: PlannedMark | None) -> int:
    """Which of the suggestions for the current element, from 1, names a page that is to be cited; 0 for
    none."""
    element = keyboard.case.checklist.find(keyboard.review.panels.checklist.current_element())
    assert element is not None
    search = search_of(element, keyboard.application.found.findings.findings)
    wanted = {(one.file, one.page) for one in planned.evidence} if planned is not None else set()
    shown = search.shown if search is not None else ()
    places = (number for number, one in enumerate(shown, 1) if (one.found.file, one.found.page) in wanted)
    return next(places, 0)


def wait_for_evidence(keyboard: Keyboard, element: str) -> None:
    """Until something is attached to an element: its words are looked for on the page before."""
    keyboard.wait(lambda: bool(keyboard.case.review.finding(element).evidence))


def mark_as_proposed(keyboard: Keyboard, plan: Mapping[str, PlannedMark]) -> int:
    """Mark every element from the first on; what is present is attached from the suggestions where one names
    the page, else it is cited by hand. Gives how many were attached from the suggestions."""
    elements = [one.id for one in keyboard.case.checklist.elements]
    taken = 0
    for element in elements:
        planned = plan.get(element)
        place = place_among_suggestions(keyboard, planned)
        if planned is None or not place:
            mark(keyboard, planned)
        else:
            keyboard.press(*("S",) * place, "Shift+S")
            wait_for_evidence(keyboard, element)
            keyboard.press(STATE_KEYS[planned.state])
            taken += 1
        if element != elements[-1]:
            keyboard.press("J")
    return taken


def whole_case_as_proposed(keyboard: Keyboard, target: Path) -> int:
    """Open the complete sample, attach what is proposed and mark everything, approve, sign, export. Gives how
    many elements were attached from the suggestions."""
    open_from_worklist(keyboard, COMPLETE_CASE)
    wait_for_findings(keyboard)
    taken = mark_as_proposed(keyboard, planned_marks(COMPLETE_CASE))
    decide(keyboard)
    keyboard.press("Ctrl+Return", "Ctrl+Return")
    export(keyboard, target)
    return taken
