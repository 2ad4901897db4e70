"""The frame around a hit of a search hugs its line, so that it strikes through nothing of its neighbours."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from reviewer_app.domain.pages import PicturePlace, Rect
from reviewer_app.gui.viewer.marking import PageHit
from reviewer_app.gui.viewer.painting import CURRENT_HIT_LINE, HIT_LINE, paint_hits

HIT = Rect(40, 40, 90, 52)


@pytest.mark.parametrize("current", [False, True])
def test_only_half_of_the_frames_line_stands_above_and_below_the_hit(current: bool) -> None:
    picture = QImage(160, 100, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    paint_hits(painter, PicturePlace(160, 100, 1.0), (PageHit(1, (HIT,), current),))
    painter.end()
    painted = [y for y in range(100) if picture.pixelColor(65, y).lightness() < 250]
    half = (CURRENT_HIT_LINE if current else HIT_LINE) / 2
    assert painted
    assert min(painted) >= HIT.y0 - half - 1
    assert max(painted) <= HIT.y1 + half
    beside = [x for x in range(160) if picture.pixelColor(x, 46).lightness() < 250]
    assert not set(beside) & set(range(int(HIT.x0), int(HIT.x1)))
