"""Documents as senders make them: locked, restricted, with outlines, links, attached files and scripts; told
by keys in the whole window. Nothing opens by itself, nothing outside without a second, deliberate act."""

from __future__ import annotations

import io
from collections.abc import Iterator
from operator import methodcaller
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.domain.pages import NOTE_INVISIBLE_TEXT, Rect
from reviewer_app.gui.models.link_words import ONLY_ADDRESSES
from reviewer_app.gui.panels.attachments import AttachmentsCard
from reviewer_app.gui.panels.link_bar import LinkBar
from reviewer_app.gui.panels.outline import OutlineCard
from tests.end_to_end.folders import copy_of_sample, state_of
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.searching import hits, search_for
from tests.unit.documents import files

FITTING = "Strom-7 oak"
ENTRIES = 3_000
PAGES = 12
ADDRESS = "https://records.example.org/chart?id=7&view=full"
WEB_LINK = Rect(72, 792 - 520, 272, 792 - 500)
CSV = b"date,value\n2025-05-01,7\n"
SCHEMES = ("http", "https", "mailto", "file", "javascript", "calculator")


def locked_pdf(words: str, pages: int) -> bytes:
    contents = (files.text_content(words, 72, 700),) * pages
    return files.pdf(*contents, encryption=pikepdf.Encryption(user=FITTING, owner="owner"))


def link(bottom: float, key: str, leads: pikepdf.Object) -> Dictionary:
    """A link annotation on a strip of the page that starts at ``bottom``: ``A`` acts, ``Dest`` is a place."""
    made = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[72, bottom, 272, bottom + 20], Border=[0, 0, 0]
    )
    made[f"/{key}"] = leads
    return made


def chart() -> bytes:
    """Pages with printed numbers, a long outline, an attached file, a script, and links of every kind."""
    made = pikepdf.open(
        io.BytesIO(files.pdf(*(files.text_content(f"Chart page {page}", 72, 700) for page in range(PAGES))))
    )
    made.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 4, Dictionary(S=Name.D, St=1)]))
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    with made.open_outline() as outline:
        outline.root.extend(OutlineItem(f"Encounter {number}", number % PAGES) for number in range(ENTRIES))
    made.attachments["labs.csv"] = pikepdf.AttachedFileSpec(
        made, CSV, filename="../labs.csv", description="Results", mime_type="", creation_date="", mod_date=""
    )
    first, target = made.pages[0], made.pages[8]
    uri = Dictionary(S=Name.URI, URI=String(ADDRESS))
    script = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('https://example.org')"))
    program = Dictionary(S=Name.Launch, F=String("calculator.exe"))
    first.Annots = made.make_indirect(
        Array(
            [
                link(600, "Dest", Array([target.obj, Name.Fit])),
                link(500, "A", uri),
                link(400, "A", script),
                link(300, "A", program),
            ]
        )
    )
    target_file = io.BytesIO()
    made.save(target_file, deterministic_id=True)
    return target_file.getvalue()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Path]:
    """A case with all of it; at the end it is as it was."""
    folder = copy_of_sample(tmp_path / "case")
    (folder / "00 chart.pdf").write_bytes(chart())
    (folder / "zz locked letter.pdf").write_bytes(locked_pdf("A locked letter", 2))
    (folder / "zz locked report.pdf").write_bytes(locked_pdf("A locked report", 3))
    restricted = pikepdf.Encryption(user="", owner="owner", allow=pikepdf.Permissions(extract=False))
    (folder / "zz restricted.pdf").write_bytes(
        files.pdf(files.text_content("Restricted", 72, 700), encryption=restricted)
    )
    unseen = files.text_content("Read by a machine", 72, 650, operators="3 Tr")
    scan = files.pdf(b"0 0 300 300 re f " + unseen, files.text_content("A plain page", 72, 700))
    (folder / "zz scan.pdf").write_bytes(scan)
    before = state_of(folder)
    yield folder
    assert state_of(folder) == before


@pytest.fixture
def keyboard(qapp: QApplication, tmp_path: Path, case: Path) -> Iterator[Keyboard]:
    with window(qapp, tmp_path / "data", case=case) as at_keyboard:
        yield at_keyboard


