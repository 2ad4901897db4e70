"""What was found of pages, gathered by document: of what papers it is made, what may be illegible, and what
may be another patient's. Pure values, no Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.found import AuthorRole, CaseFindings, PaperType, Segment
from reviewer_app.gui.models.suggestions_model import ranges
from reviewer_app.gui.models.wording import day, document_title

PAPER_WORDS: Mapping[PaperType, str] = {
    PaperType.REQUEST_FORM: "Request form",
    PaperType.FAX_COVER: "Fax cover",
    PaperType.CONSULT_NOTE: "Consult note",
    PaperType.OFFICE_NOTE: "Office note",
    PaperType.HISTORY_PHYSICAL: "History and physical",
    PaperType.IMAGING_REPORT: "Imaging report",
    PaperType.ADDENDUM: "Addendum",
    PaperType.LABORATORY: "Laboratory",
    PaperType.PATHOLOGY: "Pathology",
    PaperType.PROCEDURE_REPORT: "Procedure report",
    PaperType.THERAPY_NOTE: "Therapy note",
    PaperType.DIARY: "Diary",
    PaperType.LETTER: "Letter",
    PaperType.PLAN_DOCUMENT: "Plan document",
    PaperType.POLICY_EXCERPT: "Policy excerpt",
    PaperType.TRIAL_PAPERS: "Trial papers",
    PaperType.OTHER: "Other pages",
}
"""What a paper is called, by its type."""

ROLE_WORDS: Mapping[AuthorRole, str] = {
    AuthorRole.ORDERING_PROVIDER: "ordering provider",
    AuthorRole.SERVICING_PROVIDER: "servicing provider",
    AuthorRole.RADIOLOGIST: "radiologist",
    AuthorRole.PATHOLOGIST: "pathologist",
    AuthorRole.THERAPIST: "therapist",
    AuthorRole.OTHER_PROVIDER: "other provider",
    AuthorRole.PATIENT: "patient",
    AuthorRole.PLAN: "plan",
    AuthorRole.UNKNOWN: "",
}


NOT_READ = "Not read"
"""What pages are called that are still to be read by machine, or cannot be."""


class SegmentRow(NamedTuple):
    """One paper inside a file: pages that belong together, or ``unread`` ones, of which nobody knows what
    they are. ``doubtful`` are pages that may be illegible, ``strangers`` those that may be another patient's;
    of neither has the reviewer said anything yet."""

    segment: Segment
    doubtful: tuple[int, ...] = ()
    strangers: tuple[int, ...] = ()
    unread: bool = False

    @property
    def file(self) -> str:
        return self.segment.file

    @property
    def key(self) -> str:
        return f"{self.segment.file}#{self.segment.first_page}"

    @property
    def selectable(self) -> bool:
        return True

    @property
    def text(self) -> str:
        """What it is, and its title where that says more."""
        if self.unread:
            return NOT_READ
        words, title = PAPER_WORDS[self.segment.type], self.segment.title.strip()
        if title.casefold() in words.casefold():
            return words
        tells_type = title.split()[0].casefold() == words.split()[0].casefold()
        return title if tells_type or self.segment.type is PaperType.OTHER else f"{words} · {title}"

    @property
    def below(self) -> str:
        """The second line's left side: pages and date."""
        dated = day(self.segment.date) if self.segment.date is not None else ""
        return " · ".join(part for part in (self.pages, dated) if part)

    @property
    def paper_words(self) -> str:
        """What else is known of it: in which role it was written."""
        return ROLE_WORDS[self.segment.role]

    def has(self, page: int) -> bool:
        """Whether a page of the file is one of these."""
        return self.segment.first_page <= page <= self.segment.last_page

    @property
    def pages(self) -> str:
        return f"p {ranges(range(self.segment.first_page, self.segment.last_page + 1))}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """The second line's right side, the weightiest first."""
        return found_remarks(self.strangers, self.doubtful, self.segment)

    @property
    def spoken(self) -> str:
        author = self.segment.author
        parts = (self.segment.file, self.text, self.below, self.paper_words, author, *self.remarks)
        return ", ".join(part for part in parts if part)

    @property
    def searchable(self) -> str:
        """What the filter looks through, in lower case."""
        known = (self.text, self.below, self.paper_words, self.segment.author, self.segment.file)
        words = (*known, *found_remarks(self.strangers, self.doubtful, None))
        return " ".join(words).lower()


