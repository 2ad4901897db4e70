"""Makes the documents that the viewers are compared on, the same at every run.

    python -m tests.benchmarks.viewer_inputs FOLDER

text300.pdf     300 pages of text as an electronic record prints them
fax300.pdf      300 pages as a fax machine sends them: one bit a pixel, 200 dots an inch, a little askew
packet3000.pdf  3,000 pages in runs of 5 fax, 4 text and 1 gray scan, with an outline entry every ten pages

Two processes draw the scans; the packet takes a few minutes. Documents that are there already stay.
"""

from __future__ import annotations

import argparse
import io
import random
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path

import pikepdf
import pymupdf
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

PROCESSES = 2
PAGES = 300
RUNS = 300
"""Runs of ten pages in the packet."""

FAX_IN_RUN, TEXT_IN_RUN = 5, 4
FAX_DPI, SCAN_DPI = 200, 150
LINES = 46
BLACK_BELOW = 150
TEXT = (
    "the patient reports pain in left right lower back leg shoulder knee since with sitting walking standing "
    "lifting examination shows reflexes strength sensation intact reduced normal positive negative straight "
    "raise test after six twelve weeks of physical therapy medication injection imaging findings compared to "
    "prior study mild moderate severe narrowing degeneration protrusion at level no fracture plan continue "
    "follow up in two four clinic seen by reviewed signed record page date history denies fever weight loss"
)


def lines_of_page(seed: int, page: int) -> Iterator[str]:
    """Lines that no other page has."""
    chance = random.Random(f"{seed}/{page}")
    yield f"Record {seed} page {page + 1}"
    for _ in range(LINES - 1):
        yield " ".join(chance.choices(TEXT.split(), k=chance.randint(9, 15))).capitalize()


def text_pdf(path: Path, seed: int, pages: int) -> None:
    """Pages of text with a small ruled table, and an outline entry every ten pages."""
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    for page in range(pages):
        if page % 10 == 0:
            canvas.bookmarkPage(str(page))
            canvas.addOutlineEntry(f"Section {page // 10 + 1}", str(page))
        text = canvas.beginText(50, 740)
        text.setFont(("Times-Roman", "Helvetica", "Courier")[page % 3], (10.5, 10.5, 8.5)[page % 3], 13.5)
        for line in lines_of_page(seed, page):
            text.textLine(line)
        canvas.drawText(text)
        canvas.grid([50, 135, 220, 305, 390, 475, 560], [60, 72, 84, 96, 108])
        canvas.showPage()
    canvas.save()


def scanned(picture: Image.Image, chance: random.Random) -> Image.Image:
    """The picture a little askew and blurred, as a scanner sees it."""
    turned = picture.rotate(chance.uniform(-1.2, 1.2), Image.Resampling.BILINEAR, fillcolor=255)
    return turned.filter(ImageFilter.GaussianBlur(chance.uniform(0.5, 1.2)))


def faxed(picture: Image.Image, chance: random.Random) -> Image.Image:
    """The picture in black and white, with the dirt of the line and the sender's heading."""
    scan = scanned(picture, chance)
    pen = ImageDraw.Draw(scan)
    for _ in range(chance.choice((0, 500, 2000, 6000))):
        at = chance.randrange(scan.width), chance.randrange(scan.height)
        pen.point(at, fill=chance.choice((0, 255)))
    pen.text((60, 20), f"FROM: 555 0100  TO: 555 0199  P.{chance.randrange(999):03d}", fill=0)
    return scan.point(lambda value: 255 if value > BLACK_BELOW else 0).convert("1")


def scans(task: tuple[Path, int, int, int, bool]) -> bytes:
    """Some pages of a text document as a PDF of scans: of faxes, or of gray pictures."""
    path, seed, first, count, fax = task
    pictures = []
    document = pymupdf.Document(stream=path.read_bytes(), filetype="pdf")
    zoom = (FAX_DPI if fax else SCAN_DPI) / 72
    for number in range(first, first + count):
        page = document.load_page(number).get_displaylist()
        drawn = page.get_pixmap((zoom, 0, 0, zoom, 0, 0), pymupdf.csGRAY, 0)
        size = (drawn.width, drawn.height)
        picture = Image.frombuffer("L", size, bytes(drawn.samples_mv), "raw", "L", drawn.stride, 1)
        chance = random.Random(f"scan {seed}/{number}")
        pictures.append(faxed(picture, chance) if fax else scanned(picture, chance))
    made = io.BytesIO()
    pictures[0].save(
        made,
        "PDF",
        resolution=FAX_DPI if fax else SCAN_DPI,
        save_all=True,
        append_images=pictures[1:],
    )
    return made.getvalue()


def scan_pdf(path: Path, seed: int, pages: int, *, fax: bool) -> None:
    """Pages of text as scans."""
    text = path.with_suffix(".printed")
    text_pdf(text, seed, pages)
    step = 25
    tasks = [(text, seed, first, min(step, pages - first), fax) for first in range(0, pages, step)]
    with Pool(PROCESSES) as pool, pikepdf.new() as whole:
        for part in pool.imap(scans, tasks):
            with pikepdf.open(io.BytesIO(part)) as pages_of_part:
                whole.pages.extend(pages_of_part.pages)
        whole.save(path)
    text.unlink()


def packet_pdf(path: Path) -> None:
    """Faxes, text and gray scans in turn."""
    parts = [path.with_suffix(f".{kind}") for kind in ("fax", "text", "gray")]
    counts = (FAX_IN_RUN, TEXT_IN_RUN, 1)
    scan_pdf(parts[0], 14, RUNS * FAX_IN_RUN, fax=True)
    text_pdf(parts[1], 13, RUNS * TEXT_IN_RUN)
    scan_pdf(parts[2], 15, RUNS, fax=False)
    opened = [pikepdf.open(part) for part in parts]
    with pikepdf.new() as whole:
        for run in range(RUNS):
            for source, count in zip(opened, counts, strict=True):
                whole.pages.extend(source.pages[run * count : (run + 1) * count])
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"Section {run + 1}", run * 10) for run in range(RUNS))
        whole.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    for source, part in zip(opened, parts, strict=True):
        source.close()
        part.unlink()


def make(folder: Path, wanted: Sequence[str] = ("text300", "fax300", "packet3000")) -> dict[str, Path]:
    """The documents of those names in ``folder``, made where they are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    makers = {
        "text300": lambda path: text_pdf(path, 11, PAGES),
        "fax300": lambda path: scan_pdf(path, 12, PAGES, fax=True),
        "packet3000": packet_pdf,
    }
    made = {}
    for name in wanted:
        made[name] = folder / f"{name}.pdf"
        if not made[name].exists():
            unfinished = made[name].with_suffix(".unfinished")
            makers[name](unfinished)
            unfinished.rename(made[name])
    return made


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("folder", type=Path)
    for name, path in make(arguments.parse_args().folder).items():
        print(f"{name}: {path.stat().st_size / 2**20:.1f} MB")
