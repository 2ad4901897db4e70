"""The commands of ``history`` and their options; the work is in modules that are imported when one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.cli.options import AsJson, Case, DataDir, PassphraseFile, chosen_data_dir, given_path

history_application = typer.Typer(
    help="Earlier requests: import, export, list, show, and match with a new one.", rich_markup_mode=None
)


@history_application.command("import")
def history_import(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=given_path, help="A prior-request file, JSON or CSV.")
    ],
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Take earlier requests from a file; repeating it changes nothing."""
    from reviewer_app.cli.history import run_import

    run_import(file, data_dir=chosen_data_dir(context, data_dir))


@history_application.command("export")
def history_export(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=given_path, help="The file to write: .json or .csv.")
    ],
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Write all earlier requests to a file."""
    from reviewer_app.cli.history import run_export

    run_export(file, data_dir=chosen_data_dir(context, data_dir))


@history_application.command("list")
def history_list(
    context: typer.Context,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """List all earlier requests."""
    from reviewer_app.cli.history import run_list

    run_list(as_json=as_json, data_dir=chosen_data_dir(context, data_dir))


@history_application.command("show")
def history_show(
    context: typer.Context,
    prior_id: Annotated[str, typer.Argument(metavar="ID", help="The id of an earlier request.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Print all that is known of one earlier request."""
    from reviewer_app.cli.history import run_show

    run_show(prior_id, as_json=as_json, data_dir=chosen_data_dir(context, data_dir))


@history_application.command("match")
def history_match(
    context: typer.Context,
    request: Annotated[
        Path,
        typer.Argument(metavar="REQUEST.json", parser=given_path, help="A request.json, or its case folder."),
    ],
    as_json: AsJson = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Print which earlier requests a new one repeats or resembles, and why."""
    from reviewer_app.cli.history import run_match

    run_match(request, as_json=as_json, data_dir=chosen_data_dir(context, data_dir))


@history_application.command("compare")
def history_compare(
    context: typer.Context,
    first: Annotated[
        str,
        typer.Argument(metavar="A", help="A summary in JSON, or a folder of them; with --case a version."),
    ],
    second: Annotated[str, typer.Argument(metavar="B", help="Another reviewer's.")],
    case: Annotated[
        Path | None,
        typer.Option(
            "--case",
            metavar="CASE",
            parser=given_path,
            help="Compare two versions of this case: A and B are their numbers.",
        ),
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Print how far two reviewers of the same cases agree (Cohen's kappa), and where they differ."""
    from reviewer_app.cli.compare import run_compare

    run_compare(first, second, case, as_json=as_json, data_dir=chosen_data_dir(context, data_dir))


@history_application.command("backup")
def history_backup(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=given_path, help="The file to write; it must be new.")
    ],
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Write the whole database to an encrypted file, and check it."""
    from reviewer_app.cli.database import run_backup

    run_backup(file, data_dir=chosen_data_dir(context, data_dir))


@history_application.command("restore")
def history_restore(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", parser=given_path, help="A backup; without it the newest sound one."
        ),
    ] = None,
    recovery_key: Annotated[
        Path | None,
        typer.Option(
            "--recovery-key",
            metavar="KEYFILE",
            parser=given_path,
            help="A text file with the recovery key of a backup from elsewhere.",
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Only list the backups.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Put a backup in the place of the database, which is kept beside it, after showing what it holds."""
    from reviewer_app.cli.restore import run_list, run_restore

    folder = chosen_data_dir(context, data_dir)
    if listing:
        run_list(data_dir=folder)
    else:
        run_restore(file, recovery_key, yes=yes, data_dir=folder)


@history_application.command("check")
def history_check(
    context: typer.Context,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> int:
    """Read the whole database, its audit log and its signed reviews, and say what is wrong."""
    from reviewer_app.cli.database import run_check

    return run_check(data_dir=chosen_data_dir(context, data_dir))


@history_application.command("audit")
def history_audit(
    context: typer.Context,
    case: Case,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            parser=given_path,
            help="Write to a file: .pdf, .html, .csv or .json.",
        ),
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> int:
    """Print every act on a case, over all versions, and whether the log is as it was written."""
    from reviewer_app.cli.audit import run_audit

    return run_audit(case, output, as_json=as_json, data_dir=chosen_data_dir(context, data_dir))


@history_application.command("purge")
def history_purge(
    context: typer.Context,
    older_than: Annotated[
        int | None,
        typer.Option("--older-than", metavar="DAYS", min=0, help="What is older than so many days goes."),
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="DATE", help="What is from before that day goes.")
    ] = None,
    case: Annotated[
        list[str] | None,
        typer.Option("--case", metavar="ID", help="This case goes, be it signed or not; may be repeated."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    backups: Annotated[
        bool, typer.Option("--backups", help="Replace the backups from before by a new one.")
    ] = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Remove signed cases and earlier requests for good, by age or by case, after showing them."""
    from datetime import datetime

    from reviewer_app.cli.purge import purge_day, run_purge

    day = purge_day(older_than, before, datetime.now().astimezone().date())
    run_purge(day, case or (), yes=yes, backups=backups, data_dir=chosen_data_dir(context, data_dir))
