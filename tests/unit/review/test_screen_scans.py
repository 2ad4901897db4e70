"""Scans of a screened case: read by real workers, kept, gone on with after an interruption."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer_app.documents.ocr_process import picture_digest
from reviewer_app.documents.open_documents import case_files, read_document
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import WrongKeyError
from reviewer_app.domain.page_reading import LayerVerdict, PageReading, TextFrom
from reviewer_app.domain.pages import PageFailedError, PageFailure
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.page_as_read import NOT_LOOKED_AT
from reviewer_app.review.passphrase_file import FILE_VARIABLE
from reviewer_app.review.read_scans import reading_request
from reviewer_app.review.screen_case import screen_case, screened_documents, with_scans
from reviewer_app.review.screen_history import usable_history
from reviewer_app.review.screen_scans import (
    KeptReadings,
    ScanReading,
    ScanToRead,
    keys_of_readings,
    read_scans,
)
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.text_cache import FILE_NAME
from tests.databases import open_store
from tests.small_disk import files_at_most
from tests.unit.documents import files, scans

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "resources" / "samples" / "knee-injection-repeat"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with open_store(folder):
        return folder


@pytest.fixture
def keys(data: Path) -> KeySource | None:
    return usable_history(data)


def numbered(number: int) -> Image.Image:
    """The small page with a line of its own below."""
    picture = scans.page().copy()
    line = f"Page {number} of the visit"
    ImageDraw.Draw(picture).text((60, 380), line, font=ImageFont.load_default(34), fill="black")
    return picture


def make_case(folder: Path, *pages: Image.Image) -> Path:
    folder.mkdir()
    files.image_file(folder / "fax.tif", *pages, dpi=200)
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[tuple[PageReader, tuple[Document, ...], list[ScanToRead]]]:
    """A reader of a case, its documents, and all their pages as scans."""
    with closing(PageReader(WorkerProcess())) as reader:
        documents = tuple(read_document(entry, reader) for entry in case_files(folder))
        yield (
            reader,
            documents,
            [
                ScanToRead(one.sha256, number, size.width, size.height, reader.searchable(one.sha256, number))
                for one in documents
                for number, size in enumerate(one.pages, start=1)
            ],
        )


def words_of(came: PageReading) -> str:
    assert came.reading is not None
    return came.reading.text.text


def ignored(_done: int, _pages: int) -> None:
    return


def test_an_interrupted_reading_goes_on_where_it_was(tmp_path: Path, data: Path, keys: KeySource) -> None:
    case = make_case(tmp_path / "case", *map(numbered, range(1, 6)))
    with opened(case) as (reader, documents, pages):
        with closing(KeptReadings(data, keys, documents)) as kept:
            reading = read_scans(pages, reader, kept, ignored)
            done = {key for key, _ in (next(reading), next(reading))}
            reading.close()
        with closing(KeptReadings(data, keys, documents)) as kept:
            known = {scan.key for scan in pages if kept.of_page(scan.key) is not None}
            assert done <= known
            assert len(known) < len(pages)
            came = dict(read_scans(pages, reader, kept, ignored))
    assert [
        f"Page {number} of the visit" in words_of(came[pages[number - 1].key]) for number in range(1, 6)
    ] == [True] * 5


def test_a_page_that_could_not_be_read_is_tried_again(tmp_path: Path, data: Path, keys: KeySource) -> None:
    case = make_case(tmp_path / "case", numbered(1))
    with opened(case) as (reader, documents, pages):
        (page,) = pages
        with closing(KeptReadings(data, keys, documents)) as kept:
            digest = picture_digest(reader.draw(reading_request(*page.key, page.width, page.height)))
            kept.keep(page.key, digest, PageReading(failure="Reading its words took too long."))
        with closing(KeptReadings(data, keys, documents)) as kept:
            assert "Page 1" in words_of(dict(read_scans(pages, reader, kept, ignored))[page.key])
            assert kept.of_page(page.key) is not None
            assert kept.of_picture(digest) is not None


def test_what_was_read_is_neither_drawn_nor_read_again(tmp_path: Path, data: Path, keys: KeySource) -> None:
    case = make_case(tmp_path / "case", numbered(1), numbered(2))
    with opened(case) as (reader, documents, pages):
        with closing(KeptReadings(data, keys, documents)) as kept:
            first = dict(read_scans(pages, reader, kept, ignored))
        reader.close()  # whoever asked it would be told that it is closed
        heard: list[tuple[int, int]] = []
        with closing(KeptReadings(data, keys, documents)) as kept:
            again = dict(read_scans(pages, reader, kept, lambda *place: heard.append(place)))
        assert again == first
        assert heard == [(1, 2), (2, 2)]
        with (
            closing(KeptReadings(data, None, documents)) as kept,
            pytest.raises(PageFailedError) as raised,
        ):
            list(read_scans(pages, reader, kept, ignored))
        assert raised.value.cause is PageFailure.CLOSED


@pytest.mark.parametrize("encrypted", [True, False])
def test_a_picture_that_comes_again_is_known(
    tmp_path: Path, data: Path, keys: KeySource, encrypted: bool
) -> None:
    """In another file, with and without a place to keep it."""
    case = make_case(tmp_path / "case", numbered(1))
    files.image_file(case / "again.png", numbered(1), dpi=200)
    with (
        opened(case) as (reader, documents, pages),
        closing(KeptReadings(data, keys if encrypted else None, documents)) as kept,
    ):
        ((_, first),) = read_scans(pages[:1], reader, kept, ignored)
        assert kept.of_page(pages[1].key) is None
        picture_known = dict(read_scans(pages[1:], reader, kept, ignored))[pages[1].key]
    assert picture_known.reading == first.reading


def test_a_page_that_cannot_be_drawn_says_why(tmp_path: Path, data: Path) -> None:
    case = make_case(tmp_path / "case", numbered(1))
    with opened(case) as (reader, documents, (page,)):
        beyond = ScanToRead(page.sha256, 9, page.width, page.height, page.native)
        with closing(KeptReadings(data, None, documents)) as kept:
            ((_, came),) = read_scans([beyond], reader, kept, ignored)
    assert came.reading is None
    assert "Page 9" in came.failure


def test_where_readings_cannot_be_kept_they_are_read_and_it_is_told(
    tmp_path: Path, data: Path, keys: KeySource, library: PolicyLibrary
) -> None:
    (data / FILE_NAME).mkdir()
    case = make_case(tmp_path / "case", numbered(1))
    found = screen_case(library, case, scans=ScanReading(data, keys))
    ((page,),) = (one.pages for one in found.documents)
    assert "Page 1" in page.text
    assert "kept only until the program ends" in found.scans_told
    assert str(data / FILE_NAME) in found.scans_told


def test_without_memory_to_read_scans_the_rest_is_found_and_it_is_told(tmp_path: Path, data: Path) -> None:
    case = make_case(tmp_path / "case", numbered(1))
    with closing(PageReader(WorkerProcess())) as reader:
        screened = tuple(screened_documents(case, reader))
        with files_at_most(1_000_000):
            ((one,), told) = with_scans(screened, reader, ScanReading(data, None))
    assert told.startswith("This computer gives the program no memory for pictures of pages")
    assert one.pages[0].why == NOT_LOOKED_AT


def hidden_layer(words: str) -> bytes:
    """A page that is a picture, with words behind it."""
    picture = scans.page()
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        % picture.size
    )
    width, height = picture.width * 0.36, picture.height * 0.36
    drawn = b"q %.2f 0 0 %.2f 0 0 cm /X Do Q " % (width, height)
    lines = b"".join(b"(%s) Tj T* " % line.encode("ascii") for line in words.split("\n"))
    behind = b"BT 3 Tr 14 TL /F 10 Tf 20 100 Td %sET" % lines
    return files.raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents 4 0 R" % (width, height)
            + b"/Resources<</XObject<</X 5 0 R>>/Font<</F 6 0 R>>>>>>",
            4: files.stream(drawn + behind),
            5: files.stream(picture.tobytes(), image),
            6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        }
    )


LIE = "Denied any pain weakness or numbness\nand returned to full duty without restrictions"
TRUTH = "\n".join(scans.LINES)


@pytest.mark.parametrize(
    ("words", "layer", "source", "expected"),
    [
        (LIE, LayerVerdict.DIFFERS, TextFrom.OCR, TRUTH),
        (TRUTH, LayerVerdict.AGREES, TextFrom.NATIVE, TRUTH),
        (scans.LINES[0], LayerVerdict.PARTIAL, TextFrom.OCR, TRUTH),
    ],
)
def test_what_is_seen_counts(
    tmp_path: Path, library: PolicyLibrary, words: str, layer: LayerVerdict, source: TextFrom, expected: str
) -> None:
    (tmp_path / "scan.pdf").write_bytes(hidden_layer(words))
    found = screen_case(library, tmp_path / "scan.pdf", scans=ScanReading(tmp_path / "data", None))
    ((page,),) = (one.pages for one in found.documents)
    assert (page.read.layer, page.read.text_from) == (layer, source)
    assert page.text == expected
    assert found.scans_told == ""


def test_a_blank_page_is_not_read(tmp_path: Path, library: PolicyLibrary) -> None:
    dusty = Image.new("L", (850, 1100), 250)
    dusty.paste(235, (300, 300, 306, 304))
    case = make_case(tmp_path / "case", dusty)
    heard: list[int] = []
    reading = ScanReading(tmp_path / "data", None, lambda done, _pages: heard.append(done))
    found = screen_case(library, case, scans=reading)
    assert [(page.blank, page.why) for one in found.documents for page in one.pages] == [(True, "")]
    assert heard == []


def test_nothing_is_kept_where_nobody_has_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    assert keys_of_readings(tmp_path / "data", None) is None
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "pass"))
    (tmp_path / "pass").write_text("long enough to be one\n", encoding="utf-8")
    assert keys_of_readings(tmp_path / "data", None) is not None
    (tmp_path / "pass").write_text("another that is long enough\n", encoding="utf-8")
    with pytest.raises(WrongKeyError, match="Nothing was changed"):
        keys_of_readings(tmp_path / "data", None)


def test_a_passphrase_file_sets_the_key_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pass").write_text("long enough to be one\n", encoding="utf-8")
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "pass"))
    keys = keys_of_readings(tmp_path / "data", None)
    assert keys is not None
    again = keys_of_readings(tmp_path / "data", None)
    assert again is not None
    assert again.keys() == keys.keys()
    case = make_case(tmp_path / "case", numbered(1))
    with (
        opened(case) as (reader, documents, pages),
        closing(KeptReadings(tmp_path / "data", keys, documents)) as kept,
    ):
        list(read_scans(pages, reader, kept, ignored))
    content = (tmp_path / "data" / FILE_NAME).read_bytes()
    assert b"examination" not in content


LEFT_OUT = ("pil", "pillow", "tess")


def test_without_the_packages_the_rest_works(tmp_path: Path) -> None:
    """A Python that finds everything but what reads scans."""
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    for folder in (Path(path) for path in sys.path if path.endswith("site-packages")):
        for entry in folder.iterdir():
            if not entry.name.casefold().startswith(LEFT_OUT):
                (libraries / entry.name).symlink_to(entry)
    program = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(libraries)!r}]; "
        "from reviewer_app.__main__ import main; main()"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            program,
            "--data-dir",
            str(tmp_path / "data"),
            "screen",
            str(SAMPLE),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "Scans are not read, because pillow, tessdata" in done.stderr
    assert "without words in the file, not read" in done.stdout
    assert "knee_diary.jpg: ok, 1 page" in done.stdout
