"""Small pieces of a Word document that python-docx has no word for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Emu, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reviewer_app.summary.displayable import displayable

if TYPE_CHECKING:
    from docx.oxml.text.parfmt import CT_PPr
    from docx.oxml.xmlchemy import BaseOxmlElement

Sides: TypeAlias = dict[str, tuple[str, int, int]]
"""Lines by side (top, left, bottom, right): colour, width in eighths of a point, distance in points."""

BEHIND_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
)
"""What stands behind the borders in the properties of a paragraph; Word refuses another order."""


def paragraph(document: WordDocument, style: str, words: str = "") -> Paragraph:
    """A new paragraph of that style."""
    return document.add_paragraph(displayable(words), style=style)


def coloured(run: Run, colour: RGBColor) -> Run:
    """The run, in that colour."""
    run.font.color.rgb = colour
    return run


def set_alignment_right(words: Paragraph) -> None:
    """Set the paragraph at the right margin."""
    words.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def text_width(page: WordSection) -> int:
    """The width between the margins, in English Metric Units."""
    width, left, right = page.page_width, page.left_margin, page.right_margin
    if width is None or left is None or right is None:
        raise ValueError("the page has no size")
    return width - left - right


def add_right_tab(line: Paragraph, page: WordSection) -> None:
    """Let a tab in this paragraph lead to the right margin, and nowhere else."""
    stops = line.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Emu(text_width(page)), WD_TAB_ALIGNMENT.RIGHT)
    line.style = "Normal"


def add_field(line: Paragraph, instruction: str) -> None:
    """A field that Word fills in, for example ``PAGE``."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(Run(OxmlElement("w:r"), line)._r)
    line._p.append(field)


def describe_picture(run: Run, alt: str) -> None:
    """Give the picture in the run its alternative text."""
    for mark in run._r.iter(qn("wp:docPr")):
        mark.set("descr", alt)


def body_length(document: WordDocument) -> int:
    """How many paragraphs and tables there are, to be given to :func:`keep_together`."""
    return len(document.element.body)


def keep_together(document: WordDocument, since: int) -> None:
    """Let no page end between the paragraphs that were added since there were so many."""
    end = len(document.element.body) - 1
    added = [document.element.body[place] for place in range(max(since - 1, 0), end)]
    for element in added[:-1]:
        if element.tag == qn("w:p"):
            Paragraph(element, document).paragraph_format.keep_with_next = True


def narrow_cell_margins(table: WordTable) -> None:
    """Less room beside the words of a cell than Word leaves by itself, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def repeat_first_row(table: WordTable) -> None:
    """Let the first row be a header that each page repeats, and no row be cut by the end of a page."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def set_borders(properties: CT_PPr, sides: Sides) -> None:
    """Put these lines around what has the properties, in the place of those it has."""
    for former in properties.findall(qn("w:pBdr")):
        properties.remove(former)
    if sides:
        lines = OxmlElement("w:pBdr")
        for side in ("top", "left", "bottom", "right"):
            if side in sides:
                lines.append(_line(side, *sides[side]))
        properties.insert_element_before(lines, *BEHIND_BORDERS)


def set_left_bar(line: Paragraph, colour: str) -> None:
    """A bar of that colour at the paragraph's left."""
    set_borders(line._p.get_or_add_pPr(), {"left": (colour, 24, 8)})


def rule_below(cell: WordCell, colour: str, width: int) -> None:
    """A line under a cell, in eighths of a point."""
    lines = OxmlElement("w:tcBorders")
    lines.append(_line("bottom", colour, width, 0))
    cell._tc.get_or_add_tcPr().append(lines)


def _line(side: str, colour: str, width: int, space: int) -> BaseOxmlElement:
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(width)), ("space", str(space)), ("color", colour)):
        line.set(qn(f"w:{key}"), value)
    return line
