"""Write down a peer-to-peer conversation."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.peer_to_peer import PeerToPeerNote
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace


def begin_conversation(workspace: Workspace, case: OpenCase) -> OpenCase:
    """A new note of today with the ordering provider, to be filled in."""
    now = workspace.now()
    note = PeerToPeerNote(
        id=uuid4().hex,
        held_on=now.date(),
        held_at=f"{now:%H:%M}",
        partner=case.request.ordering_provider.name,
        recorded_by=case.reviewer.name,
        recorded_at=now,
    )
    return commit(workspace, case, Change("Peer-to-peer note", None, note))


def enter_conversation(workspace: Workspace, case: OpenCase, after: PeerToPeerNote) -> OpenCase:
    """Replace a note by what was entered; who recorded it is whoever entered last.

    Raises :class:`BlockedError` for a conversation on a later day than today.
    """
    if after.held_on is not None and after.held_on > workspace.now().date():
        raise BlockedError("A conversation can't be noted before it was held; correct its day.")
    before = next((one for one in case.review.conversations if one.id == after.id), None)
    if before is None or _content(before) == _content(after):
        return case
    signed = replace(after, recorded_by=case.reviewer.name, recorded_at=workspace.now())
    return commit(workspace, case, Change("Peer-to-peer note", before, signed))


def remove_conversation(workspace: Workspace, case: OpenCase, note_id: str) -> OpenCase:
    """Take a note away."""
    before = next((one for one in case.review.conversations if one.id == note_id), None)
    return (
        case
        if before is None
        else commit(workspace, case, Change("Peer-to-peer note taken away", before, None))
    )


def _content(note: PeerToPeerNote) -> PeerToPeerNote:
    return replace(note, recorded_by="", recorded_at=None)
