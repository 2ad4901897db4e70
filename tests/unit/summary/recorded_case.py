"""A case with one record of each kind beside its findings: what every format has to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import (
    AuthorityEntry,
    InvestigationalFlag,
    LadderChoice,
    LadderKind,
    LineAuthority,
    RungFinding,
    RungKind,
    RungStanding,
    ScopeOverride,
    Speaks,
    TrialRecord,
)
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.clock import (
    ClockAct,
    ClockEvent,
    ClockExtension,
    ClockPhase,
    ClockRule,
    ClockStanding,
    ClockUnit,
)
from reviewer_app.domain.copy_decision import CopyDecision, CopySubject
from reviewer_app.domain.discrepancy import (
    DifferenceDegree,
    DifferenceKind,
    Discrepancy,
    Independence,
    Reading,
    ReconciledBy,
    Reconciliation,
    ReportStatus,
    Significance,
    Study,
)
from reviewer_app.domain.dismissed_candidate import DismissedCandidate
from reviewer_app.domain.folder_read import RequestAsRead, UnreadableFile
from reviewer_app.domain.found import Milestone
from reviewer_app.domain.page_identity import PageIdentity, PageOwner
from reviewer_app.domain.peer_to_peer import Channel, PeerToPeerNote
from reviewer_app.domain.review import LineDetermination, Outcome
from reviewer_app.domain.timeline_entry import TimelineEntry
from reviewer_app.domain.version_note import VersionKind, VersionNote
from reviewer_app.domain.wording import Reconsideration, ReconsiderationText
from tests.unit.summary.cases import CENTRAL, MARKED, NURSE, PHYSICIAN, cite, sha256_of, signed_case

DISCREPANCY = Discrepancy(
    id="d-1",
    study=Study("MRI", "lumbar spine", "L4-L5", "right", "without", date(2025, 4, 30), "ACC-7719"),
    reader="Priya Raman, MD",
    independent=Independence.INDEPENDENT,
    report=ReportStatus.FINAL,
    ordering=Reading(
        (cite(11, "01_consult.pdf", 2, "MRI shows a large extrusion at L4-L5."),),
        section="Imaging",
        date=date(2025, 5, 2),
    ),
    radiologist=Reading(typed="Small protrusion at L4-L5.", section="Impression"),
    kind=DifferenceKind.SEVERITY,
    degree=DifferenceDegree.DIFFERING,
    significance=Significance.LIKELY,
    why="The size decides whether surgery comes first.",
    elements=("s3-evaluation",),
    lines=(1,),
    reconciliation=Reconciliation(
        ReconciledBy.ADDENDUM,
        (cite(12, "02_therapy.pdf", 3, "Addendum: the protrusion measures 9 mm."),),
        date(2025, 5, 6),
    ),
    note="Both looked at the same series.",
    recorded_by=NURSE.name,
    recorded_at=MARKED,
)
ENTRY = AuthorityEntry(
    "wi-1",
    RungKind.STATE_LAW,
    Speaks.SILENT,
    "Insurance code of Wisconsin",
    "s. 632.87",
    says="Names no injection of the spine.",
    library="wisconsin.yaml",
    imported=date(2025, 4, 1),
)
PLAN_RUNG = RungFinding(
    1,
    RungKind.PLAN_DOCUMENT,
    Speaks.REQUIRES,
    cited=(cite(13, "02_therapy.pdf", 1, "Injections of the spine are covered services."),),
    effective_from=date(2025, 1, 1),
    overrides=("x-six-weeks",),
    note="Section 4 of the plan.",
    instruction="Send the operative note within 30 days.",
    checked_by=NURSE.name,
    checked_at=MARKED,
)
STATE_RUNG = RungFinding(1, RungKind.STATE_LAW, Speaks.SILENT, entry=ENTRY, checked_by=NURSE.name)
APPEAL = ReconsiderationText(
    "appeal",
    "How to appeal",
    ("You may appeal within 180 days.", "Urgent matters by telephone."),
    source="29 CFR 1",
)
LADDER = LineAuthority(
    1,
    LadderKind.FULLY_INSURED,
    rungs=(
        RungStanding(RungKind.STATE_LAW, Speaks.SILENT, "It says nothing about this service.", STATE_RUNG),
        RungStanding(RungKind.PLAN_DOCUMENT, Speaks.REQUIRES, "It requires the service.", PLAN_RUNG),
        RungStanding(
            RungKind.COVERAGE_POLICY, None, "Two policies govern.", RungFinding(1, RungKind.COVERAGE_POLICY)
        ),
    ),
    governing=RungStanding(RungKind.PLAN_DOCUMENT, Speaks.REQUIRES, "It requires the service.", PLAN_RUNG),
    overridden=frozenset(("x-six-weeks",)),
)


RULE = ClockRule(
    "standard",
    ("commercial",),
    "standard",
    15,
    ClockUnit.CALENDAR_DAYS,
    "A made-up statute",
    pend_stops=True,
    extension=ClockExtension(15, "A made-up rule"),
)
CLOCK = ClockStanding(ClockPhase.DECIDED, RULE, due=datetime(2025, 5, 29, 10, 14, tzinfo=CENTRAL))


def recorded_case() -> OpenCase:
    """The signed case, approved in part, with all records."""
    base = signed_case()
    review = replace(
        base.review,
        determinations=(
            LineDetermination(1, Outcome.APPROVE_IN_PART, "One level is approved.", reason="One level only."),
        ),
        discrepancies=(DISCREPANCY,),
        rungs=(STATE_RUNG, PLAN_RUNG),
        ladder=LadderChoice(LadderKind.FULLY_INSURED, NURSE.name, MARKED),
        trial=TrialRecord("NCT01234567", True, "2025-04", date(2025, 4, 2), note="Looked up by telephone."),
        investigational=(
            InvestigationalFlag(
                1, "New device.", (), NURSE.name, MARKED, "Long in use.", PHYSICIAN.name, "WI-1", MARKED
            ),
        ),
        scope_overrides=(ScopeOverride(1, "The code also stands for this.", PHYSICIAN.name, MARKED),),
        approved_parts=(
            ApprovedPart(
                1,
                units=1,
                first_day=date(2025, 5, 20),
                cited=(cite(14, "01_consult.pdf", 2, "One level is fine."),),
            ),
        ),
        conversations=(
            PeerToPeerNote(
                "c-1",
                date(2025, 5, 9),
                "10:05",
                "Noor Haddad, MD",
                Channel.VIDEO,
                "The second level can wait.",
                "The pain moved to one side.",
                PHYSICIAN.name,
                MARKED,
            ),
        ),
        page_identities=(
            PageIdentity(
                sha256_of(2),
                3,
                "02_therapy.pdf",
                PageOwner.OTHER,
                NURSE.name,
                MARKED,
                "Somebody Else",
                "Sent back to the clinic.",
                PHYSICIAN.name,
                MARKED,
            ),
        ),
        copy_decisions=(
            CopyDecision(
                CopySubject(sha256_of(1), 1, sha256_of(77), 4),
                2,
                "Another visit, the same form.",
                NURSE.name,
                MARKED,
            ),
        ),
        clock_events=(
            ClockEvent(
                "k-1",
                ClockAct.EXTENDED,
                datetime(2025, 5, 9, 8, 0, tzinfo=CENTRAL),
                "The surgeon is away.",
                due_before=datetime(2025, 5, 15, 10, 14, tzinfo=CENTRAL),
                due_after=datetime(2025, 5, 29, 10, 14, tzinfo=CENTRAL),
                days=14,
                noticed=date(2025, 5, 9),
                recorded_by=NURSE.name,
                recorded_at=MARKED,
            ),
        ),
        version_notes=(VersionNote(2, VersionKind.AMENDED, "A level was mistyped.", PHYSICIAN.name, MARKED),),
        request_as_read=RequestAsRead((("urgency", "standard"),)),
        unreadable_files=(UnreadableFile("05_locked.pdf", "It needs a password."),),
        timeline=(
            TimelineEntry(
                "treatment-1",
                Milestone.TREATMENT,
                "Six weeks of therapy",
                date(2025, 1, 8),
                True,
                (cite(14, "02_therapy.pdf", 1, "Twelve visits since January gave little relief."),),
                date(2025, 2, 19),
                True,
                NURSE.name,
                MARKED,
            ),
            TimelineEntry("visit-1", Milestone.VISIT, "Not this visit", date(2025, 3, 3), False),
        ),
        dismissed=(
            DismissedCandidate(
                "candidate-1",
                Study("CT", "lumbar spine", date=date(2025, 3, 2)),
                DifferenceKind.LEVEL,
                (cite(15, "01_consult.pdf", 2, "CT shows stenosis at L5-S1."),),
                NURSE.name,
                MARKED,
            ),
        ),
    )
    return replace(
        base, review=review, authority=(LADDER,), clock=CLOCK, reconsideration=Reconsideration(APPEAL)
    )
