"""The worklist: the case folders under a root, with what the database knows of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reviewer_app.documents.case_folder import CaseFile, list_case, shown_name
from reviewer_app.documents.identify import identify
from reviewer_app.domain.case import CaseRow
from reviewer_app.domain.clock import ClockStanding
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import ReviewStatus
from reviewer_app.review.case_request import known_request, request_in_folder
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.clocks import all_closed, standing
from reviewer_app.storage.case_store import CaseSummary

NEW = "new"
VOID = "void: nothing is in force"
STATUS_WORDS = {
    None: NEW,
    ReviewStatus.OPEN: "in review",
    ReviewStatus.SIGNED: "signed",
    ReviewStatus.SUPERSEDED: "superseded",
}


def list_cases(workspace: Workspace, root: Path) -> tuple[CaseRow, ...]:
    """One row for each folder directly under ``root``, in order of name. Nothing is read but request.json,
    and files that came since a case was opened.

    Raises :class:`InputError` when the root cannot be read.
    """
    folders = case_folders(root)
    workspace.store.settings.remember_root(root.absolute())
    known = workspace.store.cases.case_summaries(tuple(folder.absolute() for folder in folders))
    return tuple(case_row(workspace, folder, known.get(folder.absolute())) for folder in folders)


def case_folders(root: Path) -> tuple[Path, ...]:
    """The folders directly under ``root``, in order of name. Raises :class:`InputError` when it cannot be
    read."""
    try:
        return tuple(
            sorted(
                (entry for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith(".")),
                key=lambda folder: folder.name.casefold(),
            )
        )
    except OSError as error:
        raise InputError(f"{root} cannot be read ({error.strerror}); choose another folder.") from error


def case_row(workspace: Workspace, folder: Path, known: CaseSummary | None) -> CaseRow:
    """One row; a request.json that cannot be used is a problem of that row alone."""
    request, problem = request_of_row(workspace, folder, known)
    member = request.member
    name = ", ".join(part for part in (member.last_name, member.first_name) if part)
    clock = _clock(workspace, request, known)
    services = " · ".join(service.label for service in request.services)
    return CaseRow(
        folder=folder,
        name=request.request_id or folder.name,
        case_id=known.case_id if known else "",
        member=name or (known.member if known else ""),
        service=services or (known.service if known else ""),
        received=request.received,
        clock=clock,
        status=status_words(known),
        progress=known.progress if known else "",
        problem=problem or clock.problem,
        new_documents=_new_documents(folder, known),
    )


def request_of_row(workspace: Workspace, folder: Path, known: CaseSummary | None) -> tuple[Request, str]:
    """The request of request.json and as a reviewer typed it; and what is wrong with an unusable file."""
    sent, problems = request_in_folder(folder)
    typed = workspace.store.cases.entered_request(known.case_id) if known else None
    unusable = problems[0].message if problems and sent is None else ""
    return known_request(sent, typed), unusable


def status_words(known: CaseSummary | None) -> str:
    """The state of the newest review in words; a signed one with its outcomes."""
    if known is None:
        return NEW
    if known.void:
        return VOID
    words = STATUS_WORDS[known.status]
    outcomes = ", ".join(dict.fromkeys(outcome.value for outcome in known.outcomes))
    return f"{words}: {outcomes}" if known.status is ReviewStatus.SIGNED and outcomes else words


def _clock(workspace: Workspace, request: Request, known: CaseSummary | None) -> ClockStanding:
    clocks = workspace.clocks
    if known is None:
        return replace(standing(clocks.rules, request), problem=clocks.problem)
    signed = known.status is ReviewStatus.SIGNED and not known.void and all_closed(known.outcomes)
    decided = known.signed_at if signed else None
    return replace(standing(clocks.rules, request, known.clock_events, decided), problem=clocks.problem)


def _new_documents(folder: Path, known: CaseSummary | None) -> int:
    """How many files the folder has whose content the review does not know. Files are read only where their
    name is none of those that the review knows, so that a worklist costs little."""
    if known is None or known.status is None:
        return 0
    try:
        files = tuple(list_case(folder))
    except OSError:
        return 0
    return sum(1 for file in files if _is_new(file, known))


def _is_new(file: CaseFile, known: CaseSummary) -> bool:
    if shown_name(file.file) in known.files:
        return False
    sha256 = "" if file.problem else identify(file.path).sha256
    return sha256 not in known.hashes
