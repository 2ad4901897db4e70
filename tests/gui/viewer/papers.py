"""Documents that the tests of the viewer write, made by libraries that the product does not use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.domain.documents import PageGeometry

LETTER = (612.0, 792.0)
LINE_HEIGHT = 24
LINES = 20
LEFT = 72

Drawing = Callable[[Canvas, int], None]


def line_text(page: int, line: int) -> str:
    """What stands on a line of a page of :func:`text_pdf`; lines count from 1."""
    return f"page {page} line {line} alpha beta gamma delta"


def write_pdf(
    path: Path, pages: int, drawing: Drawing, sizes: Sequence[tuple[float, float]] = (LETTER,)
) -> tuple[PageGeometry, ...]:
    """Write a PDF and return the sizes of its pages; ``sizes`` repeat."""
    canvas = Canvas(str(path), pageCompression=1)
    geometry = []
    for page in range(1, pages + 1):
        size = sizes[(page - 1) % len(sizes)]
        canvas.setPageSize(size)
        drawing(canvas, page)
        canvas.showPage()
        geometry.append(PageGeometry(*size))
    canvas.save()
    return tuple(geometry)


def draw_text(canvas: Canvas, page: int) -> None:
    """Lines of words from the top of a letter page."""
    canvas.setFont("Helvetica", 12)
    for line in range(1, LINES + 1):
        canvas.drawString(LEFT, LETTER[1] - 48 - line * LINE_HEIGHT, line_text(page, line))


def draw_number(canvas: Canvas, page: int) -> None:
    """One short line."""
    canvas.drawString(LEFT, 700, f"page {page}")


def draw_white_words(canvas: Canvas, _page: int) -> None:
    """Words that nobody can see."""
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(LEFT, 700, "white words")


def draw_scan(canvas: Canvas, page: int) -> None:
    """A picture of a page: no words."""
    image = Image.new("L", (850, 1100), "white")
    ImageDraw.Draw(image).rectangle((100, 100, 400, 200), fill="black")
    canvas.drawImage(ImageReader(image), 0, 0, *LETTER)


def draw_columns(canvas: Canvas, page: int) -> None:
    """Two columns of eight lines, on odd pages one after the other, on even ones line by line across both,
    with a gap in the left column where the right one goes on."""
    canvas.setFont("Helvetica", 11)
    left = [
        (LEFT, 700 - 16 * line - (20 if line > 3 else 0), f"left {line} of the words") for line in range(8)
    ]
    right = [(330, 700 - 16 * line, f"right {line} of the words") for line in range(8)]
    across = [piece for pair in zip(left, right, strict=True) for piece in pair]
    for piece in [*left, *right] if page % 2 else across:
        canvas.drawString(*piece)


def text_pdf(path: Path, pages: int) -> tuple[PageGeometry, ...]:
    """Letter pages full of words."""
    return write_pdf(path, pages, draw_text)


def rotated_pdf(path: Path) -> tuple[PageGeometry, ...]:
    """One page of words with a /Rotate of 90 of its own: it is displayed lying."""
    upright = BytesIO()
    canvas = Canvas(upright, pagesize=LETTER)
    draw_text(canvas, 1)
    canvas.save()
    with pikepdf.open(upright) as document:
        document.pages[0].Rotate = 90
        document.save(path)
    return (PageGeometry(LETTER[1], LETTER[0], 90),)


def damaged_pdf(path: Path) -> tuple[PageGeometry, ...]:
    """Three pages, of which the second is far too large to be one."""
    whole = BytesIO()
    canvas = Canvas(whole, pagesize=LETTER)
    for page in (1, 2, 3):
        draw_text(canvas, page)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(whole) as document:
        document.pages[1].MediaBox = pikepdf.Array([0, 0, 9_000_000_000, 9_000_000_000])
        document.pages[1].UserUnit = 9_000_000_000
        document.save(path)
    return (PageGeometry(*LETTER),) * 3
