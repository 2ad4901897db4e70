"""What the program finds in a case folder by itself: the object of resources/schemas/screening.schema.json.

No review is begun and nothing is written; readiness is that of a nurse with nothing marked yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reviewer_app.documents.open_documents import case_files, read_document
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.case import DocumentChanges, OpenCase
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.documents import Document
from reviewer_app.domain.pages import PageFailed
from reviewer_app.domain.request import Request, ServiceLine
from reviewer_app.domain.review import Review, Reviewer, ReviewStatus, Role
from reviewer_app.exchange.request_file import request_to_json
from reviewer_app.policies.checklist import build_checklist
from reviewer_app.policies.choose import choose
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.folder_changes import reviewed_documents
from reviewer_app.review.open_case import governing_packs, request_in_folder
from reviewer_app.review.readiness_of_case import facts_of
from reviewer_app.review.workspace import local_now
from reviewer_app.rules.identifiers import request_problems
from reviewer_app.rules.readiness import readiness

Json = dict[str, Any]
WordCounts = Mapping[tuple[str, int], int]

NOT_YET_FOUND = (
    "segments",
    "discrepancy_candidates",
    "timeline",
    "prior_requests",
    "document_matches",
    "authority",
)
"""Lists of the contract that this version finds nothing for; they are there and empty."""


def screen_case(
    library: PolicyLibrary, folder: Path, progress: Callable[[str], None] = lambda _file: None
) -> Json:
    """Read a case folder and say what is in it.

    Raises :class:`reviewer_app.domain.errors.InputError` when the folder cannot be opened.
    """
    folder = folder.absolute()
    documents, words = _read(folder, progress)
    request, file_problems = request_in_folder(folder)
    case = _unreviewed(library, folder, request, documents)
    problems = (*file_problems, *request_problems(case.request, local_now().date()))
    return {
        "case": {
            "folder": folder.name,
            "request": request_to_json(case.request),
            "request_from_file": case.request_from_file,
            "problems": [{"field": problem.path, "message": problem.message} for problem in problems],
        },
        "documents": [_document(document) for document in documents],
        "pages": [page for document in documents for page in _pages(document, words)],
        "policies": _policies(case),
        "elements": _elements(case),
        **{name: [] for name in NOT_YET_FOUND},
        "missing": _missing_attachments(case),
        "readiness": _readiness(case),
    }


def _read(folder: Path, progress: Callable[[str], None]) -> tuple[tuple[Document, ...], WordCounts]:
    """All documents with status, and the number of words on each page of the readable ones."""
    reader = PageReader(WorkerProcess())
    documents: list[Document] = []
    words: dict[tuple[str, int], int] = {}
    try:
        for entry in case_files(folder):
            progress(entry.file)
            document = read_document(entry, reader)
            documents.append(document)
            for page in range(1, document.page_count + 1):
                try:
                    words[document.file, page] = len(reader.text(document.sha256, page).words)
                except PageFailed:  # the page is listed with no text; its document keeps its status
                    words[document.file, page] = 0
    finally:
        reader.close()
    return tuple(documents), words


def _unreviewed(
    library: PolicyLibrary, folder: Path, request: Request | None, documents: tuple[Document, ...]
) -> OpenCase:
    """The case as a nurse finds it before the first mark."""
    known = request or Request()
    reviewer = Reviewer(role=Role.NURSE)
    review = Review(
        id="",
        case_id="",
        version=1,
        status=ReviewStatus.OPEN,
        created_at=local_now(),
        reviewer=reviewer,
        packs=governing_packs(library, known),
        documents=reviewed_documents(documents),
    )
    case = OpenCase(
        case_id="",
        folder=folder,
        request=known,
        request_from_file=request is not None,
        problems=(),
        documents=documents,
        changes=DocumentChanges(),
        choices=choose(library, known),
        checklist=Checklist(),
        review=review,
        reviewer=reviewer,
        readiness=(),
    )
    case = replace(case, checklist=build_checklist(library, known, (), frozenset(review.packs)))
    return replace(case, readiness=readiness(facts_of(case)))


def _document(document: Document) -> Json:
    return {
        "file": document.file,
        "sha256": document.sha256 or None,
        "type": document.media_type,
        "pages": document.page_count,
        "status": document.status.value,
        "error": document.error,
        "notes": list(document.notes),
    }


def _pages(document: Document, words: WordCounts) -> list[Json]:
    """The document's pages. Legibility is not measured, so it is null; words come from native text."""
    return [
        {
            "file": document.file,
            "page": number,
            "text": "native" if words[document.file, number] else "none",
            "words": words[document.file, number],
            "rotation": geometry.rotation,
            "legibility": None,
            "legible": None,
            "why": None,
            "blank": None,
            "same_as": None,
            "identity": [],
        }
        for number, geometry in enumerate(document.pages, start=1)
    ]


def _policies(case: OpenCase) -> list[Json]:
    return [
        {
            "id": choice.pack.id,
            "version": choice.pack.version,
            "effective_from": choice.pack.effective_from.isoformat(),
            "effective_to": choice.pack.effective_to.isoformat() if choice.pack.effective_to else None,
            "governs": choice.governs,
            "why": choice.why,
        }
        for choice in case.choices
    ]


def _elements(case: OpenCase) -> list[Json]:
    """The checklist, then the elements of the governing packs whose cause does not exist in this case."""
    shown = [(one, True) for one in case.checklist.elements]
    shown += [(one, False) for one in case.checklist.dormant]
    return [
        {
            "id": one.id,
            "row": one.element.row,
            "policy": one.pack.id if one.pack else None,
            "title": one.element.title,
            "applies": applies,
            "required": one.required,
            "suggestions": [],
        }
        for one, applies in shown
    ]


def _missing_attachments(case: OpenCase) -> list[Json]:
    """Files that the request names and the folder has not."""
    present = {document.file.casefold() for document in case.documents}
    present |= {document.file.rsplit("/", 1)[-1].casefold() for document in case.documents}
    return [
        {"what": name, "why": "The request names this attachment; the folder has no such file."}
        for name in case.request.attachments
        if name.replace("\\", "/").casefold() not in present
    ]


def _readiness(case: OpenCase) -> list[Json]:
    services: dict[int, ServiceLine] = {service.line: service for service in case.request.services}
    return [
        {
            "line": line.line,
            "service": services[line.line].label if line.line in services else None,
            "blockers": [
                {"code": blocker.code, "row": blocker.row or None, "message": blocker.message}
                for blocker in line.blockers
            ],
            "warnings": [
                {"code": caution.code, "row": caution.row or None, "message": caution.message}
                for caution in line.cautions
            ],
            "allowed_outcomes": [outcome.value for outcome in line.allowed_outcomes],
        }
        for line in case.readiness
    ]
