"""A bar that asks for a few lines before something is done, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.labels import set_property, toned


@dataclass(frozen=True, slots=True)
class Asked:
    """One line that is asked for. ``width`` is in pixels at 100 %, 0 takes what is left."""

    name: str
    value: str = ""
    placeholder: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: ``sentence`` explains it, ``act`` is the word on the button that does it. ``answered``
    takes the lines, trimmed, and returns what is wrong with them, or nothing where it is done. ``other`` is
    a second thing that can be done instead, without the lines: its word and what it does."""

    title: str
    sentence: str
    act: str
    asked: Sequence[Asked]
    answered: Callable[[tuple[str, ...]], str]
    other: tuple[str, Callable[[], None]] | None = None


class AskBar(QFrame):
    """``editing_done`` says that the bar may go."""

    editing_done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._question: Question | None = None
        self.fields: tuple[LineField, ...] = ()
        self._title = toned("", "title", wrap=False)
        self._help = toned("", "small")
        self.act_button = Button("", self._enter, kind="primary")
        self.other_button = Button("", self._do_other, kind="quiet")
        self._lines = QHBoxLayout()
        self._lines.setSpacing(scaled(2 * STEP))
        row = QHBoxLayout()
        row.setSpacing(scaled(3 * STEP))
        row.addWidget(self._title)
        row.addLayout(self._lines, stretch=1)
        row.addWidget(self.act_button)
        row.addWidget(self.other_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(4 * STEP), scaled(STEP), scaled(4 * STEP), scaled(STEP))
        column.setSpacing(scaled(3))
        column.addLayout(row)
        column.addWidget(self._help)

    def ask(self, question: Question) -> None:
        """Start typing into the first line."""
        self._question = question
        self.setAccessibleName(question.title)
        self._title.say(question.title)
        _name(self.act_button, question.act)
        self.other_button.setVisible(question.other is not None)
        if question.other is not None:
            _name(self.other_button, question.other[0])
        self._say(f"{question.sentence} Enter: {question.act.lower()} · Esc leaves", "small")
        self._replace_fields(question.asked)
        first = next((field for field in self.fields if not field.value()), self.fields[0])
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        first.selectAll()

    def help_text(self) -> str:
        """What is said below the lines."""
        return self._help.words()

    def _replace_fields(self, asked: Sequence[Asked]) -> None:
        for field in self.fields:
            self._lines.removeWidget(field)
            field.deleteLater()
        self.fields = tuple(self._field(one) for one in asked)
        for before, after in pairwise((*self.fields, self.act_button, self.other_button)):
            QWidget.setTabOrder(before, after)

    def _field(self, asked: Asked) -> LineField:
        field = LineField(asked.name, placeholder=asked.placeholder or asked.name)
        field.setText(asked.value)
        if asked.width:
            field.setFixedWidth(scaled(asked.width))
        field.setToolTip(asked.name)
        field.entered.connect(self._enter)
        field.cancelled.connect(self.editing_done)
        self._lines.addWidget(field, 0 if asked.width else 1)
        # Now, not in the next turn of the event loop: what is not shown takes no keyboard.
        field.show()
        return field

    def _say(self, sentence: str, tone: str) -> None:
        self._help.say(sentence)
        set_property(self._help, "tone", tone)

    def _enter(self) -> None:
        if self._question is None:
            return
        problem = self._question.answered(tuple(field.value() for field in self.fields))
        if problem:
            self._say(problem, "problem")
        else:
            self.editing_done.emit()

    def _do_other(self) -> None:
        if self._question is not None and self._question.other is not None:
            self._question.other[1]()
            self.editing_done.emit()


def _name(button: Button, words: str) -> None:
    """Other words on a button, for the eye and for a screen reader."""
    button.setText(words)
    button.setAccessibleName(words)
