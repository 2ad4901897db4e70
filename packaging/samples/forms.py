"""The health plan's paper: its authorization request form, a fax cover, a member card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

from .marks import leaf, sign
from .paper import HEIGHT, WIDTH
from .pen import write

GREEN = Color(0.09, 0.34, 0.27)
PALE = Color(0.90, 0.945, 0.92)
LEFT, RIGHT = 42.0, WIDTH - 42


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the form's service table."""

    code: str
    modifier: str
    units: str
    description: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is written on an authorization request form."""

    reference: str
    submitted: str
    urgent: bool
    member: str
    member_id: str
    born: str
    sex: str
    plan: str
    group: str
    ordering: str
    ordering_npi: str
    ordering_specialty: str
    phone: str
    fax: str
    servicing: str
    servicing_npi: str
    setting: str
    date: str
    lines: Sequence[Line]
    diagnoses: str
    region: str
    side: str
    level: str
    onset: str
    sent: Sequence[str]
    note: str
    signer: str
    signed: str


ENCLOSURES = (
    "Office or consultation notes",
    "Imaging report",
    "Laboratory results",
    "Therapy records",
    "Procedure or operative report",
    "Pathology report",
    "Other provider's report",
    "Plan document or appeal",
)


class _Form:
    """Draws boxes from the top down. Filled-in text is a form field, or ink where the form is scanned."""

    def __init__(self, canvas: Canvas, ink: bool) -> None:
        self.canvas, self.ink, self.y = canvas, ink, HEIGHT - 104

    def band(self, title: str) -> None:
        self.y -= 15
        self.canvas.setFillColor(GREEN)
        self.canvas.rect(LEFT, self.y, RIGHT - LEFT, 14, stroke=0, fill=1)
        self.canvas.setFillColor(white)
        self.canvas.setFont("Helvetica-Bold", 8.5)
        self.canvas.drawString(LEFT + 5, self.y + 4, title)

    def row(self, *fields: tuple[str, str, float], height: float = 27) -> None:
        """Boxes side by side: label, value, share of the width."""
        self.y -= height
        x = LEFT
        whole = sum(share for _, _, share in fields)
        for label, value, share in fields:
            width = (RIGHT - LEFT) * share / whole
            self.canvas.setStrokeColor(Color(0.35, 0.4, 0.38))
            self.canvas.setLineWidth(0.5)
            self.canvas.rect(x, self.y, width, height)
            self.canvas.setFillColor(Color(0.25, 0.3, 0.28))
            self.canvas.setFont("Helvetica", 6.2)
            self.canvas.drawString(x + 3, self.y + height - 8, label)
            self.value(label, value, x + 2, self.y + 1.5, width - 4, height - 11)
            x += width

    def value(self, label: str, value: str, x: float, y: float, width: float, height: float) -> None:
        self.canvas.setFillColor(black)
        if self.ink:
            self.canvas.setFont("Courier", 9)
            for number, part in enumerate(value.split("\n")):
                self.canvas.drawString(x + 3, y + height - 9.5 - 10.5 * number, part)
            return
        self.canvas.acroForm.textfield(
            name=f"{label} {round(y)}",
            tooltip=label,
            value=value,
            x=round(x),
            y=round(y),
            width=round(width),
            height=round(height),
            fontName="Helvetica",
            fontSize=9,
            borderWidth=0,
            borderStyle="solid",
            fillColor=Color(0.95, 0.97, 1),
            textColor=black,
            forceBorder=False,
            fieldFlags="multiline" if "\n" in value else "",
            maxlen=400,
        )

    def tick(self, label: str, on: bool, x: float, y: float) -> None:
        if self.ink:
            self.canvas.setLineWidth(0.7)
            self.canvas.rect(x, y, 8, 8)
            if on:
                self.canvas.setLineWidth(1.3)
                self.canvas.line(x - 1, y + 1, x + 8, y + 10)
                self.canvas.line(x, y + 8, x + 9, y - 1)
        else:
            self.canvas.acroForm.checkbox(
                name=label,
                tooltip=label,
                checked=on,
                x=round(x),
                y=round(y),
                size=9,
                buttonStyle="cross",
                borderWidth=1,
            )
        self.canvas.setFillColor(black)
        self.canvas.setFont("Helvetica", 7.8)
        self.canvas.drawString(x + 13, y + 1.5, label)


def request_form(canvas: Canvas, asked: Request, *, ink: bool) -> None:
    """One page. `ink`: typed onto paper (for scans) instead of form fields."""
    leaf(canvas, LEFT, HEIGHT - 68, GREEN, 30)
    canvas.setFillColor(GREEN)
    canvas.setFont("Helvetica-Bold", 17)
    canvas.drawString(LEFT + 40, HEIGHT - 54, "Tamarack Mutual Health")
    canvas.setFont("Helvetica", 8)
    canvas.drawString(
        LEFT + 40,
        HEIGHT - 66,
        "Utilization Management  |  PO Box 4410, Pine Hollow, MN  |  Fax 651-555-0160  |  Phone 651-555-0161",
    )
    canvas.setFillColor(black)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(LEFT, HEIGHT - 94, "Prior Authorization Request - Outpatient Procedure")
    canvas.setFont("Helvetica", 7)
    canvas.drawRightString(RIGHT, HEIGHT - 94, "Form TMH-210 (Rev. 01/2025)")

    form = _Form(canvas, ink)
    form.band("1  REQUEST")
    form.row(
        ("Reference number", asked.reference, 3),
        ("Date submitted", asked.submitted, 2),
        ("Requested date of service", asked.date, 2),
        ("Place of service", asked.setting, 3),
    )
    canvas.setFillColor(PALE)
    form.y -= 16
    form.tick("Standard", not asked.urgent, LEFT + 6, form.y + 4)
    form.tick("Expedited (physician attests to urgency)", asked.urgent, LEFT + 90, form.y + 4)
    form.band("2  MEMBER")
    form.row(
        ("Last name, first name", asked.member, 4),
        ("Member ID", asked.member_id, 3),
        ("Date of birth", asked.born, 2),
        ("Sex", asked.sex, 1),
    )
    form.row(("Plan", asked.plan, 5), ("Group number", asked.group, 3))
    form.band("3  PROVIDERS")
    form.row(
        ("Ordering provider", asked.ordering, 4),
        ("NPI", asked.ordering_npi, 2),
        ("Specialty", asked.ordering_specialty, 4),
    )
    form.row(
        ("Office phone", asked.phone, 2),
        ("Office fax", asked.fax, 2),
        ("Servicing facility", asked.servicing, 4),
        ("Facility NPI", asked.servicing_npi, 2),
    )
    form.band("4  SERVICES")
    for line in asked.lines:
        form.row(
            ("Code", line.code, 1.2),
            ("Modifier", line.modifier, 1),
            ("Units", line.units, 0.8),
            ("Description of service", line.description, 7),
        )
    form.row(
        ("Diagnosis codes (ICD-10-CM)", asked.diagnoses, 3),
        ("Body region", asked.region, 2.2),
        ("Side", asked.side, 1.2),
        ("Level", asked.level, 1.4),
    )
    form.row(("Onset of condition / change in symptoms", asked.onset, 1))
    form.band("5  RECORDS SENT WITH THIS REQUEST")
    for number, label in enumerate(ENCLOSURES):
        if number % 2 == 0:
            form.y -= 16
        form.tick(label, label in asked.sent, LEFT + 6 + (number % 2) * 265, form.y + 3)
    form.y -= 4
    form.band("6  REASON FOR THE REQUEST")
    form.row(("Summarize why the service is needed", asked.note, 1), height=60)
    form.band("7  SIGNATURE")
    form.y -= 40
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.6)
    canvas.line(LEFT + 8, form.y + 12, LEFT + 250, form.y + 12)
    canvas.line(LEFT + 300, form.y + 12, LEFT + 400, form.y + 12)
    sign(canvas, asked.signer, LEFT + 20, form.y + 18, 120, 16)
    canvas.setFillColor(black)
    if ink:
        write(canvas, asked.signed, LEFT + 308, form.y + 16, 10)
    else:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(LEFT + 308, form.y + 16, asked.signed)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(LEFT + 8, form.y + 3, f"Completed by: {asked.signer}")
    canvas.drawString(LEFT + 300, form.y + 3, "Date")
    canvas.setFont("Helvetica", 6.6)
    canvas.setFillColor(Color(0.3, 0.3, 0.3))
    canvas.drawString(
        LEFT,
        40,
        "Send this form with the clinical records that support the request. An incomplete form may delay "
        "the review.",
    )
    canvas.drawRightString(RIGHT, 40, "Page 1 of 1")


def member_card(canvas: Canvas) -> None:
    """The front of a member card, drawn at the top left of the page, 243 by 153 points."""
    canvas.translate(18, HEIGHT - 171)
    canvas.setFillColor(Color(0.97, 0.98, 0.97))
    canvas.setStrokeColor(Color(0.4, 0.4, 0.4))
    canvas.roundRect(0, 0, 243, 153, 9, stroke=1, fill=1)
    canvas.setFillColor(GREEN)
    canvas.rect(0, 113, 243, 3, stroke=0, fill=1)
    leaf(canvas, 10, 122, GREEN, 22)
    canvas.setFillColor(GREEN)
    canvas.setFont("Helvetica-Bold", 12.5)
    canvas.drawString(38, 132, "Tamarack Mutual Health")
    canvas.setFont("Helvetica", 6.8)
    canvas.drawString(38, 122, "Blue Larch Cooperative Employee Health Plan")
    canvas.setFillColor(black)
    for number, (label, value) in enumerate(
        (
            ("Member", "TEODORO J MACKLIN"),
            ("Member ID", "BLT-7741903-01"),
            ("Group", "BL-1182"),
            ("Coverage", "Employee + family   Effective 01/01/2025"),
        )
    ):
        canvas.setFont("Helvetica", 6.5)
        canvas.drawString(12, 98 - 18 * number, label)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(62, 98 - 18 * number, value)
    canvas.setFont("Helvetica", 6.2)
    canvas.drawString(12, 24, "Self-funded plan administered by Tamarack Mutual Health.")
    canvas.drawString(12, 15, "Authorization 651-555-0161    Office $30    Specialist $55    ER $250")
    canvas.setFillColor(GREEN)
    canvas.rect(0, 4, 243, 4, stroke=0, fill=1)
