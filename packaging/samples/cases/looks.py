"""Nine stationeries: fonts, where the patient stands, how dates are written. Lengths in page points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

from .. import pen
from ..marks import cross, leaf
from ..paper import HEIGHT, WIDTH, Stationery
from .sheet import Sheet, number

Around = Callable[[Canvas, Sheet], None]
"""Draws what stands around the text of one page."""
GREY = Color(0.45, 0.45, 0.45)
PALE = Color(0.9, 0.9, 0.9)


@dataclass(frozen=True, slots=True)
class Look:
    """One stationery: what stands around the text, its type and margins, and how many columns it has.

    `labels`: short words before a colon are set in bold type.
    """

    around: Around
    paper: Stationery
    columns: int = 1
    labels: bool = False


def _nothing(canvas: Canvas, page: int, pages: int) -> None:
    """What `Stationery` draws on pages of a document; single pages are drawn by `Look.around`."""


def _clinic_sans(canvas: Canvas, sheet: Sheet) -> None:
    green = Color(0.1, 0.4, 0.3)
    leaf(canvas, 54, HEIGHT - 58, green, 20)
    canvas.setFillColor(green)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(82, HEIGHT - 52, sheet.institution)
    canvas.setFillColor(black)
    canvas.setFont("Helvetica", 9)
    if sheet.banner:
        canvas.drawString(
            54,
            HEIGHT - 74,
            f"Patient: {sheet.last}, {sheet.first}   DOB: {sheet.birth('us')}   MRN: {sheet.record}",
        )
    canvas.setFont("Helvetica-Bold", 10.5)
    canvas.drawString(54, HEIGHT - 89, sheet.title)
    if sheet.date:
        canvas.setFont("Helvetica", 9)
        canvas.drawRightString(WIDTH - 54, HEIGHT - 89, f"Date of Service: {sheet.service('us')}")
    canvas.setStrokeColor(green)
    canvas.line(54, HEIGHT - 94, WIDTH - 54, HEIGHT - 94)
    canvas.setFont("Helvetica", 7)
    canvas.setFillColor(GREY)
    canvas.drawString(54, 32, f"{sheet.institution} | Printed {sheet.printed:%m/%d/%Y}")
    canvas.drawRightString(WIDTH - 54, 32, f"Page {sheet.page} of {sheet.pages}")


def _clinic_serif(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont("Times-Bold", 17)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 50, sheet.institution)
    canvas.setLineWidth(1.4)
    canvas.line(120, HEIGHT - 57, WIDTH - 120, HEIGHT - 57)
    canvas.setFont("Times-Italic", 12)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 76, sheet.title)
    if sheet.date:
        canvas.setFont("Times-Roman", 10)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 89, f"seen on {sheet.service('british')}")
    canvas.setFont("Times-Roman", 8.5)
    if sheet.banner:
        canvas.drawString(
            48,
            34,
            f"{sheet.first} {sheet.last}, born {sheet.birth('british')}, chart no. {sheet.record}",
        )
    canvas.drawRightString(WIDTH - 48, 34, f"- {sheet.page} -")


def _hospital_mono(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont("Courier-Bold", 10)
    canvas.drawString(46, HEIGHT - 44, sheet.institution.upper())
    canvas.drawRightString(WIDTH - 46, HEIGHT - 44, f"PAGE {sheet.page} OF {sheet.pages}")
    canvas.setFont("Courier", 9)
    if sheet.banner:
        canvas.drawString(46, HEIGHT - 57, f"PT NAME: {sheet.last.upper()},{sheet.first.upper()}")
        canvas.drawString(300, HEIGHT - 57, f"MRN: {sheet.record}   SEX: {sheet.sex}")
        canvas.drawString(46, HEIGHT - 69, f"BIRTH DATE: {sheet.birth('dash')}")
    if sheet.date:
        canvas.drawString(300, HEIGHT - 69, f"SVC DATE: {sheet.service('dash')}")
    canvas.drawString(46, HEIGHT - 80, "-" * 96)
    canvas.setFont("Courier-Bold", 10)
    canvas.drawString(46, HEIGHT - 93, sheet.title.upper())
    canvas.setFont("Courier", 7.5)
    clerk = 10 + number(sheet.seed, 80)
    canvas.drawString(
        46, 30, f"PRINTED {sheet.printed:%d-%b-%Y} 07:{clerk % 60:02d} BY HIM{clerk}   CONFIDENTIAL".upper()
    )


def _form_grid(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFillColor(Color(0.15, 0.2, 0.35))
    canvas.rect(40, HEIGHT - 66, WIDTH - 80, 26, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(48, HEIGHT - 57, sheet.title)
    canvas.setFont("Helvetica", 9)
    canvas.drawRightString(WIDTH - 48, HEIGHT - 57, sheet.institution)
    canvas.setFillColor(black)
    canvas.setStrokeColor(GREY)
    cells = (
        ("Member name", f"{sheet.last}, {sheet.first}", 40),
        ("Date of birth", sheet.birth("iso"), 230),
        ("Member ID", sheet.member_id, 340),
        ("Form date", sheet.service("iso"), 470),
    )
    for (label, value, left), right in zip(cells, (230, 340, 470, WIDTH - 40), strict=True):
        canvas.rect(left, HEIGHT - 96, right - left, 28)
        canvas.setFont("Helvetica", 6.5)
        canvas.drawString(left + 4, HEIGHT - 76, label)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(left + 4, HEIGHT - 90, value)
    canvas.rect(40, 44, WIDTH - 80, HEIGHT - 144)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(40, 32, "Attach clinical records. Incomplete forms are returned.")
    canvas.drawRightString(
        WIDTH - 40, 32, f"Form UM-{100 + number(sheet.title, 800)}  p. {sheet.page}/{sheet.pages}"
    )


def _letter(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont("Times-Roman", 9.5)
    if sheet.page > 1:
        line = f"{sheet.first} {sheet.last}" if sheet.banner else sheet.title
        canvas.drawString(72, HEIGHT - 50, f"Re: {line}    {sheet.service('letter')}    page {sheet.page}")
        return
    cross(canvas, WIDTH - 96, HEIGHT - 62, Color(0.5, 0.1, 0.1), 22)
    canvas.setFillColor(black)
    canvas.setFont("Times-Bold", 13)
    canvas.drawRightString(WIDTH - 104, HEIGHT - 48, sheet.institution)
    canvas.setFont("Times-Roman", 9)
    canvas.drawRightString(WIDTH - 104, HEIGHT - 60, sheet.author)
    canvas.setFont("Times-Roman", 11)
    if sheet.date:
        canvas.drawString(72, HEIGHT - 92, sheet.service("letter"))
    canvas.setFont("Times-Bold", 11)
    about = f"RE: {sheet.first} {sheet.last}, DOB {sheet.birth('letter')}" if sheet.banner else ""
    canvas.drawString(72, HEIGHT - 110, about)
    canvas.drawString(72, HEIGHT - 124, sheet.title)


def _lab_table(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(42, HEIGHT - 46, sheet.institution)
    canvas.setFont("Helvetica", 7)
    canvas.drawRightString(
        WIDTH - 42, HEIGHT - 46, f"CLIA 9{number(sheet.institution, 10**6):06d}   Dir. of laboratory on file"
    )
    top = HEIGHT - 54
    rows = (
        (
            "Patient",
            f"{sheet.last.upper()}, {sheet.first.upper()}" if sheet.banner else "",
            "Record",
            sheet.record,
        ),
        (
            "Born",
            f"{sheet.birth('us')}  {sheet.sex}" if sheet.banner else "",
            "Service date",
            sheet.service("us"),
        ),
        ("Ref. by / author", sheet.author, "Printed", f"{sheet.printed:%m/%d/%Y} 06:12"),
    )
    canvas.setStrokeColor(GREY)
    for place, row in enumerate(rows):
        low = top - 14 * (place + 1)
        for left, wide, text, strong in (
            (42, 84, row[0], False),
            (126, 204, row[1], True),
            (330, 84, row[2], False),
            (414, 156, row[3], True),
        ):
            canvas.rect(left, low, wide, 14)
            canvas.setFont("Helvetica-Bold" if strong else "Helvetica", 8)
            canvas.drawString(left + 3, low + 4, text)
    canvas.setFillColor(PALE)
    canvas.rect(42, top - 64, WIDTH - 84, 16, stroke=0, fill=1)
    canvas.setFillColor(black)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawCentredString(WIDTH / 2, top - 60, sheet.title)
    canvas.setFont("Helvetica", 7)
    canvas.drawCentredString(
        WIDTH / 2, 30, f"{sheet.institution}   page {sheet.page}/{sheet.pages}   end of page"
    )


def _fax_cover(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont("Helvetica-Bold", 54)
    canvas.drawString(54, HEIGHT - 96, "FAX")
    canvas.setFont("Helvetica", 12)
    canvas.drawRightString(WIDTH - 54, HEIGHT - 70, sheet.institution)
    canvas.drawRightString(WIDTH - 54, HEIGHT - 86, sheet.service("us"))
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(54, HEIGHT - 120, sheet.title)
    if sheet.banner:
        canvas.setFont("Helvetica", 10)
        canvas.drawRightString(
            WIDTH - 54, HEIGHT - 120, f"Re: {sheet.last}, {sheet.first}  {sheet.birth('us')}"
        )
    canvas.setLineWidth(2)
    canvas.line(54, HEIGHT - 126, WIDTH - 54, HEIGHT - 126)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(
        54, 36, "Confidential. If this reached you in error, telephone the sender and destroy it."
    )


def _handwritten(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 52, sheet.title)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(54, HEIGHT - 80, "Name:")
    canvas.drawString(330, HEIGHT - 80, "Date:")
    if sheet.banner:
        pen.write(canvas, f"{sheet.first} {sheet.last}", 90, HEIGHT - 81, 11)
        canvas.drawString(54, HEIGHT - 97, "Birth date:")
        pen.write(canvas, sheet.birth("short"), 108, HEIGHT - 98, 10)
    pen.write(canvas, sheet.service("short"), 362, HEIGHT - 81, 11)
    if sheet.institution:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(54, 32, sheet.institution)


def _web_print(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setFont("Vera", 6.5)
    canvas.drawString(24, HEIGHT - 20, f"{sheet.printed:%d/%m/%Y}, 10:{10 + number(sheet.seed, 49)}")
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 20, f"{sheet.institution} | chart viewer")
    canvas.drawString(24, 18, f"chart/documents/{number(sheet.seed, 10**7)}/print")
    canvas.drawRightString(WIDTH - 24, 18, f"{sheet.page}/{sheet.pages}")
    canvas.setFont("Vera-Bold", 14)
    canvas.drawString(36, HEIGHT - 50, sheet.title)
    canvas.setFillColor(PALE)
    canvas.roundRect(36, HEIGHT - 230, 118, 168, 6, stroke=0, fill=1)
    canvas.setFillColor(black)
    lines = [("Author", sheet.author)]
    if sheet.date:
        lines.insert(0, ("Encounter", sheet.service("month")))
    if sheet.banner:
        lines = [
            ("Name", f"{sheet.first} {sheet.last}"),
            ("Born", sheet.birth("month")),
            ("Record number", sheet.record),
            *lines,
        ]
    low = HEIGHT - 78
    for label, value in lines:
        canvas.setFont("Vera", 6.5)
        canvas.drawString(44, low, label)
        canvas.setFont("Vera-Bold", 7.5)
        canvas.drawString(44, low - 11, value[:24])
        low -= 30


def _stationery(
    font: str,
    bold: str,
    size: float,
    *,
    top: float,
    accent: Color = black,
    side: float = 54,
    left: float = 0,
    leading: float = 1.3,
    justified: bool = False,
    heading_rule: bool = False,
    capitals: bool = False,
    top_later: float = 0,
    bottom: float = 50,
) -> Stationery:
    return Stationery(
        font,
        bold,
        size,
        accent,
        _nothing,
        top,
        bottom,
        side,
        left,
        leading,
        justified,
        0,
        heading_rule,
        capitals,
        top_later,
    )


LOOKS: dict[str, Look] = {
    "clinic-sans": Look(
        _clinic_sans,
        _stationery("Helvetica", "Helvetica-Bold", 9.8, top=104, accent=Color(0.1, 0.4, 0.3)),
        labels=True,
    ),
    "clinic-serif": Look(
        _clinic_serif,
        _stationery("Times-Roman", "Times-Bold", 10.4, top=102, side=48, justified=True),
        columns=2,
    ),
    "hospital-mono": Look(
        _hospital_mono, _stationery("Courier", "Courier-Bold", 9.2, top=102, side=46, leading=1.18)
    ),
    "form-grid": Look(
        _form_grid, _stationery("Helvetica", "Helvetica-Bold", 9.2, top=106, side=50, heading_rule=True)
    ),
    "letter": Look(
        _letter,
        _stationery("Times-Roman", "Times-Bold", 11.4, top=140, top_later=66, side=72, leading=1.35),
    ),
    "lab-table": Look(
        _lab_table, _stationery("Helvetica", "Helvetica-Bold", 9, top=128, side=42, capitals=True)
    ),
    "fax-cover": Look(_fax_cover, _stationery("Helvetica", "Helvetica-Bold", 11.5, top=142, leading=1.5)),
    "handwritten": Look(_handwritten, _stationery("Helvetica", "Helvetica-Bold", 9.6, top=108, leading=1.9)),
    "web-print": Look(
        _web_print,
        _stationery("Vera", "Vera-Bold", 8.4, top=66, side=36, left=168, leading=1.45, bottom=36),
        labels=True,
    ),
}


def look(name: str) -> Look:
    """The stationery of this name; an unknown name gets the plainest."""
    return LOOKS.get(name, LOOKS["clinic-sans"])
