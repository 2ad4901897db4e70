"""The shoulder case's papers that were uploaded: visits and MRI report."""

from __future__ import annotations

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from .marks import cross
from .paper import HEIGHT, WIDTH, Stationery, document, gap

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
        "Bertrand Kilcullen, MD",
        "  Shoulder and elbow",
        "",
        "Odalys Reinholt, MD",
        "  Hand",
        "",
        "Marcus Tran-Whitley, MD",
        "  Knee and hip",
        "",
        "Physician assistant",
        "Fern Abascal, PA-C",
        "",
        "",
        "Medical Arts Building",
        "52 Levee Road, Suite 4",
        "Cedar River, MN",
        "",
        "Tel  612-555-0147",
        "Fax  612-555-0148",
    )
    for number, line in enumerate(lines):
        canvas.drawString(40, HEIGHT - 112 - 10 * number, line)
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(150, 36, "MACKLIN, TEODORO    DOB 02/14/1967    CRO-58120")
    canvas.drawRightString(WIDTH - 48, 36, f"Page {page} of {pages}")


ORTHOPAEDICS = Stationery(
    "Helvetica",
    "Helvetica-Bold",
    9.4,
    RUST,
    _orthopaedics,
    top=80,
    side=48,
    left=150,
    leading=1.34,
    capitals=False,
    heading_size=10.4,
)


