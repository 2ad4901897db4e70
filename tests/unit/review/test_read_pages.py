"""The two page sources of a case: how many processes there are, when they end, and who may borrow them."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer_app.documents.early_page import start_with_first_page
from reviewer_app.documents.open_documents import read_documents
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import Document
from reviewer_app.domain.pages import DrawRequest, Rect
from reviewer_app.review.read_pages import EARLY_PAGE, CasePages
from tests.end_to_end.processes import PAGE_WORKER, workers
from tests.unit.documents.files import pdf, text_content

DOCUMENTS = 6
MOST_WORKERS = 2
PATIENCE_SECONDS = 20


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Documents of one page each, as many points wide as their number times 100."""
    for number in range(1, DOCUMENTS + 1):
        content = pdf(text_content(f"number {number}", 5, 50), media_box=(0, 0, 100 * number, 100))
        (tmp_path / f"{number}.pdf").write_bytes(content)
    return tmp_path


@pytest.fixture
def pages(case: Path) -> Iterator[CasePages]:
    """The sources of a window that was opened on the case; none of their workers is left afterwards."""
    before = workers(PAGE_WORKER)
    made = CasePages(start_with_first_page(case, 50))
    yield made
    made.close()
    assert workers(PAGE_WORKER) == before


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        os.sched_yield()


def read(pages: CasePages, case: Path) -> tuple[Document, ...]:
    with pages.reader() as reader:
        documents = tuple(read_documents(case, reader))
    pages.show_case(case, documents)
    return documents


def test_whatever_is_done_there_are_at_most_two_workers(pages: CasePages, case: Path) -> None:
    assert len(workers(PAGE_WORKER)) == 1
    assert pages.sources[0].draw(EARLY_PAGE).width == 50
    documents = read(pages, case)
    assert len(workers(PAGE_WORKER)) == MOST_WORKERS
    for document in documents:
        for source in pages.sources:
            source.draw(DrawRequest(document.sha256, 1, 1.0))
            assert len(workers(PAGE_WORKER)) == MOST_WORKERS
    assert read(pages, case) == documents
    assert len(workers(PAGE_WORKER)) == MOST_WORKERS


def test_both_sources_show_every_document_rightly(pages: CasePages, case: Path) -> None:
    documents = read(pages, case)
    for source in (*pages.sources, *reversed(pages.sources)):
        for number, document in enumerate(documents, start=1):
            assert source.draw(DrawRequest(document.sha256, 1, 1.0)).width == 100 * number
            assert source.text(document.sha256, 1).words[1].text == str(number)


def test_who_draws_does_not_disturb_who_has_borrowed_the_worker(pages: CasePages, case: Path) -> None:
    """A picture is still being copied while crops are made, and folders read, by another thread."""
    documents = read(pages, case)
    stop = threading.Event()
    crops: set[bytes] = set()

    def borrow() -> None:
        with pages.reader() as reader:
            while not stop.is_set():
                document = documents[-1]
                reader.register(document.sha256, PageFile.of(case, document))
                crops.add(reader.crop_png(DrawRequest(document.sha256, 1, 1.0, clip=Rect(0, 0, 600, 50))))
                read_documents(case, reader)

    borrower = threading.Thread(target=borrow)
    borrower.start()
    seen: dict[int, set[bytes]] = {}
    for turn in range(40):
        number = turn % DOCUMENTS
        picture = pages.sources[1].draw(DrawRequest(documents[number].sha256, 1, 1.0))
        seen.setdefault(number, set()).add(bytes(picture.pixels))
    stop.set()
    borrower.join(20)
    assert len(crops) == 1
    assert {len(pictures) for pictures in seen.values()} == {1}
    assert len({picture for pictures in seen.values() for picture in pictures}) == DOCUMENTS


def test_a_killed_worker_costs_nobody_but_the_request_under_way(pages: CasePages, case: Path) -> None:
    documents = read(pages, case)
    for worker in workers(PAGE_WORKER):
        os.kill(worker, signal.SIGKILL)
        os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
    for source in pages.sources:
        assert source.draw(DrawRequest(documents[0].sha256, 1, 1.0)).width == 100
    assert len(workers(PAGE_WORKER)) == MOST_WORKERS


def test_a_worker_that_helps_ends_when_it_is_idle_and_comes_back(case: Path) -> None:
    helper = WorkerProcess(idle_seconds=0.05)
    reader = PageReader(helper)
    reader.register("1", PageFile(case / "1.pdf", "application/pdf"))
    for start in (1, 2):
        assert reader.draw(DrawRequest("1", 1, 1.0)).width == 100
        assert helper.starts == start
        wait_until(lambda: helper.pid is None and not workers(PAGE_WORKER))
    reader.close()


def test_a_worker_is_replaced_in_a_moment_of_rest_and_never_doubled(case: Path) -> None:
    worker = WorkerProcess(requests=3, most_requests=1000, rest_seconds=0.05)
    reader = PageReader(worker)
    reader.register("1", PageFile(case / "1.pdf", "application/pdf"))
    reader.draw(DrawRequest("1", 1, 1.0))
    first = worker.pid
    for _ in range(2):
        reader.draw(DrawRequest("1", 1, 1.0))
    wait_until(lambda: worker.starts == 2)
    assert worker.pid not in (None, first)
    assert reader.draw(DrawRequest("1", 1, 1.0)).width == 100
    assert worker.starts == 2
    assert workers(PAGE_WORKER) == {worker.pid}
    reader.close()


def test_a_worker_that_never_rests_is_replaced_between_two_pages(case: Path) -> None:
    worker = WorkerProcess(requests=2, most_requests=5, rest_seconds=60)
    reader = PageReader(worker)
    reader.register("1", PageFile(case / "1.pdf", "application/pdf"))
    for _ in range(12):
        assert reader.draw(DrawRequest("1", 1, 1.0)).width == 100
    assert worker.starts == 3
    reader.close()


def test_the_first_worker_is_made_ready_for_other_documents_in_a_moment_of_rest(case: Path) -> None:
    started = start_with_first_page(case, 50)
    worker = WorkerProcess(started, rest_seconds=0.05)
    reader = PageReader(worker)
    assert reader.early_picture(started).width == 50
    wait_until(lambda: worker.starts == 2)
    reader.register("2", PageFile(case / "2.pdf", "application/pdf"))
    assert reader.draw(DrawRequest("2", 1, 1.0)).width == 200
    assert worker.starts == 2
    reader.close()
