"""What the documents list says of each file."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.review import ReviewedDocument
from reviewer_app.gui.models.checklist_model import heading
from reviewer_app.gui.models.documents_model import document_rows, pages_seen
from tests.gui.panels.shoulder import shoulder_case


def test_an_announced_file_that_never_came_is_listed_and_cannot_be_chosen() -> None:
    case = shoulder_case()
    before = document_rows(case)
    rows = document_rows(replace(case, missing_attachments=("operative_note.pdf",)))
    assert rows[:-1] == before
    assert (rows[-1].file, rows[-1].selectable) == ("operative_note.pdf", False)
    assert "named in the request" in rows[-1].spoken
    assert pages_seen(rows) == pages_seen(before)


def test_a_document_that_is_not_pertinent_says_so() -> None:
    case = shoulder_case()
    first = case.documents[0]
    aside = ReviewedDocument(first.sha256, first.file, first.page_count, pertinent=False)
    rows = document_rows(replace(case, review=replace(case.review, documents=(aside,))))
    assert "not pertinent" in rows[0].remarks
    assert "not pertinent" not in rows[1].remarks


def test_a_heading_tells_of_a_newer_version() -> None:
    case = shoulder_case()
    pack = case.checklist.packs[0]
    told = heading(replace(case, newer_versions=(PackReference(pack.id, "2030-01-01"),)), pack.reference)
    assert "2030-01-01" in told
    assert "2030-01-01" not in heading(case, pack.reference)
