"""``history restore``: a backup in the place of the database, when that is confirmed."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.cli.ask import confirmed
from reviewer_app.cli.output import complain, one_line, say
from reviewer_app.domain.errors import ReviewerError, UsageError
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.keep_database import (
    OfferedBackup,
    WithRecoveryKey,
    made_backups,
    newest_backup,
    offered_backup,
    restore_backup,
    take_recovery_key,
)
from reviewer_app.review.keep_key import written_key
from reviewer_app.review.purge import counted

CONFIRMATION = "restore"
"""What is typed to confirm."""

QUESTION = f"Type {CONFIRMATION} to put it in the database's place: "


def run_list(*, data_dir: Path | None) -> None:
    """Print the backups that the program made by itself, the newest first, and what each holds."""
    folder = data_folder(data_dir)
    paths = made_backups(folder)
    if not paths:
        say(f"There are no backups in {folder}.")
        return
    keys = key_custody(folder, sets_up=False)
    for path in paths:
        try:
            say(one_line(f"{path}: {_holds(offered_backup(folder, path, keys))}"))
        except ReviewerError as error:
            complain(error.sentence)


def run_restore(file: Path | None, key_file: Path | None, *, yes: bool, data_dir: Path | None) -> None:
    """Show what the backup holds and what it lacks; restore it when that is confirmed."""
    folder = data_folder(data_dir)
    kept = key_custody(folder, sets_up=False)
    given = written_key(key_file) if key_file is not None else None
    if file is None and given is not None:
        raise UsageError("Name the backup that the recovery key is for.")
    if file is not None and given is None and not kept.is_set_up:
        raise UsageError(f"{folder} has no key yet: give the backup's recovery key, --recovery-key KEYFILE.")
    keys = WithRecoveryKey(given, kept) if given is not None else kept
    offer = newest_backup(folder, keys) if file is None else offered_backup(folder, file.absolute(), keys)
    say(one_line(f"{offer.path}: {_holds(offer)}"))
    say(_lacks(offer))
    if not yes and not confirmed(QUESTION, CONFIRMATION):
        say("Nothing was changed.")
        return
    if given is not None:
        take_recovery_key(folder, offer.path, given)
    aside = restore_backup(folder, offer.path, keys)
    before = f"; the database before is kept as {aside.name}" if aside is not None else ""
    say(f"{folder}: the backup is the database now{before}")


def _holds(offer: OfferedBackup) -> str:
    newest = f", the newest act of {offer.last_act:%Y-%m-%d %H:%M}" if offer.last_act else ""
    return f"{counted(offer.cases, 'case')}, {counted(offer.requests, 'earlier request')}{newest}"


def _lacks(offer: OfferedBackup) -> str:
    if offer.lacks is None:
        return "What the database has beyond that cannot be counted: it cannot be read, or there is none."
    if not offer.lacks:
        return "The database has no later act of a review; what was imported since the backup goes."
    return f"The backup lacks the last {counted(offer.lacks, 'act')} that the database has."
