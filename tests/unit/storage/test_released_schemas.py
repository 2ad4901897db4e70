"""Databases of every schema that was released: encrypted, brought up to date, every value as it was. A start
that is cut off anywhere on that way leaves the database of before, or the finished one."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from string import Template

import pytest
from sqlcipher3 import dbapi2

from reviewer_app.domain.errors import StoreError
from reviewer_app.domain.place import Beside, Place
from reviewer_app.domain.review import FindingState, Outcome, ReviewStatus
from reviewer_app.storage.connection import open_plain
from reviewer_app.storage.key_record import RECORD_NAME
from reviewer_app.storage.migrations import STEPS, bring_up_to_date
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import connect, connect_plain, open_store

RELEASED = sorted(Path(__file__).with_name("released").glob("*.db.gz"))
CHILD = Path(__file__).with_name("migrating_child.py")
ONE, TWO = "ab" * 32, "cd" * 32
_ALL = Template('SELECT * FROM "$table"')
Rows = dict[str, list[dict[str, object]]]


@pytest.fixture(params=RELEASED, ids=lambda path: path.name.partition(".")[0])
def released(request: pytest.FixtureRequest, data_folder: Path) -> Path:
    """A data folder's database as that version left it."""
    data_folder.mkdir()
    path = data_folder / DATABASE_NAME
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def rows_of(connection: dbapi2.Connection) -> Rows:
    """Every row of every table, in an order that does not depend on where it lies in the file."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    found: Rows = {}
    for (table,) in connection.execute(query).fetchall():
        cursor = connection.execute(_ALL.substitute(table=table))
        columns = [column[0] for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor]
        found[table] = sorted(rows, key=repr)
    return found


def plain_rows(path: Path) -> Rows:
    with closing(connect_plain(path)) as connection:
        return rows_of(connection)


def encrypted_rows(path: Path) -> Rows:
    with closing(connect(path)) as connection:
        return rows_of(connection)


def test_every_schema_that_was_released_is_here() -> None:
    known = [step.__name__ for step in STEPS]
    assert [path.name.partition(".")[0] for path in RELEASED] == [*known[:2], known[5]]


def test_every_value_is_as_it_was(released: Path) -> None:
    before = plain_rows(released)
    open_store(released.parent).close()
    after = encrypted_rows(released)
    applied = before.pop("_sqlite_migrations")
    assert after.pop("_sqlite_migrations")[: len(applied)] == applied or len(applied) < len(STEPS)
    assert before
    for table, rows in before.items():
        assert rows, table
        kept = [{column: row[column] for column in old} for old, row in zip(rows, after[table], strict=True)]
        assert kept == rows
        added = {column for row in after[table] for column in row.keys() - rows[0].keys()}
        assert all(row[column] is None for row in after[table] for column in added)


def test_the_program_reads_it_as_it_was_written(released: Path) -> None:
    with open_store(released.parent) as store:
        assert store.check() == ()
        signed = store.cases.find_case("PA-2025-1", "M-1", ())
        begun = store.cases.find_case("PA-2025-2", "M-2", ())
        assert signed is not None
        assert begun is not None
        first, second = (store.reviews.load(one) for one in store.reviews.versions(signed))
        assert (first.status, second.status) == (ReviewStatus.SUPERSEDED, ReviewStatus.SIGNED)
        assert store.reviews.snapshot(first.id) == b'{"summary": "as it was signed"}'
        review = store.reviews.load("review-2")
        finding = review.finding("s5-imaging")
        assert (finding.state, finding.note) == (FindingState.PRESENT, "open")
        assert finding.evidence[0].anchor.quote == "six weeks of therapy"
        assert review.determination(1).outcome is Outcome.APPROVE
        assert review.pages_seen == {(ONE, 1), (ONE, 2), (TWO, 9)}
        assert [document.file for document in review.documents] == ["01_request.pdf", "02 Überweisung.pdf"]
        here = Place("s5-imaging", ONE, 2, "125", 90, 33.5)
        other = Beside(Place(sha256=TWO, page=3, zoom="fit-page"), first=True, synchronised=True)
        assert review.place in (here, Place("s5-imaging", ONE, 2, "125", 90, 33.5, beside=other))
        back = [entry.act for entry in store.audit.entries(begun) if entry.clock_went_back]
        assert back == ["Review started", "Present: s4"]
        request = store.cases.entered_request(begun)
        assert request is not None
        assert request.member.last_name == "Quillfeather"
        folders = [Path("/cases/Zoë signed"), Path("/cases/Zoë open")]
        shown = store.cases.case_summaries(folders)
        assert [shown[folder].case_id for folder in folders] == [signed, begun]
        assert store.settings.recent_roots() == (Path("/cases"),)


def test_work_goes_on_in_it(released: Path) -> None:
    with open_store(released.parent) as store:
        review = store.reviews.load("review-2")
        assert store.reviews.undo_titles(review.id)[0] == "Present: s4"
        undone = store.reviews.undo(review.id, review.reviewer, review.created_at)
        assert undone is not None
        assert store.reviews.load(review.id).finding("s4-laboratory").state is FindingState.NOT_REVIEWED
        assert store.verify() == ()


@pytest.mark.parametrize("released", RELEASED[:1], indirect=True)
def test_killed_at_any_statement_of_a_migration_the_old_or_the_new_database_is_there(
    released: Path, tmp_path: Path
) -> None:
    """Killed for good, in a process of its own, before each statement; each migration is done whole or not at
    all, and the next start finishes. The oldest database has all migrations before it."""
    done = subprocess.run(
        [sys.executable, CHILD, released, tmp_path / "work"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["killed"] > 5 * (len(STEPS) - 2)
    assert told["different"] == []


@pytest.mark.parametrize("released", RELEASED[:2], indirect=True)
def test_a_statement_that_fails_takes_its_whole_migration_back(released: Path) -> None:
    before = plain_rows(released)
    database = open_plain(released)
    database.execute("CREATE TABLE history_key (in_the TEXT, way TEXT)")
    with pytest.raises(dbapi2.OperationalError, match="already exists"):
        bring_up_to_date(database, released)
    database.execute("DROP TABLE history_key")
    database.close()
    after = plain_rows(released)
    assert [row["name"] for row in after.pop("_sqlite_migrations")] == [step.__name__ for step in STEPS[:2]]
    before.pop("_sqlite_migrations")
    assert after.pop("place_beside", []) == before.pop("place_beside", [])
    assert after == before


def test_one_of_a_newer_program_is_not_touched(released: Path) -> None:
    with closing(connect_plain(released)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('reviewer-app', 'm999_from_the_future', '2099-01-01')"
        )
        connection.commit()
    before = released.read_bytes()
    with pytest.raises(StoreError, match="newer version") as caught:
        open_store(released.parent)
    assert caught.value.exit_code == 5
    assert released.read_bytes() == before
    assert {path.name for path in released.parent.iterdir()} == {DATABASE_NAME, RECORD_NAME}
