"""Reviews handed over from other computers: what leaves, what came, how it stands to the own review, and how
one of both goes on.

Whatever came is kept as it came, with its part of the other audit log. Which of two copies holds the other's
work is told by the hashes of the acts in both: acts are never merged.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import sqlite_utils

from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.handed_review import HandoverStanding
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Reviewer, ReviewStatus
from reviewer_app.storage.audit_log import Act, enter
from reviewer_app.storage.canonical import digest, from_json, instant, instant_text, to_json
from reviewer_app.storage.case_chain import CaseChain, case_chain, is_work, longest, work_of
from reviewer_app.storage.chain import AuditEntry
from reviewer_app.storage.handover_adopting import adopt
from reviewer_app.storage.handover_content import (
    HandedVersion,
    Handover,
    UnsoundHandoverError,
    handed_version,
    handover_text,
    read_handover,
)
from reviewer_app.storage.handover_rows import signed_tables
from reviewer_app.storage.history_rows import CaseLines, put_case_lines
from reviewer_app.storage.review_rows import read_review
from reviewer_app.storage.transactions import Transactions

EXPORTED = "Handover exported"
IMPORTED = "Handover imported"
KEPT_BESIDE = "Handover imported, kept beside the own version"
CHOSEN = "Handover chosen to go on"
DECLINED = "Handover not chosen, the own version goes on"

_ROWS = """
    SELECT id, received_at, standing, own_before, went_on_as, content FROM handover
    WHERE case_id = ? ORDER BY rowid
"""


@dataclass(frozen=True, slots=True)
class KeptHandover:
    """A handover as it is kept. ``own_before`` is the own version that it met, ``went_on_as`` the version as
    which it went on; each is a review's id, empty where there is none."""

    id: str
    received_at: datetime
    standing: HandoverStanding
    own_before: str
    went_on_as: str
    content: Handover


class Relation(StrEnum):
    """What a copy has to the own review."""

    KNOWN = "known"
    """Nothing that is not here already."""
    AHEAD = "ahead"
    """All that is here, and more."""
    DIVERGED = "diverged"
    """Something else than what is here."""


