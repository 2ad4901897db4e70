"""Documents that are locked with a password: opened with it, in memory only, also by a use case that reads
anew."""

from __future__ import annotations

import os
from pathlib import Path

import pikepdf
import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure
from reviewer_app.review.desk import Desk
from reviewer_app.review.evidence_pictures import evidence_pictures
from reviewer_app.review.passwords import MOST_TRIED, Passwords
from reviewer_app.review.read_pages import CasePages
from reviewer_app.review.unlock_document import NOTE_OPENED
from reviewer_app.review.workspace import open_workspace
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import decrypted
from tests.unit.documents import files
from tests.unit.review.desks import WatchedCases, lumbar_request, page_of

FITTING = "Ström-7 oak"
OTHER_FITTING = "another"


def locked_pdf(words: str, pages: int = 2, locked_with: str = FITTING) -> bytes:
    contents = (files.text_content(words, 72, 700),) * pages
    return files.pdf(*contents, encryption=pikepdf.Encryption(user=locked_with, owner="owner"))


@pytest.fixture
def folder(cases: WatchedCases) -> Path:
    """A case with an open document, two under one password, and one under another."""
    folder = cases.made("locked", lumbar_request(), a="A visit note.")
    cases.write(folder / "b.pdf", locked_pdf("Imaging"))
    cases.write(folder / "c.pdf", locked_pdf("Therapy", pages=3))
    cases.write(folder / "d.pdf", locked_pdf("Other", locked_with=OTHER_FITTING))
    return folder


def statuses(case: OpenCase) -> dict[str, DocumentStatus]:
    return {one.file: one.status for one in case.documents}


def unseen_warning(case: OpenCase) -> str:
    cautions = {caution.message for line in case.readiness for caution in line.cautions}
    return next((message for message in cautions if "been on screen" in message), "")


def test_one_password_opens_every_document_that_it_fits(desk: Desk, folder: Path) -> None:
    before = desk.open(folder)
    assert "1 of 1 page" in unseen_warning(before)
    case = desk.unlock_document("b.pdf", FITTING)
    assert statuses(case) == {
        "a.txt": DocumentStatus.OK,
        "b.pdf": DocumentStatus.OK,
        "c.pdf": DocumentStatus.OK,
        "d.pdf": DocumentStatus.ENCRYPTED,
    }
    assert [one.page_count for one in case.documents] == [1, 2, 3, 0]
    assert case.documents[1].notes[0] == NOTE_OPENED
    assert case.changes == before.changes
    assert "6 of 6 pages" in unseen_warning(case)
    assert case.can_undo.startswith("Opened with a password")


def test_a_wrong_password_is_told_and_nothing_changes(desk: Desk, folder: Path) -> None:
    before = desk.open(folder)
    for wrong in ("", "wrong", FITTING.lower()):
        with pytest.raises(InputError, match=r"b\.pdf") as caught:
            desk.unlock_document("b.pdf", wrong)
        assert not wrong or wrong not in caught.value.sentence
    assert desk.case == before
    assert desk.unlock_document("b.pdf", f"{FITTING} \n").documents[1].readable


def test_a_file_that_changed_is_not_opened_as_what_it_was(
    desk: Desk, folder: Path, cases: WatchedCases
) -> None:
    desk.open(folder)
    cases.write(folder / "b.pdf", locked_pdf("Replaced"))
    with pytest.raises(PageFailedError) as caught:
        desk.unlock_document("b.pdf", FITTING)
    assert caught.value.cause is PageFailure.CHANGED


def test_reading_again_and_another_case_know_the_password(
    desk: Desk, folder: Path, cases: WatchedCases
) -> None:
    desk.open(folder)
    desk.unlock_document("b.pdf", FITTING)
    desk.unlock_document("d.pdf", OTHER_FITTING)
    assert all(one.readable for one in desk.read_folder_again().documents)
    other = cases.made("another case")
    cases.write(other / "late.pdf", locked_pdf("Late"))
    cases.write(other / "strange.pdf", locked_pdf("Strange", locked_with="nobody knows"))
    assert [one.readable for one in desk.open(other).documents] == [True, False]


def test_pages_are_drawn_and_cited_with_the_password(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    case = desk.unlock_document("b.pdf", FITTING)
    pages = CasePages()
    pages.passwords = desk.workspace.passwords
    try:
        pages.show_case(folder, case.documents)
        for source in pages.sources:
            drawn = source.draw(DrawRequest(case.documents[1].sha256, 2, 1.0))
            assert (drawn.width, drawn.height) == (612, 792)
    finally:
        pages.close()
    element = case.checklist.elements[0].id
    case = desk.attach_evidence(element, page_of(case, "b.pdf", 2))
    assert len(evidence_pictures(desk.workspace, case)[0]) == 1


def test_a_later_run_counts_its_pages_as_unseen_until_it_is_opened_again(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    case = desk.unlock_document("b.pdf", FITTING)
    desk.add_seen_pages([(case.documents[1].sha256, 1)])
    with open_workspace(desk.workspace.folder / "other run") as workspace:
        assert workspace.passwords.to_try(case.documents[1].sha256) == ()
    forgetful = Desk(desk.workspace)
    forgetful.workspace.passwords = Passwords()
    reopened = forgetful.open(folder)
    assert statuses(reopened)["b.pdf"] is DocumentStatus.ENCRYPTED
    assert "5 of 6 pages" in unseen_warning(reopened)


def test_the_password_is_written_nowhere_and_shown_nowhere(desk: Desk, folder: Path, data: Path) -> None:
    desk.open(folder)
    case = desk.unlock_document("b.pdf", FITTING)
    desk.read_folder_again()
    for shown in (repr(desk.workspace), repr(desk.workspace.passwords), repr(case), str(case)):
        assert FITTING not in shown
    written = b"".join(path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file())
    desk.workspace.close()
    written += decrypted(data / DATABASE_NAME)
    assert case.documents[1].sha256.encode() in written
    for form in (FITTING.encode(), FITTING.encode("utf-16-le"), FITTING.encode("latin-1")):
        assert form not in written
    assert FITTING not in os.environ.values()


def test_few_passwords_are_tried_its_own_first_then_the_newest() -> None:
    known = Passwords()
    for number in range(20):
        known.keep(f"document {number}", f"password {number}")
    known.keep("document 5", "password 5")
    tried = known.to_try("document 0")
    assert len(tried) == MOST_TRIED
    assert tried[:3] == ("password 0", "password 5", "password 19")
    assert known.of("document 1") == "password 1"
    assert known.of("unknown") is None
