"""A few values to choose from, as rows with their number keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reviewer_app.gui.models.rows_model import RowsModel


class ChoiceRow(NamedTuple):
    """One value: its number key, what it is called, and whether it is the chosen one."""

    value: str
    text: str
    number: int
    chosen: bool = False

    @property
    def key(self) -> str:
        return self.value

    @property
    def selectable(self) -> bool:
        return True

    @property
    def spoken(self) -> str:
        return f"{self.number}, {self.text}, {'chosen' if self.chosen else 'not chosen'}"


class ChoiceModel(RowsModel[ChoiceRow]):
    """The values of one field in their fixed order, so that a number never changes its meaning."""

    def show_chosen(self, choices: Sequence[tuple[str, str]], *chosen: str) -> None:
        """Show (value, words) with the chosen ones among them."""
        self.show(
            tuple(
                ChoiceRow(value, words, number, value in chosen)
                for number, (value, words) in enumerate(choices, start=1)
            )
        )
