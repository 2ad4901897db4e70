"""A folder of damaged, locked, empty, misnamed and hostile files: none stops the others, none stops the
window."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.review import FindingState
from tests.end_to_end.folders import sample_request, state_of, write_request
from tests.end_to_end.keyboard import Keyboard, window
from tests.hazards import MAKERS, Hazards
from tests.unit.documents import files

WORDS = files.text_content("A readable page", 72, 700)
GIANT_UNIT = 75_000
"""Points in a unit of the giant page: a page of two hundred kilometres."""


def page_of(media_box: bytes, entries: bytes = b"", content: bytes = WORDS) -> bytes:
    """A PDF file of one page with a raw media box."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s/Resources<</Font<</F1 5 0 R>>>>>>"
    return files.raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: page % (media_box, entries),
            4: files.stream(content),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        }
    )


def write_bad_case(folder: Path) -> dict[str, DocumentStatus]:
    """One case folder with all of it; the status that each file must get."""
    folder.mkdir()
    good = files.pdf(WORDS, WORDS)
    contents: dict[str, tuple[bytes, DocumentStatus]] = {
        "00 good.pdf": (good, DocumentStatus.OK),
        "01 empty.pdf": (b"", DocumentStatus.EMPTY),
        "02 no pages.pdf": (files.zero_page_pdf(), DocumentStatus.EMPTY),
        "03 cut off.pdf": (good[:300], DocumentStatus.DAMAGED),
        "04 header only.pdf": (b"%PDF-1.7\n", DocumentStatus.DAMAGED),
        "05 web page.pdf": (
            b"<!doctype html><html><body>Log in again</body></html>",
            DocumentStatus.UNSUPPORTED,
        ),
        "06 drawing.pdf": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', DocumentStatus.UNSUPPORTED),
        "07 letter.docx": (b"PK\x03\x04" + bytes(40), DocumentStatus.UNSUPPORTED),
        "08 locked.pdf": (
            files.pdf(WORDS, encryption=pikepdf.Encryption(user="secret", owner="owner")),
            DocumentStatus.ENCRYPTED,
        ),
        "09 giant.pdf": (page_of(b"0 0 14400 14400", b"/UserUnit %d" % GIANT_UNIT), DocumentStatus.OK),
        "10 without measure.pdf": (page_of(b"0 0 0 0"), DocumentStatus.OK),
        "11 endless line.pdf": (page_of(b"0 0 0.001 100000"), DocumentStatus.OK),
        "12 beyond numbers.pdf": (page_of(b"0 0 1e38 1e38"), DocumentStatus.OK),
        "13 broken page.pdf": (page_of(b"0 0 612 792", content=b"[" * 100_000), DocumentStatus.OK),
        "14 launches.pdf": (
            page_of(b"0 0 612 792", b"/AA<</O<</S/Launch/F(/bin/true)>>>>"),
            DocumentStatus.OK,
        ),
        "15 note.txt": (b"# A note, and no heading\n", DocumentStatus.OK),
        "99 good.pdf": (files.pdf(WORDS), DocumentStatus.OK),
    }
    for name, (content, _status) in contents.items():
        (folder / name).write_bytes(content)
    files.image_file(folder / "16 fax.tif", files.picture(600, 800), files.picture(600, 800))
    expected = {name: status for name, (_content, status) in contents.items()}
    return expected | {"16 fax.tif": DocumentStatus.OK} | _odd_entries(folder)


def _odd_entries(folder: Path) -> dict[str, DocumentStatus]:
    """Links and pipes, where the system has them."""
    if sys.platform == "win32":
        return {}
    (folder / "17 link.pdf").symlink_to(folder / "00 good.pdf")
    os.mkfifo(folder / "18 pipe.pdf")
    return {"17 link.pdf": DocumentStatus.UNSUPPORTED, "18 pipe.pdf": DocumentStatus.UNSUPPORTED}


def choose(keyboard: Keyboard, file: str) -> None:
    """Choose a document through the filter of the list."""
    keyboard.press("O")
    keyboard.type(file)
    keyboard.press("Return")


def first_page_settled(keyboard: Keyboard, document: Document) -> bool:
    """Whether the first page is drawn, or its failure is told."""
    pictures = keyboard.application.pictures
    return pictures.cache.has_page(document.sha256, 1) or bool(pictures.failure(document.sha256, 1))


def test_every_file_has_its_status_and_can_be_chosen(qapp: QApplication, tmp_path: Path) -> None:
    case = tmp_path / "case"
    expected = write_bad_case(case)
    write_request(case, sample_request())
    before = state_of(case)
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        assert {one.file: one.status for one in keyboard.case.documents} == expected
        view = keyboard.application.review_page.pane.view
        for document in keyboard.case.documents:
            choose(keyboard, document.file)
            assert keyboard.review.pages.file == document.file
            if document.readable:
                keyboard.wait(partial(first_page_settled, keyboard, document))
                assert view.page_count == document.page_count
                keyboard.press("Right", "+", "-", "0", "W", "R", "End", "Home")
            else:
                assert document.error
                assert document.file.rpartition("/")[2] in document.error
                assert view.accessibleDescription() == document.error
                assert view.page_count == 0
                keyboard.press("Esc")
        last = keyboard.case.documents[-1]
        assert not keyboard.application.pictures.failure(last.sha256, 1)
        keyboard.press("P", "E")
        first = keyboard.case.review.finding(keyboard.case.checklist.elements[0].id)
        assert first.state is FindingState.PRESENT
        assert [item.file for item in first.evidence] == [last.file]
        assert keyboard.review.hint_line.messages.sentences == ()
    assert state_of(case) == before


@pytest.mark.parametrize("maker", MAKERS, ids=lambda path: path.name)
def test_a_folder_of_hostile_files_can_be_walked_through(
    qapp: QApplication, hazards: Hazards, tmp_path: Path, maker: Path
) -> None:
    """Bombs, loops and giant pages in one case: each is shown or says why not, and the page after all of them
    is drawn. It is every third of the documents, one that hangs among them; the tests of the page worker read
    all."""
    case = tmp_path / "case"
    case.mkdir()
    for path in sorted(hazards.made_by(maker).iterdir())[2::3]:
        shutil.copyfile(path, case / path.name)
    for name in ("00 first.pdf", "zz last.pdf"):
        (case / name).write_bytes(files.pdf(WORDS))
    before = state_of(case)
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        documents = keyboard.case.documents
        view = keyboard.application.review_page.pane.view
        for document in documents:
            assert keyboard.review.pages.file == document.file
            assert document.readable or view.accessibleDescription() == document.error
            keyboard.press("]")
        last = documents[-1]
        keyboard.wait(lambda: first_page_settled(keyboard, last))
        assert not keyboard.application.pictures.failure(last.sha256, 1)
    assert state_of(case) == before
