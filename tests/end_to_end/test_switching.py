"""Going from one case to another: what was meant for the one never lands in the other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import open_from_worklist

OTHER_CASE = "shoulder-repair-discrepancy"


def open_other(keyboard: Keyboard) -> None:
    keyboard.application.open_case(samples_folder() / OTHER_CASE)


def wait_for_other(keyboard: Keyboard) -> None:
    keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder.name == OTHER_CASE)
    keyboard.settle()


def test_a_mark_made_while_another_case_opens_lands_in_neither(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        open_from_worklist(keyboard, COMPLETE_CASE)
        element = keyboard.case.checklist.elements[0].id
        left = keyboard.case
        open_other(keyboard)
        QTest.keySequence(keyboard.application.window, QKeySequence("P"))
        wait_for_other(keyboard)
        assert keyboard.case.review.finding(element).state is FindingState.NOT_REVIEWED
        keyboard.application.open_case(left.folder)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.case_id == left.case_id)
        keyboard.settle()
        assert keyboard.case.review.finding(element).state is FindingState.NOT_REVIEWED


def test_a_mark_made_before_another_case_opens_stays_with_its_own(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        open_from_worklist(keyboard, COMPLETE_CASE)
        element = keyboard.case.checklist.elements[0].id
        folder = keyboard.case.folder
        QTest.keySequence(keyboard.application.window, QKeySequence("P"))
        open_other(keyboard)
        wait_for_other(keyboard)
        assert keyboard.case.review.finding(element).state is FindingState.NOT_REVIEWED
        keyboard.application.open_case(folder)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == folder)
        keyboard.settle()
        assert keyboard.case.review.finding(element).state is FindingState.PRESENT


def test_what_is_being_typed_belongs_to_the_case_that_is_left(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        open_from_worklist(keyboard, COMPLETE_CASE)
        folder = keyboard.case.folder
        keyboard.press("Ctrl+5", "3", "Tab")
        keyboard.type("The therapy records of June are wanted.")
        open_other(keyboard)
        wait_for_other(keyboard)
        assert keyboard.case.review.determinations == ()
        keyboard.application.open_case(folder)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == folder)
        keyboard.settle()
        assert keyboard.case.review.determination(1).reason == "The therapy records of June are wanted."


def test_a_folder_that_cannot_be_opened_leaves_the_case_as_it_was(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        open_from_worklist(keyboard, COMPLETE_CASE)
        keyboard.application.open_case(tmp_path / "no such folder")
        keyboard.settle()
        assert keyboard.case.folder.name == COMPLETE_CASE
        assert any("no such folder" in sentence for sentence in keyboard.review.hint_line.messages.sentences)
        keyboard.press("P")
        assert (
            keyboard.case.review.finding(keyboard.case.checklist.elements[0].id).state is FindingState.PRESENT
        )


def test_choosing_another_folder_gives_up_the_one_that_is_read(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", root=samples_folder()) as keyboard:
        keyboard.application.open_case(samples_folder() / COMPLETE_CASE)
        open_other(keyboard)
        wait_for_other(keyboard)
        assert keyboard.case.folder.name == OTHER_CASE
        assert keyboard.review.hint_line.messages.sentences == ()
