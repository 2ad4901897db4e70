"""The review page: case strip, documents, pages, checklist and determination, timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.gui.commands.bindings import GIVEN_KEYS
from reviewer_app.gui.look import Look, scaled, text_scale
from reviewer_app.gui.models.authority_model import tab_title as authority_title
from reviewer_app.gui.models.checklist_model import progress_title
from reviewer_app.gui.models.discrepancies_model import tab_title as discrepancies_title
from reviewer_app.gui.models.prior_requests_model import tab_title
from reviewer_app.gui.panels.audit import AuditPanel
from reviewer_app.gui.panels.authority import AuthorityPanel
from reviewer_app.gui.panels.case_strip import CaseStrip
from reviewer_app.gui.panels.checklist import ChecklistPanel
from reviewer_app.gui.panels.comparison import TITLE as COMPARISON
from reviewer_app.gui.panels.determination import DeterminationPanel
from reviewer_app.gui.panels.discrepancies import DiscrepanciesPanel
from reviewer_app.gui.panels.documents import DocumentsPanel
from reviewer_app.gui.panels.labels import set_property
from reviewer_app.gui.panels.prior_requests import PriorRequestsPanel
from reviewer_app.gui.panels.read_only_bar import ReadOnlyBar
from reviewer_app.gui.panels.request_form import RequestForm
from reviewer_app.gui.panels.search import SearchPanel
from reviewer_app.gui.panels.tabs import SharedTabs
from reviewer_app.gui.panels.timeline import TimelineStrip
from reviewer_app.gui.room_sizes import (
    LEAST_HEIGHT,
    LEAST_LEFT_WIDTH,
    LEAST_PAGES_WIDTH,
    LEAST_RIGHT_WIDTH,
    RULE,
    STRIP_HEIGHT,
    TIMELINE_HEIGHT,
    rooms,
)
from reviewer_app.gui.viewer.pane import Pane
from reviewer_app.gui.viewer.panes import Panes
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnails import ThumbnailList

OVER_WIDTH = 300
"""Width of the documents while they lie over the pages, in pixels at 100 %."""

TAB_WORDS = {
    "Checklist": "Check",
    "Discrepancies": "Discr.",
    "Prior requests": "Prior",
    "Authority": "Auth.",
    "Determination": "Decide",
    "Request": "Req.",
    "History": "Hist.",
}
"""The tabs' names, each with the word for it where there is little room."""


@dataclass(frozen=True, slots=True)
class Panels:
    """Everything around the pages."""

    case_strip: CaseStrip
    documents: DocumentsPanel
    search: SearchPanel
    thumbnails: ThumbnailList
    tabs: QTabWidget
    checklist: ChecklistPanel
    discrepancies: DiscrepanciesPanel
    prior_requests: PriorRequestsPanel
    authority: AuthorityPanel
    determination: DeterminationPanel
    request: RequestForm
    audit: AuditPanel
    timeline: TimelineStrip


