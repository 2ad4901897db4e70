"""How the Word document looks: its page, its styles and its colours."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reviewer_app.summary.docx_parts import Sides, set_borders

INK = RGBColor(0x1C, 0x24, 0x30)
MUTED = RGBColor(0x5A, 0x63, 0x72)
ACCENT = RGBColor(0x24, 0x48, 0x9E)
GOOD = RGBColor(0x1F, 0x7A, 0x4D)
BAD = RGBColor(0xB3, 0x26, 0x1E)
OPEN = RGBColor(0x8A, 0x5A, 0x00)
HAIRLINE = "C9CFD8"

FONT = "Calibri"

HEADINGS = (
    (0, "Title", 22, 0, 4),
    (1, "Heading 1", 14, 22, 8),
    (2, "Heading 2", 12, 14, 5),
    (3, "Heading 3", 10.5, 12, 4),
)
"""Level, name, size, space before and after, in points."""

OWN_STYLES = {
    "Fact": (10.5, 0, 2),
    "Cell": (9.5, 2, 2),
    "Letterhead": (10.5, 0, 0),
    "Cited": (10.5, 8, 2),
    "Statement": (9, 4, 0),
    "Warning": (10.5, 0, 12),
    "Outcome": (10.5, 0, 6),
    "Framed": (10.5, 0, 0),
}
"""Size, space before and after, in points."""

SIDES = ("top", "left", "bottom", "right")


def prepare_styles(document: WordDocument, language: str) -> None:
    """Letter paper, and the styles that the blocks use."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(215.9), Mm(279.4)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(26), Mm(22)
    normal = _style(document, "Normal")
    _set_font(normal, 10.5, 0, 6)
    normal.font.color.rgb = INK
    _set_language(normal, language)
    for _level, name, size, before, after in HEADINGS:
        heading = _style(document, name)
        _set_font(heading, size, before, after)
        heading.font.bold = True
        heading.font.color.rgb = INK
        heading.paragraph_format.keep_with_next = True
    _set_borders(_style(document, "Title"), {})
    _set_borders(_style(document, "Heading 1"), {"bottom": ("1C2430", 8, 3)})
    for name, (size, before, after) in OWN_STYLES.items():
        own = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if isinstance(own, ParagraphStyle):
            own.base_style = normal
            _set_font(own, size, before, after)
    _finish_own_styles(document)


def _finish_own_styles(document: WordDocument) -> None:
    fact = _style(document, "Fact").paragraph_format
    fact.left_indent, fact.first_line_indent = Mm(52), Mm(-52)
    fact.tab_stops.add_tab_stop(Mm(52))
    _style(document, "Cited").paragraph_format.keep_with_next = True
    _style(document, "Statement").font.color.rgb = MUTED
    warning = _style(document, "Warning")
    warning.font.bold, warning.font.color.rgb = True, BAD
    _set_borders(warning, dict.fromkeys(SIDES, ("B3261E", 12, 6)))
    _set_borders(_style(document, "Framed"), dict.fromkeys(SIDES, ("1C2430", 8, 8)))
    quote = _style(document, "Quote")
    _set_font(quote, 10.5, 0, 4)
    quote.font.color.rgb = INK
    quote.paragraph_format.left_indent = Mm(5)
    bullets = _style(document, "List Bullet")
    _set_font(bullets, 10.5, 0, 3)


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    return style


def _set_font(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    """One font for all scripts: the template names others for headings and for East Asian text."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.1


def _set_language(style: ParagraphStyle, language: str) -> None:
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(mark)


def _set_borders(style: ParagraphStyle, sides: Sides) -> None:
    """Lines around the paragraphs; those of the template go."""
    set_borders(style.element.get_or_add_pPr(), sides)
