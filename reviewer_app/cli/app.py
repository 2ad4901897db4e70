"""The commands and their options; each command's work is in a module of its own, imported when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app import __version__
from reviewer_app.cli.output import ReaderGoneError, complain, say, use_utf8
from reviewer_app.domain.errors import ReviewerError, UsageError
from reviewer_app.review.passphrase_file import choose_passphrase_file

PROGRAM = "reviewer-app"
USAGE_EXIT_CODE = 2
READER_GONE_EXIT_CODE = 141
"""After the reader of a pipe has ended: 128 and the number of the signal."""


def given_path(text: str) -> Path:
    """A path as it was typed; the empty one is a mistake of a script and not the current folder."""
    if not text:
        raise typer.BadParameter("the path is empty")
    return Path(text)


DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        metavar="DIR",
        parser=given_path,
        help="Folder of the program's own data; REVIEWER_APP_DATA_DIR names it as well.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _use_passphrase_file(file: Path | None) -> Path | None:
    if file is not None:
        choose_passphrase_file(file)
    return file


PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        parser=given_path,
        callback=_use_passphrase_file,
        help="Its first line opens the database; REVIEWER_APP_PASSPHRASE_FILE names it as well.",
    ),
]
Case = Annotated[
    Path, typer.Argument(metavar="CASE", parser=given_path, help="A case folder, or one document.")
]

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
policy_application = typer.Typer(help="The installed policy packs: list, show, check.", rich_markup_mode=None)
application.add_typer(policy_application, name="policy")
history_application = typer.Typer(
    help="Earlier requests: import, export, list, show, and match with a new one.", rich_markup_mode=None
)
application.add_typer(history_application, name="history")
key_application = typer.Typer(
    help="The database's key: show, recover, passphrase.",
    rich_markup_mode=None,
)
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


def chosen_data_dir(context: typer.Context, own: Path | None) -> Path | None:
    """The data folder given after the command, else before it; ``None`` when neither."""
    before = context.find_root().obj
    return own if own is not None or not isinstance(before, Path) else before


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
    case: Case,
    summary_format: Annotated[
        str, typer.Option("-f", "--format", metavar="pdf|html|json", help="The format of the file.")
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", parser=given_path, help="The file to write."),
    ],
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> None:
    """Write the determination summary of a signed review."""
    from reviewer_app.cli.export import run_export

    run_export(case, summary_format, output, data_dir=chosen_data_dir(context, data_dir))


@policy_application.command("list")
def policy_list(context: typer.Context, data_dir: DataDir = None) -> None:
    """List all installed versions."""
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
        Path, typer.Argument(metavar="FILE", parser=given_path, help="A policy pack of your own.")
    ],
    data_dir: DataDir = None,
) -> int:
    """Say what is wrong with a pack file, with line and field."""
    from reviewer_app.cli.policy import run_check

    return run_check(file, data_dir=chosen_data_dir(context, data_dir))


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


@history_application.command("check")
def history_check(
    context: typer.Context,
    data_dir: DataDir = None,
    _passphrase_file: PassphraseFile = None,
) -> int:
    """Read the whole database, its audit log and its signed reviews, and say what is wrong."""
    from reviewer_app.cli.database import run_check

    return run_check(data_dir=chosen_data_dir(context, data_dir))


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
