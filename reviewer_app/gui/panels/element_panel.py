"""What the checklist and the prior requests have in common: a list of elements, and the current one in
detail, to be marked, noted and given evidence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.review import FindingState
from reviewer_app.gui.look import Look
from reviewer_app.gui.panels.element_detail import ElementDetail


class ElementPanel(QFrame):
    """Acts on the current element go out as signals, with its id.

    ``element_changed`` tells each time another element became the current one. ``editing_done`` says that an
    inline field closed or a row was clicked; the window gives the focus back to the pages then.
    """

    element_changed = Signal(str)
    evidence_activated = Signal(object)
    note_entered = Signal(str, str)
    reason_entered = Signal(str, str)
    details_entered = Signal(str, object)
    evidence_removed = Signal(str, str)
    editing_done = Signal()

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("ground", "surface")
        self.detail = ElementDetail(look)
        detail = self.detail
        detail.note_entered.connect(self.note_entered)
        detail.reason_entered.connect(self.reason_entered)
        detail.details_entered.connect(self.details_entered)
        detail.evidence_activated.connect(self.evidence_activated)
        detail.evidence_removed.connect(self.evidence_removed)
        detail.editing_done.connect(self.editing_done)

    def current_element(self) -> str:
        """The id of the current element; empty where none is."""
        raise NotImplementedError

    def move_current(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) row; headings are passed over, the ends hold."""
        raise NotImplementedError

    def select(self, element_id: str) -> None:
        """Make an element the current one; an unknown id changes nothing."""
        raise NotImplementedError

    def edit_note(self) -> None:
        self.detail.edit_note()

    def ask_reason(self, state: FindingState) -> None:
        self.detail.ask_reason(state)

    def edit_details(self) -> None:
        self.detail.edit_details()

    def current_evidence(self) -> Evidence | None:
        return self.detail.current_evidence()

    def next_evidence(self) -> Evidence | None:
        return self.detail.next_evidence()

    def remove_evidence(self) -> None:
        self.detail.remove_evidence()
