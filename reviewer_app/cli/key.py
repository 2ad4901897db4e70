"""``key``: the database's key written down, recovered, put behind another passphrase."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.cli.output import say
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.keep_key import change_passphrase, recover, recovery_key


def run_show(*, data_dir: Path | None) -> None:
    """Print the recovery key and nothing else, so that it can be printed on paper."""
    say(recovery_key(data_folder(data_dir)))


def run_recover(file: Path, *, data_dir: Path | None) -> None:
    """Use the recovery key in the file from now on."""
    folder = data_folder(data_dir)
    recover(folder, file)
    say(f"{folder}: the key opens the database and is kept again; remove {file}")


def run_passphrase(file: Path, *, data_dir: Path | None) -> None:
    """Seal the key with the passphrase in the file."""
    folder = data_folder(data_dir)
    change_passphrase(folder, file)
    say(f"{folder}: the passphrase in {file} opens the database from now on")
