"""Born-digital pages: an institution's stationery, and documents set on it.

Lengths are page points (1/72 inch), pages are US letter. Documents are written without time stamps, random
identifiers or compressed pages, so the same source gives the same bytes again.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, black, white
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

WIDTH, HEIGHT = letter

Draw = Callable[[Canvas, int, int], None]
"""Draws what stands on every page: the canvas, the page number from 1, the number of pages."""


@dataclass(frozen=True, slots=True)
class Stationery:
    """How one institution's documents look; margins and sizes in page points."""

    font: str
    bold: str
    size: float
    accent: Color
    draw: Draw
    top: float
    bottom: float = 54
    side: float = 54
    left: float = 0
    leading: float = 1.3
    justified: bool = False
    heading_size: float = 0
    heading_rule: bool = False
    capitals: bool = True
    top_later: float = 0

    @property
    def start(self) -> float:
        """Where the text begins from the left: `left` where a column of names stands there, else `side`."""
        return self.left or self.side

    @property
    def body(self) -> ParagraphStyle:
        return ParagraphStyle(
            "body",
            fontName=self.font,
            fontSize=self.size,
            leading=self.size * self.leading,
            alignment=TA_JUSTIFY if self.justified else TA_LEFT,
            spaceAfter=self.size * 0.35,
        )

    @property
    def cell(self) -> ParagraphStyle:
        return ParagraphStyle(
            "cell",
            parent=self.body,
            fontSize=self.size - 0.6,
            leading=self.size * 1.18,
            spaceAfter=0,
            alignment=TA_LEFT,
        )

    @property
    def heading(self) -> ParagraphStyle:
        size = self.heading_size or self.size
        return ParagraphStyle(
            "heading",
            fontName=self.bold,
            fontSize=size,
            leading=size * 1.25,
            textColor=self.accent,
            spaceBefore=self.size * 0.75,
            spaceAfter=self.size * 0.2,
            keepWithNext=1,
            borderWidth=0,
        )

    def head(self, text: str) -> list[Flowable]:
        """A section heading, ruled below where the institution does so."""
        shown = Paragraph(text.upper() if self.capitals else text, self.heading)
        if not self.heading_rule:
            return [shown]
        line = Table([[""]], colWidths=[WIDTH - self.start - self.side], rowHeights=[3])
        line.setStyle(TableStyle([("LINEABOVE", (0, 0), (-1, 0), 0.6, self.accent)]))
        line.keepWithNext = True
        return [shown, line]

    def text(self, *paragraphs: str) -> list[Flowable]:
        return [Paragraph(_spaced(each), self.body) for each in paragraphs]

    def section(self, title: str, *paragraphs: str) -> list[Flowable]:
        return [*self.head(title), *self.text(*paragraphs)]

    def items(self, *entries: str, sign: str = "•") -> list[Flowable]:
        """A list; `sign` is the mark before each entry, or "1" to number them."""
        style = ParagraphStyle(
            "item",
            parent=self.body,
            leftIndent=self.size * 1.5,
            bulletIndent=self.size * 0.2,
            bulletFontName=self.font,
            bulletFontSize=self.size,
            spaceAfter=self.size * 0.2,
        )
        return [
            Paragraph(each, style, bulletText=f"{number}." if sign == "1" else sign)
            for number, each in enumerate(entries, start=1)
        ]

    def grid(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        header: bool = True,
        lines: str = "all",
        shade: Color | None = None,
        bold_columns: Sequence[int] = (),
        whole: bool = False,
    ) -> Flowable:
        """A table that is never split over pages if `whole`.

        `lines`: "all" boxes every cell, "rows" rules between rows, "none" draws nothing.
        """
        cells = []
        strong = ParagraphStyle("strong", parent=self.cell, fontName=self.bold)
        reverse = shade is not None and sum((shade.red, shade.green, shade.blue)) < 1.5
        top = ParagraphStyle("top", parent=strong, textColor=white if reverse else black)
        for number, row in enumerate(rows):
            first = header and number == 0
            cells.append(
                [
                    Paragraph(value, top if first else strong if column in bold_columns else self.cell)
                    for column, value in enumerate(row)
                ]
            )
        table = Table(cells, colWidths=list(widths), hAlign="LEFT", repeatRows=1 if header else 0)
        look: list[tuple[str, tuple[int, int], tuple[int, int], *tuple[object, ...]]] = [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if lines == "all" else "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        if lines == "all":
            look.append(("GRID", (0, 0), (-1, -1), 0.5, Color(0.45, 0.45, 0.45)))
        elif lines == "rows":
            look.append(("LINEBELOW", (0, 0), (-1, -1), 0.35, Color(0.6, 0.6, 0.6)))
        if header and shade is not None:
            look.append(("BACKGROUND", (0, 0), (-1, 0), shade))
        table.setStyle(TableStyle(look))
        return KeepTogether([table]) if whole else table


def use_vera() -> None:
    """Make the Vera typeface, which comes with reportlab, known with its bold and slanted cuts."""
    for name, file in (("Vera", "Vera"), ("Vera-Bold", "VeraBd"), ("Vera-Italic", "VeraIt")):
        pdfmetrics.registerFont(TTFont(name, f"{file}.ttf"))
    pdfmetrics.registerFontFamily(
        "Vera", normal="Vera", bold="Vera-Bold", italic="Vera-Italic", boldItalic="Vera-Bold"
    )


def _spaced(text: str) -> str:
    """Runs of spaces kept as wide as they are typed."""
    return re.sub(r" {2,}", lambda run: "&nbsp;" * (len(run[0]) - 1) + " ", text)


def gap(points: float) -> Flowable:
    return Spacer(1, points)


def document(
    paper: Stationery, story: Callable[[], list[Flowable]], *, title: str, author: str, program: str
) -> bytes:
    """Set `story` on `paper`. The story is made twice: once to count the pages, once with the count known."""
    pages = _set(paper, story(), 0, title, author, program)[1]
    return _set(paper, story(), pages, title, author, program)[0]


def _set(
    paper: Stationery, story: list[Flowable], total: int, title: str, author: str, program: str
) -> tuple[bytes, int]:
    target = io.BytesIO()
    made = BaseDocTemplate(
        target,
        pagesize=letter,
        invariant=1,
        pageCompression=0,
        title=title,
        author=author,
        creator=program,
        producer=program,
    )
    count = 0

    def draw(canvas: Canvas, _: object) -> None:
        nonlocal count
        count += 1
        canvas.saveState()
        paper.draw(canvas, count, total)
        canvas.restoreState()

    def frame(top: float) -> Frame:
        return Frame(
            paper.start,
            paper.bottom,
            WIDTH - paper.start - paper.side,
            HEIGHT - top - paper.bottom,
            0,
            0,
            0,
            0,
        )

    made.addPageTemplates(
        [
            PageTemplate("first", [frame(paper.top)], onPage=draw, autoNextPageTemplate="later"),
            PageTemplate("later", [frame(paper.top_later or paper.top)], onPage=draw),
        ]
    )
    made.build(story)
    return target.getvalue(), count


def single(draw: Callable[[Canvas], None], *, title: str, author: str, program: str) -> bytes:
    """A document drawn by hand on one canvas (forms, cards)."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=letter, invariant=1, pageCompression=0)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(program)
    canvas.setProducer(program)
    draw(canvas)
    canvas.save()
    return target.getvalue()
