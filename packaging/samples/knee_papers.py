"""The knee case's papers: procedure record, visits, radiograph report, the patient's diary, the portal message."""

from __future__ import annotations

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from marks import Signature, sign, stamp
from paper import HEIGHT, WIDTH, Stationery, document, gap
from pen import write

PLUM = Color(0.36, 0.13, 0.36)
GREY = Color(0.88, 0.88, 0.88)
STEEL = Color(0.20, 0.36, 0.46)


def _clinic(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFillColor(PLUM)
    canvas.setFont("Vera-Bold", 15)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 50, "Ridgeway Joint & Sports Clinic")
    canvas.setFont("Vera", 8)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 63, "Dmitri Laskaris, MD, Sports Medicine      8 Ridgeway Court, Alder Bend, MN      218-555-0131")
    canvas.setStrokeColor(PLUM)
    canvas.setLineWidth(0.8)
    canvas.line(50, HEIGHT - 71, WIDTH - 50, HEIGHT - 71)
    canvas.setFillColor(black)
    canvas.setFont("Vera", 7)
    canvas.drawString(50, 34, "ODUYA-KRAMER, WINIFRED   DOB 11/03/1952   RJ-30977")
    canvas.drawRightString(WIDTH - 50, 34, f"page {page} of {pages}")


CLINIC = Stationery("Vera", "Vera-Bold", 8.9, PLUM, _clinic, top=84, side=50, leading=1.4, capitals=False, heading_rule=True, heading_size=9.4)


def _visit() -> list[Flowable]:
    paper = CLINIC
    return [
        *paper.text(
            "<b>Established patient visit</b>     <b>Date:</b> 09/22/2025, in clinic     <b>Seen by:</b> Dmitri Laskaris, MD",
            "<b>Patient:</b> Winifred Oduya-Kramer, 72-year-old woman     <b>DOB:</b> 11/03/1952     <b>Member ID:</b> 7CT2-WH6-PK41",
        ),
        *paper.section("Reason", "Left knee pain has come back; asks for the gel injection again."),
        *paper.section(
            "History",
            "Osteoarthritis of the left knee since about 2019. A single hylan injection was given in the left knee on 01/28/2025. At the visit of "
            "03/11/2025 pain had gone from 7/10 to 2/10. By her diary the relief held at about 75 percent through the end of July, six "
            "months in all: she walked two miles four days a week, took stairs foot over foot and stopped acetaminophen in March.",
            "The pain began to return in the first week of August 2025 without a fall or new injury. It is now 6/10 on average and 8/10 on "
            "stairs. She walks half a mile, holds the rail, and wakes twice a week. Morning stiffness lasts ten minutes. No locking, no "
            "giving way, no fever, no redness. The right knee aches little.",
        ),
        *paper.head("Treatment and response"),
        paper.grid(
            [
                ["Treatment", "When", "Response"],
                ["Therapy, 10 visits, then home exercise", "09/2024 - 11/2024, home program to date", "Stronger; pain 7/10 unchanged in 2024"],
                ["Acetaminophen 3 g a day", "2024 - 03/2025; again since 08/10/2025", "Takes off one point"],
                ["Diclofenac gel", "since 08/12/2025", "Little; skin itch"],
                ["Oral anti-inflammatories", "not used", "Kidney function (eGFR 48) and apixaban"],
                ["Steroid injection, left knee", "10/03/2024", "Three weeks of relief"],
                ["Hylan injection, left knee", "01/28/2025", "75 percent relief for six months"],
                ["Unloader brace, cane outdoors", "since 2024", "Helps on long walks"],
            ],
            [180, 170, 162],
            shade=Color(0.92, 0.87, 0.92),
        ),
        *paper.section(
            "Examination",
            "BP 134/76, pulse 68 regular, weight 168 lb, BMI 28. Walks with a short left step. Left knee: small effusion, no warmth, medial joint "
            "line tender, crepitus, motion 5 to 115 degrees (in March 0 to 125), stable to varus and valgus stress, Lachman negative. "
            "Quadriceps 5-/5. Skin intact. Pulses present. Hip rotation painless. Right knee: no effusion, 0 to 125 degrees.",
        ),
        paper.grid(
            [
                ["Left knee", "01/28/2025", "03/11/2025", "09/22/2025"],
                ["Average pain, 0-10", "7", "2", "6"],
                ["Walking distance", "half a mile", "two miles", "half a mile"],
                ["Sit to stand, five times", "19 s", "13 s", "18 s"],
                ["Acetaminophen", "daily", "none", "daily"],
            ],
            [170, 114, 114, 114],
            shade=Color(0.92, 0.87, 0.92),
            whole=True,
        ),
        *paper.section(
            "Imaging",
            "Weight-bearing radiographs of today, report by Dr. Nakagawa-Obrien received: moderate medial narrowing, grade 3. I see the same. No "
            "fracture, no loose body.",
        ),
        *paper.section(
            "Assessment",
            "Osteoarthritis of the left knee, grade 3. Good and lasting response to one hylan injection; the relief to be expected has now worn off.",
        ),
        *paper.head("Plan"),
        *paper.items(
            "Repeat hylan injection 48 mg, left knee, ultrasound guided (20611-LT, J7325 48 units), here on 10/07/2025, 36 weeks after the first.",
            "Home exercise, brace and walking program go on. Apixaban need not be stopped.",
            "If relief is shorter than four months, surgical opinion.",
            sign="1",
        ),
        gap(5),
        *paper.text("<i>Electronically signed: Dmitri Laskaris, MD  09/22/2025 4:48 PM CDT</i>"),
    ]


