"""The lumbar case's notes: consultation and primary care."""

from __future__ import annotations

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from .marks import spine
from .paper import HEIGHT, WIDTH, Stationery, document, gap

NAVY = Color(0.10, 0.17, 0.36)
SLATE = Color(0.24, 0.27, 0.31)


def _spine_clinic(canvas: Canvas, page: int, pages: int) -> None:
    if page == 1:
        spine(canvas, 56, HEIGHT - 82, NAVY)
        canvas.setFillColor(NAVY)
        canvas.setFont("Times-Bold", 19)
        canvas.drawString(90, HEIGHT - 60, "Lowland Spine & Rehabilitation Physicians")
        canvas.setFont("Times-Italic", 10)
        canvas.drawString(
            90,
            HEIGHT - 74,
            "Helen Tsosie-Marchetti, MD   ·   Piers Radcliffe-Ito, MD   ·   Wanda Esterhuizen, PA-C",
        )
        canvas.setFont("Times-Roman", 8.5)
        canvas.drawRightString(
            WIDTH - 54,
            HEIGHT - 90,
            "2200 Millpond Parkway, Suite 310, Lowland, MN   Tel 507-555-0112   Fax 507-555-0113",
        )
        canvas.setStrokeColor(NAVY)
        canvas.setLineWidth(1.4)
        canvas.line(54, HEIGHT - 95, WIDTH - 54, HEIGHT - 95)
        canvas.setLineWidth(0.4)
        canvas.line(54, HEIGHT - 97.5, WIDTH - 54, HEIGHT - 97.5)
    else:
        canvas.setFont("Times-Italic", 9)
        canvas.setFillColor(NAVY)
        canvas.drawString(
            54, HEIGHT - 46, "Halvorsen, Denise A.   DOB 08/22/1971   MRN LS-204418   Visit of 08/27/2025"
        )
        canvas.line(54, HEIGHT - 51, WIDTH - 54, HEIGHT - 51)
    canvas.setFont("Times-Roman", 8)
    canvas.setFillColor(SLATE)
    canvas.drawString(54, 34, "Lowland Spine & Rehabilitation Physicians - confidential patient record")
    canvas.drawRightString(WIDTH - 54, 34, f"Page {page} of {pages}")


SPINE_CLINIC = Stationery(
    "Times-Roman",
    "Times-Bold",
    10.4,
    NAVY,
    _spine_clinic,
    top=106,
    top_later=64,
    leading=1.24,
    heading_size=10.6,
)


