"""Hostile documents cost themselves only: every other document is read as if they were not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.documents.open_documents import read_documents
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure
from tests.unit.documents.hostile import NEVER_DRAWN, ODD, REACHING_OUT, write_hostile
from tests.unit.documents.operations import PAGES, everything

WORKERS_LOST = 4 * (1 + PAGES)
"""What a document may cost whose pages all hang: two workers to draw and two to read each, and the whole."""


@pytest.fixture
def reader_and_worker(no_leaks: None) -> Iterator[tuple[PageReader, WorkerProcess]]:
    worker = WorkerProcess(ticks=30, tick_seconds=0.05)
    reader = PageReader(worker)
    yield reader, worker
    reader.close()


def test_every_document_has_a_status_and_the_next_opens_within_one_restart(
    reader_and_worker: tuple[PageReader, WorkerProcess], tmp_path: Path
) -> None:
    reader, worker = reader_and_worker
    write_hostile(tmp_path)
    read: list[Document] = []
    hung: set[str] = set()
    starts = 0
    for document in read_documents(tmp_path, reader):
        assert worker.starts <= starts + 1
        read.append(document)
        causes = everything(document, reader)
        if PageFailure.TIMEOUT in causes or PageFailure.CRASHED in causes:
            hung.add(document.file)
        if document.file.endswith("good.pdf"):
            assert (document.status, causes - {PageFailure.NO_SUCH_PAGE}) == (DocumentStatus.OK, set())
            assert reader.text(document.sha256, 2).words[0].text == "good"
        starts = worker.starts
    assert len(read) == 2 * len(REACHING_OUT | ODD)
    assert all((document.error is None) == (document.status is DocumentStatus.OK) for document in read)
    assert all(document.readable for document in read if document.file.removesuffix(".pdf") in REACHING_OUT)
    assert hung == NEVER_DRAWN
    assert worker.starts <= 1 + WORKERS_LOST * len(hung)


def test_a_page_that_hangs_is_never_shown(
    reader_and_worker: tuple[PageReader, WorkerProcess], tmp_path: Path
) -> None:
    reader, _worker = reader_and_worker
    for name in NEVER_DRAWN:
        (tmp_path / name).write_bytes(ODD[name.removesuffix(".pdf")])
    for document in read_documents(tmp_path, reader):
        for _ in range(4):
            with pytest.raises(PageFailedError) as caught:
                reader.draw(DrawRequest(document.sha256, 1, 1.0))
            assert caught.value.cause in {PageFailure.TIMEOUT, PageFailure.MEMORY}
