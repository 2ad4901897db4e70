"""Two panes as a story, told by keys: split, read two documents, scroll together, go back, come again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.gui.viewer.pane import Pane
from reviewer_app.gui.viewer.panes import Panes
from reviewer_app.gui.viewer.spots import Spot
from tests.end_to_end.folders import sample_request, state_of, write_request
from tests.end_to_end.keyboard import Keyboard, window
from tests.unit.documents import files

NOTES, REPORT, LETTER = "1_notes.pdf", "2_report.pdf", "3_letter.pdf"
PAGES = {NOTES: 12, REPORT: 4, LETTER: 2}
TOLERANCE = 1.0
"""Page points: places are shown on whole pixels."""


def labelled(content: bytes) -> bytes:
    """The same PDF, its first four pages numbered in Roman numbers, the others A-1 and so on."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        roman, prefixed = pikepdf.Dictionary(S=pikepdf.Name.r), pikepdf.Dictionary(S=pikepdf.Name.D, P="A-")
        document.Root.PageLabels = pikepdf.Dictionary(Nums=[0, roman, 4, prefixed])
        document.save(target)
    return target.getvalue()


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    """Three documents of twelve, four and two pages; the first has printed page numbers."""
    folder = tmp_path / "case"
    folder.mkdir()
    for file, pages in PAGES.items():
        texts = [files.text_content(f"{file} page {page}", 72, 700) for page in range(1, pages + 1)]
        content = files.pdf(*texts)
        (folder / file).write_bytes(labelled(content) if file == NOTES else content)
    write_request(folder, sample_request() | {"request_id": "PA-PANES"})
    return folder


@contextmanager
def opened(qapp: QApplication, case_folder: Path) -> Iterator[Keyboard]:
    """A window on the case, with the same data folder each time."""
    with window(qapp, case_folder.parent / "data", case=case_folder) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.settle()
        yield keyboard


@pytest.fixture
def keyboard(qapp: QApplication, case_folder: Path) -> Iterator[Keyboard]:
    with opened(qapp, case_folder) as at_keyboard:
        yield at_keyboard


def panes_of(keyboard: Keyboard) -> Panes:
    return keyboard.application.review_page.panes


def shown(keyboard: Keyboard) -> tuple[tuple[str, int], ...]:
    """File and page of each pane, left one first."""
    files_by_hash = {document.sha256: document.file for document in keyboard.case.documents}
    views = (pane.view for pane in panes_of(keyboard).shown)
    return tuple((files_by_hash[view.document], view.current_page) for view in views)


def here(keyboard: Keyboard) -> tuple[str, int]:
    """File and page of the focused pane."""
    return keyboard.review.pages.file, panes_of(keyboard).focused.view.current_page


def focused_side(keyboard: Keyboard) -> str:
    return ("left", "right")[panes_of(keyboard).shown.index(panes_of(keyboard).focused)]


def go_to(keyboard: Keyboard, page: str) -> None:
    keyboard.press("G")
    keyboard.type(page)
    keyboard.press("Return")


def depth(pane: Pane) -> float:
    """How far down a pane is, in page points."""
    return pane.view.points_between(Spot(0, 0.0), pane.view.spot())


def test_two_documents_are_read_side_by_side(keyboard: Keyboard) -> None:
    go_to(keyboard, "3")
    keyboard.press("\\")
    assert shown(keyboard) == ((NOTES, 3), (NOTES, 3))
    assert focused_side(keyboard) == "right"
    assert "M match" in keyboard.review.hint_line.hints.accessibleDescription()

    keyboard.press("]", "Right", "+", "R")
    left, right = panes_of(keyboard).shown
    assert shown(keyboard) == ((NOTES, 3), (REPORT, 2))
    assert (left.view.zoom, left.view.rotation) == ("fit-width", 0)
    assert (right.view.zoom, right.view.rotation) != ("fit-width", 0)
    assert "turned 90°" in right.bar_words()
    assert keyboard.review.panels.documents.current_file() == REPORT
    assert keyboard.review.panels.thumbnails.model().rowCount() == PAGES[REPORT]
    assert keyboard.review.panels.thumbnails.currentIndex().row() == 1

    element = keyboard.case.checklist.elements[0].id
    keyboard.press("P", "E", "Shift+F6", "E")
    cited = [(one.file, one.anchor.page) for one in keyboard.case.review.finding(element).evidence]
    assert cited == [(REPORT, 2), (NOTES, 3)]
    assert keyboard.review.panels.documents.current_file() == NOTES
    assert keyboard.review.panels.thumbnails.model().rowCount() == PAGES[NOTES]
    keyboard.press("Return")
    assert shown(keyboard) == ((REPORT, 2), (REPORT, 2))
    keyboard.press("Return", "L")
    assert shown(keyboard) == ((NOTES, 3), (REPORT, 2))
    assert [mark.page for mark in keyboard.case.review.page_marks] == [3]

    keyboard.press("\\")
    assert shown(keyboard) == ((NOTES, 3),)
    keyboard.press("\\", "]", "Shift+F6", "[", "F6", "\\")
    assert shown(keyboard) == ((REPORT, 1),)


