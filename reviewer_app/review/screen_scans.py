"""The scans of a case that is screened: their pictures are read, two at a time, and what was read is kept.

What is kept is found again by the document and the page, without drawing it, or by the picture itself. So a
screening that was interrupted goes on where it was, and a page that came twice is read once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from reviewer_app.documents.ocr_models import ocr_engine
from reviewer_app.documents.ocr_process import OcrProcess
from reviewer_app.documents.page_reader import PageReader, asked_again
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import ResourceError, StoreError, WrongKeyError
from reviewer_app.domain.found import PageKey
from reviewer_app.domain.page_reading import OcrReading, PageReading
from reviewer_app.domain.pages import PageFailedError, PageFailure, PagePicture
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.layer_agreement import beside_layer
from reviewer_app.review.database_key import given_passphrase, key_custody
from reviewer_app.review.scans_of_case import drawn_scan
from reviewer_app.review.text_desk import TextDesk
from reviewer_app.storage.keys import FoundKeys, KeySource

WORKERS = 2
"""Pages that are read at the same time, at most: each takes a processor."""

DRAWN_AHEAD = 2
"""Pages that are drawn and wait for a reader; each takes 4 MB, in colour 11."""

ReadingProgress = Callable[[int, int], None]
"""Hears how many pages were read, and how many are to be."""


MANY = 25
"""Scans; whoever waited for so many wants to know why the next screening takes as long."""

NOT_KEPT = (
    "What is read of scans is not kept, because the data folder has no key yet. Open the window once, or "
    "name a passphrase file with --passphrase-file, and the next screening need not read them again."
)


@dataclass(frozen=True, slots=True)
class ScanReading:
    """How scans are to be read: where readings are kept and what opens them (:func:`keys_of_readings`), and
    who hears how far it is."""

    data_folder: Path
    keys: KeySource | None
    progress: ReadingProgress = lambda _done, _pages: None


@dataclass(frozen=True, slots=True)
class ScanToRead:
    """A page whose picture is to be read; ``native`` is what its file has for it, ``width`` and ``height``
    are in page points."""

    sha256: str
    page: int
    width: float
    height: float
    native: SearchableText

    @property
    def key(self) -> PageKey:
        return self.sha256, self.page


def keys_of_readings(data_folder: Path, history: KeySource | None) -> KeySource | None:
    """What opens the file in which readings are kept: ``history``, the keys of the database, where there is
    one. Before there is, a passphrase file sets the key up; without one nothing is kept, and ``None`` comes
    back: a key that nobody has seen the recovery key of is made by no screening.

    :raises InputError: the passphrase file cannot be used.
    :raises WrongKeyError: its passphrase is not that of the key.
    """
    if history is not None:
        return history
    try:
        return FoundKeys(key_custody(data_folder, sets_up=given_passphrase() is not None).keys())
    except WrongKeyError:
        raise
    except StoreError:
        return None


class KeptReadings:
    """What was read of pictures, in the encrypted file of page texts, or without it until the end of the
    run. ``told`` says why it is not in the file, where a disk that is full or the like is the cause."""

    def __init__(self, data_folder: Path, keys: KeySource | None, documents: Sequence[Document]) -> None:
        """Those of the data folder; without ``keys`` nothing is kept. ``documents`` are the case's."""
        self.told = ""
        self._by_picture: dict[str, PageReading] = {}
        self._desk: TextDesk | None = None
        if keys is not None:
            self._desk = TextDesk(data_folder, keys=keys, tell=self._hear)
            self._desk.show_case(documents)

    def _hear(self, sentence: str) -> None:
        self.told = sentence

    def of_page(self, key: PageKey) -> PageReading | None:
        """What was read of that page of that content."""
        return self._desk.page_reading(*key, ocr_engine()) if self._desk is not None else None

    def of_picture(self, digest: str) -> PageReading | None:
        """What was read of the same picture; how it agrees with the file's words is not known."""
        if self._desk is not None:
            return self._desk.same_picture(digest, ocr_engine())
        return self._by_picture.get(digest)

    def keep(self, key: PageKey, digest: str, came: PageReading) -> None:
        """Keep what came of reading a page, and at once: the next run goes on from here."""
        if self._desk is not None:
            self._desk.keep_reading(*key, digest, ocr_engine(), came)
        else:
            self._by_picture[digest] = came

    def close(self) -> None:
        """End the use of the file."""
        if self._desk is not None:
            self._desk.close()


