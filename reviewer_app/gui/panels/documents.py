"""The documents of the case: a list to choose from, a filter, thumbnails below, and how many pages were
seen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import CaseFindings
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.documents_model import (
    NOTHING,
    DocumentsModel,
    document_rows,
    pages_seen,
)
from reviewer_app.gui.models.found_pages import SegmentRow
from reviewer_app.gui.models.wording import counted
from reviewer_app.gui.panels.document_rows import DocumentDelegate
from reviewer_app.gui.panels.empty_state import EmptyState
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.labels import show_words, toned
from reviewer_app.gui.panels.lists import BrowsedList

FOLDER_EMPTY = "This folder has no documents"
FOLDER_EMPTY_SENTENCE = "Put PDF, TIFF, PNG, JPEG or text files into the case folder and open the case again."
FILTER_EMPTY = "No document fits the filter"
FILTER_EMPTY_SENTENCE = "Esc clears it."


class DocumentsPanel(QFrame):
    """A view over the documents of an open case, and the papers that they are made of. ``document_chosen``
    carries the file's path in the folder, ``page_chosen`` that and the page on which a paper begins."""

    document_chosen = Signal(str)
    page_chosen = Signal(str, int)
    editing_done = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Documents")
        self.setProperty("ground", "surface")
        self._case: OpenCase | None = None
        self._showing = False
        self.model = DocumentsModel(self)
        self._heading = toned("", "heading", wrap=False)
        self.filter = LineField("Filter documents", placeholder="Type to filter")
        self.list = BrowsedList("Documents of the case", chooses=True)
        self.list.setModel(self.model)
        self._rows = DocumentDelegate(self.list, look)
        self.empty = EmptyState(FOLDER_EMPTY, FOLDER_EMPTY_SENTENCE)
        # Nothing is known of the folder before its case is shown.
        self.empty.hide()
        self._seen = toned("", "heading", wrap=False)
        self._scans = toned("", "small")
        self._scans.hide()
        self._upper = QStackedWidget()
        self._browsing = QWidget()
        self._front: QWidget | None = None
        self._repeated = NOTHING
        self._findings = CaseFindings()
        self._page = 1
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._lay_out()
        self.filter.textChanged.connect(lambda _text: self._refilter())
        self.filter.entered.connect(self._choose_current)
        self.filter.cancelled.connect(self._clear_filter)
        self.filter.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.chosen.connect(self._choose)

    def _lay_out(self) -> None:
        edge = scaled(16)
        head = QVBoxLayout()
        head.setContentsMargins(edge, scaled(10), edge, scaled(6))
        head.setSpacing(scaled(6))
        head.addWidget(self._heading)
        head.addWidget(self.filter)
        upper = QVBoxLayout(self._browsing)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addLayout(head)
        upper.addWidget(self.list, stretch=1)
        upper.addWidget(self.empty, stretch=1)
        self._upper.addWidget(self._browsing)
        self._split.addWidget(self._upper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._split, stretch=1)
        self._seen.setContentsMargins(edge, scaled(6), edge, scaled(8))
        column.addWidget(self._seen)
        self._scans.setContentsMargins(edge, 0, edge, scaled(8))
        column.addWidget(self._scans)

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def set_thumbnails(self, widget: QWidget) -> None:
        """Put the thumbnails below the list."""
        self._split.addWidget(widget)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)

    def show_overview(self, *, on: bool) -> None:
        """Give all the room to the thumbnails, or show the list above them again."""
        self._upper.setHidden(on)

    def add_front(self, widget: QWidget) -> None:
        """A panel that takes the list's place while it is shown (:meth:`show_front`)."""
        self._upper.addWidget(widget)

    def show_front(self, widget: QWidget | None) -> None:
        """Show a panel in the list's place, above the thumbnails, or the list again."""
        self._front = widget
        self._upper.setCurrentWidget(widget or self._browsing)

    def show_case(self, case: OpenCase) -> None:
        """Show the documents of a case, keeping the current one."""
        another = self._case is None or self._case.case_id != case.case_id
        self._case = case
        if another:
            self._repeated = NOTHING
            self._findings = CaseFindings()
            self.filter.clear()
        self._refilter()
        rows = document_rows(case)
        seen, total = pages_seen(rows)
        self._heading.say(f"DOCUMENTS · {len(case.documents)}")
        left = f" · {len(case.unread):,} NEW" if case.unread else ""
        show_words(self._seen, f"PAGES SEEN {seen:,} OF {total:,}{left}" if total else "")
        self._seen.setAccessibleName(
            f"Pages seen: {seen:,} of {total:,}; {counted(len(case.unread), 'new page')} to read"
        )
        self._heading.setAccessibleName(f"Documents, {counted(len(case.documents), 'file')}")

    def show_scans_problem(self, sentence: str) -> None:
        """Say why the scans of the case cannot be read by machine; nothing where they can."""
        show_words(self._scans, sentence)

    def scans_problem(self) -> str:
        """What is said of scans that cannot be read."""
        return "" if self._scans.isHidden() else self._scans.words()

    def show_repeated(self, repeated: Mapping[str, str]) -> None:
        """Say of files that their pages came before in the case; by the file, in words."""
        if repeated != self._repeated:
            self._repeated = repeated
            self._refilter()

    def show_findings(self, findings: CaseFindings) -> None:
        """Show of what papers the files are made, and which pages need a look."""
        if findings is not self._findings:
            self._findings = findings
            self._refilter()

    def show_page(self, page: int) -> None:
        """Mark the paper of the current document in which the page on screen is."""
        self._page = page
        file = self.current_file()
        if file and not self.list.hasFocus():
            self.show_current(file)

    def show_current(self, file: str) -> None:
        """Mark the document that is on screen, or the paper in it; nothing is chosen by it."""
        place = self.model.place_of_page(file, self._page)
        self._showing = True
        self.list.setCurrentIndex(self.model.index(place) if place >= 0 else QModelIndex())
        self._showing = False

    def _refilter(self) -> None:
        if self._case is None:
            return
        kept = self.current_file()
        self._showing = True
        self.model.show_case(self._case, self.filter.text(), self._repeated, self._findings)
        self._showing = False
        if kept and not self.current_file():
            self.show_current(kept)
        nothing = not self.model.rows
        self.list.setVisible(not nothing)
        self.empty.setVisible(nothing)
        if nothing and self.filter.text():
            self.empty.show_text(FILTER_EMPTY, FILTER_EMPTY_SENTENCE)
        elif nothing:
            self.empty.show_text(FOLDER_EMPTY, FOLDER_EMPTY_SENTENCE)

    def current_file(self) -> str:
        """The file of the current row; empty without one."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()].file if index.isValid() else ""

    def focus_list(self) -> None:
        """Give the keyboard to what is shown above the thumbnails: the list, the filter where that is empty,
        or the panel in their place."""
        target = self._front or (self.list if self.model.rows else self.filter)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_filter(self) -> None:
        """Start typing into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the filter move through the list."""
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.move_current(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def move_current(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) document that can be chosen; the ends hold."""
        places = [place for place, row in enumerate(self.model.rows) if row.selectable]
        if not places:
            return
        current = self.list.currentIndex().row()
        further = [place for place in places if (place > current if step > 0 else place < current)]
        if further:
            self.list.setCurrentIndex(self.model.index(further[0] if step > 0 else further[-1]))

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """Moving through the filtered list only marks; the document opens with Enter or a click."""
        if not current.isValid() or self._showing:
            return
        self.list.scrollTo(current)
        below = self.model.rows[current.row() + 1 :]
        if below and not any(row.selectable for row in below):
            # What never came stands at the end and cannot be chosen: it would never be seen by keys.
            self.list.scrollTo(self.model.index(len(self.model.rows) - 1))
            self.list.scrollTo(current)

    def _choose(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if isinstance(row, SegmentRow):
            self.page_chosen.emit(row.file, row.segment.first_page)
        elif row.selectable:
            self.document_chosen.emit(row.file)

    def _choose_current(self) -> None:
        """Enter in the filter: the current document, or the first that fits."""
        if not self.current_file():
            self.move_current(1)
        if self.current_file():
            self._choose(self.list.currentIndex())
            self.filter.clear()
            self.editing_done.emit()

    def _clear_filter(self) -> None:
        self.filter.clear()
        self.editing_done.emit()
