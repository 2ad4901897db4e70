"""The shoulder case's papers that came by fax: cover, therapy report, injection record."""

from __future__ import annotations

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from .marks import Signature, sign
from .paper import HEIGHT, WIDTH, Stationery, document, gap
from .pen import write

GREY = Color(0.88, 0.88, 0.88)


def cover(canvas: Canvas) -> None:
    """The fax cover sheet, which counts six pages."""
    canvas.setFont("Helvetica-Bold", 54)
    canvas.drawString(54, HEIGHT - 120, "FAX")
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawRightString(WIDTH - 54, HEIGHT - 96, "CEDAR RIVER ORTHOPAEDICS")
    canvas.setFont("Helvetica", 9)
    canvas.drawRightString(WIDTH - 54, HEIGHT - 109, "52 Levee Road, Suite 4, Cedar River, MN")
    canvas.drawRightString(WIDTH - 54, HEIGHT - 121, "Tel 612-555-0147   Fax 612-555-0148")
    canvas.setLineWidth(2)
    canvas.line(54, HEIGHT - 132, WIDTH - 54, HEIGHT - 132)
    y = HEIGHT - 170
    rows = (
        ("TO", "Tamarack Mutual Health, Utilization Management"),
        ("FAX", "651-555-0160"),
        ("FROM", "Dolores P., surgery scheduling"),
        ("DATE", "10/02/2025"),
        ("RE", "Authorization, T. Macklin, BLT-7741903-01"),
        ("PAGES", "6 including this cover"),
    )
    for label, value in rows:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(54, y, f"{label}:")
        write(canvas, value, 126, y, 12)
        canvas.setLineWidth(0.6)
        canvas.line(120, y - 4, WIDTH - 54, y - 4)
        y -= 33
    canvas.setLineWidth(1)
    canvas.rect(54, y - 172, WIDTH - 108, 172)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(62, y - 16, "CONTENTS / COMMENTS")
    for number, line in enumerate(
        (
            "1  cover",
            "2  request form",
            "3-4  therapy progress report, Harborline",
            "5  injection note 7/15",
            "6  radiograph report 6/18",
            "Visits and MRI were uploaded on the portal. Please call with questions.",
        )
    ):
        write(canvas, line, 74, y - 40 - 24 * number, 11)
    canvas.setFont("Helvetica", 8)
    for number, line in enumerate(
        (
            "CONFIDENTIAL: This transmission is meant only for the addressee and contains protected "
            "health information. If you received it",
            "in error, call the sender at once and destroy every page. Copying or passing it on is "
            "prohibited.",
        )
    ):
        canvas.drawString(54, 96 - 11 * number, line)


