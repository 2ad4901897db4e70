"""Commands as rows: of the key card (keys and titles) and of the command palette (ranked by what was
typed)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reviewer_app.gui.models.fuzzy import rank
from reviewer_app.gui.models.rows_model import RowsModel

KeyGroup = tuple[str, Sequence[tuple[str, str]]]
"""A group's name with its (keys, title) pairs."""


class KeyRow(NamedTuple):
    """A heading (``keys`` is empty) or a command with its keys."""

    key: str
    text: str
    keys: str = ""
    heading: bool = False

    @property
    def selectable(self) -> bool:
        return not self.heading

    @property
    def spoken(self) -> str:
        return f"{self.text}: {self.keys}" if self.keys else self.text


def group_rows(groups: Sequence[KeyGroup], typed: str) -> tuple[tuple[KeyRow, ...], ...]:
    """Each group's heading and those of its commands whose title, keys or group contain what was typed."""
    words = typed.lower().split()
    made: list[tuple[KeyRow, ...]] = []
    for name, pairs in groups:
        rows = tuple(
            KeyRow(f"{name}/{title}", title, keys)
            for keys, title in pairs
            if all(word in f"{name} {title} {keys}".lower() for word in words)
        )
        if rows:
            made.append((KeyRow(name, name.upper(), heading=True), *rows))
    return tuple(made)


def in_columns(groups: Sequence[tuple[KeyRow, ...]], columns: int) -> tuple[tuple[KeyRow, ...], ...]:
    """The groups in their order over at most so many columns of about the same height; no group is split."""
    total = sum(len(group) + 1 for group in groups)
    made: list[list[KeyRow]] = [[]]
    filled = 0
    for group in groups:
        height = len(group) + 1
        if made[-1] and len(made) < columns and filled + height / 2 > total / columns * len(made):
            made.append([])
        made[-1].extend(group)
        filled += height
    return tuple(tuple(rows) for rows in made)


class KeyModel(RowsModel[KeyRow]):
    """One column of the key card."""


class CommandRow(NamedTuple):
    """A command of the palette."""

    id: str
    title: str
    keys: str = ""

    @property
    def key(self) -> str:
        return self.id

    @property
    def text(self) -> str:
        return self.title

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        return f"{self.title}, {self.keys}" if self.keys else self.title


class PaletteModel(RowsModel[CommandRow]):
    """The commands that fit what was typed, best first."""

    def show_fitting(self, rows: Sequence[CommandRow], typed: str) -> None:
        ranked = ((rank(typed, row.title), place, row) for place, row in enumerate(rows))
        fitting = [(-score, place, row) for score, place, row in ranked if score is not None]
        self.show(tuple(row for _score, _place, row in sorted(fitting, key=lambda item: item[:2])))
