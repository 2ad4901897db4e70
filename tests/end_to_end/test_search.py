"""Searching a case as a story, told by keys: type, walk through the hits of all documents, cite one, go
on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.review import FindingState
from reviewer_app.gui.models.hints import OWN_HINTS, Place
from reviewer_app.gui.models.search_model import UnsearchedRow
from reviewer_app.gui.models.search_wording import NO_PAGES
from tests.end_to_end.folders import sample_request, state_of, write_request
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.searching import hits, panel_of, search_for, wait_for_all
from tests.unit.documents import files

DOCUMENTS = 14
WITH_HITS = {3: (2,), 9: (1, 3), 12: (2,)}
"""Documents that name the injection, and on which of their pages."""

SCAN, BROKEN = 13, 14


def page_of(document: int, page: int) -> bytes:
    lines = [f"Document {document} page {page} of the record", "The knee is stable and the gait is normal"]
    if page in WITH_HITS.get(document, ()):
        lines.append("A lumbar epidural injection was given without relief")
    return b"\n".join(files.text_content(line, 72, 700 - 30 * number) for number, line in enumerate(lines))


def name_of(document: int) -> str:
    return f"{document:02}_letter_{document}.pdf"


def write_case(folder: Path, pages: int = 3) -> Path:
    """Fourteen documents: eleven letters and more with text, a scan without words, and a damaged file."""
    folder.mkdir(parents=True)
    for document in range(1, DOCUMENTS + 1):
        content = files.pdf(*(page_of(document, page) for page in range(1, pages + 1)))
        if document == SCAN:
            content = files.pdf(b"0 0 300 300 re f", b"10 10 200 200 re f")
        elif document == BROKEN:
            content = b"%PDF-1.7\nnothing of use"
        (folder / name_of(document)).write_bytes(content)
    write_request(folder, sample_request() | {"request_id": folder.name})
    return folder


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    return write_case(tmp_path / "root" / "case")


@pytest.fixture
def keyboard(qapp: QApplication, tmp_path: Path, case_folder: Path) -> Iterator[Keyboard]:
    """A window on the case."""
    with window(qapp, tmp_path / "data", case=case_folder) as at_keyboard:
        at_keyboard.wait(lambda: at_keyboard.review.case is not None)
        at_keyboard.settle()
        yield at_keyboard
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def place(keyboard: Keyboard) -> tuple[str, int]:
    return keyboard.review.pages.file, keyboard.application.review_page.pane.view.current_page


def expected_hits() -> list[tuple[str, int]]:
    return [(name_of(document), page) for document, pages in WITH_HITS.items() for page in pages]


def test_hits_of_all_documents_are_found_walked_cited_and_left(keyboard: Keyboard) -> None:
    view = keyboard.application.review_page.pane.view
    keyboard.press("]", "Right")
    began = place(keyboard)
    search_for(keyboard, "epidural inj")
    panel = panel_of(keyboard)
    assert panel.isVisible()
    assert not keyboard.review.panels.documents.list.isVisible()
    assert keyboard.review.panels.thumbnails.isVisible()
    assert hits(keyboard) == expected_hits()
    assert panel.heading.words() == "4 HITS IN 3 DOCUMENTS"
    assert panel.told() is None
    assert place(keyboard) == began

    for expected in expected_hits():
        keyboard.press("Down")
        assert place(keyboard) == expected
        assert panel.field.hasFocus()
    keyboard.press("Shift+F3", "Shift+F3")
    assert place(keyboard) == expected_hits()[1]
    assert view.selection() is None
    keyboard.press("Esc")
    assert place(keyboard) == began
    assert not panel.isVisible()
    assert keyboard.review.panels.documents.list.isVisible()
    assert view.hasFocus()


def test_enter_reads_on_at_the_hit_with_its_passage_selected_so_that_e_cites_exactly_it(
    keyboard: Keyboard,
) -> None:
    view = keyboard.application.review_page.pane.view
    search_for(keyboard, "epidural inj")
    keyboard.press("Down", "Down", "Return")
    assert place(keyboard) == expected_hits()[1]
    assert view.hasFocus()
    element = keyboard.review.panels.checklist.current_element()
    keyboard.press("E", "P")
    keyboard.press("F3", "E")
    keyboard.wait(lambda: len(keyboard.case.review.finding(element).evidence) == 2)
    finding = keyboard.case.review.finding(element)
    assert finding.state is FindingState.PRESENT
    assert [one.anchor.quote for one in finding.evidence] == ["epidural injection"] * 2
    assert [(one.file, one.anchor.page) for one in finding.evidence] == expected_hits()[1:3]
    assert all("lumbar" in one.anchor.before for one in finding.evidence)
    assert all(one.anchor.rects for one in finding.evidence)
    here = place(keyboard)
    keyboard.press("Shift+F6")
    assert panel_of(keyboard).field.hasFocus()
    keyboard.press("F6", "Esc")
    assert view.selection() is None
    assert keyboard.application.search.is_open
    keyboard.press("Esc")
    assert not keyboard.application.search.is_open
    assert place(keyboard) == here


def test_keys_faster_than_the_pages_still_cite_each_hit_where_it_stands(keyboard: Keyboard) -> None:
    search_for(keyboard, "epidural")
    keyboard.press("Return")
    element = keyboard.review.panels.checklist.current_element()
    view = keyboard.application.review_page.pane.view
    for key in ("E", "F3", "E", "F3", "E", "F3", "E", "]"):
        QTest.keySequence(view, QKeySequence(key))
    keyboard.settle()
    evidence = keyboard.case.review.finding(element).evidence
    assert [(one.file, one.anchor.page) for one in evidence] == expected_hits()
    assert {one.anchor.quote for one in evidence} == {"epidural"}
    assert all(one.anchor.before.endswith("A lumbar") for one in evidence)


def test_f3_goes_on_while_reading_also_after_the_search_was_closed(keyboard: Keyboard) -> None:
    view = keyboard.application.review_page.pane.view
    keyboard.press("F3")
    assert panel_of(keyboard).field.hasFocus()
    keyboard.type("epidural")
    wait_for_all(keyboard)
    keyboard.press("Return")
    assert place(keyboard) == expected_hits()[0]
    assert view.hasFocus()
    keyboard.press("Esc", "Esc")
    assert not panel_of(keyboard).isVisible()
    keyboard.press("F3")
    keyboard.wait(lambda: place(keyboard) == expected_hits()[1])
    assert panel_of(keyboard).isVisible()
    assert view.hasFocus()
    keyboard.press("F3", "F3", "F3")
    assert place(keyboard) == expected_hits()[0]
    assert "first hit again" in keyboard.review.hint_line.state_text()
    keyboard.press("Shift+F3")
    assert place(keyboard) == expected_hits()[-1]


def test_a_walk_through_hits_is_one_jump_and_alt_left_leads_back_before_it(keyboard: Keyboard) -> None:
    keyboard.press("]", "Right")
    began = place(keyboard)
    search_for(keyboard, "epidural")
    keyboard.press("Down", "Down", "Return", "F3")
    assert place(keyboard) == expected_hits()[2]
    keyboard.press("Alt+Left")
    assert place(keyboard) == began
    keyboard.press("Alt+Right")
    assert place(keyboard) == expected_hits()[2]


def test_with_two_panes_the_search_leads_the_focused_one_and_the_other_stays(keyboard: Keyboard) -> None:
    keyboard.press("\\")
    panes = keyboard.application.review_page.panes
    other = panes.other
    assert other is not None
    left = keyboard.review.pages.file
    search_for(keyboard, "epidural")
    keyboard.press("Down", "Return")
    assert place(keyboard) == expected_hits()[0]
    assert panes.focused is not other
    keyboard.press("Shift+F6")
    assert panes.focused is other
    assert keyboard.review.pages.file == left
    keyboard.press("F3")
    assert place(keyboard) == expected_hits()[1]


def test_a_typing_error_is_corrected_and_the_panel_says_so(keyboard: Keyboard) -> None:
    search_for(keyboard, "epidual")
    assert hits(keyboard) == expected_hits()
    assert "epidual" in panel_of(keyboard).corrections.words()
    assert "epidural" in panel_of(keyboard).corrections.words()


def test_nothing_found_names_what_was_not_searched(keyboard: Keyboard) -> None:
    search_for(keyboard, "zygomaticus")
    panel = panel_of(keyboard)
    told = panel.told()
    assert told is not None
    assert told.title == "Nothing found in the text"
    assert panel.unsearched.words() == ("Not searched: 2 pages without text and 1 file that cannot be opened")
    rows = [row for row in panel.model.rows if isinstance(row, UnsearchedRow)]
    assert [row.below for row in rows] == ["no text: p 1–2"]
    keyboard.press("Down", "Return")
    assert place(keyboard) == (name_of(SCAN), 1)
    assert keyboard.application.review_page.pane.view.selection() is None


def test_many_hits_are_listed_when_one_has_stopped_typing(
    qapp: QApplication, tmp_path: Path, case_folder: Path
) -> None:
    line = files.text_content("pain and more pain and again pain", 72, 700)
    # A page of few words would be drawn and compared with all others.
    rest = files.text_content("rarely in the morning mostly in the evening", 72, 670)
    (case_folder / "00_many.pdf").write_bytes(files.pdf(*[line + b" " + rest] * 100))
    with window(qapp, tmp_path / "data", case=case_folder) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.settle()
        search_for(keyboard, "pain")
        keyboard.press("Down", "Down")
        keyboard.wait(lambda: len(hits(keyboard)) == 300)
        assert panel_of(keyboard).heading.words() == "300 HITS IN 1 DOCUMENT"
        current = panel_of(keyboard).current_destination()
        assert current is not None
        assert current.page == 1


def test_the_documents_key_puts_the_search_away_and_another_case_forgets_it(
    keyboard: Keyboard, case_folder: Path
) -> None:
    search_for(keyboard, "epidural")
    keyboard.press("Esc", "O")
    assert keyboard.review.panels.documents.filter.hasFocus()
    assert not keyboard.application.search.is_open
    keyboard.press("Esc", "Ctrl+F")
    assert panel_of(keyboard).query() == "epidural"
    assert panel_of(keyboard).field.selectedText() == "epidural"
    other = write_case(case_folder.parent / "other", pages=1)
    keyboard.application.open_case(other)
    keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == other)
    keyboard.settle()
    assert panel_of(keyboard).query() == ""
    assert not panel_of(keyboard).isVisible()
    keyboard.press("Ctrl+F")
    keyboard.type("epidural")
    wait_for_all(keyboard)
    assert hits(keyboard) == [(name_of(9), 1)]


def test_one_can_type_before_the_case_has_been_read(
    qapp: QApplication, tmp_path: Path, case_folder: Path
) -> None:
    with window(qapp, tmp_path / "data", root=case_folder.parent) as keyboard:
        keyboard.application.open_case(case_folder)
        for key in ("Ctrl+F", "Shift+F3"):
            QTest.keySequence(keyboard.application.window, QKeySequence(key))
        panel = panel_of(keyboard)
        keyboard.wait(panel.field.hasFocus)
        assert keyboard.review.case is None
        keyboard.type("epidural")
        assert panel.query() == "epidural"
        wait_for_all(keyboard)
        assert hits(keyboard) == expected_hits()
        assert panel.isVisible()


def test_a_case_without_anything_to_read_says_so(qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "root" / "case"
    folder.mkdir(parents=True)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of use")
    with window(qapp, tmp_path / "data", case=folder) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.press("Ctrl+F")
        keyboard.type("pain")
        panel = panel_of(keyboard)
        keyboard.wait(lambda: panel.result is not None and panel.result.query == "pain")
        assert panel.told() == NO_PAGES
        assert panel.unsearched.words() == "Not searched: 1 file that cannot be opened"


def test_hints_name_the_keys_of_the_search(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+F")
    named = ", ".join(f"{key} {word}" for key, word in OWN_HINTS[Place.SEARCH])
    hinted = keyboard.review.hint_line.hints
    assert hinted.accessibleDescription() == named
    keyboard.type("epidural")
    wait_for_all(keyboard)
    keyboard.press("Return")
    assert "F3 next hit" in hinted.accessibleDescription()
    keyboard.press("Esc", "Esc")
    assert "F3 next hit" not in hinted.accessibleDescription()


def test_a_document_that_comes_later_is_found_too(keyboard: Keyboard, case_folder: Path) -> None:
    search_for(keyboard, "epidural")
    assert hits(keyboard) == expected_hits()
    keyboard.press("Return")
    (case_folder / "15_late.pdf").write_bytes(files.pdf(page_of(9, 1), page_of(15, 2)))
    keyboard.press("F5")
    keyboard.settle()
    late = ("15_late.pdf", 1)
    keyboard.wait(lambda: hits(keyboard) == [*expected_hits(), late])


def test_where_the_left_side_has_no_room_the_search_comes_over_the_pages(keyboard: Keyboard) -> None:
    shown = keyboard.application.window
    shown.showNormal()
    shown.resize(683, 364)
    keyboard.wait(lambda: not keyboard.review.panels.documents.isVisible())
    search_for(keyboard, "epidural")
    panel = panel_of(keyboard)
    assert panel.isVisible()
    keyboard.press("Down", "Down", "Return")
    assert not panel.isVisible()
    assert place(keyboard) == expected_hits()[1]
    keyboard.press("F3")
    assert place(keyboard) == expected_hits()[2]
    assert not panel.isVisible()
    keyboard.press("Ctrl+F")
    assert panel.isVisible()
    keyboard.press("Esc")
    assert not keyboard.review.panels.documents.isVisible()
    assert keyboard.application.review_page.pane.view.hasFocus()


def test_what_was_typed_is_written_nowhere_and_the_case_folder_is_untouched(
    qapp: QApplication, tmp_path: Path, case_folder: Path
) -> None:
    before = state_of(case_folder)
    typed = "Quetzalcoatlus"
    with window(qapp, tmp_path / "data", case=case_folder) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.settle()
        search_for(keyboard, typed)
        keyboard.press("Esc")
    assert state_of(case_folder) == before
    written = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if typed.lower().encode() in path.read_bytes().lower()]


def test_the_index_is_ready_when_the_case_is_opened_again(
    qapp: QApplication, tmp_path: Path, case_folder: Path
) -> None:
    data = tmp_path / "data"
    for _ in range(2):
        with window(qapp, data, case=case_folder) as keyboard:
            keyboard.wait(lambda: keyboard.review.case is not None)
            keyboard.settle()
            search_for(keyboard, "epidural")
            assert hits(keyboard) == expected_hits()
