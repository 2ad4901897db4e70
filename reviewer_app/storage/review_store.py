"""Reviews: every change is one committed transaction, one entry of the audit log and one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlite_utils

from reviewer_app.domain.changes import Change, Receipt
from reviewer_app.domain.place import Place
from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.review import Review, Reviewer, Signature
from reviewer_app.domain.review_parts import ReviewPart
from reviewer_app.storage import signing
from reviewer_app.storage.audit_log import Act, enter
from reviewer_app.storage.canonical import from_json, to_json
from reviewer_app.storage.handovers import handed_signings
from reviewer_app.storage.history_rows import CaseLines, put_case_lines
from reviewer_app.storage.part_rows import PART_KINDS, name_of
from reviewer_app.storage.part_tables import replace_part
from reviewer_app.storage.review_rows import (
    open_review,
    read_review,
    write_new_review,
    write_packs,
    write_place,
    write_seen_pages,
)
from reviewer_app.storage.transactions import Transactions

_STEP = "SELECT id, title, kind, part_before, part_after FROM change WHERE review_id = ?"
_TO_UNDO = f"{_STEP} AND undone = 0 ORDER BY id DESC LIMIT 1"
_TO_REDO = f"{_STEP} AND undone = 1 ORDER BY id LIMIT 1"


@dataclass(frozen=True, slots=True)
class _Step:
    """One row of the undo history."""

    id: int
    change: Change


class ReviewStore:
    """Reads and writes reviews. All that changes one raises :class:`BlockedError` when it is not open,
    :class:`UsageError` when it does not exist, and :class:`StoreError` when nothing could be saved."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def create(self, review: Review, actor: Reviewer, at: datetime) -> Receipt:
        """Store a new, open review with all its parts."""
        with self._transactions.writing() as database:
            write_new_review(database, review)
            return enter(database, Act("Review started", review.case_id, review.id), actor, at)

    def load(self, review_id: str) -> Review:
        """The review as it was last saved.

        :raises UsageError: there is no such review.
        """
        with self._transactions.reading() as database:
            return read_review(database, review_id)

    def newest(self, case_id: str) -> Review | None:
        """The highest version of the case's review; ``None`` when the case has none."""
        versions = self.versions(case_id)
        return self.load(versions[-1]) if versions else None

    def versions(self, case_id: str) -> tuple[str, ...]:
        """The ids of the case's reviews, first version first."""
        with self._transactions.reading() as database:
            rows = database.execute("SELECT id FROM review WHERE case_id = ? ORDER BY version", [case_id])
            return tuple(review_id for (review_id,) in rows)

    def apply(self, review_id: str, change: Change, actor: Reviewer, at: datetime) -> Receipt:
        """Replace one part of the review; what was undone before can no longer be done again.

        :raises StoreError: nothing was saved, with the reason; also when the stored part is not
            ``change.before``.
        """
        with self._transactions.writing() as database:
            case_id = open_review(database, review_id)
            replace_part(database, review_id, change)
            database.execute("DELETE FROM change WHERE review_id = ? AND undone = 1", [review_id])
            database.table("change").insert(
                {
                    "review_id": review_id,
                    "title": change.title,
                    "kind": name_of(change.part),
                    "part_before": _json(change.before),
                    "part_after": _json(change.after),
                }
            )
            return _enter_change(database, change.title, case_id, review_id, change, actor, at)

    def undo(self, review_id: str, actor: Reviewer, at: datetime) -> tuple[Change, Receipt] | None:
        """Reverse the newest change that is not undone, whichever session made it.

        Returns the change that was applied, which is that one reversed; ``None`` when nothing is left.
        """
        return self._step(review_id, _TO_UNDO, "Undo", actor, at)

    def redo(self, review_id: str, actor: Reviewer, at: datetime) -> tuple[Change, Receipt] | None:
        """Do again what was undone last; ``None`` when there is nothing to do again."""
        return self._step(review_id, _TO_REDO, "Redo", actor, at)

    def to_redo(self, review_id: str) -> Change | None:
        """What :meth:`redo` would do."""
        with self._transactions.reading() as database:
            step = _step(database, review_id, _TO_REDO)
        return None if step is None else step.change

    def undo_titles(self, review_id: str) -> tuple[str, str]:
        """The titles of the changes that undo and redo would act on; empty where there is none."""
        with self._transactions.reading() as database:
            steps = [_step(database, review_id, query) for query in (_TO_UNDO, _TO_REDO)]
        undo, redo = (step.change.title if step else "" for step in steps)
        return undo, redo

    def save_place(self, review_id: str, place: Place) -> None:
        """Remember where the reviewer was, in any review; neither audited nor an undo step."""
        with self._transactions.writing() as database:
            write_place(database, review_id, place)

    def add_seen_pages(self, review_id: str, pages: Iterable[tuple[str, int]]) -> None:
        """Remember pages that were shown, as (document hash, page from 1); not audited, no undo step."""
        with self._transactions.writing() as database:
            open_review(database, review_id)
            write_seen_pages(database, review_id, frozenset(pages))

    def replace_packs(
        self, review_id: str, packs: Sequence[PackReference], actor: Reviewer, at: datetime
    ) -> Receipt:
        """Say which policy packs the review is made with; audited, not an undo step."""
        with self._transactions.writing() as database:
            case_id = open_review(database, review_id)
            before = read_review(database, review_id).packs
            write_packs(database, review_id, packs)
            act = Act("Policies chosen", case_id, review_id, before=to_json(before), after=to_json(packs))
            return enter(database, act, actor, at)

    def note(self, review_id: str, change: Change, actor: Reviewer, at: datetime) -> Receipt:
        """As :meth:`apply`, for what the program writes down by itself: audited, not an undo step."""
        with self._transactions.writing() as database:
            case_id = open_review(database, review_id)
            replace_part(database, review_id, change)
            return _enter_change(database, change.title, case_id, review_id, change, actor, at)

    def sign(
        self,
        review_id: str,
        signature: Signature,
        snapshot: bytes,
        lines: CaseLines | None = None,
        closing: Sequence[Change] = (),
    ) -> Signature:
        """Close the review for good and keep ``snapshot``, the frozen form of what was signed. In the same
        transaction the ``closing`` changes are made, which the snapshot has already, and its service
        ``lines`` take their place in the history of requests.

        Returns the signature with the audit chain's hash. The version that this one amends is superseded now.

        :raises ValueError: ``signature.content_hash`` is not the SHA-256 of the snapshot.
        """
        with self._transactions.writing() as database:
            case_id = open_review(database, review_id)
            for change in closing:
                replace_part(database, review_id, change)
                _enter_change(
                    database,
                    change.title,
                    case_id,
                    review_id,
                    change,
                    signature.reviewer,
                    signature.signed_at,
                )
            signed = signing.sign(database, review_id, signature, snapshot)
            if lines is not None:
                put_case_lines(database, lines)
            return signed

    def snapshot(self, review_id: str) -> bytes:
        """What was signed, byte for byte.

        :raises BlockedError: the review is not signed.
        """
        with self._transactions.reading() as database:
            return signing.snapshot(database, review_id)

    def amend(
        self,
        review_id: str,
        actor: Reviewer,
        at: datetime,
        new_id: str,
        changes: Sequence[Change] = (),
    ) -> Review:
        """Start a new open version with all that the signed one holds but its signature and undo history, and
        with ``changes``, which are no undo steps.

        The signed version stays in force until the new one is signed.

        :raises BlockedError: the review is not signed, or a newer version exists.
        """
        with self._transactions.writing() as database:
            return signing.amend(database, review_id, actor, at, new_id, changes)

    def amend_and_sign(
        self,
        amended: Review,
        changes: Sequence[Change],
        signature: Signature,
        snapshot: bytes,
        lines: CaseLines,
    ) -> Signature:
        """Start a new version and sign it at once, in one transaction: as :meth:`amend` with ``changes``,
        then :meth:`sign`. ``amended`` is what the new version is, and what the snapshot shows."""
        actor, at = signature.reviewer, signature.signed_at
        with self._transactions.writing() as database:
            signing.amend(database, amended.amends, actor, at, amended.id, changes)
            signed = signing.sign(database, amended.id, signature, snapshot)
            put_case_lines(database, lines)
            return signed

    def verify_signed(self) -> tuple[str, ...]:
        """A sentence for each signed review that is no longer what was signed."""
        with self._transactions.reading() as database:
            return signing.verify(database, handed_signings(database))

    def _step(
        self, review_id: str, query: str, word: str, actor: Reviewer, at: datetime
    ) -> tuple[Change, Receipt] | None:
        with self._transactions.writing() as database:
            case_id = open_review(database, review_id)
            step = _step(database, review_id, query)
            if step is None:
                return None
            undoing = query is _TO_UNDO
            change = step.change.reversed() if undoing else step.change
            replace_part(database, review_id, change)
            database.execute("UPDATE change SET undone = ? WHERE id = ?", [int(undoing), step.id])
            title = f"{word}: {change.title}"
            return change, _enter_change(database, title, case_id, review_id, change, actor, at)


def _step(database: sqlite_utils.Database, review_id: str, query: str) -> _Step | None:
    row = database.execute(query, [review_id]).fetchone()
    if row is None:
        return None
    number, title, kind, before, after = row
    return _Step(number, Change(title, _part(kind, before), _part(kind, after)))


def _part(kind: str, text: str | None) -> ReviewPart | None:
    return None if text is None else from_json(text, PART_KINDS[kind])


def _json(part: ReviewPart | None) -> str | None:
    return None if part is None else to_json(part)


def _enter_change(
    database: sqlite_utils.Database,
    title: str,
    case_id: str,
    review_id: str,
    change: Change,
    actor: Reviewer,
    at: datetime,
) -> Receipt:
    act = Act(title, case_id, review_id, before=_json(change.before), after=_json(change.after))
    return enter(database, act, actor, at)
