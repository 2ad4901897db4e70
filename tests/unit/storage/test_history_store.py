"""The history in the database: rows once each, persons found by keys and forgotten with their last row."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import sqlite_utils

from reviewer_app.domain.prior_request import ImportCounts, NameCounts, Period, PriorRequest, PriorStatus
from reviewer_app.domain.request import Member
from reviewer_app.storage.history_rows import CaseLines, PersonIndex, forget_requests, put_case_lines
from reviewer_app.storage.history_store import MOST_PERSONS_OF_A_KEY, ROWS_READ_AT_ONCE
from reviewer_app.storage.store import Store

IRIS = Member("M-1", "Iris", "Vantongeren", date(1960, 5, 9), "F")
ODA = Member("M-2", "Oda", "Vantongeren", None, "")
DAY = Period(date(2025, 5, 20), date(2025, 5, 20))
ROW = PriorRequest(
    "H-1", IRIS, ("64483", "77003"), PriorStatus.APPROVED, performed=DAY, diagnoses=("M54.16",)
)


def by_id(member: Member) -> Collection[int]:
    """One key for the id and one that all share."""
    return (int(member.member_id.removeprefix("M-")), 99)


INDEX = PersonIndex(by_id, lambda member: (member.first_name.lower(), member.last_name.lower()))


def writing(store: Store) -> AbstractContextManager[sqlite_utils.Database]:
    """A transaction as the store's own, for what is only a part of one."""
    return store._transactions.writing()


def keep(store: Store, *rows: PriorRequest) -> ImportCounts:
    """Put the rows so that their persons are found."""
    counts = store.history.put(rows, INDEX)
    store.history.complete(INDEX)
    return counts


def members(store: Store, *keys: int) -> list[Member]:
    """Who shares keys, the likeliest first."""
    ids = store.history.candidates(keys)
    known = {person.id: person.member for person in store.history.persons(ids)}
    return [known[person] for person in ids]


def test_a_row_comes_back_as_it_was_put(store: Store) -> None:
    assert store.history.put([ROW], INDEX) == ImportCounts(new=1)
    assert store.history.get("H-1") == ROW
    assert store.history.get("H-2") is None
    assert store.history.count() == 1


def test_putting_again_changes_nothing(store: Store) -> None:
    rows = [ROW, replace(ROW, id="H-2", member=ODA)]
    store.history.put(rows, INDEX)
    assert store.history.put(rows, INDEX) == ImportCounts(unchanged=2)
    assert list(store.history.all()) == rows


def test_a_changed_row_takes_the_place_of_the_old_one(store: Store) -> None:
    store.history.put([ROW], INDEX)
    changed = replace(ROW, status=PriorStatus.DENIED)
    assert store.history.put([changed], INDEX) == ImportCounts(changed=1)
    assert store.history.get("H-1") == changed


def test_persons_are_found_by_keys_those_who_share_most_first(store: Store) -> None:
    keep(store, ROW, replace(ROW, id="H-2", member=ODA))
    assert set(members(store, 1, 2, 99)) == {IRIS, ODA}
    assert members(store, 2, 99) == [ODA, IRIS]
    assert members(store, 5) == []


def test_the_requests_of_a_person_come_newest_first(store: Store) -> None:
    later = replace(ROW, id="H-2", performed=Period(date(2025, 7, 1), date(2025, 7, 2)))
    keep(store, ROW, later)
    (person,) = store.history.candidates((1,))
    assert [row.id for _, row in store.history.requests_of([person])] == ["H-2", "H-1"]


def test_a_person_whom_no_request_names_any_more_is_forgotten(store: Store) -> None:
    keep(store, ROW)
    keep(store, replace(ROW, member=ODA))
    assert members(store, 1, 2, 99) == [ODA]


def test_how_common_names_are_is_counted(store: Store) -> None:
    store.history.put([ROW, replace(ROW, id="H-2", member=ODA), replace(ROW, id="H-3")], INDEX)
    assert store.history.name_counts(("iris", "vantongeren")) == NameCounts(1, 2, 2)
    assert store.history.name_counts(("", "")) == NameCounts(0, 0, 2)


def test_all_rows_are_given_out_also_when_they_are_many(store: Store) -> None:
    rows = [replace(ROW, id=f"H-{number:05}") for number in range(2 * ROWS_READ_AT_ONCE)]
    store.history.put(rows, INDEX)
    assert list(store.history.all()) == rows


def test_persons_are_found_once_their_keys_are_made(store: Store) -> None:
    store.history.put([ROW], INDEX)
    assert members(store, 1) == []
    store.history.complete(INDEX)
    assert members(store, 1) == [IRIS]
    store.history.complete(INDEX)
    assert members(store, 1) == [IRIS]


def test_a_key_that_too_many_share_counts_only_where_there_is_no_other(store: Store) -> None:
    many = [
        replace(ROW, id=f"H-{number}", member=Member(f"M-{number}", "Oda", "Tull"))
        for number in range(100, 102 + MOST_PERSONS_OF_A_KEY)
    ]
    keep(store, *many)
    assert [member.member_id for member in members(store, 107, 99)] == ["M-107"]
    assert len(members(store, 99)) > MOST_PERSONS_OF_A_KEY
    assert len(members(store, 99, 5_000)) > MOST_PERSONS_OF_A_KEY


def test_forgotten_requests_leave_no_person_key_or_name(store: Store) -> None:
    keep(store, ROW, replace(ROW, id="H-2"), replace(ROW, id="H-3", member=ODA))
    with writing(store) as database:
        assert forget_requests(database, ["H-2", "H-3", "H-9"], INDEX) == 2
    assert (store.history.count(), store.history.get("H-1")) == (1, ROW)
    assert members(store, 1, 2, 99) == [IRIS]
    assert store.history.name_counts(("oda", "vantongeren")) == NameCounts(0, 1, 1)


def test_the_lines_of_a_case_replace_those_that_were_there(store: Store) -> None:
    case_id = "c7"
    first = CaseLines(case_id, (replace(ROW, id=f"{case_id}:1"), replace(ROW, id=f"{case_id}:2")), INDEX)
    second = replace(first, rows=(replace(first.rows[0], status=PriorStatus.DENIED),))
    keep(store, ROW)
    for lines in (first, second, second):
        with writing(store) as database:
            put_case_lines(database, lines)
    assert set(store.history.all()) == {ROW, *second.rows}
    assert store.history.count() == 2
