"""The tables of the history of requests. Dates are ISO 8601 text."""

from __future__ import annotations

HISTORY = """
-- One row for each way a person is written; what belongs together is found by the keys and scored.
CREATE TABLE history_person (
    id INTEGER PRIMARY KEY,
    member_id TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    dob TEXT NOT NULL,                 -- empty where it is not known
    sex TEXT NOT NULL,
    UNIQUE (member_id, last_name, first_name, dob, sex)
) STRICT;

CREATE TABLE history_request (
    id TEXT PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES history_person (id),
    newest TEXT NOT NULL,              -- the last date that the request names, empty without any
    "case" TEXT NOT NULL,              -- the request or case that the row came from
    details TEXT NOT NULL              -- JSON of all but the id and the person
) STRICT, WITHOUT ROWID;
CREATE INDEX history_request_person ON history_request (person);

CREATE TABLE history_key (
    key INTEGER NOT NULL,              -- a hash, made by reviewer_app/history/blocking.py
    person INTEGER NOT NULL REFERENCES history_person (id),
    PRIMARY KEY (key, person)
) STRICT, WITHOUT ROWID;
-- How many ways of writing a person have a name, so that a rare name can count for more than a common one.
CREATE TABLE history_name (
    field TEXT NOT NULL,               -- first or last
    name TEXT NOT NULL,
    persons INTEGER NOT NULL,
    PRIMARY KEY (field, name)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER history_person_comes AFTER INSERT ON history_person BEGIN
    INSERT INTO history_name (field, name, persons)
    VALUES ('first', lower(NEW.first_name), 1), ('last', lower(NEW.last_name), 1)
    ON CONFLICT (field, name) DO UPDATE SET persons = persons + 1;
END;
CREATE TRIGGER history_person_goes AFTER DELETE ON history_person BEGIN
    UPDATE history_name SET persons = persons - 1
    WHERE (field, name) IN (('first', lower(OLD.first_name)), ('last', lower(OLD.last_name)));
END;
CREATE INDEX history_key_person ON history_key (person);
"""
