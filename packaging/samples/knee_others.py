"""The knee case's other papers: radiograph report, the patient's diary, portal message."""

from __future__ import annotations

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from .marks import sign
from .paper import HEIGHT, WIDTH, Stationery, document, gap
from .pen import write

STEEL = Color(0.20, 0.36, 0.46)


def _imaging_house(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFillColor(STEEL)
    canvas.rect(0, HEIGHT - 30, WIDTH, 30, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Times-Bold", 13)
    canvas.drawString(56, HEIGHT - 21, "TRI-COUNTY DIAGNOSTIC IMAGING")
    canvas.setFont("Times-Roman", 9)
    canvas.drawRightString(WIDTH - 56, HEIGHT - 20, "Alder Bend  -  218-555-0119")
    canvas.setFillColor(black)
    canvas.setFont("Times-Roman", 8.5)
    canvas.drawString(56, 36, "Oduya-Kramer, Winifred    Accession TC-2509-3318    Final")
    canvas.drawRightString(WIDTH - 56, 36, f"Page {page} of {pages}")


IMAGING = Stationery(
    "Times-Roman", "Times-Bold", 11, STEEL, _imaging_house, top=52, side=56, leading=1.3, heading_size=10
)


def _radiographs() -> list[Flowable]:
    paper = IMAGING
    return [
        paper.grid(
            [
                ["Patient", "Oduya-Kramer, Winifred", "Date of exam", "09/22/2025 09:05"],
                ["Date of birth", "11/03/1952", "Sex", "F"],
                ["Referred by", "Dmitri Laskaris, MD", "Accession", "TC-2509-3318"],
            ],
            [80, 180, 90, 150],
            header=False,
            lines="rows",
            bold_columns=(0, 2),
        ),
        *paper.section("Radiographs of the left knee, weight-bearing, four views"),
        *paper.section("Clinical question", "Left knee osteoarthritis, pain has returned."),
        *paper.section("Comparison", "Left knee, 09/12/2024."),
        *paper.section(
            "Findings",
            "Moderate narrowing of the medial compartment, 2 mm at its least, with osteophytes and "
            "subchondral sclerosis. Mild narrowing of the patellofemoral compartment. The lateral "
            "compartment is kept. Small joint effusion. No fracture, no loose body, no bone destruction. "
            "Alignment: 4 degrees of varus. Compared with 2024 there is no definite change.",
        ),
        *paper.head("Impression"),
        *paper.items(
            "Moderate medial compartment osteoarthritis of the left knee, Kellgren-Lawrence grade 3, not "
            "changed since 09/12/2024.",
            "Small effusion. No fracture.",
            sign="1",
        ),
        gap(10),
        *paper.text(
            "Paulette Nakagawa-Obrien, MD, Diagnostic Radiology<br/>Electronically signed 09/22/2025 "
            "11:36 CDT"
        ),
    ]


def diary(canvas: Canvas) -> None:
    """The patient's pain diary, printed form, filled in by hand; it fills the sheet's upper part."""
    canvas.setFont("Times-Bold", 20)
    canvas.drawString(60, HEIGHT - 70, "My knee diary")
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(
        60, HEIGHT - 86, "Write one line each month. Pain: 0 none, 10 worst. Bring this sheet to your visit."
    )
    canvas.drawString(60, HEIGHT - 112, "Name:")
    write(canvas, "Winifred Oduya-Kramer", 100, HEIGHT - 112, 13)
    canvas.drawString(330, HEIGHT - 112, "Which knee:")
    write(canvas, "left", 394, HEIGHT - 112, 13)
    columns = (60, 126, 176, 270, 552)
    for x, title in zip(columns, ("Month 2025", "Pain", "Walk", "Notes"), strict=False):
        canvas.setFont("Times-Bold", 11)
        canvas.drawString(x + 4, HEIGHT - 142, title)
    rows = (
        ("Jan", "7", "1/2 mile", "shot on 1/28"),
        ("Feb", "3", "1 mile", "sore 2 days then better"),
        ("Mar", "2", "2 miles", "stopped pills"),
        ("Apr", "2", "2 miles", "stairs ok"),
        ("May", "2", "2 miles", "garden all day"),
        ("June", "1", "2 miles", "good"),
        ("July", "2", "2 miles", "still good"),
        ("Aug", "5", "1 mile", "pain back first week, pills again"),
        ("Sept", "6", "1/2 mile", "bad on stairs, Dr. visit 9/22"),
    )
    y = HEIGHT - 150
    canvas.setLineWidth(0.7)
    canvas.line(60, y, 552, y)
    for row in rows:
        y -= 34
        for x, value in zip(columns, row, strict=False):
            write(canvas, value, x + 6, y + 9, 13, weight=1.1)
        canvas.line(60, y, 552, y)
    for x in columns:
        canvas.line(x, HEIGHT - 128, x, y)
    canvas.line(60, HEIGHT - 128, 552, HEIGHT - 128)
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(60, y - 20, "Ridgeway Joint & Sports Clinic - patient handout 14")
    sign(canvas, "Winifred Oduya-Kramer", 380, y - 44, 130, 18)


MESSAGE = """\
PORTAL MESSAGE TO UTILIZATION MANAGEMENT
Tamarack Senior Advantage provider portal
Sent:      2025-09-25 13:07 CDT
From:      Ridgeway Joint & Sports Clinic, authorizations (C. Nowak)
Subject:   Prior authorization, repeat knee injection

Member:            Winifred Oduya-Kramer
Member ID (MBI):   7CT2-WH6-PK41
Date of birth:     11/03/1952
Plan:              Tamarack Senior Advantage HMO (Medicare Advantage), MN

Ordering and servicing provider:
                   Dmitri Laskaris, MD, Sports Medicine
                   NPI 1802647192
Place of service:  11 (office)
Date of service:   10/07/2025

Service 1:         20611-LT, 1 unit
                   ultrasound-guided injection of the left knee
Service 2:         J7325, 48 units
                   hylan G-F 20, 48 mg, one dose
Diagnosis:         M17.12

This is a repeat. The first injection was authorized (TSA-A-25-00482) and
given on 01/28/2025. The knee was 70 percent better for six months; since
August 2025 the effect has worn off. See the visit note of 09/22/2025.

Attached:
  office notes/visit_2025-09-22.pdf
  office notes/follow_up_2025-03-11_scan.pdf
  procedure_record_2025-01-28.tif
  imaging/knee_radiographs_2025-09-22.pdf
  knee_diary.jpg

Please call 218-555-0131 with questions. Standard review.
"""


def radiographs() -> bytes:
    return document(
        IMAGING,
        _radiographs,
        title="Radiographs of the left knee",
        author="Tri-County Diagnostic Imaging",
        program="Radiology system",
    )
