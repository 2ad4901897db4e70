"""Sample case: a shoulder repair on whose MRI surgeon and radiologist disagree; part of it is a bad fax."""

from __future__ import annotations

import json

from .drawn import drawn
from .facts import Case, Element, Json, Page, Quote
from .forms import Line, Request, member_card, request_form
from .paper import single
from .scan import DPI, Wear, as_pdf, as_png, fax, raster
from .shoulder_fax import cover, injection, therapy
from .shoulder_papers import first_visit, mri, second_visit

FAX = "01_fax_2025-10-02.pdf"
VISIT = "02_orthopaedic_visit_2025-09-24.pdf"
MRI = "03_mri_right_shoulder_2025-09-09.pdf"
FIRST = "04_orthopaedic_visit_2025-06-18.pdf"
CARD = "05_member_card.png"

REQUEST: Json = {
    "request_id": "PA-2025-100206",
    "received": "2025-10-02T15:58:00-05:00",
    "urgency": "standard",
    "member": {
        "member_id": "BLT-7741903-01",
        "first_name": "Teodoro",
        "last_name": "Macklin",
        "dob": "1967-02-14",
        "sex": "M",
    },
    "plan": {
        "payer": "Tamarack Mutual Health",
        "plan_name": "Blue Larch Cooperative Employee Health Plan",
        "line_of_business": "commercial",
        "funding": "self_funded",
        "group_number": "BL-1182",
        "state": "MN",
    },
    "services": [
        {
            "code": "29827",
            "system": "CPT",
            "modifiers": ["RT"],
            "units": 1,
            "plain_description": "Keyhole repair of the rotator cuff",
        },
        {
            "code": "29828",
            "system": "CPT",
            "modifiers": ["RT"],
            "units": 1,
            "plain_description": "Keyhole fixation of the biceps tendon",
        },
    ],
    "diagnoses": [{"code": "S46.011A", "system": "ICD-10-CM"}, {"code": "M75.21", "system": "ICD-10-CM"}],
    "body_region": "shoulder",
    "laterality": "right",
    "requested_dos": "2025-10-28",
    "place_of_service": "22",
    "onset_date": "2025-05-30",
    "ordering_provider": {
        "npi": "1652088414",
        "name": "Bertrand Kilcullen, MD",
        "specialty": "Orthopaedic surgery",
    },
    "servicing_provider": {
        "npi": "1374092652",
        "name": "St. Odile Regional Medical Center",
        "specialty": "Outpatient hospital",
    },
    "submitter_note": "Visits and MRI uploaded on the portal, the rest sent by fax on 10/02/2025.",
    "attachments": [FAX, VISIT, MRI, FIRST, CARD],
}

ASKED = Request(
    reference="",
    submitted="10/02/2025",
    urgent=False,
    member="Macklin, Teodoro J.",
    member_id="BLT-7741903-01",
    born="02/14/1967",
    sex="M",
    plan="Blue Larch Cooperative Employee Health Plan",
    group="BL-1182",
    ordering="Bertrand Kilcullen, MD",
    ordering_npi="1652088414",
    ordering_specialty="Orthopaedic surgery",
    phone="612-555-0147",
    fax="612-555-0148",
    servicing="St. Odile Regional Med Ctr",
    servicing_npi="1374092652",
    setting="22 Outpatient hospital",
    date="10/28/2025",
    lines=(
        Line("29827", "RT", "1", "Keyhole repair of the rotator cuff"),
        Line("29828", "RT", "1", "Keyhole fixation of the biceps tendon"),
    ),
    diagnoses="S46.011A, M75.21",
    region="Shoulder",
    side="Right",
    level="-",
    onset="Fall 05/30/2025",
    sent=(
        "Office or consultation notes",
        "Imaging report",
        "Therapy records",
        "Procedure or operative report",
    ),
    note="Full-thickness supraspinatus tear on MRI per Dr. Kilcullen, weak and painful\n"
    "since the fall. Therapy and one injection done.",
    signer="Dolores Pinkham",
    signed="10/02/2025",
)


def _fax() -> bytes:
    """Five pages as they arrived; the sixth that the cover announces did not."""

    def header(page: int) -> str:
        sender = "CEDAR RIVER ORTHO    612-555-0148"
        return f"OCT-02-2025  15:4{page}    {sender}    TO 651-555-0160          P.0{page}/06"

    form = single(lambda canvas: request_form(canvas, ASKED, ink=True), title="", author="", program="")
    sheets = [
        (single(cover, title="", author="", program=""), 0, Wear(skew=-0.4, header=header(1))),
        (form, 0, Wear(skew=0.7, header=header(2))),
        (therapy(), 0, Wear(skew=-1.4, grain=90, specks=260, header=header(3))),
        (
            therapy(),
            1,
            Wear(
                skew=1.9,
                grain=120,
                cut=168,
                specks=700,
                soft=2.6,
                wash=48,
                streaks=(310, 311, 842, 1203),
                header=header(4),
            ),
        ),
        (
            single(injection, title="", author="", program=""),
            0,
            Wear(skew=0.9, grain=70, specks=200, streaks=(1490,), header=header(5)),
        ),
    ]
    pages = [
        fax(list(raster(document))[index], wear, f"shoulder/fax/{number}")
        for number, (document, index, wear) in enumerate(sheets, start=1)
    ]
    return as_pdf(pages, "Incoming fax")


def _card() -> bytes:
    """The member card alone, cut out of the page that it is drawn on."""
    sheet = next(
        iter(drawn(single(member_card, title="", author="", program=""), ".pdf", DPI, colour=True))
    ).picture
    return as_png(sheet.crop((40, 40, 740, 490)).quantize(16))


