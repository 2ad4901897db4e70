"""Save a file that is attached to a document, where the reader says; the program never opens it."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.documents.page_file import PageFile
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import InputError, TargetExistsError
from reviewer_app.review.workspace import Workspace
from reviewer_app.summary.write_file import refuse_target, write_file


def save_attachment(
    workspace: Workspace, case: OpenCase, sha256: str, number: int, target: Path, *, replace: bool
) -> OpenCase:
    """Write attachment ``number`` (from 0) of a document to ``target``, whole or not at all. Returns the case
    unchanged.

    Raises :class:`TargetExistsError` when the target is there already and may not be replaced,
    :class:`~reviewer_app.domain.errors.ExportError` when it lies in the case folder or cannot be written, and
    :class:`~reviewer_app.domain.pages.PageFailedError` when the attachment cannot be read.
    """
    document = next((one for one in case.documents if one.readable and one.sha256 == sha256), None)
    if document is None:
        raise InputError("The document is no longer part of the case. Read the folder again (F5).")
    refuse_target(target, case.folder)
    if target.exists() and not replace:
        raise TargetExistsError(target.name)
    write_file(target, _content(workspace, case, document, number), case.folder)
    return case


def _content(workspace: Workspace, case: OpenCase, document: Document, number: int) -> bytes:
    with workspace.reader() as reader:
        password = workspace.passwords.of(document.sha256)
        reader.register(document.sha256, PageFile.of(case.folder, document, password))
        return reader.attachment(document.sha256, number)
