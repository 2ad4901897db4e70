"""The pages of one document as rows: number, printed label, and what is marked on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.pages import ViewRotation
from reviewer_app.gui.models.page_names import printed_number

AnyIndex = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class Mark(Enum):
    """What is to be known of a page at a glance."""

    OTHER_PATIENT = "other patient"
    MAYBE_OTHER_PATIENT = "other patient?"
    EVIDENCE = "evidence"
    HITS = "hits"
    ILLEGIBLE = "illegible"
    MAYBE_ILLEGIBLE = "illegible?"
    REPEATED = "repeated"
    UNSEEN = "not seen"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a row says about its page. ``labels`` are the short names of the elements that cite it, ``hits``
    how often a search found something on it, ``same_as`` says where the page was before in the case. What is
    on a page of an ``other_patient`` counts nowhere. ``asked`` is what the reviewer is asked about it: each
    mark with the reason. ``turned`` is by how many degrees clockwise it is shown turned."""

    page: int
    geometry: PageGeometry
    labels: tuple[str, ...] = ()
    seen: bool = False
    hits: int = 0
    illegible: bool = False
    same_as: str = ""
    other_patient: bool = False
    asked: tuple[tuple[Mark, str], ...] = ()
    turned: ViewRotation = 0

    @property
    def title(self) -> str:
        """The page's number, with its printed number where that is another."""
        printed = printed_number(self.page, self.geometry.label)
        return f"{self.page} ({printed})" if printed else str(self.page)

    @property
    def marks(self) -> tuple[tuple[Mark, str], ...]:
        """Each mark with its words, in the order in which they are shown."""
        marks = []
        if self.other_patient:
            marks.append((Mark.OTHER_PATIENT, "other patient"))
        marks += [(mark, mark.value) for mark, _why in self.asked]
        if self.labels:
            marks.append((Mark.EVIDENCE, " ".join(self.labels)))
        if self.hits:
            marks.append((Mark.HITS, "1 hit" if self.hits == 1 else f"{self.hits:,} hits"))
        if self.illegible:
            marks.append((Mark.ILLEGIBLE, "illegible"))
        if self.same_as:
            marks.append((Mark.REPEATED, self.same_as))
        if not self.seen:
            marks.append((Mark.UNSEEN, "not seen"))
        return tuple(marks)

    @property
    def spoken(self) -> str:
        """The row for a screen reader and for the pointer that rests on it."""
        parts = [f"Page {self.title}"]
        reasons = dict(self.asked)
        for mark, words in self.marks:
            told = f"{words} {reasons[mark]}" if mark in reasons else words
            parts.append("evidence for " + ", ".join(self.labels) if mark is Mark.EVIDENCE else told)
        return ", ".join((*parts, "seen") if self.seen else parts)


class Role(IntEnum):
    """Item roles of this model beside Qt's own."""

    FACTS = Qt.ItemDataRole.UserRole + 1


class ThumbnailModel(QAbstractListModel):
    """One row a page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[PageGeometry, ...] = ()
        self._labels: Mapping[int, tuple[str, ...]] = {}
        self._hits: Mapping[int, int] = {}
        self._illegible: set[int] = set()
        self._other_patients: set[int] = set()
        self._seen: set[int] = set()
        self._repeated: Mapping[int, str] = {}
        self._asked: Mapping[int, tuple[tuple[Mark, str], ...]] = {}
        self._turns: Mapping[int, ViewRotation] = {}

    def set_pages(self, pages: Sequence[PageGeometry]) -> None:
        """The pages of another document; nothing is cited or seen at first."""
        self.beginResetModel()
        self._pages = tuple(pages)
        self._labels = {}
        self._hits = {}
        self._illegible = set()
        self._other_patients = set()
        self._seen = set()
        self._repeated = {}
        self._asked = {}
        self._turns = {}
        self.endResetModel()

    def set_turns(self, turns: Mapping[int, ViewRotation]) -> None:
        """By how many degrees clockwise pages are shown turned; those left out are as they are."""
        changed = {page for page in {*turns, *self._turns} if turns.get(page) != self._turns.get(page)}
        self._turns = dict(turns)
        self._tell(changed)

    def set_labels(self, labels: Mapping[int, tuple[str, ...]]) -> None:
        """The short names of what is cited, by page."""
        changed = {page for page in {*labels, *self._labels} if labels.get(page) != self._labels.get(page)}
        self._labels = dict(labels)
        self._tell(changed)

    def set_hits(self, hits: Mapping[int, int]) -> None:
        """How many hits of a search are on which page; pages without any are left out."""
        changed = {page for page in {*hits, *self._hits} if hits.get(page) != self._hits.get(page)}
        self._hits = dict(hits)
        self._tell(changed)

    def set_illegible(self, pages: set[int]) -> None:
        """The pages that the reviewer marked as illegible."""
        changed = pages ^ self._illegible
        self._illegible = set(pages)
        self._tell(changed)

    def set_other_patients(self, pages: set[int]) -> None:
        """The pages that the reviewer called another patient's."""
        changed = pages ^ self._other_patients
        self._other_patients = set(pages)
        self._tell(changed)

    def set_repeated(self, pages: Mapping[int, str]) -> None:
        """The pages that came before in the case, with where that was."""
        changed = {page for page in {*pages, *self._repeated} if pages.get(page) != self._repeated.get(page)}
        self._repeated = dict(pages)
        self._tell(changed)

    def set_asked(self, pages: Mapping[int, tuple[tuple[Mark, str], ...]]) -> None:
        """What the reviewer is asked about pages: each mark with the reason."""
        changed = {page for page in {*pages, *self._asked} if pages.get(page) != self._asked.get(page)}
        self._asked = dict(pages)
        self._tell(changed)

    def set_seen(self, pages: set[int]) -> None:
        """The pages that were on screen."""
        changed = pages ^ self._seen
        self._seen = set(pages)
        self._tell(changed)

    def add_seen(self, page: int) -> None:
        """One more page was on screen."""
        if page not in self._seen:
            self._seen.add(page)
            self._tell({page})

    def facts(self, row: int) -> PageFacts:
        """What is known of the page in a row, counted from 0."""
        page = row + 1
        return PageFacts(
            page,
            self._pages[row],
            self._labels.get(page, ()),
            page in self._seen,
            self._hits.get(page, 0),
            page in self._illegible,
            self._repeated.get(page, ""),
            page in self._other_patients,
            self._asked.get(page, ()),
            self._turns.get(page, 0),
        )

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._pages)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        facts = self.facts(index.row())
        if role == Role.FACTS:
            return facts
        if role == Qt.ItemDataRole.DisplayRole:
            return facts.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return facts.spoken
        return None

    def _tell(self, pages: set[int]) -> None:
        """Tell of changed pages at once, and of what is between them: a thousand signals would take
        longer."""
        rows = [page - 1 for page in pages if 1 <= page <= len(self._pages)]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