def read_scans(
    scans: Sequence[ScanToRead], reader: PageReader, kept: KeptReadings, progress: ReadingProgress
) -> Generator[tuple[PageKey, PageReading], None, None]:
    """What came of reading each of these pages, in the order in which they are done. The packages must be
    there: :func:`reviewer_app.documents.ocr_models.ocr_problem`. To be closed: that ends its processes.

    :raises PageFailedError: only when the reader was closed.
    :raises ResourceError: the computer has not enough memory to read a single page.
    """
    for done, one in enumerate(_read(scans, reader, kept), start=1):
        progress(done, len(scans))
        yield one


def _read(
    scans: Sequence[ScanToRead], reader: PageReader, kept: KeptReadings
) -> Iterator[tuple[PageKey, PageReading]]:
    waiting: dict[Future[PageReading], tuple[ScanToRead, str]] = {}
    with _Readers(min(WORKERS, os.cpu_count() or 1)) as readers:
        for scan in scans:
            came = kept.of_page(scan.key)
            if came is None:
                try:
                    drawn = asked_again(partial(drawn_scan, reader, *scan.key, scan.width, scan.height))
                except PageFailedError as failure:
                    if failure.cause is PageFailure.CLOSED:
                        raise
                    yield scan.key, PageReading(failure=failure.sentence)
                    continue
                came = kept.of_picture(drawn.digest)
                if came is None:
                    waiting[readers.read(drawn.picture)] = scan, drawn.digest
                    if len(waiting) >= WORKERS + DRAWN_AHEAD:
                        yield from _done(waiting, kept)
                    continue
                came = beside_layer(scan.native, came)
                kept.keep(scan.key, drawn.digest, came)
            yield scan.key, came
        while waiting:
            yield from _done(waiting, kept)


def _done(
    waiting: dict[Future[PageReading], tuple[ScanToRead, str]], kept: KeptReadings
) -> Iterator[tuple[PageKey, PageReading]]:
    """Wait for the next page that is done, keep it, and take it off the list."""
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        scan, digest = waiting.pop(future)
        came = beside_layer(scan.native, future.result())
        kept.keep(scan.key, digest, came)
        yield scan.key, came


class _Readers:
    """Some OCR processes, each with a thread that waits for it; fewer where the computer gives no more."""

    def __init__(self, count: int) -> None:
        """:raises ResourceError: there is not memory enough for a single one."""
        self._processes = [OcrProcess()]
        with suppress(ResourceError):
            self._processes.extend(OcrProcess() for _ in range(count - 1))
        self._free: SimpleQueue[OcrProcess] = SimpleQueue()
        for process in self._processes:
            self._free.put(process)
        self._threads = ThreadPoolExecutor(count, "scan readers")

    def __enter__(self) -> _Readers:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """End the processes first: a page that is being read is waited for by nobody any more."""
        for process in self._processes:
            process.close()
        self._threads.shutdown(cancel_futures=True)

    def read(self, picture: PagePicture) -> Future[PageReading]:
        """Begin to read a picture that stays as it is."""
        return self._threads.submit(self._read, picture)

    def _read(self, picture: PagePicture) -> PageReading:
        process = self._free.get()
        try:
            return PageReading(_read_twice(process, picture))
        except PageFailedError as failure:
            return PageReading(failure=failure.sentence)
        finally:
            self._free.put(process)


def _read_twice(process: OcrProcess, picture: PagePicture) -> OcrReading:
    """A worker that was ended from outside is no fault of the page."""
    try:
        return process.read(picture)
    except PageFailedError as failure:
        if failure.cause is not PageFailure.CRASHED:
            raise
        return process.read(picture)
