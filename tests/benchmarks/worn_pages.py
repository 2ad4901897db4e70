"""Pages of words drawn and worn in many ways and strengths, for the benchmark of legibility.

What happens to a page follows from its seed: a bad fax, fading, a smear, a shadow, or a sheet that lay beside
the glass, each from hardly seen to beyond reading.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.benchmarks.same_page_inputs import DPI, FONTS, HEIGHT, WIDTH, fax_line

WEAR = ("fax", "fax", "fax", "coarse", "coarse", "faded", "faded", "smeared", "shadow", "blurred", "scan")
"""What befalls pages, each as often as it stands here."""

TOP, LEFT = 150, 150


def worn_page(lines: Sequence[str], seed: str) -> tuple[Image.Image, str]:
    """The grey picture of a page at 200 dpi as it came, and what befell it."""
    chance = random.Random(seed)
    wear = chance.choice(WEAR)
    strength = chance.random()
    page = _printed(lines, chance)
    match wear:
        case "fax":
            worn = _faxed(page, chance, strength)
        case "coarse":
            rows = round(HEIGHT * (1 - 0.7 * strength))
            small = page.resize((WIDTH, rows), Image.Resampling.BOX)
            worn = _faxed(small.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR), chance, strength / 2)
        case "faded":
            worn = _faded(page, chance, strength)
        case "smeared":
            worn = _smeared(page, chance, strength)
        case "shadow":
            worn = _in_shadow(page, chance, strength)
        case "blurred":
            worn = _grained(page.filter(ImageFilter.GaussianBlur(0.5 + 6 * strength)), 20)
        case _:
            worn = _grained(page.filter(ImageFilter.GaussianBlur(0.5)), 10 + round(40 * strength))
    return (_headed(worn, chance) if chance.random() < 0.4 else worn), wear


def _printed(lines: Sequence[str], chance: random.Random) -> Image.Image:
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(page)
    size = chance.uniform(8.5, 11.5) * DPI / 72
    font = ImageFont.truetype(chance.choice(FONTS), round(size))
    for row, line in enumerate(lines):
        pen.text((LEFT, TOP + round(1.3 * size) * row), line, font=font, fill=chance.choice((0, 20, 40)))
    return page


def _faxed(page: Image.Image, chance: random.Random, strength: float) -> Image.Image:
    turned = page.rotate(chance.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(0.6 + 1.8 * strength))
    light = Image.effect_noise((5, 4), 60 * strength).resize(soft.size, Image.Resampling.BICUBIC)
    lit = ImageChops.add(soft, light, scale=1, offset=-128)
    return _specked(_bilevel(_grained(lit, 30), chance.choice((110, 130, 150, 165))), chance, strength)


def _faded(page: Image.Image, chance: random.Random, strength: float) -> Image.Image:
    ink = 1 - 0.97 * strength
    weak = page.point([255 - round((255 - level) * ink) for level in range(256)])
    soft = _grained(weak.filter(ImageFilter.GaussianBlur(0.7)), 24)
    return _bilevel(soft, 170) if chance.random() < 0.5 else soft


def _smeared(page: Image.Image, chance: random.Random, strength: float) -> Image.Image:
    across = chance.random() < 0.5
    length = 2 + round(45 * strength)
    dragged = page
    for place in range(1, 10):
        step = place * length // 9
        moved = ImageChops.offset(page, step if across else 0, 0 if across else step)
        dragged = Image.blend(dragged, moved, 1 / (place + 1))
    darker = dragged.point([max(0, 255 - round((255 - level) * 1.7)) for level in range(256)])
    return _bilevel(_grained(darker, 20), 140) if chance.random() < 0.5 else darker


def _in_shadow(page: Image.Image, chance: random.Random, strength: float) -> Image.Image:
    dark = page.point([round(level * (1 - 0.95 * strength)) for level in range(256)])
    mask = Image.new("L", page.size, 0)
    share = chance.uniform(0.3, 0.95)
    corner = (WIDTH, round(HEIGHT * share)) if chance.random() < 0.5 else (round(WIDTH * share), HEIGHT)
    ImageDraw.Draw(mask).rectangle((0, 0, *corner), fill=255)
    whole = Image.composite(dark, page, mask.filter(ImageFilter.GaussianBlur(30)))
    return _bilevel(_grained(whole, 20), 128) if chance.random() < 0.4 else _grained(whole, 14)


def _grained(page: Image.Image, width: float) -> Image.Image:
    return ImageChops.add(page, Image.effect_noise(page.size, width), scale=1, offset=-128)


def _bilevel(page: Image.Image, cut: int) -> Image.Image:
    return page.point([0 if level < cut else 255 for level in range(256)])


def _specked(page: Image.Image, chance: random.Random, strength: float) -> Image.Image:
    pen = ImageDraw.Draw(page)
    for _ in range(round(30_000 * strength * chance.random())):
        x, y = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        pen.rectangle((x, y, x + chance.choice((0, 0, 1)), y), fill=0)
    return page


def _headed(page: Image.Image, chance: random.Random) -> Image.Image:
    """With a fax machine's line on top, which is always sharp."""
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, WIDTH, 46), fill=255)
    pen.text((60, 10), fax_line(chance), font=ImageFont.truetype(FONTS[2], 28), fill=0)
    return page
