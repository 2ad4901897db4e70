"""A column of labelled fields, one below the other, with a place for what is wrong with each."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.labels import Words, show_words, toned


class FieldRow(QWidget):
    """A label above its field, and below it a problem while there is one."""

    def __init__(self, label: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(3))
        self._label: Words = toned(label, "small")
        self._label.setBuddy(field)
        self._problem = toned("", "problem")
        for widget in (self._label, field, self._problem):
            column.addWidget(widget)
        show_words(self._problem, "")

    def problem(self) -> str:
        """What is said to be wrong with the field now."""
        return self._problem.words()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the field; an empty sentence takes it away."""
        show_words(self._problem, sentence)
        self.field.setAccessibleDescription(sentence)