def _follow_up() -> list[Flowable]:
    paper = CLINIC
    return [
        *paper.text("<b>Follow-up visit</b>     <b>Date:</b> 03/11/2025     <b>Seen by:</b> Dmitri Laskaris, MD", "<b>Patient:</b> Winifred Oduya-Kramer     <b>DOB:</b> 11/03/1952"),
        *paper.section(
            "Interval history",
            "Six weeks after the hylan injection of 01/28/2025 in the left knee. Soreness for two days, then steady improvement. Pain 2/10, before "
            "the injection 7/10. Walks two miles on flat ground, before half a mile. Takes stairs foot over foot. Sleeps through. Stopped "
            "acetaminophen last week. No swelling, no fever.",
        ),
        *paper.section("Examination", "Left knee: no effusion, no warmth, 0 to 125 degrees, mild medial tenderness, stable. Gait level. Five sit-to-stands in 13 seconds."),
        *paper.section("Assessment", "Osteoarthritis of the left knee, good response to the injection."),
        *paper.head("Plan"),
        *paper.items("Continue home exercise and walking; keep the diary.", "Return when pain comes back, or in one year.", "No repeat before six months."),
        gap(14),
        Signature("Dmitri Laskaris", "Dmitri Laskaris, MD", "Vera", 8, "03/11/2025"),
    ]


