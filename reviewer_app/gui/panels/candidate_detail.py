"""Two readings that may differ, in full: what each says and where, and what may settle it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.domain.found import DiscrepancyCandidate
from reviewer_app.gui.commands.bindings import OWN_KEYS
from reviewer_app.gui.look import scaled
from reviewer_app.gui.models.candidates_model import candidate_lines
from reviewer_app.gui.panels.labels import toned


class CandidateDetail(QScrollArea):
    """Shows one candidate. With the keyboard on it, arrows and page keys scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Proposed discrepancy")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(OWN_KEYS, "Up Down PgUp PgDown")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("ground", "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(12))
        column.setSpacing(scaled(8))
        self._title = toned("", "title")
        self._words = toned("", "")
        self._keys = toned("", "small")
        for label in (self._title, self._keys, self._words):
            column.addWidget(label)
        column.addStretch()
        self.setWidget(body)
        self.hide()

    def show_keys(self, both: str, take: str, dismiss: str) -> None:
        """Name the keys that show both readings, take the proposal as a record, and dismiss it."""
        self._keys.say(f"{both} both readings · {take} record it · {dismiss} no discrepancy")

    def show_candidate(self, candidate: DiscrepancyCandidate) -> None:
        """Show what a candidate says."""
        self._title.say("Do these readings differ?")
        self._words.say("\n\n".join(candidate_lines(candidate)))
        self.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """What is shown."""
        return self._words.words()
