"""Documents that several cases have."""

from __future__ import annotations

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
        DocumentElsewhere("aa", "PA-2", "sub/letter.pdf"),
        DocumentElsewhere("aa", nameless, "scan.pdf"),
    )
    assert [found.case_id for found in store.same_documents.elsewhere(["aa"], own=None)] == [
        "PA-1",
        "PA-2",
        nameless,
    ]
    assert store.same_documents.elsewhere([], own=None) == ()
