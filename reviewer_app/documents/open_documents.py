"""A case folder as documents, each with its status. No file stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reviewer_app.documents.case_folder import CaseFile, list_case, shown_name
from reviewer_app.documents.identify import UNKNOWN, Identity, identify
from reviewer_app.documents.limits import MAX_PAGES_PER_ANSWER
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader, asked_again
from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.pages import PageFailedError, PageFailure

_STATUS = {
    PageFailure.ENCRYPTED: DocumentStatus.ENCRYPTED,
    PageFailure.UNSUPPORTED: DocumentStatus.UNSUPPORTED,
    PageFailure.EMPTY: DocumentStatus.EMPTY,
}
"""Every other failure counts as damaged: over a limit, crashing or broken, nobody could read it."""


def case_files(root: Path) -> tuple[CaseFile, ...]:
    """The files of a case folder, or of a case of one file. Raises InputError when there is no such place."""
    try:
        return tuple(list_case(root))
    except OSError as error:
        raise InputError(
            f"{root} cannot be opened ({error.strerror}). Give a case folder or a document."
        ) from error


def read_documents(
    root: Path, reader: PageReader, progress: Callable[[str], None] = lambda _file: None
) -> Iterator[Document]:
    """Every document of a case, in order, as soon as it is known. Raises InputError when there is no case.

    Readable documents are registered with ``reader`` under their SHA-256. ``progress`` hears the name of the
    file that is read next.
    """
    for entry in case_files(root):
        progress(entry.file)
        yield read_document(entry, reader)


def files_that_differ(root: Path, documents: Iterable[Document]) -> tuple[str, ...]:
    """Names of files that came, went or changed since the documents of a case were read, sorted.

    Judged by name, size and time of change; no file is read. Raises InputError when there is no case any
    more.
    """
    known = {shown_name(document.file): (document.size, document.modified) for document in documents}
    found = {shown_name(entry.file): _stamp(entry) for entry in case_files(root)}
    # A file that could not be opened has no time of change to compare.
    changed = {file for file in known.keys() & found.keys() if known[file][1] and known[file] != found[file]}
    return tuple(sorted(changed | (known.keys() ^ found.keys())))


def _stamp(entry: CaseFile) -> tuple[int, int]:
    try:
        status = entry.path.lstat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def read_document(entry: CaseFile, reader: PageReader, password: str | None = None) -> Document:
    """One file of a case: hashed, identified, opened by the page worker and measured.

    A bad file is a Document with its status. Raises PageFailedError with the cause ``closed`` when the reader
    is closed meanwhile.
    """
    if entry.problem:
        return Document(entry.file, "", 0, UNKNOWN, DocumentStatus(entry.problem), entry.sentence)
    identity = identify(entry.path)
    if identity.problem:
        return _document(entry, identity, DocumentStatus(identity.problem), identity.sentence)
    file = PageFile(entry.path, identity.media_type, password, (identity.size, identity.modified))
    try:
        count, notes = asked_again(lambda: reader.open(file))
        pages = asked_again(lambda: _all_sizes(file, count, reader))
    except PageFailedError as failure:
        if failure.cause is PageFailure.CLOSED:
            raise
        return _document(
            entry, identity, _STATUS.get(failure.cause, DocumentStatus.DAMAGED), failure.sentence
        )
    reader.register(identity.sha256, file)
    return _document(entry, identity, DocumentStatus.OK, None, pages, notes)


def _all_sizes(file: PageFile, count: int, reader: PageReader) -> tuple[PageGeometry, ...]:
    """Page sizes, asked for in portions between which the worker may draw what the screen needs."""
    pages: list[PageGeometry] = []
    while len(pages) < count:
        portion = reader.page_sizes(file, len(pages) + 1, MAX_PAGES_PER_ANSWER)
        if not portion:
            break
        pages.extend(portion)
    return tuple(pages)


def _document(
    entry: CaseFile,
    identity: Identity,
    status: DocumentStatus,
    error: str | None,
    pages: tuple[PageGeometry, ...] = (),
    notes: tuple[str, ...] = (),
) -> Document:
    return Document(
        entry.file,
        identity.sha256,
        identity.size,
        identity.media_type,
        status,
        error,
        pages,
        notes,
        identity.modified,
    )
