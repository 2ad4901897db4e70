"""Sets the text of one page of a paper on its stationery: headings, lists, tables, handwriting, prose."""

from __future__ import annotations

import html
import io
from dataclasses import replace

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame

from .. import pen
from ..paper import HEIGHT, WIDTH, Stationery, gap
from .case_file import Case
from .looks import Look, look
from .sheet import Sheet, sheet

PROGRAM = "ChartPrint 4.1"
SHORT_LINE = 70
"""A line of a case's text with fewer characters ends there; longer ones run on into the next."""
SMALLEST = 6.4
"""Type size in points below which a page counts as too full."""
GUTTER = 18


class PageTooFullError(Exception):
    """The text of a page does not fit on it, even in small type."""


class Handwriting(Flowable):
    """Words written with the pen on ruled lines; `size`: height of tall letters in points."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__()
        self._text, self._size = text, size
        self._lines: list[str] = []

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        room = int(width / (self._size * 0.6))
        self._lines = []
        for word in self._text.split():
            if self._lines and len(self._lines[-1]) + 1 + len(word) <= room:
                self._lines[-1] += f" {word}"
            else:
                self._lines.append(word)
        self.width, self.height = width, len(self._lines) * self._size * 1.75
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setStrokeColor(Color(0.7, 0.76, 0.88))
        self.canv.setLineWidth(0.4)
        for place, line in enumerate(self._lines):
            low = self.height - (place + 1) * self._size * 1.75 + self._size * 0.5
            self.canv.line(0, low - 3, self.width, low - 3)
            pen.write(self.canv, line, 0, low, self._size)


def printed_page(case: Case, key: str, page: int) -> bytes:
    """Page `page` of the paper `key` as a PDF of one page.

    Raises `PageTooFullError` where the text does not fit.
    """
    paper = case.papers[key]
    around, text = sheet(case, key, page), paper.pages[page - 1]
    style = look(paper.look)
    size = style.paper.size
    while size >= SMALLEST:
        made = _set(style, replace(style.paper, size=size), around, text)
        if made is not None:
            return made
        size -= 0.4
    raise PageTooFullError(f"papers.{key}: page {page} has more text than a page holds")


def _set(style: Look, paper: Stationery, around: Sheet, text: str) -> bytes | None:
    """The page in this size of type; None where it does not fit."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.saveState()
    style.around(canvas, around)
    canvas.restoreState()
    top = paper.top_later if around.page > 1 and paper.top_later else paper.top
    width = (WIDTH - paper.start - paper.side - GUTTER * (style.columns - 1)) / style.columns
    rest = flowables(paper, text, width, labels=style.labels)
    for column in range(style.columns):
        left = paper.start + column * (width + GUTTER)
        frame = Frame(left, paper.bottom, width, HEIGHT - top - paper.bottom, 0, 0, 0, 0)
        rest = _filled(frame, rest, canvas)
    if rest:
        return None
    canvas.save()
    return target.getvalue()


def _filled(frame: Frame, story: list[Flowable], canvas: Canvas) -> list[Flowable]:
    """What is left of the story when the frame is full."""
    rest = list(story)
    while rest and frame.add(rest[0], canvas):
        rest = rest[1:]
    if rest:
        parts = frame.split(rest[0], canvas)
        if parts and frame.add(parts[0], canvas):
            rest = [*parts[1:], *rest[1:]]
    return rest


def flowables(paper: Stationery, text: str, width: float, *, labels: bool) -> list[Flowable]:
    """A page's text as what is set; `labels`: short words before a colon are set in bold type."""
    story: list[Flowable] = []
    lines = text.splitlines()
    place = 0
    while place < len(lines):
        line = lines[place].rstrip()
        if line.startswith("# "):
            story += paper.head(html.escape(line[2:], quote=False))
        elif line.startswith("~ "):
            story.append(Handwriting(line[2:], paper.size * 1.15))
        elif line.startswith("|"):
            rows = []
            while place < len(lines) and lines[place].startswith("|"):
                rows.append(cells(lines[place]))
                place += 1
            story += [_table(paper, rows, width), gap(paper.size * 0.6)]
            continue
        elif line.startswith("- "):
            while place + 1 < len(lines) and _runs_on(lines[place], lines[place + 1]):
                place += 1
                line += f" {lines[place].strip()}"
            story += paper.items(html.escape(line[2:], quote=False))
        elif line:
            while place + 1 < len(lines) and _runs_on(lines[place], lines[place + 1]):
                place += 1
                line += f" {lines[place].rstrip()}"
            story += paper.text(_labelled(line, bold=labels))
        place += 1
    return story


def _runs_on(line: str, after: str) -> bool:
    return (
        len(line.rstrip()) >= SHORT_LINE
        and after.strip() != ""
        and not after.startswith(("# ", "|", "~ ", "- "))
    )


def _labelled(line: str, *, bold: bool) -> str:
    name, colon, rest = line.partition(": ")
    if bold and colon and len(name) <= 28 and name[:1].isupper():
        return f"<b>{html.escape(name, quote=False)}:</b> {html.escape(rest, quote=False)}"
    return html.escape(line, quote=False)


def cells(row: str) -> list[str]:
    """The cells of one line of a table: "| a | b |"."""
    return [each.strip() for each in row.strip().strip("|").split("|")]


def _table(paper: Stationery, rows: list[list[str]], width: float) -> Flowable:
    head = len(rows) > 1 and all(set(each) <= set("-: ") and each for each in rows[1])
    if head:
        rows = [rows[0], *rows[2:]]
    columns = max(map(len, rows))
    full = [[html.escape(each, quote=False) for each in row] + [""] * (columns - len(row)) for row in rows]
    needs = [
        max(min(stringWidth(row[column], paper.bold, paper.size) + 14, width * 0.6) for row in full)
        for column in range(columns)
    ]
    share = width / sum(needs)
    return paper.grid(
        full,
        [need * min(share, 1.6) for need in needs],
        header=head,
        lines="rows" if paper.font.startswith(("Times", "Courier")) else "all",
    )
