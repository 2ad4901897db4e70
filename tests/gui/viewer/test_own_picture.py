"""Pictures are copied out of shared memory, and nonsense from a worker is refused."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from reviewer_app.domain.pages import PagePicture, PicturePlace, PixelFormat
from reviewer_app.gui.tasks.page_jobs import own_picture

PLACE = PicturePlace(3, 2, 1.0)


def test_colours_and_padding_survive_and_the_memory_may_change_afterwards() -> None:
    shared = bytearray([255, 0, 0, 0, 255, 0, 9, 9, 0, 0, 255, 10, 20, 30])
    picture = own_picture(PagePicture(2, 2, 8, PixelFormat.RGB24, memoryview(shared), PLACE, ("a note",)))
    shared[:] = bytes(len(shared))
    corners = [picture.image.pixelColor(x, y).name() for y in (0, 1) for x in (0, 1)]
    assert corners == ["#ff0000", "#00ff00", "#0000ff", "#0a141e"]
    assert (picture.place, picture.notes) == (PLACE, ("a note",))


def test_gray_stays_one_byte_a_pixel() -> None:
    shared = bytearray([0, 128, 255, 0, 1, 2, 3, 0])
    picture = own_picture(PagePicture(3, 2, 4, PixelFormat.GRAY8, memoryview(shared), PLACE))
    shared[:] = bytes(len(shared))
    assert picture.bytes == 8
    assert picture.image.pixelColor(1, 0) == QColor(128, 128, 128)


@pytest.mark.parametrize(
    ("width", "height", "stride"), [(3, 2, 2), (0, 2, 4), (3, 0, 4), (3, 3, 4), (3, 2, 9)]
)
def test_measures_that_do_not_fit_the_bytes_are_refused(width: int, height: int, stride: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        own_picture(PagePicture(width, height, stride, PixelFormat.GRAY8, memoryview(bytes(8)), PLACE))
