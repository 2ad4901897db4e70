"""The Word document is made of real headings, lists and tables, and the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from reviewer_app.summary.displayable import displayable
from reviewer_app.summary.docx import paper_docx
from reviewer_app.summary.docx_blocks import write_block
from reviewer_app.summary.docx_styles import prepare_styles
from reviewer_app.summary.paper import Facts, Heading, Kept
from reviewer_app.summary.sections import summary_paper
from tests.unit.summary import cases
from tests.unit.summary.test_summary import summary_of


def docx_lines(content: bytes) -> tuple[str, ...]:
    """Head, foot, each paragraph with its style, and each row of a table, in reading order."""
    document = Document(io.BytesIO(content))
    page = document.sections[0]
    head, foot = page.header.paragraphs[0].text, page.footer.paragraphs[0].text
    return (f"head: {head}", f"foot: {foot}", *_body(document.iter_inner_content()))


def _body(blocks: Iterator[Paragraph | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ("| " + " | ".join(cell.text for cell in row.cells) for row in block.rows)
        elif block.text or block._p.findall(".//" + qn("wp:docPr")):
            pictures = [str(one.get("descr")) for one in block._p.iter(qn("wp:docPr"))]
            style = block.style.name if block.style is not None else ""
            yield f"[{style}] {block.text}{''.join(f'(picture: {alt})' for alt in pictures)}"


@pytest.fixture(scope="module")
def signed() -> bytes:
    return paper_docx(summary_paper(summary_of(cases.signed_case())))


@pytest.fixture(scope="module")
def draft() -> bytes:
    return paper_docx(summary_paper(summary_of(cases.draft_case())))


def test_the_same_paper_gives_the_same_bytes(signed: bytes) -> None:
    assert paper_docx(summary_paper(summary_of(cases.signed_case()))) == signed


def test_title_language_and_no_name_in_the_properties(signed: bytes) -> None:
    document = Document(io.BytesIO(signed))
    properties = document.core_properties
    assert properties.title == "Determination summary, PA-2025-000731"
    assert properties.language == "en-US"
    assert "python-docx" not in f"{properties.author}{properties.comments}"
    with zipfile.ZipFile(io.BytesIO(signed)) as parts:
        told = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("docProps"))
    assert b"Quintero" not in told
    assert 'w:val="en-US"' in document.styles["Normal"].element.xml


def test_headings_are_headings_and_tables_repeat_their_first_row(signed: bytes) -> None:
    document = Document(io.BytesIO(signed))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings[:2] == ["Determination", "Request"]
    assert headings[-1] == "Decision and signature"
    assert document.tables
    for table in document.tables:
        first, *others = [row._tr.findall(".//" + qn("w:tblHeader")) for row in table.rows]
        assert first
        assert not any(others)
        assert all(row._tr.findall(".//" + qn("w:cantSplit")) for row in table.rows)


def test_the_signature_stays_on_one_page_and_long_blocks_may_run_on(signed: bytes) -> None:
    paragraphs = Document(io.BytesIO(signed)).paragraphs
    framed = [one for one in paragraphs if one.style is not None and one.style.name == "Framed"]
    assert len(framed) > 2
    assert [one.paragraph_format.keep_with_next for one in framed[-3:]] == [True, True, None]
    long = Kept((Heading(2, "Long"), Facts((("a", "word " * 300), ("b", "c")))))
    document = Document()
    prepare_styles(document, "en-US")
    write_block(document, long)
    assert [one.paragraph_format.keep_with_next for one in document.paragraphs] == [None] * 3


def test_pictures_have_alternative_text(signed: bytes) -> None:
    pictures = [line for line in docx_lines(signed) if "(picture: " in line]
    assert len(pictures) == 4
    assert all("01_consult.pdf" in line or "02_therapy.pdf" in line for line in pictures)


def test_a_draft_says_so_on_each_page(draft: bytes, signed: bytes) -> None:
    assert docx_lines(draft)[0].endswith("\tDRAFT")
    assert "DRAFT" not in " ".join(docx_lines(signed))


@pytest.mark.parametrize("nasty", [*cases.NASTY, cases.LONG_NOTE, cases.CJK_NAME])
def test_nasty_text_is_shown_and_not_obeyed(draft: bytes, nasty: str) -> None:
    assert displayable(nasty) in "\n".join(docx_lines(draft))


def test_it_refers_to_nothing_outside(draft: bytes) -> None:
    """No link, no remote picture, no macro."""
    with zipfile.ZipFile(io.BytesIO(draft)) as parts:
        relations = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))
        assert not [name for name in parts.namelist() if "vba" in name.lower()]
    assert b'TargetMode="External"' not in relations
