"""The review page: case strip, documents, pages, checklist and determination, timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QTabWidget, QVBoxLayout, QWidget

from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.gui.commands.bindings import GIVEN_KEYS
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.panels.case_strip import CaseStrip
from reviewer_app.gui.panels.checklist import ChecklistPanel
from reviewer_app.gui.panels.determination import DeterminationPanel
from reviewer_app.gui.panels.documents import DocumentsPanel
from reviewer_app.gui.panels.request_form import RequestForm
from reviewer_app.gui.panels.timeline import TimelineStrip
from reviewer_app.gui.room_sizes import LEFT_WIDTH, RIGHT_WIDTH, RULE, STRIP_HEIGHT, TIMELINE_HEIGHT
from reviewer_app.gui.viewer.pane import Pane
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnails import ThumbnailList

NARROWEST = 0.75
"""The share of its width to which a side panel may be squeezed."""


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
    """Lays out the review; what happens on it is the review controller's business.

    ``problems`` judges a request as it is typed.
    """

    def __init__(
        self, store: PictureStore, look: Look, problems: Callable[[Request], tuple[FieldProblem, ...]]
    ) -> None:
        super().__init__()
        self.pane = Pane(store, look)
        self.panels = Panels(
            case_strip=CaseStrip(),
            documents=DocumentsPanel(look),
            thumbnails=ThumbnailList(store, look),
            tabs=QTabWidget(),
            checklist=ChecklistPanel(look),
            determination=DeterminationPanel(look),
            request=RequestForm(problems),
            timeline=TimelineStrip(look),
        )
        self._fill_tabs()
        self._lay_out()

    def _fill_tabs(self) -> None:
        panels = self.panels
        panels.determination.setProperty(GIVEN_KEYS, "Ctrl+Return Ctrl+Enter")
        panels.tabs.setAccessibleName("Checklist, determination and request")
        panels.tabs.setDocumentMode(True)
        panels.tabs.tabBar().setDrawBase(False)
        panels.tabs.addTab(panels.checklist, "Checklist")
        panels.tabs.addTab(panels.determination, "Determination")
        panels.tabs.addTab(panels.request, "Request")

    def _lay_out(self) -> None:
        panels = self.panels
        panels.documents.set_thumbnails(panels.thumbnails)
        panels.documents.setMinimumWidth(scaled(NARROWEST * LEFT_WIDTH))
        panels.tabs.setMinimumWidth(scaled(NARROWEST * RIGHT_WIDTH))
        panels.case_strip.setFixedHeight(scaled(STRIP_HEIGHT))
        panels.timeline.setFixedHeight(scaled(TIMELINE_HEIGHT))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(RULE)
        split.setChildrenCollapsible(False)
        for widget in (panels.documents, self.pane, panels.tabs):
            split.addWidget(widget)
        split.setStretchFactor(1, 1)
        split.setSizes([scaled(LEFT_WIDTH), scaled(4 * LEFT_WIDTH), scaled(RIGHT_WIDTH)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(panels.case_strip)
        column.addWidget(hairline())
        column.addWidget(split, stretch=1)
        column.addWidget(hairline())
        column.addWidget(panels.timeline)

    def set_look(self, look: Look) -> None:
        """Paint everything with other colours."""
        panels = self.panels
        for part in (
            self.pane.view,
            panels.documents,
            panels.thumbnails,
            panels.checklist,
            panels.determination,
            panels.timeline,
        ):
            part.set_look(look)


def hairline() -> QFrame:
    """The line between two rooms."""
    line = QFrame()
    line.setProperty("ground", "rule")
    line.setFixedHeight(RULE)
    return line
