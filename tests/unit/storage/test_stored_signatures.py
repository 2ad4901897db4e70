"""A signed review is never changed: by the program, by SQL, or unnoticed. An amendment is a new version."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from reviewer_app.domain.changes import Change
from reviewer_app.domain.copy_decision import CopyDecision, CopySubject
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.match_decision import MatchDecision, MatchSubject, MatchVerdict
from reviewer_app.domain.place import Place
from reviewer_app.domain.policy import Element
from reviewer_app.domain.review import (
    AddedElement,
    ExceptionRecord,
    LineDetermination,
    Outcome,
    PageMark,
    Reviewer,
    ReviewStatus,
    Signature,
)
from reviewer_app.domain.review_parts import Answer
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import connect, open_store
from tests.unit.storage.values import NURSE, PHYSICIAN, SHA, START, at, mark

SNAPSHOT = b'{"review": "as it was signed"}'


def signature_of(snapshot: bytes, reviewer: Reviewer = PHYSICIAN, minutes: int = 60) -> Signature:
    return Signature(reviewer, at(minutes), "I reviewed the record.", sha256(snapshot).hexdigest())


@pytest.fixture
def filled(store: Store, review_id: str) -> str:
    """A review that has a row in every table."""
    parts = (
        LineDetermination(1, Outcome.APPROVE, "all found"),
        Answer("facts", "weighed"),
        ExceptionRecord("no other way", ("c1",)),
        AddedElement(Element("added-1", "", "Own", "Own", "What?"), NURSE.name, START),
        PageMark(SHA, 2, legible=False),
        MatchDecision(MatchSubject(1, "H-1"), MatchVerdict.NOT_RELATED, "another knee", NURSE.name, START),
        CopyDecision(CopySubject(SHA, 2, SHA, 1), 1, "another visit", NURSE.name, START),
    )
    store.reviews.apply(review_id, mark("s5-imaging"), NURSE, at(1))
    for part in parts:
        store.reviews.apply(review_id, Change("a part", None, part), NURSE, at(2))
    store.reviews.add_seen_pages(review_id, [(SHA, 1)])
    return review_id


@pytest.fixture
def signed(store: Store, filled: str) -> str:
    store.reviews.sign(filled, signature_of(SNAPSHOT), SNAPSHOT)
    return filled


def test_signing_keeps_the_snapshot_and_the_chain_s_hash(store: Store, filled: str) -> None:
    before = store.reviews.load(filled)
    answer = store.reviews.sign(filled, signature_of(SNAPSHOT), SNAPSHOT)

    assert answer == replace(signature_of(SNAPSHOT), audit_hash=store.audit.last_hash())
    assert store.reviews.load(filled) == replace(before, status=ReviewStatus.SIGNED, signature=answer)
    assert store.reviews.snapshot(filled) == SNAPSHOT
    assert store.verify() == ()


def test_a_snapshot_with_another_hash_is_refused(store: Store, filled: str) -> None:
    with pytest.raises(ValueError, match="content hash"):
        store.reviews.sign(filled, signature_of(b"something else"), SNAPSHOT)
    assert store.reviews.load(filled).status is ReviewStatus.OPEN
    with pytest.raises(BlockedError, match="not signed"):
        store.reviews.snapshot(filled)


ACTS: dict[str, Callable[[Store, str], object]] = {
    "apply": lambda store, review: store.reviews.apply(review, mark("s4-laboratory"), NURSE, at(70)),
    "undo": lambda store, review: store.reviews.undo(review, NURSE, at(70)),
    "redo": lambda store, review: store.reviews.redo(review, NURSE, at(70)),
    "see": lambda store, review: store.reviews.add_seen_pages(review, [(SHA, 3)]),
    "packs": lambda store, review: store.reviews.replace_packs(review, (), NURSE, at(70)),
    "sign": lambda store, review: store.reviews.sign(review, signature_of(SNAPSHOT), SNAPSHOT),
}


@pytest.mark.parametrize("act", ACTS)
def test_the_store_changes_no_signed_review(store: Store, signed: str, act: str) -> None:
    before, last = store.reviews.load(signed), store.audit.last_hash()
    with pytest.raises(BlockedError, match="signed"):
        ACTS[act](store, signed)
    assert store.reviews.load(signed) == before
    assert store.audit.last_hash() == last


def test_the_place_in_a_signed_review_may_still_be_kept(store: Store, signed: str) -> None:
    store.reviews.save_place(signed, Place(page=2, sha256=SHA))
    assert store.reviews.load(signed).place.page == 2
    assert store.verify() == ()


EDITS = {
    "finding": "UPDATE finding SET note = 'x'",
    "evidence": "UPDATE evidence SET quote = 'x'",
    "determination": "UPDATE determination SET outcome = 'deny'",
    "answer": "UPDATE answer SET text = 'x'",
    "exception": "UPDATE exception SET why = 'x'",
    "added_element": "UPDATE added_element SET added_by = 'x'",
    "page_mark": "UPDATE page_mark SET legible = 1",
    "reviewed_document": "UPDATE reviewed_document SET pages = 9",
    "page_seen": "UPDATE page_seen SET page = 9",
    "review_pack": "UPDATE review_pack SET pack_version = '1999'",
}
"""One edit of each table that a signature covers."""

OTHER_EDITS = (
    "UPDATE change SET title = 'x'",
    "UPDATE signature SET name = 'x'",
    "UPDATE review SET status = 'open'",
    "UPDATE review SET status = 'superseded', reviewer_name = 'x'",
    "INSERT INTO page_mark VALUES ('review-1', 9, 'ab', 1, 1)",
    "DELETE FROM evidence",
    "DELETE FROM determination",
    "DELETE FROM signature",
    "DELETE FROM review",
)


@pytest.mark.parametrize("edit", [*EDITS.values(), *OTHER_EDITS])
def test_the_database_refuses_to_change_a_signed_review(
    store: Store, signed: str, data_folder: Path, edit: str
) -> None:
    store.close()
    with (
        closing(connect(data_folder / DATABASE_NAME)) as connection,
        pytest.raises(dbapi2.IntegrityError, match="a signed review is never changed"),
    ):
        connection.execute(edit)


@pytest.mark.parametrize("table", EDITS)
def test_rows_edited_after_signing_are_noticed(
    store: Store, signed: str, data_folder: Path, table: str
) -> None:
    store.close()
    with closing(connect(data_folder / DATABASE_NAME)) as connection:
        connection.execute(f"DROP TRIGGER {table}_UPDATE_needs_open_review")
        assert connection.execute(EDITS[table]).rowcount == 1
        connection.commit()
    with open_store(data_folder) as reopened:
        (sentence,) = reopened.verify()
    assert sentence == f"Version 1 of review {signed}: its content was edited after signing."


def test_an_edited_snapshot_is_noticed(store: Store, signed: str, data_folder: Path) -> None:
    store.close()
    with closing(connect(data_folder / DATABASE_NAME)) as connection:
        connection.execute("DROP TRIGGER signature_UPDATE_needs_open_review")
        connection.execute("UPDATE signature SET snapshot = X'7b7d'")
        connection.commit()
    with open_store(data_folder) as reopened:
        assert reopened.verify() == (
            f"Version 1 of review {signed}: the signed copy was edited after signing.",
        )


def test_an_amendment_copies_all_but_signature_and_history(store: Store, case_id: str, signed: str) -> None:
    old = store.reviews.load(signed)
    new = store.reviews.amend(signed, NURSE, at(90), "review-2")

    assert new == replace(
        old,
        id="review-2",
        version=2,
        status=ReviewStatus.OPEN,
        created_at=at(90),
        reviewer=NURSE,
        signature=None,
        amends=signed,
    )
    assert store.reviews.load("review-2") == new
    assert store.reviews.undo_titles("review-2") == ("", "")
    assert store.reviews.versions(case_id) == (signed, "review-2")
    assert store.reviews.newest(case_id) == new


def test_the_old_version_holds_until_the_amendment_is_signed(store: Store, signed: str) -> None:
    store.reviews.amend(signed, NURSE, at(90), "review-2")
    store.reviews.apply("review-2", mark("s4-laboratory"), NURSE, at(91))
    assert store.reviews.load(signed).status is ReviewStatus.SIGNED

    answer = store.reviews.sign("review-2", signature_of(b"{}", minutes=92), b"{}")

    assert store.reviews.load(signed).status is ReviewStatus.SUPERSEDED
    assert store.reviews.load("review-2").status is ReviewStatus.SIGNED
    assert answer.audit_hash == store.audit.last_hash()
    assert store.reviews.snapshot(signed) == SNAPSHOT
    assert store.verify() == ()


def test_only_the_newest_signed_version_is_amended(store: Store, signed: str) -> None:
    store.reviews.amend(signed, NURSE, at(90), "review-2")
    with pytest.raises(BlockedError, match="already has an amendment"):
        store.reviews.amend(signed, NURSE, at(91), "review-3")
    with pytest.raises(BlockedError, match="Only a signed review"):
        store.reviews.amend("review-2", NURSE, at(91), "review-3")