def _consultation() -> list[Flowable]:
    paper = SPINE_CLINIC
    return [
        paper.grid(
            [
                ["Patient", "Halvorsen, Denise A.", "Date of visit", "08/27/2025 (in person)"],
                ["Date of birth", "08/22/1971 (54 y, F)", "Seen by", "Helen Tsosie-Marchetti, MD"],
                ["MRN", "LS-204418", "Referred by", "Anselm Ferreira, DO"],
            ],
            [70, 182, 70, 182],
            header=False,
            lines="rows",
            bold_columns=(0, 2),
        ),
        *paper.section(
            "New patient consultation", "<b>Reason for visit:</b> Left buttock and leg pain, ten weeks."
        ),
        *paper.section(
            "History of present illness",
            "Ms. Halvorsen supervises the linen service of a hospital. She has had mild, on-and-off low "
            "back ache since November 2024, which never kept her from work. On 06/16/2025 she pulled on a "
            "jammed laundry cart and felt a sharp pain in the left buttock; by the next morning it ran "
            "down the back of the thigh and calf to the outer border of the left foot. The leg pain has "
            "been present every day since. It is now 7 out of 10 on average and 9 out of 10 at worst, and "
            "the back itself is only 2 out of 10. She describes burning and an electric quality, with "
            "numbness of the little toe. Sitting longer than fifteen minutes, driving and coughing make "
            "it worse; lying on the right side with the knees bent eases it.",
            "She trips on stairs because the left foot pushes off poorly. She sleeps four hours a night. "
            "She has worked half days at a desk since 07/01/2025. There is no bowel or bladder change, no "
            "saddle numbness, no fever, no weight loss, no night sweats, no history of cancer or of "
            "injected drugs, and no symptom on the right.",
        ),
        *paper.head("Treatment to date and response"),
        paper.grid(
            [
                ["Treatment", "From - to", "Response"],
                [
                    "Naproxen 500 mg twice daily",
                    "06/23/2025 - 08/04/2025",
                    "No change in leg pain after six weeks; stopped for stomach burning",
                ],
                [
                    "Methylprednisolone 6-day taper",
                    "07/14/2025 - 07/19/2025",
                    "Two better days, then back to 7/10",
                ],
                [
                    "Gabapentin, raised to 600 mg three times daily",
                    "08/04/2025 - present",
                    "Sleeps an hour longer; daytime leg pain unchanged",
                ],
                [
                    "Supervised therapy, 12 visits, and home program",
                    "06/30/2025 - 08/11/2025",
                    "Leg pain 7/10 to 6/10; walking distance unchanged",
                ],
                ["Activity change, half days, heat", "06/17/2025 - present", "Avoids flares only"],
            ],
            [178, 128, 198],
            shade=Color(0.88, 0.90, 0.95),
        ),
        gap(3),
        *paper.text("No prior spinal injection or surgery. No opioid has been used."),
        *paper.section(
            "Past history, medicines, allergies",
            "Hypothyroidism, controlled. Medicines: levothyroxine 75 mcg daily, gabapentin as above, "
            "acetaminophen as needed. No blood thinner. Allergy: sulfa (rash). No reaction to contrast or "
            "local anesthetic. Never smoked.",
        ),
        *paper.section(
            "Physical examination",
            "BP 126/74, pulse 72, temperature 36.7 C, height 168 cm, weight 71 kg. Shifts weight to the "
            "right in the chair. <b>Gait:</b> shortened push-off on the left; cannot walk five steps on "
            "the left toes. <b>Lumbar spine:</b> forward flexion to mid-thigh brings on leg pain; "
            "extension is comfortable; no midline tenderness. <b>Tension signs:</b> straight leg raise "
            "positive on the left at 35 degrees with pain below the knee; crossed straight leg raise "
            "positive at 60 degrees; slump test positive on the left.",
        ),
        paper.grid(
            [
                ["", "Right", "Left"],
                ["Hip flexion, knee extension, ankle dorsiflexion, great toe extension", "5/5", "5/5"],
                ["Plantarflexion (single-leg heel raise, repetitions)", "5/5 (15)", "4/5 (4)"],
                ["Knee reflex", "2+", "2+"],
                ["Ankle reflex", "2+", "absent"],
                ["Light touch, lateral foot and little toe (S1)", "normal", "reduced"],
                ["Plantar response, clonus", "down, none", "down, none"],
            ],
            [330, 84, 90],
            shade=Color(0.88, 0.90, 0.95),
            whole=True,
        ),
        gap(3),
        *paper.text(
            "Hip rotation is full and painless on both sides. Sacroiliac provocation tests: one of five "
            "positive on the left. Pulses are normal."
        ),
        *paper.section(
            "Studies reviewed",
            "<b>MRI of the lumbar spine, Prairie Sound Imaging, 08/12/2025.</b> I looked at the images "
            "myself and read Dr. Renner's report. There is a left paracentral disc extrusion at L5-S1 "
            "that pushes the left S1 root backward in the lateral recess. My reading agrees with the "
            "radiologist's. The other levels show no compression.",
            "<b>Electrodiagnostic study, Dr. Palomares, 08/20/2025:</b> active left S1 radiculopathy. "
            "<b>Laboratory, 08/26/2025:</b> platelets 241, INR 1.0, creatinine 0.78, C-reactive protein "
            "2.1; no contraindication to an injection.",
        ),
        *paper.section(
            "Assessment",
            "Left S1 radiculopathy from an L5-S1 disc extrusion, ten weeks after onset of leg pain, with "
            "mild motor loss. History, examination, MRI and electrodiagnostic study all point to the same "
            "root. Six weeks of medication and twelve therapy visits have not given useful relief. The "
            "motor loss has been stable since 08/04/2025, so there is no need for urgent surgery.",
        ),
        *paper.head("Plan"),
        *paper.items(
            "Left S1 transforaminal epidural steroid injection at L5-S1 under fluoroscopy with contrast, "
            "one level, one side (64483-LT), dexamethasone 10 mg, at Lowland Procedure Center on "
            "09/18/2025, once authorized.",
            "Go on with the home program; see the therapist again two weeks after the injection.",
            "Visit two weeks after the injection with pain score and walking time. A second injection "
            "only if the first gives at least half relief.",
            "If plantarflexion weakens or bladder or bowel change, same-day call and surgical referral.",
            sign="1",
        ),
        *paper.text(
            "Risks, benefits and alternatives, surgery included, were discussed; she wishes to go ahead.",
        ),
        gap(6),
        *paper.text(
            "<i>Electronically signed by Helen Tsosie-Marchetti, MD, Physical Medicine and "
            "Rehabilitation, 08/27/2025 5:21 PM CDT</i>"
        ),
    ]


