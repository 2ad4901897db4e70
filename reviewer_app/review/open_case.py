"""Open a case folder: read its documents and request, find or begin its review. The folder is only read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from reviewer_app.documents.open_documents import case_files, read_document
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.case import DocumentChanges, OpenCase
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.documents import Document
from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.domain.review import Review, ReviewStatus
from reviewer_app.exchange.clock_file import load_clocks
from reviewer_app.exchange.request_file import read_request
from reviewer_app.policies.choose import choose
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.commit import refreshed
from reviewer_app.review.folder_changes import folder_changes, reviewed_documents
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.clocks import due
from reviewer_app.rules.identifiers import request_problems

REQUEST_FILE = "request.json"

Progress = Callable[[str], None]


def read_folder(folder: Path, progress: Progress = lambda _file: None) -> tuple[Document, ...]:
    """Every document of the folder with its status, read by a page worker of its own.

    Raises :class:`reviewer_app.domain.errors.InputError` when the folder itself cannot be opened.
    """
    reader = PageReader(WorkerProcess())
    try:
        documents: list[Document] = []
        for entry in case_files(folder):
            progress(entry.file)
            documents.append(read_document(entry, reader))
        return tuple(documents)
    finally:
        reader.close()


def open_case(workspace: Workspace, folder: Path, progress: Progress = lambda _file: None) -> OpenCase:
    """The case with its newest review, which is begun if there is none."""
    folder = folder.absolute()
    documents = read_folder(folder, progress)
    from_file, file_problems = request_in_folder(folder)
    request = from_file or Request()
    cases = workspace.store.cases
    case_id = known_case(workspace, folder, request, documents)
    entered = cases.entered_request(case_id)
    if from_file is None and entered is not None:
        request = entered
    review = workspace.store.reviews.newest(case_id)
    if review is None:
        review = begin_review(workspace, case_id, request, documents)
    elif not review.packs and not review.read_only:
        review = with_packs(workspace, review, request)
    case = OpenCase(
        case_id=case_id,
        folder=folder,
        request=request,
        request_from_file=from_file is not None,
        problems=(*file_problems, *request_problems(request, workspace.now().date())),
        documents=documents,
        changes=folder_changes(review, documents),
        choices=choose(workspace.library, request, frozenset(review.packs)),
        checklist=Checklist(),
        review=review,
        reviewer=workspace.reviewer(),
        readiness=(),
        due=due(load_clocks(), request),
    )
    opened = refreshed(workspace, case, review)
    remember_for_worklist(workspace, opened)
    return opened


def remember_for_worklist(workspace: Workspace, case: OpenCase) -> None:
    """Keep what the worklist shows of this case when only its folder is known."""
    member = case.request.member
    workspace.store.cases.remember_facts(
        case.case_id,
        ", ".join(part for part in (member.last_name, member.first_name) if part),
        " · ".join(service.label for service in case.request.services),
        len(case.checklist.elements),
    )


def known_case(workspace: Workspace, folder: Path, request: Request, documents: tuple[Document, ...]) -> str:
    """The id of the case that lies in this folder, a new one if the database knows none.

    A folder without documents has nothing but its place to be known by.
    """
    now = workspace.now()
    cases = workspace.store.cases
    contents = {document.sha256: document.file for document in documents if document.sha256}
    case_id = cases.find_case(request.request_id, request.member.member_id, contents.keys())
    if case_id is None and not contents and not request.request_id:
        in_folder = cases.case_summaries((folder,)).get(folder)
        case_id = in_folder.case_id if in_folder else None
    if case_id is None:
        case_id = cases.create_case(request.request_id, request.member.member_id, workspace.reviewer(), now)
    elif request.request_id:
        cases.remember_request(case_id, request.request_id, request.member.member_id)
    cases.remember_folder(case_id, folder, now)
    cases.remember_documents(case_id, contents.items(), now)
    return case_id


def request_in_folder(folder: Path) -> tuple[Request | None, tuple[FieldProblem, ...]]:
    """The request of request.json; ``None`` when the folder has no usable one, with what is wrong with it."""
    path = folder / REQUEST_FILE
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None, ()
    except OSError as error:
        return None, (FieldProblem("", f"{path.name} can't be read ({error.strerror})."),)
    read = read_request(path)
    return read.request, read.problems


def begin_review(
    workspace: Workspace, case_id: str, request: Request, documents: tuple[Document, ...]
) -> Review:
    """The first review of a case, with the packs that govern its request today."""
    now = workspace.now()
    reviewer = workspace.reviewer()
    review = Review(
        id=uuid4().hex,
        case_id=case_id,
        version=1,
        status=ReviewStatus.OPEN,
        created_at=now,
        reviewer=reviewer,
        packs=governing_packs(workspace.library, request),
        documents=reviewed_documents(documents),
    )
    workspace.store.reviews.create(review, reviewer, now)
    return review


def with_packs(workspace: Workspace, review: Review, request: Request) -> Review:
    """The open review with the packs that govern the request now; it was begun without any."""
    packs = governing_packs(workspace.library, request)
    if packs == review.packs:
        return review
    workspace.store.reviews.replace_packs(review.id, packs, workspace.reviewer(), workspace.now())
    return replace(review, packs=packs)


def governing_packs(library: PolicyLibrary, request: Request) -> tuple[PackReference, ...]:
    """References of the packs in effect for the request."""
    return tuple(choice.pack.reference for choice in choose(library, request) if choice.governs)


def read_folder_again(workspace: Workspace, case: OpenCase) -> OpenCase:
    """The same case with the folder as it is now; what changed is in ``changes``."""
    documents = read_folder(case.folder)
    contents = ((document.sha256, document.file) for document in documents if document.sha256)
    workspace.store.cases.remember_documents(case.case_id, contents, workspace.now())
    changed = replace(case, documents=documents, changes=DocumentChanges())
    return refreshed(workspace, replace(changed, changes=folder_changes(case.review, documents)), case.review)
