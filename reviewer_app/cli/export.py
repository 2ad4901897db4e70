"""``export``: the determination summary or letter of signed reviews as files, or many cases as one table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reviewer_app.cli.export_display import ExportDisplay
from reviewer_app.cli.import_display import interruption_noted
from reviewer_app.cli.output import complain, say
from reviewer_app.domain.errors import UsageError
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.desk import Desk
from reviewer_app.review.export_batch import Failures, export_cases, export_table, folders_under
from reviewer_app.review.export_order import ExportOrder
from reviewer_app.review.workspace import Workspace, open_workspace


def run_export(
    cases: Sequence[Path], root: Path | None, order: ExportOrder, output: Path, *, data_dir: Path | None
) -> int:
    """Write what is ordered and say where it is.

    One case is written to the file ``output``; several, or those under ``root``, as files of their own into
    the folder ``output``, or as one table to the file ``output``. Of many, those that cannot be written are
    told and the others are written; the exit code is then the highest of the reasons. An unsigned review
    raises BlockedError (exit 4) where it is the only one.
    """
    if bool(cases) == (root is not None):
        raise UsageError("Name the cases, or with --root the folder that holds them.")
    folders = tuple(cases) if root is None else folders_under(root)
    one = root is None and len(folders) == 1
    with open_workspace(data_folder(data_dir)) as workspace:
        if one and not output.is_dir() and not order.is_worklist:
            return _export_one(workspace, folders[0], order, output)
        return _export_many(workspace, folders, order, output)


def _export_one(workspace: Workspace, case: Path, order: ExportOrder, output: Path) -> int:
    desk = Desk(workspace)
    desk.open_reviewed(case)
    desk.export(order, output, draft_allowed=False)
    say(str(output))
    return 0


def _export_many(workspace: Workspace, folders: Sequence[Path], order: ExportOrder, output: Path) -> int:
    if order.is_table and output.is_dir():
        raise UsageError(f"{output} is a folder: name the file of the table.")
    if not order.is_table and not output.is_dir():
        raise UsageError(f"{output} is no folder: name one, which has to exist, for the files of many cases.")
    shown = ExportDisplay(len(folders))
    with interruption_noted() as interrupted:

        def step(done: int, folder: Path) -> bool:
            shown.progress(done, folder.name)
            return not interrupted()

        if order.is_table:
            failures = export_table(workspace, folders, order, output, step)
        else:
            failures = export_cases(workspace, folders, order, output, step, shown.wrote)
    shown.end()
    if interrupted():
        complain("Interrupted; files that were written stay, a table was not written.")
        raise KeyboardInterrupt
    if order.is_table:
        say(str(output))
    return _told(failures, len(folders))


def _told(failures: Failures, total: int) -> int:
    """Tell what was left out; the highest exit code of the reasons, 0 without any."""
    for failure in failures:
        complain(f"{failure.folder.name}: {failure.error.sentence}")
    if failures:
        complain(f"{total - len(failures)} of {total} cases were written, {len(failures)} were left out.")
    return max((failure.error.exit_code for failure in failures), default=0)
