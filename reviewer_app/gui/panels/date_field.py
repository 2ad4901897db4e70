"""A field for a calendar date."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reviewer_app.gui.models.dates import read_date
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.labels import set_property


class DateField(LineField):
    """A calendar date: shows and keeps ISO, reads what people type, says so beside itself when it cannot."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder="YYYY-MM-DD", parent=parent)
        self.textEdited.connect(lambda _text: self._check())

    def _check(self) -> None:
        set_property(self, "bad", "true" if self.unreadable else "false")

    @property
    def unreadable(self) -> bool:
        """Whether something was typed that is no date."""
        return bool(self.text().strip()) and read_date(self.text()) is None

    def value(self) -> str:
        typed = read_date(self.text())
        return typed.isoformat() if typed is not None else self.text().strip()

    def commit(self) -> None:
        if self.text() != self.value():
            self.setText(self.value())
        self._check()
        super().commit()
