"""Sample case: a repeat knee injection, sent without request.json, in files of many kinds."""

from __future__ import annotations

from PIL import Image

from .facts import Case, Element, Json, Page, Quote
from .knee_others import MESSAGE, diary, radiographs
from .knee_papers import follow_up, procedure, visit
from .paper import single
from .scan import Wear, as_jpeg, as_pdf, as_tiff, fax, photo, raster

TEXT = "portal_message_2025-09-25.txt"
VISIT = "office notes/visit_2025-09-22.pdf"
FOLLOW_UP = "office notes/follow_up_2025-03-11_scan.pdf"
PROCEDURE = "procedure_record_2025-01-28.tif"
IMAGING = "imaging/knee_radiographs_2025-09-22.pdf"
DIARY = "knee_diary.jpg"

REQUEST: Json = {
    "received": "2025-09-25T13:07:00-05:00",
    "urgency": "standard",
    "member": {
        "member_id": "7CT2WH6PK41",
        "first_name": "Winifred",
        "last_name": "Oduya-Kramer",
        "dob": "1952-11-03",
        "sex": "F",
    },
    "plan": {
        "payer": "Tamarack Senior Advantage",
        "plan_name": "Tamarack Senior Advantage HMO",
        "line_of_business": "medicare_advantage",
        "funding": "medicare",
        "state": "MN",
    },
    "services": [
        {
            "code": "20611",
            "system": "CPT",
            "modifiers": ["LT"],
            "units": 1,
            "plain_description": "Ultrasound-guided injection of the left knee",
        },
        {
            "code": "J7325",
            "system": "HCPCS",
            "modifiers": [],
            "units": 48,
            "plain_description": "Hylan G-F 20, 1 mg each",
        },
    ],
    "diagnoses": [{"code": "M17.12", "system": "ICD-10-CM"}],
    "body_region": "knee",
    "laterality": "left",
    "requested_dos": "2025-10-07",
    "place_of_service": "11",
    "onset_date": "2019-01-01",
    "change_date": "2025-08-04",
    "ordering_provider": {"npi": "1802647192", "name": "Dmitri Laskaris, MD", "specialty": "Sports medicine"},
    "servicing_provider": {
        "npi": "1802647192",
        "name": "Dmitri Laskaris, MD",
        "specialty": "Sports medicine",
    },
}

PRIOR: list[Json] = [
    {
        "id": "PR-2025-00482",
        "member_id": "7CT2WH6PK41",
        "last_name": "Oduya-Kramer",
        "first_name": "Winifred",
        "dob": "1952-11-03",
        "sex": "F",
        "code": "20611+J7325",
        "modifiers": "LT",
        "region": "knee",
        "laterality": "left",
        "level": None,
        "dx": ["M17.12"],
        "ordering_npi": "1802647192",
        "servicing_npi": "1802647192",
        "status": "approved",
        "decided": "2025-01-15",
        "valid_from": "2025-01-15",
        "valid_to": "2025-04-15",
        "dos": "2025-01-28",
        "performed": "2025-01-28",
        "auth": "TSA-A-25-00482",
    },
    {
        "id": "PR-2024-07155",
        "member_id": "7CT2WH6PK41",
        "last_name": "Oduya-Kramer",
        "first_name": "Winifred",
        "dob": "1952-11-03",
        "sex": "F",
        "code": "66984",
        "modifiers": "RT",
        "region": "eye",
        "laterality": "right",
        "level": None,
        "dx": ["H25.11"],
        "ordering_npi": "1529380465",
        "servicing_npi": "1176034589",
        "status": "approved",
        "decided": "2024-06-20",
        "valid_from": "2024-06-20",
        "valid_to": "2024-09-20",
        "dos": "2024-07-09",
        "performed": "2024-07-09",
        "auth": "TSA-A-24-07155",
    },
]


def _follow_up() -> bytes:
    """The follow-up visit, put on the scanner sideways: its content is turned 90 degrees clockwise."""
    sheet = next(iter(raster(follow_up())))
    worn = fax(sheet, Wear(skew=-0.6, grain=60, specks=140), "knee/follow-up")
    return as_pdf([worn.transpose(Image.Transpose.ROTATE_270)], "Scanned document")


def _procedure() -> bytes:
    wears = (Wear(skew=0.3, grain=50, specks=60), Wear(skew=-0.5, grain=60, specks=90))
    return as_tiff(
        [
            fax(sheet, wear, f"knee/procedure/{number}")
            for number, (sheet, wear) in enumerate(zip(raster(procedure()), wears, strict=True))
        ]
    )


def _diary() -> bytes:
    sheet = next(iter(raster(single(diary, title="", author="", program=""), 150)))
    return as_jpeg(
        photo(sheet.crop((40, 60, sheet.width - 30, 1120)), "knee/diary", (255, 250, 236), 2.2, (1150, 1010))
    )


