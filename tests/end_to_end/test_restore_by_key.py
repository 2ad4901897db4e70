"""A window on a damaged database: a backup is offered, restored by keys, and the case goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import open_store
from tests.end_to_end.keyboard import Keyboard, window
from tests.unit.storage.values import START

PAGE = 4_096
CASE = samples_folder() / COMPLETE_CASE


def spoiled(qapp: QApplication, data: Path, *, backups: int) -> bytes:
    """A data folder with a mark in each of its backups, one mark more, and a database that was cut off."""
    for day in range(backups):
        mark_one(qapp, data)
        with open_store(data) as store:
            store.back_up_again(START.replace(day=1 + day))
    mark_one(qapp, data)
    path = data / DATABASE_NAME
    content = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(content)
    return content


def mark_one(qapp: QApplication, data: Path) -> None:
    """Mark the first element that is not marked yet."""
    with window(qapp, data, case=CASE) as keyboard:
        keyboard.press(*"J" * len(keyboard.case.review.findings), "P")


def wait_for_offer(keyboard: Keyboard) -> None:
    page = keyboard.application.restore.page
    keyboard.wait(lambda: keyboard.application.gate.page is page and page.restore.isEnabled())


def test_the_newest_backup_is_restored_and_the_case_goes_on(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    content = spoiled(qapp, data, backups=2)
    with window(qapp, data, case=CASE) as keyboard:
        wait_for_offer(keyboard)
        page = keyboard.application.restore.page
        assert "is damaged" in page.reason_text()
        assert "holds 1 case and 0 earlier requests." in page.offer.words()
        keyboard.press("Tab", "Space")
        wait_for_offer(keyboard)
        keyboard.press("Return")
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.settle()
        states = [finding.state for finding in keyboard.case.review.findings.values()]
        assert states == [FindingState.PRESENT]
        keyboard.press("J", "A")
        assert len(keyboard.case.review.findings) == 2
    (aside,) = data.glob("reviews.set-aside-*.db")
    assert aside.read_bytes()[PAGE:] == content[PAGE:]
    with open_store(data) as store:
        assert store.check() == ()


def test_damage_that_the_daily_backup_finds_leads_to_the_page_and_back_to_the_case(
    qapp: QApplication, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    mark_one(qapp, data)
    with open_store(data) as store:
        store.back_up_again(START)
    with window(qapp, data, case=CASE) as keyboard:
        keyboard.press("J", "P")
        assert len(keyboard.case.review.findings) == 2
        content = bytearray((data / DATABASE_NAME).read_bytes())
        for page in range(1, len(content) // PAGE):
            content[page * PAGE + 1_000] ^= 1
        (data / DATABASE_NAME).write_bytes(content)
        keyboard.application.backups.ask()
        wait_for_offer(keyboard)
        keyboard.press("Return")
        keyboard.wait(lambda: keyboard.application.gate.is_open)
        keyboard.settle()
        assert len(keyboard.case.review.findings) == 1
        keyboard.press("J", "A")
        assert len(keyboard.case.review.findings) == 2
        assert any("is damaged" in one for one in keyboard.review.hint_line.messages.sentences)
    with open_store(data) as store:
        assert store.check() == ()


def test_without_a_backup_the_page_says_so_and_changes_nothing(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / "data"
    content = spoiled(qapp, data, backups=0)
    with window(qapp, data, case=CASE) as keyboard:
        page = keyboard.application.restore.page
        keyboard.wait(lambda: "There is no backup" in page.problem_text())
        keyboard.press("Return")
        keyboard.wait(lambda: "There is no backup" in page.problem_text())
        assert not page.restore.isEnabled()
    assert (data / DATABASE_NAME).read_bytes() == content
