"""The knee case's papers of the clinic: visits and procedure record."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from .marks import Signature, stamp
from .paper import HEIGHT, WIDTH, Stationery, document, gap

PLUM = Color(0.36, 0.13, 0.36)
GREY = Color(0.88, 0.88, 0.88)


def _clinic(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFillColor(PLUM)
    canvas.setFont("Vera-Bold", 15)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 50, "Ridgeway Joint & Sports Clinic")
    canvas.setFont("Vera", 8)
    canvas.drawCentredString(
        WIDTH / 2,
        HEIGHT - 63,
        "Dmitri Laskaris, MD, Sports Medicine      8 Ridgeway Court, Alder Bend, MN      218-555-0131",
    )
    canvas.setStrokeColor(PLUM)
    canvas.setLineWidth(0.8)
    canvas.line(50, HEIGHT - 71, WIDTH - 50, HEIGHT - 71)
    canvas.setFillColor(black)
    canvas.setFont("Vera", 7)
    canvas.drawString(50, 34, "ODUYA-KRAMER, WINIFRED   DOB 11/03/1952   RJ-30977")
    canvas.drawRightString(WIDTH - 50, 34, f"page {page} of {pages}")


def _stamped(canvas: Canvas, page: int, pages: int) -> None:
    _clinic(canvas, page, pages)
    stamp(canvas, 402, 96, ("SCANNED", "MAR 12 2025"), black, 7)


CLINIC = Stationery(
    "Vera",
    "Vera-Bold",
    8.9,
    PLUM,
    _clinic,
    top=84,
    side=50,
    leading=1.4,
    capitals=False,
    heading_rule=True,
    heading_size=9.4,
)


def _visit() -> list[Flowable]:
    paper = CLINIC
    return [
        *paper.text(
            "<b>Established patient visit</b>     <b>Date:</b> 09/22/2025, in clinic     <b>Seen by:</b> "
            "Dmitri Laskaris, MD",
            "<b>Patient:</b> Winifred Oduya-Kramer, 72-year-old woman     <b>DOB:</b> 11/03/1952     "
            "<b>Member ID:</b> 7CT2-WH6-PK41",
        ),
        *paper.section("Reason", "Left knee pain has come back; asks for the gel injection again."),
        *paper.section(
            "History",
            "Osteoarthritis of the left knee since about 2019. A single hylan injection was given in the "
            "left knee on 01/28/2025. At the visit of 03/11/2025 pain had gone from 7/10 to 2/10. She "
            "rated the knee 70 percent better from mid-February until the last days of July (diary "
            "attached), walked two miles four days a week, took stairs foot over foot and stopped "
            "acetaminophen in March.",
            "Since the first week of August 2025 the benefit has been wearing off; there was no fall. "
            "Pain is now 6/10 on average and 8/10 on stairs. She walks half a mile, holds the rail, and "
            "wakes twice a week. Morning stiffness lasts ten minutes. No locking, no giving way, no "
            "fever, no redness. The right knee aches little.",
        ),
        *paper.head("Treatment and response"),
        paper.grid(
            [
                ["Treatment", "When", "Response"],
                [
                    "Therapy, 10 visits, then home exercise",
                    "09/2024 - 11/2024, home program to date",
                    "Stronger; pain 7/10 unchanged in 2024",
                ],
                ["Acetaminophen 3 g a day", "2024 - 03/2025; again since 08/10/2025", "Takes off one point"],
                ["Diclofenac gel", "since 08/12/2025", "Little; skin itch"],
                ["Oral anti-inflammatories", "not used", "Kidney function (eGFR 48) and apixaban"],
                ["Steroid injection, left knee", "10/03/2024", "Three weeks of relief"],
                ["Hylan injection, left knee", "01/28/2025", "70 percent better for six months"],
                ["Unloader brace, cane outdoors", "since 2024", "Helps on long walks"],
            ],
            [180, 170, 162],
            shade=Color(0.92, 0.87, 0.92),
        ),
        *paper.section(
            "Examination",
            "BP 134/76, pulse 68 regular, weight 168 lb, BMI 28. Walks with a short left step. Left knee: "
            "small effusion, no warmth, medial joint line tender, crepitus, motion 5 to 115 degrees (in "
            "March 0 to 125), stable to varus and valgus stress, Lachman negative. Quadriceps 5-/5. Skin "
            "intact. Pulses present. Hip rotation painless. Right knee: no effusion, 0 to 125 degrees.",
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
            "Weight-bearing radiographs of today, report by Dr. Nakagawa-Obrien received: moderate medial "
            "narrowing, grade 3. I see the same. No fracture, no loose body.",
        ),
        *paper.section(
            "Assessment",
            "Osteoarthritis of the left knee, grade 3. One hylan injection helped well and for as long as "
            "can be expected; its effect is now gone.",
        ),
        *paper.head("Plan"),
        *paper.items(
            "Repeat hylan injection 48 mg, left knee, ultrasound guided (20611-LT, J7325 48 units), here "
            "on 10/07/2025, 36 weeks after the first.",
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
        *paper.text(
            "<b>Follow-up visit</b>     <b>Date:</b> 03/11/2025     <b>Seen by:</b> Dmitri Laskaris, MD",
            "<b>Patient:</b> Winifred Oduya-Kramer     <b>DOB:</b> 11/03/1952",
        ),
        *paper.section(
            "Interval history",
            "Six weeks after the hylan injection of 01/28/2025 in the left knee. Soreness for two days, "
            "then steady improvement. Pain 2/10, before the injection 7/10. Walks two miles on flat "
            "ground, before half a mile. Takes stairs foot over foot. Sleeps through. Stopped "
            "acetaminophen last week. No swelling, no fever.",
        ),
        *paper.section(
            "Examination",
            "Left knee: no effusion, no warmth, 0 to 125 degrees, mild medial tenderness, stable. Gait "
            "level. Five sit-to-stands in 13 seconds.",
        ),
        *paper.section("Assessment", "Osteoarthritis of the left knee, good response to the injection."),
        *paper.head("Plan"),
        *paper.items(
            "Continue home exercise and walking; keep the diary.",
            "Return when pain comes back, or in one year.",
            "No repeat before six months.",
        ),
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
        *paper.section(
            "Indication",
            "Painful osteoarthritis of the left knee, grade 3, after therapy, acetaminophen, bracing and "
            "one steroid injection. Pain today 7/10.",
        ),
        *paper.section(
            "Description",
            "Consent was signed. Name, date of birth and left side were checked aloud and the left knee "
            "was marked. The patient lay on her back with a roll under the knee. The skin was cleaned "
            "with chlorhexidine. With the ultrasound probe over the suprapatellar recess a small effusion "
            "was seen. Lidocaine 1 percent, 3 mL, was given in the skin. A 21-gauge needle was led into "
            "the recess under continuous view; 8 mL of clear straw-colored fluid were drawn off. Hylan "
            "G-F 20, 48 mg in 6 mL, was injected without resistance and seen to spread in the joint. A "
            "picture was stored.",
        ),
        *paper.section("Complications", "None. Walked out after fifteen minutes, pain 4/10."),
        *paper.section(
            "Instructions",
            "Rest from long walks for two days. Call for fever, redness or strong swelling. Visit in six "
            "weeks.",
        ),
        gap(14),
        Signature("Dmitri Laskaris", "Dmitri Laskaris, MD", "Vera", 8, "01/28/2025"),
        PageBreak(),
        *paper.head("Medication and device record"),
        paper.grid(
            [
                ["Item", "Lot", "Expires", "Amount", "Given by"],
                ["Hylan G-F 20, prefilled syringe 48 mg / 6 mL", "HY4K2207", "08/2026", "1", "D. Laskaris"],
                [
                    "Lidocaine 1 %, vial 10 mL",
                    "LD88134",
                    "11/2025",
                    "3 mL used, rest discarded",
                    "D. Laskaris",
                ],
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
        *paper.section(
            "Observation", "11:10 comfortable, pain 4/10, BP 130/78. 11:20 left on foot with her daughter."
        ),
        gap(14),
        Signature("Tessa Brandt", "Tessa Brandt, medical assistant", "Vera", 8, "01/28/2025"),
    ]


def visit() -> bytes:
    return document(
        CLINIC,
        _visit,
        title="Established patient visit",
        author="Ridgeway Joint & Sports Clinic",
        program="Clinic record",
    )


def follow_up() -> bytes:
    return document(
        replace(CLINIC, draw=_stamped),
        _follow_up,
        title="Follow-up visit",
        author="Ridgeway Joint & Sports Clinic",
        program="",
    )


def procedure() -> bytes:
    return document(
        CLINIC, _procedure, title="Procedure record", author="Ridgeway Joint & Sports Clinic", program=""
    )
