"""Open documents that are locked with a password.

The password stays with :class:`~reviewer_app.review.passwords.Passwords`: neither the document's value nor
the review nor the database ever holds it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reviewer_app.documents.case_folder import CaseFile
from reviewer_app.documents.open_documents import read_document
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.pages import PageFailedError, PageFailure
from reviewer_app.review.commit import commit, refreshed
from reviewer_app.review.passwords import Passwords
from reviewer_app.review.workspace import Workspace

NOTE_OPENED = "Locked by its sender; opened here with a password, which is kept until the program ends."
"""Stands first among the notes of a document that a password opened."""


def unlock_document(workspace: Workspace, case: OpenCase, file: str, password: str) -> OpenCase:
    """The case with a locked document opened, and every other one that the same password opens.

    Raises :class:`InputError` when the password is wrong or the file is not the one that was read;
    :class:`~reviewer_app.domain.pages.PageFailedError` when the file cannot be read for another reason.
    """
    document = next((one for one in case.documents if one.file == file), None)
    if document is None or document.status is not DocumentStatus.ENCRYPTED:
        return case
    with workspace.reader() as reader:
        # A password that was pasted often has a space or line end after it.
        fitting = _fitting(case.folder, document, reader, (password, password.strip()))
        if fitting is None:
            raise InputError(f"This password does not open {file}. Capital and small letters differ.")
        workspace.passwords.keep(document.sha256, fitting)
        # Passwords given before were tried on the others when the folder was read.
        documents = tuple(
            _opened(case.folder, one, reader, workspace.passwords, (fitting,)) for one in case.documents
        )
    return _reviewed(workspace, replace(case, documents=documents))


def with_known_password(
    folder: Path, document: Document, reader: PageReader, passwords: Passwords
) -> Document:
    """The document of a case; a locked one as it is with the first known password that opens it, if any."""
    return _opened(folder, document, reader, passwords, passwords.to_try(document.sha256))


def _opened(
    folder: Path, document: Document, reader: PageReader, passwords: Passwords, tried: tuple[str, ...]
) -> Document:
    """The document as it is with the first of the passwords that opens it, which is remembered."""
    if document.status is not DocumentStatus.ENCRYPTED:
        return document
    try:
        password = _fitting(folder, document, reader, tried)
    except PageFailedError:  # it stays locked, and says why when somebody opens it by hand
        return document
    if password is None:
        return document
    entry = CaseFile(document.file, PageFile.of(folder, document).path)
    opened = read_document(entry, reader, password)
    if not opened.readable or opened.sha256 != document.sha256:
        return document
    passwords.keep(opened.sha256, password)
    return replace(opened, notes=(NOTE_OPENED, *opened.notes))


def _fitting(folder: Path, document: Document, reader: PageReader, passwords: tuple[str, ...]) -> str | None:
    """The first password that opens the file, which must be as it was when it was read; ``None`` where none
    does. Raises PageFailedError when the file cannot be opened for another reason."""
    for password in dict.fromkeys(passwords):
        try:
            reader.open(PageFile.of(folder, document, password))
        except PageFailedError as failure:
            if failure.cause is not PageFailure.ENCRYPTED:
                raise
        else:
            return password
    return None


def _reviewed(workspace: Workspace, case: OpenCase) -> OpenCase:
    """The review learns how many pages the opened documents have: they count as unseen from now on, also in
    a later run in which the password has not been given."""
    opened = {
        one.sha256: one
        for one in case.documents
        if one.readable and workspace.passwords.of(one.sha256) is not None
    }
    case = refreshed(workspace, case, case.review)
    for known in case.review.documents:
        document = opened.get(known.sha256)
        if document is not None and not known.pages and not case.review.read_only:
            title = f"Opened with a password: {known.file}"
            case = commit(workspace, case, Change(title, known, replace(known, pages=document.page_count)))
    return case
