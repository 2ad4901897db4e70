"""Documents of earlier cases: shown where they are what they were, explained where they are not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from reviewer_app.domain.earlier_case import CaseStanding, EarlierDocument
from reviewer_app.domain.review import LineDetermination, Outcome
from reviewer_app.domain.same_page import DocumentPlace, SeenCase
from reviewer_app.review.desk import Desk
from tests.unit.documents import files

CONTENT = files.pdf(files.text_content("An earlier page", 72, 700), files.text_content("Another", 72, 700))


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    folder = tmp_path / "earlier"
    (folder / "fax").mkdir(parents=True)
    (folder / "fax" / "visit.pdf").write_bytes(CONTENT)
    return folder


def ask(desk: Desk, folder: Path, file: str = "fax/visit.pdf", content: bytes = CONTENT) -> EarlierDocument:
    place = DocumentPlace(SeenCase("earlier", folder), file)
    return desk.earlier_document(place, hashlib.sha256(content).hexdigest())


def test_a_document_that_is_what_it_was_can_be_shown(desk: Desk, earlier: Path) -> None:
    found = ask(desk, earlier)
    assert found.document is not None
    assert (found.folder, found.document.page_count, found.sentence) == (earlier, 2, "")


def test_a_case_of_one_document(desk: Desk, earlier: Path) -> None:
    assert ask(desk, earlier / "fax" / "visit.pdf", "visit.pdf").document is not None


def test_a_document_that_went_changed_or_was_put_elsewhere_is_explained(desk: Desk, earlier: Path) -> None:
    assert "not what it was" in ask(desk, earlier, content=b"other").sentence
    assert "no longer where it was" in ask(desk, earlier, "gone.pdf").sentence
    assert "no longer where it was" in ask(desk, earlier / "gone").sentence
    assert "not known" in ask(desk, Path()).sentence
    (earlier / "fax" / "visit.pdf").rename(earlier.parent / "elsewhere.pdf")
    (earlier / "fax" / "visit.pdf").symlink_to(earlier.parent / "elsewhere.pdf")
    assert ask(desk, earlier).document is None


def test_a_damaged_document_says_so(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    found = ask(desk, tmp_path, "bad.pdf", b"%PDF-1.7 nothing")
    assert found.document is None
    assert found.sentence.startswith("bad.pdf ")


def test_what_became_of_a_case(desk: Desk, tmp_path: Path) -> None:
    case = desk.open(_case(tmp_path / "case"))
    assert desk.case_standings([case.case_id, "never seen"]) == {
        case.case_id: CaseStanding(case.case_id),
        "never seen": CaseStanding("never seen"),
    }
    desk.enter_determination(
        LineDetermination(1, Outcome.PEND, "Too little.", "No visit note.", missing=("The visit note",))
    )
    assert desk.case_standings([case.case_id])[case.case_id].outcomes == ()


def _case(folder: Path) -> Path:
    folder.mkdir()
    (folder / "visit.pdf").write_bytes(CONTENT)
    return folder