class Desktop(QObject):
    """Stands in for the desktop that addresses are handed to; it only writes them down."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    standing_in = Desktop()
    for scheme in SCHEMES:
        # PySide's types ask for bytes, where the function itself takes a string only.
        methodcaller("setUrlHandler", scheme, standing_in, "take")(QDesktopServices)
    yield standing_in
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


def choose(keyboard: Keyboard, file: str) -> None:
    keyboard.press("O")
    keyboard.type(file)
    keyboard.press("Return")


def status_of(keyboard: Keyboard, file: str) -> DocumentStatus:
    return next(one.status for one in keyboard.case.documents if one.file == file)


def link_bar(keyboard: Keyboard) -> LinkBar:
    return keyboard.controller.documents.parts.link_bar


def test_a_locked_document_asks_in_place_and_opens_with_others_of_its_password(
    keyboard: Keyboard, tmp_path: Path
) -> None:
    view = keyboard.application.review_page.pane.view
    parts = keyboard.controller.documents.parts
    total = len([one for one in keyboard.case.documents if one.readable])
    choose(keyboard, "zz locked letter")
    assert parts.password.field.hasFocus()
    assert "password" in view.accessibleDescription()
    keyboard.type("wrong")
    keyboard.press("Return")
    assert "does not open zz locked letter.pdf" in parts.password.help_text()
    assert parts.password.field.hasFocus()
    for attempt in range(3):
        keyboard.type(f"wrong {attempt}")
        keyboard.press("Return")
    keyboard.type(FITTING)
    keyboard.press("Return")
    assert status_of(keyboard, "zz locked letter.pdf") is DocumentStatus.OK
    assert status_of(keyboard, "zz locked report.pdf") is DocumentStatus.OK
    assert len([one for one in keyboard.case.documents if one.readable]) == total + 2
    assert keyboard.review.pages.file == "zz locked letter.pdf"
    assert view.page_count == 2
    assert view.hasFocus()
    assert parts.password.isHidden()
    assert "opened here with a password" in " ".join(parts.notes.notes)
    assert parts.notes.isVisible()
    assert keyboard.review.hint_line.messages.done == ("The password opened 2 documents.",)
    keyboard.wait(lambda: keyboard.application.pictures.cache.has_page(view.document, 1))

    keyboard.press("F5")
    assert status_of(keyboard, "zz locked report.pdf") is DocumentStatus.OK
    assert view.page_count == 2
    keyboard.press("E")
    assert any(
        item.file == "zz locked letter.pdf"
        for finding in keyboard.case.review.findings.values()
        for item in finding.evidence
    )
    keyboard.application.window.close()
    written = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert written
    assert FITTING.encode() not in written


def test_a_case_of_one_locked_document_asks_at_once(qapp: QApplication, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(locked_pdf("A locked letter", 2))
    with window(qapp, tmp_path / "data", case=letter) as keyboard:
        parts = keyboard.controller.documents.parts
        assert keyboard.review.pages.file == "letter.pdf"
        assert parts.password.isVisible()
        keyboard.press("Ctrl+U")
        keyboard.type(FITTING)
        keyboard.press("Return")
        assert keyboard.application.review_page.pane.view.page_count == 2
        keyboard.press("Ctrl+W", "F5")
    with window(qapp, tmp_path / "data", case=letter) as keyboard:
        assert status_of(keyboard, "letter.pdf") is DocumentStatus.ENCRYPTED


def test_an_opened_document_is_searched_like_any_other(keyboard: Keyboard) -> None:
    choose(keyboard, "zz locked letter")
    keyboard.type(FITTING)
    keyboard.press("Return")
    search_for(keyboard, '"locked report"')
    keyboard.wait(
        lambda: [page for file, page in hits(keyboard) if file == "zz locked report.pdf"] == [1, 2, 3]
    )
    keyboard.press("Return")
    keyboard.wait(lambda: keyboard.review.pages.file == "zz locked report.pdf")


def test_walking_past_a_locked_document_takes_no_keyboard(keyboard: Keyboard) -> None:
    parts = keyboard.controller.documents.parts
    choose(keyboard, "zz locked letter")
    assert parts.password.field.hasFocus()
    keyboard.type("half")
    keyboard.press("Esc")
    view = keyboard.application.review_page.pane.view
    assert view.hasFocus()
    keyboard.press("]")
    assert keyboard.review.pages.file == "zz locked report.pdf"
    assert parts.password.isVisible()
    assert view.hasFocus()
    keyboard.press("Ctrl+U")
    assert parts.password.field.hasFocus()
    assert parts.password.field.text() == ""
    keyboard.press("Esc", "]")
    assert keyboard.review.pages.file == "zz restricted.pdf"
    assert parts.password.isHidden()
    keyboard.press("Ctrl+U")
    assert view.hasFocus()


def test_notes_are_told_once_and_come_back_by_their_key(keyboard: Keyboard) -> None:
    parts = keyboard.controller.documents.parts
    choose(keyboard, "zz restricted")
    assert parts.notes.isVisible()
    assert "restricted its use" in parts.notes.notes[0]
    keyboard.press("Esc")
    assert not parts.notes.isVisible()
    choose(keyboard, "00 chart")
    assert parts.notes.isVisible()
    assert "scripts" in " ".join(parts.notes.notes)
    assert "attached" in " ".join(parts.notes.notes)
    choose(keyboard, "zz restricted")
    assert not parts.notes.isVisible()
    keyboard.press("Ctrl+I")
    assert parts.notes.isVisible()
    keyboard.press("Ctrl+I")
    assert not parts.notes.isVisible()


def test_the_outline_goes_to_its_page_and_back_leads_where_one_was(keyboard: Keyboard) -> None:
    choose(keyboard, "00 chart")
    view = keyboard.application.review_page.pane.view
    keyboard.press("C")
    card = keyboard.application.window.findChild(OutlineCard)
    assert card is not None
    keyboard.wait(lambda: len(card.model.rows) == ENTRIES)
    assert card.model.rows[0].where == "i (p 1)"
    keyboard.type("encounter 2999")
    keyboard.press("Return")
    assert view.current_page == 2999 % PAGES + 1
    assert view.hasFocus()
    keyboard.press("Alt+Left")
    assert view.current_page == 1
    choose(keyboard, "zz restricted")
    keyboard.press("C")
    keyboard.wait(lambda: card.empty.title_text() == "This document has no outline")
    keyboard.press("Esc")
    assert view.hasFocus()


def test_links_are_stepped_through_told_in_full_and_followed_by_a_second_key(
    keyboard: Keyboard, desktop: Desktop
) -> None:
    choose(keyboard, "00 chart")
    view, bar = keyboard.application.review_page.pane.view, link_bar(keyboard)
    keyboard.press("F")
    keyboard.wait(bar.isVisible)
    assert bar.words() == "Leads to page 9 (5) of this document."
    keyboard.press("F")
    assert bar.words() == f"Leads to records.example.org. {ADDRESS}"
    assert bar.target.toPlainText() == ADDRESS
    assert desktop.opened == []
    keyboard.press("F")
    assert ONLY_ADDRESSES in bar.words()
    assert "launchURL" in bar.words()
    keyboard.press("Return", "Shift+F")
    assert "calculator.exe" in bar.words()
    keyboard.press("Return")
    assert desktop.opened == []
    assert not bar.isVisible()

    keyboard.press("F", "F", "Return")
    assert desktop.opened == [ADDRESS]
    assert view.hasFocus()
    keyboard.press("F", "Return")
    assert view.current_page == 9
    keyboard.press("Alt+Left")
    assert view.current_page == 1
    keyboard.press("F", "Esc")
    assert not bar.isVisible()
    assert view.hasFocus()
    keyboard.press("End", "F")
    keyboard.wait(lambda: "no links" in keyboard.review.hint_line.state_text())
    assert desktop.opened == [ADDRESS]


def test_a_click_on_a_link_tells_and_only_the_button_opens(keyboard: Keyboard, desktop: Desktop) -> None:
    choose(keyboard, "00 chart")
    view, bar = keyboard.application.review_page.pane.view, link_bar(keyboard)
    keyboard.press("F")
    keyboard.wait(bar.isVisible)
    keyboard.press("Esc")
    middle = middle_of(keyboard, WEB_LINK)
    hover(view.viewport(), middle)
    assert bar.isVisible()
    assert not bar.follow_button.isVisible()
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    hover(view.viewport(), QPoint(middle.x(), middle.y() - 40))
    assert not bar.isVisible()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert bar.follow_button.isVisible()
    assert desktop.opened == []
    QTest.mouseClick(bar.follow_button, Qt.MouseButton.LeftButton)
    assert desktop.opened == [ADDRESS]
    assert not bar.isVisible()


def middle_of(keyboard: Keyboard, rect: Rect) -> QPoint:
    """Where the middle of a rectangle of the first page lies in the view."""
    view = keyboard.application.review_page.pane.view
    left, top, width, height = view.place_on_view(1).rect_to_pixels(rect)
    return QPoint(round(left + width / 2), round(top + height / 2))


@pytest.mark.parametrize("keys", [("R",), ("R", "R", "+"), ("0", "R", "R", "R"), ("-", "-")])
def test_links_turn_and_grow_with_the_page(keyboard: Keyboard, keys: tuple[str, ...]) -> None:
    choose(keyboard, "00 chart")
    view, bar = keyboard.application.review_page.pane.view, link_bar(keyboard)
    layer = keyboard.controller.documents.parts.links
    keyboard.press(*keys, "F", "F")
    keyboard.wait(bar.isVisible)
    assert bar.target.toPlainText() == ADDRESS
    ring = layer.ring_place()
    assert ring is not None
    middle = middle_of(keyboard, WEB_LINK)
    assert abs(ring.center().x() - middle.x()) <= 1
    assert abs(ring.center().y() - middle.y()) <= 1
    keyboard.press("Esc")
    assert layer.ring_place() is None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert bar.isVisible()
    assert bar.target.toPlainText() == ADDRESS
    keyboard.press("]")
    assert not bar.isVisible()
    assert layer.current is None


def test_a_drag_that_starts_on_a_link_chooses_nothing(keyboard: Keyboard, desktop: Desktop) -> None:
    choose(keyboard, "00 chart")
    view, bar = keyboard.application.review_page.pane.view, link_bar(keyboard)
    keyboard.press("F")
    keyboard.wait(bar.isVisible)
    keyboard.press("Esc")
    start = middle_of(keyboard, WEB_LINK)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=start)
    assert not bar.isVisible()
    assert desktop.opened == []


def test_what_is_amiss_with_a_page_is_said_in_a_word_and_on_demand_in_full(keyboard: Keyboard) -> None:
    choose(keyboard, "zz scan")
    pane, parts = keyboard.application.review_page.pane, keyboard.controller.documents.parts
    keyboard.wait(lambda: "invisible text" in pane.bar_words())
    assert not parts.notes.isVisible()
    keyboard.press("Ctrl+I")
    assert parts.notes.isVisible()
    assert parts.notes.notes == (f"Page 1: {NOTE_INVISIBLE_TEXT}.",)
    keyboard.press("Right")
    keyboard.wait(lambda: keyboard.application.pictures.cache.has_page(pane.view.document, 2))
    assert "invisible text" not in pane.bar_words()
    assert not parts.notes.notes
    keyboard.press("Ctrl+I", "Ctrl+I")
    assert not parts.notes.isVisible()
    assert "no notes" in keyboard.review.hint_line.state_text()


def hover(widget: QWidget, position: QPoint) -> None:
    """Move the pointer over a widget without a button."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(position),
        QPointF(widget.mapToGlobal(position)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(widget, event)


def test_attached_files_are_listed_and_saved_outside_the_case(
    keyboard: Keyboard, case: Path, tmp_path: Path, desktop: Desktop
) -> None:
    choose(keyboard, "00 chart")
    keyboard.press("Shift+C")
    card = keyboard.application.window.findChild(AttachmentsCard)
    assert card is not None
    keyboard.wait(lambda: bool(card.model.rows))
    assert [row.spoken for row in card.model.rows] == [f"labs.csv, {len(CSV)} bytes, Results"]
    for target, said in (
        (case / "labs.csv", "never written to"),
        (tmp_path / "nowhere" / "labs.csv", "does not exist"),
        (tmp_path / "labs.csv", "Saved"),
        (tmp_path / "labs.csv", "exists already"),
    ):
        keyboard.press("Ctrl+A")
        keyboard.type(str(target))
        keyboard.press("Return")
        assert said in card.help_text()
    (tmp_path / "labs.csv").write_bytes(b"changed by hand")
    keyboard.press("Return")
    assert "Saved" in card.help_text()
    assert (tmp_path / "labs.csv").read_bytes() == CSV
    keyboard.press("Esc")
    assert card.isHidden()
    assert desktop.opened == []


def test_two_panes_each_tell_of_their_own_document(keyboard: Keyboard) -> None:
    pages = keyboard.review.pages
    choose(keyboard, "zz locked letter")
    keyboard.press("Esc", "\\", "[")
    first, second = (
        keyboard.controller.documents.parts_of(controller)
        for controller in sorted(pages.controllers, key=lambda one: one is pages.focused)
    )
    assert first.password.isVisible()
    assert not second.password.isVisible()
    keyboard.press("]")
    assert second.password.isVisible()
    keyboard.press("Ctrl+U")
    keyboard.type(FITTING)
    keyboard.press("Return")
    assert not first.password.isVisible()
    assert not second.password.isVisible()
    assert {one.view.page_count for one in pages.controllers} == {2}