def test_the_keyboard_goes_round_documents_panes_and_tab(keyboard: Keyboard) -> None:
    keyboard.application.window.showNormal()
    keyboard.application.window.resize(1900, 1000)
    panels = keyboard.review.panels
    keyboard.press("\\", "Shift+F6")
    left, right = panes_of(keyboard).shown
    round_ = [left.view, right.view, panels.checklist.list, panels.documents.list]
    for key, order in (("F6", [*round_[1:], *round_]), ("Shift+F6", [*reversed(round_[:-1]), round_[-1]])):
        for widget in order:
            keyboard.press(key)
            assert widget.hasFocus(), (key, widget.accessibleName())


def test_commands_mean_the_pane_where_the_keyboard_was_last(keyboard: Keyboard) -> None:
    keyboard.press("\\", "]", "Ctrl+6", "Right")
    assert shown(keyboard) == ((NOTES, 1), (REPORT, 2))
    keyboard.press("Esc", "Shift+F6", "O")
    keyboard.type("letter")
    keyboard.press("Return")
    assert shown(keyboard) == ((LETTER, 1), (REPORT, 2))
    assert focused_side(keyboard) == "left"
    keyboard.press("Ctrl+5", "Ctrl+1")
    assert focused_side(keyboard) == "left"


def test_the_other_pane_is_matched(keyboard: Keyboard) -> None:
    keyboard.press("\\", "]", "Right", "+", "Down", "M")
    left, right = panes_of(keyboard).shown
    assert left.view.place() == right.view.place()
    assert (here(keyboard), focused_side(keyboard)) == ((REPORT, 2), "right")
    keyboard.press("Shift+F6", "Alt+Left")
    assert shown(keyboard) == ((NOTES, 1), (REPORT, 2))
    keyboard.press("\\", "M")
    assert shown(keyboard) == ((NOTES, 1), (NOTES, 1))


def test_both_scroll_together_until_they_are_told_not_to(keyboard: Keyboard) -> None:
    keyboard.press("\\", "]", "Shift+F6", "Right", "Shift+\\")
    left, right = panes_of(keyboard).shown
    assert all("in sync" in pane.bar_words() for pane in (left, right))
    apart = depth(left) - depth(right)
    for key in ("Down", "PgDown", "Right", "PgUp", "Left", "Space"):
        before = depth(left)
        keyboard.press(key)
        assert depth(left) != before
        assert depth(left) - depth(right) == pytest.approx(apart, abs=TOLERANCE)

    keyboard.press("End")
    assert shown(keyboard) == ((NOTES, 12), (REPORT, 4))
    keyboard.press("Home")
    assert depth(left) - depth(right) < apart
    go_to(keyboard, "2")
    assert depth(left) - depth(right) == pytest.approx(apart, abs=TOLERANCE)

    keyboard.press("End", "F6", "Up")
    assert shown(keyboard)[0] == (NOTES, 12)
    keyboard.press("]")
    assert shown(keyboard) == ((NOTES, 12), (LETTER, 1))

    keyboard.press("Shift+\\", "Right")
    assert shown(keyboard) == ((NOTES, 12), (LETTER, 2))
    assert not any("in sync" in pane.bar_words() for pane in (left, right))
    keyboard.press("Shift+\\", "\\")
    assert "in sync" not in panes_of(keyboard).focused.bar_words()


@pytest.mark.parametrize("last", ["left", "right"])
def test_both_panes_are_there_when_the_case_is_opened_again(
    qapp: QApplication, case_folder: Path, last: str
) -> None:
    before = state_of(case_folder)
    with opened(qapp, case_folder) as keyboard:
        keyboard.press("J", "\\", "]", "Right", "R", "-", "Down", "Shift+F6", "Right", "+", "Shift+\\")
        if last == "right":
            keyboard.press("F6")
        places = [pane.view.place() for pane in panes_of(keyboard).shown]
        element = keyboard.review.panels.checklist.current_element()
    with opened(qapp, case_folder) as keyboard:
        assert [pane.view.place() for pane in panes_of(keyboard).shown] == places
        assert focused_side(keyboard) == last
        assert panes_of(keyboard).focused.view.hasFocus()
        assert all("in sync" in pane.bar_words() for pane in panes_of(keyboard).shown)
        assert keyboard.review.panels.checklist.current_element() == element
        keyboard.press("\\")
    with opened(qapp, case_folder) as keyboard:
        assert len(panes_of(keyboard).shown) == 1
        assert panes_of(keyboard).focused.view.place() == places[("left", "right").index(last)]
    assert state_of(case_folder) == before


def test_a_pane_whose_document_is_gone_is_not_opened_again(qapp: QApplication, case_folder: Path) -> None:
    with opened(qapp, case_folder) as keyboard:
        keyboard.press("\\", "]", "Shift+F6")
    (case_folder / REPORT).unlink()
    with opened(qapp, case_folder) as keyboard:
        assert shown(keyboard) == ((NOTES, 1),)


