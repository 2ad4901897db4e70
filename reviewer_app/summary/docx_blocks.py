"""The blocks of a paper as paragraphs and tables of a Word document."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Mapping
from types import MappingProxyType

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Emu, Inches, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reviewer_app.summary.displayable import displayable
from reviewer_app.summary.docx_parts import (
    body_length,
    coloured,
    describe_picture,
    keep_together,
    narrow_cell_margins,
    paragraph,
    repeat_first_row,
    rule_below,
    set_left_bar,
    text_width,
)
from reviewer_app.summary.docx_styles import ACCENT, BAD, GOOD, HAIRLINE, INK, MUTED, OPEN
from reviewer_app.summary.paper import (
    Block,
    Cell,
    Cited,
    Columns,
    Facts,
    Framed,
    Heading,
    Kept,
    Mark,
    Outcome,
    Pairs,
    PaperPicture,
    Points,
    Table,
    Text,
)

PICTURE_RESOLUTION = 150
"""Pixels an inch at which a crop has its natural size on paper."""

PICTURE_HEIGHT = Mm(95)

LONGEST_KEPT = 900
"""Characters; longer blocks must be allowed to run on to the next page."""

CODE_FONT = "Consolas"

MARK_COLOURS: Mapping[str, RGBColor] = MappingProxyType(
    {
        "present": GOOD,
        "absent": BAD,
        "insufficient": OPEN,
        "not-applicable": MUTED,
        "not-reviewed": MUTED,
    }
)
OUTCOME_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "approve": "1F7A4D",
        "approve-in-part": "B3261E",
        "deny": "B3261E",
        "pend": "8A5A00",
        "refer": "8A5A00",
        "undecided": "8A5A00",
    }
)
OTHER_OUTCOME = "1C2430"


def write_block(document: WordDocument, block: Block) -> None:
    """Append one block."""
    match block:
        case Heading():
            _heading(document, block)
        case Text():
            _text(document, block)
        case Facts():
            _facts(document, block.pairs)
        case Columns():
            for title, pairs in block.groups:
                write_block(document, Kept((Heading(2, title), Facts(pairs))))
        case Points():
            _points(document, block)
        case Table():
            _table(document, block)
        case Cited():
            _cited(document, block)
        case Outcome():
            _outcome(document, block)
        case Kept():
            since = body_length(document)
            for one in block.blocks:
                write_block(document, one)
            if text_length(block) <= LONGEST_KEPT:
                keep_together(document, since)
        case Framed():
            since = body_length(document)
            _framed(document, block)
            if text_length(block) <= LONGEST_KEPT:
                keep_together(document, since)


def text_length(value: object) -> int:
    """Characters of all texts in a block."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(text_length, value))
    if dataclasses.is_dataclass(value):
        return sum(text_length(getattr(value, one.name)) for one in dataclasses.fields(value))
    return 0


def _heading(document: WordDocument, block: Heading) -> None:
    line = document.add_heading(level=block.level)
    if block.row:
        coloured(line.add_run(f"{displayable(block.row)} "), ACCENT)
    line.add_run(displayable(block.words))
    if block.mark is not None:
        line.add_run(": ")
        coloured(line.add_run(displayable(block.mark.words)), _colour(block.mark))
    if block.aside:
        aside = coloured(line.add_run(f" {displayable(block.aside)}"), MUTED)
        aside.bold = False


def _colour(mark: Mark) -> RGBColor:
    return MARK_COLOURS.get(mark.state, INK)


def _text(document: WordDocument, block: Text) -> None:
    line = document.add_paragraph()
    if block.label:
        coloured(line.add_run(f"{displayable(block.label)} "), MUTED)
    words = line.add_run(displayable(block.words))
    words.bold = block.tone == "strong"
    if block.tone == "muted":
        coloured(words, MUTED)


def _facts(document: WordDocument, pairs: Pairs) -> None:
    for label, value in pairs:
        line = paragraph(document, "Fact")
        coloured(line.add_run(displayable(label)), MUTED)
        line.add_run(f"\t{displayable(value)}")


