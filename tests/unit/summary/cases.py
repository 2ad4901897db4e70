"""Cases for the tests of the summary: a signed complete one, and a draft with all that can go wrong in it.

All people are invented. Pictures are drawn here, uncompressed, so that their bytes are the same everywhere.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
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
    match_element_id,
)
from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.match_decision import MatchDecision, MatchSubject, MatchVerdict, SettledMatch
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.policy import (
    Arises,
    DetailField,
    Element,
    ElementKind,
    Gate,
    PackApplies,
    PackChoice,
    PackKind,
    PolicyPack,
    PolicySource,
    Prompt,
    Requirement,
)
from reviewer_app.domain.prior_request import (
    MatchKind,
    MemberScore,
    Period,
    PriorMatch,
    PriorRequest,
    PriorStatus,
    Relation,
)
from reviewer_app.domain.request import Diagnosis, FieldProblem, Member, Plan, Provider, Request, ServiceLine
from reviewer_app.domain.review import (
    AddedElement,
    ExceptionRecord,
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    PageMark,
    Review,
    ReviewedDocument,
    Reviewer,
    ReviewStatus,
    Role,
    Signature,
)

CENTRAL = timezone(timedelta(hours=-5))
MARKED = datetime(2025, 5, 9, 10, 42, tzinfo=CENTRAL)
GENERATED = datetime(2025, 5, 9, 11, 30, tzinfo=CENTRAL)
AUDIT_HASH = "5f" * 32
CONTENT_HASH = "c0" * 32

LETTER = PageGeometry(612.0, 792.0)

CLINICAL = PolicyPack(
    id="clinical-information",
    version="2025-02-01",
    title="Clinical information to establish medical necessity",
    kind=PackKind.COVERAGE_POLICY,
    source=PolicySource("Clinical information", "Example Publisher", "Record contents", date(2025, 2, 1)),
    applies=PackApplies(every_request=True),
    effective_from=date(2025, 2, 1),
    elements=(
        Element(
            "s2-current-status",
            "S2",
            "The record shows the current clinical status",
            "status",
            "Is the record as a whole readable and detailed enough?",
            section="Legibility and detail",
        ),
        Element(
            "s3-evaluation",
            "S3",
            "Clinical evaluation since the onset or change",
            "evaluation",
            "A visit, in person or virtual, on or after the change in symptoms.",
            parts=("s3a-history",),
        ),
        Element(
            "s3a-history",
            "S3",
            "History in detail",
            "history",
            "What began when, and how it went on.",
            parent="s3-evaluation",
        ),
        Element(
            "s6-pathology",
            "S6",
            "Pathology reports",
            "pathology",
            "Reports on tissue, where any was taken.",
            requirement=Requirement.WHERE_RELEVANT,
            local_convention="Asked for only where tissue was taken.",
        ),
    ),
    prompts=(
        Prompt("plan", "S26", "What does the benefit plan say, as it stood at the date of service?"),
        Prompt("law", "S26", "Which laws and regulations bear on the request?"),
        Prompt("sources", "S26", "Which policies and other sources were weighed?"),
        Prompt("facts", "S26", "Which facts of this case decide?"),
    ),
    statements=(
        Gate("not-advice", "S28", "Policies help to administer benefits; they are no advice on treatment."),
        Gate("cpt", "S28", "CPT codes and their numbers belong to the American Medical Association."),
    ),
)

GUIDELINE = PolicyPack(
    id="example-lumbar-injection",
    version="2025-01-01",
    title="Lumbar transforaminal injection",
    kind=PackKind.GUIDELINE,
    source=PolicySource("Lumbar transforaminal injection", "The program's authors"),
    applies=PackApplies(codes=("64483",)),
    effective_from=date(2025, 1, 1),
    effective_to=date(2025, 12, 31),
    example=True,
    elements=(
        Element(
            "s12-treatment-response",
            "S12",
            "Past and current treatment, with response",
            "treatment",
            "Each treatment with its dates and what it did.",
            details=(
                DetailField("what", "Treatment"),
                DetailField("from", "From", "date"),
                DetailField("to", "To", "date"),
                DetailField("response", "Response"),
            ),
            details_repeat=True,
        ),
        Element(
            "x-six-weeks",
            "S11",
            "Six weeks of conservative treatment",
            "six weeks",
            "At least six weeks of treatment without lasting relief.",
            kind=ElementKind.CRITERION,
            section="Criterion 2",
        ),
        Element(
            "s16-exception",
            "S16",
            "Why an exception is justified",
            "exception",
            "The current status, and why the criterion should not hold.",
            kind=ElementKind.EXCEPTION,
            requirement=Requirement.WHERE_RELEVANT,
        ),
    ),
    statements=(
        Gate("cpt", "S28", "CPT codes and their numbers belong to the American Medical Association."),
    ),
)

PACKS = (CLINICAL, GUIDELINE)

NURSE = Reviewer("Dana Whitlock, RN", Role.NURSE, "WI RN 204417")
PHYSICIAN = Reviewer("Irene Castellanos, MD", Role.PHYSICIAN, "WI MD 61722")

REQUEST = Request(
    request_id="PA-2025-000731",
    received=datetime(2025, 5, 8, 10, 14, tzinfo=CENTRAL),
    member=Member("GH1000200-01", "Marisol", "Quintero", date(1971, 9, 3), "F"),
    plan=Plan(
        "Granite Harbor Health Plan", "Granite Choice PPO", "commercial", "fully_insured", "71-20884", "WI"
    ),
    services=(
        ServiceLine(
            1,
            "64483",
            modifiers=("RT",),
            plain_description="Transforaminal epidural injection, lumbar, one level",
            body_region="lumbar spine",
            laterality="right",
            level="L4-L5",
            requested_dos=date(2025, 5, 20),
        ),
    ),
    diagnoses=(Diagnosis("M54.16"), Diagnosis("M51.16")),
    body_region="lumbar spine",
    laterality="right",
    level="L4-L5",
    requested_dos=date(2025, 5, 20),
    place_of_service="24",
    onset_date=date(2023, 4, 1),
    change_date=date(2025, 3, 4),
    ordering_provider=Provider("1234567893", "Noor Haddad, MD", "Pain medicine"),
    servicing_provider=Provider("1982736450", "Brightwater Surgery Center", "Ambulatory surgery"),
    attachments=("01_consult.pdf", "02_therapy.pdf"),
)

QUOTES = (
    "Straight leg raise is positive on the right at 40°; strength of the extensor hallucis longus is 4/5.",
    "Pain began after lifting on 4 March and now reaches the top of the right foot.",
    "Eight visits of physical therapy, 12 March to 29 April: ≥ 50 % of exercises done, no lasting relief.",
)


def sha256_of(number: int) -> str:
    return f"{number:02x}" * 32


def picture(rows: int = 40) -> bytes:
    """A striped PNG of 240 pixels a row, one bit a pixel, stored without compression."""
    scan = b"".join(b"\x00" + (b"\xff" * 30 if row % 8 < 5 else b"\xf0\x0f" * 15) for row in range(rows))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 240, rows, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(scan, 0))
        + chunk(b"IEND", b"")
    )


def cite(number: int, file: str, page: int, quote: str = "", by: str = NURSE.name) -> Evidence:
    rects = (Rect(72.0, 100.0 + 20 * number, 420.0, 114.0 + 20 * number),) if quote else ()
    anchor = Anchor(sha256_of(document_number(file)), page, rects, quote, "before it", "after it")
    return Evidence(f"ev-{number}", anchor, file, MARKED, by)


def document_number(file: str) -> int:
    return int(file.rpartition("/")[2][:2])


def document(
    file: str,
    pages: int = 2,
    status: DocumentStatus = DocumentStatus.OK,
    error: str | None = None,
    notes: tuple[str, ...] = (),
) -> Document:
    return Document(
        file=file,
        sha256=sha256_of(document_number(file)),
        size=4_096,
        media_type="application/pdf",
        status=status,
        error=error,
        pages=(LETTER,) * pages,
        notes=notes,
    )


def found(element_id: str, *evidence: Evidence, note: str = "") -> Finding:
    return Finding(
        element_id,
        FindingState.PRESENT,
        note=note,
        evidence=evidence,
        marked_at=MARKED,
        marked_by=NURSE.name,
    )


BEFORE = PriorRequest(
    "PR-2024-00310",
    REQUEST.member,
    ("64483",),
    PriorStatus.APPROVED,
    decided=date(2024, 9, 20),
    performed=Period(date(2024, 10, 2), date(2024, 10, 2)),
    auth="A-24-00310",
    case="PA-2024-000310",
)


def matches() -> tuple[SettledMatch, ...]:
    """An injection before, which is documented, and a request of somebody else, which was set aside."""
    reasons = ("It is the same code: 64483 RT now, 64483 then.", "The provider is the same.")
    repeated = Relation(1, MatchKind.SEQUENTIAL, 0.95, True, reasons, ())
    twin = Relation(1, MatchKind.DUPLICATE, 0.8, False, ("It is the same code.",), ())
    decision = MatchDecision(
        MatchSubject(member="one", person="other"),
        MatchVerdict.NOT_SAME_PERSON,
        "Twin sister with the same plan.",
        NURSE.name,
        MARKED,
    )
    return (
        SettledMatch(PriorMatch(BEFORE, repeated, MemberScore(1.0, 20.0, True, ()))),
        SettledMatch(
            PriorMatch(
                replace(BEFORE, id="PR-2025-00644", performed=None, auth="", case=""),
                twin,
                MemberScore(0.9, 4.0, True, ()),
            ),
            decision,
        ),
    )


def match_element(element_id: str, title: str) -> ChecklistElement:
    """An element of the sequential match."""
    element = Element(
        match_element_id(element_id, BEFORE.id),
        "S19",
        f"{title}: {BEFORE.id}",
        title,
        "Do the records show it?",
        arises=Arises.MATCH_SEQUENTIAL,
    )
    return ChecklistElement(element, CLINICAL.reference, (1,), prior=BEFORE.id)


def checklist() -> Checklist:
    elements = tuple(
        ChecklistElement(element, pack.reference, (1,), depth=1 if element.parent else 0)
        for pack in PACKS
        for element in pack.elements
    )
    asked = (match_element("s19-benefit", "It helped"), match_element("s19-lapse", "The relief is over"))
    return Checklist(PACKS, (*elements, *asked), CLINICAL.prompts)


def choices() -> tuple[PackChoice, ...]:
    return (
        PackChoice(CLINICAL, True, "It governs every request."),
        PackChoice(GUIDELINE, True, "The request names code 64483."),
    )


def crops_of(case: OpenCase) -> dict[str, bytes]:
    """A picture for each piece of evidence of the case."""
    return {
        evidence.id: picture() for finding in case.review.findings.values() for evidence in finding.evidence
    }


def signed_case() -> OpenCase:
    """One approved service line, all elements settled, signed by a physician."""
    findings = (
        found("s2-current-status", cite(1, "01_consult.pdf", 1)),
        found("s3-evaluation", cite(2, "01_consult.pdf", 1, QUOTES[0])),
        found(
            "s3a-history", cite(3, "01_consult.pdf", 2, QUOTES[1]), note="Onset and change are both dated."
        ),
        Finding(
            "s6-pathology",
            FindingState.NOT_APPLICABLE,
            reason="No tissue was taken.",
            marked_at=MARKED,
            marked_by=NURSE.name,
        ),
        replace(
            found("s12-treatment-response", cite(4, "02_therapy.pdf", 2, QUOTES[2])),
            details=(
                (
                    ("what", "Physical therapy"),
                    ("from", "2025-03-12"),
                    ("to", "2025-04-29"),
                    ("response", "No relief"),
                ),
                (("what", "Naproxen 500 mg"), ("from", "2025-03-05"), ("response", "Partial, 20 %")),
            ),
        ),
        found("s19-benefit@PR-2024-00310", replace(cite(4, "02_therapy.pdf", 2, QUOTES[2]), id="ev-6")),
        Finding(
            "s19-lapse@PR-2024-00310",
            FindingState.NOT_APPLICABLE,
            reason="The pain is at another level now.",
            marked_at=MARKED,
            marked_by=PHYSICIAN.name,
        ),
        found("x-six-weeks", replace(cite(4, "02_therapy.pdf", 2, QUOTES[2]), id="ev-5")),
    )
    review = Review(
        id="rv-0002",
        case_id="case-1",
        version=2,
        status=ReviewStatus.SIGNED,
        created_at=datetime(2025, 5, 9, 9, 5, tzinfo=CENTRAL),
        reviewer=PHYSICIAN,
        packs=tuple(pack.reference for pack in PACKS),
        documents=(
            ReviewedDocument(sha256_of(1), "01_consult.pdf", 2),
            ReviewedDocument(sha256_of(2), "02_therapy.pdf", 3),
        ),
        findings=MappingProxyType({finding.element_id: finding for finding in findings}),
        determinations=(
            LineDetermination(
                1,
                Outcome.APPROVE,
                rationale="The record shows radicular pain of the right leg with matching signs, and eight "
                "weeks of treatment without lasting relief.\nThe injection meets the criteria.",
            ),
        ),
        answers=(
            ("plan", "The plan document covers the service when medically necessary."),
            ("law", "No mandate of the state speaks on the service."),
            ("sources", "The two policies named below."),
            ("facts", "Signs on the right, treatment of eight weeks, imaging that agrees."),
        ),
        signature=Signature(
            PHYSICIAN,
            datetime(2025, 5, 9, 11, 20, tzinfo=CENTRAL),
            "I have reviewed the cited record, and this determination is mine.",
            CONTENT_HASH,
            AUDIT_HASH,
        ),
        amends="rv-0001",
    )
    return OpenCase(
        case_id="case-1",
        folder=Path("cases", "PA-2025-000731"),
        request=REQUEST,
        request_from_file=True,
        problems=(),
        documents=(document("01_consult.pdf"), document("02_therapy.pdf", 3)),
        changes=DocumentChanges(),
        choices=choices(),
        checklist=checklist(),
        matches=matches(),
        review=review,
        reviewer=PHYSICIAN,
        readiness=(
            LineReadiness(
                1,
                (),
                (Caution("pages-unseen", "", "1 of 5 pages was never on screen."),),
                (Outcome.APPROVE, Outcome.PEND),
            ),
        ),
    )


NASTY = (
    '<script>alert("x")</script> & </style> {{ 7*7 }} {% raw %}',
    '#panic("no") $x^2$ @label <label> *bold* _under_ `raw` \\ \\u{41} // /* [ ] { } = - + ~',
    "\u202egnp.exe\u202c \u2066isolated\u2069 bell\x07 null\x00 \ufeffmark tab\tend \ufffe \ue000 \uf0b7 a",
    "µg ≥ 5 é ñ ½ … “quoted” — Łódź Ωμέγα Привет שלום عربي",
    "word" * 60,
)
CJK_NAME = "山田花子"
EMOJI = "😀"
LONG_NOTE = "The pain diary was read in full. " * 152


def draft_case() -> OpenCase:
    """A nurse's unsigned review: an exception, an added element, missing items, unreadable and illegible
    records, and text that tries to break out of every format."""
    base = signed_case()
    extra = Element(
        "added-1",
        "",
        f"Smoking status {NASTY[0]}",
        "smoking",
        "Whether the member smokes.",
        requirement=Requirement.OPTIONAL,
    )
    base_checklist = checklist()
    elements = (*base_checklist.elements, ChecklistElement(extra, None, (1, 2)))
    findings = (
        Finding(
            "s2-current-status",
            FindingState.INSUFFICIENT,
            evidence=(cite(1, "03_fax.pdf", 1),),
            marked_at=MARKED,
            marked_by=NURSE.name,
        ),
        found("s3-evaluation", cite(2, "01_consult.pdf", 1, NASTY[1]), note=NASTY[2]),
        found("s3a-history", cite(3, "01_consult.pdf", 2, NASTY[3]), note=LONG_NOTE),
        Finding(
            "x-six-weeks",
            FindingState.ABSENT,
            note="Four weeks only.",
            marked_at=MARKED,
            marked_by=NURSE.name,
        ),
        found("s16-exception", cite(5, "09_letter.pdf", 1, NASTY[4])),
        found("added-1", cite(6, "01_consult.pdf", 2, f"Never smoked, says {CJK_NAME} {EMOJI}")),
    )
    second = replace(REQUEST.services[0], line=2, code="72148", modifiers=(), plain_description="")
    request = replace(
        REQUEST,
        services=(REQUEST.services[0], second),
        member=replace(REQUEST.member, last_name="O'Quintero <b>"),
        submitter_note=f"Please hurry.\n{NASTY[1]}",
        unknown={"portal": {"ticket": 42}},
    )
    review = replace(
        base.review,
        id="rv-0001",
        version=1,
        status=ReviewStatus.OPEN,
        reviewer=NURSE,
        documents=(
            *base.review.documents,
            ReviewedDocument(sha256_of(9), "09_letter.pdf", 1),
            ReviewedDocument(sha256_of(4), "04_billing.pdf", 1, pertinent=False),
        ),
        added_elements=(AddedElement(extra, NURSE.name, MARKED),),
        findings=MappingProxyType({finding.element_id: finding for finding in findings}),
        exception=ExceptionRecord("The weakness is getting worse by the week.", ("x-six-weeks",)),
        determinations=(
            LineDetermination(
                1,
                Outcome.PEND,
                rationale="Page 1 of the fax cannot be read.",
                reason="Not legible",
                criterion="x-six-weeks",
                missing=("s2-current-status", "A legible copy of the consultation"),
            ),
        ),
        answers=(("plan", NASTY[0]),),
        page_marks=(PageMark(sha256_of(3), 2, legible=False), PageMark(sha256_of(3), 1, legible=False)),
        signature=None,
        amends="",
    )
    blocked = frozenset((Outcome.APPROVE, Outcome.APPROVE_IN_PART))
    cautions = (Caution("pages-unseen", "", "3 of 12 pages were never on screen."),)
    blockers = (
        Blocker(
            "insufficient",
            "S2",
            "The record cannot be read or is not detailed enough.",
            blocked,
            "Ask for a legible copy.",
            element_spot("s2-current-status"),
        ),
        Blocker("criterion", "S16", "A criterion is unmet.", blocked),
    )
    return replace(
        base,
        request=request,
        request_from_file=False,
        problems=(FieldProblem("servicing_provider.npi", "The check digit does not agree."),),
        documents=(
            document("01_consult.pdf"),
            document("02_therapy.pdf", 3, notes=("Its owner restricted printing.",)),
            document("03_fax.pdf", 2),
            document("04_billing.pdf", 1),
            document("sub/05_locked.pdf", 0, DocumentStatus.ENCRYPTED, "It needs a password."),
            document("06_empty.pdf", 0, DocumentStatus.EMPTY, "It has no bytes."),
        ),
        changes=DocumentChanges(gone=("09_letter.pdf",), new=("03_fax.pdf",)),
        checklist=replace(base_checklist, elements=elements),
        review=review,
        reviewer=NURSE,
        readiness=(
            LineReadiness(1, blockers, cautions, (Outcome.PEND, Outcome.REFER)),
            LineReadiness(2, blockers[:1], cautions, (Outcome.PEND,)),
        ),
    )


def utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
