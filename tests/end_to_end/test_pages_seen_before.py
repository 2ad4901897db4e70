"""Pages that come again, told by keys: of an earlier case, of another member, and within one case."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.gui.models.same_pages_model import CopyRow
from reviewer_app.gui.panels.same_pages import SamePagesSection
from reviewer_app.gui.viewer.thumbnail_model import Mark, Role
from tests.end_to_end.folders import sample_request, write_request
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import tab_to
from tests.unit.documents import faxes, files
from tests.unit.documents.faxes import faxed, printed, tiff
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT

HOLLIS = {"member_id": "ZZ48213377-01", "first_name": "Nadia", "last_name": "Hollis", "dob": "1961-11-02"}
CASTELLANO = {"member_id": "ZZ10957462-02", "first_name": "Ivo", "last_name": "Castellano"}
FAX_LINE = "FROM: Lakeside Spine FAX (608) 555-0148  03/15/2025 09:12 AM  p. 2 of 9"
LETTER = """To whom it may concern, 03/20/2025
Our patient Nadia Hollis, born 11/02/1961, member ZZ48213377-01, asks for a second injection.
The first one of 01/15/2025 helped for nine weeks; she walked 2 km and slept 7 hours without medicine."""


def page(text: str) -> bytes:
    """A content stream with a text in small print, line below line."""
    escaped = (line.replace("(", r"\(").replace(")", r"\)") for line in text.split("\n"))
    shown = " ".join(f"({line}) Tj T*" for line in escaped)
    return f"BT /F1 9 Tf 14 TL 40 740 Td {shown} ET".encode("ascii")


def make_case(root: Path, name: str, member: dict[str, str], **documents: tuple[str, ...]) -> Path:
    folder = root / name
    folder.mkdir()
    write_request(
        folder, sample_request() | {"request_id": f"PA-{name}", "member": member, "attachments": []}
    )
    for file, texts in documents.items():
        (folder / f"{file}.pdf").write_bytes(files.pdf(*map(page, texts)))
    return folder


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Three cases of two members. Some pages of the first come again."""
    root = tmp_path / "cases"
    root.mkdir()
    make_case(root, "1", HOLLIS, cover=("Cover sheet",), visit=("Cover", NOTE))
    make_case(root, "2", HOLLIS, fax=(LETTER, f"{FAX_LINE}\n{NOTE}", LETTER))
    make_case(root, "3", CASTELLANO, form=(OTHER_PATIENT,), misfiled=(f"{FAX_LINE}\n{NOTE}",))
    return root


@pytest.fixture
def keyboard(qapp: QApplication, cases: Path) -> Iterator[Keyboard]:
    with window(qapp, cases.parent / "data", root=cases) as at_keyboard:
        yield at_keyboard


def section_of(keyboard: Keyboard) -> SamePagesSection:
    return keyboard.controller.same_pages.section


def read(keyboard: Keyboard, case: Path) -> None:
    """Open a case and stay until all its pages have been looked up."""
    application = keyboard.application
    heard: list[int] = []
    hear = application.search.indexer.progressed.connect(lambda progress: heard.append(progress.indexed))
    application.open_case(case)
    same_pages = keyboard.controller.same_pages
    keyboard.wait(lambda: keyboard.review.case is not None and keyboard.case.folder == case)
    pages = sum({one.sha256: one.page_count for one in keyboard.case.documents}.values())
    keyboard.wait(lambda: bool(heard) and heard[-1] == pages)
    application.search.indexer.progressed.disconnect(hear)
    keyboard.wait(lambda: not same_pages.busy and not application.texts.waiting)
    keyboard.settle()


def rows(keyboard: Keyboard) -> list[tuple[str, str, str]]:
    found = (row for row in section_of(keyboard).model.rows if isinstance(row, CopyRow))
    return [(row.group, f"{row.text} {row.there}", row.below) for row in found]


