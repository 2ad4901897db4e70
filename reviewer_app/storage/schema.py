"""The tables, as the migrations made them. Instants are ISO 8601 text with their offset from UTC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Template

CASES = """
-- A case is known by its request and member, or by its documents; never by the place of its folder.
CREATE TABLE "case" (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    entered_request TEXT,              -- JSON of a request that was typed in, where no request.json came
    member TEXT NOT NULL DEFAULT '',   -- the next three are what the worklist shows
    service TEXT NOT NULL DEFAULT '',
    elements INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX case_request ON "case" (request_id, member_id);

CREATE TABLE case_folder (
    folder BLOB PRIMARY KEY,           -- the path in the bytes of the file system: not every name is text
    case_id TEXT NOT NULL REFERENCES "case" (id),
    seen_at TEXT NOT NULL
) STRICT;

CREATE TABLE case_document (
    case_id TEXT NOT NULL REFERENCES "case" (id),
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    PRIMARY KEY (case_id, sha256)
) STRICT;
CREATE INDEX case_document_sha256 ON case_document (sha256);
"""

REVIEWS = """
CREATE TABLE review (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES "case" (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    status TEXT NOT NULL CHECK (status IN ('open', 'signed', 'superseded')),
    created_at TEXT NOT NULL,
    reviewer_name TEXT NOT NULL,
    reviewer_role TEXT NOT NULL,
    reviewer_licence TEXT NOT NULL,
    amends TEXT NOT NULL,              -- the version before, empty for the first
    UNIQUE (case_id, version)
) STRICT;

CREATE TABLE review_pack (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    pack_id TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    PRIMARY KEY (review_id, position)
) STRICT;

CREATE TABLE finding (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    element_id TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('not-reviewed', 'present', 'absent', 'insufficient', 'not-applicable')),
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    details TEXT NOT NULL,             -- JSON
    marked_at TEXT,
    marked_by TEXT NOT NULL,
    PRIMARY KEY (review_id, element_id)
) STRICT;

CREATE TABLE evidence (
    review_id TEXT NOT NULL,
    element_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    rects TEXT NOT NULL,               -- JSON: [[x0, y0, x1, y1], ...] in page points
    quote TEXT NOT NULL,
    quote_before TEXT NOT NULL,
    quote_after TEXT NOT NULL,
    file TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    PRIMARY KEY (review_id, element_id, position),
    FOREIGN KEY (review_id, element_id) REFERENCES finding (review_id, element_id)
) STRICT;
CREATE INDEX evidence_page ON evidence (sha256, page);

CREATE TABLE determination (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    outcome TEXT,
    rationale TEXT NOT NULL,
    reason TEXT NOT NULL,
    criterion TEXT NOT NULL,
    criterion_source TEXT NOT NULL,
    missing TEXT NOT NULL,             -- JSON
    modification TEXT NOT NULL,
    agreement TEXT NOT NULL,
    PRIMARY KEY (review_id, line)
) STRICT;

CREATE TABLE answer (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    prompt_id TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (review_id, prompt_id)
) STRICT;

CREATE TABLE exception (
    review_id TEXT PRIMARY KEY REFERENCES review (id),
    position INTEGER NOT NULL,
    why TEXT NOT NULL,
    criteria TEXT NOT NULL,            -- JSON
    accepted_by TEXT NOT NULL,
    accepted_licence TEXT NOT NULL,
    accepted_at TEXT
) STRICT;

CREATE TABLE added_element (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    element_id TEXT NOT NULL,
    element TEXT NOT NULL,             -- JSON
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (review_id, element_id)
) STRICT;

CREATE TABLE page_mark (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    legible INTEGER NOT NULL CHECK (legible IN (0, 1)),
    PRIMARY KEY (review_id, sha256, page)
) STRICT;

CREATE TABLE reviewed_document (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    pages INTEGER NOT NULL,
    pertinent INTEGER NOT NULL CHECK (pertinent IN (0, 1)),
    PRIMARY KEY (review_id, sha256)
) STRICT;

CREATE TABLE page_seen (
    review_id TEXT NOT NULL REFERENCES review (id),
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    PRIMARY KEY (review_id, sha256, page)
) STRICT, WITHOUT ROWID;

-- Where the reviewer was: no part of what is signed, so it may change afterwards.
CREATE TABLE place (
    review_id TEXT PRIMARY KEY REFERENCES review (id),
    element_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    zoom TEXT NOT NULL,
    rotation INTEGER NOT NULL,
    page_offset REAL NOT NULL
) STRICT;

-- The undo history: what was replaced by what, oldest first.
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    review_id TEXT NOT NULL REFERENCES review (id),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,                -- the table of the part
    part_before TEXT,                  -- JSON
    part_after TEXT,                   -- JSON
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX change_of_review ON change (review_id, undone, id);

CREATE TABLE signature (
    review_id TEXT PRIMARY KEY REFERENCES review (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    licence TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    attestation TEXT NOT NULL,
    content_hash TEXT NOT NULL,        -- SHA-256 of the snapshot
    rows_hash TEXT NOT NULL,           -- SHA-256 of the review as the other tables hold it
    audit_hash TEXT NOT NULL,
    snapshot BLOB NOT NULL
) STRICT;
"""

PLACE_BESIDE = """
-- What the other pane showed; no row while there was one pane. No part of what is signed, like the place.
CREATE TABLE place_beside (
    review_id TEXT PRIMARY KEY REFERENCES review (id),
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    zoom TEXT NOT NULL,
    rotation INTEGER NOT NULL,
    page_offset REAL NOT NULL,
    is_first INTEGER NOT NULL CHECK (is_first IN (0, 1)),          -- it was the left or upper pane
    synchronised INTEGER NOT NULL CHECK (synchronised IN (0, 1))
) STRICT;
"""

MATCH_DECISIONS = """
-- What the reviewer decided about matches with earlier requests; see domain/match_decision.py.
CREATE TABLE match_decision (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,             -- 0 where the decision is about persons
    prior_id TEXT NOT NULL,
    member TEXT NOT NULL,              -- how both persons are written; empty where it is about requests
    person TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('not-same-person', 'not-related', 'concerns')),
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (review_id, line, prior_id, member, person)
) STRICT;
CREATE INDEX match_decision_member ON match_decision (member) WHERE member <> '';
"""

COPY_DECISIONS = """
-- Pages that the program takes for copies and the reviewer does not; see domain/copy_decision.py.
CREATE TABLE copy_decision (
    review_id TEXT NOT NULL REFERENCES review (id),
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    other_sha256 TEXT NOT NULL,
    other_page INTEGER NOT NULL,
    pages INTEGER NOT NULL CHECK (pages >= 1),
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (review_id, sha256, page, other_sha256, other_page)
) STRICT;
"""

RECORDS = """
-- Parts of a review that are many values in one; ``kind`` says which, see storage/part_rows.py.
CREATE TABLE record (
    review_id TEXT NOT NULL REFERENCES review (id),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    content TEXT NOT NULL,             -- JSON
    PRIMARY KEY (review_id, kind, key)
) STRICT;
"""

HANDOVERS = """
-- Reviews as they came from other computers, each with its part of the audit log there.
CREATE TABLE handover (
    case_id TEXT NOT NULL REFERENCES "case" (id),
    id TEXT NOT NULL,                  -- SHA-256 of the content
    received_at TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('goes-on', 'beside', 'declined')),
    own_before TEXT NOT NULL,          -- the own review that it met
    went_on_as TEXT NOT NULL,          -- the review as which it went on; empty while it has not
    content TEXT NOT NULL,             -- JSON
    PRIMARY KEY (case_id, id)
) STRICT;
"""

AUDIT = """
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    act TEXT NOT NULL,
    case_id TEXT NOT NULL,
    review_id TEXT NOT NULL,
    part_before TEXT,                  -- JSON
    part_after TEXT,                   -- JSON
    clock_went_back INTEGER NOT NULL CHECK (clock_went_back IN (0, 1)),
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX audit_of_case ON audit (case_id, sequence);

