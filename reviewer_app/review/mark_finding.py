"""Mark an element, write its note or its entries."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.review import Finding, FindingState
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace

STATE_WORDS = {
    FindingState.NOT_REVIEWED: "Not reviewed",
    FindingState.PRESENT: "Present",
    FindingState.ABSENT: "Absent",
    FindingState.INSUFFICIENT: "Insufficient",
    FindingState.NOT_APPLICABLE: "Not applicable",
}


def element_title(case: OpenCase, element_id: str) -> str:
    """The title of an element of this case; raises :class:`UsageError` when it has no such element."""
    found = case.checklist.find(element_id)
    if found is None:
        raise UsageError(f"This case has no element {element_id}.")
    return found.element.title


def change_finding(
    workspace: Workspace, case: OpenCase, act: str, before: Finding, after: Finding
) -> OpenCase:
    """Commit a new state of the finding on one element under the name of the act, if it is a new one."""
    if after == before:
        return case
    title = f"{act}: {element_title(case, after.element_id)}"
    known = before if before.element_id in case.review.findings else None
    return commit(workspace, case, Change(title, known, after))


def mark_finding(
    workspace: Workspace, case: OpenCase, element_id: str, state: FindingState, reason: str = ""
) -> OpenCase:
    """Set the mark. ``reason`` is kept for not applicable only, where it must not be empty (S4-S8)."""
    if state is FindingState.NOT_APPLICABLE and not reason.strip():
        raise BlockedError("Not applicable needs a reason; type it beside the element.")
    before = case.review.finding(element_id)
    marked = state is not FindingState.NOT_REVIEWED
    after = replace(
        before,
        state=state,
        reason=reason.strip() if state is FindingState.NOT_APPLICABLE else "",
        marked_at=workspace.now() if marked else None,
        marked_by=case.reviewer.name if marked else "",
    )
    if (before.state, before.reason) == (after.state, after.reason):
        return case
    return change_finding(workspace, case, STATE_WORDS[state], before, after)


def write_note(workspace: Workspace, case: OpenCase, element_id: str, note: str) -> OpenCase:
    """Replace the note on an element."""
    before = case.review.finding(element_id)
    return change_finding(workspace, case, "Note", before, replace(before, note=note.strip()))


def enter_details(
    workspace: Workspace,
    case: OpenCase,
    element_id: str,
    details: tuple[tuple[tuple[str, str], ...], ...],
) -> OpenCase:
    """Replace the structured entries of an element, for example the treatments of S12."""
    before = case.review.finding(element_id)
    return change_finding(workspace, case, "Entries", before, replace(before, details=details))
