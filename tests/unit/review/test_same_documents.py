"""Documents that came with an earlier case."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from reviewer_app.domain.request import Member
from reviewer_app.domain.same_page import PageMatch, PagePlace, SameBy, SeenCase
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.same_documents import copies_of_earlier_cases
from reviewer_app.review.screen_case import screen_case
from reviewer_app.review.screen_history import usable_history, with_history
from reviewer_app.review.screening_json import screening_json
from tests.databases import open_store
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT
from tests.unit.review.desks import NURSE, START

REQUEST = {
    "request_id": "PA-9",
    "member": {"member_id": "M-9"},
    "services": [{"code": "64483", "system": "CPT"}],
}


def test_a_document_of_an_earlier_case_is_told_and_the_cases_own_are_not(
    library: PolicyLibrary, tmp_path: Path
) -> None:
    folder, data = tmp_path / "case", tmp_path / "data"
    folder.mkdir()
    (folder / "request.json").write_text(json.dumps(REQUEST), encoding="utf-8")
    (folder / "note.txt").write_text(NOTE, encoding="utf-8")
    (folder / "other.txt").write_text(OTHER_PATIENT, encoding="utf-8")
    note, other = (hashlib.sha256(text.encode()).hexdigest() for text in (NOTE, OTHER_PATIENT))
    found = screen_case(library, folder)
    assert with_history(found, library, data, usable_history(data)) is found
    with open_store(data) as store:
        own = store.cases.create_case("PA-9", "M-9", NURSE, START)
        store.cases.remember_documents(own, [(note, "note.txt"), (other, "other.txt")], START)
        documents, member = found.case.documents, found.case.request.member
        assert list(copies_of_earlier_cases(store, documents, member, own)) == []
        earlier = store.cases.create_case("PA-2", "M-2", NURSE, START)
        store.cases.remember_documents(earlier, [(note, "fax/page.txt")], START)
        (match,) = copies_of_earlier_cases(store, documents, member, own)
        seen = SeenCase(earlier, Path(), "PA-2", Member("M-2"))
        place = PagePlace(note, 1)
        assert match == PageMatch("note.txt", place, "fax/page.txt", place, SameBy.FILE, 1.0, seen, False)
    assert screening_json(with_history(found, library, data, usable_history(data)))["document_matches"] == [
        {
            "file": "note.txt",
            "page": 1,
            "case_id": "PA-2",
            "other_file": "fax/page.txt",
            "other_page": 1,
            "how": "same-file",
            "score": 1.0,
            "same_member": False,
            "exact": True,
        }
    ]