-- The newest entry, so that entries cut off the end are missed.
CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_edited BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
"""

PURGED_ENTRIES = """
-- Of an entry whose case was purged only its number and hashes are left, and the number of the purge's entry.
ALTER TABLE audit ADD COLUMN purged_by INTEGER;
"""

SETTINGS = """
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
"""

SIGNED_AT_FIRST = (
    "review_pack",
    "finding",
    "evidence",
    "determination",
    "answer",
    "exception",
    "added_element",
    "page_mark",
    "reviewed_document",
    "page_seen",
)
"""Tables of what a signature covered in the first schema."""

SIGNED_CONTENT = (*SIGNED_AT_FIRST, "match_decision", "copy_decision", "record")
"""Tables of what a signature covers."""


_PROTECTION = Template("""
    CREATE TRIGGER ${table}_${act}_needs_open_review BEFORE $act ON $table
    WHEN EXISTS (SELECT 1 FROM review WHERE id IN ($concerned) AND status <> 'open') BEGIN
        SELECT RAISE(ABORT, 'a signed review is never changed');
    END""")


def protection_of(tables: Iterable[str]) -> Iterator[str]:
    """Triggers by which the database itself refuses to change rows of a review that is not open."""
    for table in tables:
        for act, concerned in (
            ("INSERT", "NEW.review_id"),
            ("UPDATE", "OLD.review_id, NEW.review_id"),
            ("DELETE", "OLD.review_id"),
        ):
            yield _PROTECTION.substitute(table=table, act=act, concerned=concerned)


def protection_of_signed_reviews() -> Iterator[str]:
    """The triggers of the first schema.

    The one thing that they allow is that a signed review becomes superseded, with all else as it was.
    """
    yield from protection_of((*SIGNED_AT_FIRST, "change", "signature"))
    yield """
        CREATE TRIGGER review_delete_needs_open_review BEFORE DELETE ON review WHEN OLD.status <> 'open' BEGIN
            SELECT RAISE(ABORT, 'a signed review is never changed');
        END"""
    yield """
        CREATE TRIGGER review_update_needs_open_review BEFORE UPDATE ON review
        WHEN OLD.status <> 'open' AND (
            NEW.status <> 'superseded' OR OLD.status <> 'signed'
            OR NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id OR NEW.version <> OLD.version
            OR NEW.created_at <> OLD.created_at OR NEW.reviewer_name <> OLD.reviewer_name
            OR NEW.reviewer_role <> OLD.reviewer_role OR NEW.reviewer_licence <> OLD.reviewer_licence
            OR NEW.amends <> OLD.amends
        ) BEGIN
            SELECT RAISE(ABORT, 'a signed review is never changed');
        END"""
