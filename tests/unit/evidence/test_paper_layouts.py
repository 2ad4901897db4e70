"""Papers of many makers, each with what it is and the day of its service."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reviewer_app.domain.found import PageLegibility, PaperType
from reviewer_app.domain.request import Member, Provider, Request
from reviewer_app.evidence.segments import find_segments
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

EVIDENCE = load_evidence_rules(resources_folder(), Path("no data folder"))
RULES, WORDS = EVIDENCE.papers, EVIDENCE.type_words
REQUEST = Request(
    member=Member(first_name="Eva", last_name="Sample", dob=date(1971, 8, 22)),
    received=datetime(2025, 6, 1, tzinfo=UTC),
    ordering_provider=Provider(name="Ada Marsh, MD"),
)
DAY = date(2025, 4, 17)
TEXT = """
The patient is seen and examined and the following was found today in clinic.
Nothing else was reported in this regard by her or the family.
"""
DATED = (
    (
        PaperType.OFFICE_NOTE,
        (
            "Progress Notes by Ada Marsh, MD at 4/17/2025 10:20 AM\n"
            "Author: Ada Marsh, MD | Service: Orthopedics | Author Type: Physician\n"
            "Filed: 4/17/2025 5:00 PM | Encounter Date: 4/17/2025 | Status: Signed\n"
            "Subjective"
        )
        + TEXT,
    ),
    (
        PaperType.CONSULT_NOTE,
        (
            "Sample, Eva (MRN 123456) DOB: 08/22/1971 | Encounter Date: 04/17/2025\n"
            "Consults by Wen Li, MD\n"
            "Reason for consultation: chest pain"
        )
        + TEXT,
    ),
    (
        PaperType.PROCEDURE_REPORT,
        (
            "Op Note\n"
            "Sample, Eva\n"
            "Date of Surgery: 4/17/2025\n"
            "Pre-op diagnosis: torn meniscus\n"
            "Post-op diagnosis: same\n"
            "Anesthesia: general\n"
            "EBL: 5 mL"
        )
        + TEXT,
    ),
    (
        PaperType.OFFICE_NOTE,
        ("ED Provider Notes\nArrival date: 04/17/2025\nChief Complaint: back pain") + TEXT,
    ),
    (
        PaperType.IMAGING_REPORT,
        (
            "Results - MRI Lumbar Spine wo Contrast (Order 559933)\n"
            "Exam Ended: 04/17/25 14:02\n"
            "Study date: 04/17/2025\n"
            "Narrative\n"
            "TECHNIQUE: multiplanar\n"
            "Impression\n"
            "1. Disc bulge."
        )
        + TEXT,
    ),
    (
        PaperType.IMAGING_REPORT,
        (
            "MERCY RADIOLOGY\n"
            "PATIENT: SAMPLE EVA | DOS: 04/17/2025\n"
            "EXAM: XR KNEE LEFT 3 VIEWS\n"
            "INDICATION: pain\n"
            "FINDINGS: no fracture\n"
            "IMPRESSION: negative"
        ),
    ),
    (
        PaperType.LABORATORY,
        (
            "Northern Labs\n"
            "Patient Report\n"
            "Date Collected: 04/17/2025 | Date Received: 04/18/2025 | Date Reported: 04/19/2025\n"
            "TESTS RESULT FLAG UNITS REFERENCE INTERVAL LAB\n"
            "CBC With Differential/Platelet\n"
            "WBC 6.7 x10E3/uL 3.4-10.8"
        ),
    ),
    (
        PaperType.PATHOLOGY,
        (
            "Dermatopathology Associates\n"
            "FINAL PATHOLOGIC DIAGNOSIS\n"
            "Collected: 04/17/2025\n"
            "A. Skin, left arm, shave biopsy: basal cell carcinoma\n"
            "GROSS DESCRIPTION\n"
            "Received in formalin"
        ),
    ),
    (
        PaperType.PROCEDURE_REPORT,
        (
            "GI Associates Endoscopy Center\n"
            "Colonoscopy\n"
            "Procedure Date: 4/17/2025\n"
            "Indications: screening\n"
            "Cecum reached. Withdrawal time 8 min."
        )
        + TEXT,
    ),
    (
        PaperType.PROCEDURE_REPORT,
        ("Sleep Center\nHome Sleep Apnea Test Report\nNight of 4/17/2025\nAHI 32 events per hour") + TEXT,
    ),
    (
        PaperType.PROCEDURE_REPORT,
        (
            "Left Heart Catheterization and Coronary Angiography\n"
            "Date of Procedure: 04/17/2025\n"
            "Operator: Wen Li, MD\n"
            "Access: right radial"
        )
        + TEXT,
    ),
    (
        PaperType.THERAPY_NOTE,
        (
            "OUTPATIENT PHYSICAL THERAPY\n"
            "Daily Note / Visit 5 of 12\n"
            "Date of service: 04/17/2025\n"
            "Therapeutic exercise 97110 x 2 units"
        )
        + TEXT,
    ),
    (
        PaperType.OTHER,
        ("Telephone Encounter\nLena Quist, RN at 4/17/2025 9:10 AM\nPatient called about refill") + TEXT,
    ),
    (
        PaperType.TRIAL_PAPERS,
        (
            "University Hospital\n"
            "Consent to take part in a clinical research study\n"
            "Sponsor: Acme\n"
            "Principal Investigator: Wen Li, MD\n"
            "Taking part is voluntary.\n"
            "Date: 04/17/2025"
        )
        + TEXT,
    ),
    (
        PaperType.LETTER,
        (
            "Ada Marsh, MD\n"
            "April 17, 2025\n"
            "RE: Eva Sample, DOB 8/22/1971\n"
            "To Whom It May Concern:\n"
            "I am writing to request coverage for this patient.Sincerely,\n"
            "Ada Marsh, MD"
        )
        + TEXT,
    ),
    (
        PaperType.LETTER,
        ("LETTER OF MEDICAL NECESSITY\nDate: 04/17/2025\nDear Medical Director:") + TEXT,
    ),
    (
        PaperType.REQUEST_FORM,
        (
            "Granite Health Outpatient Prior Authorization Fax Form\n"
            "Fax to 855-555-0100\n"
            "Request for additional units. Existing authorization\n"
            "Member ID | Last name, First | Date of Birth\n"
            "Procedure code 72148\n"
            "Date submitted: 04/17/2025"
        ),
    ),
    (
        PaperType.REQUEST_FORM,
        (
            "Standardized Prior Authorization Request Form for Prescription Drug Benefits\n"
            "Submitted: 04/17/2025\n"
            "Drug name: adalimumab"
        )
        + TEXT,
    ),
    (
        PaperType.FAX_COVER,
        (
            "Facsimile\n"
            "To: Utilization Management | From: Marsh Spine Clinic\n"
            "Date: 04/17/2025 | Pages: 14 including cover\n"
            "This facsimile is confidential."
        ),
    ),
    (
        PaperType.DIARY,
        ("Headache diary for April\n4/1/2025 pain 5 took 2 tablets\n4/9/2025 pain 7\n4/17/2025 pain 4"),
    ),
    (
        PaperType.HISTORY_PHYSICAL,
        (
            "Saint Odile Hospital\n"
            "H&P\n"
            "Admission date: 04/17/2025\n"
            "Chief complaint: fall\n"
            "Past Medical History: HTN"
        )
        + TEXT,
    ),
    (
        PaperType.OFFICE_NOTE,
        ("NEUROLOGY CLINIC\nReturn Patient Visit\n04/17/2025\nInterval history: two seizures") + TEXT,
    ),
    (
        PaperType.PROCEDURE_REPORT,
        (
            "Infusion Center Treatment Record\n"
            "Date: 04/17/2025\n"
            "Medication: infliximab 400 mg\n"
            "Infusion started 09:10 Infusion stopped 11:15"
        )
        + TEXT,
    ),
    (
        PaperType.PROCEDURE_REPORT,
        ("Pulmonary Function Report\nTest date: 04/17/2025\nFEV1 62 % FVC 70 %") + TEXT,
    ),
    (
        PaperType.IMAGING_REPORT,
        (
            "NUCLEAR CARDIOLOGY\n"
            "Regadenoson Nuclear Stress Test\n"
            "Date of Study: 04/17/2025\n"
            "Conclusion: small reversible defect\n"
            "Interpreting physician: Wen Li, MD"
        )
        + TEXT,
    ),
    (
        PaperType.PATHOLOGY,
        (
            "Northern Genomics\n"
            "Tumor Profiling Report\n"
            "Specimen collected 04/17/2025\n"
            "Report date 05/02/2025\n"
            "Microsatellite status stable; Tumor mutational burden 4"
        ),
    ),
    (
        PaperType.CONSULT_NOTE,
        ("Behavioral Health Intake Evaluation\nDate of Evaluation: 04/17/2025\nPresenting problem") + TEXT,
    ),
    (
        PaperType.OFFICE_NOTE,
        ("Nutrition Counseling Note\nVisit Date: 04/17/2025") + TEXT,
    ),
    (
        PaperType.IMAGING_REPORT,
        ("Bone Density Study (DXA)\nScan date: 04/17/2025\nT-score -2.6") + TEXT,
    ),
)
UNDATED = (
    (
        PaperType.PLAN_DOCUMENT,
        (
            "Explanation of Benefits\n"
            "This is not a bill\n"
            "Claim number 12345 | Amount billed $500\n"
            "Date of service 04/17/2025"
        )
        + TEXT,
    ),
    (
        PaperType.POLICY_EXCERPT,
        (
            "Clinical Appropriateness Guidelines\n"
            "Advanced Imaging of the Spine\n"
            "Effective 01/01/2025\n"
            "Imaging is considered medically necessary when all of the following are met"
        )
        + TEXT,
    ),
)


@pytest.mark.parametrize(("kind", "text"), DATED)
def test_papers_of_many_makers_say_what_they_are_and_of_which_day(kind: PaperType, text: str) -> None:
    (segment,) = find_segments((read_page(text),), [PageLegibility()], REQUEST, RULES, WORDS)
    assert (segment.type, segment.date) == (kind, DAY)


@pytest.mark.parametrize(("kind", "text"), UNDATED)
def test_what_records_no_service_has_no_day(kind: PaperType, text: str) -> None:
    (segment,) = find_segments((read_page(text),), [PageLegibility()], REQUEST, RULES, WORDS)
    assert (segment.type, segment.date) == (kind, None)
