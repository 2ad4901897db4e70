from dataclasses import replace
from pathlib import Path

import pytest

from reviewer_app.domain.found import PaperType
from reviewer_app.domain.page_reading import TextFrom
from reviewer_app.evidence.misread_words import KnownWords
from reviewer_app.evidence.paper_page import paper_page
from reviewer_app.evidence.paper_type import page_type
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

RULES = load_evidence_rules(resources_folder(), Path("no data folder")).papers
BODY = """

The patient was seen and what was found is told below in several words.
Everything else is unchanged since the time before, as far as it was asked.
"""
TITLES = {
    PaperType.REQUEST_FORM: (
        "Prior Authorization Request",
        "PRIOR AUTHORIZATION REQUEST FORM",
        "Request for Authorization of Outpatient Services",
        "Precertification Request - Inpatient",
        "Advanced Imaging Request",
        "Medication Prior Authorization",
        "Certificate of Medical Necessity",
        "Infusion Request Form",
    ),
    PaperType.FAX_COVER: ("FAX COVER SHEET", "Facsimile Transmittal", "Fax Transmission", "FAX"),
    PaperType.CONSULT_NOTE: (
        "New Patient Consultation",
        "Cardiology Consultation",
        "CONSULTATION REPORT",
        "Initial Consultation: Neurology",
        "Cardiology follow-up consultation",
        "Second Opinion",
        "Orthopedic Evaluation",
        "Initial Consultaton",
    ),
    PaperType.OFFICE_NOTE: (
        "Office Visit",
        "Progress Note",
        "ESTABLISHED PATIENT VISIT",
        "Telehealth Visit",
        "Video visit, established patient",
        "Emergency Department Provider Note",
        "Post-operative Visit",
        "Rheumatology Clinic Visit",
        "Urgent Care Visit",
        "Follow-up Visit - Right Shoulder",
        "Estab1ished Patient Visit",
    ),
    PaperType.HISTORY_PHYSICAL: ("History and Physical", "ADMISSION H&P", "Preoperative History & Physical"),
    PaperType.IMAGING_REPORT: (
        "MRI LUMBAR SPINE WITHOUT CONTRAST",
        "CT Chest with contrast",
        "X-RAY KNEE 3 VIEWS LEFT",
        "Lumbar spine, 3 views",
        "Transthoracic Echocardiogram",
        "Myocardial perfusion SPECT, rest and stress",
        "PET/CT Skull Base to Mid Thigh",
        "Screening Mammogram, Bilateral",
        "Venous Duplex, Left Lower Extremity",
        "DEXA Bone Densitometry",
        "EXAM: MRI BRAIN WITH AND WITHOUT CONTRAST",
        "Radiology Report",
        "Coronary CT Angiography",
        "Ultrasound Abdomen",
    ),
    PaperType.ADDENDUM: (
        "Addendum to MRI of the right knee",
        "ADDENDUM",
        "Addendum Report: CT Chest",
        "CT Chest - Addendum 1",
        "MODIFIED BARIUM SWALLOW - ADDENDUM 2",
        "Amended Report",
    ),
    PaperType.LABORATORY: (
        "Laboratory Results",
        "COMPREHENSIVE METABOLIC PANEL",
        "Cumulative Lab Report",
        "Urinalysis",
        "Complete Blood Count with Differential",
        "Laborat0ry Report",
    ),
    PaperType.PATHOLOGY: (
        "Surgical Pathology Report S25-08812",
        "Cytology Report",
        "Bone Marrow Biopsy Report",
        "Comprehensive Genomic Profile",
        "Dermatopathology Report",
        "Flow Cytometry Report",
    ),
    PaperType.PROCEDURE_REPORT: (
        "Operative Report",
        "PROCEDURE NOTE",
        "Colonoscopy Report",
        "Cardiac Catheterization Report",
        "Electrodiagnostic Study",
        "Nerve Conduction Study",
        "Polysomnography",
        "Pulmonary Function Test",
        "Infusion Record",
        "Lumbar Transforaminal Epidural Steroid Injection",
        "Electrophysiology Study",
        "Holter Monitor Report",
        "Bronchoscopy with Endobronchial Ultrasound",
    ),
    PaperType.THERAPY_NOTE: (
        "PHYSICAL THERAPY DISCHARGE SUMMARY",
        "PT Daily Note",
        "Occupational Therapy Evaluation",
        "Speech-Language Pathology Progress Note",
        "Exercise Flow Sheet",
        "PROGRESS REPORT TO REFERRING PHYSICIAN",
        "Physical Therapy Initial Evaluation",
    ),
    PaperType.DIARY: (
        "My knee diary",
        "Headache Diary",
        "Home Blood Pressure Log",
        "Oswestry Disability Index",
    ),
    PaperType.LETTER: (
        "Letter of Medical Necessity",
        "Referral Letter",
        "Dental clearance",
        "Request for an exception to the weight criterion",
        "To Whom It May Concern",
    ),
    PaperType.PLAN_DOCUMENT: (
        "Summary Plan Description",
        "Evidence of Coverage",
        "Explanation of Benefits",
        "Member Handbook",
        "Schedule of Benefits",
    ),
    PaperType.POLICY_EXCERPT: (
        "Medical Coverage Policy",
        "Clinical Guideline: Spine Imaging",
        "Local Coverage Determination",
        "Knee replacement, criteria (page 3)",
    ),
    PaperType.TRIAL_PAPERS: (
        "Consent to Participate in a Research Study",
        "Clinical Trial Protocol",
        "IRB Approval Letter",
        "Eligibility checklist",
    ),
    PaperType.OTHER: (
        "Telephone Encounter",
        "Discharge Summary",
        "Medication List",
        "After Visit Summary",
        "Face Sheet",
    ),
}


