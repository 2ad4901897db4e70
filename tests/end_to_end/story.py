"""The vocabulary of the stories: what a reviewer does with a case, told by keys, each word a plain function.

A whole :class:`Story` is told by the end-to-end tests and by ``tests/benchmarks/keystrokes.py``, which counts
its keys. So a word presses the keys that a person would press: nothing is chosen or focused behind the
keyboard's back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.domain.review import FindingState, Outcome, ReviewStatus, Role
from reviewer_app.gui.panels.determination import Decision
from reviewer_app.gui.panels.line_section import LineSection
from reviewer_app.review.desk import Desk
from reviewer_app.review.prior_requests import import_history
from reviewer_app.review.sample_cases import COMPLETE_CASE, PlannedMark, planned_marks
from reviewer_app.review.workspace import open_workspace
from tests.end_to_end.keyboard import Keyboard, window

NURSE = "Dana Whitfield, RN"
PHYSICIAN, LICENCE = "Ines Marlow, MD", "MD 40117 WI"
RATIONALE = "Every element is documented and legible."
ANSWER = "Considered."
NOT_CONCERNED = "Not part of this request."
MOST_TABS = 80
"""More than once round the window."""

STATE_KEYS = {
    FindingState.PRESENT: "P",
    FindingState.ABSENT: "A",
    FindingState.INSUFFICIENT: "I",
}
SILENT_KEY = "1"
OUTCOME_KEYS = {outcome: str(number) for number, outcome in enumerate(Outcome, start=1)}


@dataclass(frozen=True, slots=True)
class Story:
    """A case from its first key to its signature. ``prepare`` is given the data folder and an empty folder,
    lays out what the story needs and returns the case folder; ``tell`` presses the keys once the case is
    open."""

    title: str
    prepare: Callable[[Path, Path], Path]
    tell: Callable[[Keyboard], None]


@contextmanager
def told(story: Story, qt: QApplication, folder: Path) -> Iterator[Keyboard]:
    """The window after the whole story, still open; ``folder`` holds its data folder and its case."""
    data, place = folder / "data", folder / "case"
    place.mkdir(parents=True)
    case = story.prepare(data, place)
    with window(qt, data, case=case) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        story.tell(keyboard)
        yield keyboard


def import_earlier_requests(data: Path, *files: Path) -> None:
    """Take prior-request files into the history of a data folder; a bad row is a fault of the story."""
    with open_workspace(data) as workspace:
        for file in files:
            assert import_history(workspace.store, file, lambda _bad: None).bad == 0


def prepare_at_desk(data: Path, act: Callable[[Desk], object]) -> None:
    """Do at a desk on the data folder what was done before the story begins."""
    with open_workspace(data) as workspace:
        act(Desk(workspace))


# Finding one's way


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
    """Get a page of a document on screen: by the brackets, then by the arrows."""
    files = [document.file for document in keyboard.case.documents]
    distance = files.index(file) - files.index(keyboard.review.pages.file)
    keyboard.press(*("]" if distance > 0 else "[",) * abs(distance))
    view = keyboard.application.review_page.pane.view
    if page != view.current_page:
        keyboard.press(*("Right" if page > view.current_page else "Left",) * abs(page - view.current_page))


def tab_to(keyboard: Keyboard, field: QWidget) -> None:
    """Press Tab until a field has the keyboard."""
    for _ in range(MOST_TABS):
        if QApplication.focusWidget() is field:
            return
        keyboard.press("Tab")
    raise AssertionError("Tab does not reach the field")


def go_to_element(keyboard: Keyboard, element: str) -> None:
    """Step through the checklist, the shorter way, until the element is the current one."""
    keyboard.press("Ctrl+1")
    panel = keyboard.review.panels.checklist
    elements = [one.id for one in keyboard.case.checklist.elements]
    distance = elements.index(element) - elements.index(panel.current_element())
    keyboard.press(*("J" if distance > 0 else "K",) * abs(distance))
    assert panel.current_element() == element


def go_to_match(keyboard: Keyboard, key: str) -> None:
    """Step through the tab of prior requests until a row is the current one."""
    panel = keyboard.review.panels.prior_requests
    keyboard.press("Ctrl+3")
    for _ in panel.model.rows:
        if panel.model.rows[panel.list.currentIndex().row()].key == key:
            return
        keyboard.press("J")
    raise AssertionError(f"J does not reach {key}")


def messages(keyboard: Keyboard) -> str:
    """What the window says at its foot."""
    return " ".join(keyboard.review.hint_line.messages.sentences)


# Marking


def cite(keyboard: Keyboard, file: str, page: int) -> None:
    """Attach a page to what is the current element."""
    show_page(keyboard, file, page)
    keyboard.press("E")


def mark(keyboard: Keyboard, planned: PlannedMark | None) -> None:
    """Mark the current element: cite its first page, or say why it does not apply."""
    if planned is None or planned.state is FindingState.NOT_APPLICABLE:
        keyboard.press("X")
        keyboard.type(planned.reason if planned else NOT_CONCERNED)
        keyboard.press("Return")
        return
    if planned.evidence:
        cite(keyboard, planned.evidence[0].file, planned.evidence[0].page)
    keyboard.press(STATE_KEYS[planned.state])


def mark_all(keyboard: Keyboard, plan: Mapping[str, PlannedMark]) -> None:
    """Mark every element of the checklist, from the first on, that has no mark yet."""
    elements = [one.id for one in keyboard.case.checklist.elements]
    for element in elements:
        assert keyboard.review.panels.checklist.current_element() == element
        if keyboard.case.review.finding(element).state is FindingState.NOT_REVIEWED:
            mark(keyboard, plan.get(element))
        if element != elements[-1]:
            keyboard.press("J")


# Deciding


def decision(keyboard: Keyboard) -> Decision:
    return keyboard.review.panels.determination.decision


def line_section(keyboard: Keyboard, number: int = 1) -> LineSection:
    """The section of a service line, counted from 1."""
    return decision(keyboard).lines[number - 1]


def outcome_of(keyboard: Keyboard, number: int = 1) -> Outcome | None:
    return keyboard.case.review.determination(number).outcome


def choose(keyboard: Keyboard, outcome: Outcome, number: int = 1) -> None:
    """Press the outcome's number in the service line's section."""
    keyboard.press("Ctrl+5")
    tab_to(keyboard, line_section(keyboard, number).outcomes)
    keyboard.press(OUTCOME_KEYS[outcome])


def fill(keyboard: Keyboard, field: QWidget, text: str) -> None:
    """Type a text in place of what a field holds, and leave it."""
    tab_to(keyboard, field)
    keyboard.press("Ctrl+A")
    keyboard.type(text)
    keyboard.press("Tab")


def write(keyboard: Keyboard, field: QWidget, text: str) -> None:
    """Type a text into an empty field and stay there."""
    tab_to(keyboard, field)
    keyboard.type(text)


def answer_prompts(keyboard: Keyboard) -> None:
    for field in decision(keyboard).prompts.answers.values():
        write(keyboard, field, ANSWER)


def give_reason(keyboard: Keyboard, reason: str, number: int = 1) -> None:
    """The specific reason, and the first criterion that is offered."""
    section = line_section(keyboard, number)
    fill(keyboard, section.reason, reason)
    tab_to(keyboard, section.criterion)
    keyboard.press("Down")


def be_nurse(keyboard: Keyboard) -> None:
    fill(keyboard, decision(keyboard).reviewer.name, NURSE)


def be_physician(keyboard: Keyboard, *, attest: bool = True) -> None:
    fill(keyboard, decision(keyboard).reviewer.name, PHYSICIAN)
    tab_to(keyboard, decision(keyboard).reviewer.role)
    keyboard.press("Down")
    fill(keyboard, decision(keyboard).reviewer.licence, LICENCE)
    assert keyboard.case.reviewer.role is Role.PHYSICIAN
    if attest:
        tab_to(keyboard, decision(keyboard).signing.attest)
        keyboard.press("Space")


def check_authority(keyboard: Keyboard) -> None:
    """Say of every rung above the coverage policy that it is silent."""
    keyboard.press("Ctrl+4")
    while any(ladder.left for ladder in keyboard.case.authority):
        keyboard.press(SILENT_KEY)


def decide(keyboard: Keyboard) -> None:
    """Check what comes before the coverage policy, approve each line, say why, answer the prompts and say who
    decides; every field is reached by Tab."""
    check_authority(keyboard)
    keyboard.press("Ctrl+5")
    for section in decision(keyboard).lines:
        tab_to(keyboard, section.outcomes)
        keyboard.press(OUTCOME_KEYS[Outcome.APPROVE])
        write(keyboard, section.rationale, RATIONALE)
    answer_prompts(keyboard)
    write(keyboard, decision(keyboard).reviewer.name, NURSE)


def sign(keyboard: Keyboard) -> None:
    """Look at what is to be signed, sign it, and see that it is signed."""
    keyboard.press("Ctrl+5", "Ctrl+Return", "Ctrl+Return")
    problems = decision(keyboard).signing.problems_text()
    assert not problems, problems
    assert keyboard.case.review.status is ReviewStatus.SIGNED


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
    mark_all(keyboard, planned_marks(COMPLETE_CASE))
    decide(keyboard)
    keyboard.press("Ctrl+Return", "Ctrl+Return")
    export(keyboard, target)
