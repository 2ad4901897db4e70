"""Two views that scroll together: as far in page points, whatever they show and however large."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewer_app.domain.documents import PageGeometry
from reviewer_app.domain.place import Place
from reviewer_app.gui.look import Look
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore
from reviewer_app.gui.viewer.spots import Spot
from reviewer_app.gui.viewer.synchronised import SynchronisedScrolling
from tests.gui.viewer.papers import draw_number, write_pdf
from tests.gui.viewer.sources import RecordingSource

LONG, SHORT = 12, 4
TOLERANCE = 1.0
"""Page points: places are shown on whole pixels."""

START = Spot(0, 0.0)


class TwoViews:
    """A left view on a long document and a right one on a short one, scrolling together."""

    def __init__(self, room: QWidget, left: PageView, right: PageView) -> None:
        self.room = room
        self.left, self.right = left, right
        self.together = SynchronisedScrolling(left, right)
        self.together.start()

    @property
    def left_depth(self) -> float:
        """How far down the left view is, in page points."""
        return self.left.points_between(START, self.left.spot())

    @property
    def right_depth(self) -> float:
        return self.right.points_between(START, self.right.spot())


@pytest.fixture
def two(qtbot: QtBot, store: PictureStore, source: RecordingSource, light: Look, tmp_path: Path) -> TwoViews:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(1_100, 600)
    left, right = PageView(store, light, "left", room), PageView(store, light, "right", room)
    left.setGeometry(0, 0, 600, 600)
    right.setGeometry(600, 0, 500, 600)
    room.show()
    qtbot.waitExposed(room)
    show(left, source, tmp_path / "long.pdf", LONG)
    show(right, source, tmp_path / "short.pdf", SHORT)
    return TwoViews(room, left, right)


def show(view: PageView, source: RecordingSource, path: Path, pages: int) -> tuple[PageGeometry, ...]:
    geometry = write_pdf(path, pages, draw_number)
    view.show_document(source.register(path), geometry)
    return geometry


@pytest.mark.parametrize("zoom", ["fit-width", "fit-page", "150", "33"])
def test_both_move_by_the_same_page_points_at_any_zoom(two: TwoViews, zoom: str) -> None:
    two.right.set_zoom(zoom)
    right = two.right_depth
    for move in (
        two.left.next_page,
        lambda: two.left.scroll_line(5),
        lambda: two.left.scroll_page(1),
        lambda: two.left.scroll_line(-4),
    ):
        before = two.left_depth
        move()
        moved = two.left_depth - before
        assert moved != 0
        assert two.right_depth == pytest.approx(right + moved, abs=TOLERANCE)
        right = two.right_depth


def test_whichever_is_moved_leads(two: TwoViews) -> None:
    two.right.next_page()
    assert (two.left_depth, two.right_depth) == (792, 792)
    two.left.scroll_line(3)
    assert two.right_depth == pytest.approx(two.left_depth, abs=TOLERANCE)
    two.right.previous_page()
    two.right.previous_page()
    assert two.left_depth == pytest.approx(two.right_depth, abs=TOLERANCE)


def test_the_shorter_one_waits_at_its_end_and_goes_on_where_it_belongs(two: TwoViews) -> None:
    two.left.go_to(10)
    end = two.right_depth
    assert end < 4 * 792
    two.left.go_to(9)
    assert two.right_depth == end
    two.left.go_to(2)
    assert two.right_depth == pytest.approx(792, abs=TOLERANCE)


def test_the_longer_one_does_not_jump_back_when_the_waiting_one_is_moved(two: TwoViews) -> None:
    two.left.go_to(10)
    left, right = two.left_depth, two.right_depth
    two.right.scroll_line(-2)
    moved = right - two.right_depth
    assert moved > 0
    assert two.left_depth == pytest.approx(left - moved, abs=TOLERANCE)


def test_they_start_from_where_they_are(two: TwoViews) -> None:
    two.together.stop()
    two.left.go_to(4)
    assert two.right_depth == 0
    two.together.start()
    two.left.next_page()
    assert (two.left_depth, two.right_depth) == (4 * 792, 792)


def test_zoom_rotation_and_size_of_one_move_nothing_in_the_other(two: TwoViews) -> None:
    two.left.go_to(2)
    place = two.right.place()
    two.left.zoom_in()
    two.left.rotate()
    two.left.rotate(-1)
    two.left.resize(500, 500)
    assert two.right.place() == place
    right, left = two.right_depth, two.left_depth
    two.left.scroll_line(1)
    assert two.right_depth - right == pytest.approx(two.left_depth - left, abs=TOLERANCE)
    assert two.right_depth != right


def test_another_document_in_one_leaves_the_other_where_it_is(
    two: TwoViews, source: RecordingSource, tmp_path: Path
) -> None:
    two.left.go_to(3)
    place = two.right.place()
    show(two.left, source, tmp_path / "other.pdf", 5)
    assert two.right.place() == place
    two.left.next_page()
    assert two.right_depth == pytest.approx(2 * 792 + 792, abs=792)
    assert two.right.place() != place


def test_while_paused_each_moves_by_itself(two: TwoViews) -> None:
    with two.together.paused():
        two.left.go_to(5)
    assert two.right_depth == 0
    two.left.next_page()
    assert two.right_depth == 792


def test_a_view_without_a_document_moves_nothing_and_is_not_moved(two: TwoViews) -> None:
    two.right.show_message("Nothing here.")
    two.left.next_page()
    assert two.left.current_page == 2
    assert two.right.place() == Place()


def test_prefetching_goes_the_way_of_the_leader(qtbot: QtBot, two: TwoViews, source: RecordingSource) -> None:
    two.right.set_zoom("fit-page")
    two.together.start()
    two.left.next_page()
    qtbot.waitUntil(lambda: ("short.pdf", 3) in {(one.document, one.page) for one in source.drawn})
