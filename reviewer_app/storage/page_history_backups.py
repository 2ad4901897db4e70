"""Backups of the page history: where they lie and which stay.

What is lost of it costs recognition and no review, so one a week is enough; but what it knows of cases whose
folders are gone comes back from nowhere else.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewer_app.storage.backup_run import UNFINISHED
from reviewer_app.storage.backups import FOLDER_NAME
from reviewer_app.storage.private_files import not_writable

DAYS_BETWEEN = 7
STAYING = 2

_TIME = "page-history-%Y%m%dT%H%M%SZ.db"


def page_history_backups(data_folder: Path) -> tuple[Path, ...]:
    """The backups, the newest first."""
    return tuple(sorted((data_folder / FOLDER_NAME).glob("page-history-*Z.db"), reverse=True))


def new_page_history_backup(data_folder: Path, now: datetime) -> Path | None:
    """Where this week's backup belongs; ``None`` when there is one of the last seven days."""
    at = now.astimezone(UTC)
    since = at - timedelta(days=DAYS_BETWEEN)
    names = (path.name for path in page_history_backups(data_folder))
    if any(since.strftime(_TIME) < name <= at.strftime(_TIME) for name in names):
        return None
    return data_folder / FOLDER_NAME / at.strftime(_TIME)


def thin_out_page_history(data_folder: Path) -> None:
    """Remove all but the newest two, and what an ended program left half-written.

    :raises StoreError: one cannot be removed.
    """
    unfinished = (data_folder / FOLDER_NAME).glob(f"page-history-*{UNFINISHED}")
    try:
        for path in (*page_history_backups(data_folder)[STAYING:], *unfinished):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise not_writable(data_folder / FOLDER_NAME, error) from error
