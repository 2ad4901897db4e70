"""The review page: case strip, documents, pages, checklist and determination, timeline.

It is made in two steps. The bare page has the pane alone and shows the first page of the case; the panels are
imported and put into the rooms kept for them after that page is on screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.rooms import make_room, make_rule
from reviewer_app.gui.viewer.pane import Pane
from reviewer_app.gui.viewer.picture_store import PictureStore

if TYPE_CHECKING:
    from reviewer_app.domain.request import FieldProblem, Request
    from reviewer_app.gui.panels.case_strip import CaseStrip
    from reviewer_app.gui.panels.checklist import ChecklistPanel
    from reviewer_app.gui.panels.determination import DeterminationPanel
    from reviewer_app.gui.panels.documents import DocumentsPanel
    from reviewer_app.gui.panels.request_form import RequestForm
    from reviewer_app.gui.panels.timeline import TimelineStrip
    from reviewer_app.gui.viewer.thumbnails import ThumbnailList

LEFT_WIDTH = 228
RIGHT_WIDTH = 404
STRIP_HEIGHT = 44
TIMELINE_HEIGHT = 64


@dataclass(frozen=True, slots=True)
class Panels:
    """Everything around the pages."""

    case_strip: CaseStrip
    documents: DocumentsPanel
    thumbnails: ThumbnailList
    tabs: QTabWidget
    checklist: ChecklistPanel
    determination: DeterminationPanel
    request: RequestForm
    timeline: TimelineStrip


class ReviewPage(QWidget):
    """Lays out the review; what happens on it is the review controller's business."""

    def __init__(self, store: PictureStore, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.pane = Pane(store, look)
        self._rooms = {
            "strip": make_room(height=STRIP_HEIGHT),
            "left": make_room(width=LEFT_WIDTH),
            "right": make_room(width=RIGHT_WIDTH),
            "timeline": make_room(height=TIMELINE_HEIGHT),
        }
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        for widget in (self._rooms["left"], self.pane, self._rooms["right"]):
            self._split.addWidget(widget)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([scaled(LEFT_WIDTH), scaled(4 * LEFT_WIDTH), scaled(RIGHT_WIDTH)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._rooms["strip"])
        column.addWidget(make_rule())
        column.addWidget(self._split, stretch=1)
        column.addWidget(make_rule())
        column.addWidget(self._rooms["timeline"])

    def furnish(self, look: Look, problems: Callable[[Request], tuple[FieldProblem, ...]]) -> Panels:
        """Make the panels and put each into its room. ``problems`` judges a request as it is typed."""
        from reviewer_app.gui.commands.bindings import GIVEN_KEYS
        from reviewer_app.gui.panels.case_strip import CaseStrip
        from reviewer_app.gui.panels.checklist import ChecklistPanel
        from reviewer_app.gui.panels.determination import DeterminationPanel
        from reviewer_app.gui.panels.documents import DocumentsPanel
        from reviewer_app.gui.panels.request_form import RequestForm
        from reviewer_app.gui.panels.timeline import TimelineStrip
        from reviewer_app.gui.viewer.thumbnails import ThumbnailList

        panels = Panels(
            case_strip=CaseStrip(),
            documents=DocumentsPanel(look),
            thumbnails=ThumbnailList(self._store, look),
            tabs=QTabWidget(),
            checklist=ChecklistPanel(look),
            determination=DeterminationPanel(look),
            request=RequestForm(problems),
            timeline=TimelineStrip(look),
        )
        panels.determination.setProperty(GIVEN_KEYS, "Ctrl+Return Ctrl+Enter")
        panels.documents.set_thumbnails(panels.thumbnails)
        panels.tabs.setAccessibleName("Checklist, determination and request")
        panels.tabs.setDocumentMode(True)
        panels.tabs.addTab(panels.checklist, "Checklist")
        panels.tabs.addTab(panels.determination, "Determination")
        panels.tabs.addTab(panels.request, "Request")
        for room, widget in (
            ("strip", panels.case_strip),
            ("left", panels.documents),
            ("right", panels.tabs),
            ("timeline", panels.timeline),
        ):
            layout = self._rooms[room].layout()
            if layout is not None:
                layout.addWidget(widget)
        return panels

    def set_look(self, look: Look, panels: Panels) -> None:
        """Paint everything with other colours."""
        for part in (
            self.pane.view,
            panels.documents,
            panels.thumbnails,
            panels.checklist,
            panels.determination,
            panels.timeline,
        ):
            part.set_look(look)
