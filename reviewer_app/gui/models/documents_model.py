"""The documents of a case as rows: title, pages, and what the reviewer has to know about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.file_date import document_date
from reviewer_app.domain.found import CaseFindings, PaperType, Segment
from reviewer_app.gui.models.found_pages import PAPER_WORDS, SegmentRow, found_pages, found_remarks
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.wording import counted, document_title, page_list, short_day
from reviewer_app.rules.late_pages import late_files

NOTHING: Mapping[str, str] = MappingProxyType({})

STATUS_WORDS = {
    DocumentStatus.OK: "",
    DocumentStatus.ENCRYPTED: "needs a password",
    DocumentStatus.DAMAGED: "damaged",
    DocumentStatus.UNSUPPORTED: "cannot be shown",
    DocumentStatus.EMPTY: "empty",
}

ABSENT_WORDS = {
    "gone": "no longer in the folder",
    "missing": "named in the request, not here",
    "announced": "announced, not here",
}
"""Why a listed file cannot be chosen."""


class DocumentRow(NamedTuple):
    """One file. ``illegible`` are pages that the reviewer called illegible, ``seen`` how many were on screen,
    ``evidence`` how many pieces cite it; ``change`` is new, changed, gone, missing (named by the request,
    never there) or announced (told by a page, as by a fax cover). ``pertinent`` is the reviewer's word,
    ``repeated`` says what of it came before in the case. ``new_pages`` are still to be read of a document
    that came late, ``other_patients`` the pages that are another patient's. ``paper`` is what the whole file
    was found to be; ``doubtful`` and ``strangers`` are pages that may be illegible, or another patient's, and
    of which the reviewer has not spoken."""

    file: str
    status: DocumentStatus = DocumentStatus.OK
    pages: int = 0
    seen: int = 0
    evidence: int = 0
    illegible: tuple[int, ...] = ()
    change: str = ""
    sentence: str = ""
    pertinent: bool = True
    repeated: str = ""
    new_pages: int = 0
    other_patients: tuple[int, ...] = ()
    paper: Segment | None = None
    doubtful: tuple[int, ...] = ()
    strangers: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        return self.file

    @property
    def text(self) -> str:
        return self.file if self.change == "announced" else document_title(self.file)

    @property
    def selectable(self) -> bool:
        return self.change not in ABSENT_WORDS

    @property
    def below(self) -> str:
        """The second line's left side: date and pages, or the status in words."""
        if self.change in ABSENT_WORDS:
            return ABSENT_WORDS[self.change]
        if self.status is not DocumentStatus.OK:
            return STATUS_WORDS[self.status]
        written = document_date(self.file)
        found = self.paper
        if found is not None:
            written = found.date or written
        dated = f"{short_day(written)} {written.year}" if written is not None else ""
        return " · ".join(part for part in (dated, f"{self.pages} p") if part)

    @property
    def paper_words(self) -> str:
        """What the whole file was found to be, where its title does not say that."""
        return PAPER_WORDS[self.paper.type] if self.paper is not None and self._says_more(self.paper) else ""

    def _says_more(self, found: Segment) -> bool:
        """Whether what the file was found to be is not in its title already."""
        return found.type is not PaperType.OTHER and PAPER_WORDS[found.type].lower() not in self.text.lower()

    @property
    def remarks(self) -> tuple[str, ...]:
        """The second line's right side, the weightiest first."""
        unseen = self.pages - self.seen if self.status is DocumentStatus.OK else 0
        found = (
            self.change if self.change in ("new", "changed") else "",
            f"✕ {page_list(self.other_patients)} another patient's" if self.other_patients else "",
            "" if self.pertinent else "not pertinent",
            self.repeated,
            f"▲ {page_list(self.illegible)} illegible" if self.illegible else "",
            *found_remarks(self.strangers, self.doubtful, self.paper),
            self._unseen_words(unseen),
            f"E·{self.evidence}" if self.evidence else "",
        )
        return tuple(remark for remark in found if remark)

    def _unseen_words(self, unseen: int) -> str:
        if self.new_pages:
            return f"{counted(self.new_pages, 'new page')} to read"
        return f"{counted(unseen, 'page')} unseen" if unseen > 0 else ""

    @property
    def searchable(self) -> str:
        """What the filter looks through, in lower case. What is in question about single papers of a file
        finds those, not the file."""
        what = PAPER_WORDS[self.paper.type] if self.paper is not None else ""
        questions = found_remarks(self.strangers, self.doubtful, None) if self.paper is not None else ()
        asked = " ".join(questions)
        return f"{self.file} {self.text} {what} {asked}".lower()

    @property
    def spoken(self) -> str:
        cited = f"cited {self.evidence} times" if self.evidence else ""
        words = [
            self.paper_words,
            *(remark for remark in self.remarks if not remark.startswith("E·")),
            cited,
            self.sentence,
        ]
        return ", ".join(part for part in (self.file, self.below, *words) if part)


