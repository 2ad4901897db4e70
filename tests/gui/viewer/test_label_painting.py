"""Labels never stand on each other or off the page's visible part, however many there are and however large
the page is shown."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.pages import VIEW_ROTATIONS, PicturePlace, Rect
from reviewer_app.gui.viewer.label_painting import LONGEST, labels_in
from reviewer_app.gui.viewer.marking import PageMarking
from reviewer_app.gui.viewer.painting import TAB_HEIGHT, TAB_PADDING

VIEW = (700.0, 500.0)


@pytest.fixture(scope="module")
def metrics(qapp: QApplication) -> QFontMetricsF:
    font = QFont(qapp.font())
    font.setPixelSize(12)
    return QFontMetricsF(font)


def room_of(place: PicturePlace) -> QRectF:
    """The visible part of the page, as wide as the view."""
    _, top, _, height = place.rect_to_pixels(Rect(0, 0, place.page_width, place.page_height))
    upper, lower = max(0.0, top), min(VIEW[1], top + height)
    return QRectF(0, upper, VIEW[0], max(0.0, lower - upper))


LINES = st.builds(
    lambda left, top: Rect(left, top, left + 200, top + 12), st.floats(0, 400), st.floats(0, 780)
)
MARKINGS = st.lists(
    st.builds(
        PageMarking,
        st.just(1),
        st.lists(LINES, max_size=3).map(tuple),
        st.sampled_from(["S2", "S14", "Pathology report of the outside hospital, second opinion"]),
        st.booleans(),
    ),
    max_size=15,
)
PLACES = st.builds(
    PicturePlace,
    st.just(612.0),
    st.just(792.0),
    st.sampled_from([0.05, 0.3, 1.0, 6.0]),
    st.sampled_from(VIEW_ROTATIONS),
    st.floats(-200, 2000),
    st.floats(-200, 4000),
)


@given(MARKINGS, PLACES)
def test_labels_keep_apart_and_in_sight(
    metrics: QFontMetricsF, markings: list[PageMarking], place: PicturePlace
) -> None:
    room = room_of(place)
    labels = labels_in(room, place, markings, metrics)
    for one, other in combinations(labels, 2):
        assert not one.place.intersects(other.place)
    for label in labels:
        assert label.place.left() >= 0
        assert label.place.top() >= room.top()
        assert label.place.width() <= LONGEST + 2 * TAB_PADDING + 1
    assert all(label.place.bottom() <= room.bottom() for label in labels[1:])


def test_elements_that_cite_one_passage_stand_below_each_other_the_current_first(
    metrics: QFontMetricsF,
) -> None:
    line = Rect(100, 300, 300, 312)
    place = PicturePlace(612, 792, 1, 0, -20, 100)
    markings = [PageMarking(1, (line,), name, name == "S9") for name in ("S3", "S9", "S11")]
    labels = labels_in(room_of(place), place, markings, metrics)
    assert [label.text for label in labels] == ["S9", "S3", "S11"]
    assert labels[0].place.center().y() == pytest.approx(206)
    assert all(label.place.right() < 120 for label in labels)


def test_a_passage_out_of_sight_has_no_label_and_one_partly_in_sight_has(metrics: QFontMetricsF) -> None:
    lines = tuple(Rect(100, top, 300, top + 12) for top in (100.0, 300.0))
    place = PicturePlace(612, 792, 1, 0, 0, 250)
    room = room_of(place)
    assert labels_in(room, place, [PageMarking(1, lines[:1], "S3")], metrics) == []
    (label,) = labels_in(room, place, [PageMarking(1, lines, "S3")], metrics)
    assert label.place.center().y() == pytest.approx(56)


def test_the_label_of_a_whole_page_stays_in_sight_while_one_scrolls(metrics: QFontMetricsF) -> None:
    for scrolled in (-20.0, 0.0, 300.0, 600.0):
        place = PicturePlace(612, 792, 1, 0, -20, scrolled)
        room = room_of(place)
        (label,) = labels_in(room, place, [PageMarking(1, (), "S2")], metrics)
        assert room.top() <= label.place.top() <= room.top() + TAB_HEIGHT


def test_on_a_tiny_page_the_rest_is_counted(metrics: QFontMetricsF) -> None:
    place = PicturePlace(612, 792, 0.1)
    markings = [PageMarking(1, (), f"S{number}") for number in range(3, 16)]
    labels = labels_in(room_of(place), place, markings, metrics)
    assert labels[-1].text == f"+{13 - len(labels) + 1}"
