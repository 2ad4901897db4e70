"""Pages that stand before the database while it is not open: why, and what can be done about it.

A page of the window and no dialog: nothing of a case is seen beside it, and it is reached and left by keys.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.fields import keeps_key
from reviewer_app.gui.panels.labels import Words, set_property, show_words, toned

COLUMN_WIDTH = 560
"""Width of the column in pixels at 100 %: about 90 characters."""

ESCAPE = frozenset((Qt.Key.Key_Escape,))


class GatePage(QFrame):
    """A title, sentences and fields in one column in the middle of the window.

    Pages put their widgets into ``column``; what is wrong with an answer is said below them.
    """

    resolved = Signal()
    """What kept the database closed is gone: it may be opened again."""

    left = Signal()
    """The reviewer gave up with Esc, where that leads somewhere."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setProperty("ground", "surface")
        self._title = toned(title, "page")
        self._reason = toned("", "muted")
        self._problem = toned("", "problem")
        self._hint = toned("", "small")
        self.column = QVBoxLayout()
        self.column.setSpacing(scaled(3 * STEP))
        self._lay_out()
        show_words(self._reason, "")
        show_words(self._problem, "")
        show_words(self._hint, "")

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(scaled(COLUMN_WIDTH))
        parts = QVBoxLayout(middle)
        parts.setContentsMargins(scaled(4 * STEP), scaled(6 * STEP), scaled(4 * STEP), scaled(6 * STEP))
        parts.setSpacing(scaled(3 * STEP))
        parts.addStretch(2)
        parts.addWidget(self._title)
        parts.addWidget(self._reason)
        parts.addLayout(self.column)
        parts.addWidget(self._problem)
        parts.addWidget(self._hint)
        parts.addStretch(3)
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, stretch=8)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(room)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def show_title(self, title: str) -> None:
        """Call the page something else."""
        self._title.say(title)
        self.setAccessibleName(title)

    def title_text(self) -> str:
        """What the page is called now."""
        return self._title.words()

    def show_reason(self, sentence: str) -> None:
        """Say why the page is here; nothing where the sentence is empty."""
        show_words(self._reason, sentence)

    def reason_text(self) -> str:
        """What is said to be the reason."""
        return self._reason.words()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the answer; nothing where the sentence is empty."""
        set_property(self._problem, "tone", "problem")
        show_words(self._problem, sentence)

    def show_working(self, words: str) -> None:
        """Say that the answer is being looked at."""
        set_property(self._problem, "tone", "small")
        show_words(self._problem, words)

    def problem_text(self) -> str:
        """What is said below the fields."""
        return self._problem.words()

    def show_hint(self, words: str) -> None:
        """Name the keys that matter here."""
        show_words(self._hint, words)

    def hint_text(self) -> str:
        """Which keys are named."""
        return self._hint.words()

    def sentence(self, text: str, tone: str = "") -> Words:
        """Add a sentence to the column."""
        words = toned(text, tone)
        self.column.addWidget(words)
        return words

    def labelled(self, name: str, field: QWidget) -> Words:
        """Add a field to the column, its name close above it."""
        label = toned(name, "title")
        both = QVBoxLayout()
        both.setSpacing(scaled(STEP))
        both.addWidget(label)
        both.addWidget(field)
        self.column.addLayout(both)
        return label

    def buttons(self, *buttons: Button) -> None:
        """Add a row of buttons to the column, the most wanted first."""
        row = QHBoxLayout()
        row.setSpacing(scaled(2 * STEP))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def focus_first(self) -> None:
        """Give the keyboard to where one begins."""
        raise NotImplementedError

    def forget(self) -> None:
        """The page is left: hold nothing secret that was typed or shown on it."""

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, ESCAPE):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class WorkingPage(GatePage):
    """Something is done with the database that must not be cut short; there is nothing to answer."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_reason("This takes some seconds, with a large history minutes.")

    def focus_first(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class ClosedPage(GatePage):
    """The database cannot be opened, and the reviewer can do something about it outside the program."""

    def __init__(self, quit_program: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("The database cannot be opened", parent)
        self.again = Button("Try again", self.resolved.emit, kind="primary")
        self.buttons(self.again, Button("Quit", quit_program))
        self.show_hint("Enter tries again · Ctrl+Q quits")

    def focus_first(self) -> None:
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