def found_remarks(
    strangers: tuple[int, ...], doubtful: tuple[int, ...], segment: Segment | None
) -> tuple[str, ...]:
    """What was found that the reviewer has to look at; pages are named unless it is all those of a paper."""
    repeats = segment.repeats if segment is not None else None
    whole = segment.last_page - segment.first_page + 1 if segment is not None else 0
    which, doubted = ("" if len(pages) == whole else f"p {ranges(pages)} " for pages in (strangers, doubtful))
    found = (
        f"✕ {which}another patient?" if strangers else "",
        f"△ {doubted}illegible?" if doubtful else "",
        f"repeats {document_title(repeats[0])} p {repeats[1]}" if repeats is not None else "",
    )
    return tuple(remark for remark in found if remark)


class FoundPages(NamedTuple):
    """By file: its papers; pages that may be illegible, that may be another patient's, and that are not
    read."""

    segments: Mapping[str, tuple[Segment, ...]]
    doubtful: Mapping[str, frozenset[int]]
    strangers: Mapping[str, frozenset[int]]
    unread: Mapping[str, frozenset[int]]

    def only_segment(self, file: str) -> Segment | None:
        """The paper that the whole file is; ``None`` where it is several, or none is known."""
        segments = self.segments.get(file, ())
        return segments[0] if len(segments) == 1 else None

    def rows(self, file: str) -> tuple[SegmentRow, ...]:
        """The papers of a file that is made of more than one; pages that are not read stand together."""
        unread = self.unread.get(file, frozenset())
        rows: list[SegmentRow] = []
        for one, is_unread in _joined(self.segments.get(file, ()), unread):
            doubtful, strangers = self.doubtful.get(file), self.strangers.get(file)
            rows.append(SegmentRow(one, _within(one, doubtful), _within(one, strangers), is_unread))
        return tuple(rows) if len(rows) > 1 else ()


def found_pages(case: OpenCase, findings: CaseFindings) -> FoundPages:
    """What was found, without the pages on which the reviewer has spoken."""
    review = case.review
    files = {document.sha256: document.file for document in reversed(case.documents)}
    marked = {(mark.sha256, mark.page) for mark in review.page_marks}
    judged = {(one.sha256, one.page) for one in review.page_identities}
    segments: dict[str, list[Segment]] = defaultdict(list)
    for segment in findings.segments:
        segments[segment.file].append(segment)
    doubtful: dict[str, set[int]] = defaultdict(set)
    for key, found in findings.legibility.items():
        if found.legible is False and key not in marked and key[0] in files:
            doubtful[files[key[0]]].add(key[1])
    strangers: dict[str, set[int]] = defaultdict(set)
    for page in findings.suspected:
        if (page.sha256, page.page) not in judged:
            strangers[page.file].add(page.page)
    unread: dict[str, set[int]] = defaultdict(set)
    for sha256, number in findings.unread:
        if sha256 in files:
            unread[files[sha256]].add(number)
    return FoundPages(
        {file: tuple(found) for file, found in segments.items()},
        {file: frozenset(pages) for file, pages in doubtful.items()},
        {file: frozenset(pages) for file, pages in strangers.items()},
        {file: frozenset(pages) for file, pages in unread.items()},
    )


def _joined(segments: tuple[Segment, ...], unread: frozenset[int]) -> Iterator[tuple[Segment, bool]]:
    """The segments of a file, neighbours of which no page is read as one; with each whether it is unread."""

    def is_unread(segment: Segment) -> bool:
        return all(page in unread for page in range(segment.first_page, segment.last_page + 1))

    for nothing_read, group in groupby(segments, is_unread):
        if nothing_read:
            run = tuple(group)
            yield replace(run[0], last_page=run[-1].last_page), True
        else:
            yield from ((segment, False) for segment in group)


def _within(segment: Segment, pages: frozenset[int] | None) -> tuple[int, ...]:
    numbers = range(segment.first_page, segment.last_page + 1)
    return tuple(page for page in numbers if page in pages) if pages else ()
