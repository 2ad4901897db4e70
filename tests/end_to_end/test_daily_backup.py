"""The daily backup of a window: written beside the marks, told of when it fails, and never in the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer_app.gui.backup_controller import BackupController, Finished
from reviewer_app.gui.tasks.store_thread import StoreThread
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from reviewer_app.storage.backups import daily_backups
from reviewer_app.storage.page_history_backups import page_history_backups
from reviewer_app.storage.page_history_file import open_page_history
from reviewer_app.storage.restore import read_backup
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import folder_key, open_store
from tests.end_to_end.keyboard import Keyboard, window
from tests.small_disk import files_at_most
from tests.unit.storage.values import START

CASE = samples_folder() / COMPLETE_CASE


def the_hour_has_come(keyboard: Keyboard) -> None:
    backups = keyboard.application.backups
    backups.ask()
    keyboard.wait(lambda: not backups.running)


def test_a_backup_is_written_once_a_day_while_one_marks(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with window(qapp, data, case=CASE) as keyboard:
        keyboard.application.backups.ask()
        keyboard.press("P", "J", "P")
        keyboard.wait(lambda: not keyboard.application.backups.running)
        the_hour_has_come(keyboard)
        assert keyboard.review.hint_line.messages.sentences == ()
        (backup,) = daily_backups(data)
        assert len(keyboard.case.review.findings) == 2
    assert read_backup(backup.path, [folder_key(data)]).cases == 1


def test_a_backup_that_fails_is_told_once_and_tried_again_tomorrow(
    qapp: QApplication, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with open_store(data):
        pass
    with window(qapp, data, case=CASE) as keyboard:
        messages = keyboard.review.hint_line.messages
        today = [START.date()]
        backups = BackupController(
            keyboard.application.store,
            lambda desk, finished: desk.begin_daily_backup(finished),
            lambda: today[0],
        )
        backups.told.connect(keyboard.review.hint_line.show_message)
        with files_at_most((data / DATABASE_NAME).stat().st_size // 2):
            backups.ask()
            keyboard.wait(lambda: not backups.running)
            (told,) = messages.sentences
            assert told.startswith("There is no backup of today.")
            assert "could not be copied" in told
        keyboard.press("Esc")
        backups.ask()
        assert not backups.running
        assert messages.sentences == ()
        today[0] += timedelta(days=1)
        backups.ask()
        keyboard.wait(lambda: not backups.running)
        assert messages.sentences == ()
        assert len(daily_backups(data)) == 1


def test_a_backup_asked_for_before_the_database_is_open_is_one_backup(qtbot: QtBot) -> None:
    begun: list[Finished] = []

    def begin(_owner: str, finished: Finished) -> bool:
        begun.append(finished)
        return True

    store = StoreThread(lambda: "open", lambda _owner: None)
    backups = BackupController(store, begin)
    backups.ask()
    with qtbot.waitSignal(store.opened):
        store.start()
    backups.ask()
    qtbot.waitUntil(lambda: store.waiting == 0)
    assert backups.running
    assert len(begun) == 1
    begun[0](None)
    qtbot.waitUntil(lambda: not backups.running)
    store.stop()


def test_closing_the_window_waits_for_no_backup(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with window(qapp, data, case=CASE) as keyboard:
        keyboard.application.backups.ask()
        keyboard.press("P")
    left = [path.suffix for path in (data / "backups").glob("*")]
    assert left in ([], [".db"])
    with open_store(data) as store:
        assert store.check() == ()


def test_the_page_history_is_saved_weekly_and_comes_back(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with window(qapp, data, case=CASE) as keyboard:
        backups = keyboard.application.page_backups

        def saved() -> bool:
            """Before the case is shown there is nothing to be saved, and a later hour asks again."""
            if not backups.running and not page_history_backups(data):
                backups.ask()
            return not backups.running

        keyboard.wait(saved)
        backups.ask()
        keyboard.wait(lambda: not backups.running)
        assert keyboard.review.hint_line.messages.sentences == ()
    (backup,) = page_history_backups(data)
    path = data / "page-history.db"
    path.write_bytes(path.read_bytes()[:6_000])
    opened = open_page_history(data, key_custody(data))
    assert "its last backup took its place" in opened.told
    assert opened.history is not None
    assert len(opened.history.cases()) == 1
    opened.history.close()
    assert len(list(data.glob("page-history.damaged-*.db"))) == 1
    assert backup.exists()
