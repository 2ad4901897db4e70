"""Read the documents of a case folder, each with its status. The folder is only read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reviewer_app.documents.case_folder import shown_name
from reviewer_app.documents.open_documents import read_documents
from reviewer_app.domain.documents import Document
from reviewer_app.review.unlock_document import with_known_password
from reviewer_app.review.workspace import Workspace

Progress = Callable[[str], None]
"""Hears the name of the file that is read next."""


def read_folder(
    workspace: Workspace, folder: Path, progress: Progress = lambda _file: None
) -> tuple[Document, ...]:
    """Every document of the folder; locked ones with the passwords that were given in this run.

    Raises :class:`reviewer_app.domain.errors.InputError` when the folder itself cannot be opened.
    """
    with workspace.reader() as reader:
        return tuple(
            _with_shown_name(with_known_password(folder, document, reader, workspace.passwords))
            for document in read_documents(folder, reader, progress)
        )


def _with_shown_name(document: Document) -> Document:
    """The document under a name that can be stored; some file systems allow names that are no text."""
    error = document.error and shown_name(document.error)
    return replace(document, file=shown_name(document.file), error=error)