def _procedure() -> list[Flowable]:
    paper = CLINIC
    return [
        *paper.head("Procedure record - joint injection"),
        paper.grid(
            [
                ["Patient", "Winifred Oduya-Kramer", "DOB", "11/03/1952"],
                ["Date of procedure", "01/28/2025", "Chart", "RJ-30977"],
                ["Performed by", "Dmitri Laskaris, MD", "Authorization", "TSA-A-25-00482"],
                ["Procedure", "Ultrasound-guided injection, left knee", "Codes", "20611-LT, J7325 x 48"],
            ],
            [100, 188, 86, 138],
            header=False,
            bold_columns=(0, 2),
        ),
        *paper.section("Indication", "Painful osteoarthritis of the left knee, grade 3, after therapy, acetaminophen, bracing and one steroid injection. Pain today 7/10."),
        *paper.section(
            "Description",
            "Consent was signed. Name, date of birth and left side were checked aloud and the left knee was marked. The patient lay on her back with a "
            "roll under the knee. The skin was cleaned with chlorhexidine. With the ultrasound probe over the suprapatellar recess a small effusion "
            "was seen. Lidocaine 1 percent, 3 mL, was given in the skin. A 21-gauge needle was led into the recess under "
            "continuous view; 8 mL of clear straw-coloured fluid were drawn off. Hylan G-F 20, 48 mg in 6 mL, was injected without resistance and seen to "
            "spread in the joint. A picture was stored.",
        ),
        *paper.section("Complications", "None. Walked out after fifteen minutes, pain 4/10."),
        *paper.section("Instructions", "Rest from long walks for two days. Call for fever, redness or strong swelling. Visit in six weeks."),
        gap(14),
        Signature("Dmitri Laskaris", "Dmitri Laskaris, MD", "Vera", 8, "01/28/2025"),
        PageBreak(),
        *paper.head("Medication and device record"),
        paper.grid(
            [
                ["Item", "Lot", "Expires", "Amount", "Given by"],
                ["Hylan G-F 20, prefilled syringe 48 mg / 6 mL", "HY4K2207", "08/2026", "1", "D. Laskaris"],
                ["Lidocaine 1 %, vial 10 mL", "LD88134", "11/2025", "3 mL used, rest discarded", "D. Laskaris"],
                ["Chlorhexidine applicator", "CX0219", "03/2027", "1", "T. Brandt, MA"],
            ],
            [196, 74, 62, 100, 80],
            shade=GREY,
        ),
        *paper.head("Checklist before the injection"),
        paper.grid(
            [
                ["Question", "Answer", "Initials"],
                ["Identity checked with two identifiers", "yes", "TB"],
                ["Consent signed, side agreed with patient", "yes, LEFT", "TB"],
                ["Allergy to bird products", "no", "TB"],
                ["Anticoagulant", "apixaban, continued", "TB"],
                ["Skin infection, fever", "no", "TB"],
                ["Time out", "10:52", "DL"],
            ],
            [290, 140, 82],
            shade=GREY,
        ),
        *paper.section("Observation", "11:10 comfortable, pain 4/10, BP 130/78. 11:20 left on foot with her daughter."),
        gap(14),
        Signature("Tessa Brandt", "Tessa Brandt, medical assistant", "Vera", 8, "01/28/2025"),
    ]


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


IMAGING = Stationery("Times-Roman", "Times-Bold", 11, STEEL, _imaging_house, top=52, side=56, leading=1.3, heading_size=10)


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
            "Moderate narrowing of the medial compartment, 2 mm at its least, with osteophytes and subchondral sclerosis. Mild narrowing of "
            "the patellofemoral compartment. The lateral compartment is kept. Small joint effusion. No fracture, no loose "
            "body, no bone destruction. Alignment: 4 degrees of varus. Compared with 2024 there is no definite change.",
        ),
        *paper.head("Impression"),
        *paper.items(
            "Moderate medial compartment osteoarthritis of the left knee, Kellgren-Lawrence grade 3, not changed since 09/12/2024.",
            "Small effusion. No fracture.",
            sign="1",
        ),
        gap(10),
        *paper.text("Paulette Nakagawa-Obrien, MD, Diagnostic Radiology<br/>Electronically signed 09/22/2025 11:36 CDT"),
    ]


def diary(canvas: Canvas) -> None:
    """The patient's pain diary, printed form, filled in by hand; it fills the sheet's upper part."""
    canvas.setFont("Times-Bold", 20)
    canvas.drawString(60, HEIGHT - 70, "My knee diary")
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(60, HEIGHT - 86, "Write one line each month. Pain: 0 none, 10 worst. Bring this sheet to your visit.")
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


def received(canvas: Canvas) -> None:
    """The stamp on the follow-up visit's scan."""
    stamp(canvas, 400, 90, ("SCANNED", "MAR 12 2025"), black, 7)


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
given on 01/28/2025. She had about 75 percent relief for six months; the
pain came back in August 2025. See the visit note of 09/22/2025.

Attached:
  office notes/visit_2025-09-22.pdf
  office notes/follow_up_2025-03-11_scan.pdf
  procedure_record_2025-01-28.tif
  imaging/knee_radiographs_2025-09-22.pdf
  knee_diary.jpg

Please call 218-555-0131 with questions. Standard review.
"""


def visit() -> bytes:
    return document(CLINIC, _visit, title="Established patient visit", author="Ridgeway Joint & Sports Clinic", program="Clinic record")


def follow_up() -> bytes:
    return document(CLINIC, _follow_up, title="Follow-up visit", author="Ridgeway Joint & Sports Clinic", program="")


def procedure() -> bytes:
    return document(CLINIC, _procedure, title="Procedure record", author="Ridgeway Joint & Sports Clinic", program="")


def radiographs() -> bytes:
    return document(IMAGING, _radiographs, title="Radiographs of the left knee", author="Tri-County Diagnostic Imaging", program="Radiology system")
