"""Take a proposed discrepancy into the review as a record, or dismiss it."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.dismissed_candidate import DismissedCandidate, candidate_id
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.found import DiscrepancyCandidate
from reviewer_app.review.attach_evidence import cited_with
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace


def dismiss_candidate(
    workspace: Workspace, case: OpenCase, candidate: DiscrepancyCandidate, *anchors: Anchor
) -> OpenCase:
    """Say that two readings do not differ; ``anchors`` are both passages.

    :raises BlockedError: a passage cannot be cited, or the review is signed.
    """
    known = candidate_id(candidate)
    if any(one.id == known for one in case.review.dismissed):
        return case
    after = DismissedCandidate(
        known,
        candidate.study,
        candidate.kind,
        cited_with(workspace, case, (), anchors),
        case.reviewer.name,
        workspace.now(),
    )
    return commit(workspace, case, Change(f"No discrepancy: {candidate.study.name}", None, after))


def propose_again(workspace: Workspace, case: OpenCase, dismissed_id: str) -> OpenCase:
    """Let a dismissed candidate be proposed again.

    :raises BlockedError: it was not dismissed, or the review is signed.
    """
    before = next((one for one in case.review.dismissed if one.id == dismissed_id), None)
    if before is None:
        raise BlockedError("These readings were not dismissed.")
    return commit(workspace, case, Change(f"Proposed again: {before.study.name}", before, None))
