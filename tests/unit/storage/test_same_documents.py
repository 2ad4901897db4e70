"""Documents that several cases have."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.domain.request import Member
from reviewer_app.domain.same_page import SeenCase
from reviewer_app.storage.same_documents import DocumentElsewhere
from reviewer_app.storage.store import Store
from tests.unit.storage.values import NURSE, START


def test_a_document_is_found_in_every_other_case_that_has_it(store: Store, case_id: str) -> None:
    second = store.cases.create_case("PA-2", "M-2", NURSE, START)
    nameless = store.cases.create_case("", "", NURSE, START)
    store.cases.remember_documents(case_id, [("aa", "letter.pdf"), ("bb", "own.pdf")], START)
    store.cases.remember_documents(second, [("aa", "sub/letter.pdf"), ("cc", "other.pdf")], START)
    store.cases.remember_documents(nameless, [("aa", "scan.pdf")], START)
    assert store.same_documents.elsewhere(["aa", "bb", ""], own=case_id) == (
        DocumentElsewhere("aa", "sub/letter.pdf", SeenCase(second, Path(), "PA-2", Member("M-2"))),
        DocumentElsewhere("aa", "scan.pdf", SeenCase(nameless, Path())),
    )
    assert [found.case.id for found in store.same_documents.elsewhere(["aa"], own=None)] == [
        case_id,
        second,
        nameless,
    ]
    assert store.same_documents.elsewhere([], own=None) == ()
