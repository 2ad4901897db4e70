"""Sample case: a lumbar injection with everything that a reviewer needs."""

from __future__ import annotations

import json

from .facts import Case, Element, Json, Page, Quote
from .forms import Line, Request, request_form
from .lumbar_notes import consultation, primary_care
from .lumbar_reports import laboratory, mri, nerve_study
from .lumbar_therapy import therapy
from .paper import single

FORM = "01_request_form.pdf"
CONSULT = "02_spine_consultation_2025-08-27.pdf"
MRI = "03_mri_lumbar_spine_2025-08-12.pdf"
THERAPY = "04_therapy_discharge_2025-08-13.pdf"
PRIMARY = "05_primary_care_2025-06-23_2025-08-04.pdf"
LABS = "06_laboratory_2025-08-26.pdf"
NERVE = "07_nerve_study_2025-08-20.pdf"

REQUEST: Json = {
    "request_id": "PA-2025-090412",
    "received": "2025-09-04T09:26:00-05:00",
    "urgency": "standard",
    "member": {
        "member_id": "TMH-0052817-02",
        "first_name": "Denise",
        "last_name": "Halvorsen",
        "dob": "1971-08-22",
        "sex": "F",
    },
    "plan": {
        "payer": "Tamarack Mutual Health",
        "plan_name": "Tamarack Open Access 2500",
        "line_of_business": "commercial",
        "funding": "fully_insured",
        "group_number": "40-3316",
        "state": "MN",
    },
    "services": [
        {
            "code": "64483",
            "system": "CPT",
            "modifiers": ["LT"],
            "units": 1,
            "plain_description": "Left S1 steroid injection through the foramen, one level, with imaging",
        }
    ],
    "diagnoses": [{"code": "M51.17", "system": "ICD-10-CM"}],
    "body_region": "lumbar spine",
    "laterality": "left",
    "level": "L5-S1",
    "requested_dos": "2025-09-18",
    "place_of_service": "24",
    "onset_date": "2024-11-01",
    "change_date": "2025-06-16",
    "ordering_provider": {
        "npi": "1482059379",
        "name": "Helen Tsosie-Marchetti, MD",
        "specialty": "Physical medicine and rehabilitation",
    },
    "servicing_provider": {
        "npi": "1915376028",
        "name": "Lowland Procedure Center",
        "specialty": "Ambulatory surgery center",
    },
    "submitter_note": "First injection. Notes, MRI, therapy, laboratory and nerve study are attached.",
    "attachments": [FORM, CONSULT, MRI, THERAPY, PRIMARY, LABS, NERVE],
}

ASKED = Request(
    reference="PA-2025-090412",
    submitted="09/04/2025",
    urgent=False,
    member="Halvorsen, Denise A.",
    member_id="TMH-0052817-02",
    born="08/22/1971",
    sex="F",
    plan="Tamarack Open Access 2500",
    group="40-3316",
    ordering="Helen Tsosie-Marchetti, MD",
    ordering_npi="1482059379",
    ordering_specialty="Physical medicine and rehabilitation",
    phone="507-555-0112",
    fax="507-555-0113",
    servicing="Lowland Procedure Center",
    servicing_npi="1915376028",
    setting="24 Ambulatory surgery center",
    date="09/18/2025",
    lines=(
        Line("64483", "LT", "1", "Left S1 steroid injection through the foramen, one level, with imaging"),
    ),
    diagnoses="M51.17",
    region="Lumbar spine",
    side="Left",
    level="L5-S1",
    onset="Mild back ache since 11/2024. Left leg pain since 06/16/2025.",
    sent=(
        "Office or consultation notes",
        "Imaging report",
        "Laboratory results",
        "Therapy records",
        "Other provider's report",
    ),
    note="Left S1 radiculopathy with an L5-S1 disc extrusion. Six weeks of medication and 12 "
    "therapy\nvisits without useful relief. "
    "No earlier injection.\nConsultation, MRI, therapy, primary care, laboratory and nerve study attached.",
    signer="Beatrix Olund",
    signed="09/04/2025",
)

HISTORY = (
    Quote(
        CONSULT,
        1,
        "On 06/16/2025 she pulled on a jammed laundry cart and felt a sharp pain in the left buttock",
    ),
    Quote(CONSULT, 1, "The leg pain has been present every day since."),
)
EXAMINATION = (
    Quote(CONSULT, 1, "straight leg raise positive on the left at 35 degrees with pain below the knee"),
    Quote(CONSULT, 1, "cannot walk five steps on the left toes"),
)
RESPONSE = (
    Quote(CONSULT, 1, "No change in leg pain after six weeks; stopped for stomach burning"),
    Quote(
        THERAPY,
        1,
        "Leg pain, disability and walking distance did not change by a clinically important amount.",
    ),
    Quote(PRIMARY, 2, "The steroid pack in July gave two good days."),
)
MRI_READING = Quote(
    MRI, 1, "L5-S1 left paracentral disc extrusion with compression of the traversing left S1 nerve root."
)
READER = Quote(MRI, 1, "Yusuf Renner, MD")
NERVE_RESULT = Quote(
    NERVE,
    1,
    "Active left S1 radiculopathy with denervation in the gastrocnemius and gluteus maximus.",
    scan=True,
)
OTHERS = (
    Quote(THERAPY, 1, "Colette Bjornstad, PT, DPT"),
    Quote(PRIMARY, 1, "Acute left lumbosacral radicular pain, likely S1. No red flags."),
    NERVE_RESULT,
)

