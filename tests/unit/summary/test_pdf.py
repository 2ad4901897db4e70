"""The PDF is tagged, whole, the same every time, and leaves nothing behind."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import pikepdf
import pymupdf
import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import ExportError
from reviewer_app.summary.displayable import displayable
from reviewer_app.summary.pdf import TIME_LIMIT, paper_pdf, run_worker
from reviewer_app.summary.sections import summary_paper
from reviewer_app.summary.values import DeterminationSummary
from tests.unit.summary import cases
from tests.unit.summary.test_summary import summary_of

ROOT = Path(__file__).resolve().parents[3]

MARKER = "Qvxmarker"


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page, joined by single spaces; break marks inside long words are taken out."""
    return [" ".join(page_lines(page)) for page in pages_of(pdf)]


def pages_of(pdf: bytes) -> list[pymupdf.Page]:
    document = pymupdf.Document(stream=pdf, filetype="pdf")
    return [document.load_page(number) for number in range(document.page_count)]


def page_lines(page: pymupdf.Page) -> list[str]:
    """The lines of a page, top to bottom as they were set."""
    words = pymupdf.TextPage(page.get_displaylist().get_textpage(0)).extractWORDS()
    return [
        " ".join(word[4] for word in line).replace("\u200b", "")
        for _, line in groupby(words, key=lambda word: word[5:7])
    ]


def flat(text: str) -> str:
    """The text without white space: where a line breaks is the document's business."""
    return "".join(text.split())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def summary_pdf(summary: DeterminationSummary, time_limit: float = TIME_LIMIT) -> bytes:
    return paper_pdf(summary_paper(summary), time_limit)


@pytest.fixture(scope="module")
def signed() -> bytes:
    return summary_pdf(summary_of(cases.signed_case()))


@pytest.fixture(scope="module")
def draft() -> bytes:
    return summary_pdf(summary_of(cases.draft_case()))


def test_tagged_with_language_title_and_standard(signed: bytes) -> None:
    with opened(signed) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert pdf.Root.StructTreeRoot.K is not None
        assert str(pdf.Root.Lang) == "en-US"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Determination summary, PA-2025-000731"


def test_sections_are_bookmarks(signed: bytes) -> None:
    with opened(signed) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [
        "Determination",
        "Request",
        "Missing, insufficient or not reviewed",
        "Criteria and evidence",
        "Earlier requests",
        "Cautions",
        "Record",
        "Policies applied",
        "What was weighed",
        "Decision and signature",
    ]


def structure(element: pikepdf.Object, found: list[pikepdf.Dictionary]) -> None:
    if isinstance(element, pikepdf.Array):
        for kid in element:
            structure(kid, found)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            found.append(element)
        if "/K" in element:
            structure(element.K, found)


def test_pictures_have_alternative_text_and_tables_have_headers(signed: bytes) -> None:
    found: list[pikepdf.Dictionary] = []
    with opened(signed) as pdf:
        structure(pdf.Root.StructTreeRoot.K, found)
        figures = [str(element.Alt) for element in found if element.S == "/Figure"]
        kinds = {str(element.S) for element in found}
    assert len(figures) == 4
    assert all("01_consult.pdf" in alt or "02_therapy.pdf" in alt for alt in figures)
    assert {"/Table", "/TH", "/TD", "/H1", "/H2", "/H3", "/BlockQuote"} <= kinds


def test_pages_are_numbered_and_carry_the_request(signed: bytes) -> None:
    texts = page_texts(signed)
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert "PA-2025-000731" in text
        assert "DRAFT" not in text


def test_a_draft_says_so_on_each_page(draft: bytes) -> None:
    texts = page_texts(draft)
    assert len(texts) > 3
    for text in texts:
        # Once in the header, once across the page.
        assert text.count("DRAFT") >= 2


def test_table_headers_repeat_on_the_next_page() -> None:
    case = cases.signed_case()
    many = tuple(
        replace(case.documents[0], file=f"{number:03}.pdf", sha256=f"{number:064x}") for number in range(120)
    )
    texts = page_texts(summary_pdf(summary_of(replace(case, documents=many))))
    pages_with_documents = [text for text in texts if text.count(".pdf 0000") > 5]
    assert len(pages_with_documents) > 2
    assert all("File Pages State" in text for text in pages_with_documents)


