"""Pictures of a small page with words on it, as they are read."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from reviewer_app.domain.pages import PagePicture, PicturePlace, PixelFormat, Rect

SCALE = 200 / 72
"""Pixels per page point."""

LINES = (
    "Physical examination of the lumbar spine",
    "Straight leg raise positive on the left side",
    "Strength of the right foot is full",
    "Reflexes are equal at both knees",
    "Plan for another visit in three weeks",
)
LEFT, TOP, STEP, SIZE = 60, 70, 60, 34
WIDTH, HEIGHT = 860, 440


@cache
def page() -> Image.Image:
    """The page, upright."""
    picture = Image.new("L", (WIDTH, HEIGHT), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(SIZE)
    for row, line in enumerate(LINES):
        pen.text((LEFT, TOP + STEP * row), line, font=font, fill="black")
    return picture


def turned(degrees: float) -> Image.Image:
    """The page turned clockwise."""
    return page().rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def as_drawn(picture: Image.Image) -> PagePicture:
    """The picture as a page reader gives it."""
    pixel_format = PixelFormat.GRAY8 if picture.mode == "L" else PixelFormat.RGB24
    pixels = picture.tobytes()
    return PagePicture(
        picture.width,
        picture.height,
        picture.width * pixel_format.bytes_per_pixel,
        pixel_format,
        memoryview(pixels),
        PicturePlace(picture.width / SCALE, picture.height / SCALE, SCALE),
    )


def ink(picture: Image.Image) -> Rect:
    """The rectangle around all that is drawn on a page, in page points."""
    box = picture.point([255 * (level < 128) for level in range(256)]).getbbox()
    assert box is not None
    return Rect(*(edge / SCALE for edge in box))
