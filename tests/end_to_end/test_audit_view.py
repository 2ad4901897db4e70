"""The history of acts by keys: read, filtered, gone along, led back to the element, written to a file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from tests.databases import connect
from tests.end_to_end.keyboard import Keyboard, window
from tests.unit.review.desks import NURSE, SAMPLES, SHOULDER

ELEMENT = "s5-imaging"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder where a few elements of a sample were marked."""
    folder = tmp_path / "data"
    with open_workspace(folder) as workspace:
        workspace.remember_reviewer(NURSE)
        desk = Desk(workspace)
        desk.open(SAMPLES / SHOULDER)
        desk.mark_finding("s3-evaluation", FindingState.PRESENT)
        desk.mark_finding(ELEMENT, FindingState.ABSENT)
        desk.write_note(ELEMENT, "Asked the imaging center for it.")
    return folder


def shown(keyboard: Keyboard) -> list[str]:
    model = keyboard.review.panels.audit.model
    return [act.title for row in range(model.shown) if (act := model.act(row)) is not None]


def test_filtered_and_led_to_the_element(qapp: QApplication, data: Path, tmp_path: Path) -> None:
    with window(qapp, data, case=SAMPLES / SHOULDER) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.press("Ctrl+7")
        panel = keyboard.review.panels.audit
        assert shown(keyboard)[0] == "Case opened for the first time"
        assert panel.check_text().startswith("Checked: every act is as it was written")
        keyboard.type("imaging")
        assert [title.split(":")[0] for title in shown(keyboard)] == ["Absent", "Note"]
        assert panel.count_text().startswith("2 of ")
        keyboard.press("Return", "End")
        told = {row.text: row.below for row in panel.detail_model.rows}
        assert told["note"] == "– → Asked the imaging center for it."
        assert told["By"] == f"{NURSE.name}, nurse reviewer"
        keyboard.press("Return")
        assert keyboard.review.panels.tabs.currentWidget() is keyboard.review.panels.checklist
        assert keyboard.review.panels.checklist.current_element() == ELEMENT
        keyboard.press("Ctrl+Shift+E", "Ctrl+A")
        target = tmp_path / "history.csv"
        keyboard.type(str(target))
        keyboard.press("Return")
        rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
        assert rows[-1]["after"] == "Asked the imaging center for it."
        # An act that is done while the tab is seen joins it.
        keyboard.press("Ctrl+7")
        count = panel.model.count
        keyboard.press("F6", "P")
        keyboard.settle()
        assert panel.model.count == count + 1


def test_an_edited_log_is_told_with_whom_to_ask(qapp: QApplication, data: Path) -> None:
    connection = connect(data / "reviews.db")
    connection.execute("DROP TRIGGER audit_is_never_edited")
    connection.execute("UPDATE audit SET actor = 'Somebody else' WHERE sequence = 4")
    connection.commit()
    connection.close()
    with window(qapp, data, case=SAMPLES / SHOULDER) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.press("Ctrl+7")
        told = keyboard.review.panels.audit.check_text()
        assert "has an entry 4 that was edited" in told
        assert "ask whoever administers this computer" in told
