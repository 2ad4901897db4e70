"""What one has to know about a document before one relies on it, in whole sentences below the pane's bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.gui.commands.bindings import OWN_KEYS
from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.labels import toned

MOST_HEIGHT = 132
"""Pixels at 100 % beyond which the sentences scroll."""

LEAST_HEIGHT = 24
LEAST_WIDTH = 40
FRAME = 1
"""Logical pixels that the style sheet draws around what scrolls, seen while it has the keyboard."""

SCROLL_KEYS = "Up Down PgUp PgDown"


class _Sentences(QScrollArea):
    """As high as its sentences are in the width it has, up to the most that the pages should give up."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Notes about the document")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setProperty(OWN_KEYS, SCROLL_KEYS)
        self.words = toned("", "caution")
        inside = QFrame()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addStretch()
        self.setWidget(inside)

    def _wanted(self) -> int:
        return self.words.heightForWidth(max(1, self.viewport().width())) + 2 * FRAME

    def sizeHint(self) -> QSize:
        return QSize(scaled(LEAST_WIDTH), min(self._wanted(), scaled(MOST_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(LEAST_WIDTH), min(self._wanted(), scaled(LEAST_HEIGHT)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scrolls = self._wanted() > event.size().height() + 2 * FRAME
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class NotesStrip(QFrame):
    """A quiet strip of sentences, one a line. ``folded`` says that the reader has put it away."""

    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Notes about the document")
        self.setProperty("ground", "surface")
        self._notes: tuple[str, ...] = ()
        self._sentences = _Sentences()
        self.fold_button = Button("Fold", self.folded.emit, kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(3 * STEP), scaled(STEP), scaled(2 * STEP), scaled(STEP))
        row.setSpacing(scaled(2 * STEP))
        row.addWidget(self._sentences, stretch=1)
        row.addWidget(self.fold_button, alignment=Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences that the strip holds, shown or not."""
        return self._notes

    def show_notes(self, notes: Sequence[str]) -> None:
        """Hold these sentences; whether they are seen is :meth:`setVisible`'s business."""
        self._notes = tuple(notes)
        self._sentences.words.say("\n".join(self._notes))
        self._sentences.updateGeometry()

    def show_key(self, key: str) -> None:
        """Name the key that folds the strip and brings it back."""
        self.fold_button.setText(f"Fold · {key}" if key else "Fold")
