"""A purge leaves nothing of a case but the places of its entries in the log, and the log stays provable."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from reviewer_app.domain.changes import Change
from reviewer_app.domain.copy_decision import CopyDecision, CopySubject
from reviewer_app.domain.match_decision import MatchDecision, MatchSubject, MatchVerdict
from reviewer_app.domain.place import Beside, Place
from reviewer_app.domain.policy import Element
from reviewer_app.domain.prior_request import PriorRequest, PriorStatus
from reviewer_app.domain.request import Member, Request
from reviewer_app.domain.review import (
    AddedElement,
    ExceptionRecord,
    LineDetermination,
    Outcome,
    PageMark,
    Signature,
)
from reviewer_app.domain.review_parts import Answer
from reviewer_app.storage.chain import Damage
from reviewer_app.storage.connection import open_plain
from reviewer_app.storage.retention import Retention
from reviewer_app.storage.store import DATABASE_NAME, Store
from reviewer_app.storage.transactions import Transactions
from tests.databases import connect, connect_plain, decrypted, open_store
from tests.unit.storage.test_history_store import INDEX
from tests.unit.storage.values import NURSE, PHYSICIAN, SHA, START, at, mark, open_review

MARKER = "Plantedmarker"
SNAPSHOT = f'{{"patient": "{MARKER}"}}'.encode()
SIGNED_ON = at(60).date()
DAY_AFTER = date(2025, 5, 9)
AT = at(100)
MEMBER = Member("M-1", MARKER, MARKER, date(1960, 5, 9), "F")
OTHER = Member("M-2", "Oda", "Vantongeren", None, "")


def signed_case(store: Store, request: str = "PA-1", review: str = "review-1", note: str = MARKER) -> str:
    """A signed case with a row in every table, an amendment included; the note stands in each of them."""
    case_id = store.cases.create_case(request, "M-1", NURSE, START)
    store.cases.remember_folder(case_id, Path("/cases", note, request), START)
    store.cases.remember_documents(case_id, [(SHA, f"{note}.pdf"), (request * 16, f"{note} 2.pdf")], START)
    store.cases.remember_facts(case_id, note, note, 14)
    entered = Request(request_id=request, member=Member("M-1", note, note), submitter_note=note)
    store.cases.save_entered_request(case_id, entered, NURSE, START)
    store.reviews.create(open_review(review, case_id), NURSE, START)
    store.reviews.apply(review, mark("s5-imaging", note), NURSE, at(1))
    for part in (
        LineDetermination(1, Outcome.APPROVE, note),
        Answer("facts", note),
        ExceptionRecord(note, ("c1",)),
        AddedElement(Element(f"added-{note}", "", note, note, note), NURSE.name, START),
        PageMark(SHA, 2, legible=False),
        MatchDecision(MatchSubject(1, "H-1", note, note), MatchVerdict.NOT_RELATED, note, NURSE.name, START),
        CopyDecision(CopySubject(SHA, 1, SHA, 2), 1, note, NURSE.name, START),
    ):
        store.reviews.apply(review, Change(note, None, part), NURSE, at(2))
    store.reviews.add_seen_pages(review, [(SHA, 1)])
    store.reviews.save_place(review, Place(note, SHA, beside=Beside(Place(sha256=SHA))))
    snapshot = SNAPSHOT.replace(MARKER.encode(), note.encode())
    signature = Signature(PHYSICIAN, at(60), note, sha256(snapshot).hexdigest())
    store.reviews.sign(review, signature, snapshot)
    amended = store.reviews.amend(review, PHYSICIAN, at(61), f"{review} amended")
    store.reviews.sign(amended.id, replace(signature, signed_at=at(62)), snapshot)
    return case_id


def open_case(store: Store) -> str:
    case_id = store.cases.create_case("PA-2", "M-2", NURSE, START)
    store.cases.remember_documents(case_id, [(SHA, "01_request.pdf")], START)
    store.reviews.create(open_review("review-2", case_id), NURSE, START)
    store.reviews.apply("review-2", mark("s5-imaging", "stays"), NURSE, at(3))
    return case_id


def remember(store: Store, case_id: str) -> None:
    """Requests: of the case, old ones, one without a date, one of the same case's name but another member."""
    row = PriorRequest("H-own", MEMBER, ("64483",), PriorStatus.APPROVED, decided=SIGNED_ON, case="PA-1")
    old = date(2020, 1, 1)
    store.history.put(
        [
            row,
            replace(row, id=f"{case_id}:1", case=case_id),
            replace(row, id="H-old", case="", decided=old),
            replace(row, id="H-older", case="", decided=date(2019, 1, 1), member=OTHER),
            replace(row, id="H-undated", case="", decided=None, member=OTHER),
            replace(row, id="H-other", member=OTHER),
        ],
        INDEX,
    )
    store.history.complete(INDEX)


