"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.review.passphrase_file import choose_passphrase_file


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

Cases = Annotated[
    list[Path] | None,
    typer.Argument(metavar="CASE...", parser=given_path, help="Case folders, or single documents."),
]


def chosen_data_dir(context: typer.Context, own: Path | None) -> Path | None:
    """The data folder given after the command, else before it; ``None`` when neither."""
    before = context.find_root().obj
    return own if own is not None or not isinstance(before, Path) else before
