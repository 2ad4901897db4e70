"""The lumbar case's therapy discharge summary."""

from __future__ import annotations

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from .marks import Signature
from .paper import HEIGHT, WIDTH, Stationery, document, gap

TEAL = Color(0.0, 0.42, 0.45)


def _therapy_house(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFillColor(TEAL)
    canvas.rect(40, HEIGHT - 72, 6, 40, stroke=0, fill=1)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(54, HEIGHT - 52, "stonebridge")
    canvas.setFont("Helvetica", 20)
    canvas.drawString(174, HEIGHT - 52, "physical therapy")
    canvas.setFillColor(black)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(54, HEIGHT - 68, "401 Canal Street, Fernhill, MN    T 507-555-0175    F 507-555-0176")
    canvas.setStrokeColor(TEAL)
    canvas.setLineWidth(0.8)
    canvas.rect(34, 26, WIDTH - 68, HEIGHT - 52)
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(46, 34, "Patient: Halvorsen, Denise    DOB: 08/22/1971    Acct SB-7730")
    canvas.drawRightString(WIDTH - 46, 34, f"Discharge summary    page {page} of {pages}")


THERAPY = Stationery(
    "Helvetica", "Helvetica-Bold", 9.3, TEAL, _therapy_house, top=84, side=48, bottom=52, leading=1.28
)


def _therapy() -> list[Flowable]:
    paper = THERAPY
    pale = Color(0.85, 0.94, 0.94)
    return [
        *paper.head("Discharge summary - outpatient physical therapy"),
        paper.grid(
            [
                ["Patient", "Denise Halvorsen", "DOB", "08/22/1971"],
                ["Referred by", "Anselm Ferreira, DO", "Date of discharge", "08/13/2025"],
                ["Start of care", "06/30/2025", "Last visit", "08/11/2025"],
                ["Visits", "12 attended, 1 cancelled (ill)", "Therapist", "Colette Bjornstad, PT, DPT"],
                [
                    "Diagnosis",
                    "Lumbosacral radicular pain, left",
                    "Precautions",
                    "Stop if leg signs spread or bladder changes",
                ],
            ],
            [76, 182, 92, 166],
            header=False,
            bold_columns=(0, 2),
        ),
        *paper.section(
            "Course",
            "Ms. Halvorsen attended two visits a week for six weeks. She was taught and did a home "
            "program of three exercises, four times a day by her log, on 38 of 43 days.",
        ),
        paper.grid(
            [
                ["Weeks", "What was done"],
                [
                    "1 - 2",
                    "Repeated extension in lying, unloading positions, nerve gliding, education on "
                    "sitting and lifting",
                ],
                [
                    "3 - 4",
                    "Side-lying manual mobilization L5-S1, trunk stabilization, treadmill walking to "
                    "tolerance",
                ],
                [
                    "5 - 6",
                    "Stabilization in standing, hip hinge with load, mechanical traction at two visits "
                    "(no benefit)",
                ],
            ],
            [60, 456],
            shade=pale,
        ),
        *paper.head("Measures"),
        paper.grid(
            [
                ["Measure", "06/30/2025", "07/23/2025", "08/11/2025", "Important change"],
                ["Oswestry Disability Index", "48 %", "46 %", "44 %", "10 points"],
                ["Leg pain, average (0-10)", "7", "7", "6", "2"],
                ["Back pain, average (0-10)", "3", "2", "2", "2"],
                ["Sitting tolerance", "10 min", "15 min", "15 min", "-"],
                ["Six-minute walk", "310 m", "322 m", "318 m", "50 m"],
                ["SLR, left", "40 deg", "35 deg", "35 deg", "-"],
                ["Single-leg heel raise, left", "12", "6", "4", "-"],
            ],
            [150, 88, 88, 88, 102],
            shade=pale,
        ),
        *paper.section(
            "Response to treatment",
            "Back pain and posture improved. Leg pain, disability and walking distance did not change by "
            "a clinically important amount. Push-off strength of the left ankle fell between week two and "
            "week five and has been steady since; the referring physician was told on 07/24/2025.",
        ),
        *paper.head("Goals"),
        paper.grid(
            [
                ["Goal", "Result"],
                ["Sit 45 minutes for work", "Not met (15 minutes)"],
                ["Leg pain 3/10 or less", "Not met (6/10)"],
                ["Walk 450 m in six minutes", "Not met (318 m)"],
                ["Independent in home program", "Met"],
            ],
            [300, 216],
            shade=pale,
        ),
        *paper.section(
            "Discharge plan",
            "Therapy has reached a plateau. Discharged to the home program: extension in lying, nerve "
            "gliding, walking twice a day. Returned to Dr. Ferreira for further workup. Therapist will "
            "see her again after any procedure if asked.",
        ),
        gap(10),
        Signature(
            "Colette Bjornstad", "Colette Bjornstad, PT, DPT    Lic. PT-20461", "Helvetica", 8, "08/13/2025"
        ),
    ]


def therapy() -> bytes:
    return document(
        THERAPY,
        _therapy,
        title="Discharge summary",
        author="Stonebridge Physical Therapy",
        program="Therapy record",
    )
