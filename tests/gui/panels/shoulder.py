"""A case as the panels show it: two service lines, two packs, every finding state, every document status."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

from reviewer_app.domain.case import DocumentChanges, OpenCase
from reviewer_app.domain.checklist import (
    Blocker,
    Caution,
    Checklist,
    ChecklistElement,
    LineReadiness,
    element_spot,
)
from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.place import Place
from reviewer_app.domain.policy import (
    DetailField,
    Element,
    ElementKind,
    PackApplies,
    PackKind,
    PackReference,
    PolicyPack,
    PolicySource,
    Prompt,
    Requirement,
)
from reviewer_app.domain.request import (
    Diagnosis,
    FieldProblem,
    Member,
    Plan,
    Provider,
    Request,
    ServiceLine,
)
from reviewer_app.domain.review import (
    AddedElement,
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    PageMark,
    Review,
    ReviewedDocument,
    Reviewer,
    ReviewStatus,
)

MARKED = datetime(2025, 6, 14, 15, 42, 7, tzinfo=UTC)
REVIEWER = Reviewer("Dana Okafor", licence="RN 118204 WI")
PREFACE = PackReference("msk-preface", "2021-12-20")
RECORDS = PackReference("clinical-information", "2025-02-01")
FILES = (
    ("01_request_form.pdf", 1),
    ("02_consult_2025-03-18.pdf", 2),
    ("03_procedure_note_injection_2025-04-22.pdf", 1),
    ("04_physical_therapy.pdf", 3),
    ("05_mri_left_shoulder_2025-05-27.pdf", 1),
    ("06_follow-up_orthopaedics_2025-06-03.pdf", 2),
)


def sha(number: int) -> str:
    return f"{number:064x}"


def cited(number: int, page: int, quote: str, name: str) -> Evidence:
    file = FILES[number][0]
    rects = (Rect(72, 200, 420, 212),) if quote else ()
    return Evidence(name, Anchor(sha(number), page, rects, quote), file, MARKED, REVIEWER.name)


TREATMENT = (
    DetailField("what", "Treatment"),
    DetailField("from", "From", kind="date"),
    DetailField("to", "To", kind="date"),
    DetailField("response", "Response", kind="choice", choices=("none", "partial", "good")),
    DetailField("supervised", "Supervised", kind="yes-no"),
)
PREFACE_ELEMENTS = (
    Element(
        "s9-recent-consultation",
        "S9",
        "Recent consultation with the treating provider",
        "Consult",
        "Look for a visit with the provider who treats this condition, in person or by video.",
        local_convention="recent means within 90 days before receipt; the source gives no number.",
    ),
    Element(
        "s10-diagnosis",
        "S10",
        "Diagnosis confirmed or made likely by a complete evaluation",
        "Diagnosis",
        "Does the evaluation as a whole confirm the diagnosis, or make it likely before the test?",
        parts=("s11-history-examination", "s12-treatment-response"),
    ),
    Element(
        "s11-history-examination",
        "S11",
        "Detailed history with recent relevant examination findings",
        "History",
        "Look for onset, course and limits in daily life, and for findings of the joint in question.",
        parent="s10-diagnosis",
    ),
    Element(
        "s12-treatment-response",
        "S12",
        "Past and current treatment, with response",
        "Treatment",
        "Look for each treatment with its dates and what it achieved.",
        parent="s10-diagnosis",
        details=TREATMENT,
        details_repeat=True,
    ),
    Element(
        "s13-independent-radiology",
        "S13",
        "Imaging read by an independent radiologist",
        "Imaging",
        "Look for a report signed by a radiologist who does not belong to the ordering practice.",
    ),
    Element(
        "s14-discrepancies",
        "S14",
        "Discrepancy with the radiologist reconciled",
        "Discrepancy",
        "Where the ordering provider reads the study differently, look for what settles it.",
    ),
)
RECORDS_ELEMENTS = (
    Element(
        "s8-other-providers",
        "S8",
        "Reports of other providers",
        "Others",
        "Look for therapists, primary care and specialists who treat the same condition.",
        requirement=Requirement.WHERE_RELEVANT,
    ),
    Element(
        "s6-pathology",
        "S6",
        "Pathology reports",
        "Pathology",
        "Look for reports on tissue that was taken for this condition.",
        requirement=Requirement.WHERE_RELEVANT,
    ),
    Element(
        "s4-laboratory",
        "S4",
        "Laboratory studies",
        "Laboratory",
        "Look for results that bear on the request.",
        requirement=Requirement.WHERE_RELEVANT,
    ),
)
OWN = Element(
    "own-1",
    "",
    "Return-to-work note of the employer",
    "Own",
    "Added by the reviewer.",
    kind=ElementKind.RECORD,
)
EXCEPTION = Element(
    "s16-exception",
    "S16",
    "Reasons for an exception to the guideline",
    "Exception",
    "Where a criterion is not met, look for why this patient is different.",
    kind=ElementKind.EXCEPTION,
    requirement=Requirement.OPTIONAL,
)
CRITERION = Element(
    "example-weeks",
    "S11",
    "Six weeks of supervised therapy without lasting benefit",
    "Weeks",
    "Look for dates of the first and last session.",
    kind=ElementKind.CRITERION,
)
PROMPTS = (
    Prompt("plan", "S26", "What does the benefit plan say, as it stood at the date of service?"),
    Prompt("law", "S26", "Which laws or regulations bear on this request?"),
    Prompt("sources", "S26", "Which policies and other sources were used?"),
    Prompt("facts", "S26", "Which facts of this case decide?"),
)


def pack(reference: PackReference, title: str, since: date, elements: tuple[Element, ...]) -> PolicyPack:
    return PolicyPack(
        id=reference.id,
        version=reference.version,
        title=title,
        kind=PackKind.COVERAGE_POLICY,
        source=PolicySource(title, "Example publisher", effective=since),
        applies=PackApplies(every_request=True),
        effective_from=since,
        elements=elements,
        prompts=PROMPTS,
    )


def checklist() -> Checklist:
    depth = {"s11-history-examination": 1, "s12-treatment-response": 1}
    preface = (*PREFACE_ELEMENTS, CRITERION, EXCEPTION)
    elements = (
        *(ChecklistElement(item, PREFACE, (1, 2), depth.get(item.id, 0)) for item in preface),
        *(ChecklistElement(item, RECORDS, (1, 2)) for item in RECORDS_ELEMENTS),
        ChecklistElement(OWN, None, (1, 2)),
    )
    packs = (
        pack(PREFACE, "Musculoskeletal preface", date(2021, 12, 20), preface),
        pack(RECORDS, "Clinical information", date(2025, 2, 1), RECORDS_ELEMENTS),
    )
    return Checklist(packs, elements, PROMPTS)


def finding(
    element_id: str, state: FindingState, *evidence: Evidence, reason: str = "", note: str = ""
) -> tuple[str, Finding]:
    return element_id, Finding(element_id, state, reason, note, evidence, (), MARKED, REVIEWER.name)


def findings() -> dict[str, Finding]:
    present, absent = FindingState.PRESENT, FindingState.ABSENT
    treatment = Finding(
        "s12-treatment-response",
        present,
        evidence=(
            cited(3, 3, "Discharged after 13 visits with little change in function.", "e4"),
            cited(2, 1, "", "e5"),
        ),
        details=((("what", "Physical therapy"), ("from", "2025-04-01"), ("response", "partial")),),
        marked_at=MARKED,
        marked_by=REVIEWER.name,
    )
    return dict(
        (
            finding(
                "s9-recent-consultation", present, cited(1, 1, "Seen today for left shoulder pain.", "e1")
            ),
            finding(
                "s11-history-examination",
                present,
                cited(1, 1, "Pain since January after a fall.", "e2"),
                cited(1, 2, "Forward elevation 130 degrees, strength 4 of 5.", "e3"),
            ),
            (treatment.element_id, treatment),
            finding("s13-independent-radiology", present, cited(4, 1, "No full-thickness tear.", "e6")),
            finding(
                "s14-discrepancies",
                absent,
                cited(5, 1, "In my reading there is a full-thickness tear of the supraspinatus.", "e7"),
                cited(4, 1, "No full-thickness tear and no retraction.", "e8"),
                note="The report was filed, nobody settled the difference. Ask for an over-read.",
            ),
            finding("s8-other-providers", FindingState.INSUFFICIENT, cited(3, 2, "", "e9")),
            finding("s6-pathology", FindingState.NOT_APPLICABLE, reason="no tissue taken"),
        )
    )


def documents() -> tuple[Document, ...]:
    page = PageGeometry(612, 792)
    readable = tuple(
        Document(file, sha(number), 40_000, "application/pdf", DocumentStatus.OK, pages=(page,) * pages)
        for number, (file, pages) in enumerate(FILES)
    )
    return (
        *readable,
        Document(
            "07_plan_booklet.pdf",
            sha(7),
            90_000,
            "application/pdf",
            DocumentStatus.ENCRYPTED,
            "Needs a password that nobody has given yet.",
        ),
        Document(
            "08_fax_0611.tiff",
            sha(8),
            12,
            "image/tiff",
            DocumentStatus.DAMAGED,
            "Cannot be read: the file is cut off.",
        ),
        Document("notes.docx", sha(9), 9_000, "", DocumentStatus.UNSUPPORTED, "Word files cannot be shown."),
        Document("empty.pdf", "", 0, "application/pdf", DocumentStatus.EMPTY, "The file has no content."),
    )


def request() -> Request:
    return Request(
        request_id="PA-2025-061209",
        received=datetime(2025, 6, 11, 15, 40, tzinfo=UTC),
        member=Member("GH2209187-01", "Alan", "Whitcombe", date(1966, 1, 29), "M"),
        plan=Plan("Granite Harbor", "Granite Choice PPO", "commercial", "fully_insured", "71-20884", "WI"),
        services=(
            ServiceLine(
                1,
                "29827",
                "CPT",
                ("LT",),
                1,
                "Shoulder arthroscopy, rotator cuff repair",
                "shoulder",
                "left",
                requested_dos=date(2025, 6, 24),
            ),
            ServiceLine(
                2,
                "29826",
                "CPT",
                ("LT",),
                1,
                "Subacromial decompression",
                "shoulder",
                "left",
                requested_dos=date(2025, 6, 24),
            ),
        ),
        diagnoses=(Diagnosis("M75.122"), Diagnosis("M75.42")),
        body_region="shoulder",
        laterality="left",
        requested_dos=date(2025, 6, 24),
        place_of_service="24",
        onset_date=date(2025, 1, 10),
        change_date=date(2025, 3, 4),
        ordering_provider=Provider("2528895545", "Rosalind Achterberg, MD", "Orthopaedic surgery"),
        servicing_provider=Provider("2289543440", "Brightwater Surgery Center", "Ambulatory surgery"),
        submitter_note="Please expedite if possible.",
        attachments=("01_request_form.pdf",),
        unknown=MappingProxyType({"portal_ticket": "T-5512", "contact": {"phone": "555-0117"}}),
    )


def readiness(line: int) -> LineReadiness:
    approvals = frozenset((Outcome.APPROVE, Outcome.APPROVE_IN_PART))
    final = frozenset((*approvals, Outcome.DENY, Outcome.DIRECT_TO_HEALTH_PLAN))
    return LineReadiness(
        line,
        (
            Blocker(
                "discrepancy",
                "S14",
                "The radiologist's reading is contradicted and nothing settles it.",
                approvals,
                "Cite an addendum, an over-read or a peer-to-peer call.",
                element_spot("s14-discrepancies"),
            ),
            Blocker(
                "insufficient",
                "S2",
                "Reports of other providers: page 2 cannot be read.",
                approvals,
                "Ask for a legible copy.",
                element_spot("s8-other-providers"),
            ),
            Blocker(
                "not-reviewed",
                "",
                "2 elements have no finding yet.",
                final,
                "Mark them.",
                element_spot("s4-laboratory"),
            ),
        ),
        (Caution("pages-unseen", "S1", "2 pages were never shown on screen."),),
        (Outcome.PEND, Outcome.REFER, Outcome.WITHDRAWN),
    )


def shoulder_case() -> OpenCase:
    """The case of a shoulder surgery whose imaging is disputed, half reviewed."""
    added = AddedElement(OWN, REVIEWER.name, MARKED)
    review = Review(
        "review-1",
        "PA-2025-061209",
        1,
        ReviewStatus.OPEN,
        MARKED,
        REVIEWER,
        packs=(PREFACE, RECORDS),
        documents=tuple(ReviewedDocument(sha(n), file, pages) for n, (file, pages) in enumerate(FILES)),
        added_elements=(added,),
        findings=MappingProxyType(findings()),
        determinations=(LineDetermination(1, Outcome.PEND, "The difference has to be settled first."),),
        answers=(("plan", "Surgery is a covered benefit."),),
        page_marks=(PageMark(sha(3), 2, legible=False),),
        pages_seen=frozenset((sha(n), p) for n, (_, pages) in enumerate(FILES) for p in range(1, pages + 1))
        - {(sha(5), 2), (sha(3), 3)},
        place=Place("s14-discrepancies", sha(5), 1),
    )
    return OpenCase(
        case_id="PA-2025-061209",
        folder=Path("cases", "C02"),
        request=request(),
        request_from_file=True,
        problems=(
            FieldProblem("servicing_provider.npi", "2289543440 is no NPI: its last digit should be 1."),
        ),
        documents=documents(),
        changes=DocumentChanges(
            changed=(FILES[3][0],), new=("07_plan_booklet.pdf",), gone=("old_letter.pdf",)
        ),
        choices=(),
        checklist=checklist(),
        review=review,
        reviewer=REVIEWER,
        readiness=(readiness(1), readiness(2)),
        saved_at=MARKED,
    )
