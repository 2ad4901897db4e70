"""The tables of the history of requests. Dates are ISO 8601 text."""

from __future__ import annotations

HISTORY = """
-- One row for each way a person is written; what belongs together is found by the keys and scored.
CREATE TABLE history_person (
    id INTEGER PRIMARY KEY,
    identity INTEGER NOT NULL,         -- a hash of all that follows, much shorter than an index over it
    member_id TEXT NOT NULL,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    dob TEXT NOT NULL,                 -- empty where it is not known
    sex TEXT NOT NULL
) STRICT;
CREATE INDEX history_person_identity ON history_person (identity);

-- Empty text is what is not known; lists are JSON.
CREATE TABLE history_request (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person INTEGER NOT NULL REFERENCES history_person (id),
    newest TEXT NOT NULL,              -- the last date that the request names
    codes TEXT NOT NULL,
    modifiers TEXT NOT NULL,
    region TEXT NOT NULL,
    laterality TEXT NOT NULL,
    level TEXT NOT NULL,
    diagnoses TEXT NOT NULL,
    ordering_npi TEXT NOT NULL,
    servicing_npi TEXT NOT NULL,
    status TEXT NOT NULL,
    decided TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    dos TEXT NOT NULL,                 -- a day, or first..last
    performed TEXT NOT NULL,           -- the same, or "no"
    auth TEXT NOT NULL,
    "case" TEXT NOT NULL               -- the request or case that the row came from
) STRICT;
CREATE INDEX history_request_person ON history_request (person);

-- The largest table, made of the persons alone. It refers to them without a constraint, which would cost an
-- index as large as itself; what removes a person removes their keys.
CREATE TABLE history_key (
    key INTEGER NOT NULL,              -- a hash, made by reviewer_app/history/blocking.py
    person INTEGER NOT NULL,
    PRIMARY KEY (key, person)
) STRICT, WITHOUT ROWID;
-- One row. Persons up to the id "keyed" have their keys: a long import writes those of many persons at once,
-- and if it is cut off, the missing ones are made up for later. "requests" is how many rows history_request
-- has, which would take seconds to count.
CREATE TABLE history_state (keyed INTEGER NOT NULL, requests INTEGER NOT NULL) STRICT;
INSERT INTO history_state (keyed, requests) VALUES (0, 0);

-- How many ways of writing a person have a name, so that a rare name can count for more than a common one.
CREATE TABLE history_name (
    field TEXT NOT NULL,               -- first or last
    name TEXT NOT NULL,                -- in small letters without accents
    persons INTEGER NOT NULL,
    PRIMARY KEY (field, name)
) STRICT, WITHOUT ROWID;
"""
