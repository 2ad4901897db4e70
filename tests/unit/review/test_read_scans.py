"""How large pages are drawn to be read."""

from __future__ import annotations

import pytest

from reviewer_app.review.read_scans import DPI, MOST_PIXELS, MOST_PIXELS_A_SIDE, reading_request


@pytest.mark.parametrize(
    ("width", "height", "limit"),
    [
        (612.0, 792.0, 612 * 792 * (DPI / 72) ** 2),
        (2384.0, 3370.0, MOST_PIXELS),
        (40_000.0, 20.0, MOST_PIXELS_A_SIDE**2 * 20 / 40_000),
        (20.0, 40_000.0, MOST_PIXELS_A_SIDE**2 * 20 / 40_000),
    ],
)
def test_a_picture_is_as_large_as_can_be_read(width: float, height: float, limit: float) -> None:
    scale = reading_request("a", 1, width, height).scale
    assert width * height * scale**2 == pytest.approx(limit, rel=1e-6)
    assert max(width, height) * scale <= MOST_PIXELS_A_SIDE * 1.001
