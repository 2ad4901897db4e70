"""The versions of a review: begin another one, withdraw or void what was signed, look at an earlier one.

Every version is kept. A signed one is never changed; what follows it is a new version with its reason.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.clock import ClockAct
from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.match_decision import EarlierRequests
from reviewer_app.domain.review import LineDetermination, Outcome, Review, Signature
from reviewer_app.domain.version_note import VersionKind
from reviewer_app.domain.version_row import VersionRow
from reviewer_app.policies.choose import choose
from reviewer_app.review.begin_version import begin_version, opening_changes
from reviewer_app.review.clock_of_case import logged, new_event
from reviewer_app.review.commit import commit, refreshed
from reviewer_app.review.folder_changes import folder_changes
from reviewer_app.review.open_case import laid_out
from reviewer_app.review.person_index import PERSON_INDEX
from reviewer_app.review.signed_content import read_signed_content, signed_content
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.identifiers import request_problems
from reviewer_app.rules.voiding import void_problem
from reviewer_app.storage.canonical import digest
from reviewer_app.storage.history_rows import CaseLines
from reviewer_app.storage.signing import next_version

VOID_ATTESTATION = "I declare that the determination before was recorded in error and is not in force."


def amend_review(workspace: Workspace, case: OpenCase, reason: str) -> OpenCase:
    """Begin a new version of a signed review with all that it holds; the signed one stays in force.

    :raises BlockedError: no reason is given, the review is not signed, or there is a newer version.
    """
    if not reason.strip():
        raise BlockedError("A new version needs the reason for it.")
    begin_version(workspace, case.review, case.request, VersionKind.AMENDED, reason)
    return show_newest(workspace, case)


def withdraw_request(workspace: Workspace, case: OpenCase, reason: str) -> OpenCase:
    """The provider withdraws the request: every line is withdrawn, in a new version where the last one is
    signed. It counts once it is signed.

    :raises BlockedError: no reason is given, the request has no service line, or the version is not the
        newest.
    """
    if not reason.strip():
        raise BlockedError("A withdrawal needs how and when the provider withdrew the request.")
    if not case.request.services:
        raise BlockedError("The request has no service line that could be withdrawn.")
    if case.review.read_only:
        begin_version(workspace, case.review, case.request, VersionKind.WITHDRAWN, reason)
        case = show_newest(workspace, case)
    for line in case.request.services:
        before = next((one for one in case.review.determinations if one.line == line.line), None)
        after = LineDetermination(line.line, Outcome.WITHDRAWN, rationale=reason.strip())
        case = commit(workspace, case, Change(f"Line {line.line}: withdrawn", before, after))
    return case


def void_determination(workspace: Workspace, case: OpenCase, reason: str) -> OpenCase:
    """Say that the signed determination was recorded in error: in a new version, signed at once, nothing is
    in force, and the history of requests has no line of the case any more.

    :raises BlockedError: the determination is not in force, no reason is given, or the reviewer may not do
        it (:mod:`reviewer_app.rules.voiding`).
    """
    signed, reviewer = case.review, case.reviewer
    problem = void_problem(signed, reviewer, reason)
    if problem:
        raise BlockedError(problem)
    now = workspace.now()
    opening = opening_changes(workspace, signed, case.request, VersionKind.VOID, reason)
    void = next_version(signed, uuid4().hex, reviewer, now)
    undone = tuple(Change(f"Line {one.line}: void", one, None) for one in signed.determinations)
    for change in (*opening, *undone):
        void = apply(void, change)
    event = logged(workspace, case.request, void, new_event(ClockAct.VOIDED, now, reason))
    ended = Change(f"Clock: {event.act.value}", None, event)
    void = apply(void, ended)
    snapshot = signed_content(replace(case, review=void))
    signature = Signature(reviewer, now, f"{VOID_ATTESTATION} {reason.strip()}", digest(snapshot))
    nothing = CaseLines(case.case_id, (), PERSON_INDEX)
    workspace.store.reviews.amend_and_sign(void, (*opening, *undone, ended), signature, snapshot, nothing)
    return show_newest(workspace, case)


def versions(workspace: Workspace, case: OpenCase) -> tuple[VersionRow, ...]:
    """All versions of the case's review, the newest first."""
    return tuple(_row(review) for review in reversed(_reviews(workspace, case)))


def show_version(workspace: Workspace, case: OpenCase, version: int) -> OpenCase:
    """The case with an earlier version of its review, as it was signed, to be read only. The newest one where
    that is asked for.

    :raises UsageError: there is no such version.
    """
    reviews = _reviews(workspace, case)
    review = next((one for one in reviews if one.version == version), None)
    if review is None:
        raise UsageError(f"This case has no version {version}.")
    return show_newest(workspace, case) if review is reviews[-1] else as_signed(workspace, case, review)


def show_newest(workspace: Workspace, case: OpenCase) -> OpenCase:
    """The case with the newest version of its review."""
    return laid_out(
        workspace, case.case_id, case.folder, case.documents, case.saved_at, suspected=case.suspected
    )


def as_signed(workspace: Workspace, case: OpenCase, review: Review) -> OpenCase:
    """The case with an earlier version of its review, with the request that was signed, and the folder
    compared with the documents of that version. A version that was closed without a signature, because one
    from another computer took its place, is shown with the request of now."""
    if review.signature is not None:
        signed = read_signed_content(workspace, review)
        case = replace(
            case,
            request=signed.request,
            request_from_file=signed.request_from_file,
            problems=request_problems(signed.request, review.signature.signed_at.date()),
        )
    judged = replace(
        case,
        changes=folder_changes(review, case.documents),
        choices=choose(workspace.library, case.request, frozenset(review.packs)),
        earlier=EarlierRequests(),
        newer_versions=(),
        unread=(),
    )
    return refreshed(workspace, judged, review)


def _reviews(workspace: Workspace, case: OpenCase) -> tuple[Review, ...]:
    """All versions, the first one first."""
    stored = workspace.store.reviews
    return tuple(stored.load(one) for one in stored.versions(case.case_id))


def _row(review: Review) -> VersionRow:
    signature = review.signature
    note = review.note
    return VersionRow(
        version=review.version,
        status=review.status,
        void=review.void,
        outcomes=tuple(dict.fromkeys(one.outcome for one in review.determinations if one.outcome)),
        begun_at=review.created_at,
        begun_by=review.reviewer.name,
        kind=note.kind if note is not None else None,
        reason=note.reason if note is not None else "",
        signed_at=signature.signed_at if signature is not None else None,
        signed_by=signature.reviewer.name if signature is not None else "",
    )
