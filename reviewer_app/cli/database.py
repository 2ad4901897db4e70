"""``history backup`` and ``history check``: the database as a whole."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.cli.output import complain, say
from reviewer_app.domain.errors import StoreError
from reviewer_app.review.check_clock import clock_told
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.keep_database import existing_database
from reviewer_app.review.purge import purges_told
from reviewer_app.review.workspace import open_workspace


def run_backup(file: Path, *, data_dir: Path | None) -> None:
    """Write a checked backup; its key is that of the data folder."""
    folder = existing_database(data_folder(data_dir))
    with open_workspace(folder) as workspace:
        workspace.store.back_up(file.absolute())
    say(f"{file}: the whole database of {folder}, checked; the same key opens it")


def run_check(*, data_dir: Path | None) -> int:
    """Say what is wrong, each on a line of stderr. Returns the exit code."""
    folder = existing_database(data_folder(data_dir))
    with open_workspace(folder) as workspace:
        problems = workspace.store.check()
        told = (*purges_told(workspace.store), *clock_told(workspace.store))
    for sentence in told:
        say(sentence)
    for problem in problems:
        complain(problem)
    if problems:
        return StoreError.exit_code
    say(f"{folder}: the database is sound, its audit log and its signed reviews are as they were written")
    return 0
