"""Odd and hostile documents from outside the project, where they are at hand: a status for each.

The folder beside the repository is no part of the project; without it nothing is collected here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.documents.case_folder import CaseFile
from reviewer_app.documents.open_documents import read_document, read_documents
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.domain.pages import PageFailure
from tests.hazards import MAKERS, Hazards
from tests.unit.documents.operations import PAGES, everything

SHARED = Path(__file__).resolve().parents[4] / "shared"
ODD = sorted(SHARED.glob("pdfs/*/*.pdf"))
GIVEN_UP = {PageFailure.TIMEOUT, PageFailure.CRASHED, PageFailure.MEMORY}
WORKERS_LOST = 4 * (1 + PAGES)
"""What a document may cost whose pages all hang: two workers to draw and two to read each, and the whole."""


@pytest.fixture(scope="module")
def odd_reader() -> Iterator[PageReader]:
    reader = PageReader(WorkerProcess())
    yield reader
    reader.close()


@pytest.mark.parametrize("path", ODD, ids=lambda path: path.name[-40:])
def test_an_odd_document_has_a_status(odd_reader: PageReader, path: Path) -> None:
    document = read_document(CaseFile(path.name, path), odd_reader)
    assert (document.error is None) == (document.status is DocumentStatus.OK)
    assert everything(document, odd_reader) <= {PageFailure.DAMAGED, PageFailure.NO_SUCH_PAGE}


@pytest.mark.parametrize("maker", MAKERS, ids=lambda path: path.name)
def test_hostile_documents_cost_themselves_only(maker: Path, hazards: Hazards, no_leaks: None) -> None:
    folder = hazards.made_by(maker)
    worker = WorkerProcess(ticks=20, tick_seconds=0.05)
    reader = PageReader(worker)
    failed: dict[str, set[PageFailure]] = {}
    starts = 0
    for document in read_documents(folder, reader):
        assert worker.starts <= starts + 1
        failed[document.file] = everything(document, reader)
        starts = worker.starts
    reader.close()
    hung = {name[:2] for name, causes in failed.items() if causes & GIVEN_UP}
    assert {"54", "62"} <= hung
    assert starts <= 1 + WORKERS_LOST * len(hung)
    assert not [name for name, causes in failed.items() if PageFailure.CLOSED in causes]
