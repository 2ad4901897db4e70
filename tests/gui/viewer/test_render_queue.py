"""The render queue: most urgent first, nothing that is no longer wanted, nothing twice, and a clean end."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from reviewer_app.documents.page_file import PageFile
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.page_source import PageSource
from reviewer_app.domain.pages import DrawRequest, PageText, Priority
from reviewer_app.domain.search import SearchableText
from reviewer_app.gui.tasks.page_jobs import (
    PageJob,
    ReadRequest,
    ReadyPicture,
    TextRequest,
    Wish,
    WordsRequest,
)
from reviewer_app.gui.tasks.render_queue import RenderQueue
from tests.gui.viewer.papers import damaged_pdf, text_pdf
from tests.gui.viewer.sources import LONGEST_WAIT, PDF, RecordingSource


@pytest.fixture
def document(source: RecordingSource, tmp_path: Path) -> str:
    text_pdf(tmp_path / "twelve.pdf", 12)
    return source.register(tmp_path / "twelve.pdf")


class Deliveries:
    """What a queue has handed out, in order."""

    def __init__(self, queue: RenderQueue) -> None:
        self.jobs: list[PageJob] = []
        self.pictures: list[ReadyPicture] = []
        self.failures: list[str] = []
        self.threads: set[QThread] = set()
        queue.picture_ready.connect(self._picture)
        queue.words_ready.connect(self._words)
        queue.text_ready.connect(self._text)
        queue.job_failed.connect(self._failure)

    def pages(self) -> list[int]:
        return [job.page for job in self.jobs]

    def _picture(self, request: DrawRequest, picture: ReadyPicture) -> None:
        self.jobs.append(request)
        self.pictures.append(picture)
        self.threads.add(QThread.currentThread())

    def _words(self, request: WordsRequest, _text: PageText) -> None:
        self.jobs.append(request)

    def _text(self, request: TextRequest, _text: SearchableText) -> None:
        self.jobs.append(request)

    def _failure(self, job: PageJob, sentence: str) -> None:
        self.jobs.append(job)
        self.failures.append(sentence)


def wishes(document: str, *pages: int, priority: Priority = Priority.VISIBLE) -> tuple[Wish, ...]:
    return tuple(Wish(DrawRequest(document, page, 0.25), priority) for page in pages)


def hold_first(queue: RenderQueue, source: RecordingSource, document: str) -> None:
    """Let the worker's thread stand before the gate with page 12, so that what is asked now queues up."""
    source.gate.clear()
    queue.want("first", wishes(document, 12))
    assert source.arrived.acquire(timeout=LONGEST_WAIT)


def test_pictures_arrive_on_the_windows_thread_with_their_pixels(
    qtbot: QtBot, queue: RenderQueue, document: str
) -> None:
    got = Deliveries(queue)
    queue.want("view", wishes(document, 1))
    qtbot.waitUntil(lambda: got.jobs == [DrawRequest(document, 1, 0.25)])
    image = got.pictures[0].image
    assert (image.width(), image.height()) == (153, 198)
    assert image.isGrayscale()
    assert {image.pixelColor(x, y).lightness() < 128 for x in range(153) for y in range(198)} == {True, False}
    assert got.threads == {QThread.currentThread()}


def test_urgent_before_distant_and_the_newest_owner_first(
    qtbot: QtBot, queue: RenderQueue, source: RecordingSource, document: str
) -> None:
    got = Deliveries(queue)
    hold_first(queue, source, document)
    queue.want("thumbnails", wishes(document, 7, 8, priority=Priority.THUMBNAIL))
    queue.want("old", (*wishes(document, 5), *wishes(document, 6, priority=Priority.NEIGHBOUR)))
    queue.want("new", wishes(document, 3, 4))
    source.gate.set()
    qtbot.waitUntil(lambda: len(got.jobs) == 7)
    assert got.pages() == [12, 3, 4, 5, 6, 7, 8]


def test_what_is_no_longer_wanted_is_not_drawn(
    qtbot: QtBot, queue: RenderQueue, source: RecordingSource, document: str
) -> None:
    got = Deliveries(queue)
    hold_first(queue, source, document)
    for page in range(1, 11):
        queue.want("view", wishes(document, page))
    source.gate.set()
    qtbot.waitUntil(lambda: len(got.jobs) == 2)
    assert source.drawn_pages() == [12, 10]


def test_the_same_picture_is_drawn_once_however_often_it_is_wanted(
    qtbot: QtBot, queue: RenderQueue, source: RecordingSource, document: str
) -> None:
    got = Deliveries(queue)
    hold_first(queue, source, document)
    queue.want("first", wishes(document, 12))
    queue.want("second", (*wishes(document, 12), *wishes(document, 1)))
    source.gate.set()
    qtbot.waitUntil(lambda: len(got.jobs) == 2)
    queue.want("second", wishes(document, 2))
    qtbot.waitUntil(lambda: len(got.jobs) == 3)
    assert source.drawn_pages() == [12, 1, 2]


def test_words_come_through_the_same_queue(
    qtbot: QtBot, queue: RenderQueue, source: RecordingSource, document: str
) -> None:
    with qtbot.waitSignal(queue.words_ready) as arrived:
        queue.want("view", (Wish(WordsRequest(document, 2), Priority.VISIBLE),))
    request, text = arrived.args
    assert request == WordsRequest(document, 2)
    assert [word.text for word in text.words[:4]] == ["page", "2", "line", "1"]


def test_what_is_to_be_indexed_comes_through_the_same_queue(
    qtbot: QtBot, queue: RenderQueue, document: str
) -> None:
    with qtbot.waitSignals([queue.text_ready, queue.answered]) as arrived:
        queue.want("index", (Wish(TextRequest(document, 2), Priority.BACKGROUND),))
    for one in arrived.all_signals_and_args:
        request, text = one.args
        assert request == TextRequest(document, 2)
        assert text.text.startswith("page 2 line 1")


