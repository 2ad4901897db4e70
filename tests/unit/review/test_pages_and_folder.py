"""Legible pages, pertinent documents, seen pages; and a folder that changes under its review."""

from __future__ import annotations

import pytest

from reviewer_app.domain.case import DocumentChanges
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import FindingState
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import WatchedCases, codes, lumbar_request, page_of, sha_of

ELEMENT = "s3-evaluation"


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("small", lumbar_request(), a="A visit note.", b="A report."))
    return desk


def changes_after_reading_again(desk: Desk) -> DocumentChanges:
    return desk.read_folder_again().changes


def test_a_page_becomes_illegible_then_legible_then_unmarked(desk: Desk) -> None:
    assert desk.case is not None
    sha256 = sha_of(desk.case, "a.txt")
    words = [[mark.legible for mark in desk.toggle_legible(sha256, 1).review.page_marks] for _ in range(4)]
    assert words == [[False], [True], [], [False]]
    assert desk.case.can_undo == "Illegible: a.txt p 1"
    assert desk.undo().review.page_marks == ()


def test_a_document_is_set_aside_as_not_pertinent(desk: Desk) -> None:
    assert desk.case is not None
    sha256 = sha_of(desk.case, "b.txt")
    case = desk.toggle_pertinent(sha256)
    assert {known.file: known.pertinent for known in case.review.documents} == {"a.txt": True, "b.txt": False}
    assert all(known.pertinent for known in desk.undo().review.documents)


def test_seen_pages_are_remembered_and_are_no_undo_step(desk: Desk) -> None:
    assert desk.case is not None
    page = (sha_of(desk.case, "a.txt"), 1)
    case = desk.add_seen_pages([page])
    assert case.review.pages_seen == {page}
    assert case.can_undo == ""
    warnings = {warning.message for line in case.readiness for warning in line.cautions}
    assert any("1" in message for message in warnings)
    assert desk.open(case.folder).review.pages_seen == {page}


def test_a_page_of_another_case_is_not_remembered_as_seen(desk: Desk) -> None:
    before = desk.case
    assert before is not None
    assert desk.add_seen_pages([("ab" * 32, 1)]) is before


def test_a_renamed_document_is_no_change(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    desk.attach_evidence(ELEMENT, page_of(desk.case, "a.txt"))
    cases.move(desk.case.folder / "a.txt", desk.case.folder / "renamed.txt")
    assert not changes_after_reading_again(desk).any
    desk.accept_folder()


def test_a_new_document_blocks_until_it_is_looked_at(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    cases.write(desk.case.folder / "late" / "c.txt", b"A late report.")
    assert changes_after_reading_again(desk) == DocumentChanges(new=("late/c.txt",))
    assert "documents-changed" in codes(desk.case)
    desk.look_at_document("late/c.txt")
    assert not desk.case.changes.any
    assert "documents-changed" not in codes(desk.case)
    assert not desk.open(desk.case.folder).changes.any


def test_to_undo_the_look_makes_the_document_new_again(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    cases.write(desk.case.folder / "c.txt", b"A late report.")
    desk.read_folder_again()
    desk.look_at_document("c.txt")
    case = desk.undo()
    assert case.changes == DocumentChanges(new=("c.txt",))
    assert "documents-changed" in codes(case)
    case = desk.redo()
    assert not case.changes.any
    assert "documents-changed" not in codes(case)


def test_a_changed_document_keeps_its_evidence_where_it_was_and_blocks(
    desk: Desk, cases: WatchedCases
) -> None:
    assert desk.case is not None
    old = page_of(desk.case, "a.txt")
    desk.attach_evidence(ELEMENT, old)
    desk.mark_finding(ELEMENT, FindingState.PRESENT)
    cases.write(desk.case.folder / "a.txt", b"A visit note, with other words.")
    assert changes_after_reading_again(desk) == DocumentChanges(changed=("a.txt",))
    assert "documents-changed" in codes(desk.case)
    (evidence,) = desk.case.review.finding(ELEMENT).evidence
    assert evidence.anchor == old
    with pytest.raises(BlockedError, match="Cite it again"):
        desk.accept_folder()
    desk.attach_evidence(ELEMENT, page_of(desk.case, "a.txt"))
    desk.remove_evidence(ELEMENT, evidence.id)
    case = desk.accept_folder()
    assert not case.changes.any
    assert "documents-changed" not in codes(case)


def test_a_folder_is_not_accepted_while_a_discrepancy_cites_what_is_gone(
    desk: Desk, cases: WatchedCases
) -> None:
    assert desk.case is not None
    desk.begin_discrepancy(radiologist=(page_of(desk.case, "b.txt"),))
    cases.remove(desk.case.folder / "b.txt")
    desk.read_folder_again()
    with pytest.raises(BlockedError, match="Discrepancy: left lumbar spine"):
        desk.accept_folder()
    desk.delete_discrepancy(desk.case.review.discrepancies[0].id)
    assert not desk.accept_folder().changes.any


def test_a_document_that_is_gone_is_forgotten_on_request(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    cases.remove(desk.case.folder / "b.txt")
    assert changes_after_reading_again(desk) == DocumentChanges(gone=("b.txt",))
    assert "documents-changed" in codes(desk.case)
    case = desk.accept_folder()
    assert [known.file for known in case.review.documents] == ["a.txt"]
    assert not case.changes.any


def test_a_document_that_is_gone_comes_back(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    cases.move(desk.case.folder / "b.txt", cases.root / "elsewhere.txt")
    assert changes_after_reading_again(desk).gone == ("b.txt",)
    cases.move(cases.root / "elsewhere.txt", desk.case.folder / "back.txt")
    assert not changes_after_reading_again(desk).any


def test_accepting_a_folder_takes_no_new_document_for_seen(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    cases.remove(desk.case.folder / "b.txt")
    cases.write(desk.case.folder / "c.txt", b"A late report.")
    desk.read_folder_again()
    assert desk.accept_folder().changes == DocumentChanges(new=("c.txt",))


def test_all_changes_are_there_when_the_case_is_opened(desk: Desk, cases: WatchedCases) -> None:
    assert desk.case is not None
    folder = desk.case.folder
    cases.remove(folder / "b.txt")
    cases.write(folder / "c.txt", b"A late report.")
    assert desk.open(folder).changes == DocumentChanges(gone=("b.txt",), new=("c.txt",))
