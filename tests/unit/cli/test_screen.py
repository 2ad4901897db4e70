"""The findings of a screening as lines of text."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.cli.screen import screening_text
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.screen_case import screen_case
from tests.unit.documents import files
from tests.unit.review.desks import LUMBAR, SAMPLES


def lines_of(folder: Path) -> list[str]:
    return list(screening_text(screen_case(PolicyLibrary.load(), folder)))


def test_a_sample() -> None:
    lines = lines_of(SAMPLES / LUMBAR)
    assert lines[0] == f"{LUMBAR}: 7 documents, 9 pages"
    assert "  01_request_form.pdf: ok, 1 page" in lines
    assert any(line.startswith("clinical-information 2025-02-01 governs: ") for line in lines)
    assert "Line 1: may be pend, refer, withdrawn" in lines
    assert any(line.startswith("  not-reviewed: ") for line in lines)


def test_what_is_noteworthy_about_pages(tmp_path: Path) -> None:
    content = files.pdf(files.text_content("Words", 72, 700), b"q Q")
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "c.pdf").write_bytes(b"")
    (tmp_path / "request.json").write_text('{"member": {}, "attachments": ["d.pdf"]', encoding="utf-8")
    lines = lines_of(tmp_path)
    assert lines[:7] == [
        f"{tmp_path.name}: 3 documents, 4 pages",
        "  a.pdf: ok, 2 pages",
        "    page 2: blank",
        "  b.pdf: ok, 2 pages",
        "    the same as a.pdf",
        "  c.pdf: empty, c.pdf is empty: it has no content at all. Ask for it to be sent again.",
        "  no usable request.json: the request's fields are entered in the window",
    ]
    assert lines[7].startswith("  request.json: ")


def test_an_attachment_that_did_not_come(tmp_path: Path) -> None:
    (tmp_path / "request.json").write_text('{"attachments": ["d.pdf"]}', encoding="utf-8")
    assert "  missing: d.pdf, which the request names" in lines_of(tmp_path)
