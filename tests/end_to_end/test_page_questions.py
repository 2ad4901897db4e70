"""What the reviewer is asked about single pages, and the answers by keys: whose page it is, whether it can be
read; a password that a page tells opens the locked document at one key and is shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import ImageFilter
from PySide6.QtWidgets import QApplication
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.domain.page_identity import PageOwner
from reviewer_app.gui.viewer.thumbnail_model import Mark, Role
from tests.end_to_end.folders import sample_request, write_request
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.scanned import HEIGHT, WIDTH, picture_of, wait_until_read
from tests.end_to_end.story import show_page
from tests.end_to_end.suggestion_stories import wait_for_findings
from tests.unit.documents import files

FITTING = "Tern-4471"
NOTES, SCAN, LOCKED = "01_notes.pdf", "02_scan.pdf", "03_mri.pdf"
BANNER = "Patient: Radley, Stephen DOB: 03/11/1965"
TOLD = f"The file opens with the password {FITTING}"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    request = sample_request()
    member = {"first_name": "Stephen", "last_name": "Radley", "dob": "1965-03-11"}
    write_request(folder, {**request, "member": member})
    contents = (
        f"BT /F1 12 Tf 72 700 Td ({BANNER}) Tj 0 -20 Td ({TOLD}) Tj ET".encode(),
        files.text_content("Patient: Radley, Stefan DOB: 03/11/1956", 72, 700),
    )
    (folder / NOTES).write_bytes(files.pdf(*contents))
    canvas = Canvas(str(folder / SCAN), pagesize=(WIDTH, HEIGHT))
    ruined = picture_of(["Examination of the left knee shows swelling"] * 8).filter(
        ImageFilter.GaussianBlur(9)
    )
    canvas.drawImage(ImageReader(ruined), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    encryption = pikepdf.Encryption(user=FITTING, owner="owner")
    (folder / LOCKED).write_bytes(files.pdf(files.text_content("Locked", 72, 700), encryption=encryption))
    return folder


def bar(keyboard: Keyboard) -> str:
    return keyboard.application.review_page.pane.bar_words()


def marks(keyboard: Keyboard, page: int) -> dict[Mark, str]:
    model = keyboard.review.panels.thumbnails.model()
    return dict(model.data(model.index(page - 1, 0), Role.FACTS).marks)


def blocked(keyboard: Keyboard) -> bool:
    return any(one.code == "other-patient" for line in keyboard.case.readiness for one in line.blockers)


def test_pages_are_asked_about_and_answered(qapp: QApplication, case: Path, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=case, finds=True) as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        wait_for_findings(keyboard)
        keyboard.wait(lambda: blocked(keyboard))
        show_page(keyboard, NOTES, 2)
        assert "may be another patient's" in bar(keyboard)
        assert marks(keyboard, 2)[Mark.MAYBE_OTHER_PATIENT] == "other patient?"
        keyboard.press("Shift+W")
        keyboard.type("Sent back")  # the name is there already, so the first empty line is the next one
        keyboard.press("Return")
        (identity,) = keyboard.case.review.page_identities
        assert (identity.owner, identity.page, identity.name) == (PageOwner.OTHER, 2, "Radley, Stefan")
        assert not blocked(keyboard)
        assert "may be another patient's" not in bar(keyboard)

        wait_until_read(keyboard)
        keyboard.wait(lambda: not keyboard.application.found.findings.busy)
        show_page(keyboard, SCAN, 1)
        assert "may be illegible" in bar(keyboard)
        assert Mark.MAYBE_ILLEGIBLE in marks(keyboard, 1)
        keyboard.press("L")
        assert [(one.page, one.legible) for one in keyboard.case.review.page_marks] == [(1, False)]
        assert "may be illegible" not in bar(keyboard)
        keyboard.press("L")
        assert [(one.page, one.legible) for one in keyboard.case.review.page_marks] == [(1, True)]
        keyboard.press("L")
        assert keyboard.case.review.page_marks == ()
        keyboard.wait(lambda: "may be illegible" in bar(keyboard))

        keyboard.press("]")
        parts = keyboard.controller.documents.parts
        keyboard.wait(lambda: f"told on {NOTES} p 1" in parts.password.help_text())
        assert FITTING not in parts.password.help_text()
        keyboard.press("Ctrl+U")
        keyboard.wait(lambda: all(one.readable for one in keyboard.case.documents))
