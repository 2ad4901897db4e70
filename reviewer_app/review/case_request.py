"""The request of a case: what was signed, else the folder's request.json, else what a reviewer typed in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer_app.documents.case_folder import REQUEST_FILE
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.domain.review import Review
from reviewer_app.exchange.request_file import read_request
from reviewer_app.review.signed_content import read_signed_content
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.identifiers import request_problems


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """A request with where it is from and what is wrong with its fields. Only a typed one can be changed."""

    request: Request
    from_file: bool
    problems: tuple[FieldProblem, ...]


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


def request_of_case(workspace: Workspace, case_id: str, review: Review | None, folder: Path) -> CaseRequest:
    """The request that the case is judged by. ``review`` is its newest version, ``None`` without one."""
    if review is not None and review.signature is not None:
        signed = read_signed_content(workspace, review)
        problems = request_problems(signed.request, review.signature.signed_at.date())
        return CaseRequest(signed.request, signed.request_from_file, problems)
    in_folder, reading_problems = request_in_folder(folder)
    request = in_folder or workspace.store.cases.entered_request(case_id) or Request()
    problems = all_problems(workspace, request, reading_problems)
    return CaseRequest(request, in_folder is not None, problems)


def all_problems(
    workspace: Workspace, request: Request, reading_problems: tuple[FieldProblem, ...] = ()
) -> tuple[FieldProblem, ...]:
    """What is wrong with the fields of a request (DESIGN 4.6); an unreadable field is told once."""
    told = {problem.path for problem in reading_problems}
    judged = request_problems(request, workspace.now().date())
    return (*reading_problems, *(problem for problem in judged if problem.path not in told))
