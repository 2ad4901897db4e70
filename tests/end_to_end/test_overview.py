"""The overview by keys: one walks through it, sees what is marked, and reading goes on at the chosen page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.thumbnails import ThumbnailList
from tests.end_to_end.folders import copy_of_sample
from tests.end_to_end.keyboard import Keyboard, window

PACKET = "00_packet.pdf"
WIDE, NARROW = (1300, 800), (800, 700)


@pytest.fixture
def keyboard(qapp: QApplication, tmp_path: Path) -> Iterator[Keyboard]:
    case = copy_of_sample(tmp_path / "case")
    canvas = Canvas(str(case / PACKET), pagesize=(612, 792))
    for number in range(1, 31):
        canvas.drawString(72, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    with window(qapp, tmp_path / "data", case=case) as opened:
        opened.application.window.resize(*WIDE)
        opened.review.pages.show_file(PACKET)
        opened.controller.focus.focus_pages()
        opened.settle()
        yield opened


def parts(keyboard: Keyboard) -> tuple[PageView, ThumbnailList]:
    page = keyboard.application.review_page
    return page.pane.view, page.panels.thumbnails


def columns(thumbnails: ThumbnailList) -> int:
    model = thumbnails.model()
    tops = [thumbnails.visualRect(model.index(row, 0)).top() for row in range(12)]
    return tops.count(tops[0])


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_it_comes_with_room_and_goes_with_the_keyboard(keyboard: Keyboard, size: tuple[int, int]) -> None:
    keyboard.application.window.resize(*size)
    view, thumbnails = parts(keyboard)
    keyboard.settle()
    before = view.width(), thumbnails.isVisible()
    keyboard.press("Shift+O")
    assert thumbnails.hasFocus()
    keyboard.wait(lambda: columns(thumbnails) >= 3)
    across = columns(thumbnails)
    keyboard.press("Right", "Down", "Left")
    assert view.current_page == 1 + across
    keyboard.press("Return")
    assert view.hasFocus()
    assert view.current_page == 1 + across
    keyboard.wait(lambda: (view.width(), thumbnails.isVisible()) == before)
    for leave in ("Esc", "Shift+O", "F6"):
        keyboard.press("Shift+O")
        assert thumbnails.hasFocus()
        keyboard.press(leave)
        assert not thumbnails.hasFocus()
        keyboard.controller.focus.focus_pages()
        keyboard.wait(lambda: (view.width(), thumbnails.isVisible()) == before)


def test_the_list_of_documents_that_follows_it_leaves_room_for_the_pages(keyboard: Keyboard) -> None:
    keyboard.application.window.resize(*NARROW)
    keyboard.settle()
    keyboard.press("Shift+O")
    panels = keyboard.application.review_page.panels
    assert ("Enter", "read there") in keyboard.review.hint_line.hints.fitting()
    keyboard.press("O")
    assert panels.documents.filter.hasFocus()
    assert panels.documents.width() < keyboard.application.window.width() / 2


def test_marking_works_in_it_and_shows(keyboard: Keyboard) -> None:
    _, thumbnails = parts(keyboard)
    keyboard.press("Shift+O", "Right", "Right", "E", "L", "Right", "E")

    def told(page: int) -> str:
        return str(thumbnails.model().index(page - 1, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    keyboard.wait(lambda: "evidence" in told(4))
    label = keyboard.case.checklist.elements[0].id.partition("-")[0].upper()
    assert told(3).startswith(f"Page 3, evidence for {label}, illegible")
    assert told(4).startswith(f"Page 4, evidence for {label}")
    assert told(20) == "Page 20, not seen"
    assert thumbnails.hasFocus()


def test_walking_through_it_is_not_seeing_the_pages(keyboard: Keyboard) -> None:
    view, thumbnails = parts(keyboard)
    told: list[int] = []
    view.page_seen.connect(told.append)
    keyboard.press("Shift+O", *["Right"] * 11)
    keyboard.wait(lambda: keyboard.application.queue.idle)
    assert told == []
    keyboard.press("Return")
    keyboard.wait(lambda: 12 in told)
    spoken = thumbnails.model().index(11, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Page 12, seen"
    assert min(told) >= 11
