"""The request of a case: what was signed, else request.json completed by what a reviewer typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reviewer_app.documents.case_folder import REQUEST_FILE
from reviewer_app.domain.request import FieldProblem, Request
from reviewer_app.domain.review import Review
from reviewer_app.exchange.request_file import read_request
from reviewer_app.review.signed_content import read_signed_content
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.completed_request import completed
from reviewer_app.rules.identifiers import request_problems


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """A request with where it is from and what is wrong with its fields. ``from_file`` says that it came as
    request.json; a reviewer may then only fill in what that leaves empty."""

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
    return request_with(workspace, folder, workspace.store.cases.entered_request(case_id))


def request_with(workspace: Workspace, folder: Path, typed: Request | None) -> CaseRequest:
    """The request in the folder, completed by the typed one, and what is wrong with its fields.

    A field that could not be read is told once, and no more when it was typed since.
    """
    sent, unreadable = request_in_folder(folder)
    request = known_request(sent, typed)
    reading = tuple(
        problem
        for problem in unreadable
        if sent is None or not problem.path or _value(sent, problem.path) == _value(request, problem.path)
    )
    told = {problem.path for problem in reading}
    judged = request_problems(request, workspace.now().date())
    problems = (*reading, *(problem for problem in judged if problem.path not in told))
    return CaseRequest(request, sent is not None, problems)


def known_request(sent: Request | None, typed: Request | None) -> Request:
    """What is known of a request that came as a file, was typed, both or neither."""
    if sent is None or typed is None:
        return sent or typed or Request()
    return completed(sent, typed)


def _value(request: Request, path: str) -> object:
    """The value of a field by its path, for example ``services[0].code``; ``None`` where there is none."""
    value: object = request
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        value = getattr(value, name, None)
        if index and isinstance(value, tuple):
            value = value[int(index)] if int(index) < len(value) else None
    return value
