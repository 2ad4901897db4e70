"""``export``: the determination summary of a signed review as a file."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.cli.output import say
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.desk import Desk
from reviewer_app.review.export_summary import chosen_format
from reviewer_app.review.workspace import open_workspace


def run_export(case: Path, summary_format: str, output: Path, *, data_dir: Path | None) -> None:
    """Write the summary and say where it is. An unsigned review raises BlockedError (exit 4)."""
    chosen_format(summary_format)
    with open_workspace(data_folder(data_dir)) as workspace:
        desk = Desk(workspace)
        desk.open_reviewed(case)
        desk.export(summary_format, output, draft_allowed=False)
    say(str(output))
