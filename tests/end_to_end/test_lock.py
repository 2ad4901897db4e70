"""Locking by key and by time: nothing of the case stays on screen, and everything is there again after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from reviewer_app.domain.review import FindingState
from reviewer_app.gui.application import Application
from reviewer_app.gui.panels.lock_time import LockTimePage
from reviewer_app.gui.panels.overlay import Overlay
from reviewer_app.gui.panels.passphrase import UNLOCK_TITLE, NewPassphrasePage, UnlockPage
from reviewer_app.gui.panels.recovery_key import ShowKeyPage
from reviewer_app.gui.window_settings import read_settings
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.read_pages import CasePages
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from reviewer_app.storage.key_record import RECORD_NAME
from reviewer_app.storage.store import Store
from reviewer_app.window_call import WindowCall
from tests.databases import set_up_key
from tests.end_to_end.key_pages import OTHER_WORDS, WORDS, choose, unlock, write_down
from tests.end_to_end.keyboard import Keyboard, window

CASE = samples_folder() / COMPLETE_CASE
MINUTE = 60.0


class Clock:
    """Tells the seconds that a test lets pass."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose key is behind a passphrase."""
    folder = tmp_path / "data"
    set_up_key(folder)
    custody = key_custody(folder)
    custody.seal(custody.keys(), WORDS)
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keyboard(qapp: QApplication, data: Path, clock: Clock) -> Iterator[Keyboard]:
    """The window on a case, unlocked."""
    with window(qapp, data, case=CASE, asks=True, clock=clock) as opened:
        unlock(opened, WORDS)
        opened.wait(lambda: opened.review.case is not None)
        opened.settle()
        yield opened


def test_the_passphrase_may_be_typed_before_the_database_is_looked_at(
    qapp: QApplication, data: Path, clock: Clock
) -> None:
    application = Application(qapp, WindowCall(case=CASE, data_dir=data), CasePages(), data, clock=clock)
    application.show()
    keyboard = Keyboard(application)
    try:
        assert CASE.name not in on_screen(keyboard)
        assert isinstance(keyboard.gate, UnlockPage)
        keyboard.gate.field.setText(WORDS)
        keyboard.gate.unlock_button.click()
        keyboard.wait(lambda: keyboard.review.case is not None)
        assert keyboard.gate is None
    finally:
        application.window.close()


def on_screen(keyboard: Keyboard) -> str:
    """Every word that the window shows or tells a screen reader."""
    window = keyboard.application.window
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    words = [window.windowTitle()]
    for widget in shown:
        words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel):
            words.append(widget.text())
    return "\n".join(words)


def press_in_window(keyboard: Keyboard, key: str) -> None:
    """Press a key as the system does: it comes to the window first, which hands it to the widget."""
    handle = keyboard.application.window.windowHandle()
    assert handle is not None
    QTest.keySequence(handle, QKeySequence(key))
    keyboard.settle()


def back(keyboard: Keyboard) -> None:
    """Type the passphrase and wait for the case."""
    unlock(keyboard, WORDS)
    keyboard.settle()
    assert keyboard.gate is None


def test_locked_nothing_of_the_case_is_there_and_then_all_of_it(keyboard: Keyboard) -> None:
    name = keyboard.case.request.member.last_name
    keyboard.press("J", "J", "P", "Right", "]")
    element = keyboard.review.panels.checklist.current_element()
    place = keyboard.review.pages.here()
    assert name in on_screen(keyboard)
    keyboard.press("Ctrl+L")
    assert isinstance(keyboard.gate, UnlockPage)
    told = on_screen(keyboard)
    for word in (name, CASE.name, *(document.file for document in keyboard.case.documents)):
        assert word not in told
    assert keyboard.application.window.windowTitle().startswith("Locked")
    assert len(keyboard.application.pictures.cache) == 0
    keyboard.press("A", "Ctrl+K", "Ctrl+W", "Esc")
    assert isinstance(keyboard.gate, UnlockPage)
    back(keyboard)
    assert name in keyboard.application.window.windowTitle()
    assert keyboard.review.pages.here() == place
    assert keyboard.review.panels.checklist.current_element() == element
    assert keyboard.case.review.finding(element).state is FindingState.PRESENT
    keyboard.press("A")
    assert keyboard.case.review.finding(element).state is FindingState.ABSENT
    keyboard.wait(lambda: len(keyboard.application.pictures.cache) > 0)


def test_the_database_is_closed_while_it_is_locked(keyboard: Keyboard, data: Path) -> None:
    keyboard.press("Ctrl+L")
    keyboard.settle()
    Store.open(data, key_custody(data, lambda: WORDS)).close()
    back(keyboard)


def test_a_note_that_is_being_typed_is_saved_first(keyboard: Keyboard) -> None:
    element = keyboard.review.panels.checklist.current_element()
    keyboard.press("N")
    keyboard.type("The straight leg raise is on page two.")
    keyboard.press("Ctrl+L")
    assert isinstance(keyboard.gate, UnlockPage)
    back(keyboard)
    assert keyboard.case.review.finding(element).note == "The straight leg raise is on page two."