def document_rows(
    case: OpenCase, repeated: Mapping[str, str] = NOTHING, findings: CaseFindings | None = None
) -> tuple[DocumentRow, ...]:
    """The documents of a case in the folder's order, then those that are gone or never came. ``repeated`` has
    words for the files of which pages came before, ``findings`` are what the program found by itself."""
    found = found_pages(case, findings or CaseFindings())
    review = case.review
    evidence = Counter(
        item.anchor.sha256 for finding in review.findings.values() for item in finding.evidence
    )
    aside = {document.sha256 for document in review.documents if not document.pertinent}
    seen = Counter(sha256 for sha256, _page in review.pages_seen)
    to_read = Counter(file for file, _page in case.unread)
    late = late_files(review, case.documents, case.changes)

    def row(document: Document) -> DocumentRow:
        illegible = tuple(
            mark.page for mark in review.page_marks if mark.sha256 == document.sha256 and not mark.legible
        )
        new, changed = document.file in late, document.file in case.changes.changed
        return DocumentRow(
            document.file,
            document.status,
            document.page_count,
            seen[document.sha256],
            evidence[document.sha256],
            illegible,
            "changed" if changed else "new" if new else "",
            document.error or " ".join(document.notes),
            document.sha256 not in aside,
            repeated.get(document.file, ""),
            to_read[document.file],
            tuple(one.page for one in review.page_identities if one.sha256 == document.sha256 and one.other),
            found.only_segment(document.file),
            tuple(sorted(found.doubtful.get(document.file, ()))),
            tuple(sorted(found.strangers.get(document.file, ()))),
        )

    missing = (DocumentRow(file, change="missing") for file in case.missing_attachments)
    gone = (DocumentRow(file, change="gone") for file in case.changes.gone)
    announced = (
        DocumentRow(one.what, change="announced", sentence=one.why)
        for one in (findings.missing if findings is not None else ())
        if one.what not in case.missing_attachments
    )
    return (*(row(document) for document in case.documents), *gone, *missing, *announced)


def pages_seen(rows: tuple[DocumentRow, ...]) -> tuple[int, int]:
    """How many pages were on screen, of how many."""
    readable = [row for row in rows if row.status is DocumentStatus.OK and row.selectable]
    return sum(min(row.seen, row.pages) for row in readable), sum(row.pages for row in readable)


ListedRow = DocumentRow | SegmentRow


class DocumentsModel(RowsModel[ListedRow]):
    """The documents that the list shows, each with the papers that it is made of, narrowed by what was typed
    into its filter."""

    def show_case(
        self,
        case: OpenCase,
        typed: str,
        repeated: Mapping[str, str] = NOTHING,
        findings: CaseFindings | None = None,
    ) -> None:
        """Show the documents whose names have all that is ``typed`` with all their papers, and of others the
        papers that have it."""
        wanted = typed.lower().split()
        found = found_pages(case, findings or CaseFindings())
        rows: list[ListedRow] = []
        for row in document_rows(case, repeated, findings):
            papers = found.rows(row.file)
            if all(word in row.searchable for word in wanted):
                rows += [row, *papers]
            else:
                rows += [paper for paper in papers if all(word in paper.searchable for word in wanted)]
        self.show(tuple(rows))

    def place_of_page(self, file: str, page: int) -> int:
        """The place of the paper of a file that has a page, or of the file where it is one paper; -1 where
        neither is listed."""
        for place, row in enumerate(self.rows):
            if isinstance(row, SegmentRow) and row.file == file and row.has(page):
                return place
        return self.place_of(file)
