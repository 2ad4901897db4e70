"""The commands of ``key`` and their options; the work is in modules that are imported when one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import DataDir, PassphraseFile, chosen_data_dir, given_path

key_application = typer.Typer(
    help="The database's key: show, recover, change, passphrase.",
    rich_markup_mode=None,
)


@key_application.command("show")
def key_show(
    context: typer.Context,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Print the recovery key. Whoever has it can read the database: keep it on paper, locked away."""
    from reviewer_app.cli.key import run_show

    run_show(data_dir=chosen_data_dir(context, data_dir))


@key_application.command("recover")
def key_recover(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=given_path, help="A text file with the recovery key.")
    ],
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Open the database with its recovery key, and keep that again."""
    from reviewer_app.cli.key import run_recover

    run_recover(file, data_dir=chosen_data_dir(context, data_dir))


@key_application.command("change")
def key_change(
    context: typer.Context,
    recovery_key: Annotated[
        Path | None,
        typer.Option(
            "--recovery-key",
            metavar="KEYFILE",
            parser=given_path,
            help="A new file for the new recovery key, where nobody is at the terminal to write it down.",
        ),
    ] = None,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Encrypt the databases with a new key; backups keep the key that they were made with."""
    from reviewer_app.cli.key import run_change

    run_change(recovery_key, data_dir=chosen_data_dir(context, data_dir))


@key_application.command("passphrase")
def key_passphrase(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=given_path, help="Its first line is the new passphrase.")
    ],
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Put the key behind a new passphrase; the database stays as it is."""
    from reviewer_app.cli.key import run_passphrase

    run_passphrase(file, data_dir=chosen_data_dir(context, data_dir))


@key_application.command("keychain")
def key_keychain(
    context: typer.Context,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Let the keychain keep the key, instead of a passphrase; the passphrase of now opens it once more."""
    from reviewer_app.cli.key import run_keychain

    run_keychain(data_dir=chosen_data_dir(context, data_dir))
