"""What is found in papers of many specialties. The expectations stood before the rules."""

from dataclasses import replace

import pytest

from reviewer_app.domain.found import AuthorRole, PaperType
from tests.unit.evidence.papers import Written, shown

OTHER = AuthorRole.OTHER_PROVIDER
UNKNOWN = AuthorRole.UNKNOWN

REPORTS = {
    "stress test": (
        "s5-imaging",
        """
        Lakeview Cardiac Imaging
        MYOCARDIAL PERFUSION IMAGING, EXERCISE STRESS
        Indication: exertional chest pain.
        Protocol: Bruce, 7 METS, 88 percent of predicted heart rate. Technetium sestamibi.
        Perfusion: medium reversible defect of the inferior wall. Summed difference score 6.
        Function: ejection fraction 58 percent, normal wall motion.
        Conclusion: Inferior ischemia.
        Read by Odile Karras, MD, nuclear cardiology
        """,
    ),
    "echocardiogram": (
        "s5-imaging",
        """
        TRANSTHORACIC ECHOCARDIOGRAM
        Left ventricle: normal size, ejection fraction 35 percent, global hypokinesis.
        Valves: moderate mitral regurgitation.
        Conclusion: Moderately reduced systolic function.
        Interpreting physician: Odile Karras, MD, electronically signed
        """,
    ),
    "venous duplex": (
        "s5-imaging",
        """
        Vein Center
        LOWER EXTREMITY VENOUS DUPLEX, RIGHT
        Findings: Reflux of 2.4 seconds in the great saphenous vein, diameter 8 mm. No thrombosis.
        Impression: Incompetent right great saphenous vein.
        Signed by P. Ghosh, MD, radiology
        """,
    ),
    "pet": (
        "s5-imaging",
        """
        PET/CT SKULL BASE TO MID THIGH
        Radiopharmaceutical: 11 mCi FDG.
        Findings: Hypermetabolic mass of the left breast, SUV 9.1.
        Impression: No distant metastases.
        Electronically signed: T. Reyes, MD, nuclear medicine
        """,
    ),
    "tumor markers": (
        "s4-laboratory",
        """
        Merrow Reference Laboratory
        Specimen collected 05/02/2025
        Test | Result | Units | Reference
        CEA | 8.1 | ng/mL | <3.0
        CA 125 | 40 | U/mL | <35
        """,
    ),
    "genetics": (
        "s4-laboratory",
        """
        Helix Ridge Genetics Laboratory
        Specimen: blood, collected 02/03/2025
        RESULT: POSITIVE
        Gene | Variant | Classification
        BRCA2 | c.5946delT | pathogenic
        Method: next-generation sequencing of 34 genes.
        Laboratory director: N. Oduya, PhD
        """,
    ),
    "biopsy": (
        "s6-pathology",
        """
        SURGICAL PATHOLOGY REPORT
        Specimen: left breast, core biopsy
        Diagnosis: Invasive ductal carcinoma, grade 2. ER positive, PR positive, HER2 negative.
        Gross: three tan cores.
        Pathologist: K. Lindgren, MD
        """,
    ),
    "marrow": (
        "s6-pathology",
        """
        Bone marrow biopsy and aspirate
        Final diagnosis: Plasma cell myeloma, 40 percent of cells.
        Microscopic description: Hypercellular marrow.
        """,
    ),
    "heart catheter": (
        "s7-procedures",
        """
        CARDIAC CATHETERIZATION REPORT
        Access: right radial, 6 French sheath.
        Left anterior descending: 80 percent mid stenosis. A drug-eluting stent was placed.
        Complications: none. Estimated blood loss 20 ml.
        """,
    ),
    "colonoscopy": (
        "s7-procedures",
        """
        COLONOSCOPY REPORT
        Sedation: propofol. The scope was advanced to the cecum.
        Two polyps were removed with a snare. The patient tolerated the procedure well.
        """,
    ),
    "epidural": (
        "s7-procedures",
        """
        Procedure note
        Left L4-L5 interlaminar epidural steroid injection. The back was prepped and draped.
        A 20 gauge Tuohy needle was advanced under fluoroscopy. Dexamethasone 10 mg was injected.
        """,
    ),
    "vein ablation": (
        "s7-procedures",
        """
        Operative note: endovenous ablation, left great saphenous vein
        Tumescent anesthesia. The sheath was placed under ultrasound. Compression applied. No complications.
        """,
    ),
}

