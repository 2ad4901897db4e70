"""The commands and their options; each command's work is in a module of its own, imported when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app import __version__
from reviewer_app.cli.handover_commands import handover_application
from reviewer_app.cli.history_commands import history_application
from reviewer_app.cli.key_commands import key_application
from reviewer_app.cli.options import Case, Cases, DataDir, PassphraseFile, chosen_data_dir, given_path
from reviewer_app.cli.output import ReaderGoneError, complain, say, use_utf8
from reviewer_app.domain.errors import ReviewerError, UsageError

PROGRAM = "reviewer-app"
USAGE_EXIT_CODE = 2
READER_GONE_EXIT_CODE = 141
"""After the reader of a pipe has ended: 128 and the number of the signal."""


application = typer.Typer(
    name=PROGRAM,
    help="Review prior-authorization requests, offline.",
    epilog=(
        f"'{PROGRAM} [CASE]' without a command opens the window: on that case, or on the worklist. "
        "Exit codes: 0 done; 2 wrong usage; 3 bad input; 4 the review does not allow it yet; "
        "5 the database is locked, damaged or of another key; 70 a defect of the program."
    ),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
policy_application = typer.Typer(help="Policies: list, show, check, import.", rich_markup_mode=None)
application.add_typer(policy_application, name="policy")
application.add_typer(history_application, name="history")
application.add_typer(handover_application, name="handover")
application.add_typer(key_application, name="key")


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"{PROGRAM} {__version__}")
        raise typer.Exit


@application.callback()
def before_command(
    context: typer.Context,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and end."),
    ] = False,
) -> None:
    """Review prior-authorization requests, offline."""
    context.obj = data_dir


@application.command()
def demo(
    context: typer.Context,
    headless: Annotated[
        Path | None,
        typer.Option(
            "--headless",
            metavar="DIR",
            parser=given_path,
            help="No window: a scripted review; its summary and window pictures are written to DIR.",
        ),
    ] = None,
) -> int:
    """Show the sample cases, in a throw-away data folder."""
    if chosen_data_dir(context, None) is not None:
        raise UsageError("The demo uses a data folder of its own; leave out --data-dir.")
    from reviewer_app.cli.demo import run_demo

    return run_demo(headless)


@application.command()
def screen(
    context: typer.Context,
    case: Case,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object (resources/schemas/screening.schema.json).")
    ] = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> int:
    """Print everything the program finds in a case by itself."""
    from reviewer_app.cli.screen import run_screen

    return run_screen(case, as_json=as_json, data_dir=chosen_data_dir(context, data_dir))


@application.command()
def export(
    context: typer.Context,
    summary_format: Annotated[
        str, typer.Option("-f", "--format", metavar="pdf|html|docx|json|csv", help="The format of the file.")
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            parser=given_path,
            help="The file to write; for many cases the folder, or the file of the table.",
        ),
    ],
    cases: Cases = None,
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="DIR", parser=given_path, help="All case folders in this folder."),
    ] = None,
    document: Annotated[
        str,
        typer.Option(
            "--document",
            metavar="summary|letter|member-letter",
            help="The summary, or the letter (or request for information) to the provider or the member.",
        ),
    ] = "summary",
    rows: Annotated[
        str,
        typer.Option("--rows", metavar="findings|cases", help="csv: one row a finding, or one row a case."),
    ] = "findings",
    redact: Annotated[
        bool,
        typer.Option("--redact", help="Leave out who the member is, in texts, pictures and names."),
    ] = False,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> int:
    """Write the determination summary or letter of signed reviews."""
    from reviewer_app.cli.export import run_export
    from reviewer_app.review.export_order import export_order

    order = export_order(summary_format, document, rows, redact=redact)
    return run_export(cases or [], root, order, output, data_dir=chosen_data_dir(context, data_dir))


@policy_application.command("list")
def policy_list(context: typer.Context, data_dir: DataDir = None) -> None:
    """List all installed versions, and the imported authority library."""
    from reviewer_app.cli.policy import run_list

    run_list(data_dir=chosen_data_dir(context, data_dir))


@policy_application.command("show")
def policy_show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A pack's id, or 'ID VERSION'.")],
    data_dir: DataDir = None,
) -> None:
    """Print all that a pack says."""
    from reviewer_app.cli.policy import run_show

    run_show(name, data_dir=chosen_data_dir(context, data_dir))


@policy_application.command("check")
def policy_check(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", parser=given_path, help="A pack, or an authority library.")
    ],
    data_dir: DataDir = None,
) -> int:
    """Say what is wrong with a file of your own, with line and field."""
    from reviewer_app.cli.policy import run_check

    return run_check(file, data_dir=chosen_data_dir(context, data_dir))


@policy_application.command("import")
def policy_import(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", parser=given_path, help="Mandates or coverage determinations, YAML or CSV."
        ),
    ],
    data_dir: DataDir = None,
) -> None:
    """Import a file into the authority library, from which rungs are proposed."""
    from reviewer_app.cli.policy import run_import

    run_import(file, data_dir=chosen_data_dir(context, data_dir))


@application.command()
def doctor(context: typer.Context, data_dir: DataDir = None, _passphrase_file: PassphraseFile = None) -> int:
    """Try what the program needs on this machine, part by part."""
    from reviewer_app.cli.doctor import run_doctor

    return run_doctor(data_dir=chosen_data_dir(context, data_dir))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. What the user can mend is told on stderr, in one line."""
    use_utf8()
    try:
        code = application(arguments, standalone_mode=False, prog_name=PROGRAM)
    except typer.TyperException as error:
        complain(f"{error.format_message().rstrip('.')}. Type {PROGRAM} --help for help.")
        return USAGE_EXIT_CODE
    except ReviewerError as error:
        complain(error.sentence)
        return error.exit_code
    except ReaderGoneError:
        return READER_GONE_EXIT_CODE
    return code if isinstance(code, int) else 0
