"""Pages as scanners and fax machines leave them: bilevel, skewed, speckled, too light, turned.

Sizes are pixels, resolutions pixels per inch, angles degrees. Every random choice comes from a named seed, so
the same page is damaged in the same way each time.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from .drawn import drawn

DPI = 200
EPOCH = time.gmtime(946684800)


@dataclass(frozen=True, slots=True)
class Wear:
    """How one page was damaged.

    `grain`: width of the noise in grey levels. `cut`: the grey level below which a pixel becomes ink.
    `specks`: number of stray black specks. `soft`: blur in pixels. `streaks`: columns with a dotted line.
    `wash`: how much of the ink's darkness is lost, percent. `header`: what a fax machine prints on top.
    """

    skew: float = 0.0
    grain: int = 70
    cut: int = 150
    specks: int = 120
    soft: float = 0.6
    streaks: tuple[int, ...] = ()
    wash: int = 0
    header: str = ""


def raster(document: bytes, dpi: int = DPI) -> Iterator[Image.Image]:
    """The pages of a PDF as grey pictures."""
    return (page.picture for page in drawn(document, ".pdf", dpi))


def noise(seed: str, size: tuple[int, int], scale: int) -> Image.Image:
    """Even noise of 0..255, each grain `scale` pixels wide."""
    small = (size[0] // scale + 1, size[1] // scale + 1)
    grain = Image.frombytes("L", small, random.Random(seed).randbytes(small[0] * small[1]))
    return grain.resize(
        (small[0] * scale, small[1] * scale),
        Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.NEAREST,
    ).crop((0, 0, *size))


def fax(page: Image.Image, wear: Wear, seed: str) -> Image.Image:
    """A grey page as it comes out of a fax machine: bilevel."""
    draw = random.Random(seed)
    work = page.rotate(wear.skew, Image.Resampling.BICUBIC, fillcolor=255).filter(
        ImageFilter.GaussianBlur(wear.soft)
    )
    if wear.wash:
        work = work.point([min(255, 255 - (255 - level) * (100 - wear.wash) // 100) for level in range(256)])
    half = wear.grain // 2
    grain = noise(seed + "/grain", work.size, 2).point([level * wear.grain // 255 for level in range(256)])
    work = ImageChops.subtract(ImageChops.add(work, grain), Image.new("L", work.size, half))
    pen = ImageDraw.Draw(work)
    for _ in range(wear.specks):
        x, y, wide = draw.randrange(work.width), draw.randrange(work.height), draw.choice((1, 1, 2, 2, 3))
        pen.rectangle((x, y, x + wide - 1, y + draw.choice((1, 1, 2)) - 1), fill=0)
    for column in wear.streaks:
        for y in range(0, work.height, 2):
            if draw.random() < 0.8:
                pen.point((column + draw.choice((0, 0, 1)), y), fill=0)
    done = work.point([0 if level < wear.cut else 255 for level in range(256)])
    if wear.header:
        font = ImageFont.load_default(size=26)
        band = Image.new("L", (done.width, 44), 255)
        ImageDraw.Draw(band).text((70, 6), wear.header, font=font, fill=0)
        done.paste(band.point([0 if level < 140 else 255 for level in range(256)]), (0, 0))
    return done.convert("1", dither=Image.Dither.NONE)


def photo(
    page: Image.Image, seed: str, tint: tuple[int, int, int], turn: float, size: tuple[int, int]
) -> Image.Image:
    """A grey page as a telephone photographs it: tinted, uneven light, a little turned, on a table."""
    table = (92, 74, 58)
    light = noise(seed + "/light", page.size, max(page.size) // 3).filter(ImageFilter.GaussianBlur(60))
    shade = light.point([176 + level * 70 // 255 for level in range(256)])
    lit = ImageChops.multiply(page, shade)
    grain = noise(seed + "/grain", page.size, 1).point([level * 14 // 255 for level in range(256)])
    lit = ImageChops.subtract(lit, grain)
    colour = Image.merge("RGB", [lit.point([level * part // 255 for level in range(256)]) for part in tint])
    turned = colour.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=table)
    framed = Image.new("RGB", (turned.width + 60, turned.height + 60), table)
    framed.paste(turned, (30, 30))
    return framed.resize(size, Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(0.4))


def as_pdf(pages: Sequence[Image.Image], title: str, dpi: int = DPI) -> bytes:
    """Scanned pages as a PDF without a text layer; bilevel pages are stored as CCITT group 4."""
    target = io.BytesIO()
    pages[0].save(
        target,
        "PDF",
        save_all=True,
        append_images=list(pages[1:]),
        resolution=dpi,
        title=title,
        producer="ScanRoute MFP",
        creationDate=EPOCH,
        modDate=EPOCH,
    )
    return target.getvalue()


def as_tiff(pages: Sequence[Image.Image], dpi: int = DPI) -> bytes:
    """Bilevel pages as one TIFF, CCITT group 4."""
    target = io.BytesIO()
    pages[0].save(
        target, "TIFF", save_all=True, append_images=list(pages[1:]), compression="group4", dpi=(dpi, dpi)
    )
    return target.getvalue()


def as_jpeg(picture: Image.Image, quality: int = 62) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=quality, optimize=True, dpi=(150, 150))
    return target.getvalue()


def as_png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True, dpi=(200, 200))
    return target.getvalue()
