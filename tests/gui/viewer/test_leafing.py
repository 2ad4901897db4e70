"""What turning a page costs, in counts: pages drawn, lists laid out, words read. Nothing here is timed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.gui.look import Look
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.thumbnail_rows import row_height
from reviewer_app.gui.viewer.thumbnails import ThumbnailList
from tests.gui.viewer.papers import draw_number, write_pdf
from tests.gui.viewer.sources import RecordingSource

PAGES = 60


class CountedThumbnails(ThumbnailList):
    """Counts how often all rows are laid out."""

    layouts = 0

    def doItemsLayout(self) -> None:
        self.layouts += 1
        super().doItemsLayout()


@pytest.fixture
def sizes(tmp_path: Path) -> tuple[PageGeometry, ...]:
    return write_pdf(tmp_path / "long.pdf", PAGES, draw_number)


@pytest.fixture
def document(source: RecordingSource, sizes: tuple[PageGeometry, ...], tmp_path: Path) -> str:
    return source.register(tmp_path / "long.pdf")


@pytest.fixture
def thumbnails(qtbot: QtBot, store: PictureStore, view: PageView, light: Look) -> CountedThumbnails:
    """Thumbnails that follow the view as they do in the window."""
    made = CountedThumbnails(store, light)
    qtbot.addWidget(made)
    made.resize(220, 5 * row_height())
    made.show()
    qtbot.waitExposed(made)
    view.place_changed.connect(lambda _place: made.set_current_page(view.current_page))
    view.page_seen.connect(made.add_seen)
    return made


@pytest.fixture
def shown(
    qtbot: QtBot,
    view: PageView,
    thumbnails: CountedThumbnails,
    store: PictureStore,
    queue: RenderQueue,
    document: str,
    sizes: tuple[PageGeometry, ...],
) -> PageView:
    """The view on the first page, with all that it wants."""
    thumbnails.show_document(document, sizes)
    view.show_document(document, sizes)
    settle(qtbot, view, store, queue)
    return view


def settle(qtbot: QtBot, view: PageView, store: PictureStore, queue: RenderQueue) -> None:
    """Wait until the page in front is drawn, its words are read, and nothing is under way."""

    def at_rest() -> bool:
        words = store.words(view.document, view.current_page)
        return words is not None and queue.idle

    qtbot.waitUntil(at_rest)


def test_each_page_is_drawn_once_for_the_view_and_its_thumbnail(
    qtbot: QtBot, shown: PageView, store: PictureStore, queue: RenderQueue, source: RecordingSource
) -> None:
    del source.drawn[:]
    for _ in range(5):
        shown.next_page()
        settle(qtbot, shown, store, queue)
    drawn = source.drawn_pages()
    assert len(drawn) == len(set(drawn)) == 5


def test_turning_a_page_lays_no_list_out(
    qtbot: QtBot, shown: PageView, thumbnails: CountedThumbnails, store: PictureStore, queue: RenderQueue
) -> None:
    thumbnails.layouts = 0
    for _ in range(5):
        shown.next_page()
        settle(qtbot, shown, store, queue)
    assert thumbnails.layouts == 0


def test_words_are_read_of_the_page_one_stays_on_and_not_of_those_leafed_through(
    qtbot: QtBot,
    shown: PageView,
    store: PictureStore,
    queue: RenderQueue,
    source: RecordingSource,
    document: str,
) -> None:
    del source.read[:]
    for _ in range(20):
        shown.next_page()
    settle(qtbot, shown, store, queue)
    assert source.read == [(document, 21)]


def test_the_eight_pages_ahead_are_drawn_so_that_a_key_held_down_shows_each(
    shown: PageView, store: PictureStore, source: RecordingSource, document: str
) -> None:
    source.gate.clear()
    for page in range(2, 10):
        shown.next_page()
        assert shown.current_page == page
        assert store.cache.has_page(document, page, shown.zoom_percentage / 100)
