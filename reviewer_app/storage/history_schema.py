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
CREATE INDEX history_key_person ON history_key (person);
"""
