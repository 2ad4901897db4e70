"""Pictures of pages as scanners and fax machines make them, of people who do not exist."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT, DPI = 1_700, 2_200, 200

ACROSS, DOWN = 1_057, 1_361
"""Pixels from one speck to the next: so they are spread evenly, and always the same."""

NOTE = (
    "Visit note, Fairfield Spine Clinic, 3 March 2025",
    "Patient Lydia Oakes, born 19 July 1958, member SM5520817-02",
    "She returns with pain in the low back that runs down the left leg to the",
    "outer foot. It began in October after lifting a box, and has been worse",
    "since the middle of January. Six weeks of supervised exercise did not",
    "help; naproxen 500 mg twice a day gives her some relief at night.",
    "On examination she walks with a short step on the left. Straight leg",
    "raising is positive at 40 degrees, the ankle reflex is missing, and the",
    "calf has lost 2 cm. Strength of the foot is 4 of 5 when she rises on",
    "her toes. Sensation over the outer foot is reduced to light touch.",
    "The images of 12 February show a protrusion between L5 and S1 on the",
    "left that touches the nerve root. I see no sign of an infection.",
    "Plan: one injection beside the nerve root, with imaging; exercise goes",
    "on; she comes back in four weeks, sooner if the foot becomes weaker.",
)
OTHER_NOTE = (
    "Report of magnetic resonance imaging, Brookdale Imaging, 12 February 2025",
    "Patient Samuel Quist, born 2 May 1971, member SM1180342-01",
    "Clinical question: numbness of the right hand for three months.",
    "Technique: sagittal and axial images of the neck without contrast.",
    "The vertebral bodies are of normal height and in line. At C5-C6 there",
    "is a broad bulge with narrowing of the right foramen of middle degree.",
    "At C6-C7 the disc is lower than its neighbours; the foramina are open.",
    "The cord has a normal signal throughout. Soft tissues are unremarkable.",
    "Impression: narrowing of the right foramen at C5-C6.",
    "Read by Ilse Brandt, MD, who is not part of the ordering practice.",
)

FIELDS = (
    "Patient name:",
    "Member number:",
    "Date of birth:",
    "Ordering physician:",
    "Physician's NPI:",
    "Telephone:",
    "Procedure code:",
    "Diagnosis code:",
    "Wanted on:",
    "Facility:",
)
PRINTED = (
    "Request for prior authorization. Please complete every field below.",
    "Attach office notes, imaging reports and records of therapy.",
    "An incomplete form delays the decision. Do not write in the margins.",
    "Signed by the person who completed this form, on behalf of the physician.",
)


def form(*values: str) -> tuple[str, ...]:
    """The lines of one printed form, filled in with these values, one for each field."""
    filled = [f"{field}  {value}" for field, value in zip(FIELDS, values, strict=True)]
    return (PRINTED[0], *filled[:4], PRINTED[1], *filled[4:7], PRINTED[2], *filled[7:], PRINTED[3])


FORM = form(
    "Lydia Oakes",
    "SM5520817-02",
    "1958-07-19",
    "Ilse Brandt, MD",
    "1982736450",
    "555-0142 ext. 7",
    "64483-LT",
    "M54.16, M51.16",
    "2025-02-14",
    "Fairfield Surgery Center",
)
FORM_OF_ANOTHER = form(
    "Samuel Quist",
    "SM1180342-01",
    "1971-05-02",
    "Nadia Eriksen, DO",
    "1376254980",
    "555-0188 ext. 2",
    "62321-RT",
    "M50.12, G56.01",
    "2025-03-07",
    "Brookdale Pain Center",
)


def printed(lines: Sequence[str]) -> Image.Image:
    """A clean page at 200 dots to the inch, gray."""
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(page)
    for row, line in enumerate(lines):
        pen.text((160, 220 + 52 * row), line, font=_font(34), fill=0)
    return page


def faxed(
    page: Image.Image,
    *,
    degrees: float = 0.0,
    scale: float = 1.0,
    moved: tuple[int, int] = (0, 0),
    specks: int = 300,
    line: str = "FROM 555 0142  03/04/2025 09:12  P.001",
) -> Image.Image:
    """The page after a fax machine: of one bit, inclined, scaled, moved, blurred, speckled, with the
    machine's line on top. The same every time."""
    small = page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.BICUBIC)
    turned = small.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    sheet = Image.new("L", page.size, 255)
    sheet.paste(turned, moved)
    blurred = sheet.filter(ImageFilter.GaussianBlur(0.8))
    sheet = blurred.point([255 if value > 140 else 0 for value in range(256)])
    pen = ImageDraw.Draw(sheet)
    for number in range(specks):
        pen.point((number * ACROSS % page.width, number * DOWN % page.height), fill=0)
    pen.rectangle((0, 0, page.width, 46), fill=255)
    pen.text((60, 8), line, font=_font(28), fill=0)
    return sheet


def stamped(page: Image.Image, left: int, top: int) -> Image.Image:
    """The page with a stamp on it."""
    stamp = Image.new("L", page.size, 255)
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((left, top, left + 420, top + 130), outline=0, width=5)
    pen.text((left + 30, top + 40), "RECEIVED", font=_font(56), fill=0)
    return ImageChops.darker(page, stamp)


def tiff(*pages: Image.Image) -> bytes:
    """A TIFF file with these pages of one bit, packed as fax machines do it."""
    target = io.BytesIO()
    first, *rest = (page.convert("1", dither=Image.Dither.NONE) for page in pages)
    first.save(target, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(DPI, DPI))
    return target.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
