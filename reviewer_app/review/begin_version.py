"""Begin a new version of a signed review, with the reason, and with its clock going on."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from reviewer_app.domain.changes import Change
from reviewer_app.domain.documents import Document
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Review
from reviewer_app.domain.version_note import VersionKind, VersionNote
from reviewer_app.review.clock_of_case import events_at_new_version
from reviewer_app.review.workspace import Workspace


def begin_version(
    workspace: Workspace,
    signed: Review,
    request: Request,
    kind: VersionKind,
    reason: str,
    arrived: datetime | None = None,
) -> Review:
    """A new open version with all that the signed one holds, which stays in force until this one is signed.
    ``arrived`` is when a pended request got what it waited for, if that was not now.

    Raises :class:`reviewer_app.domain.errors.BlockedError` when the review is not signed, or is not the
    newest version.
    """
    changes = opening_changes(workspace, signed, request, kind, reason, arrived)
    return workspace.store.reviews.amend(
        signed.id, workspace.reviewer(), workspace.now(), uuid4().hex, changes
    )


def opening_changes(
    workspace: Workspace,
    signed: Review,
    request: Request,
    kind: VersionKind,
    reason: str,
    arrived: datetime | None = None,
) -> tuple[Change, ...]:
    """What a new version has that the signed one before it has not: why it was begun, and the clock's log."""
    now = workspace.now()
    note = VersionNote(
        version=signed.version + 1,
        kind=kind,
        reason=reason.strip(),
        made_by=workspace.reviewer().name,
        made_at=now,
        known=tuple(document.sha256 for document in signed.documents),
    )
    events = events_at_new_version(workspace, request, signed, arrived or now, reason)
    return (
        Change(f"Version {note.version}: {kind.value}", None, note),
        *(Change(f"Clock: {event.act.value}", None, event) for event in events),
    )


def arrival(
    documents: tuple[Document, ...], files: tuple[str, ...], asked: datetime, now: datetime
) -> datetime:
    """When the first of those files came, which were asked for then: the clock goes on from the day on which
    the information arrived, not from the one on which somebody noticed. A file's time of change tells it,
    unless it cannot be right."""
    times = (
        datetime.fromtimestamp(one.modified / 1e9, now.tzinfo)
        for one in documents
        if one.file in files and one.modified
    )
    return min((time for time in times if asked <= time <= now), default=now)
