"""Odd and hostile documents from outside the project, where they are at hand: every question about them is
answered or refused, and the next document is read as if nothing had happened.

The folder beside the repository is no part of the project; without it nothing is collected here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer_app.documents.case_folder import CaseFile
from reviewer_app.documents.open_documents import read_document, read_documents
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import Document
from reviewer_app.domain.pages import PageFailedError, PageFailure
from tests.hazards import MAKERS, Hazards
from tests.unit.documents.files import pdf, text_content

SHARED = Path(__file__).resolve().parents[4] / "shared"
ODD = sorted(SHARED.glob("pdfs/*/*.pdf"))

EXPECTED = frozenset(
    {PageFailure.DAMAGED, PageFailure.TIMEOUT, PageFailure.MEMORY, PageFailure.CRASHED, PageFailure.TOO_LARGE}
)


@pytest.fixture(scope="module")
def odd_reader() -> Iterator[PageReader]:
    reader = PageReader(WorkerProcess(ticks=20))
    yield reader
    reader.close()


def asked(reader: PageReader, document: Document) -> list[object]:
    """The answers to all that can be asked about a document and its first page, or why there is none."""
    key = document.sha256
    questions: list[Callable[[], object]] = [
        lambda: reader.contents(key),
        lambda: reader.links(key, 1),
        lambda: reader.searchable(key, 1),
        *(lambda number=number: reader.attachment(key, number) for number in range(3)),
    ]
    answers: list[object] = []
    for question in questions:
        try:
            answers.append(question())
        except PageFailedError as failure:
            answers.append(failure.cause)
    return answers


def read_a_good_one(reader: PageReader, folder: Path) -> None:
    path = folder / "good.pdf"
    path.write_bytes(pdf(text_content("good", 72, 700)))
    reader.register("good", PageFile(path, "application/pdf"))
    assert reader.searchable("good", 1).text == "good"


@pytest.mark.parametrize("path", ODD, ids=lambda path: path.name[-40:])
def test_every_question_about_an_odd_document_is_answered(
    odd_reader: PageReader, path: Path, tmp_path: Path
) -> None:
    document = read_document(CaseFile(path.name, path), odd_reader)
    if document.readable:
        refusals = {one for one in asked(odd_reader, document) if isinstance(one, PageFailure)}
        assert refusals <= {PageFailure.DAMAGED, PageFailure.NO_SUCH_PAGE}
    read_a_good_one(odd_reader, tmp_path)


@pytest.mark.parametrize("maker", MAKERS, ids=lambda path: path.name)
def test_every_question_about_a_hostile_document_is_answered(
    maker: Path, hazards: Hazards, tmp_path: Path
) -> None:
    reader = PageReader(WorkerProcess(ticks=20, tick_seconds=0.05))
    for document in read_documents(hazards.made_by(maker), reader):
        if document.readable:
            for answer in asked(reader, document):
                assert not isinstance(answer, PageFailure) or answer in EXPECTED | {PageFailure.NO_SUCH_PAGE}
        read_a_good_one(reader, tmp_path)
    reader.close()
