"""How well and how fast pictures of pages are read, by how they were worn, turned and slanted.

    python -m tests.benchmarks.ocr [--pages 4]

The pages are made of lines of the sample cases, printed at 10 points, and worn in eight levels from clean to
illegible, as in a fax machine: fewer rows, slant, blur, uneven light, grain, a threshold, specks. Beside our
worker stands the program ``tesseract`` with the same models and one thread, where it is installed. It reads
the pages as they lie, so the turned and slanted ones are for our worker alone.

CER is the share of letters that are wrong, missing or too many; order counts. Seconds are the processor's,
but those of two workers the clock's. Linux, which says how long another process had a processor.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein

from reviewer_app.documents.ocr_models import models_folder
from reviewer_app.documents.ocr_process import OcrProcess
from reviewer_app.documents.open_documents import case_files, read_document
from reviewer_app.domain.pages import PagePicture, PicturePlace, PixelFormat
from reviewer_app.review.lent_reader import own_reader
from tests.benchmarks.same_page_inputs import DPI, FONTS, HEIGHT, WIDTH

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
LINES, LONGEST, SHORTEST = 44, 84, 40
TURNS = (0, 90, 180, 270)
SLANTS = (-5.0, -3.0, -1.0, 1.0, 3.0, 5.0)


@dataclass(frozen=True, slots=True)
class Level:
    """How a page is worn: slant in degrees, blur in pixels, share of specks, unevenness of the light in
    levels of grey, share of the rows that is left, and the level below which a pixel is ink."""

    name: str
    slant: float = 0.0
    blur: float = 0.4
    specks: float = 0.0
    uneven: float = 0.0
    rows: float = 1.0
    cut: int = 150


LEVELS = (
    Level("clean"),
    Level("good fax", 0.4, 0.7, 0.0005, 10),
    Level("typical fax", -0.9, 0.9, 0.003, 22),
    Level("standard resolution", 0.6, 0.8, 0.002, 22, 0.5),
    Level("poor", 1.4, 1.3, 0.010, 35, 0.6, 160),
    Level("very poor", -1.8, 1.7, 0.020, 45, 0.45, 170),
    Level("illegible", 1.0, 2.4, 0.040, 50, 0.35, 165),
    Level("faint", 0.5, 1.1, 0.004, 30, 1.0, 95),
)


def lines_of_samples() -> tuple[str, ...]:
    """Lines of print of the sample cases."""
    found: set[str] = set()
    with own_reader() as reader:
        for folder in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
            for document in (read_document(entry, reader) for entry in case_files(folder)):
                for page in range(1, document.page_count + 1):
                    found.update(reader.searchable(document.sha256, page).text.splitlines())
    return tuple(sorted(line[:LONGEST] for line in found if len(line) >= SHORTEST and line.isascii()))


def printed(lines: Sequence[str], number: int) -> tuple[Image.Image, str]:
    """A page and its words."""
    chosen = random.Random(f"page {number}").sample(lines, LINES)
    page = Image.new("L", (WIDTH, HEIGHT), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(FONTS[number % len(FONTS)], round(10 * DPI / 72))
    if number % len(FONTS) == len(FONTS) - 1:
        font = ImageFont.truetype(FONTS[-1], round(8.5 * DPI / 72))
    for row, line in enumerate(chosen):
        pen.text((140, 150 + 40 * row), line, font=font, fill=0)
    return page, " ".join(" ".join(chosen).split())


def worn(page: Image.Image, level: Level, seed: str) -> Image.Image:
    """The page as a fax machine leaves it."""
    chance = random.Random(seed)
    few = page.resize((page.width, round(page.height * level.rows)), Image.Resampling.BOX)
    work = few.resize(page.size, Image.Resampling.BILINEAR)
    work = work.rotate(-level.slant, Image.Resampling.BILINEAR, fillcolor=255)
    work = work.filter(ImageFilter.GaussianBlur(level.blur))
    light = Image.frombytes("L", (4, 5), bytes(_level(chance, level.uneven) for _ in range(20)))
    for noise in (light.resize(page.size, Image.Resampling.BICUBIC), Image.effect_noise(page.size, 14)):
        work = ImageChops.add(work, noise, 1, -128)
    work = work.point([0 if grey < level.cut else 255 for grey in range(256)])
    pixels = work.load()
    if pixels is None:
        raise RuntimeError("a picture without pixels")
    for _ in range(round(level.specks * page.width * page.height)):
        place = chance.randrange(page.width), chance.randrange(page.height)
        pixels[place] = 0 if chance.random() < 0.65 else 255
    return work


def _level(chance: random.Random, uneven: float) -> int:
    return max(0, min(255, round(chance.gauss(128, uneven))))


def as_drawn(picture: Image.Image) -> PagePicture:
    size = picture.width * 72 / DPI, picture.height * 72 / DPI
    place = PicturePlace(*size, DPI / 72)
    pixels = memoryview(picture.tobytes())
    return PagePicture(picture.width, picture.height, picture.width, PixelFormat.GRAY8, pixels, place)


def used_by(process: OcrProcess) -> float:
    """Seconds that the worker had a processor until now."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def used_by_programs() -> float:
    """Seconds that programs had a processor that this one waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cer(read: str, words: str) -> float:
    return min(1.0, Levenshtein.distance(" ".join(read.split()), words) / len(words))


def by_program(picture: Image.Image) -> str:
    """What the program ``tesseract`` reads, with our models."""
    file = BytesIO()
    picture.save(file, "PNG", dpi=(DPI, DPI), compress_level=1)
    command = ["tesseract", "-", "-", "--dpi", str(DPI), "-l", "eng", "--tessdata-dir", str(models_folder())]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=file.getvalue(), capture_output=True, check=True, env=environment)
    return done.stdout.decode()


def compare_levels(process: OcrProcess, lines: Sequence[str], count: int) -> None:
    """Seconds and errors by level; the peer reads each page right after us."""
    peer = shutil.which("tesseract") is not None
    print(
        f"{'level':22}{'ours, s':>9}{'CER':>8}{'sure':>7}" + (f"{'program, s':>12}{'CER':>8}" if peer else "")
    )
    for level in LEVELS:
        rows = []
        for number in range(count):
            page, words = printed(lines, number)
            picture = worn(page, level, f"{level.name} {number}")
            began = used_by(process)
            reading = process.read(as_drawn(picture))
            row = [
                used_by(process) - began,
                cer(reading.text.text, words),
                reading.measures.confidence or 0.0,
            ]
            if peer:
                began = used_by_programs()
                theirs = by_program(picture)
                row += [used_by_programs() - began, cer(theirs, words)]
            rows.append(row)
        means = [statistics.mean(column) for column in zip(*rows, strict=True)]
        shown = f"{means[0]:9.2f}{means[1]:8.3f}{means[2]:7.2f}"
        print(f"{level.name:22}{shown}" + (f"{means[3]:12.2f}{means[4]:8.3f}" if peer else ""), flush=True)


def compare_ways(process: OcrProcess, lines: Sequence[str], count: int) -> None:
    """How often the way up and the slant are found, and what that costs."""
    for turn in TURNS:
        right, took, wrong = 0, [], []
        for number in range(count):
            page, words = printed(lines, number)
            level = LEVELS[1 + number % 3]
            picture = worn(page, level, f"turn {number}")
            began = used_by(process)
            reading = process.read(as_drawn(picture.rotate(-turn, expand=True)))
            took.append(used_by(process) - began)
            right += reading.turned == (360 - turn) % 360
            wrong.append(cer(reading.text.text, words))
        mean = f"{statistics.mean(took):.2f} s a page, CER {statistics.mean(wrong):.3f}"
        print(f"lies turned by {turn:3}: {right} of {count} found upright, {mean}", flush=True)
    for slant in SLANTS:
        pages = (printed(lines, number) for number in range(count))
        read = (
            (process.read(as_drawn(page.rotate(-slant, Image.Resampling.BICUBIC, fillcolor=255))), words)
            for page, words in pages
        )
        results = [(reading.skew, cer(reading.text.text, words)) for reading, words in read]
        found, wrong_letters = (statistics.mean(column) for column in zip(*results, strict=True))
        print(f"slants by {slant:4}: {found:5.2f} found, CER {wrong_letters:.3f}", flush=True)


def compare_workers(process: OcrProcess, lines: Sequence[str], count: int) -> None:
    """Seconds a page with one worker and with two."""
    pictures = [
        as_drawn(worn(printed(lines, number)[0], LEVELS[1 + number % 3], f"both {number}"))
        for number in range(2 * count)
    ]
    with closing(OcrProcess()) as second, ThreadPoolExecutor(2) as threads:
        second.read(pictures[0])
        began = time.perf_counter()
        for picture in pictures:
            process.read(picture)
        one = (time.perf_counter() - began) / len(pictures)
        began = time.perf_counter()
        halves = (process, pictures[::2]), (second, pictures[1::2])
        list(threads.map(lambda half: [half[0].read(picture) for picture in half[1]], halves))
        two = (time.perf_counter() - began) / len(pictures)
    print(f"seconds a page: {one:.2f} with one worker, {two:.2f} with two ({one / two:.2f} times as fast)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=4)
    arguments = parser.parse_args()
    lines = lines_of_samples()
    with closing(OcrProcess()) as process:
        process.read(as_drawn(Image.new("L", (9, 9), 255)))
        compare_levels(process, lines, arguments.pages)
        compare_ways(process, lines, arguments.pages)
        compare_workers(process, lines, arguments.pages)


if __name__ == "__main__":
    main()
