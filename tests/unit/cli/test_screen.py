"""The findings of a screening as lines of text."""

from __future__ import annotations

import json
from pathlib import Path

from reviewer_app.cli.screen import screening_text
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.consult_policies import usable_evidence_rules
from reviewer_app.review.screen_case import screen_case
from tests.unit.documents import files
from tests.unit.review.desks import LUMBAR, SAMPLES


def lines_of(folder: Path) -> list[str]:
    rules = usable_evidence_rules(folder)
    return list(screening_text(screen_case(PolicyLibrary.load(), folder, rules=rules)))


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
    missing = "  missing: d.pdf. The request names this attachment; the folder has no such file."
    assert missing in lines_of(tmp_path)


def test_another_patients_page_blocks(tmp_path: Path) -> None:
    member = {"first_name": "Stephen", "last_name": "Radley", "dob": "1965-03-11"}
    request = {"member": member, "services": [{"code": "64483"}]}
    (tmp_path / "request.json").write_text(json.dumps(request), encoding="utf-8")
    banner = files.text_content("Patient: Radley, Stefan DOB: 03/11/1956", 72, 700)
    (tmp_path / "a.pdf").write_bytes(files.pdf(banner))
    lines = lines_of(tmp_path)
    why = "names Radley, Stefan, born 11 Mar 1956; the request is for Radley, Stephen, born 11 Mar 1965"
    assert f"    page 1: may be another patient's: {why}" in lines
    assert f"  other-patient: a.pdf p 1 may be another patient's: {why}" in lines


def test_pages_that_a_cover_counts(tmp_path: Path) -> None:
    cover = files.text_content("FAX COVER Pages including cover: 4", 72, 700)
    (tmp_path / "fax.pdf").write_bytes(files.pdf(cover, files.text_content("Office visit", 72, 700)))
    assert any(
        line.startswith("  missing: 2 pages of fax.pdf. The cover, page 1, ") for line in lines_of(tmp_path)
    )