def _points(document: WordDocument, block: Points) -> None:
    for item in block.items:
        line = paragraph(document, "List Bullet")
        if item.row:
            row = coloured(line.add_run(f"{displayable(item.row)} "), ACCENT)
            row.bold = True
        line.add_run(displayable(item.words))
        if item.aside:
            coloured(line.add_run(f" {displayable(item.aside)}"), MUTED)
        if item.below:
            coloured(line.add_run(f"\n{displayable(item.below)}"), MUTED)


def _table(document: WordDocument, block: Table) -> None:
    widths = _widths(document, block)
    table = document.add_table(rows=1, cols=len(block.columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, cell in zip(block.columns, table.rows[0].cells, strict=True):
        line = cell.paragraphs[0]
        line.style = "Cell"
        label = coloured(line.add_run(displayable(column.label)), MUTED)
        label.bold = True
        rule_below(cell, OTHER_OUTCOME, 8)
    for row in block.rows:
        for value, cell in zip(row, table.add_row().cells, strict=True):
            cell.paragraphs[0].style = "Cell"
            _cell(cell.paragraphs[0], value)
            rule_below(cell, HAIRLINE, 4)
    for width, column in zip(widths, table.columns, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    narrow_cell_margins(table)
    repeat_first_row(table)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(document: WordDocument, block: Table) -> tuple[Emu, ...]:
    """The columns' widths; those without one share what is left."""
    given = [Mm(column.width) for column in block.columns]
    sharing = sum(1 for width in given if not width)
    rest = (text_width(document.sections[0]) - sum(given)) // max(sharing, 1)
    return tuple(Emu(width or rest) for width in given)


def _cell(line: Paragraph, cell: Cell) -> None:
    if cell.indent:
        line.paragraph_format.left_indent = Mm(4 * cell.indent)
    words = line.add_run(displayable(cell.words))
    if cell.mark:
        coloured(words, MARK_COLOURS.get(cell.mark, INK)).bold = True
    if cell.code:
        code = coloured(line.add_run(f"\n{displayable(cell.code)}"), MUTED)
        code.font.name, code.font.size = CODE_FONT, Pt(7)
    if cell.below:
        coloured(line.add_run(f"\n{displayable(cell.below)}"), MUTED)


def _cited(document: WordDocument, block: Cited) -> None:
    line = paragraph(document, "Cited")
    line.add_run(displayable(block.label)).bold = True
    line.add_run(f" {displayable(block.place)}  ")
    code = coloured(line.add_run(f"document {displayable(block.document)}"), MUTED)
    code.font.name, code.font.size = CODE_FONT, Pt(7)
    line.paragraph_format.keep_with_next = bool(block.quote or block.picture or block.remark)
    if block.quote:
        quote = paragraph(document, "Quote", f"“{block.quote}”")
        quote.paragraph_format.keep_with_next = block.picture is not None
    if block.picture is not None:
        _picture(document, block.picture)
    if block.remark:
        coloured(document.add_paragraph().add_run(displayable(block.remark)), MUTED)


def _picture(document: WordDocument, picture: PaperPicture) -> None:
    width, height = (Inches(side / PICTURE_RESOLUTION) for side in (picture.width, picture.height))
    scale = min(1.0, text_width(document.sections[0]) / width, PICTURE_HEIGHT / height)
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(picture.png), width=Emu(round(width * scale)))
    describe_picture(run, displayable(picture.alt))


def _outcome(document: WordDocument, block: Outcome) -> None:
    colour = OUTCOME_COLOURS.get(block.outcome, OTHER_OUTCOME)
    said = paragraph(document, "Outcome")
    words = said.add_run(displayable(block.words))
    words.bold, words.font.size = True, Pt(12.5)
    lines = [said, *([paragraph(document, "Outcome", block.text)] if block.text else [])]
    for line in lines:
        set_left_bar(line, colour)
    said.paragraph_format.keep_with_next = len(lines) > 1


def _framed(document: WordDocument, block: Framed) -> None:
    """The facts and texts of a frame, as paragraphs between whose frames there is no gap."""
    for one in block.blocks:
        if isinstance(one, Text):
            paragraph(document, "Framed", one.words).paragraph_format.space_after = Pt(6)
        elif isinstance(one, Facts):
            for label, value in one.pairs:
                line = paragraph(document, "Framed")
                coloured(line.add_run(f"{displayable(label)}: "), MUTED)
                line.add_run(displayable(value))
        else:
            write_block(document, one)
