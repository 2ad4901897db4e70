"""What the program finds in a case folder by itself.

No review is begun and nothing is written; readiness is that of a nurse with nothing marked yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from reviewer_app.documents.ocr_models import ocr_problem
from reviewer_app.documents.open_documents import case_files, read_document
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.authority import AuthorityLibrary
from reviewer_app.domain.case import DocumentChanges, OpenCase
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import ResourceError
from reviewer_app.domain.found import CaseFindings, PageKey
from reviewer_app.domain.page_reading import KeptPage, PageReading, ReadPage
from reviewer_app.domain.prior_request import PriorMatch
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.domain.review import Review, Reviewer, ReviewStatus, Role
from reviewer_app.domain.same_page import PageMatch, PagePlace
from reviewer_app.evidence.evidence_rules import EvidenceRules
from reviewer_app.policies.checklist import build_checklist
from reviewer_app.policies.choose import choose
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.case_request import request_in_folder
from reviewer_app.review.find_evidence import find_evidence
from reviewer_app.review.folder_changes import reviewed_documents
from reviewer_app.review.look_alike import PictureComparison
from reviewer_app.review.open_case import governing_packs, missing_from_folder
from reviewer_app.review.page_as_read import page_as_read
from reviewer_app.review.readiness_of_case import facts_of, ladders_of
from reviewer_app.review.same_pages import SketchedDocument, copies_within, sketched, with_looks
from reviewer_app.review.screen_pages import ScreenedPage, screen_pages
from reviewer_app.review.screen_scans import (
    MANY,
    NOT_KEPT,
    KeptReadings,
    ScanReading,
    ScanToRead,
    read_scans,
)
from reviewer_app.review.workspace import local_now
from reviewer_app.rules.authority_proposals import proposals
from reviewer_app.rules.identifiers import request_problems
from reviewer_app.rules.readiness import readiness

MOST_LOOKED_AT = 200
"""Pages without text of one case whose pictures are looked at: a tenth of a second each."""

MOST_COMPARISONS = 60
"""Pairs of pages of one case whose pictures are compared: up to a third of a second each."""

Progress = Callable[[str, int, int], None]
"""Hears the file that is being read, the page (0 while the file is opened), and how many pages it has."""


@dataclass(frozen=True, slots=True)
class ScreenedDocument:
    """A document with its pages; ``same_as`` is the file before it with the same content, else empty."""

    document: Document
    pages: tuple[ScreenedPage, ...] = ()
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Screening:
    """What was found: the case as a nurse finds it before the first mark, its documents, the pages that are
    copies of one before in the case or, where the history was asked, in an earlier one, and the matches among
    earlier requests. ``sketches`` is what the pages are known by, ``told`` what is to be said of the history
    itself, and ``scans_told`` of reading scans."""

    case: OpenCase
    documents: tuple[ScreenedDocument, ...]
    copies: tuple[PageMatch, ...] = ()
    prior_requests: tuple[PriorMatch, ...] = ()
    sketches: tuple[SketchedDocument, ...] = field(default=(), repr=False)
    findings: CaseFindings = field(default_factory=CaseFindings, repr=False)
    told: str = ""
    scans_told: str = ""

    @property
    def name(self) -> str:
        """The name of the case folder, or of the one document."""
        return self.case.folder.name or str(self.case.folder)


def screen_case(
    library: PolicyLibrary,
    folder: Path,
    progress: Progress = lambda _file, _page, _pages: None,
    authority: tuple[AuthorityLibrary, ...] = (),
    rules: EvidenceRules | None = None,
    scans: ScanReading | None = None,
) -> Screening:
    """Read a case folder, or one document, and say what is in it. ``authority`` is the user's library,
    ``rules`` what is searched for; without them nothing is. ``scans`` says how scans are read; without it
    they are not.

    Raises :class:`reviewer_app.domain.errors.InputError` when there is no such place or it cannot be listed.
    """
    folder = folder.absolute()
    with closing(PageReader(WorkerProcess())) as reader:
        screened = tuple(screened_documents(folder, reader, progress))
        scans_told = ""
        if scans is not None:
            screened, scans_told = with_scans(screened, reader, scans)
        pictures = PictureComparison(reader, MOST_COMPARISONS)
        sketches = tuple(_sketched(screened, pictures, progress))
        copies = copies_within(sketches, pictures)
    request, problems = request_in_folder(folder)
    documents = tuple(one.document for one in screened)
    case = _unreviewed(library, folder, request, problems, documents, authority)
    findings = (
        find_evidence(case, tuple(_read_pages(screened)), rules) if rules is not None else CaseFindings()
    )
    case = _with_suspected(case, findings)
    return Screening(case, screened, copies, sketches=sketches, findings=findings, scans_told=scans_told)


def _with_suspected(case: OpenCase, findings: CaseFindings) -> OpenCase:
    """The case with the pages that may be another patient's, which block until somebody has looked."""
    judged = replace(case, suspected=findings.suspected)
    return replace(judged, readiness=readiness(facts_of(judged)))


