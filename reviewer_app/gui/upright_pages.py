"""Pages that lie on their side or upside down are shown upright, as soon as their words are known."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from reviewer_app.gui.page_controller import PageController
from reviewer_app.gui.page_readings import PageReadings
from reviewer_app.gui.pane_controller import PaneController


class UprightPages(QObject):
    """Tells the panes and the overview how pages lie. A document is shown upright from the beginning; a page
    that is on screen when it becomes known stays as it is until the reader turns it or leaves it."""

    def __init__(self, pages: PageController, readings: PageReadings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._readings = readings
        readings.turned.connect(self._turned)
        for pane in pages.controllers:
            pane.document_changed.connect(partial(self._document_changed, pane))

    @Slot()
    def _turned(self) -> None:
        self._pages.show_turns(self._readings.turns)
        for pane in self._pages.controllers:
            pane.view.set_turns(self._readings.turns_of(pane.view.document))

    def _document_changed(self, pane: PaneController) -> None:
        pane.view.set_turns(self._readings.turns_of(pane.view.document), at_once=True)
