"""Start to first page, as ratios in one run: our window beside evince and beside the floor.

    python tests/benchmarks/start.py [--rounds 7] [--picture FILE.png]

Makes a text PDF and a scanned PDF, opens each by turns with every command on a private X display, and prints
the median seconds until the page is on screen with the ratios round by round. Needs Xvfb, openbox and evince.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pymupdf
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.screen import Screen

PAGES = 30
LINES = 48
FAX_DPI = 200
PATIENCE_SECONDS = 30.0
HEADINGS = f"{'':6s}{'ours':>8s}{'floor':>8s}{'evince':>8s}   ours/floor  ours/evince"
FLOOR = Path(__file__).with_name("floor_viewer.py")
SENTENCE = (
    "The patient reports left leg pain since June, worse with sitting; page {}, line {} of this record."
)


def text_pdf(path: Path) -> None:
    """Pages of text as an electronic record prints them."""
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    for page in range(PAGES):
        canvas.setFont("Helvetica", 11)
        for line in range(LINES):
            canvas.drawString(60, 740 - 14 * line, SENTENCE.format(page + 1, line + 1))
        canvas.showPage()
    canvas.save()


def fax_pdf(text: Path, path: Path) -> None:
    """The same pages as a fax: one bit a pixel, 200 dots an inch."""
    scans = []
    document = pymupdf.Document(stream=text.read_bytes(), filetype="pdf")
    zoom = FAX_DPI / 72
    for number in range(PAGES):
        drawn = document.load_page(number).get_displaylist()
        picture = drawn.get_pixmap((zoom, 0, 0, zoom, 0, 0), pymupdf.csGRAY, 0)
        size = (picture.width, picture.height)
        scan = Image.frombuffer("L", size, bytes(picture.samples_mv), "raw", "L", picture.stride, 1)
        scans.append(scan.point(lambda value: 255 if value > 160 else 0).convert("1"))
    made = io.BytesIO()
    scans[0].save(made, "PDF", resolution=FAX_DPI, save_all=True, append_images=scans[1:])
    path.write_bytes(made.getvalue())


def seconds_to_page(screen: Screen, command: list[str], picture: Path | None) -> float:
    """Launch the command and wait for its page. Raises RuntimeError when none comes."""
    home = tempfile.mkdtemp(prefix="home-")
    environment = {**screen.environment, "HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while time.perf_counter() - started < PATIENCE_SECONDS:
            if screen.shows_page():
                taken = time.perf_counter() - started
                if picture is not None:
                    time.sleep(2)
                    screen.picture().save(picture)
                return taken
            time.sleep(0.004)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        time.sleep(0.3)
        shutil.rmtree(home, ignore_errors=True)
    raise RuntimeError(f"no page after {PATIENCE_SECONDS} seconds: {command[0]}")


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument(
        "--picture", type=Path, help="keep a picture of our window, two seconds after its page"
    )
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, Screen() as screen:
        text, fax = Path(folder, "text", "record.pdf"), Path(folder, "fax", "fax.pdf")
        for path in (text, fax):
            path.parent.mkdir()
        text_pdf(text)
        fax_pdf(text, fax)
        print(f"{HEADINGS} (medians of {chosen.rounds})")
        for name, pdf in (("text", text), ("fax", fax)):
            commands = {
                "ours": [sys.executable, "-m", "reviewer_app", str(pdf.parent)],
                "floor": [sys.executable, str(FLOOR), str(pdf)],
                "evince": ["evince", str(pdf)],
            }
            taken: dict[str, list[float]] = {viewer: [] for viewer in commands}
            for turn in range(chosen.rounds + 1):
                for viewer, command in commands.items():
                    picture = chosen.picture if viewer == "ours" and turn == 0 else None
                    seconds = seconds_to_page(screen, command, picture)
                    if turn:
                        taken[viewer].append(seconds)
            median = {viewer: statistics.median(values) for viewer, values in taken.items()}
            ratios = [
                statistics.median(a / b for a, b in zip(taken["ours"], taken[other], strict=True))
                for other in ("floor", "evince")
            ]
            print(
                f"{name:6s}{median['ours']:8.3f}{median['floor']:8.3f}{median['evince']:8.3f}"
                f"{ratios[0]:13.2f}{ratios[1]:13.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
