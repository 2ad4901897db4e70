"""Commands are data: their keys do not clash, a user's key file is checked, every list of keys is made from
them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.errors import InputError
from reviewer_app.gui.commands.registry import (
    KEY_NAMES,
    MODIFIERS,
    Clash,
    Command,
    Where,
    clashes,
    is_key,
    key_rows,
    load_commands,
    markdown_table,
    shown_key,
    split_key,
    together,
)

COMMANDS = load_commands()

CONTRACT = {
    "next-element": "J",
    "previous-element": "K",
    "finding-present": "P",
    "finding-absent": "A",
    "finding-insufficient": "I",
    "finding-not-applicable": "X",
    "finding-not-reviewed": "U",
    "attach-evidence": "E",
    "next-evidence": "Return",
    "edit-note": "N",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "offer-evidence": "T",
    "page-legible": "L",
    "document-list": "O",
    "go-to-page": "G",
    "go-back": "Alt+Left",
    "go-forward": "Alt+Right",
    "split": "\\",
    "synchronise": "Shift+\\",
    "match-pane": "M",
    "fit-page": "0",
    "fit-width": "W",
    "rotate-view": "R",
    "palette": "Ctrl+K",
    "key-card": "?",
    "sign": "Ctrl+Return",
    "export": "Ctrl+E",
    "next-panel": "F6",
    "previous-panel": "Shift+F6",
}
"""The keys that reviewers learn first and that may not move without being noticed."""

BARE_KEYS_OF_QT_WIDGETS = {"Tab", "Shift+Tab"}


def command(name: str, *keys: str, where: Where = Where.REVIEW) -> Command:
    return Command(id=name, title=name, keys=keys, where=where, group="Group")


def user_file(folder: Path, text: str) -> Path:
    file = folder / "keys.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_no_two_commands_want_one_key_in_one_place() -> None:
    assert clashes(COMMANDS) == ()


@pytest.mark.parametrize(("name", "key"), CONTRACT.items())
def test_the_learned_keys_stay(name: str, key: str) -> None:
    assert next(entry.keys[0] for entry in COMMANDS if entry.id == name) == key


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.id)
def test_every_command_has_title_group_and_keys_that_exist(entry: Command) -> None:
    assert entry.title
    assert entry.group
    assert entry.keys or not entry.hint
    assert all(is_key(key) for key in entry.keys)
    assert not BARE_KEYS_OF_QT_WIDGETS & set(entry.keys)


def test_titles_tell_commands_of_one_place_apart() -> None:
    for first in COMMANDS:
        same = [other for other in COMMANDS if other.title == first.title and other is not first]
        assert not any(together(first.where, other.where) for other in same)


def test_a_clash_names_key_and_commands() -> None:
    found = clashes((command("first", "Ctrl+Shift+Y"), command("second", "B", "Shift+Ctrl+y")))
    assert found == (Clash("Shift+Ctrl+y", "first", "second"),)


@pytest.mark.parametrize(
    ("first", "second", "clashing"),
    [
        (Where.REVIEW, Where.OPEN_REVIEW, True),
        (Where.REVIEW, Where.WORKLIST, False),
        (Where.OPEN_REVIEW, Where.WORKLIST, False),
        (Where.WORKLIST, Where.WORKLIST, True),
        *((Where.ANYWHERE, where, True) for where in Where),
        *((Where.ALWAYS, where, True) for where in Where),
    ],
)
def test_commands_of_different_pages_may_share_a_key(first: Where, second: Where, clashing: bool) -> None:
    for one, other in ((first, second), (second, first)):
        found = clashes((command("one", "Y", where=one), command("other", "Y", where=other)))
        assert bool(found) is clashing


@given(
    modifiers=st.lists(st.sampled_from(MODIFIERS), unique=True),
    key=st.one_of(st.sampled_from(sorted(KEY_NAMES)), st.sampled_from("aZ0+-=?[]/\\é")),
)
def test_a_key_is_the_same_in_any_order_and_case(modifiers: list[str], key: str) -> None:
    sequence = "+".join((*modifiers, key))
    turned = "+".join((*reversed(modifiers), key.upper() if len(key) == 1 else key))
    assert is_key(sequence)
    assert split_key(sequence) == split_key(turned) == (frozenset(modifiers), split_key(key)[1])
    assert clashes((command("one", sequence), command("other", turned)))
    assert shown_key(sequence) == shown_key(turned)


@pytest.mark.parametrize(
    ("sequence", "shown"),
    [
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Del", "Delete"),
        ("+", "+"),
        ("Ctrl++", "Ctrl++"),
        ("Shift+Ctrl+z", "Ctrl+Shift+Z"),
        ("PgDown", "Page down"),
    ],
)
def test_keys_are_shown_as_people_read_them(sequence: str, shown: str) -> None:
    assert shown_key(sequence) == shown


@pytest.mark.parametrize("wrong", ["", "Ctr+Y", "Ctrl+", "Ctrl+Foo", "YY", "F36", "Ctrl+Y, Ctrl+Z", "ctrl+Y"])
def test_what_is_no_key_is_told(tmp_path: Path, wrong: str) -> None:
    file = user_file(tmp_path, f'finding-present = ["{wrong}"]')
    with pytest.raises(InputError) as told:
        load_commands(file)
    assert str(file) in told.value.sentence
    assert f'"{wrong}"' in told.value.sentence


def test_a_missing_user_file_changes_nothing(tmp_path: Path) -> None:
    assert load_commands(tmp_path / "keys.toml") == COMMANDS


def test_a_user_file_changes_the_keys_it_names_and_no_others(tmp_path: Path) -> None:
    file = user_file(tmp_path, 'finding-present = ["Z", "Alt+P"]\nundo = []\n')
    expected = {"finding-present": ("Z", "Alt+P"), "undo": ()}
    assert load_commands(file) == tuple(
        replace(entry, keys=expected.get(entry.id, entry.keys)) for entry in COMMANDS
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('no-such-command = ["Y"]', "no-such-command"),
        ('finding-present = "Y"', "finding-present"),
        ("finding-present = [1]", "finding-present"),
        ('finding-present = ["A"]', "finding-absent"),
        ('finding-present = ["Y"', "key file"),
    ],
)
def test_a_wrong_user_file_is_told_with_its_name(tmp_path: Path, text: str, named: str) -> None:
    file = user_file(tmp_path, text)
    with pytest.raises(InputError) as told:
        load_commands(file)
    assert str(file) in told.value.sentence
    assert named in told.value.sentence


def test_a_user_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"keys\.toml cannot be read"):
        load_commands(file)


def test_the_key_card_has_every_command_once_under_its_group() -> None:
    rows = key_rows(COMMANDS)
    assert [group for group, _ in rows] == list(dict.fromkeys(entry.group for entry in COMMANDS))
    shown = [(group, title) for group, entries in rows for _, title in entries]
    assert sorted(shown) == sorted((entry.group, entry.title) for entry in COMMANDS)


def test_the_key_card_shows_keys_that_look_alike_once() -> None:
    assert key_rows((command("open", "Return", "Enter", "O"),)) == (("Group", (("Enter or O", "open"),)),)


def test_the_table_for_the_readme_has_one_row_for_a_command() -> None:
    table = markdown_table((command("split", "|", "Ctrl+1"), command("next", "J")))
    assert table.splitlines() == [
        "| keys | does |",
        "| --- | --- |",
        "| **Group** | |",
        "| \\| or Ctrl+1 | split |",
        "| J | next |",
    ]
