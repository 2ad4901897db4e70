"""Try the parts of the program that depend on the machine, for ``doctor``.

Each trial returns what it found, in words, or raises a :class:`reviewer_app.domain.errors.ReviewerError`
whose sentence says what does not work.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from reviewer_app.documents.limits import NO_FILES, NO_SIGNALS, NO_TCP
from reviewer_app.documents.ocr_models import ocr_engine, ocr_problem
from reviewer_app.documents.ocr_process import OcrProcess
from reviewer_app.documents.open_documents import case_files, read_document
from reviewer_app.documents.worker_process import WorkerError
from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.errors import ExportError, InputError, StoreError
from reviewer_app.domain.pages import DrawRequest
from reviewer_app.domain.search import BOX_BYTES, SearchableText
from reviewer_app.review.database_key import key_custody, throw_away_key
from reviewer_app.review.lent_reader import own_reader
from reviewer_app.review.read_scans import reading_request
from reviewer_app.review.text_desk import TextDesk
from reviewer_app.storage.keychain import Keychain
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.store import DATABASE_NAME, Store
from reviewer_app.summary.pdf import TIME_LIMIT, run_worker

TRIAL_WORDS = "A page to try the page worker with."
CLOSED = {NO_FILES: "files", NO_TCP: "TCP connections", NO_SIGNALS: "other processes"}
SMALLEST_TEMPLATE = '#set document(title: "Trial")\n= Trial'


def try_page_worker() -> str:
    """Start a page worker; have it open a page, read its words and draw it."""
    with tempfile.TemporaryDirectory() as folder, own_reader() as reader:
        Path(folder, "page.txt").write_text(TRIAL_WORDS, encoding="utf-8")
        (entry,) = case_files(Path(folder))
        document = read_document(entry, reader)
        if not document.readable:
            raise InputError(f"It cannot open a page of plain text ({document.status.value}).")
        words = " ".join(word.text for word in reader.text(document.sha256, 1).words)
        picture = reader.draw(DrawRequest(document.sha256, 1, 1.0))
        drawn = len(set(bytes(picture.pixels))) > 1
    if words != TRIAL_WORDS or not drawn:
        raise InputError("It read or drew a page wrongly; install the program again.")
    return "opens, reads and draws pages in a process of its own"


def try_ocr() -> str:
    """Have a page of plain text drawn, and read its picture. To be called only when
    :func:`why_no_ocr` is silent."""
    with (
        tempfile.TemporaryDirectory() as folder,
        own_reader() as reader,
        closing(OcrProcess()) as process,
    ):
        Path(folder, "page.txt").write_text(TRIAL_WORDS, encoding="utf-8")
        (entry,) = case_files(Path(folder))
        document = read_document(entry, reader)
        (size,) = document.pages
        picture = reader.draw(reading_request(document.sha256, 1, size.width, size.height))
        words = " ".join(process.read(picture).text.text.split())
    if words != TRIAL_WORDS:
        raise InputError("It read a page of print wrongly; install the optional packages again.")
    return f"reads pictures of pages in a process of its own ({ocr_engine()})"


def why_no_ocr() -> str:
    """What is missing for reading scans, and how to get it; empty when nothing is."""
    return ocr_problem()


def try_sandbox() -> tuple[bool, str]:
    """Whether the system locks the page worker in altogether, and what holds it."""
    try:
        with own_reader() as reader:
            active = reader.protections()
    except WorkerError as error:
        raise InputError(f"The page worker could not be asked ({error.cause}).") from error
    closed = [words for name, words in CLOSED.items() if name in active]
    missing = [words for name, words in CLOSED.items() if name not in active]
    found = f"closed to the page worker: {', '.join(closed) or 'nothing'}"
    return not missing, f"{found}; not possible on this system: {', '.join(missing)}" if missing else found


def try_search() -> str:
    """Index a page in a folder that is thrown away, and find a word of it: not every SQLite can."""
    pages = (PageGeometry(width=612, height=792),)
    trial = Document("trial", "trial", 1, "application/pdf", DocumentStatus.OK, pages=pages)
    text = SearchableText(TRIAL_WORDS, bytes(BOX_BYTES * len(TRIAL_WORDS.split())))
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(TextDesk(Path(folder), keys=throw_away_key())) as desk,
    ):
        desk.show_case([trial])
        desk.keep([(trial.sha256, 1, text)])
        found = desk.search(TRIAL_WORDS).count
    if not found:
        raise StoreError("It does not find what is there; install the program again.")
    return "indexes pages and finds their words"


def try_encryption() -> str:
    """Write a database into a folder that is thrown away, and look for what was written in its file."""
    keys = throw_away_key()
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder), keys) as store:
            store.settings.set({"trial": TRIAL_WORDS})
        content = Path(folder, DATABASE_NAME).read_bytes()
        with Store.open(Path(folder), keys) as store:
            found = store.settings.get("trial")
    if found != TRIAL_WORDS or TRIAL_WORDS.encode() in content:
        raise StoreError("The database is not encrypted; install the program again.")
    return "what is written can be read with its key only"


def try_keychain() -> str:
    """Have the keychain keep a key, give it back and forget it.

    Raises :class:`reviewer_app.domain.errors.StoreError` when it does not, or there is none.
    """
    keychain = Keychain()
    name = f"trial {uuid4().hex}"
    keychain.keep(name, DatabaseKey.new().secret)
    keychain.forget(name)
    return "keeps the database's key and gives it back"


def try_pdf() -> str:
    """Set the smallest PDF in a process of its own."""
    request = {
        "template": SMALLEST_TEMPLATE,
        "paper": {},
        "timestamp": datetime(2000, 1, 1, tzinfo=UTC).isoformat(),
    }
    try:
        made = run_worker(json.dumps(request).encode("ascii"), TIME_LIMIT)
    except RuntimeError as error:
        raise ExportError("The process that sets PDF files failed; install the program again.") from error
    if not made.startswith(b"%PDF-"):
        raise ExportError("What was set is no PDF; install the program again.")
    return f"set in a process of their own ({len(made)} bytes for an empty page)"


def try_data_folder(folder: Path) -> str:
    """Write into the data folder, and read the whole database when there is one. Leaves nothing behind."""
    if not folder.exists():
        parent = next(place for place in folder.parents if place.exists())
        if not parent.is_dir() or not os.access(parent, os.W_OK | os.X_OK):
            raise StoreError(f"{folder} cannot be made in {parent}; choose another one with --data-dir.")
        return f"{folder}, made at first use"
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written ({error.strerror}); choose another one with --data-dir."
        ) from error
    if not (folder / DATABASE_NAME).exists():
        return f"{folder}, no database yet"
    with Store.open(folder, key_custody(folder)) as store:
        changed = store.verify()
    if changed:
        raise StoreError(" ".join(changed))
    return f"{folder}, its database is sound and its audit log unbroken"