def _first_visit() -> list[Flowable]:
    paper = ORTHOPAEDICS
    return [
        *paper.head("New patient visit - right shoulder"),
        *paper.text(
            "<b>Date of service:</b> 06/18/2025     <b>Seen by:</b> Bertrand Kilcullen, MD     <b>Hand "
            "dominance:</b> right"
        ),
        *paper.section(
            "History",
            "Mr. Macklin is a 58-year-old sawmill grader. On 05/30/2025 he slipped on wet steps at a boat "
            "landing and caught the rail with his outstretched right arm. He felt a pull at the front of "
            "the shoulder. Since then it hurts to lift the arm away from the side, to reach for a seat "
            "belt and to lie on that side; average pain 6/10, at night 8/10. Before the fall the shoulder "
            "was normal. No numbness, no neck pain. He has taken ibuprofen 600 mg three times a day for "
            "two weeks and used ice.",
            "Past history: high blood pressure (lisinopril). No diabetes. No surgery on either shoulder. "
            "Does not smoke.",
        ),
        *paper.section(
            "Examination",
            "No wasting. Active elevation 110 degrees, passive 165. External rotation at the side 50 "
            "degrees on both sides. Strength in the scapular plane 4/5 with pain, external rotation 5-/5, "
            "belly press normal. Hawkins and Neer positive. Drop-arm test negative. Bicipital groove "
            "tender, Speed test positive. Neck motion full. Sensation and pulses normal.",
        ),
        *paper.section(
            "Radiographs today, read in the office",
            "Three views of the right shoulder. No fracture, no high-riding humeral head, type I acromion.",
        ),
        *paper.section(
            "Assessment",
            "Right shoulder injury after a fall, rotator cuff strain or tear, biceps irritation.",
        ),
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
        *paper.text(
            "<b>Date of service:</b> 09/24/2025     <b>Seen by:</b> Bertrand Kilcullen, MD     "
            "<b>Visit:</b> in person"
        ),
        *paper.section(
            "Interval history",
            "Sixteen weeks since the fall of 05/30/2025. The shoulder is no better than in June. He "
            "cannot lift a coffee pot to shoulder height, wakes three times a night and is still on light "
            "duty. Average pain 6/10. Ibuprofen was stopped on 08/01/2025 when his blood pressure rose; "
            "acetaminophen since then. He had a course of therapy at Harborline, records to follow from "
            "their office. The injection of 07/15/2025 was done here by Ms. Abascal. No new injury, no "
            "numbness, no neck pain.",
        ),
        *paper.section(
            "Examination",
            "Slight hollowing above the scapular spine on the right. Active elevation 105 degrees, "
            "passive 160. External rotation at the side 50 degrees. Strength in the scapular plane 4-/5 "
            "with pain; external rotation 4+/5; belly press and lift-off normal. Hawkins and Neer "
            "positive, painful arc from 70 to 115 degrees. Bicipital groove tender, Speed and Yergason "
            "tests positive. Drop-arm test doubtful. Sensation in the axillary nerve area and distal "
            "pulses normal.",
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
            "The images of the right shoulder MRI from St. Odile, 09/09/2025, were loaded to our viewer "
            "and I went through them with the patient. The bright line crosses the whole depth of the "
            "supraspinatus from joint to bursa: a complete, full-thickness tear, 14 mm wide, its edge "
            "drawn back to the top of the humeral head. The long head of the biceps is thick and bright "
            "in the groove. Radiology's report is attached to this note.",
        ),
        *paper.section(
            "Assessment",
            "1. Full-thickness tear of the right supraspinatus after a fall, sixteen weeks, weak and "
            "painful.<br/>2. Biceps tendinitis, right.",
        ),
        *paper.head("Plan"),
        *paper.items(
            "Arthroscopic repair of the right rotator cuff (29827-RT) with biceps tenodesis (29828-RT), "
            "St. Odile Regional Medical Center, outpatient, 10/28/2025.",
            "In a man of 58 with a traumatic full-thickness tear and loss of strength I do not advise "
            "more therapy before repair.",
            "Risks, benefits, alternatives and the months of recovery were discussed. He wishes to "
            "proceed. Blood pressure check with his own doctor first.",
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
    canvas.drawString(
        90, HEIGHT - 67, "Department of Radiology  -  1 Cathedral Hill, Cedar River, MN  -  612-555-0120"
    )
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
        *paper.section(
            "Clinical information",
            "Fall 05/30/2025, weakness and night pain after therapy. Rotator cuff tear?",
        ),
        *paper.section(
            "Technique",
            "3 tesla. Axial, oblique coronal and oblique sagittal proton density and T2 with fat "
            "suppression; oblique sagittal T1.",
        ),
        *paper.section("Comparison", "None."),
        *paper.section(
            "Findings",
            "ROTATOR CUFF: Articular-sided partial-thickness tear of the anterior supraspinatus at its "
            "footprint, 8 mm front to back, involving about half of the tendon thickness. The bursal "
            "fibers are continuous and the tendon is not drawn back. Infraspinatus: mild tendinosis. "
            "Subscapularis and teres minor: intact. Muscle bulk and signal: normal.",
            "BICEPS: The long head lies in the groove. Mild thickening and increased signal, no tear.",
            "LABRUM AND CARTILAGE: Degenerative fraying of the superior labrum. Cartilage is preserved.",
            "ACROMIOCLAVICULAR JOINT: Mild arthrosis. Acromion flat.",
            "BURSA AND JOINT: Trace fluid in the subacromial-subdeltoid bursa. Small joint effusion.",
            "BONES: No fracture. Small cyst at the greater tuberosity.",
        ),
        *paper.head("Impression"),
        *paper.items(
            "Partial-thickness articular-sided tear of the anterior supraspinatus, about 50 percent of "
            "its depth, without a full-thickness component.",
            "Mild biceps tendinosis. Mild infraspinatus tendinosis.",
            sign="1",
        ),
        gap(10),
        *paper.text(
            "DICTATED AND SIGNED BY: SASKIA OYELARAN, MD<br/>BOARD-CERTIFIED RADIOLOGIST, MUSCULOSKELETAL "
            "IMAGING<br/>SIGNED 09/09/2025 18:20 CDT",
            "NO ADDENDUM.",
        ),
    ]


def first_visit() -> bytes:
    return document(
        ORTHOPAEDICS,
        _first_visit,
        title="New patient visit",
        author="Cedar River Orthopaedics",
        program="Clinic record",
    )


def second_visit() -> bytes:
    return document(
        ORTHOPAEDICS,
        _second_visit,
        title="Follow-up visit",
        author="Cedar River Orthopaedics",
        program="Clinic record",
    )


def mri() -> bytes:
    return document(
        HOSPITAL,
        _mri,
        title="MRI right shoulder",
        author="St. Odile Regional Medical Center",
        program="Radiology system",
    )