class ReviewPage(QWidget):
    """Lays out the review; what happens on it is the review controller's business.

    ``problems`` judges a request as it is typed.
    """

    def __init__(
        self, store: PictureStore, look: Look, problems: Callable[[Request], tuple[FieldProblem, ...]]
    ) -> None:
        super().__init__()
        self.panes = Panes(store, look)
        self.panels = Panels(
            case_strip=CaseStrip(),
            documents=DocumentsPanel(look),
            search=SearchPanel(look),
            thumbnails=ThumbnailList(store, look),
            tabs=SharedTabs({**TAB_WORDS, COMPARISON: "Comp."}),
            checklist=ChecklistPanel(look),
            discrepancies=DiscrepanciesPanel(look),
            prior_requests=PriorRequestsPanel(look),
            authority=AuthorityPanel(look),
            determination=DeterminationPanel(look),
            request=RequestForm(problems),
            audit=AuditPanel(look),
            timeline=TimelineStrip(look),
        )
        self._widths = (0, 0)
        self._overview = False
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._foot = QStackedWidget()
        self.read_only_bar = ReadOnlyBar()
        self._fill_tabs()
        self._lay_out()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.panels.documents.document_chosen.connect(self._document_chosen)
        self.panels.thumbnails.activated.connect(lambda _index: self.pane.view.setFocus())
        self.panes.split_changed.connect(self._arrange)

    @property
    def pane(self) -> Pane:
        """The pane that commands mean: where the keyboard is, or was last."""
        return self.panes.focused

    def _fill_tabs(self) -> None:
        panels = self.panels
        panels.determination.setProperty(GIVEN_KEYS, "Ctrl+Return Ctrl+Enter")
        panels.tabs.setAccessibleName(", ".join(TAB_WORDS))
        panels.tabs.tabBar().setAccessibleName("Tabs of the right side")
        panels.tabs.setDocumentMode(True)
        panels.tabs.tabBar().setDrawBase(False)
        marked = (panels.checklist, panels.discrepancies, panels.prior_requests)
        shown = (*marked, panels.authority, panels.determination, panels.request, panels.audit)
        for panel, name in zip(shown, TAB_WORDS, strict=True):
            panels.tabs.addTab(panel, name)

    def _lay_out(self) -> None:
        panels, split = self.panels, self._split
        panels.documents.add_front(panels.search)
        panels.documents.set_thumbnails(panels.thumbnails)
        panels.case_strip.setFixedHeight(scaled(STRIP_HEIGHT))
        self._foot.setFixedHeight(scaled(TIMELINE_HEIGHT) + RULE)
        self._foot.addWidget(panels.timeline)
        right = QFrame()
        right.setProperty("ground", "surface")
        right.setMinimumWidth(scaled(LEAST_RIGHT_WIDTH))
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.read_only_bar)
        beside.addWidget(panels.tabs, stretch=1)
        split.setHandleWidth(RULE)
        split.setChildrenCollapsible(False)
        for widget in (panels.documents, self.panes, right):
            split.addWidget(widget)
        split.setStretchFactor(1, 1)
        panels.documents.setMinimumWidth(scaled(LEAST_LEFT_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(panels.case_strip)
        column.addWidget(hairline())
        column.addWidget(split, stretch=1)
        column.addWidget(self._foot)

    def add_bar(self, bar: QWidget) -> None:
        """A bar that takes the timeline's room while it is shown (:meth:`show_bar`)."""
        self._foot.addWidget(bar)

    @property
    def shows_bar(self) -> bool:
        """Whether a bar stands below the pages."""
        return self._foot.currentWidget() is not self.panels.timeline

    def show_bar(self, bar: QWidget | None) -> None:
        """Show a bar below the pages, or the timeline again."""
        self._foot.setCurrentWidget(bar or self.panels.timeline)
        self._arrange()

    def show_case(self, case: OpenCase) -> None:
        """Show in the tabs how much is marked, how many discrepancies are open and how many prior requests
        match, and above the tabs whether the review can only be read."""
        tabs = self.panels.tabs
        tabs.setTabText(tabs.indexOf(self.panels.checklist), progress_title(case))
        proposed = self.panels.discrepancies.proposed
        tabs.setTabText(tabs.indexOf(self.panels.discrepancies), discrepancies_title(case, proposed))
        tabs.setTabText(tabs.indexOf(self.panels.prior_requests), tab_title(case))
        tabs.setTabText(tabs.indexOf(self.panels.authority), authority_title(case))
        self.read_only_bar.show_case(case)

    def ask_document(self) -> None:
        """Start typing into the documents' filter. Where they have no room of their own they come over the
        pages and go when the keyboard leaves them."""
        self._bring_left()
        self.panels.documents.focus_filter()

    def show_search(self, typing: bool) -> None:
        """Show the search in place of the documents' list, and start ``typing`` into it where that is
        wanted."""
        self.panels.documents.show_front(self.panels.search)
        if typing:
            self._bring_left()
            self.panels.search.focus_field()

    def show_left(self, panel: QWidget) -> None:
        """Show a panel in place of the documents' list (:meth:`DocumentsPanel.add_front`), and bring it over
        the pages where there is no room beside them."""
        self.panels.documents.show_front(panel)
        self._bring_left()

    def hide_search(self) -> None:
        """Show the documents' list again."""
        self.panels.documents.show_front(None)
        if self._over:
            self.panels.documents.hide()

    def toggle_overview(self) -> None:
        """Show the pages of the document as an overview, beside the page that is chosen in it; or end that.
        It ends by itself when the keyboard goes elsewhere."""
        if self._overview:
            self.pane.view.setFocus()
            return
        self._show_overview(on=True)
        if self._over:
            self._bring_left()
        self.panels.thumbnails.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_overview(self, *, on: bool) -> None:
        self._overview = on
        self.panels.documents.show_overview(on=on)
        for pane in self.panes.both:
            pane.view.set_glancing(on=on)
        self._arrange()
        self._fit_over()

    def _bring_left(self) -> None:
        """Lay the left side over the pages where it has no room of its own."""
        if self._over:
            self._fit_over()
            self.panels.documents.show()
            self.panels.documents.raise_()

    def _fit_over(self) -> None:
        """The left side over the pages takes a part of their room, the overview all of it."""
        if self._over:
            place = self._split.geometry()
            if not self._overview:
                place.setWidth(min(place.width(), scaled(OVER_WIDTH)))
            self.panels.documents.setGeometry(place)

    @property
    def _over(self) -> bool:
        """Whether the documents have no room of their own."""
        return self.panels.documents.parentWidget() is self

    def minimumSizeHint(self) -> QSize:
        """What is needed where the documents, the timeline and the thumbnails have gone."""
        return QSize(scaled(LEAST_RIGHT_WIDTH + LEAST_PAGES_WIDTH), scaled(LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """Share the room as the size allows."""
        panels = self.panels
        split = self.panes.other is not None
        shared = rooms(self.width(), self.height(), text_scale(), split=split)
        self.panes.arrange(stacked=shared.stacked)
        panels.thumbnails.setVisible(shared.timeline or self._overview)
        self._foot.setVisible(shared.timeline or self._foot.currentWidget() is not panels.timeline)
        left = shared.left
        if self._overview and left:
            left = max(left, self.width() - shared.right - scaled(LEAST_PAGES_WIDTH) - 2 * RULE)
        if self._over == bool(left):
            self._place_documents(beside=bool(left))
        elif (left, shared.right) == self._widths:
            return
        self._widths = (left, shared.right)
        middle = max(1, self.width() - left - shared.right - 2 * RULE)
        sizes = (left, middle, shared.right) if left else (middle, shared.right)
        self._split.setSizes(list(sizes))

    def _place_documents(self, *, beside: bool) -> None:
        documents = self.panels.documents
        if beside:
            self._split.insertWidget(0, documents)
            documents.show()
        else:
            documents.setParent(self)
            documents.hide()
        set_property(documents, "ground", "surface" if beside else "card")

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Documents over the pages, and the overview, go when the keyboard is elsewhere."""
        documents = self.panels.documents
        if now is not None and self._overview and now is not self.panels.thumbnails:
            self._show_overview(on=False)
        if now is not None and self._over and documents.isVisible() and not documents.isAncestorOf(now):
            documents.hide()

    @Slot(str)
    def _document_chosen(self, _file: str) -> None:
        """Reading goes on at once, also after a click."""
        self.pane.view.setFocus()

    def set_look(self, look: Look) -> None:
        """Paint everything with other colours."""
        panels = self.panels
        for part in (
            self.panes,
            panels.documents,
            panels.search,
            panels.thumbnails,
            panels.checklist,
            panels.discrepancies,
            panels.prior_requests,
            panels.authority,
            panels.determination,
            panels.audit,
            panels.timeline,
        ):
            part.set_look(look)


def hairline() -> QFrame:
    """The line between two rooms."""
    line = QFrame()
    line.setProperty("ground", "rule")
    line.setFixedHeight(RULE)
    return line