def message_of(keyboard: Keyboard) -> str:
    """The newest message."""
    return keyboard.review.hint_line.messages.sentences[-1]


def shown(keyboard: Keyboard) -> list[str]:
    """What each pane's bar says, left one first."""
    return [pane.bar_words() for pane in keyboard.application.review_page.panes.shown]


def test_a_page_that_is_faxed_again_is_shown_beside_the_earlier_one(keyboard: Keyboard, cases: Path) -> None:
    read(keyboard, cases / "1")
    assert rows(keyboard) == []
    assert section_of(keyboard).isHidden()
    read(keyboard, cases / "2")
    assert rows(keyboard) == [
        ("ALSO IN EARLIER CASES", "fax.pdf, p 2 = visit.pdf, p 2", "PA-1 · this member"),
        ("REPEATED IN THIS CASE", "fax.pdf, p 3 = fax.pdf, p 1", "in this case"),
    ]
    current = section_of(keyboard).current_row()
    assert current is not None
    assert current.group == "ALSO IN EARLIER CASES", "also where the repeated page was found before it"
    keyboard.press("Right", "Shift+M")
    keyboard.wait(lambda: len(shown(keyboard)) == 2 and not keyboard.application.texts.waiting)
    left, right = shown(keyboard)
    assert left.startswith("fax.pdf")
    assert "p 2 of 3" in left
    assert right.startswith("visit.pdf · PA-1 · another case")
    assert "p 2 of 2" in right
    assert section_of(keyboard).words() == "No word and no number differs."


def test_nothing_of_another_case_becomes_evidence(keyboard: Keyboard, cases: Path) -> None:
    read(keyboard, cases / "1")
    read(keyboard, cases / "2")
    keyboard.press("Right", "Shift+M")
    keyboard.wait(lambda: len(shown(keyboard)) == 2)
    keyboard.press("F6", "E")
    message = message_of(keyboard)
    assert message.startswith("This page is not of this case (PA-1 · another case)")
    keyboard.press("L", "Shift+L")
    keyboard.press("Shift+F6", "E")
    assert keyboard.case.review.page_marks == ()
    assert all(one.pertinent for one in keyboard.case.review.documents)
    (evidence,) = (one for finding in keyboard.case.review.findings.values() for one in finding.evidence)
    assert (evidence.file, evidence.anchor.page) == ("fax.pdf", 2)
    own = {document.sha256 for document in keyboard.case.documents}
    assert {sha256 for sha256, _page in keyboard.case.review.pages_seen} <= own


def test_a_page_of_another_member_is_told_and_their_form_is_none(keyboard: Keyboard, cases: Path) -> None:
    read(keyboard, cases / "1")
    read(keyboard, cases / "3")
    assert rows(keyboard) == [
        ("ALSO IN A CASE OF ANOTHER MEMBER", "misfiled.pdf, p 1 = visit.pdf, p 2", "PA-1 · another member")
    ]
    assert message_of(keyboard).startswith("1 page is also in a case of another member")


def test_pages_that_are_not_the_same_are_set_aside_and_remembered(keyboard: Keyboard, cases: Path) -> None:
    read(keyboard, cases / "1")
    read(keyboard, cases / "2")
    keyboard.press("Ctrl+3", "Shift+D")
    keyboard.type("another visit of the same day")
    keyboard.press("Return")
    aside = ("SET ASIDE", "fax.pdf, p 2 = visit.pdf, p 2", "not the same: another visit of the same day")
    repeated = ("REPEATED IN THIS CASE", "fax.pdf, p 3 = fax.pdf, p 1", "in this case")
    assert rows(keyboard) == [repeated, aside]
    keyboard.press("Ctrl+Z")
    assert [group for group, *_ in rows(keyboard)] == ["ALSO IN EARLIER CASES", "REPEATED IN THIS CASE"]
    keyboard.press("Ctrl+Shift+Z")
    read(keyboard, cases / "1")
    assert rows(keyboard) == [
        ("ALSO IN EARLIER CASES", "visit.pdf, p 2 = fax.pdf, p 2", "PA-2 · this member")
    ]
    read(keyboard, cases / "2")
    assert rows(keyboard) == [repeated, aside]
    keyboard.press("Right", "Shift+M")
    assert len(shown(keyboard)) == 1
    keyboard.press("Ctrl+3")
    tab_to(keyboard, section_of(keyboard).list)
    keyboard.press("End", "Shift+D")
    assert [group for group, *_ in rows(keyboard)] == ["ALSO IN EARLIER CASES", "REPEATED IN THIS CASE"]


