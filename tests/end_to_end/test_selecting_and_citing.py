"""From the keyboard to the evidence: passages over pages and columns, areas of scans, and citations that stay
where they were cited whatever happens to view, file and folder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.gui.viewer.page_view import PageView
from tests.end_to_end.folders import copy_of_sample
from tests.end_to_end.keyboard import Keyboard, window

LETTER = "00_letter.pdf"
SCAN = "01_scan.pdf"
LEFT = [f"left line {number} tells of the knee" for number in range(1, 9)]
RIGHT = [f"right line {number} tells of the hip" for number in range(1, 9)]


def write_letter(path: Path) -> None:
    """Two pages: a paragraph; and two columns that the file has line by line across both."""
    canvas = Canvas(str(path), pagesize=(612, 792))
    for number in range(1, 5):
        canvas.drawString(72, 200 - 14 * number, f"end of the first page, line {number}")
    canvas.showPage()
    canvas.drawString(72, 720, "The second page.")
    for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        canvas.drawString(72, 660 - 14 * row, left)
        canvas.drawString(330, 660 - 14 * row, right)
    canvas.save()


def write_scan(path: Path) -> None:
    """A page that is a picture."""
    image = Image.new("L", (850, 1100), "white")
    ImageDraw.Draw(image).rectangle((300, 500, 600, 560), fill="black")
    canvas = Canvas(str(path), pagesize=(612, 792))
    canvas.drawImage(ImageReader(image), 0, 0, 612, 792)
    canvas.save()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = copy_of_sample(tmp_path / "case")
    write_letter(folder / LETTER)
    write_scan(folder / SCAN)
    return folder


@pytest.fixture
def keyboard(qapp: QApplication, case: Path, tmp_path: Path) -> Iterator[Keyboard]:
    with window(qapp, tmp_path / "data", case=case) as opened:
        show(opened, LETTER)
        yield opened


def view_of(keyboard: Keyboard) -> PageView:
    return keyboard.application.review_page.pane.view


def show(keyboard: Keyboard, file: str) -> None:
    keyboard.review.pages.show_file(file)
    keyboard.wait(lambda: keyboard.review.pages.file == file)


def evidence(keyboard: Keyboard) -> tuple[Evidence, ...]:
    """That of the first element, which is the current one."""
    return keyboard.case.review.finding(keyboard.case.checklist.elements[0].id).evidence


def cite(keyboard: Keyboard) -> tuple[Anchor, ...]:
    """Press E and wait for the evidence."""
    before = len(evidence(keyboard))
    keyboard.press("E")
    keyboard.wait(lambda: len(evidence(keyboard)) > before)
    return tuple(one.anchor for one in evidence(keyboard)[before:])


def test_a_passage_over_two_pages_is_cited_in_one_act(keyboard: Keyboard) -> None:
    keyboard.press("Shift+Right", "Shift+PgDown", "Shift+PgDown")
    first, second = cite(keyboard)
    assert (first.page, second.page) == (1, 2)
    assert first.quote == " ".join(f"end of the first page, line {number}" for number in range(1, 5))
    assert second.quote == "The second page."
    assert len(first.rects) == 4
    assert second.after.startswith("left line 1 tells")
    keyboard.press("Ctrl+Z")
    assert evidence(keyboard) == ()
    keyboard.press("Ctrl+Shift+Z")
    assert [one.anchor for one in evidence(keyboard)] == [first, second]
    keyboard.press("E")
    assert len(evidence(keyboard)) == 2


def test_what_is_pressed_before_the_words_are_there_cites_the_words(keyboard: Keyboard) -> None:
    keyboard.press("Right", "Shift+Right", "Shift+Right", "Shift+Right")
    (anchor,) = cite(keyboard)
    assert (anchor.page, anchor.quote) == (2, "The second page.")


def test_a_column_is_selected_down_to_its_end_without_the_other_one(keyboard: Keyboard) -> None:
    keyboard.press("Right", "Shift+Right", "Alt+Shift+PgDown", "Shift+PgDown")
    (anchor,) = cite(keyboard)
    assert anchor.quote == " ".join(LEFT)
    assert anchor.after == "right line 1 tells of the hip right"
    assert all(rect.x1 < 320 for rect in anchor.rects)
    keyboard.press("Esc", "Shift+Right", "Alt+Shift+PgDown", "Alt+Shift+PgDown", "Shift+PgDown")
    (other,) = cite(keyboard)
    assert other.quote == " ".join(RIGHT)


def test_an_area_of_a_scan_by_keys(keyboard: Keyboard) -> None:
    show(keyboard, SCAN)
    keyboard.press("0", "Shift+Down", *["Alt+Shift+Up"] * 3, *["Shift+Left"] * 4, "Shift+PgDown", "Shift+End")
    (anchor,) = cite(keyboard)
    (area,) = anchor.rects
    assert (anchor.page, anchor.quote, round(area.x1)) == (1, "", 612)
    keyboard.press("Esc")
    show(keyboard, LETTER)
    keyboard.press("Return")
    keyboard.wait(lambda: keyboard.review.pages.file == SCAN)
    visible = view_of(keyboard).visible_part(1)
    assert visible.y0 < area.y0 < area.y1 < visible.y1


def test_an_area_of_a_page_with_words_by_key(keyboard: Keyboard) -> None:
    keyboard.press("Right", "Shift+Right", "Shift+End", "V")
    (anchor,) = cite(keyboard)
    assert (anchor.quote, len(anchor.rects)) == ("The second page.", 1)
    keyboard.press("V")
    selection = view_of(keyboard).selection()
    assert selection is not None
    assert (selection.area, selection.quote) == (False, "The second page.")


def test_a_turned_and_enlarged_view_cites_the_same_place(keyboard: Keyboard) -> None:
    keyboard.press("Right", "Shift+Right", "Shift+End")
    (upright,) = cite(keyboard)
    for zoom in (("0",), ("+", "+", "+"), ("W",)):
        keyboard.press("Esc", "Ctrl+Z", "0", "R", "Home", "Right", "Shift+Right", *zoom, "Shift+End")
        (anchor,) = cite(keyboard)
        assert anchor == upright


def test_evidence_stays_when_file_and_folder_are_renamed_and_moved(
    qapp: QApplication, case: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with window(qapp, data, case=case) as keyboard:
        show(keyboard, LETTER)
        keyboard.press("Right", "Shift+Right", "Shift+End")
        anchors = cite(keyboard)
    moved = tmp_path / "elsewhere" / "the same case"
    moved.parent.mkdir()
    case.rename(moved)
    (moved / "sub").mkdir()
    (moved / LETTER).rename(moved / "sub" / "renamed letter.pdf")
    with window(qapp, data, case=moved) as keyboard:
        assert tuple(one.anchor for one in evidence(keyboard)) == anchors
        show(keyboard, SCAN)
        keyboard.press("Return")
        assert keyboard.review.pages.file == "sub/renamed letter.pdf"
        view = view_of(keyboard)
        assert view.current_page == 2
        keyboard.wait(lambda: keyboard.application.pictures.words(view.document, 2) is not None)
        text = keyboard.application.pictures.words(view.document, 2)
        assert text is not None
        inside = [
            word.text
            for word in text.words
            if any(rect.contains(word.rect.x0 + 1, word.rect.y0 + 1) for rect in anchors[0].rects)
        ]
        assert " ".join(inside) == anchors[0].quote


def test_every_command_of_the_selection_has_a_key(keyboard: Keyboard) -> None:
    keys = {command.id: command.keys for command in keyboard.controller.bindings.commands}
    selecting = [one for one in keys if one.startswith(("select-", "move-selection"))]
    assert len(selecting) == 15
    assert all(keys[one] for one in selecting)
    pressed = list(chain.from_iterable(keys[one] for one in selecting))
    for key in pressed:
        keyboard.press(key)
    keyboard.wait(lambda: view_of(keyboard).selection() is not None)
