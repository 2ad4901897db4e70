"""``history purge``: what may no longer be kept is shown, and removed when that is confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from reviewer_app.cli.ask import confirmed
from reviewer_app.cli.output import complain, one_line, say
from reviewer_app.domain.errors import UsageError
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.keep_database import existing_database
from reviewer_app.review.purge import PurgePlan, counted, plan_purge, purge, replace_backups
from reviewer_app.review.workspace import open_workspace

CONFIRMATION = "purge"
"""What is typed to confirm."""

QUESTION = f"This cannot be undone. Type {CONFIRMATION} to go on: "


def purge_day(older_than: int | None, before: str | None, today: date) -> date | None:
    """The day before which things are too old.

    Raises :class:`UsageError` when it is given twice, or is no day.
    """
    if older_than is not None and before is not None:
        raise UsageError("Give either --older-than or --before, not both.")
    try:
        if before is not None:
            return date.fromisoformat(before)
        return None if older_than is None else today - timedelta(days=older_than)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{before or older_than} is no day; write it as 2024-12-31.") from error


def run_purge(
    day: date | None, cases: Sequence[str], *, yes: bool, backups: bool, data_dir: Path | None
) -> None:
    """Show what goes; remove it when that is confirmed. ``backups``: those from before are replaced too."""
    if day is None and not cases:
        raise UsageError("Say what is to go: --older-than DAYS, --before DATE or --case ID.")
    folder = existing_database(data_folder(data_dir))
    keys = key_custody(folder)
    with open_workspace(folder, keys=keys) as workspace:
        plan = plan_purge(workspace, keys, day, cases)
        say("\n".join(map(one_line, _plan_text(plan))))
        if plan.is_empty:
            return
        if not yes and not confirmed(QUESTION, CONFIRMATION):
            say("Nothing was removed.")
            return
        done = purge(workspace, keys, plan)
        say(f"Purged; entry {done.entry} of the audit log says so.")
        if not done.compact:
            complain(f"{folder}: the database keeps its size, for there is no space to write it anew")
        if backups:
            replace_backups(workspace, plan)
            say(f"A new backup was made; {counted(len(plan.backups), 'older one')} removed.")
    for sentence in _other_copies(plan, replaced=backups):
        complain(sentence)


def _plan_text(plan: PurgePlan) -> Iterator[str]:
    if plan.is_empty:
        yield "There is nothing to purge."
    for case in plan.cases:
        state = f"signed {case.signed}" if case.signed else f"begun {case.begun}, not signed"
        versions, documents = counted(case.versions, "version"), counted(case.documents, "document")
        yield f"  {case.name}: {state}, {versions}, {documents}"
    if not plan.is_empty:
        yield (
            f"To go: {counted(len(plan.cases), 'case')}, {counted(plan.requests, 'request')} of the history, "
            f"{counted(plan.pages, 'page')} of {counted(len(plan.seen_cases), 'case')} in the page history, "
            "and the page texts that no other case has."
        )
    if plan.open_cases:
        open_cases = counted(plan.open_cases, "case")
        yield f"{open_cases} from before {plan.day} not signed: kept, unless named with --case."
    if plan.undated:
        yield f"{counted(plan.undated, 'request')} of the history without any date: kept."


def _other_copies(plan: PurgePlan, *, replaced: bool) -> Iterator[str]:
    """Where the program knows that what was purged is kept, and where it cannot know."""
    if plan.backups and not replaced:
        yield (
            f"{counted(len(plan.backups), 'backup')} from before the purge still hold what was purged; "
            "--backups replaces them"
        )
    if plan.put_aside:
        names = ", ".join(path.name for path in plan.put_aside)
        yield f"databases that were put aside may hold it as well: {names}"
    yield "backups and exports that were written elsewhere are not known here and stay"
