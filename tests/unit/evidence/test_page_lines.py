import struct

import pytest

from reviewer_app.domain.pages import Rect, ViewRotation
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.page_lines import read_lines, way_up


def _boxes(*boxes: tuple[float, float, float, float]) -> bytes:
    return b"".join(struct.pack("<4f", *box) for box in boxes)


def test_lines_surround_their_words_and_average_what_is_sure_of_them() -> None:
    text = SearchableText("knee  pain\nworse", _boxes((0, 0, 10, 5), (12, 1, 20, 6), (0, 10, 9, 15)))
    first, second = read_lines(text, bytes((90, 70, 100)))
    assert (first.text, first.rect, first.sureness) == ("knee pain", Rect(0, 0, 20, 6), 0.8)
    assert (second.text, second.rect, second.sureness) == ("worse", Rect(0, 10, 9, 15), 1.0)


def test_words_of_the_file_have_no_sureness_and_no_text_has_no_lines() -> None:
    assert read_lines(SearchableText("one", _boxes((0, 0, 1, 1))))[0].sureness is None
    assert read_lines(SearchableText("", b"")) == ()


@pytest.mark.parametrize("sureness", [b"", b"\x5a"])
def test_words_without_boxes_or_sureness_are_a_defect(sureness: bytes) -> None:
    boxes = _boxes((0, 0, 1, 1)) if not sureness else _boxes((0, 0, 1, 1), (0, 0, 1, 1))
    with pytest.raises(ValueError, match="differ in number"):
        read_lines(SearchableText("one two", boxes), sureness)


@pytest.mark.parametrize(
    ("turned", "boxes"),
    [
        (0, ((0, 0, 9, 5), (12, 1, 20, 6))),
        (180, ((12, 0, 20, 5), (0, 0, 9, 5))),
        (270, ((0, 0, 5, 9), (0, 12, 5, 20))),
        (90, ((0, 12, 5, 20), (0, 0, 5, 9))),
    ],
)
def test_lines_that_do_not_run_to_the_right_say_how_a_page_lies(
    turned: ViewRotation, boxes: tuple[tuple[float, float, float, float], ...]
) -> None:
    assert way_up(SearchableText("knee pain", _boxes(*boxes))) == turned
    alone, upright = (30.0, 30.0, 40.0, 35.0), ((0.0, 50.0, 9.0, 55.0), (60.0, 50.0, 70.0, 55.0))
    assert way_up(SearchableText("worse\nknee pain", _boxes(alone, *boxes))) == turned
    assert way_up(SearchableText("knee pain\nas before", _boxes(*boxes, *upright))) == 0


def test_words_alone_do_not_say_how_a_page_lies() -> None:
    assert way_up(SearchableText("", b"")) == 0
    assert way_up(SearchableText("knee\npain", _boxes((0, 12, 5, 20), (0, 0, 5, 9)))) == 0
