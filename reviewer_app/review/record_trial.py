"""Document the clinical trial that a request belongs to (S24)."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.authority import TrialRecord
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.evidence import Anchor
from reviewer_app.review.attach_evidence import cited_with
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace


def enter_trial(workspace: Workspace, case: OpenCase, after: TrialRecord) -> OpenCase:
    """Replace what was typed about the trial; an empty record without citations takes it away. What is cited
    stays."""
    before = _record(case)
    return _change(
        workspace,
        case,
        "Clinical trial",
        replace(
            after,
            number=after.number.strip().upper(),
            list_version=after.list_version.strip(),
            note=after.note.strip(),
            cited=before.cited,
        ),
    )


def cite_trial(workspace: Workspace, case: OpenCase, *anchors: Anchor) -> OpenCase:
    """Cite pages of the case's documents for the trial, in one act.

    :raises BlockedError: a document or page can not be cited, or the review is signed.
    """
    before = _record(case)
    cited = cited_with(workspace, case, before.cited, anchors)
    return _change(workspace, case, "Citation: clinical trial", replace(before, cited=cited))


def remove_trial_citation(workspace: Workspace, case: OpenCase, evidence_id: str) -> OpenCase:
    """Take a citation of the trial away."""
    before = _record(case)
    return _change(
        workspace,
        case,
        "Citation taken away: clinical trial",
        replace(before, cited=tuple(one for one in before.cited if one.id != evidence_id)),
    )


def _record(case: OpenCase) -> TrialRecord:
    return case.review.trial or TrialRecord()


def _change(workspace: Workspace, case: OpenCase, title: str, after: TrialRecord) -> OpenCase:
    before = case.review.trial
    content = replace(after, recorded_by="", recorded_at=None)
    if content == replace(_record(case), recorded_by="", recorded_at=None):
        return case
    signed = replace(content, recorded_by=case.reviewer.name, recorded_at=workspace.now())
    return commit(workspace, case, Change(title, before, None if content == TrialRecord() else signed))