@pytest.fixture
def two_cases(store: Store) -> tuple[str, str]:
    signed, begun = signed_case(store), open_case(store)
    remember(store, signed)
    return signed, begun


def kept_requests(store: Store) -> list[str]:
    return [row.id for row in store.history.all()]


def test_by_age_only_what_is_signed_and_dated_is_too_old(store: Store, two_cases: tuple[str, str]) -> None:
    signed, _ = two_cases
    keeping = store.retention
    assert keeping.signed_before(SIGNED_ON) == ()
    (found,) = keeping.signed_before(DAY_AFTER)
    assert (found.id, found.name, found.begun) == (signed, "PA-1", START.date().isoformat())
    assert (found.signed, found.versions, found.documents) == (SIGNED_ON.isoformat(), 2, 2)
    assert keeping.open_before(SIGNED_ON) == 0
    assert keeping.open_before(DAY_AFTER) == 1
    assert keeping.requests(date(2020, 1, 1), ()) == 1
    assert keeping.requests(date(2020, 1, 2), ()) == 2
    assert keeping.undated_requests() == 1


def test_a_case_is_found_by_either_name(store: Store, two_cases: tuple[str, str]) -> None:
    signed, begun = two_cases
    assert [case.id for case in store.retention.named("PA-1")] == [signed]
    assert [case.id for case in store.retention.named(begun)] == [begun]
    assert store.retention.named("PA-9") == ()


def test_an_amendment_that_is_open_makes_the_case_open(store: Store, two_cases: tuple[str, str]) -> None:
    store.reviews.amend("review-1 amended", NURSE, at(70), "review-1 once more")
    assert store.retention.signed_before(DAY_AFTER) == ()


def test_the_case_goes_with_its_requests_and_the_rest_stays(store: Store, two_cases: tuple[str, str]) -> None:
    signed, begun = two_cases
    before = store.reviews.load("review-2")
    assert store.retention.requests(None, [signed]) == 2
    store.retention.purge(None, [signed], INDEX, PHYSICIAN, AT)
    assert store.retention.case_ids() == {begun}
    assert store.retention.documents() == {SHA}
    assert store.retention.documents([begun]) == frozenset()
    assert kept_requests(store) == ["H-old", "H-older", "H-other", "H-undated"]
    assert store.history.count() == 4
    assert store.reviews.load("review-2") == before
    assert store.audit.entries(signed) == ()
    assert store.check() == ()
    store.reviews.apply("review-2", mark("s4-laboratory"), NURSE, at(101))
    assert store.verify() == ()


def test_by_age_requests_go_with_their_persons(store: Store, two_cases: tuple[str, str]) -> None:
    store.retention.purge(date(2020, 1, 2), (), INDEX, PHYSICIAN, AT)
    assert "H-old" not in kept_requests(store)
    assert "H-undated" in kept_requests(store)
    store.retention.purge(date(2100, 1, 1), (), INDEX, PHYSICIAN, AT)
    assert kept_requests(store) == ["H-undated"]
    assert store.history.candidates([1]) == ()
    assert [one.member for one in store.history.persons(store.history.candidates([2]))] == [OTHER]


def test_the_log_says_what_went_and_names_nobody(store: Store, two_cases: tuple[str, str]) -> None:
    signed, _ = two_cases
    entries = len(store.audit.entries(signed))
    receipt = store.retention.purge(DAY_AFTER, [signed], INDEX, PHYSICIAN, AT)
    ((entry, record),) = store.audit.purges()
    assert (entry.sequence, entry.actor, entry.case_id) == (receipt.sequence, PHYSICIAN.name, "")
    assert (record.cases, record.requests, record.before) == (1, 5, "2025-05-09")
    assert record.entries == entries
    assert store.audit.verify() == ()


