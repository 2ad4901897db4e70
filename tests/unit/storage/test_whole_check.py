"""What ``history check`` notices besides damage: dropped and changed parts of the schema, a log cut short."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import connect, open_store
from tests.unit.storage.values import NURSE, START, at, mark

NEW_TRIGGER = """
    DROP TRIGGER audit_is_never_deleted;
    CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit WHEN OLD.sequence < 0 BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only');
    END;
"""


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (
            "DROP TRIGGER audit_is_never_edited",
            "The trigger audit_is_never_edited of the database was removed",
        ),
        (NEW_TRIGGER, "The trigger audit_is_never_deleted of the database was changed from outside."),
        ("DROP INDEX evidence_page", "The index evidence_page of the database was removed from outside."),
        ("ALTER TABLE setting ADD COLUMN note TEXT", "The table setting of the database was changed"),
        ("CREATE TABLE notes (text TEXT)", "The table notes of the database was added from outside."),
    ],
)
def test_each_change_of_the_schema_is_one_sentence(
    store: Store, data_folder: Path, statements: str, sentence: str
) -> None:
    assert store.check() == ()
    store.close()
    with closing(connect(data_folder / DATABASE_NAME)) as connection:
        connection.executescript(statements)
    with open_store(data_folder) as again:
        (told,) = again.check()
    assert told.startswith(sentence)


def test_a_log_that_was_cut_short_with_care_is_noticed_by_its_backup(
    store: Store, review_id: str, data_folder: Path
) -> None:
    for number in range(5):
        store.reviews.apply(review_id, mark(f"element-{number}"), NURSE, at(number))
    assert store.back_up_daily(START) is not None
    store.close()
    with closing(connect(data_folder / DATABASE_NAME)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name LIKE 'audit_is_never%'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM audit WHERE sequence > 4")
        connection.execute(
            "UPDATE audit_head SET (sequence, hash) = (SELECT sequence, hash FROM audit WHERE sequence = 4)"
        )
        for _name, sql in triggers:
            connection.execute(sql)
        connection.commit()
    with open_store(data_folder) as again:
        assert again.verify() == ()
        (told,) = again.check()
    assert "ends with entry 4 and lacks entry 7 of the backup reviews-" in told
