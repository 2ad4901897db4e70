"""``history audit``: every act on a case, in order, with who, when, before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reviewer_app.cli.output import complain, one_line, output, say
from reviewer_app.domain.errors import StoreError
from reviewer_app.review.audit_trail import TrailCheck
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.desk import Desk
from reviewer_app.review.export_trail import trail_json
from reviewer_app.review.keep_database import existing_database
from reviewer_app.review.workspace import open_workspace
from reviewer_app.rules.told_acts import ToldAct


def run_audit(case: Path, target: Path | None, *, as_json: bool, data_dir: Path | None) -> int:
    """Print the acts, or write them to a file. What is wrong with the log is told on stderr. Returns the exit
    code: 5 when the acts are not as they were written."""
    with open_workspace(existing_database(data_folder(data_dir))) as workspace:
        desk = Desk(workspace)
        desk.open_reviewed(case)
        check = desk.check_trail()
        if target is not None:
            desk.export_trail(target)
            say(str(target))
        else:
            trail = desk.audit_trail()
            _print(trail.told(0, trail.count), check, as_json=as_json)
    if check.problems:
        complain(check.sentence)
        return StoreError.exit_code
    return 0


def _print(acts: tuple[ToldAct, ...], check: TrailCheck, *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(trail_json(acts, check), ensure_ascii=False, indent=1))
        return
    with output() as stream:
        for act in acts:
            stream.writelines(f"{one_line(line)}\n" for line in _lines(act))
        if not check.problems:
            stream.write(f"{check.sentence}\n")


def _lines(act: ToldAct) -> Iterator[str]:
    who = ", ".join(part for part in (act.who, act.role, act.computer) if part)
    back = " (the clock had been set back)" if act.clock_went_back else ""
    version = f" · version {act.version}" if act.version else ""
    when = act.at.isoformat(sep=" ", timespec="seconds")
    yield f"{act.number:>5}  {when}{back}  {act.title}{version}"
    yield f"       {who}"
    if act.about:
        yield f"       {act.about}"
    for field in act.fields:
        yield f"         {field.words}"