class Handovers:
    """Reads and writes handovers. What writes raises :class:`StoreError` when nothing could be saved."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def content(self, case_id: str, actor: Reviewer, at: datetime) -> Handover:
        """The case's review as it would leave now.

        :raises UsageError: there is no such case, or it has no review.
        """
        with self._transactions.reading() as database:
            chain = case_chain(database, case_id)
            row = database.execute(
                'SELECT request_id, member_id, entered_request FROM "case" WHERE id = ?', [case_id]
            ).fetchone()
            versions = _versions(database, case_id)
            if row is None or chain is None or not versions:
                raise UsageError(f"There is no review of case {case_id} in the database.")
            return Handover(
                made_at=at,
                made_by=actor,
                request_id=row[0],
                member_id=row[1],
                versions=versions,
                chains=longest((chain, *_chains_of(_kept(database, case_id)))),
                entered_request=None if row[2] is None else from_json(row[2], Request),
            )

    def enter_exported(self, case_id: str, handover: Handover, actor: Reviewer, at: datetime) -> None:
        """Say in the audit log that the review left, as what, and with which end of the log."""
        with self._transactions.writing() as database:
            after = _told(digest(handover_text(handover)), handover)
            enter(database, Act(EXPORTED, case_id, handover.newest.id, after=after), actor, at)

    def kept(self, case_id: str) -> tuple[KeptHandover, ...]:
        """What was handed over of this case, in the order in which it came."""
        with self._transactions.reading() as database:
            return _kept(database, case_id)

    def own_chain(self, case_id: str) -> CaseChain | None:
        """The case's part of this database's audit log; ``None`` when it has no entry of it."""
        with self._transactions.reading() as database:
            return case_chain(database, case_id)

    def relation(self, case_id: str, handover: Handover) -> Relation:
        """What the copy has to the own review, told by the acts in the audit logs."""
        with self._transactions.reading() as database:
            return _relation(database, case_id, handover)

    def new_work(
        self, case_id: str, handover: Handover
    ) -> tuple[tuple[AuditEntry, ...], tuple[AuditEntry, ...]]:
        """The acts that only the own review has, and those that only the copy has, each in their order."""
        with self._transactions.reading() as database:
            own, theirs = _own_chains(database, case_id), handover.chains
        return _only_in(own, work_of(theirs)), _only_in(theirs, work_of(own))

    def take(
        self, case_id: str, handover: Handover, lines: CaseLines, actor: Reviewer, at: datetime
    ) -> KeptHandover | None:
        """Keep a handover, in one transaction. Where it holds all own work the review goes on with it; where
        it does not it is kept beside; ``None`` and nothing done where all of it is here already. ``lines``
        are the earlier requests that its newest signature makes; they take the place of those of the case.

        :raises UnsoundHandoverError: a signed version is not what was signed; nothing was changed.
        """
        text = handover_text(handover)
        with self._transactions.writing() as database:
            relation = _relation(database, case_id, handover)
            if relation is Relation.KNOWN or _has(database, case_id, digest(text)):
                return None
            kept = KeptHandover(
                id=digest(text),
                received_at=at,
                standing=HandoverStanding.BESIDE,
                own_before=_newest_id(database, case_id),
                went_on_as="",
                content=handover,
            )
            _insert(database, case_id, kept, text)
            if relation is Relation.DIVERGED:
                act = Act(KEPT_BESIDE, case_id, after=_told(kept.id, handover))
                enter(database, act, actor, at)
                return kept
            return _go_on(database, case_id, kept, lines, IMPORTED, actor, at)

    def choose(
        self, case_id: str, handover_id: str, lines: CaseLines, actor: Reviewer, at: datetime
    ) -> KeptHandover:
        """The review goes on with a copy that is kept beside; the own version is closed and stays. ``lines``
        as in :meth:`take`.

        :raises UsageError: there is no such copy.
        :raises BlockedError: it went on already.
        """
        with self._transactions.writing() as database:
            kept = _waiting(database, case_id, handover_id)
            return _go_on(database, case_id, kept, lines, CHOSEN, actor, at)

    def decline(self, case_id: str, handover_id: str, actor: Reviewer, at: datetime) -> None:
        """The own version goes on; the copy stays listed and can be chosen later.

        :raises UsageError: there is no such copy.
        :raises BlockedError: it went on already.
        """
        with self._transactions.writing() as database:
            kept = _waiting(database, case_id, handover_id)
            _set_standing(database, case_id, kept.id, HandoverStanding.DECLINED)
            enter(database, Act(DECLINED, case_id, after=_told(kept.id, kept.content)), actor, at)

    def verify(self) -> tuple[str, ...]:
        """A sentence for each handover that is no longer as it came."""
        with self._transactions.reading() as database:
            rows = database.execute("SELECT id, case_id, content FROM handover ORDER BY rowid").fetchall()
            return tuple(
                f"The review that was handed over in case {case_id} ({key[:12]}) was edited after it came."
                for key, case_id, text in rows
                if not _is_as_it_came(database, case_id, key, text)
            )


def handed_signings(database: sqlite_utils.Database) -> frozenset[tuple[str, str]]:
    """Review and hash of the entries of audit logs from elsewhere, among which are those of signings."""
    found: set[tuple[str, str]] = set()
    for (text,) in database.execute("SELECT content FROM handover").fetchall():
        # One that was edited is told by :meth:`Handovers.verify`.
        with suppress(UnsoundHandoverError):
            found.update(read_handover(text).signings)
    return frozenset(found)


def _is_as_it_came(database: sqlite_utils.Database, case_id: str, key: str, text: str) -> bool:
    entered = "SELECT count(*) FROM audit WHERE case_id = ? AND instr(part_after, ?) > 0"
    try:
        read_handover(text)
    except UnsoundHandoverError:
        return False
    return digest(text) == key and bool(database.execute(entered, [case_id, key]).fetchone()[0])


def _versions(database: sqlite_utils.Database, case_id: str) -> tuple[HandedVersion, ...]:
    """The signed versions and the open one. A version that was closed without a signature when another
    computer's went on stays here: its acts travel in the audit log."""
    rows = database.execute(
        "SELECT review.id, rows_hash, snapshot FROM review LEFT JOIN signature ON review_id = review.id"
        " WHERE case_id = ? AND (rows_hash IS NOT NULL OR status = ?) ORDER BY version",
        [case_id, ReviewStatus.OPEN.value],
    ).fetchall()
    return tuple(_version(database, *row) for row in rows)


def _version(
    database: sqlite_utils.Database, review_id: str, rows_hash: str | None, snapshot: bytes | None
) -> HandedVersion:
    version = handed_version(read_review(database, review_id))
    if rows_hash is None or snapshot is None:
        return version
    tables = tuple(signed_tables(database, review_id))
    return replace(version, tables=tables, rows_hash=rows_hash, snapshot=bytes(snapshot).decode())


