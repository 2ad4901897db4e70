"""Cases: which case a folder is, what is known about it, and what the worklist shows of it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

import sqlite_utils

from reviewer_app.domain.changes import Receipt
from reviewer_app.domain.clock import ClockEvent
from reviewer_app.domain.errors import UsageError
from reviewer_app.domain.folder_read import UnreadableFile
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Outcome, Reviewer, ReviewStatus
from reviewer_app.domain.version_note import VersionKind, VersionNote, newest_note
from reviewer_app.storage.audit_log import Act, enter
from reviewer_app.storage.canonical import from_json, instant, instant_text, to_json
from reviewer_app.storage.transactions import Transactions

_BY_DOCUMENTS = """
    WITH shared AS (
        SELECT case_id, count(*) AS documents,
            (SELECT count(*) FROM case_document AS every WHERE every.case_id = one.case_id) AS known
        FROM case_document AS one
        WHERE sha256 IN (SELECT value FROM json_each(:hashes)) GROUP BY case_id
    )
    SELECT shared.case_id FROM shared JOIN "case" ON "case".id = shared.case_id
    WHERE (2 * shared.documents > max(:count, shared.known)
            OR 2 * shared.documents >= min(:count, shared.known) AND EXISTS (
                SELECT 1 FROM case_folder
                WHERE case_folder.case_id = shared.case_id AND case_folder.folder = :folder))
        AND ("case".request_id = '' OR :request_id = '')
        AND ("case".member_id = '' OR :member_id = '' OR "case".member_id = :member_id)
    ORDER BY shared.documents DESC, "case".rowid DESC LIMIT 1
"""
_SUMMARY = """
    SELECT "case".id, "case".member, "case".service, "case".elements, review.id, review.status
    FROM case_folder JOIN "case" ON "case".id = case_folder.case_id
    LEFT JOIN review ON review.case_id = "case".id
    WHERE case_folder.folder = ? ORDER BY review.version DESC LIMIT 1
"""
_MARKED = "SELECT count(*) FROM finding WHERE review_id = ? AND state <> 'not-reviewed'"
_RECORDS = "SELECT content FROM record WHERE review_id = ? AND kind = ? ORDER BY position"
_DOCUMENTS = "SELECT sha256, file FROM reviewed_document WHERE review_id = ?"
_OUTCOMES = "SELECT outcome FROM determination WHERE review_id = ? AND outcome IS NOT NULL ORDER BY line"


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """What the database knows about a case for its row in the worklist.

    ``status`` is that of the newest version of its review, ``None`` before there is one; ``outcomes`` are
    those entered in it so far, by service line; ``marked`` of the checklist's ``elements`` have a mark.
    ``note`` says why that version was begun, ``clock_events`` is its clock's log. It knows the documents with
    those ``hashes``, and ``files`` by their names, also those that could not be read.
    """

    case_id: str
    member: str
    service: str
    status: ReviewStatus | None
    outcomes: tuple[Outcome, ...]
    marked: int
    elements: int
    signed_at: datetime | None = None
    note: VersionNote | None = None
    clock_events: tuple[ClockEvent, ...] = ()
    files: frozenset[str] = frozenset()
    hashes: frozenset[str] = frozenset()

    @property
    def void(self) -> bool:
        """Whether the newest version says that nothing is in force."""
        return self.note is not None and self.note.kind is VersionKind.VOID

    @property
    def progress(self) -> str:
        """How many elements of the checklist are marked, for example ``9 of 14``."""
        return f"{self.marked} of {self.elements}" if self.elements else ""


class CaseStore:
    """Reads and writes cases. What writes raises :class:`StoreError` when nothing could be saved."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def find_case(
        self, request_id: str, member_id: str, hashes: Collection[str], folder: Path | None = None
    ) -> str | None:
        """The id of the case that a folder holds, wherever the folder is and whatever it is called.

        It is the case with the same request and member. Where the folder or the case has no request id, it
        is the case that shares documents, unless its member is another one; of several the one that shares
        most. In a folder where the case was before, half of the documents of the smaller of both are enough:
        some were added or taken away. Elsewhere it takes more than half of the larger, since a misfiled
        document of another patient makes no case of theirs.
        """
        with self._transactions.reading() as database:
            if request_id:
                same = (
                    'SELECT id FROM "case" WHERE request_id = ? AND member_id = ? ORDER BY rowid DESC LIMIT 1'
                )
                row = database.execute(same, [request_id, member_id]).fetchone()
                if row is not None:
                    return str(row[0])
            distinct = sorted({sha256 for sha256 in hashes if sha256})
            parameters = {
                "hashes": to_json(distinct),
                "count": len(distinct),
                "request_id": request_id,
                "member_id": member_id,
                "folder": None if folder is None else os.fsencode(folder),
            }
            row = database.execute(_BY_DOCUMENTS, parameters).fetchone()
        return None if row is None else str(row[0])

    def create_case(self, request_id: str, member_id: str, actor: Reviewer, at: datetime) -> str:
        """Make a case and return its id, which says nothing about the person."""
        case_id = uuid4().hex
        with self._transactions.writing() as database:
            database.table("case").insert(
                {
                    "id": case_id,
                    "request_id": request_id,
                    "member_id": member_id,
                    "created_at": instant_text(at),
                }
            )
            enter(database, Act("Case opened for the first time", case_id), actor, at)
        return case_id

    def remember_request(self, case_id: str, request_id: str, member_id: str) -> None:
        """Know the case by the request that its folder holds now, which may have come after the documents."""
        with self._transactions.writing() as database:
            database.execute(
                'UPDATE "case" SET request_id = ?, member_id = ? WHERE id = ?',
                [request_id, member_id, case_id],
            )

    def remember_folder(self, case_id: str, folder: Path, at: datetime) -> None:
        """Say that the case lies in this folder now; a case may have had several."""
        with self._transactions.writing() as database:
            database.table("case_folder").upsert(
                {"folder": os.fsencode(folder), "case_id": case_id, "seen_at": instant_text(at)}, pk="folder"
            )

    def remember_documents(self, case_id: str, documents: Iterable[tuple[str, str]], at: datetime) -> None:
        """Add documents, as (hash, file name), to those known; a known one keeps when it was first seen."""
        with self._transactions.writing() as database:
            database.conn.executemany(
                "INSERT INTO case_document (case_id, sha256, file, first_seen) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (case_id, sha256) DO UPDATE SET file = excluded.file",
                [(case_id, sha256, file, instant_text(at)) for sha256, file in documents],
            )

    def remember_facts(self, case_id: str, member: str, service: str, elements: int) -> None:
        """Keep what the worklist shows: the member, the service, and how many elements the checklist has."""
        with self._transactions.writing() as database:
            database.execute(
                'UPDATE "case" SET member = ?, service = ?, elements = ? WHERE id = ?',
                [member, service, elements, case_id],
            )

    def entered_request(self, case_id: str) -> Request | None:
        """The request as a reviewer typed it in; ``None`` when nobody did."""
        with self._transactions.reading() as database:
            text = _entered(database, case_id)
        if text is None:
            return None
        request = from_json(text, Request)
        return replace(request, unknown=MappingProxyType(dict(request.unknown)))

    def save_entered_request(
        self, case_id: str, request: Request, actor: Reviewer, at: datetime, sent: Request | None = None
    ) -> Receipt:
        """Keep the request as typed in. The case is known by its request id and member from then on, unless
        ``sent``, the request that lies in its folder, has an id of its own."""
        known = sent if sent is not None and sent.request_id else request
        text = to_json(replace(request, unknown=dict(request.unknown)))
        with self._transactions.writing() as database:
            before = _entered(database, case_id)
            database.execute(
                'UPDATE "case" SET entered_request = ?, request_id = ?, member_id = ? WHERE id = ?',
                [text, known.request_id, known.member.member_id, case_id],
            )
            return enter(database, Act("Request entered", case_id, before=before, after=text), actor, at)

    def case_summaries(self, folders: Iterable[Path]) -> Mapping[Path, CaseSummary]:
        """What is known about the cases in these folders; a folder that was never opened is left out."""
        with self._transactions.reading() as database:
            found = {folder: _summary(database, folder) for folder in folders}
        return {folder: summary for folder, summary in found.items() if summary is not None}