def test_a_document_that_goes_while_it_is_shown_beside_leaves_the_other_pane_alone(
    keyboard: Keyboard, case_folder: Path
) -> None:
    keyboard.press("Right", "\\", "]", "Shift+F6")
    (case_folder / REPORT).unlink()
    keyboard.press("F5")
    assert shown(keyboard) == ((NOTES, 2), (NOTES, 1))
    assert focused_side(keyboard) == "left"


def test_back_and_forward_lead_through_jumps_and_documents(keyboard: Keyboard) -> None:
    go_to(keyboard, "5")
    keyboard.press("Right", "PgDown")
    left = panes_of(keyboard).focused.view.place()
    keyboard.press("End", "]", "Right", "]")
    way = [here(keyboard)]
    for _ in range(5):
        keyboard.press("Alt+Left")
        way.append(here(keyboard))
    assert way == [(LETTER, 1), (REPORT, 2), (NOTES, 12), (NOTES, left.page), (NOTES, 1), (NOTES, 1)]
    keyboard.press("Alt+Right")
    assert panes_of(keyboard).focused.view.place() == left
    keyboard.press("Alt+Right", "Alt+Right", "Alt+Right", "Alt+Right")
    assert here(keyboard) == (LETTER, 1)
    keyboard.press("Alt+Left", "Home", "Alt+Right")
    assert here(keyboard) == (REPORT, 1)


def test_each_pane_has_a_way_back_of_its_own(keyboard: Keyboard) -> None:
    go_to(keyboard, "5")
    keyboard.press("\\", "End", "Shift+F6", "]", "F6", "Alt+Left")
    assert shown(keyboard) == ((REPORT, 1), (NOTES, 5))
    keyboard.press("Alt+Left")
    assert shown(keyboard) == ((REPORT, 1), (NOTES, 1))
    keyboard.press("Shift+F6", "Alt+Left")
    assert shown(keyboard) == ((NOTES, 5), (NOTES, 1))


def test_the_way_back_passes_over_documents_that_are_gone(keyboard: Keyboard, case_folder: Path) -> None:
    go_to(keyboard, "4")
    keyboard.press("]", "]")
    content = (case_folder / REPORT).read_bytes()
    (case_folder / REPORT).unlink()
    keyboard.press("F5", "Alt+Left")
    assert here(keyboard) == (NOTES, 4)
    (case_folder / REPORT).write_bytes(content)
    keyboard.press("Esc", "F5", "F5", "Alt+Right")
    assert here(keyboard) == (REPORT, 1)


def test_walking_through_the_thumbnails_is_one_jump(keyboard: Keyboard) -> None:
    keyboard.application.window.resize(1900, 1000)
    go_to(keyboard, "2")
    keyboard.review.panels.thumbnails.setFocus()
    keyboard.press("Down", "Down", "Down")
    assert here(keyboard) == (NOTES, 5)
    keyboard.press("Alt+Left")
    assert here(keyboard) == (NOTES, 2)


def test_pages_are_called_as_they_are_printed(keyboard: Keyboard) -> None:
    pane = panes_of(keyboard).focused
    assert f"i (p 1 of {PAGES[NOTES]})" in pane.bar_words()
    go_to(keyboard, "iv")
    assert (pane.view.current_page, "iv (p 4 of 12)" in pane.bar_words()) == (4, True)
    go_to(keyboard, "a-3")
    assert (pane.view.current_page, "A-3 (p 7 of 12)" in pane.bar_words()) == (7, True)
    go_to(keyboard, "3")
    assert pane.view.current_page == 3

    go_to(keyboard, "B-1")
    assert pane.page_field.isVisible()
    assert "No page" in pane.page_field.accessibleDescription()
    keyboard.type("ii")
    keyboard.press("Return")
    assert not pane.page_field.isVisible()
    assert pane.view.hasFocus()
    assert pane.view.current_page == 2


def test_pages_seen_in_either_pane_count(keyboard: Keyboard) -> None:
    keyboard.press("\\", "]", "]")
    letter = next(document for document in keyboard.case.documents if document.file == LETTER)
    notes = next(document for document in keyboard.case.documents if document.file == NOTES)

    def seen() -> bool:
        keyboard.review.settle()
        keyboard.settle()
        return {(notes.sha256, 1), (letter.sha256, 1)} <= keyboard.case.review.pages_seen

    keyboard.wait(seen)


def test_another_case_opens_in_its_own_panes(qapp: QApplication, case_folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / LETTER).write_bytes((case_folder / LETTER).read_bytes())
    write_request(other, sample_request() | {"request_id": "PA-OTHER"})
    with opened(qapp, case_folder) as keyboard:
        keyboard.press("\\", "]")
        keyboard.application.open_case(other)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == other)
        keyboard.settle()
        assert shown(keyboard) == ((LETTER, 1),)
        keyboard.press("Alt+Left")
        assert shown(keyboard) == ((LETTER, 1),)
        keyboard.application.open_case(case_folder)
        keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == case_folder)
        keyboard.settle()
        assert shown(keyboard) == ((NOTES, 1), (REPORT, 1))
        assert focused_side(keyboard) == "right"
