"""The commands of ``handover`` and their options; the work is in a module that is imported when one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, Case, DataDir, PassphraseFile, chosen_data_dir, given_path
from reviewer_app.domain.errors import UsageError

handover_application = typer.Typer(
    help="A review to another computer and back, in an encrypted file; no document is in it.",
    rich_markup_mode=None,
)

FilePassphrase = Annotated[
    Path,
    typer.Option(
        "--file-passphrase",
        metavar="FILE",
        parser=given_path,
        help="A text file whose first line opens the handed-over file; not the one of the database.",
    ),
]


@handover_application.command("export")
def handover_export(
    context: typer.Context,
    case: Case,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", parser=given_path, help="The file to write.")
    ],
    file_passphrase: FilePassphrase,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Write a review, with all versions and its part of the audit log, to a file."""
    from reviewer_app.cli.handover import run_export

    run_export(case, output, file_passphrase, data_dir=chosen_data_dir(context, data_dir))


@handover_application.command("import")
def handover_import(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=given_path, help="A file that 'handover export' wrote.")
    ],
    case: Case,
    file_passphrase: FilePassphrase,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Take the review in a file for the same case here; repeating it changes nothing."""
    from reviewer_app.cli.handover import run_import

    run_import(file, case, file_passphrase, data_dir=chosen_data_dir(context, data_dir))


@handover_application.command("list")
def handover_list(
    context: typer.Context,
    case: Case,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """List what came for a case from other computers, and what it changed."""
    from reviewer_app.cli.handover import run_list

    run_list(case, as_json=as_json, data_dir=chosen_data_dir(context, data_dir))


@handover_application.command("choose")
def handover_choose(
    context: typer.Context,
    case: Case,
    handover_id: Annotated[str, typer.Argument(metavar="ID", help="The copy, as 'handover list' names it.")],
    theirs: Annotated[bool, typer.Option("--theirs", help="The copy goes on.")] = False,
    own: Annotated[bool, typer.Option("--own", help="The own review goes on.")] = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Say which of two copies goes on where both have work that the other lacks; both are kept."""
    if theirs == own:
        raise UsageError("Say which goes on: --theirs or --own.")
    from reviewer_app.cli.handover import run_choose

    run_choose(case, handover_id, own=own, data_dir=chosen_data_dir(context, data_dir))