@pytest.fixture
def purged(data_folder: Path) -> Path:
    """A closed database of which a case was purged."""
    with open_store(data_folder) as store:
        signed = signed_case(store)
        open_case(store)
        store.retention.purge(None, [signed], INDEX, PHYSICIAN, AT)
    return data_folder / DATABASE_NAME


FORGERIES = {
    "an entry emptied beside the purge": (
        "UPDATE audit SET at = '', actor = '', role = '', act = '', case_id = '', review_id = '', part_before"
        " = NULL, part_after = NULL, purged_by = (SELECT max(purged_by) FROM audit)"
        " WHERE act = 'Present: s5-imaging'"
    ),
    "the same without a purge": (
        "UPDATE audit SET at = '', actor = '', role = '', act = '', case_id = '', review_id = '', part_before"
        " = NULL, part_after = NULL, purged_by = sequence WHERE act = 'Present: s5-imaging'"
    ),
    "an emptied entry filled": "UPDATE audit SET actor = 'Somebody' WHERE sequence = 2",
    "an emptied entry's hash": "UPDATE audit SET hash = 'ab' WHERE sequence = 2",
    "the purge's record": "UPDATE audit SET part_after = replace(part_after, '\"cases\":1', '\"cases\":0')",
    "the purge's name": "UPDATE audit SET actor = 'Somebody' WHERE act = 'Purged'",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_purge_excuses_nothing_else(purged: Path, forgery: str) -> None:
    with closing(connect(purged)) as connection:
        connection.execute("DROP TRIGGER audit_is_never_edited")
        assert connection.execute(FORGERIES[forgery]).rowcount > 0
        connection.commit()
    with open_store(purged.parent) as store:
        assert {problem.damage for problem in store.audit.verify()} == {Damage.EDITED}


def test_the_protection_is_as_it_was(purged: Path, tmp_path: Path) -> None:
    open_store(tmp_path / "fresh").close()
    objects = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    with closing(connect(purged)) as one, closing(connect(tmp_path / "fresh" / DATABASE_NAME)) as other:
        assert one.execute(objects).fetchall() == other.execute(objects).fetchall()
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            one.execute("UPDATE audit SET actor = ''")


def test_a_purge_that_fails_takes_nothing(
    store: Store, two_cases: tuple[str, str], data_folder: Path
) -> None:
    signed, _ = two_cases

    def fail(_member: Member) -> tuple[str, str]:
        raise RuntimeError("in the middle")

    store.close()
    before = decrypted(data_folder / DATABASE_NAME)
    with open_store(data_folder) as again:
        with pytest.raises(RuntimeError, match="in the middle"):
            again.retention.purge(DAY_AFTER, [signed], replace(INDEX, names=fail), PHYSICIAN, AT)
        assert again.check() == ()
    assert decrypted(data_folder / DATABASE_NAME) == before


def test_no_byte_of_the_file_tells_of_the_case(data_folder: Path, tmp_path: Path) -> None:
    """Looked for in a database without encryption, in pages that are in use and in those that are not."""
    with open_store(data_folder) as store:
        signed = signed_case(store)
        open_case(store)
        for number in range(10):
            signed_case(store, f"PA-1{number}", f"review-1{number}", "somebody else")
        remember(store, signed)
    plain = tmp_path / "plain.db"
    plain.write_bytes(decrypted(data_folder / DATABASE_NAME))
    with closing(connect(data_folder / DATABASE_NAME)) as old, closing(connect_plain(plain)) as new:
        new.execute(f"PRAGMA application_id = {old.execute('PRAGMA application_id').fetchone()[0]}")
    assert MARKER.encode() in plain.read_bytes()
    transactions = Transactions(open_plain(plain), plain)
    keeping = Retention(transactions)
    keeping.purge(DAY_AFTER, [signed], INDEX, PHYSICIAN, AT)
    keeping.compact()
    transactions.close()
    content = plain.read_bytes()
    assert MARKER.encode() not in content
    assert b"somebody else" in content
    with closing(connect_plain(plain)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        texts = "SELECT count(*) FROM history_name WHERE name = ?"
        assert connection.execute(texts, [MARKER.lower()]).fetchone() == (0,)
