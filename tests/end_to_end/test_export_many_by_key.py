"""The listed cases are exported by key: signed ones as files, all of them as one table; why some are missing
is told."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import Outcome
from reviewer_app.review.desk import Desk
from tests.end_to_end.keyboard import window
from tests.end_to_end.story import prepare_at_desk
from tests.unit.review.desks import NURSE, decide_all, lumbar_request, mark_all_present


def cases_at(data: Path, root: Path) -> None:
    """Three cases, of which one is signed and one was never opened."""
    for number in (1, 2, 3):
        folder = root / f"case {number}"
        folder.mkdir(parents=True)
        request = lumbar_request(request_id=f"PA-{number}")
        request["member"]["member_id"] = f"TMH-{number}0052817"
        (folder / "request.json").write_text(json.dumps(request))
        (folder / "a.txt").write_text(f"A visit note, the {number}.")

    def act(desk: Desk) -> None:
        desk.workspace.remember_reviewer(NURSE)
        desk.open(root / "case 1")
        mark_all_present(desk)
        decide_all(desk, Outcome.APPROVE)
        desk.sign("")
        desk.open(root / "case 2")

    prepare_at_desk(data, act)


def test_files_and_a_table_of_the_listed_cases(qapp: QApplication, tmp_path: Path) -> None:
    data, root, out = tmp_path / "data", tmp_path / "cases", tmp_path / "out"
    out.mkdir()
    cases_at(data, root)
    with window(qapp, data, root=root) as keyboard:
        bar = keyboard.application.batch.bar
        keyboard.press("Ctrl+E", "Ctrl+A")
        keyboard.type(str(tmp_path / "nowhere"))
        keyboard.press("Return")
        assert "not there" in bar.help_text()
        assert list(out.iterdir()) == []
        keyboard.press("Ctrl+A")
        keyboard.type(str(out))
        # Left of the folder: who the member is, the format, what to write.
        keyboard.press("Shift+Tab", "Shift+Tab", "Down", "Return")
        keyboard.wait(lambda: bar.help_text().startswith("Written"))
        assert [file.name for file in out.iterdir()] == ["PA-1-determination-v1.html"]
        told = bar.help_text()
        assert "Written: 1 of 3 cases" in told
        assert "case 2: " in told
        assert "case 3: " in told

        keyboard.press("Shift+Tab", "Space", "Shift+Tab", "Shift+Tab", "End", "Tab", "Tab", "Return")
        keyboard.wait(lambda: "Written: 3 of 3 cases" in bar.help_text())
        text = (out / "cases.csv").read_text(encoding="utf-8-sig")
        assert sorted(row.split(",")[0] for row in text.splitlines()[1:]) == ["PA-1", "PA-2", "PA-3"]
        assert "Halvorsen" not in text
        keyboard.press("Esc")
        assert not bar.isVisible()
        assert keyboard.controller.worklist.table.hasFocus()


def test_what_is_filtered_out_is_not_written(qapp: QApplication, tmp_path: Path) -> None:
    data, root = tmp_path / "data", tmp_path / "cases"
    cases_at(data, root)
    with window(qapp, data, root=root) as keyboard:
        bar = keyboard.application.batch.bar
        keyboard.press("O")
        keyboard.type("PA-2")
        # In a field Ctrl+E goes to the end of the line.
        keyboard.press("Tab", "Ctrl+E")
        assert "1 case" in bar.help_text()
        keyboard.press("Shift+Tab", "Shift+Tab", "Shift+Tab", "End", "Tab", "Tab", "Ctrl+A")
        keyboard.type(str(tmp_path / "one.csv"))
        keyboard.press("Return")
        keyboard.wait(lambda: bar.help_text().startswith("Written"))
        assert (tmp_path / "one.csv").read_text(encoding="utf-8-sig").count("PA-") == 1