def _kept(database: sqlite_utils.Database, case_id: str) -> tuple[KeptHandover, ...]:
    return tuple(
        KeptHandover(key, instant(received), HandoverStanding(standing), own, went, from_json(text, Handover))
        for key, received, standing, own, went, text in database.execute(_ROWS, [case_id]).fetchall()
    )


def _chains_of(kept: tuple[KeptHandover, ...]) -> tuple[CaseChain, ...]:
    """The chains of the copies about which somebody has decided."""
    decided = (one for one in kept if one.standing is not HandoverStanding.BESIDE)
    return tuple(chain for one in decided for chain in one.content.chains)


def _own_chains(database: sqlite_utils.Database, case_id: str) -> tuple[CaseChain, ...]:
    own = case_chain(database, case_id)
    return (*(() if own is None else (own,)), *_chains_of(_kept(database, case_id)))


def _relation(database: sqlite_utils.Database, case_id: str, handover: Handover) -> Relation:
    own, theirs = work_of(_own_chains(database, case_id)), work_of(handover.chains)
    if theirs <= own:
        return Relation.KNOWN
    return Relation.AHEAD if own <= theirs else Relation.DIVERGED


def _only_in(chains: tuple[CaseChain, ...], other: frozenset[str]) -> tuple[AuditEntry, ...]:
    found = {
        entry.hash: entry
        for chain in chains
        for entry in chain.entries
        if is_work(entry) and entry.hash not in other
    }
    return tuple(found.values())


def _go_on(
    database: sqlite_utils.Database,
    case_id: str,
    kept: KeptHandover,
    lines: CaseLines,
    title: str,
    actor: Reviewer,
    at: datetime,
) -> KeptHandover:
    """Make the copy the newest version of the case."""
    review_id = adopt(database, case_id, kept.content, actor, at)
    put_case_lines(database, lines)
    _set_standing(database, case_id, kept.id, HandoverStanding.GOES_ON, review_id)
    enter(database, Act(title, case_id, review_id, after=_told(kept.id, kept.content)), actor, at)
    return KeptHandover(
        kept.id, kept.received_at, HandoverStanding.GOES_ON, kept.own_before, review_id, kept.content
    )


def _waiting(database: sqlite_utils.Database, case_id: str, handover_id: str) -> KeptHandover:
    for one in _kept(database, case_id):
        if one.id == handover_id:
            if one.standing is HandoverStanding.GOES_ON:
                raise BlockedError("The review went on with this copy already.")
            return one
    raise UsageError(f"There is no handed-over copy {handover_id} of this case.")


def _has(database: sqlite_utils.Database, case_id: str, key: str) -> bool:
    query = "SELECT count(*) FROM handover WHERE case_id = ? AND id = ?"
    return bool(database.execute(query, [case_id, key]).fetchone()[0])


def _newest_id(database: sqlite_utils.Database, case_id: str) -> str:
    query = "SELECT id FROM review WHERE case_id = ? ORDER BY version DESC LIMIT 1"
    row = database.execute(query, [case_id]).fetchone()
    return "" if row is None else str(row[0])


def _insert(database: sqlite_utils.Database, case_id: str, kept: KeptHandover, text: str) -> None:
    database.table("handover").insert(
        {
            "id": kept.id,
            "case_id": case_id,
            "received_at": instant_text(kept.received_at),
            "standing": kept.standing.value,
            "own_before": kept.own_before,
            "went_on_as": kept.went_on_as,
            "content": text,
        }
    )


def _set_standing(
    database: sqlite_utils.Database,
    case_id: str,
    key: str,
    standing: HandoverStanding,
    went_on_as: str = "",
) -> None:
    database.execute(
        "UPDATE handover SET standing = ?, went_on_as = ? WHERE case_id = ? AND id = ?",
        [standing.value, went_on_as, case_id, key],
    )


def _told(key: str, handover: Handover) -> str:
    """What the audit log says of a handover: which one, whose, and how the logs in it end."""
    return to_json(
        {
            "handover": key,
            "made_by": handover.made_by.name,
            "role": handover.made_by.role,
            "made_at": handover.made_at,
            "ends": [f"entry {chain.end.sequence}, {chain.end.hash}" for chain in handover.chains],
        }
    )
