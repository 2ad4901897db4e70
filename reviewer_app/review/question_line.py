"""Hold a service line for investigational (S23), and review one that is out of the policy's scope (S20)."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.authority import InvestigationalFlag, ScopeOverride
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.facts import is_licensed_physician


def flag_investigational(workspace: Workspace, case: OpenCase, line: int, grounds: str) -> OpenCase:
    """Hold a line for investigational, on grounds; without grounds the flag is taken away. Other grounds are
    another flag: an earlier clearing does not answer them.

    :raises BlockedError: the flag is somebody else's, and the reviewer no licensed physician: taking it away
        would clear it.
    """
    before = case.review.investigational_flag(line)
    grounds = grounds.strip()
    if (before.grounds if before is not None else "") == grounds:
        return case
    others = before is not None and before.flagged_by != case.reviewer.name
    if others and not is_licensed_physician(case.reviewer):
        raise BlockedError(
            "Only who flagged this line, or a physician with a licence, may change that; refer the line."
        )
    after = InvestigationalFlag(line, grounds, (), case.reviewer.name, workspace.now()) if grounds else None
    title = f"Investigational: line {line}" if after else f"No longer investigational: line {line}"
    return commit(workspace, case, Change(title, before, after))


def clear_investigational(workspace: Workspace, case: OpenCase, line: int, because: str) -> OpenCase:
    """A physician with a licence clears the flag, with grounds.

    :raises BlockedError: there is no flag, the reviewer is no licensed physician, or gives no grounds.
    """
    before = case.review.investigational_flag(line)
    if before is None:
        raise BlockedError(f"Line {line} is not held to be investigational.")
    if not is_licensed_physician(case.reviewer):
        raise BlockedError("Only a physician with a licence may clear this; refer the line.")
    if not because.strip():
        raise BlockedError("Clearing this needs its grounds; type them in the tab Authority.")
    after = replace(
        before,
        cleared_because=because.strip(),
        cleared_by=case.reviewer.name,
        cleared_licence=case.reviewer.licence,
        cleared_at=workspace.now(),
    )
    return commit(workspace, case, Change(f"Investigational cleared: line {line}", before, after))


def override_scope(workspace: Workspace, case: OpenCase, line: int, reason: str) -> OpenCase:
    """Say why a line is reviewed although its diagnoses are out of scope; an empty reason takes that back.

    Nurses may: it says what the request is for, and not that it is necessary.
    """
    before = case.review.scope_override(line)
    reason = reason.strip()
    if (before.reason if before is not None else "") == reason:
        return case
    after = ScopeOverride(line, reason, case.reviewer.name, workspace.now()) if reason else None
    title = f"Reviewed here: line {line}" if after else f"Not reviewed here: line {line}"
    return commit(workspace, case, Change(title, before, after))