BENEFIT = (
    Quote(
        VISIT,
        1,
        "She rated the knee 70 percent better from mid-February until the last days of July",
    ),
    Quote(FOLLOW_UP, 1, "Pain 2/10, before the injection 7/10.", scan=True),
)
LAPSE = (
    Quote(
        VISIT, 1, "Since the first week of August 2025 the benefit has been wearing off; there was no fall."
    ),
)
HISTORY = (Quote(VISIT, 1, "Pain is now 6/10 on average and 8/10 on stairs."), *LAPSE)
EXAMINATION = (
    Quote(
        VISIT,
        1,
        "Left knee: small effusion, no warmth, medial joint line tender, crepitus, motion 5 to 115 degrees",
    ),
)
READING = Quote(
    IMAGING, 1, "Moderate medial compartment osteoarthritis of the left knee, Kellgren-Lawrence grade 3"
)
DONE = Quote(PROCEDURE, 1, "Hylan G-F 20, 48 mg in 6 mL, was injected without resistance", scan=True)

ELEMENTS = {
    "s2-current-status": Element("present", (*HISTORY, *EXAMINATION)),
    "s3-evaluation": Element(
        "present", (Quote(VISIT, 1, "09/22/2025, in clinic"),), "After the change of early August 2025."
    ),
    "s3a-history": Element("present", HISTORY),
    "s3b-examination": Element("present", EXAMINATION),
    "s4-laboratory": Element(
        "absent",
        (),
        "Kidney function is mentioned in the visit, no report was sent; whether any is relevant is for "
        "the reviewer to say.",
    ),
    "s5-imaging": Element("present", (READING,)),
    "s6-pathology": Element("not-applicable", (), "No tissue was taken."),
    "s7-procedures": Element("present", (DONE,), "The earlier injection of 2025-01-28."),
    "s8-other-providers": Element(
        "not-applicable", (), "No other provider treats the knee at present; therapy ended in 2024."
    ),
    "s9-recent-consultation": Element(
        "present", (Quote(VISIT, 1, "09/22/2025, in clinic"),), "15 days before the date of service."
    ),
    "s10-diagnosis": Element(
        "present", (Quote(VISIT, 1, "Osteoarthritis of the left knee, grade 3."), READING)
    ),
    "s11-history-examination": Element("present", (*HISTORY, *EXAMINATION)),
    "s12-treatment-response": Element(
        "present",
        (Quote(VISIT, 1, "70 percent better for six months"), Quote(VISIT, 1, "Three weeks of relief")),
    ),
    "s13-independent-radiology": Element(
        "present", (READING, Quote(IMAGING, 1, "Paulette Nakagawa-Obrien, MD, Diagnostic Radiology"))
    ),
    "s14-discrepancies": Element(
        "present", (Quote(VISIT, 1, "I see the same."), READING), "Both readings agree: nothing to reconcile."
    ),
    "s15-specialist-reports": Element("not-applicable", (), "As for s8."),
    "s19-benefit": Element("present", BENEFIT),
    "s19-lapse": Element("present", (*LAPSE, Quote(VISIT, 1, "its effect is now gone"))),
}

LASKARIS = "Dmitri Laskaris, MD"
PAGES = (
    Page(TEXT, 1, "portal message with the request's fields", "2025-09-25", "office staff"),
    Page(VISIT, 1, "visit: relief, its lapse, examination", "2025-09-22", LASKARIS),
    Page(VISIT, 2, "visit, continued", "2025-09-22", LASKARIS),
    Page(
        FOLLOW_UP,
        1,
        "follow-up visit six weeks after the earlier injection",
        "2025-03-11",
        LASKARIS,
        text="none",
        rotation=90,
    ),
    Page(PROCEDURE, 1, "record of the earlier injection", "2025-01-28", LASKARIS, text="none"),
    Page(
        PROCEDURE,
        2,
        "its medication and checklist page",
        "2025-01-28",
        "Tessa Brandt, medical assistant",
        text="none",
    ),
    Page(
        IMAGING,
        1,
        "radiograph report by an independent radiologist",
        "2025-09-22",
        "Paulette Nakagawa-Obrien, MD",
    ),
    Page(DIARY, 1, "the patient's diary, photographed, handwriting", "2025-09-22", "patient", text="none"),
)


def case() -> Case:
    """The folder `knee-injection-repeat` and its truth."""
    return Case(
        name="knee-injection-repeat",
        shows="a repeat of an earlier service with relief and its lapse documented; no request.json; "
        "sub-folders, a text file, a TIFF, a JPEG, a sideways scan",
        review_as_of="2025-09-26",
        files={
            TEXT: MESSAGE.encode(),
            VISIT: visit(),
            FOLLOW_UP: _follow_up(),
            PROCEDURE: _procedure(),
            IMAGING: radiographs(),
            DIARY: _diary(),
        },
        elements=ELEMENTS,
        pages=PAGES,
        discrepancy={
            "exists": False,
            "ordering": Quote(VISIT, 1, "moderate medial narrowing, grade 3. I see the same.").as_json(),
            "radiologist": READING.as_json(),
        },
        prior_requests=(
            {
                "id": "PR-2025-00482",
                "kind": "sequential",
                "why": "same service, same knee, given 252 days before the date of service",
            },
            {"id": "PR-2024-07155", "kind": None, "why": "same member, other region: no match"},
        ),
        request=REQUEST,
    )