def _family_practice(canvas: Canvas, page: int, pages: int) -> None:
    canvas.setFillColor(SLATE)
    canvas.rect(0, HEIGHT - 58, WIDTH, 58, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Vera-Bold", 14)
    canvas.drawString(46, HEIGHT - 34, "Fernhill Family Practice")
    canvas.setFont("Vera", 7.5)
    canvas.drawString(
        46, HEIGHT - 47, "18 Orchard Lane, Fernhill, MN   |   507-555-0140   |   fax 507-555-0141"
    )
    canvas.drawRightString(WIDTH - 46, HEIGHT - 34, "OFFICE VISIT")
    canvas.setFillColor(Color(0.93, 0.93, 0.93))
    canvas.rect(46, HEIGHT - 90, WIDTH - 92, 22, stroke=0, fill=1)
    canvas.setFillColor(black)
    canvas.setFont("Vera-Bold", 8)
    canvas.drawString(52, HEIGHT - 82, "HALVORSEN, DENISE A")
    canvas.setFont("Vera", 8)
    canvas.drawString(180, HEIGHT - 82, "DOB 08/22/1971     F     Chart 11962     PCP: Ferreira, Anselm, DO")
    canvas.setFont("Vera", 6.8)
    canvas.setFillColor(SLATE)
    canvas.drawString(46, 32, "Printed 09/03/2025 09:12 by R. Moen, records     Fernhill Family Practice")
    canvas.drawRightString(WIDTH - 46, 32, f"{page} / {pages}")


FAMILY = Stationery(
    "Vera",
    "Vera-Bold",
    8.8,
    SLATE,
    _family_practice,
    top=104,
    side=46,
    leading=1.38,
    capitals=False,
    heading_rule=True,
)


def _primary_care() -> list[Flowable]:
    paper = FAMILY
    signed = "<i>Signed electronically: Anselm Ferreira, DO - {}</i>"
    return [
        *paper.text("<b>Visit date: 06/23/2025</b>     Visit type: acute     Location: clinic"),
        *paper.section("Vitals", "BP 132/80    HR 78    T 98.2 F    Wt 157 lb    Ht 5 ft 6 in    Pain 8/10"),
        *paper.section(
            "Subjective",
            "53 y/o woman, hospital linen supervisor, one week of left buttock pain shooting into the "
            "calf and outside of the foot. Began 06/16/2025 when pulling a stuck laundry cart. Before "
            "that she had minor low back ache on and off since November 2024, never treated. Pain is "
            "worse sitting and coughing. Little toe feels asleep. No weakness that she noticed. No bowel "
            "or bladder trouble. No fever, trauma, cancer history or steroid use. Ibuprofen from the "
            "shelf did not help.",
        ),
        *paper.section(
            "Objective",
            "Uncomfortable, stands during the interview. Lumbar flexion limited by leg pain. SLR left "
            "positive at 40 degrees, right negative. Strength 5/5 in both legs including heel and toe "
            "walking. Ankle jerk left 1+, right 2+. Light touch a little reduced on the left lateral "
            "foot. Perianal sensation intact. Abdomen soft. Pedal pulses 2+.",
        ),
        *paper.section("Assessment", "Acute left lumbosacral radicular pain, likely S1. No red flags."),
        *paper.head("Plan"),
        *paper.items(
            "Naproxen 500 mg twice daily with food, 30 days, one refill.",
            "Referral to Stonebridge Physical Therapy, two visits a week.",
            "Work note: no lifting over 10 lb, sit or stand as needed.",
            "Return in six weeks, sooner for weakness, numbness in the saddle area or bladder change.",
        ),
        gap(4),
        *paper.text(signed.format("06/23/2025 4:05 PM")),
        gap(4),
        *paper.head("Telephone encounter 07/14/2025"),
        *paper.text(
            "Patient reports leg pain 8/10 in spite of naproxen, therapy attended four times. No new "
            "weakness, no bladder change. Methylprednisolone dose pack, six days, sent to pharmacy. <i>L. "
            "Quist, RN, for A. Ferreira, DO</i>"
        ),
        PageBreak(),
        *paper.text("<b>Visit date: 08/04/2025</b>     Visit type: follow-up     Location: clinic"),
        *paper.section("Vitals", "BP 128/78    HR 74    T 98.0 F    Wt 156 lb    Pain 7/10"),
        *paper.section(
            "Subjective",
            "Seven weeks of left leg pain. Naproxen taken as directed for six weeks without benefit for "
            "the leg; burning in the upper abdomen for the last ten days. The steroid pack in July gave "
            "two good days. Ten therapy visits done; stretches help for an hour. New since mid-July: the "
            "left foot feels weak going upstairs. Working half days at a desk.",
        ),
        *paper.section(
            "Objective",
            "Antalgic gait. SLR left positive at 35 degrees. Left single-leg heel raise: four "
            "repetitions, right fifteen. Left ankle jerk absent. Light touch reduced at the left lateral "
            "foot. Mild epigastric tenderness.",
        ),
        *paper.section(
            "Assessment",
            "Left S1 radiculopathy, not better after six weeks of treatment, now with mild plantarflexion "
            "weakness. NSAID dyspepsia.",
        ),
        *paper.head("Plan"),
        *paper.items(
            "Stop naproxen. Gabapentin 300 mg three times daily; raise to 600 mg three times daily on "
            "08/18/2025 if tolerated.",
            "MRI of the lumbar spine without contrast (Prairie Sound Imaging). Nerve conduction study and "
            "EMG (Dr. Palomares).",
            "Finish therapy. Refer to Lowland Spine &amp; Rehabilitation Physicians.",
            "Laboratory before that visit: blood count, INR, kidney function, HbA1c, C-reactive protein.",
        ),
        gap(4),
        *paper.text(signed.format("08/04/2025 3:38 PM")),
    ]


def consultation() -> bytes:
    return document(
        SPINE_CLINIC,
        _consultation,
        title="New patient consultation",
        author="Lowland Spine & Rehabilitation Physicians",
        program="Clinic record",
    )


def primary_care() -> bytes:
    return document(
        FAMILY,
        _primary_care,
        title="Office visits",
        author="Fernhill Family Practice",
        program="Practice record",
    )
