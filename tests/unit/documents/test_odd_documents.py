"""Odd and hostile documents from outside the project, where they are at hand: a status for each.

The folder beside the repository is no part of the project; without it nothing is collected here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.documents.case_folder import CaseFile
from reviewer_app.documents.open_documents import read_document, read_documents
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure

SHARED = Path(__file__).resolve().parents[4] / "shared"
ODD = sorted(SHARED.glob("pdfs/*/*.pdf"))
HAZARD_MAKERS = sorted(SHARED.glob("hazards/make_hazards.py"))


@pytest.fixture(scope="module")
def odd_reader() -> Iterator[PageReader]:
    reader = PageReader(WorkerProcess())
    yield reader
    reader.close()


def show(document: Document, reader: PageReader) -> set[PageFailure]:
    """Draw and read the first pages of a readable document; the causes of what failed."""
    causes: set[PageFailure] = set()
    for page in range(1, min(3, document.page_count) + 1):
        try:
            shown = reader.draw(DrawRequest(document.sha256, page, 1.0))
            assert len(shown.pixels) == shown.stride * shown.height
            reader.text(document.sha256, page)
        except PageFailedError as failure:
            causes.add(failure.cause)
    return causes


@pytest.mark.parametrize("path", ODD, ids=lambda path: path.name[-40:])
def test_an_odd_document_has_a_status(odd_reader: PageReader, path: Path) -> None:
    document = read_document(CaseFile(path.name, path), odd_reader)
    assert (document.error is None) == (document.status is DocumentStatus.OK)
    assert show(document, odd_reader) <= {PageFailure.DAMAGED}


@pytest.mark.parametrize("maker", HAZARD_MAKERS, ids=lambda path: path.name)
def test_hostile_documents_cost_themselves_only(maker: Path, tmp_path: Path, no_leaks: None) -> None:
    subprocess.run([sys.executable, maker, tmp_path], check=True, timeout=120)
    worker = WorkerProcess(ticks=20)
    reader = PageReader(worker)
    failed: dict[str, set[PageFailure]] = {}
    for document in read_documents(tmp_path, reader):
        starts = worker.starts
        if causes := show(document, reader):
            failed[document.file] = causes
        assert worker.starts <= starts + 1
    reader.close()
    hung = {name[:2] for name, causes in failed.items() if PageFailure.TIMEOUT in causes}
    assert {"54", "62"} <= hung
    assert not [name for name, causes in failed.items() if PageFailure.CLOSED in causes]
