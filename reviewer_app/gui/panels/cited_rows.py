"""Passages that were cited for something other than an element, as rows to jump to and to take away."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.evidence import Evidence
from reviewer_app.gui.look import Look
from reviewer_app.gui.models.evidence_model import EvidenceModel, EvidenceRow
from reviewer_app.gui.panels.checklist_rows import EvidenceDelegate
from reviewer_app.gui.panels.lists import ChoiceList


class CitedRows(ChoiceList):
    """``activated_evidence`` carries the passage to jump to, ``removed`` the id of one to take away."""

    activated_evidence = Signal(object)
    removed = Signal(str)

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._evidence = EvidenceModel(self)
        self.setModel(self._evidence)
        self._rows = EvidenceDelegate(self, look)
        self.chosen.connect(self._activate)
        self._rows.removal_asked.connect(self.removed)
        self.hide()

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def show_cited(self, cited: tuple[Evidence, ...]) -> None:
        """Show the passages; without any the list is hidden."""
        self._evidence.show(tuple(EvidenceRow(item) for item in cited))
        self.setVisible(bool(cited))
        self.fit()

    def next_evidence(self) -> Evidence | None:
        """Select the first passage, and each time after that the next, around the end."""
        rows = self._evidence.rows
        if not rows:
            return None
        place = (self.currentIndex().row() + 1) % len(rows)
        self.setCurrentIndex(self._evidence.index(place))
        return rows[place].evidence

    def current_evidence(self) -> Evidence | None:
        """The passage that was jumped to last, or is selected; the last one otherwise."""
        rows = self._evidence.rows
        place = self.currentIndex().row()
        return rows[place if place >= 0 else -1].evidence if rows else None

    def _activate(self, index: QModelIndex) -> None:
        self.activated_evidence.emit(self._evidence.rows[index.row()].evidence)