def test_repeated_pages_are_marked_in_the_lists_and_shown_beside_the_first(
    keyboard: Keyboard, cases: Path
) -> None:
    (cases / "2" / "second fax.pdf").write_bytes((cases / "2" / "fax.pdf").read_bytes())
    read(keyboard, cases / "2")
    documents = {row.file: row.remarks for row in keyboard.review.panels.documents.model.rows}
    assert "1 p repeated" in documents["fax.pdf"]
    assert "same as fax.pdf" in documents["second fax.pdf"]
    thumbnails = keyboard.review.panels.thumbnails
    facts = [thumbnails.model().index(row, 0).data(Role.FACTS) for row in range(3)]
    assert [dict(one.marks).get(Mark.REPEATED, "") for one in facts] == ["", "", "same as p 1"]
    keyboard.press("End", "Shift+M")
    keyboard.wait(lambda: len(shown(keyboard)) == 2)
    assert [("p 3 of 3" in words, "p 1 of 3" in words) for words in shown(keyboard)] == [
        (True, False),
        (False, True),
    ]
    keyboard.press("E")
    (evidence,) = (one for finding in keyboard.case.review.findings.values() for one in finding.evidence)
    assert evidence.anchor.page == 3


def test_what_is_kept_of_a_page_is_shown_where_its_folder_has_gone(keyboard: Keyboard, cases: Path) -> None:
    read(keyboard, cases / "1")
    shutil.rmtree(cases / "1")
    read(keyboard, cases / "2")
    keyboard.press("Ctrl+3")
    tab_to(keyboard, section_of(keyboard).list)
    keyboard.press("Home", "Return")
    keyboard.wait(lambda: len(shown(keyboard)) == 2 and not keyboard.application.texts.waiting)
    (_, beside) = keyboard.application.review_page.panes.shown
    assert "visit.pdf is no longer where it was" in beside.view.accessibleDescription()
    assert "Straight leg raise is positive at 40 degrees" in section_of(keyboard).kept_text()


def test_scans_are_recognised_by_what_they_look_like(keyboard: Keyboard, cases: Path) -> None:
    """Within a case and in a later one, without a word of text; the form of another patient is none."""
    sheet = printed(faxes.FORM)
    (cases / "1" / "scan.tif").write_bytes(tiff(sheet))
    (cases / "2" / "again.tif").write_bytes(tiff(faxed(sheet)))
    (cases / "2" / "other form.tif").write_bytes(tiff(faxed(printed(faxes.FORM_OF_ANOTHER))))
    read(keyboard, cases / "1")
    assert rows(keyboard) == []
    for _ in range(2):
        read(keyboard, cases / "2")
        assert ("ALSO IN EARLIER CASES", "again.tif, p 1 ≈ scan.tif, p 1", "PA-1 · this member") in rows(
            keyboard
        )
        assert len(rows(keyboard)) == 3
        read(keyboard, cases / "1")


def test_a_page_that_was_never_seen_says_so(keyboard: Keyboard, cases: Path) -> None:
    read(keyboard, cases / "1")
    keyboard.press("Shift+M")
    assert len(shown(keyboard)) == 1
    keyboard.press("Shift+D")
    assert message_of(keyboard) == "There is no copy of a page in this case to settle."
