"""What a panel shows when there is nothing to show: what is missing, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.labels import show_words, toned


class EmptyState(QFrame):
    """A heading and one sentence, with an optional button for the way out, in the middle of the panel."""

    def __init__(
        self, title: str, sentence: str, button: Button | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(24), scaled(24), scaled(24), scaled(24))
        column.setSpacing(scaled(8))
        column.addStretch(2)
        self._title = toned(title, "title")
        self._sentence = toned(sentence, "muted")
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self._button = button
        if button is not None:
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def title_text(self) -> str:
        """The heading that is shown."""
        return self._title.words()

    def sentence_text(self) -> str:
        """The sentence that says what to do."""
        return self._sentence.words()

    def show_text(self, title: str, sentence: str, *, way_out: bool = True) -> None:
        """Say something else; without ``way_out`` the button is no help and hides."""
        if self._button is not None:
            self._button.setVisible(way_out)
        show_words(self._title, title)
        show_words(self._sentence, sentence)
