"""Exports by key: what is refused, what is replaced, and that a draft says so on every page."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.gui.panels.export_bar import ExportBar
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end.folders import copy_of_sample, state_of
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import export

CASE = samples_folder() / COMPLETE_CASE
KINDS = ("pdf", "html", "json")


def messages(keyboard: Keyboard) -> str:
    return " ".join(keyboard.review.hint_line.messages.sentences)


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page."""
    document = pymupdf.Document(stream=pdf, filetype="pdf")
    pages = (document.load_page(number).get_displaylist() for number in range(document.page_count))
    return [
        " ".join(word[4] for word in pymupdf.TextPage(page.get_textpage(0)).extractWORDS()) for page in pages
    ]


def test_a_draft_says_so_on_every_page_and_in_every_format(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        for _ in keyboard.case.checklist.elements:
            keyboard.press("P", "E", "J")
        for kind in KINDS:
            export(keyboard, tmp_path / f"draft.{kind}")
    pages = pages_of((tmp_path / "draft.pdf").read_bytes())
    assert len(pages) > 1
    assert all("DRAFT" in page for page in pages)
    html = (tmp_path / "draft.html").read_text(encoding="utf-8")
    assert "DRAFT" in html
    assert html.rstrip().endswith("</html>")
    assert json.loads((tmp_path / "draft.json").read_text(encoding="utf-8"))["draft"] is True


def test_a_file_is_replaced_only_when_the_new_one_is_complete(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "out" / "summary.html"
    target.parent.mkdir()
    target.write_text("the old one", encoding="utf-8")
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        export(keyboard, target)
        assert "the old one" not in target.read_text(encoding="utf-8")
        assert [path.name for path in target.parent.iterdir()] == ["summary.html"]
        old = target.read_bytes()
        keyboard.press("P")
        export(keyboard, target)
        assert target.read_bytes() != old


def test_a_wrong_ending_is_told_and_nothing_written(qapp: QApplication, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        (bar,) = keyboard.application.window.findChildren(ExportBar)
        for name in ("summary", "summary.odt", "summary.pdf.exe", "", ".pdf"):
            keyboard.press("Ctrl+E", "Ctrl+A")
            keyboard.type(str(out / name))
            keyboard.press("Return")
            assert bar.isVisible()
            keyboard.press("Esc")
            assert not bar.isVisible()
        assert list(out.iterdir()) == []
        keyboard.press("P")
        assert keyboard.case.review.findings


def test_the_case_folder_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    case = copy_of_sample(tmp_path / "case")
    (tmp_path / "link").symlink_to(case)
    before = state_of(case)
    with window(qapp, tmp_path / "data", case=case) as keyboard:
        for target in (
            case / "a.pdf",
            case / "sub" / "a.pdf",
            tmp_path / "link" / "a.pdf",
            tmp_path / "x" / ".." / "case" / "a.pdf",
        ):
            export(keyboard, target)
            assert "never written to" in messages(keyboard)
            keyboard.press("Esc")
    assert state_of(case) == before


@pytest.mark.parametrize("typed", ["~no such user/a.pdf", "/" + "x" * 300 + ".pdf"])
def test_names_that_no_system_takes_are_told(qapp: QApplication, tmp_path: Path, typed: str) -> None:
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        export(keyboard, Path(typed))
        assert "choose another" in messages(keyboard)


def test_folders_that_cannot_be_written_are_told(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with window(qapp, tmp_path / "data", case=CASE) as keyboard:
        for target in (
            tmp_path / "missing" / "a.pdf",
            tmp_path / "folder.pdf",
            Path("/proc/a.pdf"),
            Path("/dev/null/a.json"),
            Path("/dev/full.json") / "a.json",
        ):
            keyboard.press("Esc")
            export(keyboard, target)
            assert str(target) in messages(keyboard) or str(target.parent) in messages(keyboard)
        keyboard.press("P")
        assert keyboard.case.review.findings
