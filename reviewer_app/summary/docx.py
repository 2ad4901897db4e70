"""A paper as a Word document (DOCX): real headings, lists and tables, described pictures, a language and a
title."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC

from docx import Document
from docx.document import Document as WordDocument

from reviewer_app.summary.displayable import displayable
from reviewer_app.summary.docx_blocks import write_block
from reviewer_app.summary.docx_parts import (
    add_field,
    add_right_tab,
    coloured,
    paragraph,
    set_alignment_right,
)
from reviewer_app.summary.docx_styles import BAD, MUTED, prepare_styles
from reviewer_app.summary.paper import Paper

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every part in the file's archive: the earliest that it can hold. What was written when stands
in the properties."""


def paper_docx(paper: Paper) -> bytes:
    """The paper as DOCX bytes. The same paper gives the same bytes."""
    document = Document()
    prepare_styles(document, paper.language)
    _set_properties(document, paper)
    _write_head_and_foot(document, paper)
    _write_beginning(document, paper)
    for section in paper.sections:
        if section.title:
            document.add_heading(displayable(section.title), level=1)
        for block in section.blocks:
            write_block(document, block)
    for statement in paper.closing:
        paragraph(document, "Statement").add_run(displayable(statement))
    return _same_every_time(document)


def _set_properties(document: WordDocument, paper: Paper) -> None:
    """The title, language and time; nobody's name: the file says no more than the document."""
    written = paper.written.astimezone(UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = displayable(paper.document_title)
    properties.language = paper.language
    properties.author = displayable(paper.program)
    properties.last_modified_by = displayable(paper.program)
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.created = properties.modified = written
    properties.revision = 1


def _write_head_and_foot(document: WordDocument, paper: Paper) -> None:
    page = document.sections[0]
    head = page.header.paragraphs[0]
    add_right_tab(head, page)
    coloured(head.add_run(displayable(paper.head)), MUTED)
    standing = head.add_run(f"\t{displayable(paper.standing)}")
    coloured(standing, BAD if paper.draft else MUTED)
    standing.bold = paper.draft
    foot = page.footer.paragraphs[0]
    add_right_tab(foot, page)
    number, of = (displayable(word) for word in paper.page_words)
    coloured(foot.add_run(f"{displayable(paper.foot)}\t{number} "), MUTED)
    add_field(foot, "PAGE")
    coloured(foot.add_run(f" {of} "), MUTED)
    add_field(foot, "NUMPAGES")


def _write_beginning(document: WordDocument, paper: Paper) -> None:
    if paper.warning:
        paragraph(document, "Warning").add_run(displayable(paper.warning))
    for line in paper.sender:
        set_alignment_right(paragraph(document, "Letterhead", line))
    for line in paper.addressee:
        paragraph(document, "Letterhead", line)
    document.add_heading(displayable(paper.title), level=0)
    if paper.subject:
        coloured(document.add_paragraph().add_run(displayable(paper.subject)), MUTED)
    if paper.status:
        status = document.add_paragraph().add_run(displayable(paper.status))
        status.bold = True
        if paper.draft:
            coloured(status, BAD)


def _same_every_time(document: WordDocument) -> bytes:
    """The file's bytes, its archive written anew without the time of writing."""
    saved = io.BytesIO()
    document.save(saved)
    written = io.BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts.read(name))
    return written.getvalue()
