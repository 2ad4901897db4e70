"""The clock of the case over the window: when it is due, by which rule, and what moved it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.models.clock_words import clock_sentences, event_words
from reviewer_app.gui.panels.labels import toned
from reviewer_app.gui.panels.overlay import Overlay
from reviewer_app.rules.clocks import in_force

NOTHING_LOGGED = "Nothing has stopped or moved this clock."


class ClockCard(Overlay):
    """Words only; Esc closes it, the arrows scroll."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Clock", parent)
        self._area = QScrollArea()
        self._area.setAccessibleName("Clock of this request")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._keys = toned("", "small")
        self.column.addWidget(toned("Clock of this request", "title", wrap=False))
        self.column.addWidget(self._area, stretch=1)
        self.column.addWidget(self._keys)

    def show_keys(self, extend: str, came: str) -> None:
        """Name the keys that extend the clock, and that say when information came."""
        self._keys.say(f"Esc closes · {extend} extends · {came} says when information came")

    def show_case(self, case: OpenCase) -> None:
        """Lay the card with the clock of a case over the window."""
        words = QFrame()
        words.setProperty("ground", "surface")
        column = QVBoxLayout(words)
        column.setContentsMargins(scaled(2 * STEP), scaled(STEP), scaled(2 * STEP), scaled(STEP))
        column.setSpacing(scaled(STEP))
        told = clock_sentences(case.clock)
        for number, sentence in enumerate(told):
            column.addWidget(toned(sentence, "title" if number == 0 else ""))
        column.addSpacing(scaled(2 * STEP))
        events = in_force(case.review.clock_events)
        if not events:
            column.addWidget(toned(NOTHING_LOGGED, "muted"))
        for event in events:
            head, below = event_words(event)
            column.addWidget(toned(head, ""))
            column.addWidget(toned(below, "muted"))
            told = (*told, head, below)
        column.addStretch(1)
        self._area.setWidget(words)
        self._area.setAccessibleDescription(" ".join(told))
        self.open_over(self._area)

    def words(self) -> str:
        """All that is said now, in one text."""
        return self._area.accessibleDescription()

    def card_place(self) -> QRect:
        width = min(self.width() - scaled(32), scaled(640))
        height = min(self.height() - scaled(64), scaled(460))
        return QRect((self.width() - width) // 2, scaled(32), width, height)
