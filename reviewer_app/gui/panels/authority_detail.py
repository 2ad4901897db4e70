"""What the details of the tab Authority have in common: a column that scrolls, with a title and what it
means."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.panels.labels import show_words, toned


class AuthorityDetail(QScrollArea):
    """A detail. ``evidence_activated`` carries a passage to jump to, ``evidence_removed`` the id of one to
    take away."""

    evidence_activated = Signal(object)
    evidence_removed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = toned("", "title")
        self.meaning = toned("", "muted")
        self.standing = toned("", "")
        self.asked = toned("", "caution")

    def lay_out(self, widgets: Iterable[QWidget]) -> None:
        """Put title, meaning, standing and what is asked above these widgets."""
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        column.setSpacing(scaled(8))
        for widget in (self.title, self.meaning, self.standing, self.asked, *widgets):
            column.addWidget(widget)
        column.addStretch()
        self.setWidget(body)

    def say(self, title: str, meaning: str, standing: str, asked: str = "") -> None:
        """Show the words; a line without any is hidden."""
        show_words(self.title, title)
        show_words(self.meaning, meaning)
        show_words(self.standing, standing)
        show_words(self.asked, asked)

    def set_look(self, look: Look) -> None:
        """Paint what is painted with other colours."""

    def focus_first(self) -> None:
        """Give the keyboard to the first of its fields."""
        raise NotImplementedError

    def choose(self, number: int) -> None:
        """What a number key means here, counted from 1; nothing where there is nothing to choose."""