KINDS = {
    "s4-laboratory": PaperType.LABORATORY,
    "s5-imaging": PaperType.IMAGING_REPORT,
    "s6-pathology": PaperType.PATHOLOGY,
    "s7-procedures": PaperType.PROCEDURE_REPORT,
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_found_for_its_element_and_no_other(name: str) -> None:
    element, text = REPORTS[name]
    paper = Written("report.pdf", text, KINDS[element], OTHER)
    assert shown(element, paper) == ["report.pdf:1"]
    for other in KINDS:
        assert (other, shown(other, paper) == []) == (other, other != element)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_whose_type_is_not_known_is_found_by_its_words(name: str) -> None:
    element, text = REPORTS[name]
    assert shown(element, Written("report.pdf", text, PaperType.OTHER, UNKNOWN, None)) == ["report.pdf:1"]


MENTIONS = [
    "Labs: none today. CBC from last week was normal by phone.",
    "Will obtain MRI of the brain. PET/CT is scheduled. Recommend biopsy of the node.",
    "No prior surgery. She has never had an injection. No biopsy was taken.",
    "If pain persists consider an epidural steroid injection. May need surgery.",
    "Mother had breast cancer, biopsy-proven; father had a stent.",
    "The radiology report was received and filed.",
    "MRI from an outside hospital showed a disc bulge, report not available.",
    "Colonoscopy 2019 reportedly normal. Echocardiogram last year: EF 60 percent.",
]


@pytest.mark.parametrize(
    "element", [*KINDS, "s13-independent-radiology", "s14-discrepancies", "s16-exception"]
)
@pytest.mark.parametrize("sentence", MENTIONS)
def test_what_a_visit_mentions_is_no_report(element: str, sentence: str) -> None:
    text = f"HISTORY\nChest pain for two months, worse on stairs.\nPLAN\n{sentence}\nReturn in four weeks."
    assert shown(element, Written("visit.pdf", text)) == []
    moved = text.replace("PLAN", "RESULTS")
    assert shown(element, Written("visit.pdf", moved)) == []


VISITS = {
    "cardiology": """
        HPI: 61-year-old with chest tightness on two flights of stairs since April, relieved by rest.
        Exam: BP 142/86, pulse 62. Lungs clear. Regular rate, no murmur. No edema.
        Assessment: Typical angina, intermediate pretest probability.
        """,
    "sleep": """
        Sleep clinic visit
        He snores loudly, wakes gasping and falls asleep at the wheel; Epworth 17 of 24.
        Symptoms began after 2022.
        BMI 36.4, neck circumference 44 cm, Mallampati IV, tonsils 2+. Heart regular.
        Impression: High probability of obstructive sleep apnea.
        """,
    "oncology": """
        # INTERVAL HISTORY
        Stage IIIA lung cancer. Finished chemoradiation in May; cough is better, appetite returns.
        # PHYSICAL EXAM
        ECOG 1. No palpable nodes. Lungs: reduced breath sounds on the right. Weight 68 kg.
        # ASSESSMENT
        Adenocarcinoma, cT2aN2M0, partial response.
        """,
    "neurology letter": """
        Dear colleague,
        Thank you for sending Ms. Ortiz, who has had fifteen headache days a month since January, throbbing,
        with nausea, worse on exertion. Topiramate was stopped because of word-finding trouble; propranolol
        gave no relief.
        On examination cranial nerves are intact, reflexes are equal, gait is steady and fundi are normal.
        I think that she has chronic migraine.
        """,
    "therapy": """
        Subjective: Shoulder pain 4/10, was 7/10 at evaluation. Sleeps through most nights.
        Objective: Flexion 140 degrees, was 95. Strength 4/5 in abduction.
        Assessment: Steady progress after ten sessions.
        """,
}


@pytest.mark.parametrize("element", ["s3a-history", "s3b-examination", "s3-evaluation"])
@pytest.mark.parametrize("name", ["cardiology", "sleep", "oncology", "neurology letter"])
def test_visits_of_many_kinds_show_history_and_examination(element: str, name: str) -> None:
    kind = PaperType.LETTER if name == "neurology letter" else PaperType.OFFICE_NOTE
    assert shown(element, Written("visit.pdf", VISITS[name], kind)) == ["visit.pdf:1"]


@pytest.mark.parametrize("name", VISITS)
def test_records_of_other_providers(name: str) -> None:
    kinds = {"therapy": PaperType.THERAPY_NOTE, "neurology letter": PaperType.LETTER}
    paper = Written("other.pdf", VISITS[name], kinds.get(name, PaperType.OFFICE_NOTE), OTHER)
    assert shown("s8-other-providers", paper) == ["other.pdf:1"]
    assert shown("s15-specialist-reports", paper) == ["other.pdf:1"]
    own = replace(paper, role=AuthorRole.ORDERING_PROVIDER)
    assert shown("s8-other-providers", own) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Six weeks of physical therapy gave no relief.",
        "Naproxen was stopped because of stomach pain.",
        "CPAP was not tolerated; the mask was removed after two hours each night.",
        "After four cycles of carboplatin and pemetrexed the mass shrank by half.",
        "Metoprolol and isosorbide reduced the angina to once a week.",
        "The injection of March helped for about three weeks, then the pain returned.",
        "Compression stockings for three months did not ease the aching.",
        "Topiramate 100 mg for three months: headaches unchanged.",
        "Twenty sessions of speech therapy, naming improved from 40 to 70 percent.",
    ],
)
def test_treatment_and_what_it_did(sentence: str) -> None:
    text = f"HISTORY\nHe returns for follow-up.\n{sentence}\nEXAM\nNo acute distress."
    assert shown("s12-treatment-response", Written("visit.pdf", text)) == ["visit.pdf:1"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Start physical therapy, two visits a week.",
        "Naproxen 500 mg twice daily was prescribed today.",
        "We will try an injection if the pain does not improve.",
    ],
)
def test_a_treatment_to_come_has_no_response(sentence: str) -> None:
    text = f"HISTORY\nKnee pain for a week.\nPLAN\n{sentence}"
    assert shown("s12-treatment-response", Written("visit.pdf", text)) == []


