"""The audit log: what is entered, that it cannot be changed, and that an edit behind its back is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from string import Template

import pytest
from sqlcipher3 import dbapi2

from reviewer_app.storage.chain import Damage
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import connect, open_store
from tests.unit.storage.values import NURSE, PHYSICIAN, START, at, mark, open_review

MARKS = 6


@pytest.fixture
def written(data_folder: Path) -> Path:
    """A closed database with an entry for the case (1), the review (2) and each mark (3 to 8)."""
    with open_store(data_folder) as store:
        case_id = store.cases.create_case("PA-1", "M-1", NURSE, START)
        store.reviews.create(open_review("review-1", case_id), NURSE, START)
        for number in range(MARKS):
            store.reviews.apply("review-1", mark(f"element-{number}"), NURSE, at(number))
    return data_folder / DATABASE_NAME


@contextmanager
def behind_its_back(path: Path) -> Iterator[dbapi2.Connection]:
    """The database as somebody sees it who removes what protects the log."""
    with closing(connect(path)) as connection:
        connection.execute("DROP TRIGGER audit_is_never_edited")
        connection.execute("DROP TRIGGER audit_is_never_deleted")
        yield connection
        connection.commit()


def damage(path: Path) -> list[tuple[int, Damage]]:
    with open_store(path.parent) as store:
        return [(problem.sequence, problem.damage) for problem in store.audit.verify()]


def test_every_act_is_entered_in_order(store: Store, case_id: str, review_id: str) -> None:
    receipt = store.reviews.apply(review_id, mark("s5-imaging", "first"), NURSE, at(1))
    store.reviews.undo(review_id, PHYSICIAN, at(2))
    store.reviews.redo(review_id, NURSE, at(3))
    other = store.cases.create_case("PA-2", "M-2", NURSE, at(4))

    entries = store.audit.entries(case_id)

    assert [entry.act for entry in entries] == [
        "Case opened for the first time",
        "Review started",
        "Present: s5-imaging",
        "Undo: Present: s5-imaging",
        "Redo: Present: s5-imaging",
    ]
    assert [entry.sequence for entry in entries] == [1, 2, 3, 4, 5]
    assert (receipt.sequence, receipt.hash) == (3, entries[2].hash)
    assert [(entry.actor, entry.role) for entry in entries[2:4]] == [
        (NURSE.name, "nurse"),
        (PHYSICIAN.name, "physician"),
    ]
    assert json.loads(entries[2].after or "")["note"] == "first"
    assert (entries[3].before, entries[3].after) == (entries[2].after, None)
    assert store.audit.last_hash() == store.audit.entries(other)[0].hash
    assert store.audit.verify() == ()


def test_an_instant_is_written_with_its_offset(store: Store, case_id: str) -> None:
    assert store.audit.entries(case_id)[0].at == "2025-05-08T10:14:00.000250-05:00"


def test_a_clock_that_went_back_is_flagged_and_the_order_stays(
    store: Store, case_id: str, review_id: str
) -> None:
    for number, minutes in enumerate((10, 4, 5, 12)):
        store.reviews.apply(review_id, mark(f"element-{number}"), NURSE, at(minutes))
    entries = store.audit.entries(case_id)[2:]
    assert [entry.clock_went_back for entry in entries] == [False, True, False, False]
    assert [entry.act for entry in entries] == [f"Present: element-{number}" for number in range(4)]


def test_an_empty_log_has_no_hash_and_no_problem(store: Store) -> None:
    assert store.audit.last_hash() == ""
    assert store.audit.verify() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'somebody else' WHERE sequence = 4",
        "DELETE FROM audit WHERE sequence = 4",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 4",
    ],
)
def test_the_database_refuses_to_change_the_log(written: Path, statement: str) -> None:
    with closing(connect(written)) as connection:
        connection.execute("PRAGMA recursive_triggers = on")
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            connection.execute(statement)
    assert damage(written) == []


@pytest.mark.parametrize(
    "column", ["at", "actor", "role", "act", "case_id", "review_id", "part_after", "hash"]
)
@pytest.mark.parametrize("sequence", [1, 4, 8])
def test_an_edited_row_is_named(written: Path, column: str, sequence: int) -> None:
    edit = Template("UPDATE audit SET $column = coalesce($column, '') || 'x' WHERE sequence = ?")
    with behind_its_back(written) as connection:
        connection.execute(edit.substitute(column=column), [sequence])
    assert damage(written) == [(sequence, Damage.EDITED)]


@pytest.mark.parametrize("sequence", [1, 5, 8])
def test_a_missing_row_is_named(written: Path, sequence: int) -> None:
    with behind_its_back(written) as connection:
        connection.execute("DELETE FROM audit WHERE sequence = ?", [sequence])
    assert damage(written) == [(sequence, Damage.MISSING)]


def test_rows_that_changed_places_are_named(written: Path) -> None:
    with behind_its_back(written) as connection:
        for old, new in ((4, 99), (6, 4), (99, 6)):
            connection.execute("UPDATE audit SET sequence = ? WHERE sequence = ?", [new, old])
    with open_store(written.parent) as store:
        problems = store.audit.verify()
    assert [(problem.sequence, problem.damage) for problem in problems] == [
        (4, Damage.MOVED),
        (6, Damage.MOVED),
    ]
    assert problems[0].sentence == "Entry 4 of the audit log was entry 6 when it was written."


@pytest.mark.parametrize("sequence", [5, 8])
def test_an_edited_row_with_a_fresh_hash_is_named(written: Path, sequence: int) -> None:
    with open_store(written.parent) as store:
        case_id = store.cases.find_case("PA-1", "M-1", ())
        assert case_id is not None
        entry = store.audit.entries(case_id)[sequence - 1]
    forged = replace(entry, actor="somebody else").hashed()
    with behind_its_back(written) as connection:
        connection.execute(
            "UPDATE audit SET actor = ?, hash = ? WHERE sequence = ?", [forged.actor, forged.hash, sequence]
        )
    assert damage(written) == [(sequence, Damage.EDITED)]


def test_a_row_added_at_the_end_is_named(written: Path) -> None:
    with behind_its_back(written) as connection:
        connection.execute(
            "INSERT INTO audit SELECT 9, at, actor, role, act, case_id, review_id, part_before, part_after,"
            " clock_went_back, hash, 'made up', NULL FROM audit WHERE sequence = 8"
        )
    assert (9, Damage.ADDED) in damage(written)
