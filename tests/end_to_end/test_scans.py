"""Scans are read by machine while one works: found, selected and cited like text, never twice, never behind a
lock."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.pages import Rect
from reviewer_app.gui.models.scan_wording import ScanState
from reviewer_app.gui.scan_reader import ScanReader
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.thumbnail_model import PageFacts, Role
from reviewer_app.review.database_key import key_custody
from tests.databases import set_up_key
from tests.end_to_end.key_pages import WORDS, unlock
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.scanned import SCANS, TEXT, readings, scanned_case, wait_until_read, write_scans
from tests.end_to_end.searching import hits, search_for
from tests.end_to_end.story import show_page
from tests.unit.documents import files

LYING = "02_lying.pdf"

PAGES = (
    ["Magnetic resonance of the lumbar spine", "No fracture is seen"],
    ["Physical therapy was tried for eight weeks", "without lasting relief"],
    ["The patient reports pain", "in the left knee"],
)

LONG = [
    f"This is the {number} line of a longer report of the spine"
    for number in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
]
"""Enough for a machine to tell which way up it is."""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return scanned_case(tmp_path / "case", *PAGES)


@pytest.fixture
def keyboard(qapp: QApplication, case: Path, tmp_path: Path) -> Iterator[Keyboard]:
    with window(qapp, tmp_path / "data", case=case, finds=True) as opened:
        opened.wait(lambda: opened.review.case is not None)
        yield opened


def scans_of(keyboard: Keyboard) -> ScanReader:
    return keyboard.application.scans


def state(keyboard: Keyboard) -> ScanState:
    return keyboard.application.scans.state


def view_of(keyboard: Keyboard) -> PageView:
    return keyboard.application.review_page.pane.view


def bar(keyboard: Keyboard) -> str:
    return keyboard.application.review_page.pane.bar_words()


def small_turns(keyboard: Keyboard) -> list[int]:
    """How the small pictures of the document's pages are turned."""
    model = keyboard.review.panels.thumbnails.model()
    rows = (model.index(row, 0).data(Role.FACTS) for row in range(model.rowCount()))
    return [facts.turned for facts in rows if isinstance(facts, PageFacts)]


def quotes(keyboard: Keyboard) -> list[tuple[str, int, bool]]:
    """What is cited for the first element: the quote, the page, and whether it has places on it."""
    finding = keyboard.case.review.finding(keyboard.case.checklist.elements[0].id)
    return [(one.anchor.quote, one.anchor.page, bool(one.anchor.rects)) for one in finding.evidence]


def test_a_scan_is_searched_selected_and_cited_like_text(keyboard: Keyboard) -> None:
    wait_until_read(keyboard)
    search_for(keyboard, "therapy")
    assert hits(keyboard) == [(SCANS, 2)]
    keyboard.press("Return", "E")
    keyboard.wait(lambda: bool(quotes(keyboard)))
    assert quotes(keyboard) == [("therapy", 2, True)]
    keyboard.press("Esc", "Esc", "Right")
    keyboard.wait(lambda: "read by machine" in bar(keyboard))
    keyboard.press("Shift+Right", "Shift+End", "E")
    keyboard.wait(lambda: len(quotes(keyboard)) == 2)
    assert quotes(keyboard)[1] == ("The patient reports pain", 3, True)
    selection = view_of(keyboard).selection()
    assert selection is not None
    (rect,) = selection.rects(3)
    print_box = Rect(68, 68, 320, 100)
    assert print_box.united(rect) == print_box


def test_what_waits_is_told_paused_cancelled_and_gone_on_with(keyboard: Keyboard) -> None:
    scans, line = scans_of(keyboard), keyboard.review.hint_line
    keyboard.press("Ctrl+M")
    assert line.state_text() == "no scans of this case wait to be read"
    keyboard.wait(lambda: line.progress_text().startswith("Reading scans: "))
    keyboard.press("Ctrl+M")
    assert state(keyboard) is ScanState.PAUSED
    keyboard.wait(lambda: not scans.busy)
    read = scans.done
    assert line.progress_text() == f"Scans paused: {read} of 3 read"
    keyboard.press("Ctrl+Shift+M")
    assert (state(keyboard), line.progress_text()) == (ScanState.CANCELLED, "")
    keyboard.press("Ctrl+Shift+M")
    assert line.state_text() == "no scans of this case wait to be read"
    keyboard.press("F5")
    keyboard.wait(lambda: scans.total == 3)
    assert (state(keyboard), scans.busy, scans.done) == (ScanState.CANCELLED, False, read)
    keyboard.press("Ctrl+M")
    assert state(keyboard) is ScanState.READING
    wait_until_read(keyboard)
    assert line.progress_text() == ""


def test_the_next_program_reads_only_what_was_not_read(
    qapp: QApplication, case: Path, tmp_path: Path
) -> None:
    with window(qapp, tmp_path / "data", case=case, finds=True) as first, readings(first) as read:
        first.wait(lambda: bool(read))
        first.press("Ctrl+M")
        first.wait(lambda: not scans_of(first).busy)
        done = sorted(read)
    write_scans(case / "02_sent_again.pdf", PAGES[done[0] - 1])
    with window(qapp, tmp_path / "data", case=case, finds=True) as second, readings(second) as read:
        wait_until_read(second)
        assert scans_of(second).total == 4
        assert sorted(read) == [page for page in (1, 2, 3) if page not in done]
        second.wait(lambda: not second.application.scans.threads.alive)