@dataclass(frozen=True, slots=True)
class SizesRequest(ReadRequest):
    """A kind of job that the queue has never heard of."""

    def read_from(self, source: PageSource) -> Sequence[PageGeometry]:
        return source.geometry(self.document, 1, 2)


def test_other_kinds_of_jobs_need_no_change_of_the_queue(
    qtbot: QtBot, queue: RenderQueue, document: str
) -> None:
    with qtbot.waitSignal(queue.answered) as arrived:
        queue.want("sizes", (Wish(SizesRequest(document), Priority.VISIBLE),))
    job, sizes = arrived.args
    assert job == SizesRequest(document)
    assert [(size.width, size.height) for size in sizes] == [(612, 792), (612, 792)]


def test_a_failed_page_has_a_sentence_and_the_next_one_works(
    qtbot: QtBot, queue: RenderQueue, source: RecordingSource, tmp_path: Path
) -> None:
    damaged_pdf(tmp_path / "damaged.pdf")
    document = source.register(tmp_path / "damaged.pdf")
    got = Deliveries(queue)
    queue.want("view", wishes(document, 2, 3))
    qtbot.waitUntil(lambda: len(got.jobs) == 2)
    assert got.pages() == [2, 3]
    assert len(got.pictures) == 1
    assert [sentence.startswith("Page 2 of damaged.pdf ") for sentence in got.failures] == [True]


def test_an_early_request_is_served_first_and_known_by_its_real_scale(
    qtbot: QtBot, source: RecordingSource, document: str
) -> None:
    early = DrawRequest(document, 1, 0.5)
    queue = RenderQueue([source], [early])
    got = Deliveries(queue)
    queue.want("view", wishes(document, 3))
    qtbot.waitUntil(lambda: len(got.jobs) == 2)
    queue.close()
    assert source.drawn[0] is early
    assert got.jobs == [early, DrawRequest(document, 3, 0.25)]


@pytest.fixture
def other(source: RecordingSource, document: str, tmp_path: Path) -> Iterator[RecordingSource]:
    """A second worker that knows the same document."""
    made = RecordingSource()
    made.reader.register(document, PageFile(tmp_path / "twelve.pdf", PDF))
    yield made
    made.close()


@pytest.fixture
def pair(qtbot: QtBot, source: RecordingSource, other: RecordingSource) -> Iterator[RenderQueue]:
    made = RenderQueue([source, other])
    yield made
    made.close()


def test_two_sources_draw_side_by_side(
    qtbot: QtBot, pair: RenderQueue, source: RecordingSource, other: RecordingSource, document: str
) -> None:
    got = Deliveries(pair)
    for one in (source, other):
        one.gate.clear()
    pair.want("view", wishes(document, 1, 2, 3))
    for one in (source, other):
        assert one.arrived.acquire(timeout=LONGEST_WAIT)
    assert (source.drawn_pages(), other.drawn_pages()) == ([1], [2])
    for one in (source, other):
        one.gate.set()
    qtbot.waitUntil(lambda: sorted(got.pages()) == [1, 2, 3])


def test_the_second_source_is_left_alone_while_the_first_has_time(
    qtbot: QtBot, pair: RenderQueue, source: RecordingSource, other: RecordingSource, document: str
) -> None:
    for page in (1, 2, 3, 4):
        with qtbot.waitSignal(pair.picture_ready):
            pair.want("view", wishes(document, page))
    assert (source.drawn_pages(), other.drawn_pages()) == ([1, 2, 3, 4], [])


def test_a_background_page_that_hangs_delays_nothing_else(
    qtbot: QtBot, pair: RenderQueue, source: RecordingSource, other: RecordingSource, document: str
) -> None:
    got = Deliveries(pair)
    other.gate.clear()
    indexing = tuple(Wish(TextRequest(document, page), Priority.BACKGROUND) for page in (1, 2))
    pair.want("index", indexing)
    assert other.arrived.acquire(timeout=LONGEST_WAIT)
    pair.want("view", wishes(document, 3, 4, 5))
    qtbot.waitUntil(lambda: got.pages() == [3, 4, 5])
    assert (source.drawn_pages(), source.indexed) == ([3, 4, 5], [])
    other.gate.set()
    qtbot.waitUntil(lambda: got.pages() == [3, 4, 5, 1, 2])
    assert other.indexed == [(document, 1), (document, 2)]


def test_texts_are_read_before_what_nobody_waits_for_however_new_that_is(
    qtbot: QtBot, pair: RenderQueue, other: RecordingSource, document: str
) -> None:
    other.gate.clear()
    pair.want("index", (Wish(TextRequest(document, 1), Priority.BACKGROUND),))
    assert other.arrived.acquire(timeout=LONGEST_WAIT)
    pair.want("index", tuple(Wish(TextRequest(document, page), Priority.BACKGROUND) for page in (2, 3)))
    pair.want("look-alikes", (Wish(TextRequest(document, 9), Priority.LEISURE),))
    other.gate.set()
    qtbot.waitUntil(lambda: len(other.indexed) == 4)
    assert [page for _document, page in other.indexed] == [1, 2, 3, 9]


def test_closing_ends_threads_and_delivers_nothing_more(
    qtbot: QtBot, queue: RenderQueue, source: RecordingSource, document: str
) -> None:
    got = Deliveries(queue)
    hold_first(queue, source, document)
    queue.close()
    queue.close()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("pages-")] == []
    queue.want("view", wishes(document, 1))
    with qtbot.assertNotEmitted(queue.picture_ready, wait=50):
        pass
    assert got.jobs == []
