"""Which calls open the window, told without the cost of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.cli.app import application
from reviewer_app.window_call import COMMANDS, WindowCall, window_call


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ((), WindowCall()),
        (("case",), WindowCall(case=Path("case"))),
        (("./demo",), WindowCall(case=Path("demo"))),
        (("--data-dir", "data"), WindowCall(data_dir=Path("data"))),
        (("--data-dir=data", "case"), WindowCall(case=Path("case"), data_dir=Path("data"))),
        (("case", "--data-dir", "."), WindowCall(case=Path("case"), data_dir=Path())),
    ],
)
def test_calls_of_the_window(arguments: tuple[str, ...], opened: WindowCall) -> None:
    assert window_call(list(arguments)) == opened


@pytest.mark.parametrize(
    "arguments",
    [
        *((command,) for command in sorted(COMMANDS)),
        ("--data-dir", "data", "screen", "case"),
        ("one", "two"),
        ("--help",),
        ("-h",),
        ("case", "--json"),
        ("--data-dir",),
        ("",),
        ("case", "--data-dir", ""),
        ("--data-dir=",),
    ],
)
def test_everything_else_is_the_command_lines(arguments: tuple[str, ...]) -> None:
    assert window_call(list(arguments)) is None


def test_every_command_of_the_command_line_is_known() -> None:
    named = {
        command.name or command.callback.__name__
        for command in application.registered_commands
        if command.callback
    }
    groups = {group.name for group in application.registered_groups}
    assert named | groups == COMMANDS


@pytest.mark.parametrize(
    "arguments", [["--passphrase-file", "words", "case"], ["case", "--passphrase-file=words"]]
)
def test_a_passphrase_file_opens_the_window(arguments: list[str]) -> None:
    assert window_call(arguments) == WindowCall(case=Path("case"), passphrase_file=Path("words"))


@pytest.mark.parametrize(
    "arguments", [["--passphrase-file"], ["--passphrase-file="], ["--passphrase-file", ""]]
)
def test_a_passphrase_file_without_a_name_is_explained_by_the_command_line(arguments: list[str]) -> None:
    assert window_call(arguments) is None
