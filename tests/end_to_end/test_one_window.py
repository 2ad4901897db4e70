"""A second start on a data folder raises the window that is open there, opens its case in it, and ends."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from contextlib import ExitStack, closing
from multiprocessing.connection import Client
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.errors import StoreError
from reviewer_app.gui import one_window
from reviewer_app.gui.one_window import FOLDER_NAME, place_or_handed_over
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.databases import open_store, set_up_key
from tests.end_to_end.key_pages import WORDS, unlock
from tests.end_to_end.keyboard import Keyboard, window

ROOT = Path(__file__).resolve().parents[2]
CASE = samples_folder() / COMPLETE_CASE
ANOTHER = next(
    one for one in sorted(samples_folder().iterdir()) if one.is_dir() and one.name != COMPLETE_CASE
)
STARTS_AT_ONCE = 4


def second_start(data: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "reviewer_app", *map(str, arguments), "--data-dir", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )


def ended(keyboard: Keyboard, start: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code and words of a start, while the window works on."""
    keyboard.wait(lambda: start.poll() is not None)
    out, err = start.communicate(timeout=30)
    return start.returncode, out, err


def test_a_second_start_opens_its_case_in_the_first_window(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path, root=samples_folder()) as keyboard:
        keyboard.application.window.showMinimized()
        code, out, err = ended(keyboard, second_start(tmp_path, CASE))
        assert (code, err) == (0, "")
        assert out == f"The window that is open on {tmp_path} was raised.\n"
        assert not keyboard.application.window.windowState() & Qt.WindowState.WindowMinimized
        keyboard.wait(lambda: keyboard.review.case is not None)
        assert keyboard.case.folder == CASE
        assert keyboard.controller.shows_review


def test_what_is_typed_stays_with_its_case_when_another_is_called(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path, case=CASE) as keyboard:
        element = keyboard.review.panels.checklist.current_element()
        keyboard.press("N")
        keyboard.type("typed, not yet entered")
        ended(keyboard, second_start(tmp_path, ANOTHER))
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == ANOTHER)
        keyboard.settle()
        ended(keyboard, second_start(tmp_path, CASE))
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == CASE)
        assert keyboard.case.review.finding(element).note == "typed, not yet entered"


def test_a_second_start_without_a_case_leaves_what_is_shown(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path, case=CASE) as keyboard:
        keyboard.press("P")
        code, _, _ = ended(keyboard, second_start(tmp_path))
        assert code == 0
        assert keyboard.case.folder == CASE


def test_a_locked_window_opens_the_case_when_it_is_unlocked(qapp: QApplication, tmp_path: Path) -> None:
    set_up_key(tmp_path)
    custody = key_custody(tmp_path)
    custody.seal(custody.keys(), WORDS)
    with window(qapp, tmp_path, case=CASE, asks=True) as keyboard:
        code, _, _ = ended(keyboard, second_start(tmp_path, ANOTHER))
        assert code == 0
        assert keyboard.gate is not None
        unlock(keyboard, WORDS)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == ANOTHER)
        keyboard.press("Ctrl+L")
        ended(keyboard, second_start(tmp_path))
        ended(keyboard, second_start(tmp_path, CASE))
        assert keyboard.gate is not None
        assert CASE.name not in keyboard.application.window.windowTitle()
        unlock(keyboard, WORDS)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == CASE)


def test_the_command_line_is_told_that_a_window_is_open(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path, case=CASE) as keyboard:
        code, out, err = ended(keyboard, second_start(tmp_path, "history", "list"))
        assert (code, out) == (5, "")
        assert "in use by another window" in err


def test_what_a_killed_window_left_behind_is_in_nobodys_way(qapp: QApplication, tmp_path: Path) -> None:
    first = second_start(tmp_path)
    address = tmp_path / FOLDER_NAME / "address"
    while not address.exists():
        assert first.poll() is None
        os.sched_yield()
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=30)
    assert address.exists()
    with window(qapp, tmp_path, case=CASE) as keyboard:
        code, _, _ = ended(keyboard, second_start(tmp_path))
        assert code == 0


def test_of_starts_at_the_same_moment_one_is_the_window(tmp_path: Path) -> None:
    """Whoever loses has told the winner: all of them end by themselves but one."""
    starts = [second_start(tmp_path) for _ in range(STARTS_AT_ONCE)]
    while sum(start.poll() is None for start in starts) > 1:
        os.sched_yield()
    (winner,) = [start for start in starts if start.poll() is None]
    winner.terminate()
    for start in starts:
        out, err = start.communicate(timeout=30)
        assert start is winner or (start.returncode, err) == (0, "")
        assert start is winner or "was raised" in out
    with open_store(tmp_path) as store:
        assert store.check() == ()


def test_nobody_else_may_call(qapp: QApplication, tmp_path: Path) -> None:
    """The folder of the socket is the owner's alone; who sends nonsense, too much or nothing harms nobody."""
    place = place_or_handed_over(tmp_path, None)
    assert place is not None
    with ExitStack() as end:
        end.callback(place.give_up)
        assert stat.S_IMODE((tmp_path / FOLDER_NAME).stat().st_mode) == 0o700
    with window(qapp, tmp_path, case=CASE) as keyboard:
        address = str(tmp_path / FOLDER_NAME / "socket")
        keyboard.wait((tmp_path / FOLDER_NAME / "address").exists)
        for words in (b"", b"\x80\x04.", b'{"case": 7}', b"[]", b"x" * (one_window.MOST_BYTES + 1)):
            with closing(Client(address)) as caller:
                caller.send_bytes(words)
        Client(address).close()
        code, _, _ = ended(keyboard, second_start(tmp_path))
        assert code == 0
        assert keyboard.case.folder == CASE


def test_a_data_folder_with_a_long_name_has_its_socket_elsewhere(qapp: QApplication, tmp_path: Path) -> None:
    data = tmp_path / ("long " * 30) / "data"
    with window(qapp, data, case=CASE) as keyboard:
        code, _, _ = ended(keyboard, second_start(data))
        assert code == 0
        socket = Path(json.loads((data / FOLDER_NAME / "address").read_text(encoding="utf-8")))
        assert socket.is_socket()
        assert not socket.is_relative_to(data)
        assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    assert not socket.parent.exists()


def test_a_window_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_window, "PATIENCE_SECONDS", 0.1)
    silent = place_or_handed_over(tmp_path, None)
    assert silent is not None
    with ExitStack() as end:
        end.callback(silent.give_up)
        with pytest.raises(StoreError, match="does not answer"):
            place_or_handed_over(tmp_path, CASE)
    free = place_or_handed_over(tmp_path, CASE)
    assert free is not None
    free.give_up()
