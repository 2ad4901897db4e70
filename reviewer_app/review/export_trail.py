"""Write the history of acts of a case to a file: PDF or HTML to read, CSV or JSON to work with."""

from __future__ import annotations

import json
from pathlib import Path

from reviewer_app import __version__
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import UsageError
from reviewer_app.review.audit_trail import TrailCheck, audit_trail, check_trail
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.told_acts import ToldAct
from reviewer_app.summary.formats import SummaryFormat, render_paper
from reviewer_app.summary.trail_paper import PrintedTrail, trail_csv, trail_paper
from reviewer_app.summary.write_file import MAX_NAME_BYTES, clean_file_name, cut, refuse_target, write_file

CSV = "csv"
ENDINGS = (SummaryFormat.PDF.value, SummaryFormat.HTML.value, CSV, SummaryFormat.JSON.value)
"""No Word document: a table of thousands of rows takes minutes to be written as one."""


def export_trail(workspace: Workspace, case: OpenCase, target: Path) -> OpenCase:
    """Write every act on the case, the file's ending says in which format. Returns the case unchanged.

    Raises :class:`UsageError` for another ending, and :class:`reviewer_app.domain.errors.ExportError` when it
    cannot be written.
    """
    ending = target.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        known = ", ".join(f".{one}" for one in ENDINGS)
        raise UsageError(f"{target.name} does not say the format: give it one of the endings {known}.")
    refuse_target(target, case.folder)
    trail = audit_trail(workspace, case)
    acts, check = trail.told(0, trail.count), check_trail(workspace, case)
    write_file(target, _content(workspace, case, ending, acts, check), case.folder)
    return case


def trail_json(acts: tuple[ToldAct, ...], check: TrailCheck) -> dict[str, object]:
    """The acts with what was found when they were checked, as plain values for JSON."""
    return {
        "sound": not check.problems,
        "check": check.sentence,
        "end": check.end,
        "acts": [_act_json(act) for act in acts],
    }


def suggested_trail(case: OpenCase) -> str:
    """A file name for the history without its ending; the person is not in it."""
    ending = "-history"
    name = clean_file_name(case.request.request_id or case.folder.name)
    return f"{cut(name, MAX_NAME_BYTES - len(ending))}{ending}"


def _content(
    workspace: Workspace, case: OpenCase, ending: str, acts: tuple[ToldAct, ...], check: TrailCheck
) -> bytes:
    if ending == CSV:
        return trail_csv(acts)
    if ending == SummaryFormat.JSON:
        return json.dumps(trail_json(acts, check), ensure_ascii=False, indent=1).encode()
    member = case.request.member
    name = ", ".join(part for part in (member.last_name, member.first_name) if part)
    request = case.request.request_id or case.folder.name
    printed = PrintedTrail(
        case=" · ".join(part for part in (request, name) if part),
        acts=acts,
        check=check.sentence,
        sound=not check.problems,
        program=f"reviewer-app {__version__}",
        written=workspace.now(),
    )
    return render_paper(trail_paper(printed), SummaryFormat(ending))


def _act_json(act: ToldAct) -> dict[str, object]:
    return {
        "number": act.number,
        "computer": act.computer,
        "at": act.at.isoformat(),
        "clock_went_back": act.clock_went_back,
        "who": act.who,
        "role": act.role,
        "version": act.version or None,
        "act": act.title,
        "part": act.about,
        "fields": [
            {"field": one.label, "before": list(one.before), "after": list(one.after)} for one in act.fields
        ],
        "hash": act.key,
    }