def _therapy_house(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFont("Times-BoldItalic", 21)
    canvas.drawString(60, HEIGHT - 66, "Harborline Rehabilitation")
    canvas.setFont("Times-Roman", 9)
    canvas.drawRightString(WIDTH - 60, HEIGHT - 58, "Pier 3, Harbor Street, Cedar River, MN")
    canvas.drawRightString(WIDTH - 60, HEIGHT - 69, "612-555-0166")
    canvas.setLineWidth(1)
    canvas.line(60, HEIGHT - 74, WIDTH - 60, HEIGHT - 74)
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(60, 44, "Macklin, Teodoro   DOB 02/14/1967   HR-4402")
    canvas.drawRightString(WIDTH - 60, 44, f"page {page} of {pages}")


THERAPY = Stationery(
    "Times-Roman", "Times-Bold", 11, black, _therapy_house, top=88, side=60, leading=1.25, bottom=60
)


def _therapy() -> list[Flowable]:
    paper = THERAPY
    return [
        *paper.text(
            "<b>PROGRESS REPORT TO REFERRING PHYSICIAN</b>",
            "<b>To:</b> Bertrand Kilcullen, MD     <b>Report date:</b> 08/22/2025     <b>Therapist:</b> "
            "Jolene Whitebird, PT",
        ),
        *paper.section("Diagnosis", "Right shoulder pain after a fall on 05/30/2025."),
        *paper.section(
            "Attendance",
            "First visit 06/30/2025. Eleven visits attended of sixteen scheduled through 08/20/2025; "
            "three cancelled for work, two not attended.",
        ),
        *paper.head("Treatment given"),
        *paper.items(
            "Pendulum and table slides, then wand-assisted elevation",
            "Rotator cuff isometrics from week 2; elastic band from week 4",
            "Scapular setting and rowing",
            "Posterior capsule stretching, ice after each visit",
            "Home program of five exercises, daily",
        ),
        *paper.head("Initial measures, 06/30/2025"),
        paper.grid(
            [
                ["Measure", "Right", "Left"],
                ["Active elevation", "112 deg", "168 deg"],
                ["External rotation at side", "48 deg", "52 deg"],
                ["Abduction strength", "4/5, painful", "5/5"],
                ["Pain at rest / with use", "3 / 7", "0 / 0"],
                ["Shoulder disability score (0-100)", "56", "-"],
            ],
            [240, 120, 120],
            shade=GREY,
        ),
        *paper.section(
            "Subjective at start",
            "Cannot reach the overhead shelf, cannot sleep on the right side, drives with the left hand. "
            "Goal: return to full duty at the mill.",
        ),
        *paper.section(
            "Precautions", "Pain limit 5/10 during exercise. No lifting overhead until seen by Dr. Kilcullen."
        ),
        *paper.text("<i>Present measures, response and recommendations: see page 2.</i>"),
        PageBreak(),
        *paper.head("Present measures, 08/20/2025"),
        paper.grid(
            [
                ["Measure", "Right", "Left"],
                ["Active elevation", "118 deg", "168 deg"],
                ["External rotation at side", "50 deg", "52 deg"],
                ["Abduction strength", "4/5, painful", "5/5"],
                ["Pain at rest / with use", "2 / 6", "0 / 0"],
                ["Shoulder disability score (0-100)", "49", "-"],
            ],
            [240, 120, 120],
            shade=GREY,
        ),
        *paper.section(
            "Response",
            "Small gain in motion and sleep. Strength unchanged. Home program done about three days a week.",
        ),
        *paper.section(
            "Recommendation", "Four more weeks of therapy with attention to attendance, then reassess."
        ),
        gap(16),
        Signature("Jolene Whitebird", "Jolene Whitebird, PT", "Times-Roman", 9, "08/22/2025"),
    ]


def injection(canvas: Canvas) -> None:
    """A one-page procedure form, filled in by hand."""
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(54, HEIGHT - 70, "CEDAR RIVER ORTHOPAEDICS - INJECTION RECORD")
    canvas.setLineWidth(1.2)
    canvas.rect(50, HEIGHT - 640, WIDTH - 100, 556)
    rows = (
        ("Patient", "Macklin, Teodoro", "DOB", "2/14/1967"),
        ("Date", "7/15/2025", "Chart", "CRO-58120"),
        ("Joint / site", "R shoulder, subacromial", "Side marked", "Yes, right"),
        ("Indication", "Pain after fall, poor sleep", "Consent", "signed"),
        ("Skin prep", "chlorhexidine", "Guidance", "none"),
        ("Medication", "triamcinolone 40 mg", "Anesthetic", "lidocaine 1%  4 mL"),
        ("Pain before", "7 / 10", "10 min after", "3 / 10"),
        ("Complications", "none", "Lot", "TX4471"),
    )
    y = HEIGHT - 116
    for left, first, right, second in rows:
        for x, label, value in ((58, left, first), (362, right, second)):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(x, y, f"{label}:")
            write(canvas, value, x + 66, y, 11)
        canvas.setLineWidth(0.4)
        canvas.line(54, y - 10, WIDTH - 54, y - 10)
        y -= 36
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(58, y, "NOTES")
    for number, line in enumerate(
        (
            "Posterolateral approach. Tolerated well. Ice, rest two days.",
            "Resume therapy on 7/18.",
            "Phone call 8/5: two weeks of better sleep,",
            "then pain back to 6 or 7.",
        )
    ):
        write(canvas, line, 66, y - 28 - 25 * number, 11.5)
    sign(canvas, "Fern Abascal", 70, HEIGHT - 616, 130, 20)
    canvas.line(58, HEIGHT - 620, 260, HEIGHT - 620)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(58, HEIGHT - 631, "Fern Abascal, PA-C, for Bertrand Kilcullen, MD")
    canvas.drawRightString(WIDTH - 54, 60, "Page 1 of 1")


def therapy() -> bytes:
    return document(
        THERAPY, _therapy, title="Progress report", author="Harborline Rehabilitation", program=""
    )