def test_a_reason_that_is_not_entered_yet_is_still_typed(keyboard: Keyboard) -> None:
    keyboard.press("X")
    keyboard.type("No surgery is")
    keyboard.press("Ctrl+L")
    back(keyboard)
    keyboard.type(" asked for.")
    keyboard.press("Return")
    element = keyboard.review.panels.checklist.current_element()
    assert keyboard.case.review.finding(element).reason == "No surgery is asked for."


def test_what_was_copied_from_the_case_is_not_on_the_clipboard_any_more(keyboard: Keyboard) -> None:
    keyboard.press("Shift+Right", "Shift+Right", "Ctrl+C")
    clipboard = QApplication.clipboard()
    keyboard.wait(lambda: bool(clipboard.text()))
    keyboard.press("Ctrl+L")
    assert not clipboard.text()


def test_a_card_over_the_window_goes(keyboard: Keyboard) -> None:
    keyboard.press("C")
    (card,) = [one for one in keyboard.application.window.findChildren(Overlay) if one.isVisible()]
    keyboard.application.lock.lock()
    assert not card.isVisible()
    assert isinstance(keyboard.gate, UnlockPage)


def test_the_key_locks_over_a_card_too(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+K", "Ctrl+L")
    assert isinstance(keyboard.gate, UnlockPage)


def test_a_chooser_of_files_goes(keyboard: Keyboard) -> None:
    chooser = QDialog(keyboard.application.window)
    chooser.show()
    keyboard.application.lock.lock()
    assert not chooser.isVisible()


def test_nobody_at_the_keyboard_locks_it(keyboard: Keyboard, clock: Clock) -> None:
    for _ in range(3):
        clock.seconds += 9 * MINUTE
        press_in_window(keyboard, "J")
    assert keyboard.gate is None
    element = keyboard.review.panels.checklist.current_element()
    clock.seconds += 10 * MINUTE
    press_in_window(keyboard, "P")
    assert isinstance(keyboard.gate, UnlockPage)
    assert keyboard.gate.field.text() == ""
    back(keyboard)
    assert keyboard.review.panels.checklist.current_element() == element
    assert keyboard.case.review.finding(element).state is FindingState.NOT_REVIEWED


def test_after_sleep_it_is_locked_before_anything_is_painted(keyboard: Keyboard, clock: Clock) -> None:
    painted: list[QWidget] = []

    class Watch(QWidget):
        def eventFilter(self, watched: object, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
                painted.append(watched)
            return False

    view = keyboard.application.review_page.pane.view
    watch = Watch()
    view.viewport().installEventFilter(watch)
    clock.seconds += 8 * 60 * MINUTE
    view.viewport().update()
    keyboard.wait(lambda: keyboard.gate is not None)
    assert isinstance(keyboard.gate, UnlockPage)
    assert painted == []


def test_the_minutes_are_the_reviewers(keyboard: Keyboard, clock: Clock, data: Path) -> None:
    keyboard.controller.bindings.run("lock-time")
    page = keyboard.gate
    assert isinstance(page, LockTimePage)
    for wrong in ("0", "999", "soon"):
        page.field.selectAll()
        keyboard.type(wrong)
        keyboard.press("Return")
        assert "whole minutes" in page.problem_text()
    page.field.selectAll()
    keyboard.type("2")
    keyboard.press("Return")
    assert keyboard.gate is None
    clock.seconds += 2 * MINUTE
    press_in_window(keyboard, "J")
    assert isinstance(keyboard.gate, UnlockPage)
    keyboard.application.window.close()
    assert read_settings(data).lock_minutes == 2


def test_without_a_passphrase_there_is_nothing_to_lock_with(
    qapp: QApplication, tmp_path: Path, clock: Clock
) -> None:
    with window(qapp, tmp_path / "data", case=CASE, clock=clock) as keyboard:
        clock.seconds += 60 * MINUTE
        press_in_window(keyboard, "J")
        assert keyboard.gate is None
        keyboard.press("Ctrl+L")
        page = keyboard.gate
        assert isinstance(page, NewPassphrasePage)
        assert "nothing to lock with" in page.reason_text()
        keyboard.press("Esc")
        assert keyboard.gate is None
        keyboard.press("Ctrl+L")
        choose(keyboard, WORDS)
        assert isinstance(keyboard.gate, UnlockPage)
        back(keyboard)
        keyboard.press("Ctrl+L")
        assert isinstance(keyboard.gate, UnlockPage)


def test_the_passphrase_is_changed_and_the_recovery_key_shown(keyboard: Keyboard, data: Path) -> None:
    keyboard.controller.bindings.run("change-passphrase")
    keyboard.settle()
    page = keyboard.gate
    assert isinstance(page, NewPassphrasePage)
    keyboard.type("not the present one")
    keyboard.press("Return")
    choose(keyboard, OTHER_WORDS)
    assert "not the present" in page.problem_text()
    keyboard.type(WORDS)
    keyboard.press("Return")
    choose(keyboard, OTHER_WORDS)
    assert keyboard.gate is None
    keyboard.controller.bindings.run("show-recovery-key")
    keyboard.type(WORDS)
    keyboard.press("Return")
    assert keyboard.gate is not None
    assert "not the present" in keyboard.gate.problem_text()
    keyboard.type(OTHER_WORDS)
    keyboard.press("Return")
    shown = keyboard.gate
    assert isinstance(shown, ShowKeyPage)
    assert "-".join(shown.groups()) == key_custody(data, lambda: OTHER_WORDS).keys()[0].recovery_key
    keyboard.press("Return")
    assert keyboard.gate is None
    assert shown.groups() == ()


def test_the_key_goes_back_into_the_keychain(keyboard: Keyboard, data: Path) -> None:
    keyboard.controller.bindings.run("change-passphrase")
    keyboard.settle()
    keyboard.type(WORDS)
    page = keyboard.gate
    assert isinstance(page, NewPassphrasePage)
    page.keychain_button.setFocus(Qt.FocusReason.TabFocusReason)
    keyboard.press("Return")
    assert keyboard.gate is None
    assert not key_custody(data).sealed
    assert len(key_custody(data).keys()) == 1


def test_what_is_locked_is_not_opened_by_a_passphrase_file(
    qapp: QApplication, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words"
    words.write_text(WORDS)
    monkeypatch.setenv("REVIEWER_APP_PASSPHRASE_FILE", str(words))
    with window(qapp, data, case=CASE, asks=True) as keyboard:
        assert keyboard.gate is None
        keyboard.press("Ctrl+L")
        assert isinstance(keyboard.gate, UnlockPage)
        back(keyboard)


def test_the_key_is_changed_when_the_new_one_is_on_paper(keyboard: Keyboard, data: Path) -> None:
    before = key_custody(data, lambda: WORDS).keys()
    element = keyboard.review.panels.checklist.current_element()
    keyboard.press("P")
    for given_up in (True, False):
        keyboard.controller.bindings.run("change-key")
        unlock(keyboard, WORDS)
        if given_up:
            keyboard.press("Esc")
            assert keyboard.gate is None
            assert key_custody(data, lambda: WORDS).keys() == before
    groups = write_down(keyboard)
    keyboard.wait(lambda: keyboard.gate is None)
    keyboard.settle()
    after = key_custody(data, lambda: WORDS).keys()
    assert after[0].recovery_key == "-".join(groups)
    assert after[0] not in before
    assert key_custody(data).confirmed
    assert keyboard.case.review.finding(element).state is FindingState.PRESENT
    keyboard.press("A")
    assert keyboard.case.review.finding(element).state is FindingState.ABSENT
    keyboard.press("Ctrl+L")
    back(keyboard)
    assert keyboard.case.review.finding(element).state is FindingState.ABSENT


def test_an_answer_that_comes_after_the_lock_shows_nothing(keyboard: Keyboard) -> None:
    """A keychain may wait for its own password for minutes before the page about the passphrase is shown."""
    keyboard.controller.bindings.run("change-passphrase")
    keyboard.controller.bindings.run("lock")
    keyboard.settle()
    assert isinstance(keyboard.gate, UnlockPage)
    keyboard.press("Esc")
    assert isinstance(keyboard.gate, UnlockPage)
    assert keyboard.case.request.member.last_name not in on_screen(keyboard)
    back(keyboard)


def test_a_passphrase_that_was_right_shows_no_recovery_key_after_the_lock(keyboard: Keyboard) -> None:
    keyboard.controller.bindings.run("show-recovery-key")
    keyboard.type(WORDS)
    assert isinstance(keyboard.gate, UnlockPage)
    keyboard.gate.unlock_button.click()
    keyboard.application.lock.lock()
    keyboard.settle()
    assert isinstance(keyboard.gate, UnlockPage)
    assert keyboard.gate.title_text() == UNLOCK_TITLE
    back(keyboard)


def test_a_data_folder_that_is_away_is_told_and_unlocked_when_it_is_back(
    keyboard: Keyboard, data: Path
) -> None:
    keyboard.press("Ctrl+L")
    away = data.rename(data.with_name("away"))
    unlock(keyboard, WORDS)
    assert keyboard.gate is not None
    assert "Put it back" in keyboard.gate.problem_text()
    away.rename(data)
    back(keyboard)


def test_a_record_of_the_key_that_cannot_be_read_is_told(keyboard: Keyboard, data: Path) -> None:
    (data / RECORD_NAME).unlink()
    (data / RECORD_NAME).mkdir()
    told: list[str] = []
    keyboard.application.keys.told.connect(told.append)
    keyboard.application.keys.look_at_way()
    keyboard.settle()
    assert len(told) == 1
    assert "cannot be read" in told[0]