def _entered(database: sqlite_utils.Database, case_id: str) -> str | None:
    row = database.execute('SELECT entered_request FROM "case" WHERE id = ?', [case_id]).fetchone()
    if row is None:
        raise UsageError(f"There is no case {case_id} in the database.")
    return None if row[0] is None else str(row[0])


def _summary(database: sqlite_utils.Database, folder: Path) -> CaseSummary | None:
    row = database.execute(_SUMMARY, [os.fsencode(folder)]).fetchone()
    if row is None:
        return None
    case_id, member, service, elements, review_id, status = row
    (marked,) = database.execute(_MARKED, [review_id]).fetchone()
    outcomes = tuple(Outcome(outcome) for (outcome,) in database.execute(_OUTCOMES, [review_id]))
    summary = CaseSummary(
        case_id, member, service, ReviewStatus(status) if status else None, outcomes, marked, elements
    )
    return summary if review_id is None else _with_review(database, summary, review_id)


def _with_review(database: sqlite_utils.Database, summary: CaseSummary, review_id: str) -> CaseSummary:
    """The summary with what the newest version of the review says of its clock, reason and documents."""
    signed = database.execute("SELECT signed_at FROM signature WHERE review_id = ?", [review_id]).fetchone()
    notes = (from_json(text, VersionNote) for text in _records(database, review_id, "version_note"))
    documents = database.execute(_DOCUMENTS, [review_id]).fetchall()
    unreadable = (
        from_json(text, UnreadableFile).file for text in _records(database, review_id, "unreadable_file")
    )
    return replace(
        summary,
        signed_at=instant(signed[0]) if signed is not None else None,
        note=newest_note(notes),
        clock_events=tuple(
            from_json(text, ClockEvent) for text in _records(database, review_id, "clock_event")
        ),
        files=frozenset((*(str(file) for _, file in documents), *unreadable)),
        hashes=frozenset(str(sha256) for sha256, _ in documents),
    )


def _records(database: sqlite_utils.Database, review_id: str, kind: str) -> Iterator[str]:
    for (text,) in database.execute(_RECORDS, [review_id, kind]):
        yield str(text)