def test_a_worker_that_is_killed_costs_no_page(keyboard: Keyboard) -> None:
    scans = scans_of(keyboard)
    keyboard.wait(lambda: bool(scans.threads.workers))
    for process in scans.threads.workers:
        os.kill(process, signal.SIGKILL)
    wait_until_read(keyboard)
    search_for(keyboard, "spine ")
    assert hits(keyboard) == [(SCANS, 1)]
    assert keyboard.application.search.panel.result is not None
    assert keyboard.application.search.panel.result.progress.wordless == 0


def test_what_is_on_screen_is_read_first(qapp: QApplication, tmp_path: Path) -> None:
    pages = [[f"Sheet number {number} of many"] for number in range(1, 9)]
    case = scanned_case(tmp_path / "case", *pages)
    with window(qapp, tmp_path / "data", case=case, finds=True) as keyboard, readings(keyboard) as read:
        keyboard.wait(lambda: keyboard.review.case is not None)
        scans, line = scans_of(keyboard), keyboard.review.hint_line
        keyboard.wait(lambda: line.progress_text().startswith("Reading scans: "))
        keyboard.press("Ctrl+M")  # else a slow machine turns pages more slowly than it reads them
        keyboard.wait(lambda: not scans.busy)
        before = len(read)
        assert 7 not in read
        show_page(keyboard, SCANS, 7)
        keyboard.press("Ctrl+M")
        keyboard.wait(lambda: 7 in read)
        # Two pages may have been drawn before it, and two are read at a time.
        assert 7 in read[before : before + 4]


def test_while_the_window_is_locked_nothing_is_read(qapp: QApplication, case: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    set_up_key(data)
    custody = key_custody(data)
    custody.seal(custody.keys(), WORDS)
    with window(qapp, data, case=case, asks=True, finds=True) as keyboard, readings(keyboard) as read:
        scans = scans_of(keyboard)
        unlock(keyboard, WORDS)
        keyboard.wait(lambda: bool(scans.threads.workers))
        keyboard.press("Ctrl+L")
        keyboard.wait(lambda: keyboard.gate is not None)
        before = len(read)
        assert (scans.threads.alive, scans.busy, scans.total) == (0, False, 0)
        keyboard.settle()
        unlock(keyboard, WORDS)
        wait_until_read(keyboard)
        assert len(read) - before <= 3


def test_the_pages_of_a_case_that_was_left_are_not_read(
    qapp: QApplication, case: Path, tmp_path: Path
) -> None:
    other = scanned_case(tmp_path / "other", ["Another case altogether"])
    with window(qapp, tmp_path / "data", case=case, finds=True) as keyboard, readings(keyboard) as read:
        scans = scans_of(keyboard)
        keyboard.wait(lambda: bool(scans.threads.workers))
        keyboard.application.open_case(other)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == other)
        before = len(read)
        wait_until_read(keyboard)
        assert (scans.total, len(read) - before) == (1, 1)


def test_pages_on_their_side_are_shown_upright_but_not_turned_under_ones_eyes(
    qapp: QApplication, tmp_path: Path
) -> None:
    case = scanned_case(tmp_path / "case", LONG, LONG[::-1], turned=90)
    (case / LYING).write_bytes(files.pdf(files.text_content("Text on its side", 72, 700), rotate=90))
    with window(qapp, tmp_path / "data", case=case, finds=True) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        show_page(keyboard, SCANS, 1)
        keyboard.press("W", "+", "+", "+")
        view = view_of(keyboard)
        assert view.pages_in_sight() == (1,)
        wait_until_read(keyboard)
        keyboard.wait(lambda: view.rotation_of(2) == view.offered_turn(1) == 270)
        assert view.rotation_of(1) == 0
        assert "on its side: R turns it" in bar(keyboard)
        keyboard.press("R")
        assert (view.rotation_of(1), view.offered_turn(1), view.rotation) == (270, 0, 0)
        assert "turned 270°" in bar(keyboard)
        search_for(keyboard, "seventh ")
        keyboard.press("Return", "E")
        keyboard.wait(lambda: [quote for quote, *_ in quotes(keyboard)] == ["seventh"])
    with window(qapp, tmp_path / "data", case=case, finds=True) as again:
        again.wait(lambda: again.review.case is not None)
        show_page(again, TEXT, 1)
        wait_until_read(again)
        again.wait(lambda: bool(again.application.readings.turns_of(again.case.documents[1].sha256)))
        show_page(again, SCANS, 1)
        view = view_of(again)
        assert (view.rotation_of(1), view.rotation_of(2)) == (270, 270)
        assert small_turns(again) == [270, 270]
        show_page(again, LYING, 1)
        assert view.rotation_of(1) == 270
        assert small_turns(again) == [270]
