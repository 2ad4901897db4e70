"""Which documents came late, and which of their pages are still to be read."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import DocumentChanges
from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.review import ReviewedDocument, ReviewStatus
from reviewer_app.domain.version_note import VersionKind, VersionNote
from reviewer_app.rules.late_pages import late_files, unread_pages
from tests.unit.rules.cases import NOON, NURSE, complete


def document(file: str, letter: str, pages: int) -> Document:
    geometry = (PageGeometry(612, 792),) * pages
    return Document(file, letter * 64, 100, "application/pdf", DocumentStatus.OK, pages=geometry)


OLD, NEW = document("a.pdf", "a", 2), document("b.pdf", "b", 3)
UNREADABLE = Document("c.pdf", "", 0, "", DocumentStatus.DAMAGED, "It cannot be read.")
FOLDER = (OLD, NEW, UNREADABLE)
FIRST = complete().review
NOTE = VersionNote(2, VersionKind.LATE_DOCUMENTS, "A fax.", NURSE.name, NOON, (OLD.sha256,))
SECOND = replace(FIRST, version=2, version_notes=(NOTE,))
NOTHING = DocumentChanges()


def test_before_a_version_was_signed_only_what_nobody_looked_at_is_new() -> None:
    assert late_files(FIRST, FOLDER, NOTHING) == frozenset()
    assert late_files(FIRST, FOLDER, DocumentChanges(new=("b.pdf",))) == {"b.pdf"}


def test_a_document_stays_new_in_the_version_for_which_it_came() -> None:
    reviewed = (*SECOND.documents, ReviewedDocument(NEW.sha256, NEW.file, 3))
    assert late_files(replace(SECOND, documents=reviewed), FOLDER, NOTHING) == {"b.pdf"}
    assert late_files(SECOND, FOLDER, DocumentChanges(new=("b.pdf", "c.pdf"))) == {"b.pdf", "c.pdf"}
    assert late_files(SECOND, FOLDER, DocumentChanges(changed=("a.pdf",))) == {"a.pdf", "b.pdf"}


def test_of_another_version_or_a_signed_one_nothing_is_new() -> None:
    assert late_files(replace(SECOND, status=ReviewStatus.SIGNED), FOLDER, NOTHING) == frozenset()
    known = (OLD.sha256, NEW.sha256)
    amended = replace(NOTE, version=3, kind=VersionKind.AMENDED, known=known)
    third = replace(SECOND, version=3, version_notes=(NOTE, amended))
    assert late_files(third, FOLDER, NOTHING) == frozenset()


def test_pages_to_read_are_those_never_on_screen_in_the_folders_order() -> None:
    files = frozenset(("a.pdf", "b.pdf", "c.pdf"))
    assert unread_pages(SECOND, FOLDER, files) == (("b.pdf", 1), ("b.pdf", 2), ("b.pdf", 3))
    seen = replace(SECOND, pages_seen=frozenset({(NEW.sha256, 2)}))
    assert unread_pages(seen, FOLDER, files) == (
        ("a.pdf", 1),
        ("a.pdf", 2),
        ("b.pdf", 1),
        ("b.pdf", 3),
    )
    assert unread_pages(seen, FOLDER, frozenset()) == ()