ELEMENTS = {
    "s2-current-status": Element(
        "present",
        (Quote(CONSULT, 1, "It is now 7 out of 10 on average and 9 out of 10 at worst"), *EXAMINATION[:1]),
    ),
    "s3-evaluation": Element(
        "present", (Quote(CONSULT, 1, "08/27/2025 (in person)"),), "After the change of 2025-06-16."
    ),
    "s3a-history": Element("present", HISTORY),
    "s3b-examination": Element("present", EXAMINATION),
    "s4-laboratory": Element("present", (Quote(LABS, 1, "241"), Quote(LABS, 1, "Creatinine"))),
    "s5-imaging": Element("present", (Quote(MRI, 1, "MRI lumbar spine without contrast"), MRI_READING)),
    "s6-pathology": Element("not-applicable", (), "No tissue was taken."),
    "s7-procedures": Element(
        "not-applicable",
        (Quote(CONSULT, 1, "No prior spinal injection or surgery."),),
        "No earlier procedure for this condition.",
    ),
    "s8-other-providers": Element("present", OTHERS),
    "s9-recent-consultation": Element(
        "present", (Quote(CONSULT, 1, "08/27/2025 (in person)"),), "22 days before the date of service."
    ),
    "s10-diagnosis": Element(
        "present",
        (
            Quote(
                CONSULT,
                2,
                "History, examination, MRI and electrodiagnostic study all point to the same root.",
            ),
        ),
    ),
    "s11-history-examination": Element("present", (*HISTORY, *EXAMINATION)),
    "s12-treatment-response": Element("present", RESPONSE),
    "s13-independent-radiology": Element(
        "present", (MRI_READING, READER), "The reader is not of the ordering practice."
    ),
    "s14-discrepancies": Element(
        "present",
        (Quote(CONSULT, 2, "My reading agrees with the radiologist's."), MRI_READING),
        "Both readings agree: nothing to reconcile.",
    ),
    "s15-specialist-reports": Element("present", OTHERS),
    "g1-radicular-pain": Element(
        "present",
        (*EXAMINATION[:1], Quote(CONSULT, 2, "all point to the same root")),
        "Criterion of the example guideline.",
    ),
    "g1-conservative-care": Element(
        "present",
        (
            Quote(
                CONSULT, 2, "Six weeks of medication and twelve therapy visits have not given useful relief."
            ),
            *RESPONSE[:2],
        ),
        "Criterion of the example guideline.",
    ),
    "g1-advanced-imaging": Element("present", (MRI_READING,), "Criterion of the example guideline."),
    "g1-image-guidance": Element(
        "present",
        (Quote(CONSULT, 2, "under fluoroscopy with contrast"),),
        "Criterion of the example guideline.",
    ),
}

FERREIRA = "Anselm Ferreira, DO"
PAGES = (
    Page(FORM, 1, "request form with filled-in form fields", "2025-09-04", "office staff"),
    Page(CONSULT, 1, "consultation by the ordering provider", "2025-08-27", "Helen Tsosie-Marchetti, MD"),
    Page(
        CONSULT,
        2,
        "consultation, continued: studies, assessment, plan",
        "2025-08-27",
        "Helen Tsosie-Marchetti, MD",
    ),
    Page(MRI, 1, "MRI report by an independent radiologist", "2025-08-12", "Yusuf Renner, MD"),
    Page(THERAPY, 1, "therapy discharge summary", "2025-08-13", "Colette Bjornstad, PT, DPT"),
    Page(PRIMARY, 1, "primary care visit and a telephone encounter of 2025-07-14", "2025-06-23", FERREIRA),
    Page(PRIMARY, 2, "primary care visit", "2025-08-04", FERREIRA),
    Page(LABS, 1, "laboratory report", "2025-08-26", "Quarry Street Clinical Laboratory"),
    Page(
        NERVE, 1, "electrodiagnostic report, a legible fax", "2025-08-20", "Ingrid Palomares, MD", text="none"
    ),
)


def case() -> Case:
    """The folder `lumbar-injection-complete` and its truth."""
    form = single(
        lambda canvas: request_form(canvas, ASKED, ink=False),
        title="Prior authorization request",
        author="Tamarack Mutual Health",
        program="Form TMH-210",
    )
    return Case(
        name="lumbar-injection-complete",
        shows="a complete case: every element is there or does not apply, and the "
        "ordering provider's reading agrees with the radiologist's",
        review_as_of="2025-09-05",
        files={
            "request.json": (json.dumps(REQUEST, indent=2, ensure_ascii=False) + "\n").encode(),
            FORM: form,
            CONSULT: consultation(),
            MRI: mri(),
            THERAPY: therapy(),
            PRIMARY: primary_care(),
            LABS: laboratory(),
            NERVE: nerve_study(),
        },
        elements=ELEMENTS,
        pages=PAGES,
        discrepancy={
            "exists": False,
            "ordering": Quote(CONSULT, 2, "There is a left paracentral disc extrusion at L5-S1").as_json(),
            "radiologist": MRI_READING.as_json(),
        },
    )