@pytest.mark.parametrize("quote", cases.QUOTES)
def test_quotes_can_be_extracted(signed: bytes, quote: str) -> None:
    assert quote in " ".join(page_texts(signed))


@pytest.mark.parametrize("nasty", [*cases.NASTY, cases.LONG_NOTE])
def test_nasty_text_is_set_and_not_obeyed(draft: bytes, nasty: str) -> None:
    # Hebrew and Arabic are compared without order: extraction gives them as they stand on paper.
    text = flat("".join(body(page) for page in page_texts(draft)))
    wanted = flat(displayable(nasty))
    if wanted.isascii():
        assert wanted in text
    else:
        assert set(wanted) <= set(text)


def body(text: str) -> str:
    """A page's text without its header and footer, so that a paragraph over two pages is in one piece."""
    without_header = text.split("DRAFT", maxsplit=2)[-1]
    return without_header.rpartition("reviewer-app 0.1, ")[0]


def test_characters_without_a_font_are_shown_as_their_code(draft: bytes) -> None:
    text = flat(" ".join(page_texts(draft)))
    for character in cases.CJK_NAME + cases.EMOJI:
        assert character in text or f"[U+{ord(character):04X}]" in text


def test_any_character_can_be_in_a_note() -> None:
    sample = "".join(chr(code) + " " for code in range(0x20, 0x1FFFF, 97))
    texts = page_texts(summary_pdf(with_note(cases.signed_case(), sample)))
    assert "Page 1 of" in texts[0]


def test_the_same_summary_gives_the_same_bytes(signed: bytes) -> None:
    assert summary_pdf(summary_of(cases.signed_case())) == signed


def with_note(case: OpenCase, note: str) -> DeterminationSummary:
    findings = dict(case.review.findings)
    findings["s3-evaluation"] = replace(findings["s3-evaluation"], note=note)
    review = replace(case.review, findings=MappingProxyType(findings))
    return summary_of(replace(case, review=review))


def temporary_files() -> set[Path]:
    return set(Path(tempfile.gettempdir()).iterdir())


def assert_nothing_left(before: set[Path]) -> None:
    for entry in temporary_files() - before:
        for file in (entry, *entry.rglob("*")):
            assert MARKER.encode() not in content_of(file)


def content_of(file: Path) -> bytes:
    """The file's bytes; none when it is a folder or another program's that has just gone."""
    try:
        return file.read_bytes() if file.is_file() else b""
    except OSError:
        return b""


def test_nothing_is_left_after_success() -> None:
    before = temporary_files()
    assert MARKER in " ".join(page_texts(summary_pdf(with_note(cases.signed_case(), MARKER))))
    assert_nothing_left(before)


def test_a_worker_that_takes_too_long_is_killed_and_leaves_nothing() -> None:
    before = temporary_files()
    with pytest.raises(ExportError, match="was not ready after") as caught:
        summary_pdf(with_note(cases.signed_case(), MARKER), time_limit=0.001)
    assert MARKER not in repr(caught.value.__dict__)
    assert caught.value.__suppress_context__
    assert_nothing_left(before)


WRITES_A_FILE = """
import sys
from pathlib import Path
from reviewer_app.summary.typst_worker import restrict
restrict()
try:
    Path(sys.argv[1]).write_bytes(b"x")
except OSError as error:
    print(error.errno)
"""


def test_the_worker_cannot_write_to_any_file(tmp_path: Path) -> None:
    target = tmp_path / "leak"
    done = subprocess.run(
        [sys.executable, "-c", WRITES_A_FILE, str(target)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == str(errno.EFBIG)
    assert target.read_bytes() == b""


def test_a_refused_document_is_a_defect_and_its_message_quotes_nothing() -> None:
    before = temporary_files()
    request = {
        "template": "#panic(sys.inputs.paper)",
        "paper": MARKER,
        "timestamp": "2025-05-09T11:30:00-05:00",
    }
    with pytest.raises(RuntimeError, match="typst refused the paper: panicked") as caught:
        run_worker(json.dumps(request).encode("ascii"), 60.0)
    assert MARKER not in str(caught.value)
    assert_nothing_left(before)


def test_a_worker_that_fails_tells_nothing_of_the_record() -> None:
    with pytest.raises(RuntimeError) as caught:
        run_worker(json.dumps({MARKER: MARKER}).encode("ascii"), 60.0)
    assert str(caught.value) == "the process that sets the PDF failed"
