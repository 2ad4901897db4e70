"""The registry of commands: id, title, keys, where each works. Keys are data (resources/keys.toml).

The registry knows nothing of what a command does; :mod:`reviewer_app.gui.commands.bindings` joins ids with
acts. The key card, the command palette, the hint line and the README's table are made from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from reviewer_app.domain.errors import InputError
from reviewer_app.resources_folder import resources_folder


class Where(StrEnum):
    """The page, and the state of its review, in which a command works; ``always`` also while the database is
    not open."""

    ALWAYS = "always"
    ANYWHERE = "anywhere"
    WORKLIST = "worklist"
    REVIEW = "review"
    OPEN_REVIEW = "open-review"


@dataclass(frozen=True, slots=True)
class Command:
    """One command as data. ``keys`` are Qt key sequences in portable text, the first is the one shown."""

    id: str
    title: str
    keys: tuple[str, ...]
    where: Where
    group: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two commands that want one key in one place."""

    key: str
    first: str
    second: str


MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
KEY_NAMES = frozenset(
    (
        *("Return", "Enter", "Esc", "Tab", "Backspace", "Del", "Ins", "Space"),
        *("Home", "End", "Left", "Right", "Up", "Down", "PgUp", "PgDown"),
        *(f"F{number}" for number in range(1, 36)),
    )
)
"""Keys that have a name; every other key is called by its one character."""

SHOWN_NAMES = {"Return": "Enter", "Del": "Delete", "PgDown": "Page down", "PgUp": "Page up"}


def split_key(sequence: str) -> tuple[frozenset[str], str]:
    """The modifiers and the key of a sequence such as ``Ctrl+Shift+Z`` or ``Ctrl++``; letters in capitals."""
    *modifiers, key = sequence.removesuffix("+").split("+")
    if not key and sequence:
        key = "+"
    return frozenset(modifiers), key.upper() if len(key) == 1 else key


def is_key(sequence: str) -> bool:
    """Whether the sequence is one that the window understands."""
    modifiers, key = split_key(sequence)
    return modifiers <= set(MODIFIERS) and (key in KEY_NAMES or (len(key) == 1 and key.isprintable()))


def shown_key(sequence: str) -> str:
    """The key sequence as people read it, for example ``Ctrl+Enter``."""
    modifiers, key = split_key(sequence)
    return "+".join(
        (*(modifier for modifier in MODIFIERS if modifier in modifiers), SHOWN_NAMES.get(key, key))
    )


def load_commands(user_file: Path | None = None) -> tuple[Command, ...]:
    """All commands, with the user's keys where ``user_file`` exists and names some.

    Raises :class:`InputError` when the user's file cannot be read, names an unknown command, or gives one key
    to two commands that work in the same place.
    """
    shipped = tomllib.loads((resources_folder() / "keys.toml").read_text(encoding="utf-8"))["commands"]
    commands = tuple(
        Command(
            id=name,
            title=entry["title"],
            keys=tuple(entry["keys"]),
            where=Where(entry["where"]),
            group=entry["group"],
            hint=entry.get("hint", ""),
        )
        for name, entry in shipped.items()
    )
    if user_file is None or not user_file.is_file():
        return commands
    changed = _with_user_keys(commands, _read_user_keys(user_file), user_file)
    for clash in clashes(changed):
        raise InputError(
            f"{user_file}: the key {clash.key} is given to both {clash.first} and {clash.second}; "
            "give one of them another key."
        )
    return changed


def _read_user_keys(user_file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(user_file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            f"{user_file} cannot be read as a key file ({error}); mend it or move it away."
        ) from error


def _with_user_keys(
    commands: tuple[Command, ...], user_keys: Mapping[str, object], user_file: Path
) -> tuple[Command, ...]:
    known = {command.id for command in commands}
    for name, keys in user_keys.items():
        if name not in known:
            raise InputError(
                f"{user_file}: there is no command called {name}; see the key card for the names."
            )
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise InputError(f'{user_file}: {name} needs a list of keys, for example {name} = ["Y"].')
        for key in keys:
            if not is_key(key):
                raise InputError(
                    f'{user_file}: {name} has a key that does not exist, "{key}"; write for example "Ctrl+Y".'
                )
    return tuple(
        replace(command, keys=tuple(str(key) for key in keys))
        if isinstance(keys := user_keys.get(command.id), list)
        else command
        for command in commands
    )


def together(first: Where, second: Where) -> bool:
    """Whether two commands can be available at the same moment."""
    if {Where.ALWAYS, Where.ANYWHERE} & {first, second}:
        return True
    return (first is Where.WORKLIST) == (second is Where.WORKLIST)


def clashes(commands: Iterable[Command]) -> tuple[Clash, ...]:
    """Every pair of commands that want the same key in the same place."""
    found: list[Clash] = []
    owners: dict[tuple[frozenset[str], str], list[Command]] = {}
    for command in commands:
        for key in command.keys:
            same = split_key(key)
            found.extend(
                Clash(key, owner.id, command.id)
                for owner in owners.get(same, [])
                if together(owner.where, command.where)
            )
            owners.setdefault(same, []).append(command)
    return tuple(found)


def key_rows(commands: Iterable[Command]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The key card's content: (group, ((keys, title), ...)) in the order of the data."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in commands:
        shown = list(dict.fromkeys(shown_key(key) for key in command.keys))
        groups.setdefault(command.group, []).append((" or ".join(shown), command.title))
    return tuple((group, tuple(rows)) for group, rows in groups.items())


def markdown_table(commands: Iterable[Command]) -> str:
    """The README's key table."""
    lines = ["| keys | does |", "| --- | --- |"]
    for group, rows in key_rows(commands):
        lines.append(f"| **{group}** | |")
        lines.extend(f"| {_cell(keys)} | {title} |" for keys, title in rows)
    return "\n".join(lines)


def _cell(keys: str) -> str:
    """Keys in a cell of a table; what has none is reached in the palette."""
    return keys.replace("|", "\\|") or "palette"
