"""The search through all documents of the case: a field, what was found grouped by document, and what could
not be searched."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.search import IndexProgress, SearchResult
from reviewer_app.gui.look import Look, scaled
from reviewer_app.gui.models.search_model import (
    ClosedRow,
    Destination,
    SearchModel,
    closed_rows,
    document_titles,
    search_rows,
)
from reviewer_app.gui.models.search_wording import (
    NO_CASE,
    NO_QUERY,
    Said,
    correction_words,
    heading_words,
    nothing_words,
    progress_words,
    unsearched_words,
)
from reviewer_app.gui.panels.labels import Squeezed, show_words, toned
from reviewer_app.gui.panels.lists import BrowsedList
from reviewer_app.gui.panels.search_rows import SearchDelegate
from reviewer_app.gui.panels.stepping_field import SteppingField

PAGE_ROWS = 8
"""By how many rows a page key in the field moves."""


class SearchField(SteppingField):
    """The field that one searches in; Esc leaves it as it is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class SearchPanel(QFrame):
    """A view over a search. What was typed stays in the field and nowhere else."""

    query_changed = Signal(str)
    rows_stepped = Signal(int)
    """So many rows on (back when negative) are wanted from the field."""

    entered = Signal()
    """Enter in the field: the current row is meant, or the first hit."""

    destination_shown = Signal(object)
    """The :class:`Destination` of the row that became the current one."""

    destination_chosen = Signal(object)
    """The :class:`Destination` at which the reviewer wants to read on."""

    left = Signal()
    """Esc in the field."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Search")
        self.setProperty("ground", "surface")
        self._files: dict[str, str] = {}
        self._closed: tuple[ClosedRow, ...] = ()
        self._case_known = False
        self._progress = IndexProgress(0, 0)
        self._problem = ""
        self._result: SearchResult | None = None
        self._showing = False
        self.model = SearchModel(self)
        self.heading = Squeezed("heading")
        self.field = SearchField(
            "Search the whole case", page_rows=PAGE_ROWS, placeholder="Search all documents"
        )
        self.progress = toned("", "small")
        self.corrections = toned("", "caution")
        self.unsearched = toned("", "caution")
        self._title = toned("", "title")
        self._sentence = toned("", "muted")
        self.list = BrowsedList("Search hits", chooses=True)
        self.list.setModel(self.model)
        self._rows = SearchDelegate(self.list, look)
        self._lay_out()
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.query_changed)
        self.field.entered.connect(self.entered)
        self.field.cancelled.connect(self.left)
        self.field.stepped.connect(self.rows_stepped)
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.list.chosen.connect(self._choose)
        self._say()

    def _lay_out(self) -> None:
        edge = scaled(16)
        head = QVBoxLayout()
        head.setContentsMargins(edge, scaled(10), edge, scaled(6))
        head.setSpacing(scaled(6))
        for label in (self.heading, self.field, self.progress, self.corrections, self.unsearched):
            head.addWidget(label)
        self._nothing = QWidget()
        said = QVBoxLayout(self._nothing)
        said.setContentsMargins(edge, scaled(10), edge, scaled(6))
        said.setSpacing(scaled(4))
        said.addWidget(self._title)
        said.addWidget(self._sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.list, stretch=1)

    def set_look(self, look: Look) -> None:
        self._rows.set_look(look)

    def focus_field(self) -> None:
        """Start typing, over what was typed last."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @property
    def result(self) -> SearchResult | None:
        """What is shown as found; ``None`` before the first answer."""
        return self._result

    def query(self) -> str:
        """What is typed."""
        return self.field.text()

    def clear(self) -> None:
        """Forget what was typed and found, without a search for nothing."""
        with QSignalBlocker(self.field):
            self.field.clear()
        self._files, self._closed, self._case_known = {}, (), False
        self._progress = IndexProgress(0, 0)
        self._problem = ""
        self.show_result(None)

    def show_case(self, case: OpenCase) -> None:
        """Call the documents as they are called in this case."""
        readable = [document for document in case.documents if document.readable]
        self._files = {document.sha256: document.file for document in reversed(readable)}
        self._closed = closed_rows(case.documents)
        self._case_known = True
        self._say()

    def show_progress(self, progress: IndexProgress) -> None:
        """Say how much of the case can be searched."""
        self._progress = progress
        self._problem = ""
        self._say()

    def show_index_problem(self, sentence: str) -> None:
        """Say why no more of the case can be searched."""
        self._problem = sentence
        self._say()

    def show_result(self, result: SearchResult | None) -> None:
        """Show what was found; the current row stays the current one where it is found again."""
        self._result = result
        kept = self._current_key()
        rows = search_rows(result, document_titles(self._files), self._closed) if result is not None else ()
        self._showing = True
        self.model.show(rows)
        place = self.model.place_of(kept) if kept is not None else -1
        self.list.setCurrentIndex(self.model.index(place) if place >= 0 else QModelIndex())
        self._showing = False
        if place < 0:
            self.list.scrollToTop()
        if result is not None:
            self._progress = result.progress
        self._say()

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be searched."""
        self.show_result(None)
        self._tell(Said("The search does not work", sentence))

    def _say(self) -> None:
        """Bring all words about the search up to date."""
        result = self._result
        self.heading.say(heading_words(result))
        show_words(self.progress, progress_words(self._progress, self._problem))
        show_words(self.corrections, correction_words(result) if result is not None else "")
        show_words(self.unsearched, unsearched_words(self._progress, len(self._closed)))
        if result is None or not result.query.strip():
            self._tell(NO_QUERY)
        elif not self._case_known:
            self._tell(NO_CASE)
        else:
            self._tell(None if result.count else nothing_words(result, len(self._closed)))
        labels = (self.heading, self.progress, self.corrections, self.unsearched)
        told = [label.words() for label in labels if label.words()]
        self.field.setAccessibleDescription(". ".join(told))

    def _tell(self, said: Said | None) -> None:
        self._nothing.setVisible(said is not None)
        if said is not None:
            self._title.say(said.title)
            self._sentence.say(said.sentence)

    def told(self) -> Said | None:
        """What stands in the place of hits; ``None`` where there are some."""
        if self._nothing.isHidden():
            return None
        return Said(self._title.words(), self._sentence.words())

    def current_destination(self) -> Destination | None:
        """Where the current row leads."""
        return self.model.destination_at(self.list.currentIndex().row())

    def step(self, rows: int) -> None:
        """Go so many rows on, over headings; the ends hold. Without a current row go to the first."""
        places = [place for place, row in enumerate(self.model.rows) if row.selectable]
        here = self.list.currentIndex().row()
        if not places:
            return
        at = places.index(here) + rows if here in places else 0
        self._go_to(places[max(0, min(len(places) - 1, at))])

    def step_hit(self, step: int) -> bool:
        """Go to the next (+1) or previous (-1) hit, around the ends. True when it went around an end."""
        places = self.model.hit_places()
        if not places:
            return False
        here = self.list.currentIndex().row()
        further = [place for place in places if (place > here if step > 0 else place < here)]
        if here < 0 or not further:
            self._go_to(places[0] if step > 0 else places[-1])
            return here >= 0
        self._go_to(further[0] if step > 0 else further[-1])
        return False

    def choose_current(self) -> None:
        """Read on at the current row, or at the first hit where none is current."""
        if self.current_destination() is None and self.model.hit_places():
            self._go_to(self.model.hit_places()[0])
        self._choose(self.list.currentIndex())

    def _current_key(self) -> Hashable | None:
        here = self.list.currentIndex()
        return self.model.rows[here.row()].key if here.isValid() else None

    def _go_to(self, place: int) -> None:
        """Make a row the current one, and show its place again where it is that already."""
        index = self.model.index(place)
        if index == self.list.currentIndex():
            self._row_changed(index, index)
        else:
            self.list.setCurrentIndex(index)

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        destination = self.model.destination_at(current.row())
        if destination is not None and not self._showing:
            self.list.scrollTo(current)
            self.destination_shown.emit(destination)

    def _choose(self, index: QModelIndex) -> None:
        destination = self.model.destination_at(index.row())
        if destination is not None:
            self.destination_chosen.emit(destination)
