"""Case folders with pages that are pictures of text, and what the window makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reviewer_app.gui.tasks.scan_threads import ScanJob
from tests.end_to_end.folders import sample_request, write_pdf, write_request
from tests.end_to_end.keyboard import Keyboard

WIDTH, HEIGHT = 612, 792
DOTS = 150
LETTERS = 15
"""Points of the letters: large print is read quickly and without mistakes."""

TEXT = "00_cover.pdf"
SCANS = "01_scans.pdf"


def write_scans(path: Path, *pages: Sequence[str], turned: int = 0) -> None:
    """A document whose pages are pictures of these lines, turned clockwise by so many degrees."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for lines in pages:
        image = picture_of(lines).rotate(-turned, expand=True)
        across = turned in (90, 270)
        size = (HEIGHT, WIDTH) if across else (WIDTH, HEIGHT)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(image), 0, 0, *size)
        canvas.showPage()
    canvas.save()


def picture_of(lines: Sequence[str]) -> Image.Image:
    """A sheet of paper with these lines in black."""
    image = Image.new("L", (WIDTH * DOTS // 72, HEIGHT * DOTS // 72), "white")
    drawing, step = ImageDraw.Draw(image), LETTERS * 2 * DOTS // 72
    font = ImageFont.load_default(LETTERS * DOTS / 72)
    for number, line in enumerate(lines):
        drawing.text((DOTS, DOTS + step * number), line, fill="black", font=font)
    return image


def scanned_case(folder: Path, *pages: Sequence[str], turned: int = 0) -> Path:
    """A case folder with a cover that has text and one document of scans."""
    folder.mkdir()
    write_request(folder, sample_request())
    write_pdf(folder / TEXT, "A cover with text of its own")
    write_scans(folder / SCANS, *pages, turned=turned)
    return folder


def wait_until_read(keyboard: Keyboard) -> None:
    """Until no page of the case waits to be read by machine."""
    scans = keyboard.application.scans
    keyboard.wait(lambda: scans.done == scans.total > 0)


@contextmanager
def readings(keyboard: Keyboard) -> Iterator[list[int]]:
    """The numbers of the pages that a machine reads meanwhile."""
    read: list[int] = []

    def note(job: ScanJob, _came: object) -> None:
        read.append(job.page)

    keyboard.application.scans.threads.answered.connect(note)
    yield read
    keyboard.application.scans.threads.answered.disconnect(note)
