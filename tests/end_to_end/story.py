"""The story of a whole case, told by keys: from the worklist to the exported summary."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.domain.review import FindingState
from reviewer_app.review.sample_cases import COMPLETE_CASE, PlannedMark, planned_marks
from tests.end_to_end.keyboard import Keyboard

NURSE = "Dana Whitfield, RN"
RATIONALE = "Every element is documented and legible."
ANSWER = "Considered."
NOT_CONCERNED = "Not part of this request."

STATE_KEYS = {
    FindingState.PRESENT: "P",
    FindingState.ABSENT: "A",
    FindingState.INSUFFICIENT: "I",
}


def open_from_worklist(keyboard: Keyboard, name: str) -> None:
    """Move to a case in the worklist and open it."""
    rows = keyboard.controller.worklist.model.rows
    wanted = next(at for at, row in enumerate(rows) if row.folder.name == name)
    for _ in range(wanted - keyboard.controller.worklist.table.currentIndex().row()):
        keyboard.press("J")
    keyboard.press("Return")
    keyboard.wait(lambda: keyboard.review.case is not None)
    keyboard.settle()


def show_page(keyboard: Keyboard, file: str, page: int) -> None:
    """Get a page of a document on screen: by the brackets, or through the filtered list when it is far."""
    files = [document.file for document in keyboard.case.documents]
    distance = files.index(file) - files.index(keyboard.review.pages.file)
    keyboard.press(*("]" if distance > 0 else "[",) * abs(distance))
    view = keyboard.application.review_page.pane.view
    if page != view.current_page:
        keyboard.press(*("Right" if page > view.current_page else "Left",) * abs(page - view.current_page))


def mark_all(keyboard: Keyboard, plan: dict[str, PlannedMark]) -> None:
    """Mark every element of the checklist: cite its first page, or say why it does not apply."""
    elements = [one.id for one in keyboard.case.checklist.elements]
    for element in elements:
        assert keyboard.review.panels.checklist.current_element() == element
        planned = plan.get(element)
        if planned is None or planned.state is FindingState.NOT_APPLICABLE:
            keyboard.press("X")
            keyboard.type(planned.reason if planned else NOT_CONCERNED)
            keyboard.press("Return")
        else:
            show_page(keyboard, planned.evidence[0].file, planned.evidence[0].page)
            keyboard.press("E", STATE_KEYS[planned.state])
        if element != elements[-1]:
            keyboard.press("J")


def decide(keyboard: Keyboard) -> None:
    """Approve, say why, answer the prompts and say who decides; every field is reached by Tab."""
    keyboard.press("Ctrl+5", "1", "Tab")
    keyboard.type(RATIONALE)
    panel = keyboard.review.panels.determination.decision
    for field in panel.prompts.answers.values():
        tab_to(keyboard, field)
        keyboard.type(ANSWER)
    tab_to(keyboard, panel.reviewer.name)
    keyboard.type(NURSE)


def tab_to(keyboard: Keyboard, field: object) -> None:
    """Press Tab until a field has the keyboard."""
    from PySide6.QtWidgets import QApplication

    for _ in range(20):
        if QApplication.focusWidget() is field:
            return
        keyboard.press("Tab")
    raise AssertionError("Tab does not reach the field")


def export(keyboard: Keyboard, target: Path) -> None:
    """Write the summary to a file whose name is typed."""
    keyboard.press("Ctrl+E")
    keyboard.press("Ctrl+A")
    keyboard.type(str(target))
    keyboard.press("Return")
    keyboard.settle()


def whole_case(keyboard: Keyboard, target: Path) -> None:
    """Open the complete sample, mark everything with evidence, approve, sign, export."""
    open_from_worklist(keyboard, COMPLETE_CASE)
    mark_all(keyboard, dict(planned_marks(COMPLETE_CASE)))
    decide(keyboard)
    keyboard.press("Ctrl+Return")
    export(keyboard, target)
