"""What the rules say of a case as it stands: its checklist and the readiness of its lines."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.policies.checklist import build_checklist
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.readiness import readiness


def facts_of(case: OpenCase, attestation: str = "") -> ReadinessFacts:
    """The facts that the readiness rules judge; ``attestation`` is what the signer confirms."""
    return ReadinessFacts(
        lines=case.request.services,
        checklist=case.checklist,
        review=case.review,
        reviewer=case.reviewer,
        changes=case.changes,
        pages_total=sum({one.sha256: one.page_count for one in case.documents if one.readable}.values()),
        attestation=attestation,
    )


def with_readiness(workspace: Workspace, case: OpenCase) -> OpenCase:
    """The case with its checklist and readiness made anew from its review."""
    checklist = build_checklist(
        workspace.library, case.request, case.review.added_elements, frozenset(case.review.packs)
    )
    judged = replace(case, checklist=checklist)
    return replace(judged, readiness=readiness(facts_of(judged)))
