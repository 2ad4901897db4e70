"""Say what the rungs of the authority ladder say of a service line, and cite it (S21, S22, S25, S27)."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.authority import (
    SPEAKING,
    LadderChoice,
    LadderKind,
    LineAuthority,
    RungFinding,
    RungKind,
    Speaks,
)
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.review.attach_evidence import cited_with
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.authority_ladders import BY_PACKS, LADDER_WORDS, LADDERS, RUNG_WORDS

SPEAKS_WORDS = {
    Speaks.NOT_CHECKED: "Not checked",
    Speaks.SILENT: "Silent",
    Speaks.REQUIRES: "Requires",
    Speaks.EXCLUDES: "Excludes",
}


def ladder_of_line(case: OpenCase, line: int) -> LineAuthority:
    """The ladder of a line; raises :class:`UsageError` when the request has no such line."""
    found = next((one for one in case.authority if one.line == line), None)
    if found is None:
        raise UsageError(f"The request has no line {line}.")
    return found


def mark_rung(workspace: Workspace, case: OpenCase, line: int, rung: RungKind, speaks: Speaks) -> OpenCase:
    """Say what a rung says. One that is silent, or was not checked, overrides nothing; its citation stays,
    since it may show just that. A rule of the library that says the contrary is no citation for it.

    :raises BlockedError: the rung is not on the line's ladder, is what the packs hold, or the review is
        signed.
    """
    ladder = ladder_of_line(case, line).ladder
    if ladder is None or rung not in LADDERS[ladder] or rung in BY_PACKS:
        raise BlockedError(f"{RUNG_WORDS[rung].title} is not to be checked for line {line}.")
    before = case.review.rung(line, rung)
    entry = before.entry
    contrary = entry is not None and speaks in SPEAKING and entry.speaks is not speaks
    after = replace(
        before,
        speaks=speaks,
        entry=None if contrary else entry,
        overrides=before.overrides if speaks in SPEAKING else (),
        instruction=before.instruction if speaks is not Speaks.NOT_CHECKED else "",
    )
    return change_rung(workspace, case, SPEAKS_WORDS[speaks], before, after)


def change_rung(
    workspace: Workspace, case: OpenCase, act: str, before: RungFinding, after: RungFinding
) -> OpenCase:
    """Commit a new state of a rung under the name of the act, if it is a new one, as the reviewer's."""
    if after == before:
        return case
    checked = after.speaks is not Speaks.NOT_CHECKED
    after = replace(
        after,
        checked_by=case.reviewer.name if checked else "",
        checked_at=workspace.now() if checked else None,
    )
    title = f"{act}: {RUNG_WORDS[after.rung].title}, line {after.line}"
    return commit(workspace, case, Change(title, before if before in case.review.rungs else None, after))


def cite_rung(workspace: Workspace, case: OpenCase, line: int, rung: RungKind, *anchors: Anchor) -> OpenCase:
    """Cite pages of the case's documents for a rung, in one act.

    :raises BlockedError: a document or page can not be cited, or the review is signed.
    """
    before = case.review.rung(line, rung)
    cited = cited_with(workspace, case, before.cited, anchors)
    return change_rung(workspace, case, "Citation", before, replace(before, cited=cited))


def remove_citation(
    workspace: Workspace, case: OpenCase, line: int, rung: RungKind, evidence_id: str
) -> OpenCase:
    """Take a citation away: the one of that id, or with an empty id the rule of the library."""
    before = case.review.rung(line, rung)
    cited = tuple(one for one in before.cited if one.id != evidence_id)
    entry = before.entry if evidence_id else None
    return change_rung(
        workspace, case, "Citation taken away", before, replace(before, cited=cited, entry=entry)
    )


def write_rung(workspace: Workspace, case: OpenCase, after: RungFinding) -> OpenCase:
    """Replace what was typed about a rung: note, dates, instruction, and what it overrides. What it says and
    its citation stay. Only a rung that speaks overrides something, for itself or by the trial that Medicare
    covers (S24)."""
    before = case.review.rung(after.line, after.rung)
    standing = ladder_of_line(case, after.line).standing(after.rung)
    speaks = before.speaks in SPEAKING or (standing is not None and standing.speaks in SPEAKING)
    written = replace(
        before,
        effective_from=after.effective_from,
        effective_to=after.effective_to,
        overrides=after.overrides if speaks else (),
        note=after.note.strip(),
        instruction=after.instruction.strip(),
    )
    return change_rung(workspace, case, "Rung", before, written)


def copy_rungs(workspace: Workspace, case: OpenCase, line: int) -> OpenCase:
    """Copy what was found on the rungs of a line to all other lines.

    :raises BlockedError: there is no other line, or nothing to copy.
    """
    found = tuple(one for one in case.review.rungs if one.line == line)
    others = tuple(one.line for one in case.request.services if one.line != line)
    if not found or not others:
        raise BlockedError("There is nothing to copy to another line.")
    for other in others:
        for one in found:
            before = case.review.rung(other, one.rung)
            case = change_rung(workspace, case, "Copied", before, replace(one, line=other))
    return case


def confirm_proposals(workspace: Workspace, case: OpenCase, line: int) -> OpenCase:
    """Confirm what the library has on the rungs of a line that nobody has checked yet.

    :raises BlockedError: the library has nothing to confirm, or the review is signed.
    """
    open_rungs = {one.rung for one in ladder_of_line(case, line).rungs if one.speaks is Speaks.NOT_CHECKED}
    proposed = [one for one in case.proposals if one.line == line and one.rung in open_rungs]
    if not proposed:
        raise BlockedError("The authority library proposes nothing for this line.")
    for one in proposed:
        before = case.review.rung(line, one.rung)
        after = replace(before, speaks=one.speaks, entry=one.entry, note=before.note or one.why)
        case = change_rung(workspace, case, SPEAKS_WORDS[one.speaks], before, after)
    return case


def choose_ladder(workspace: Workspace, case: OpenCase, ladder: LadderKind | None) -> OpenCase:
    """Say whose rules order the sources, where the request does not; ``None`` takes that back."""
    before = case.review.ladder
    if (before.ladder if before is not None else None) is ladder:
        return case
    after = None if ladder is None else LadderChoice(ladder, case.reviewer.name, workspace.now())
    title = "Ladder taken back" if ladder is None else f"Ladder: {LADDER_WORDS[ladder]}"
    return commit(workspace, case, Change(title, before, after))