def with_scans(
    screened: tuple[ScreenedDocument, ...], reader: PageReader, scans: ScanReading
) -> tuple[tuple[ScreenedDocument, ...], str]:
    """The documents with what was read of their scans, and what is to be said of that."""
    to_read = tuple(
        ScanToRead(page.read.sha256, page.number, page.read.width, page.read.height, page.native)
        for one in screened
        if not one.same_as
        for page in one.pages
        if page.native is not None
    )
    if not to_read:
        return screened, ""
    told = ocr_problem()
    came: dict[PageKey, PageReading] = {}
    if not told:
        documents = tuple(one.document for one in screened)
        with closing(KeptReadings(scans.data_folder, scans.keys, documents)) as kept:
            try:
                with closing(read_scans(to_read, reader, kept, scans.progress)) as readings:
                    came.update(readings)
            except ResourceError as error:
                told = error.sentence
            told = " ".join(filter(None, (told, kept.told)))
        if not told and scans.keys is None and len(to_read) >= MANY:
            told = NOT_KEPT
    return tuple(replace(one, pages=tuple(_scanned(one, came))) for one in screened), told


def _scanned(one: ScreenedDocument, came: dict[PageKey, PageReading]) -> Iterator[ScreenedPage]:
    """The pages with what was read of their pictures; what was not read is said of those without words."""
    for page in one.pages:
        if page.native is None:
            yield page
            continue
        reading = came.get(page.read.key, PageReading())
        kept = KeptPage(*page.read.key, page.native, reading.reading, reading.layer, reading.failure)
        read = page_as_read(one.document, page.number, kept)
        yield replace(page, read=read if read.blank is not None else replace(read, blank=page.blank))


def _read_pages(screened: Iterable[ScreenedDocument]) -> Iterator[ReadPage]:
    """The pages in the order of the case, those of a file of equal content under its own name."""
    for one in screened:
        for page in one.pages:
            same_as = (one.same_as, page.number) if one.same_as else None
            yield replace(page.read, file=one.document.file, same_as=same_as)


def _sketched(
    screened: Iterable[ScreenedDocument], pictures: PictureComparison, progress: Progress
) -> Iterator[SketchedDocument]:
    """What the pages are known by: their words, or of the first so many that have too few, their looks."""
    room = MOST_LOOKED_AT

    def look_of(place: PagePlace) -> bytes:
        nonlocal room
        room -= 1
        if room < 0:
            return b""
        progress(one.document.file, place.page, one.document.page_count)
        return pictures.sketch(place)

    for one in screened:
        texts = (page.text for page in one.pages)
        known = sketched(one.document.file, one.document.sha256, texts, one.same_as)
        readable = [] if one.same_as else [page.number for page in one.pages if not (page.blank or page.why)]
        yield with_looks(known, readable, look_of)


def screened_documents(
    folder: Path, reader: PageReader, progress: Progress = lambda _file, _page, _pages: None
) -> Iterator[ScreenedDocument]:
    """Every document in order; pages of a content that came before are not read twice."""
    first: dict[str, ScreenedDocument] = {}
    for entry in case_files(folder):
        progress(entry.file, 0, 0)
        document = read_document(entry, reader)
        if not document.readable:
            yield ScreenedDocument(document)
        elif document.sha256 in first:
            known = first[document.sha256]
            yield ScreenedDocument(document, known.pages, known.document.file)
        else:
            pages = tuple(screen_pages(reader, document, progress))
            first[document.sha256] = ScreenedDocument(document, pages)
            yield first[document.sha256]


def _unreviewed(
    library: PolicyLibrary,
    folder: Path,
    request: Request | None,
    problems: Iterable[FieldProblem],
    documents: tuple[Document, ...],
    authority: tuple[AuthorityLibrary, ...],
) -> OpenCase:
    """The case as a nurse finds it before the first mark."""
    known = request or Request()
    reviewer = Reviewer(role=Role.NURSE)
    now = local_now()
    review = Review(
        id="",
        case_id="",
        version=1,
        status=ReviewStatus.OPEN,
        created_at=now,
        reviewer=reviewer,
        packs=governing_packs(library, known),
        documents=reviewed_documents(documents),
    )
    case = OpenCase(
        case_id="",
        folder=folder,
        request=known,
        request_from_file=request is not None,
        problems=(*problems, *request_problems(known, now.date())),
        documents=documents,
        changes=DocumentChanges(),
        choices=choose(library, known),
        checklist=Checklist(),
        review=review,
        reviewer=reviewer,
        readiness=(),
        missing_attachments=missing_from_folder(known, documents, from_file=request is not None),
    )
    case = replace(case, checklist=build_checklist(library, known, (), frozenset(review.packs)))
    facts = facts_of(case)
    ladders = ladders_of(facts)
    return replace(
        case,
        authority=ladders,
        proposals=proposals(authority, known.plan, known.services, ladders),
        readiness=readiness(facts),
    )