HISTORY = (
    Quote(
        VISIT,
        1,
        "He cannot lift a coffee pot to shoulder height, wakes three times a night and is still on light "
        "duty.",
    ),
    Quote(FIRST, 1, "On 05/30/2025 he slipped on wet steps at a boat landing"),
)
EXAMINATION = (
    Quote(VISIT, 1, "Active elevation 105 degrees, passive 160."),
    Quote(VISIT, 1, "painful arc from 70 to 115 degrees"),
)
ORDERING = Quote(
    VISIT,
    1,
    "a complete, full-thickness tear, 14 mm wide, its edge drawn back to the top of the humeral head",
)
RADIOLOGIST = Quote(
    MRI,
    1,
    "about 50 percent of its depth, without a full-thickness component.",
)
NOT_RECONCILED = (
    "Neither an addendum nor any word of the surgeon's about the radiologist's reading; that the report "
    "is attached settles nothing."
)
UNREADABLE = Quote(FAX, 4, "Small gain in motion and sleep. Strength unchanged.", scan=True)
ATTENDED = Quote(FAX, 3, "Eleven visits attended of sixteen scheduled through 08/20/2025", scan=True)
INJECTED = Quote(FAX, 5, "triamcinolone 40 mg", scan=True)

ELEMENTS = {
    "s2-current-status": Element(
        "present", (Quote(VISIT, 1, "The shoulder is no better than in June."), *EXAMINATION[:1])
    ),
    "s3-evaluation": Element("present", (Quote(VISIT, 1, "09/24/2025"),), "After the fall of 2025-05-30."),
    "s3a-history": Element("present", HISTORY),
    "s3b-examination": Element("present", EXAMINATION),
    "s4-laboratory": Element("absent", (), "None sent; whether any is relevant is for the reviewer to say."),
    "s5-imaging": Element(
        "present",
        (Quote(MRI, 1, "MRI RIGHT SHOULDER WITHOUT CONTRAST"),),
        "The report of the office radiographs did not arrive.",
    ),
    "s6-pathology": Element("not-applicable", (), "No tissue was taken."),
    "s7-procedures": Element("present", (INJECTED,), "Subacromial injection of 2025-07-15."),
    "s8-other-providers": Element(
        "insufficient",
        (ATTENDED, UNREADABLE),
        "Page 2 of the therapy report, with its results, cannot be read.",
    ),
    "s9-recent-consultation": Element(
        "present", (Quote(VISIT, 1, "09/24/2025"),), "34 days before the date of service."
    ),
    "s10-diagnosis": Element(
        "insufficient", (ORDERING, RADIOLOGIST), "The tear that the repair rests on is disputed."
    ),
    "s11-history-examination": Element("present", (*HISTORY, *EXAMINATION)),
    "s12-treatment-response": Element(
        "insufficient",
        (UNREADABLE, Quote(VISIT, 1, "He had a course of therapy at Harborline")),
        "The response to therapy stands only on the unreadable page.",
    ),
    "s13-independent-radiology": Element(
        "present",
        (RADIOLOGIST, Quote(MRI, 1, "SASKIA OYELARAN, MD")),
        "The reader is the hospital's, not the ordering practice's.",
    ),
    "s14-discrepancies": Element("absent", (), NOT_RECONCILED),
    "s15-specialist-reports": Element("insufficient", (ATTENDED,), "As for s8."),
}

KILCULLEN = "Bertrand Kilcullen, MD"
PAGES = (
    Page(FAX, 1, "fax cover that counts six pages", "2025-10-02", "office staff", text="none"),
    Page(FAX, 2, "request form", "2025-10-02", "office staff", text="none"),
    Page(FAX, 3, "therapy progress report, page 1 of 2", "2025-08-22", "Jolene Whitebird, PT", text="none"),
    Page(
        FAX,
        4,
        "therapy progress report, page 2 of 2: too faint to read",
        "2025-08-22",
        "Jolene Whitebird, PT",
        text="none",
        legible=False,
    ),
    Page(FAX, 5, "injection record, filled in by hand", "2025-07-15", "Fern Abascal, PA-C", text="none"),
    Page(VISIT, 1, "follow-up visit of the ordering provider", "2025-09-24", KILCULLEN),
    Page(MRI, 1, "MRI report by the hospital's radiologist", "2025-09-09", "Saskia Oyelaran, MD"),
    Page(FIRST, 1, "first visit of the ordering provider", "2025-06-18", KILCULLEN),
    Page(CARD, 1, "member card, not clinical", "", "Tamarack Mutual Health", text="none"),
)


def case() -> Case:
    """The folder `shoulder-repair-discrepancy` and its truth."""
    return Case(
        name="shoulder-repair-discrepancy",
        shows="the surgeon reads a full-thickness tear, the radiologist a partial one, "
        "never reconciled; one fax page is illegible, one never arrived",
        review_as_of="2025-10-06",
        files={
            "request.json": (json.dumps(REQUEST, indent=2, ensure_ascii=False) + "\n").encode(),
            FAX: _fax(),
            VISIT: second_visit(),
            MRI: mri(),
            FIRST: first_visit(),
            CARD: _card(),
        },
        elements=ELEMENTS,
        pages=PAGES,
        discrepancy={
            "exists": True,
            "study": "MRI right shoulder, 2025-09-09, SO-9925170",
            "kind": "severity",
            "significant": "likely",
            "reconciled": False,
            "ordering": ORDERING.as_json(),
            "radiologist": RADIOLOGIST.as_json(),
            "not_a_reconciliation": Quote(VISIT, 1, "Radiology's report is attached to this note.").as_json(),
            "why": "The repair rests on a full-thickness tear, which the radiologist rules out.",
        },
        missing=(
            "Fax page 6 of 6, the radiograph report of 2025-06-18, is announced on the cover and did not "
            "arrive.",
        ),
    )
