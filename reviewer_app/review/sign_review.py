"""Sign a review."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.review import ReviewStatus, Signature
from reviewer_app.review.clock_of_case import events_at_signing
from reviewer_app.review.commit import refreshed, refuse_signed
from reviewer_app.review.folder_as_read import refuse_changed_folder
from reviewer_app.review.person_index import PERSON_INDEX
from reviewer_app.review.readiness_of_case import facts_of
from reviewer_app.review.signed_content import signed_content
from reviewer_app.review.signing_preview import attestation_of, content_digest
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.signed_lines import signed_lines
from reviewer_app.rules.signing import SigningProblem, signing_problems
from reviewer_app.storage.canonical import digest
from reviewer_app.storage.history_rows import CaseLines


def problems_before_signing(case: OpenCase, attestation: str) -> tuple[SigningProblem, ...]:
    """What stops this review from being signed now; nothing when it can be signed."""
    return signing_problems(facts_of(case, attestation))


def sign_review(workspace: Workspace, case: OpenCase, attestation: str, shown: str = "") -> OpenCase:
    """Sign the review: it is read-only from then on, and what was signed is kept byte for byte. Its service
    lines are earlier requests from then on. ``shown`` is the digest of what the signer was shown
    (:mod:`reviewer_app.review.signing_preview`), empty where nothing was.

    Raises :class:`BlockedError` with the first thing that stops it, also when the case folder is no longer
    what the reviewer sees, or the content no longer what was shown.
    """
    refuse_signed(case)
    refuse_changed_folder(workspace, case)
    stopping = problems_before_signing(case, attestation)
    if stopping:
        raise BlockedError(f"{stopping[0].message} {stopping[0].clears}")
    if shown and shown != content_digest(case):
        raise BlockedError("Something has changed since this was shown. Look at it once more, then sign.")
    now = workspace.now()
    closing = tuple(
        Change(f"Clock: {event.act.value}", None, event)
        for event in events_at_signing(workspace, case.request, case.review, now)
    )
    for change in closing:
        case = replace(case, review=apply(case.review, change))
    snapshot = signed_content(case)
    signature = Signature(
        reviewer=case.reviewer,
        signed_at=now,
        attestation=attestation_of(attestation),
        content_hash=digest(snapshot),
    )
    lines = _lines(case, signature)
    signed = workspace.store.reviews.sign(case.review.id, signature, snapshot, lines, closing)
    review = replace(case.review, status=ReviewStatus.SIGNED, signature=signed)
    return refreshed(workspace, case, review, signed.signed_at)


def _lines(case: OpenCase, signature: Signature) -> CaseLines:
    """What later requests of the member will find in the history."""
    rows = signed_lines(case.case_id, case.request, case.review, signature.signed_at.date())
    return CaseLines(case.case_id, rows, PERSON_INDEX)
