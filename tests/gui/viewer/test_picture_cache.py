"""The cache keeps to its bytes, forgets what was used longest ago, and finds the nearest picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from reviewer_app.domain.pages import DrawRequest, PicturePlace, Rect
from reviewer_app.gui.tasks.page_jobs import ReadyPicture
from reviewer_app.gui.viewer.picture_cache import PictureCache


def picture(side: int, scale: float = 1.0) -> ReadyPicture:
    """A gray picture of ``side`` by ``side`` pixels; a multiple of four keeps its bytes exact."""
    return ReadyPicture(QImage(side, side, QImage.Format.Format_Grayscale8), PicturePlace(100, 100, scale))


def request(page: int, scale: float = 1.0, clip: Rect | None = None) -> DrawRequest:
    return DrawRequest("one", page, scale, clip=clip)


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from((4, 8, 20, 40))), max_size=60))
def test_bytes_stay_within_the_bound(arrivals: list[tuple[int, int]]) -> None:
    cache = PictureCache(2000)
    kept: dict[DrawRequest, int] = {}
    for page, side in arrivals:
        cache.put(request(page, side), picture(side))
        kept[request(page, side)] = side * side
    held = [size for one, size in kept.items() if one in cache]
    assert cache.bytes == sum(held)
    assert cache.bytes <= 2000
    assert len(cache) == len(held)
    if arrivals:
        page, side = arrivals[-1]
        assert request(page, side) in cache


def test_what_was_used_longest_ago_goes_first() -> None:
    cache = PictureCache(48)
    for page in (1, 2, 3):
        cache.put(request(page), picture(4))
    cache.exact(request(1))
    cache.put(request(4), picture(4))
    assert [page for page in (1, 2, 3, 4) if request(page) in cache] == [1, 3, 4]


def test_a_picture_larger_than_the_bound_is_kept_alone() -> None:
    cache = PictureCache(10)
    cache.put(request(1), picture(4))
    cache.put(request(2), picture(8))
    assert request(2) in cache
    assert len(cache) == 1


def test_what_is_wanted_now_is_kept_beyond_the_bound() -> None:
    cache = PictureCache(16, in_use=lambda request: request.page in (1, 3))
    for page in (1, 2, 3, 4):
        cache.put(request(page), picture(4))
    assert [page for page in (1, 2, 3, 4) if request(page) in cache] == [1, 3, 4]


def test_small_pictures_of_many_pages_outlive_the_large_ones_of_a_few() -> None:
    cache = PictureCache(300 * 300, 40 * 16)
    for page in range(1, 61):
        cache.put(request(page, 0.1), picture(4, 0.1))
        cache.put(request(page), picture(300))
    assert [page for page in range(1, 61) if request(page) in cache] == [60]
    assert [page for page in range(1, 61) if request(page, 0.1) in cache] == list(range(21, 61))
    assert cache.bytes == 300 * 300 + 40 * 16
    assert cache.nearest("one", 30, 1.0) is not None
    assert not cache.has_page("one", 30, 0.5)


def test_nearest_is_the_smallest_that_is_large_enough_else_the_largest() -> None:
    cache = PictureCache(10_000)
    for scale in (0.1, 1.0, 2.0, 4.0):
        cache.put(request(1, scale), picture(4, scale))
    cache.put(request(1, 1.5, clip=Rect(0, 0, 9, 9)), picture(4, 1.5))
    found = {wanted: cache.nearest("one", 1, wanted) for wanted in (0.05, 1.4, 9.0)}
    assert {wanted: near.place.scale for wanted, near in found.items() if near} == {
        0.05: 0.1,
        1.4: 2.0,
        9.0: 4.0,
    }
    assert cache.nearest("one", 2, 1.0) is None


def test_renaming_a_document_keeps_its_pictures() -> None:
    cache = PictureCache(1000)
    cache.put(request(1), picture(4))
    cache.rename("one", "two")
    assert request(1) not in cache
    assert cache.has_page("two", 1)
    assert cache.bytes == 16