def test_relief_and_its_lapse() -> None:
    text = """
    HISTORY
    The injection of 05/20/2025 gave 75 percent relief for ten weeks. The pain came back in August.
    """
    for element in ("s19-benefit", "s19-lapse"):
        assert shown(element, Written("visit.pdf", text)) == ["visit.pdf:1"]


def test_an_earlier_service_that_did_not_take_place() -> None:
    text = "The MRI that was approved in May was never performed, because he could not lie flat."
    assert shown("s17-not-performed", Written("letter.pdf", text, PaperType.LETTER)) == ["letter.pdf:1"]


def test_a_second_study_and_why() -> None:
    text = "The scan of June was nondiagnostic because of motion and needs to be repeated under sedation."
    assert shown("s17-both-needed", Written("letter.pdf", text, PaperType.LETTER)) == ["letter.pdf:1"]


def test_reasons_for_an_exception() -> None:
    text = """
    To the medical director: My patient does not meet your criterion of six weeks of therapy. I ask for an
    exception, because the weakness is getting worse and waiting would cost her the use of the hand.
    """
    assert shown("s16-exception", Written("letter.pdf", text, PaperType.LETTER)) == ["letter.pdf:1"]


@pytest.mark.parametrize(
    "sentence",
    [
        "ADDENDUM: After review with the surgeon the report is amended: there is a full-thickness tear.",
        "I discussed the images with the radiologist, Dr. Holm, who agrees that the tear is complete.",
        "An over-read by Dr. Vance confirms the fracture.",
    ],
)
def test_what_reconciles_two_readings(sentence: str) -> None:
    text = f"IMAGING\n{sentence}"
    assert shown("s14-discrepancies", Written("visit.pdf", text)) == ["visit.pdf:1"]


@pytest.mark.parametrize(
    ("element", "kind", "text"),
    [
        (
            "s21-plan-document",
            PaperType.PLAN_DOCUMENT,
            "Section 8. The Plan pays for one sleep study a year. Exclusions: home devices.",
        ),
        (
            "s24-trial",
            PaperType.TRIAL_PAPERS,
            "Informed consent. Study NCT01234567. Sponsor: Rivers Group. Participants are randomized.",
        ),
    ],
)
def test_plan_and_trial_papers(element: str, kind: PaperType, text: str) -> None:
    assert shown(element, Written("p.pdf", text, kind, UNKNOWN, None)) == ["p.pdf:1"]
    assert shown(element, Written("v.pdf", VISITS["cardiology"])) == []
