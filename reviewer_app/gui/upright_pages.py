"""Pages that lie on their side or upside down are shown upright, as soon as a machine has read them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot

from reviewer_app.gui.page_readings import PageReadings
from reviewer_app.gui.pane_controller import PaneController


class UprightPages(QObject):
    """Tells the panes how pages lie. A document is shown upright from the beginning; a page that is on screen
    when it becomes known stays as it is until the reader turns it or leaves it."""

    def __init__(
        self, panes: Sequence[PaneController], readings: PageReadings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panes = tuple(panes)
        self._readings = readings
        readings.turned.connect(self._turned)
        for pane in self._panes:
            pane.document_changed.connect(partial(self._document_changed, pane))

    @Slot()
    def _turned(self) -> None:
        for pane in self._panes:
            pane.view.set_turns(self._readings.turns_of(pane.view.document))

    def _document_changed(self, pane: PaneController) -> None:
        pane.view.set_turns(self._readings.turns_of(pane.view.document), at_once=True)
