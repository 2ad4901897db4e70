"""``key``: the database's key written down, recovered, changed, put behind another passphrase."""

from __future__ import annotations

import secrets
from pathlib import Path

from reviewer_app.cli.ask import ask, need_somebody
from reviewer_app.cli.output import complain, say
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.keep_key import (
    change_key,
    change_passphrase,
    new_key,
    recover,
    recovery_key,
    use_keychain,
    write_recovery_key,
    wrong_groups,
)

GROUPS_ASKED = 3
"""Of the 14 groups of a recovery key: who has written down three that he could not foresee has written down
all."""


def run_show(*, data_dir: Path | None) -> None:
    """Print the recovery key and nothing else, so that it can be printed on paper."""
    say(recovery_key(data_folder(data_dir)))


def run_recover(file: Path, *, data_dir: Path | None) -> None:
    """Use the recovery key in the file from now on."""
    folder = data_folder(data_dir)
    recover(folder, file)
    say(f"{folder}: the key opens the database and is kept again; remove {file}")


def run_change(file: Path | None, *, data_dir: Path | None) -> None:
    """Show a new recovery key, once, ask it back, and change the key; with a file it is written there."""
    folder = data_folder(data_dir)
    recovery_key(folder)
    new = new_key()
    if file is not None:
        write_recovery_key(file, new)
    elif not _written_down(new.recovery_key.split("-")):
        say("The key was not changed.")
        return
    told = change_key(folder, new)
    if told:
        complain(told)
    say(f"{folder}: the new key opens the databases; backups from before keep their old one")


def _written_down(groups: list[str]) -> bool:
    """Show the groups and ask some of them back.

    Raises :class:`UsageError` where nobody can be asked.
    """
    need_somebody("Nobody is there to write the new recovery key down: name a file, --recovery-key FILE.")
    say(f"The new recovery key. Write it down on paper now:\n\n  {'-'.join(groups)}\n")
    for number in sorted(secrets.SystemRandom().sample(range(1, len(groups) + 1), GROUPS_ASKED)):
        if wrong_groups({number: ask(f"Group {number} of {len(groups)}: ")}, groups):
            complain(f"group {number} is another one")
            return False
    return True


def run_passphrase(file: Path, *, data_dir: Path | None) -> None:
    """Seal the key with the passphrase in the file."""
    folder = data_folder(data_dir)
    change_passphrase(folder, file)
    say(f"{folder}: the passphrase in {file} opens the database from now on")


def run_keychain(*, data_dir: Path | None) -> None:
    """Put the key into the keychain, and remove what the passphrase opens."""
    folder = data_folder(data_dir)
    use_keychain(folder)
    say(f"{folder}: the keychain opens the database from now on, without a passphrase")
