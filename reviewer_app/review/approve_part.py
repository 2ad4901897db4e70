"""What of a service line is approved in part, and where the provider agreed to it in writing."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.evidence import Anchor
from reviewer_app.review.attach_evidence import cited_with
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace


def enter_approved_part(workspace: Workspace, case: OpenCase, part: ApprovedPart) -> OpenCase:
    """Say what of a line is approved. The passages cited for the agreement stay as they are."""
    before = case.review.approved_part(part.line)
    return _changed(workspace, case, "Approved part", replace(part, cited=before.cited))


def cite_agreement(workspace: Workspace, case: OpenCase, line: int, *anchors: Anchor) -> OpenCase:
    """Cite where the provider agreed in writing to an approval in part.

    Raises :class:`reviewer_app.domain.errors.BlockedError` when the document cannot be identified.
    """
    before = case.review.approved_part(line)
    cited = cited_with(workspace, case, before.cited, anchors)
    return _changed(workspace, case, "Agreement cited", replace(before, cited=cited))


def remove_agreement(workspace: Workspace, case: OpenCase, line: int, evidence_id: str) -> OpenCase:
    """Take one passage of the agreement away."""
    before = case.review.approved_part(line)
    kept = tuple(item for item in before.cited if item.id != evidence_id)
    return _changed(workspace, case, "Agreement taken away", replace(before, cited=kept))


def _changed(workspace: Workspace, case: OpenCase, title: str, after: ApprovedPart) -> OpenCase:
    """Replace the record of the line; one that says nothing is taken away."""
    stored = next((one for one in case.review.approved_parts if one.line == after.line), None)
    kept = after if after.stated or after.cited else None
    if stored == kept:
        return case
    return commit(workspace, case, Change(f"Line {after.line}: {title}", stored, kept))
