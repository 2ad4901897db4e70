"""What happened to a page before it came: faded, smeared, cut off, half dark, not to be read at all.

How strong the damage is follows the case's truth: a page that the case calls illegible is damaged beyond
reading, the same wear on a legible one leaves the words readable. Sizes are pixels.
"""

from __future__ import annotations

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .. import scan
from .case_file import FilePage, WearName
from .sheet import number

FAX_DPI, SCAN_DPI, PHOTO_DPI = scan.DPI, 150, 150
TINT = (250, 244, 230)
_FAX: dict[WearName, scan.Wear] = {
    "light": scan.Wear(grain=60, specks=40, soft=0.5),
    "typical": scan.Wear(grain=90, specks=200, soft=0.7, streaks=(310,)),
    "heavy": scan.Wear(grain=120, specks=700, soft=0.9, streaks=(240, 900, 911)),
}
_GRAIN: dict[WearName, int] = {"light": 10, "typical": 26, "heavy": 60}


def as_it_came(page: Image.Image, how: FilePage, seed: str) -> Image.Image:
    """The grey picture of a printed page as the fax machine, the scanner or the telephone made it, turned."""
    damaged = _damaged(_inked(page), how, seed)
    if how.render == "fax":
        base = _FAX.get(how.wear, _FAX["typical"])
        made = scan.fax(
            damaged,
            scan.Wear(
                skew=-how.skew,
                grain=base.grain,
                cut=base.cut,
                specks=base.specks,
                soft=base.soft,
                streaks=base.streaks,
                header=how.fax_header,
            ),
            seed,
        )
    elif how.render == "photo":
        tilt = -how.skew or (number(seed, 5) - 2) * 0.4
        made = scan.photo(damaged, seed, TINT, tilt, (page.width, page.height))
    else:
        made = _scanned(damaged, how, seed)
    return made.rotate(-how.rotation, Image.Resampling.NEAREST, expand=True) if how.rotation else made


def _scanned(page: Image.Image, how: FilePage, seed: str) -> Image.Image:
    """A grey scan: a little grain on grey paper."""
    work = page.rotate(-how.skew, Image.Resampling.BICUBIC, fillcolor=255).filter(
        ImageFilter.GaussianBlur(0.5)
    )
    width = _GRAIN.get(how.wear, 34)
    grain = scan.noise(f"{seed}/grain", work.size, 2).point([level * width // 255 for level in range(256)])
    return ImageChops.subtract(work, grain)


def _damaged(page: Image.Image, how: FilePage, seed: str) -> Image.Image:
    strong = how.legibility == "illegible"
    match how.wear:
        case "faint":
            weak = 0.36 if how.render == "fax" else 0.07
            return _faded(page, weak if strong else 0.68)
        case "smeared":
            return _smeared(page, seed, strong=strong)
        case "cut-left":
            return _shifted(page, -(0.48 if strong else 0.1))
        case "cut-right":
            return _shifted(page, 0.68 if strong else 0.1)
        case "half-dark":
            return _darkened(page, seed, 0.16 if strong else 0.84)
        case "unreadable":
            return _ruined(page, seed)
        case _:
            return page


def _inked(page: Image.Image) -> Image.Image:
    """Print as toner leaves it: fine strokes are as dark as broad ones."""
    return page.point([max(0, 255 - round((255 - level) * 1.5)) for level in range(256)])


def _faded(page: Image.Image, ink: float) -> Image.Image:
    """Only the share `ink` of the darkness is left."""
    return page.point([255 - round((255 - level) * ink) for level in range(256)])


def _smeared(page: Image.Image, seed: str, *, strong: bool) -> Image.Image:
    """Dragged while it was wet or moving: the whole page, or one band of it."""
    across = number(f"{seed}/smear", 2) == 0
    length = page.width // (40 if across else 30) if strong else page.width // 200
    step = max(1, length // 14)
    dragged = page
    for place in range(1, 14):
        moved = ImageChops.offset(page, place * step if across else 0, 0 if across else place * step)
        dragged = Image.blend(dragged, moved, 1 / (place + 1))
    darker = dragged.point([max(0, 255 - round((255 - level) * 1.7)) for level in range(256)])
    if strong:
        return darker
    top = page.height // 3 + number(seed, page.height // 4)
    whole = page.copy()
    whole.paste(darker.crop((0, top, page.width, top + page.height // 12)), (0, top))
    return whole


def _shifted(page: Image.Image, share: float) -> Image.Image:
    """The sheet lay beside the glass: moved out by this share of the width, to the left if negative."""
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (round(page.width * share), 0))
    return moved


def _darkened(page: Image.Image, seed: str, light: float) -> Image.Image:
    """A shadow over one half, or nearly all where it hides the page; `light`: what is left of the paper's."""
    dark = page.point([round(level * light) for level in range(256)])
    share = 0.86 if light < 0.5 else 0.5
    edge = page.height * share if number(f"{seed}/half", 2) else 0.0
    mask = Image.new("L", page.size, 0)
    pen = ImageDraw.Draw(mask)
    box = (0, 0, page.width, edge) if edge else (page.width * (1 - share), 0, page.width, page.height)
    pen.rectangle(box, fill=255)
    whole = page.copy()
    whole.paste(dark, (0, 0), mask.filter(ImageFilter.GaussianBlur(30)))
    return whole


def _ruined(page: Image.Image, seed: str) -> Image.Image:
    """Blurred, spotted and drawn out, as after three faxes and a coffee cup."""
    work = page.filter(ImageFilter.GaussianBlur(page.width / 210))
    work = work.point([max(0, 255 - round((255 - level) * 1.9)) for level in range(256)])
    draw = random.Random(f"{seed}/ruin")
    pen = ImageDraw.Draw(work)
    for _ in range(90):
        x, y = draw.randrange(work.width), draw.randrange(work.height)
        wide, high = draw.randrange(8, 90), draw.randrange(3, 26)
        pen.ellipse((x, y, x + wide, y + high), fill=draw.choice((40, 90, 235, 255)))
    return work
