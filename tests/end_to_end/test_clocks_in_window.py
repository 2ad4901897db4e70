"""The course of a case by keyboard: the clock read and extended, the request withdrawn, the determination
voided, an earlier version looked at; a page of another patient."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from reviewer_app.domain.clock import ClockPhase
from reviewer_app.domain.review import FindingState, Outcome, Reviewer, ReviewStatus
from reviewer_app.gui.panels.ask_bar import AskBar
from reviewer_app.review.desk import Desk
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import messages, prepare_at_desk
from tests.unit.review.desks import lumbar_request, page_of

ELEMENT = "s5-imaging"
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
NURSE = Reviewer("Dana Whitfield, RN")


@pytest.fixture
def keyboard(qapp: QApplication, tmp_path: Path) -> Iterator[Keyboard]:
    """A window on a case of two texts that was received yesterday, with one element marked and cited."""
    folder = tmp_path / "case"
    folder.mkdir()
    received = datetime.now(UTC) - timedelta(days=1)
    (folder / "request.json").write_text(json.dumps(lumbar_request(received=received.isoformat())))
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"Report {name}.")

    def marked(desk: Desk) -> None:
        desk.open(folder)
        desk.enter_reviewer(NURSE)
        case = desk.mark_finding(ELEMENT, FindingState.PRESENT)
        desk.attach_evidence(ELEMENT, page_of(case, "b.txt"))

    prepare_at_desk(tmp_path / "data", marked)
    with window(qapp, tmp_path / "data", case=folder) as opened:
        opened.wait(lambda: opened.review.case is not None)
        yield opened


def answer(keyboard: Keyboard, *lines: str) -> None:
    """Type lines into the bar that asks, and leave it with Enter."""
    for number, line in enumerate(lines):
        if number:
            keyboard.press("Tab")
        keyboard.press("Ctrl+A")
        keyboard.type(line)
    keyboard.press("Return")


def asked(keyboard: Keyboard) -> str:
    """What the bar says below its lines; empty where none asks."""
    bars = [bar for bar in keyboard.application.window.findChildren(AskBar) if bar.isVisible()]
    return bars[0].help_text() if bars else ""


def command(keyboard: Keyboard, words: str) -> None:
    """Run a command by its name in the palette."""
    keyboard.press("Ctrl+K")
    keyboard.type(words)
    keyboard.press("Return")


def phase(keyboard: Keyboard) -> ClockPhase:
    return keyboard.case.clock.phase


def strip_words(keyboard: Keyboard) -> str:
    """What the chips of the case strip say."""
    chips = keyboard.review.panels.case_strip.findChildren(QLabel)
    return " · ".join(chip.accessibleName() for chip in chips if chip.property("chip"))


def test_the_clock_is_read_and_extended_within_its_rule(keyboard: Keyboard) -> None:
    due = keyboard.case.due
    assert due is not None
    assert "Due: due in 13 d" in strip_words(keyboard)
    keyboard.press("Ctrl+T")
    card = keyboard.controller.course.clock_card
    assert card is not None
    assert "15 calendar days from receipt (29 CFR 2560.503-1" in card.words()
    keyboard.press("Esc", "Ctrl+Shift+X", "Shift+Tab")
    today = datetime.now().astimezone().date().isoformat()
    answer(keyboard, "many", today, "A record is in another office.")
    assert asked(keyboard) == "Give the days of the extension as a whole number."
    keyboard.press("Esc", "Ctrl+Shift+X")
    answer(keyboard, today, "A record is in another office.")
    assert asked(keyboard) == ""
    assert keyboard.case.due == due + timedelta(days=15)
    keyboard.press("Ctrl+Shift+X")
    answer(keyboard, today, "Once more.")
    assert "used up" in messages(keyboard)
    keyboard.press("Ctrl+T")
    assert "Extended by 15 days" in card.words()
    keyboard.press("Esc", "Ctrl+Z")
    assert keyboard.case.due == due


def test_withdrawn_voided_and_an_earlier_version_looked_at(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+Shift+W")
    answer(keyboard, "")
    assert asked(keyboard) == "Say why."
    answer(keyboard, "Telephone of today, the patient declines.")
    assert keyboard.case.review.determination(1).outcome is Outcome.WITHDRAWN
    keyboard.press("Ctrl+5", "Ctrl+Return")
    if keyboard.case.review.status is ReviewStatus.OPEN:
        keyboard.press("Ctrl+Return")
    assert keyboard.case.review.status is ReviewStatus.SIGNED
    assert phase(keyboard) is ClockPhase.DECIDED
    assert "decided in time" in strip_words(keyboard)
    assert "withdrawn" in strip_words(keyboard)
    command(keyboard, "Void a determination")
    answer(keyboard, "Withdrawn for another member.")
    assert keyboard.case.review.void
    assert "void" in strip_words(keyboard)
    assert "void" in keyboard.controller.review_page.read_only_bar.words()
    assert phase(keyboard) is ClockPhase.RUNNING
    keyboard.press("Ctrl+Shift+V")
    card = keyboard.controller.course.versions_card
    assert card is not None
    assert [line.state for line in card.model.rows] == [
        "void: nothing is in force",
        "superseded: withdrawn by the provider",
    ]
    keyboard.press("Down", "Return")
    assert keyboard.case.review.version == 1
    assert "superseded" in strip_words(keyboard)
    keyboard.press("Ctrl+1", "P")
    assert keyboard.case.review.version == 1
    keyboard.press("Ctrl+Shift+V", "Up", "Return")
    assert keyboard.case.review.void
    keyboard.press("Ctrl+Shift+A")
    answer(keyboard, "Decided anew.")
    assert (keyboard.case.review.version, keyboard.case.review.status) == (3, ReviewStatus.OPEN)


def test_another_patients_page_is_marked_acknowledged_and_taken_back(keyboard: Keyboard) -> None:
    def blockers() -> list[str]:
        return [one.message for one in keyboard.case.readiness[0].blockers if one.code == "other-patient"]

    keyboard.press("]", "Shift+W")
    answer(keyboard, "Vera Moss", "")
    assert len(blockers()) == 2
    row = keyboard.review.panels.documents.model.rows[1]
    assert "✕ p 1 another patient's" in row.remarks
    thumbnails = keyboard.review.panels.thumbnails.model()
    assert "other patient" in thumbnails.data(thumbnails.index(0, 0), ACCESSIBLE)
    keyboard.press("Shift+W")
    keyboard.type("Privacy office told; sent back.")
    keyboard.press("Return")
    (identity,) = keyboard.case.review.page_identities
    assert (identity.name, identity.handling) == ("Vera Moss", "Privacy office told; sent back.")
    assert len(blockers()) == 1
    keyboard.press("Shift+W", "Tab", "Tab", "Tab", "Space")
    assert not keyboard.case.review.page_identities[0].other
    assert blockers() == []
