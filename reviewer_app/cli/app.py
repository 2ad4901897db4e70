"""The commands and their options; each command's work is in a module of its own, imported when it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reviewer_app import __version__
from reviewer_app.domain.errors import ReviewerError

USAGE_EXIT_CODE = 2

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        envvar="REVIEWER_APP_DATA_DIR",
        metavar="DIR",
        help="Folder of the program's own data.",
    ),
]
Case = Annotated[Path, typer.Argument(metavar="CASE", help="A case folder, or one document.")]

application = typer.Typer(
    name="reviewer-app",
    help="Review prior-authorization requests, offline.",
    epilog="reviewer-app [CASE] opens the window: that case, or the worklist.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
policy_application = typer.Typer(
    help="The installed policy packs.", no_args_is_help=True, rich_markup_mode=None
)
application.add_typer(policy_application, name="policy")


@application.callback()
def version_option(
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.")] = False,
) -> None:
    """Review prior-authorization requests, offline."""
    if version:
        typer.echo(f"reviewer-app {__version__}")
        raise typer.Exit


@application.command()
def demo(
    headless: Annotated[
        Path | None,
        typer.Option(
            "--headless",
            metavar="DIR",
            help="No window: a scripted review; summary and window pictures are written to DIR.",
        ),
    ] = None,
) -> None:
    """The sample cases, in a data folder that is thrown away."""
    from reviewer_app.cli.demo import run_demo

    raise typer.Exit(run_demo(headless))


@application.command()
def screen(
    case: Case,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object, as screening.schema.json says.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Everything the program finds in a case by itself."""
    from reviewer_app.cli.screen import run_screen

    run_screen(case, as_json=as_json, data_dir=data_dir)


@application.command()
def export(
    case: Case,
    summary_format: Annotated[
        str, typer.Option("-f", "--format", metavar="pdf|html|json", help="The format.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write.")],
    data_dir: DataDir = None,
) -> None:
    """Write the determination summary of a signed review."""
    from reviewer_app.cli.export import run_export

    run_export(case, summary_format, output, data_dir=data_dir)


@policy_application.command("list")
def policy_list(data_dir: DataDir = None) -> None:
    """All installed versions."""
    from reviewer_app.cli.policy import run_list

    run_list(data_dir=data_dir)


@policy_application.command("show")
def policy_show(
    name: Annotated[str, typer.Argument(metavar="ID", help="A pack's id, or 'ID VERSION'.")],
    data_dir: DataDir = None,
) -> None:
    """All that a pack says."""
    from reviewer_app.cli.policy import run_show

    run_show(name, data_dir=data_dir)


@policy_application.command("check")
def policy_check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A policy pack of your own.")],
    data_dir: DataDir = None,
) -> None:
    """Say what is wrong with a pack file, with line and field."""
    from reviewer_app.cli.policy import run_check

    run_check(file, data_dir=data_dir)


@application.command()
def doctor(data_dir: DataDir = None) -> None:
    """What works here: Qt platform, page worker, PDF, data folder, policy packs."""
    from reviewer_app.cli.doctor import run_doctor

    raise typer.Exit(run_doctor(data_dir=data_dir))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. What the user can mend is told on stderr."""
    try:
        code = application(arguments, standalone_mode=False)
    except typer.TyperException as error:
        print(f"reviewer-app: {error.format_message()}", file=sys.stderr)
        return USAGE_EXIT_CODE
    except ReviewerError as error:
        print(f"reviewer-app: {error.sentence}", file=sys.stderr)
        return error.exit_code
    return code if isinstance(code, int) else 0
