"""The shoulder case's papers: visits, MRI report, and what came by fax."""

from __future__ import annotations

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from marks import Signature, cross, sign
from paper import HEIGHT, WIDTH, Stationery, document, gap
from pen import write

RUST = Color(0.60, 0.22, 0.07)
INK = Color(0.13, 0.13, 0.2)
GREY = Color(0.88, 0.88, 0.88)


def _orthopaedics(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFillColor(RUST)
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(150, HEIGHT - 56, "CEDAR RIVER")
    canvas.setFont("Helvetica", 22)
    canvas.drawString(308, HEIGHT - 56, "ORTHOPAEDICS")
    canvas.setStrokeColor(RUST)
    canvas.setLineWidth(2)
    canvas.line(150, HEIGHT - 63, WIDTH - 48, HEIGHT - 63)
    canvas.setLineWidth(0.5)
    canvas.line(136, HEIGHT - 84, 136, 60)
    canvas.setFont("Helvetica-Bold", 7.5)
    canvas.drawString(40, HEIGHT - 100, "SURGEONS")
    canvas.setFillColor(black)
    canvas.setFont("Helvetica", 7.5)
    lines = (
        "Bertrand Kilcullen, MD", "  Shoulder and elbow", "", "Odalys Reinholt, MD", "  Hand", "", "Marcus Tran-Whitley, MD", "  Knee and hip", "",
        "Physician assistant", "Fern Abascal, PA-C", "", "", "Medical Arts Building", "52 Levee Road, Suite 4", "Cedar River, MN", "",
        "Tel  612-555-0147", "Fax  612-555-0148",
    )
    for number, line in enumerate(lines):
        canvas.drawString(40, HEIGHT - 112 - 10 * number, line)
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(150, 36, "MACKLIN, TEODORO    DOB 02/14/1967    CRO-58120")
    canvas.drawRightString(WIDTH - 48, 36, f"Page {page} of {pages}")


ORTHOPAEDICS = Stationery("Helvetica", "Helvetica-Bold", 9.4, RUST, _orthopaedics, top=80, side=48, left=150, leading=1.34, capitals=False, heading_size=10.4)


def _first_visit() -> list[Flowable]:
    paper = ORTHOPAEDICS
    return [
        *paper.head("New patient visit - right shoulder"),
        *paper.text("<b>Date of service:</b> 06/18/2025     <b>Seen by:</b> Bertrand Kilcullen, MD     <b>Hand dominance:</b> right"),
        *paper.section(
            "History",
            "Mr. Macklin is a 58-year-old sawmill grader. On 05/30/2025 he slipped on wet steps at a boat landing and caught the rail with his "
            "outstretched right arm. He felt a pull at the front of the shoulder. Since then it hurts to lift the arm away from the side, to reach "
            "for a seat belt and to lie on that side; average pain 6/10, at night 8/10. Before the fall the shoulder was normal. No numbness, no "
            "neck pain. He has taken ibuprofen 600 mg three times a day for two weeks and used ice.",
            "Past history: high blood pressure (lisinopril). No diabetes. No surgery on either shoulder. Does not smoke.",
        ),
        *paper.section(
            "Examination",
            "No wasting. Active elevation 110 degrees, passive 165. External rotation at the side 50 degrees on both sides. Strength in the "
            "scapular plane 4/5 with pain, external rotation 5-/5, belly press normal. Hawkins and Neer positive. Drop-arm test negative. "
            "Bicipital groove tender, Speed test positive. Neck motion full. Sensation and pulses normal.",
        ),
        *paper.section("Radiographs today, read in the office", "Three views of the right shoulder. No fracture, no high-riding humeral head, type I acromion."),
        *paper.section("Assessment", "Right shoulder injury after a fall, rotator cuff strain or tear, biceps irritation."),
        *paper.head("Plan"),
        *paper.items(
            "Therapy at Harborline Rehabilitation, two visits a week for six to eight weeks.",
            "Ibuprofen continued with food. Light duty, no lifting above the waist.",
            "Injection in four weeks if nights are no better. MRI if weak after therapy.",
        ),
        gap(6),
        *paper.text("Electronically signed: Bertrand Kilcullen, MD, 06/18/2025 12:44 PM CDT"),
    ]


def _second_visit() -> list[Flowable]:
    paper = ORTHOPAEDICS
    return [
        *paper.head("Follow-up visit - right shoulder"),
        *paper.text("<b>Date of service:</b> 09/24/2025     <b>Seen by:</b> Bertrand Kilcullen, MD     <b>Visit:</b> in person"),
        *paper.section(
            "Interval history",
            "Sixteen weeks since the fall of 05/30/2025. The shoulder is no better than in June. He cannot lift a coffee pot "
            "to shoulder height, wakes three times a night and is still on light duty. Average pain 6/10. Ibuprofen was stopped on 08/01/2025 "
            "when his blood pressure rose; acetaminophen since then. He had a course of therapy at Harborline, records to follow from "
            "their office. The injection of 07/15/2025 was done here by Ms. Abascal. No new injury, no numbness, no neck pain.",
        ),
        *paper.section(
            "Examination",
            "Slight hollowing above the scapular spine on the right. Active elevation 105 degrees, passive 160. External rotation at the side 50 "
            "degrees. Strength in the scapular plane 4-/5 with pain; external rotation 4+/5; belly press and lift-off normal. Hawkins and Neer "
            "positive, painful arc from 70 to 115 degrees. Bicipital groove tender, Speed and Yergason tests positive. Drop-arm "
            "test doubtful. Sensation in the axillary nerve area and distal pulses normal.",
        ),
        paper.grid(
            [
                ["", "06/18/2025", "09/24/2025"],
                ["Active elevation, right", "110 deg", "105 deg"],
                ["Strength, scapular plane", "4/5", "4-/5"],
                ["Strength, external rotation", "5-/5", "4+/5"],
                ["Average pain", "6/10", "6/10"],
            ],
            [180, 110, 110],
            shade=Color(0.96, 0.89, 0.85),
        ),
        *paper.section(
            "Imaging",
            "The images of the right shoulder MRI from St. Odile, 09/09/2025, were loaded to our viewer and I went through them with the patient. On "
            "the coronal fat-suppressed series I see a full-thickness tear of the supraspinatus at the anterior edge, about 14 mm front to back, with the "
            "tendon pulled back about 10 mm. The long head of the biceps is thick and bright in the groove. The written report is in the chart.",
        ),
        *paper.section(
            "Assessment",
            "1. Full-thickness tear of the right supraspinatus after a fall, sixteen weeks, weak and painful.<br/>2. Biceps tendinitis, right.",
        ),
        *paper.head("Plan"),
        *paper.items(
            "Arthroscopic repair of the right rotator cuff (29827-RT) with biceps tenodesis (29828-RT), St. Odile Regional Medical "
            "Center, outpatient, 10/28/2025.",
            "In a man of 58 with a traumatic full-thickness tear and loss of strength I do not advise more therapy before repair.",
            "Risks, benefits, alternatives and the months of recovery were discussed. He wishes to proceed. Blood pressure check with his own doctor first.",
        ),
        gap(6),
        *paper.text("Electronically signed: Bertrand Kilcullen, MD, 09/24/2025 5:02 PM CDT"),
    ]


def _hospital(canvas: Canvas, page: int, pages: int) -> None:
    cross(canvas, 54, HEIGHT - 72, INK, 30)
    canvas.setFillColor(INK)
    canvas.setFont("Times-Bold", 15)
    canvas.drawString(90, HEIGHT - 54, "St. Odile Regional Medical Center")
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(90, HEIGHT - 67, "Department of Radiology  -  1 Cathedral Hill, Cedar River, MN  -  612-555-0120")
    canvas.setFillColor(black)
    canvas.setFont("Courier", 8)
    canvas.drawString(54, 36, "MACKLIN, TEODORO J    ACC SO-9925170    PRINTED 09/10/2025 07:31")
    canvas.drawRightString(WIDTH - 54, 36, f"PAGE {page} OF {pages}")


HOSPITAL = Stationery("Courier", "Courier-Bold", 9.6, black, _hospital, top=88, leading=1.26)


def _mri() -> list[Flowable]:
    paper = HOSPITAL
    return [
        paper.grid(
            [
                ["PATIENT:", "MACKLIN, TEODORO J", "EXAM DATE:", "09/09/2025 14:12"],
                ["DOB/AGE/SEX:", "02/14/1967  58Y  M", "ACCESSION:", "SO-9925170"],
                ["MRN:", "00771245", "LOCATION:", "OUTPATIENT MRI"],
                ["ORDERING:", "KILCULLEN, BERTRAND MD", "STATUS:", "FINAL"],
            ],
            [88, 178, 84, 154],
            header=False,
            lines="none",
            bold_columns=(0, 2),
        ),
        gap(4),
        *paper.text("_" * 87),
        *paper.head("MRI right shoulder without contrast"),
        *paper.section("Clinical information", "Fall 05/30/2025, weakness and night pain after therapy. Rotator cuff tear?"),
        *paper.section("Technique", "3 tesla. Axial, oblique coronal and oblique sagittal proton density and T2 with fat suppression; oblique sagittal T1."),
        *paper.section("Comparison", "None."),
        *paper.section(
            "Findings",
            "ROTATOR CUFF: Articular-sided partial-thickness tear of the anterior supraspinatus at its footprint, 8 mm front to back, "
            "involving about half of the tendon thickness. The bursal fibers are continuous. No full-thickness tear. No retraction. Infraspinatus: "
            "mild tendinosis. Subscapularis and teres minor: intact. Muscle bulk and signal: normal.",
            "BICEPS: The long head lies in the groove. Mild thickening and increased signal, no tear.",
            "LABRUM AND CARTILAGE: Degenerative fraying of the superior labrum. Cartilage is preserved.",
            "ACROMIOCLAVICULAR JOINT: Mild arthrosis. Acromion flat.",
            "BURSA AND JOINT: Trace fluid in the subacromial-subdeltoid bursa. Small joint effusion.",
            "BONES: No fracture. Small cyst at the greater tuberosity.",
        ),
        *paper.head("Impression"),
        *paper.items(
            "Partial-thickness articular-sided tear of the anterior supraspinatus, about 50 percent. No full-thickness tear or retraction.",
            "Mild biceps tendinosis. Mild infraspinatus tendinosis.",
            sign="1",
        ),
        gap(10),
        *paper.text(
            "DICTATED AND SIGNED BY: SASKIA OYELARAN, MD<br/>BOARD-CERTIFIED RADIOLOGIST, MUSCULOSKELETAL IMAGING<br/>SIGNED 09/09/2025 18:20 CDT",
            "NO ADDENDUM.",
        ),
    ]


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
        ("1  cover", "2  request form", "3-4  therapy progress report, Harborline", "5  injection note 7/15", "6  radiograph report 6/18", "Visits and MRI were uploaded on the portal. Please call with questions.")
    ):
        write(canvas, line, 74, y - 40 - 24 * number, 11)
    canvas.setFont("Helvetica", 8)
    for number, line in enumerate(
        (
            "CONFIDENTIAL: This transmission is meant only for the addressee and contains protected health information. If you received it",
            "in error, call the sender at once and destroy every page. Copying or passing it on is prohibited.",
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


THERAPY = Stationery("Times-Roman", "Times-Bold", 11, black, _therapy_house, top=88, side=60, leading=1.25, bottom=60)


def _therapy() -> list[Flowable]:
    paper = THERAPY
    return [
        *paper.text("<b>PROGRESS REPORT TO REFERRING PHYSICIAN</b>", "<b>To:</b> Bertrand Kilcullen, MD     <b>Report date:</b> 08/22/2025     <b>Therapist:</b> Jolene Whitebird, PT"),
        *paper.section("Diagnosis", "Right shoulder pain after a fall on 05/30/2025."),
        *paper.section(
            "Attendance",
            "First visit 06/30/2025. Eleven visits attended of sixteen scheduled through 08/20/2025; three cancelled for work, two not attended.",
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
            "Cannot reach the overhead shelf, cannot sleep on the right side, drives with the left hand. Goal: return to full duty at the mill.",
        ),
        *paper.section("Precautions", "Pain limit 5/10 during exercise. No lifting overhead until seen by Dr. Kilcullen."),
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
        *paper.section("Response", "Small gain in motion and sleep. Strength unchanged. Home program done about three days a week."),
        *paper.section("Recommendation", "Four more weeks of therapy with attention to attendance, then reassess."),
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
        ("Posterolateral approach. Tolerated well. Ice, rest two days.", "Resume therapy on 7/18.", "Phone call 8/5: two weeks of better sleep,", "then pain back to 6 or 7.")
    ):
        write(canvas, line, 66, y - 28 - 25 * number, 11.5)
    sign(canvas, "Fern Abascal", 70, HEIGHT - 616, 130, 20)
    canvas.line(58, HEIGHT - 620, 260, HEIGHT - 620)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(58, HEIGHT - 631, "Fern Abascal, PA-C, for Bertrand Kilcullen, MD")
    canvas.drawRightString(WIDTH - 54, 60, "Page 1 of 1")


def first_visit() -> bytes:
    return document(ORTHOPAEDICS, _first_visit, title="New patient visit", author="Cedar River Orthopaedics", program="Clinic record")


def second_visit() -> bytes:
    return document(ORTHOPAEDICS, _second_visit, title="Follow-up visit", author="Cedar River Orthopaedics", program="Clinic record")


def mri() -> bytes:
    return document(HOSPITAL, _mri, title="MRI right shoulder", author="St. Odile Regional Medical Center", program="Radiology system")


def therapy() -> bytes:
    return document(THERAPY, _therapy, title="Progress report", author="Harborline Rehabilitation", program="")