def _best(text: str, text_from: TextFrom = TextFrom.NATIVE) -> PaperType:
    return page_type(paper_page(replace(read_page(text), text_from=text_from)), RULES).best


@pytest.mark.parametrize(
    ("kind", "title"), [(kind, title) for kind, titles in TITLES.items() for title in titles]
)
def test_a_title_says_what_a_paper_is(kind: PaperType, title: str) -> None:
    assert _best(f"Willow Creek\n\n{title}{BODY}", TextFrom.OCR) is kind


@pytest.mark.parametrize(
    "name",
    [
        "Riverside Physical Therapy",
        "Quarry Clinical Laboratory",
        "Merrow Pathology Service",
        "Harbor Imaging",
    ],
)
def test_who_issues_a_paper_does_not_say_what_it_is(name: str) -> None:
    assert _best(f"{name}\n\nLetter of Medical Necessity{BODY}") is PaperType.LETTER


def test_a_form_stays_one_whatever_papers_it_names() -> None:
    form = """Prior Authorization Request | Granite Health Plan
Member name: | Example, Eva | Member ID: | 123
Requesting provider: | Ann Other, MD | NPI: | 1234567893
CPT codes | 72148 | ICD-10 | M54.16
Attached records
Imaging report
Physical therapy records
Laboratory results
Pathology
Operative report"""
    assert _best(form) is PaperType.REQUEST_FORM


def test_without_a_title_headings_and_fields_tell() -> None:
    report = """St. Odile Regional
TECHNIQUE
Sagittal T1 and T2, axial T2 without gadolinium.
COMPARISON
None.
FINDINGS
L4-L5: disc protrusion.
IMPRESSION
Moderate stenosis."""
    assert _best(report) is PaperType.IMAGING_REPORT
    values = """Test | Result | Units | Reference range | Flag
Creatinine | 1.0 | mg/dL | 0.6-1.2
Hemoglobin | 13.1 | g/dL | 12.0-15.5"""
    assert _best(values) is PaperType.LABORATORY


def test_a_page_that_says_nothing_is_of_no_type() -> None:
    assert _best("gray") is PaperType.OTHER
    assert _best("") is PaperType.OTHER


def test_the_title_is_told_as_it_stands_there_without_the_fields_beside_it() -> None:
    page = paper_page(
        read_page(f"Lakeshore Spine Institute\n\nOffice Visit Date of Service: 04/29/2025{BODY}")
    )
    found = page_type(page, RULES)
    assert found.title is not None
    assert (found.title.text, found.letterhead) == ("Office Visit", "Lakeshore Spine Institute")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("consultaton", "consultation"),
        ("consu1tation", "consultation"),
        ("repott", "report"),
        ("visit", "visit"),
        ("vlsit", "visit"),
        ("cat", "cat"),
        ("elephant", "elephant"),
    ],
)
def test_a_misread_word_is_the_known_one_it_is_like(word: str, meant: str) -> None:
    assert KnownWords.of(("consultation", "report", "visit", "car")).meant(word) == meant
