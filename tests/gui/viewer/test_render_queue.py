"""The render queue: most urgent first, nothing that is no longer wanted, nothing twice, and a clean end."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from reviewer_app.documents.page_reader import PageFile
from reviewer_app.domain.pages import DrawRequest, PageText, Priority
from reviewer_app.gui.tasks.page_jobs import PageJob, ReadyPicture, Wish, WordsRequest
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
        queue.job_failed.connect(self._failure)

    def pages(self) -> list[int]:
        return [job.page for job in self.jobs]

    def _picture(self, request: DrawRequest, picture: ReadyPicture) -> None:
        self.jobs.append(request)
        self.pictures.append(picture)
        self.threads.add(QThread.currentThread())

    def _words(self, request: WordsRequest, _text: PageText) -> None:
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


def test_two_sources_draw_side_by_side(
    qtbot: QtBot, source: RecordingSource, document: str, tmp_path: Path
) -> None:
    other = RecordingSource()
    other.reader.register(document, PageFile(tmp_path / "twelve.pdf", PDF))
    queue = RenderQueue([source, other])
    got = Deliveries(queue)
    for one in (source, other):
        one.gate.clear()
    queue.want("view", wishes(document, 1, 2, 3))
    for one in (source, other):
        assert one.arrived.acquire(timeout=LONGEST_WAIT)
    assert {*source.drawn_pages(), *other.drawn_pages()} == {1, 2}
    for one in (source, other):
        one.gate.set()
    qtbot.waitUntil(lambda: sorted(got.pages()) == [1, 2, 3])
    queue.close()


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
