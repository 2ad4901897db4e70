"""Every row S1 to S28 of the two policies as a test: what it demands stops the outcomes that it should stop,
or stands in every summary.

Each test begins with a case in which nothing is left to do, under the policy packs that the program brings
along, and takes away what the row asks for. ``tests/benchmarks/mutations.py`` removes the rules one by one
and shows that a test of the row fails.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType

import pytest

from reviewer_app.domain.authority import (
    InvestigationalFlag,
    RungFinding,
    RungKind,
    ScopeOverride,
    Speaks,
    TrialRecord,
)
from reviewer_app.domain.checklist import (
    Blocker,
    Checklist,
    MatchCause,
    Spot,
    SpotKind,
    match_element_id,
)
from reviewer_app.domain.discrepancy import Significance
from reviewer_app.domain.policy import Arises, CodeScope, Requirement
from reviewer_app.domain.request import Diagnosis, Plan, Request, ServiceLine
from reviewer_app.domain.review import (
    FINAL_OUTCOMES,
    ExceptionRecord,
    Finding,
    FindingState,
    Outcome,
    PageMark,
    Reviewer,
)
from reviewer_app.policies.checklist import build_checklist
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.rules.facts import CURRENT_STATUS, EXCEPTION, ReadinessFacts
from reviewer_app.rules.line_facts import line_facts
from reviewer_app.rules.signing import signing_problems
from reviewer_app.summary.letter import LetterParts, Reader, letter_paper
from reviewer_app.summary.values import DeterminationSummary
from tests.unit.rules.cases import (
    ACCEPTED,
    EVIDENCE,
    NOON,
    NURSE,
    PHYSICIAN,
    complete,
    decided,
    grounds,
    marked,
    only_line,
    with_findings,
)
from tests.unit.rules.discrepancy_cases import OPEN, SETTLED, recorded
from tests.unit.summary import cases as summaries
from tests.unit.summary.test_summary import summary_of

PRESENT, ABSENT, INSUFFICIENT = FindingState.PRESENT, FindingState.ABSENT, FindingState.INSUFFICIENT
UNMARKED, NOT_APPLICABLE = FindingState.NOT_REVIEWED, FindingState.NOT_APPLICABLE
APPROVALS = frozenset((Outcome.APPROVE, Outcome.APPROVE_IN_PART))
EVERY_OUTCOME = frozenset(Outcome)

DAY = date(2025, 9, 16)
INSURED = Plan(
    payer="Tamarack Mutual Health", line_of_business="commercial", funding="fully_insured", state="WI"
)
SELF_FUNDED = replace(INSURED, funding="self_funded")
MEDICAID = Plan(line_of_business="medicaid", state="WI")
MEDICARE = Plan(line_of_business="medicare_advantage", state="WI")
REQUEST = Request(
    request_id="PA-1",
    services=(ServiceLine(1, "64483", requested_dos=DAY),),
    diagnoses=(Diagnosis("M54.16", "ICD-10-CM"),),
    plan=INSURED,
)
POLICIES = ("clinical-information", "musculoskeletal-preface")
"""The packs of the two policies; the third is an example."""

PRIOR = "H-1"
REQUIRED_RECORDS = (
    ("S3", "s3-evaluation"),
    ("S3", "s3a-history"),
    ("S3", "s3b-examination"),
    ("S9", "s9-recent-consultation"),
    ("S10", "s10-diagnosis"),
    ("S11", "s11-history-examination"),
    ("S12", "s12-treatment-response"),
    ("S13", "s13-independent-radiology"),
    ("S14", "s14-discrepancies"),
)
CRITERION = "g1-conservative-care"
"""A criterion of the example guideline, which governs the requests of its made-up payer."""


@cache
def library() -> PolicyLibrary:
    return PolicyLibrary.load()


def checklist_of(request: Request, *arising: Arises) -> Checklist:
    """What the program's own packs ask for, matches with an earlier request of these kinds included."""
    causes = tuple(MatchCause(kind, PRIOR, frozenset((1,))) for kind in arising)
    return build_checklist(library(), request, matched=causes)


def ready(reviewer: Reviewer = NURSE, request: Request = REQUEST, *arising: Arises) -> ReadinessFacts:
    """A case in which every element is present and cited, every rung of an insured plan and of Medicare is
    checked, and nothing stands in the way of an approval."""
    facts = complete(reviewer)
    checklist = checklist_of(request, *arising)
    findings = {
        one.id: Finding(one.id, PRESENT, evidence=(EVIDENCE,), marked_at=NOON, marked_by=NURSE.name)
        for one in checklist.elements
    }
    review = replace(
        facts.review,
        packs=tuple(pack.reference for pack in checklist.packs),
        findings=MappingProxyType(findings),
        rungs=tuple(RungFinding(1, rung, Speaks.SILENT) for rung in RungKind),
        answers=tuple((prompt.id, "Considered.") for prompt in checklist.prompts),
    )
    return replace(
        facts,
        lines=request.services,
        checklist=checklist,
        review=review,
        plan=request.plan,
        diagnoses=request.diagnoses,
        trial_number=request.clinical_trial_number,
    )


def with_rung(facts: ReadinessFacts, *found: RungFinding) -> ReadinessFacts:
    """The facts with other findings on the rungs of the authority ladder."""
    kept = {one.rung: one for one in facts.review.rungs} | {one.rung: one for one in found}
    return replace(facts, review=replace(facts.review, rungs=tuple(kept.values())))


def cited(rung: RungKind, speaks: Speaks, *overrides: str) -> RungFinding:
    return RungFinding(1, rung, speaks, cited=(EVIDENCE,), overrides=overrides)


def summary_under(facts: ReadinessFacts) -> DeterminationSummary:
    """The summary of a case that is judged by these facts' ladder."""
    ladders = tuple(line_facts(facts, line).authority for line in facts.lines)
    case = replace(summaries.signed_case(), checklist=facts.checklist, authority=ladders)
    return summary_of(case)


def allowed(facts: ReadinessFacts) -> frozenset[Outcome]:
    return frozenset(only_line(facts).allowed_outcomes)


def of_row(facts: ReadinessFacts, row: str) -> tuple[Blocker, ...]:
    """The blockers of the only line that rest on the row."""
    return tuple(blocker for blocker in only_line(facts).blockers if blocker.row == row)


def only_blocker(facts: ReadinessFacts, row: str, code: str) -> Blocker:
    """The one blocker that rests on the row, which every role sees."""
    (blocker,) = of_row(facts, row)
    assert blocker.code == code
    assert blocker.clears
    return blocker


def assert_blocks_approval(facts: ReadinessFacts, row: str, code: str) -> None:
    """Whoever decides, the line can't be approved, and that is all that the row takes away."""
    for reviewer in (NURSE, PHYSICIAN):
        judged = replace(facts, reviewer=reviewer)
        assert only_blocker(judged, row, code).blocks == APPROVALS
        assert not APPROVALS & allowed(judged)
        assert {Outcome.PEND, Outcome.REFER} <= allowed(judged)


def cautions_of(facts: ReadinessFacts, row: str) -> list[str]:
    return [caution.code for caution in only_line(facts).cautions if caution.row == row]


def test_a_case_with_nothing_left_to_do_can_be_decided_in_every_way() -> None:
    assert allowed(ready(PHYSICIAN)) == EVERY_OUTCOME
    assert allowed(ready(NURSE)) == EVERY_OUTCOME - {Outcome.DENY, Outcome.APPROVE_IN_PART}


# What can be read, and what belongs to the request (S1)


def test_s1_illegible_pages_and_documents_that_are_not_pertinent_stand_in_every_summary() -> None:
    case = summaries.signed_case()
    known = case.review.documents[0]
    review = replace(
        case.review,
        page_marks=(PageMark(known.sha256, 1, legible=False),),
        documents=(replace(known, pertinent=False), *case.review.documents[1:]),
    )
    documents = {one.sha256: one for one in summary_of(replace(case, review=review)).documents}
    assert documents[known.sha256].illegible_pages == (1,)
    assert not documents[known.sha256].pertinent
    others = [one for sha256, one in documents.items() if sha256 != known.sha256]
    assert others
    assert all(one.pertinent for one in others)


def test_s1_evidence_on_a_page_that_cannot_be_read_is_warned_of() -> None:
    anchor = EVIDENCE.anchor
    mark = PageMark(anchor.sha256, anchor.page, legible=False)
    facts = ready()
    assert cautions_of(facts, "S1") == []
    assert "illegible" in cautions_of(replace(facts, review=replace(facts.review, page_marks=(mark,))), "S1")


# Insufficient records (S2)


def test_s2_a_record_that_does_not_show_the_current_status_is_approved_by_nobody() -> None:
    assert_blocks_approval(marked(ready(), CURRENT_STATUS, INSUFFICIENT), "S2", "insufficient")


@pytest.mark.parametrize("element_id", [element_id for _, element_id in REQUIRED_RECORDS])
def test_s2_an_insufficient_required_record_is_approved_by_nobody(element_id: str) -> None:
    assert_blocks_approval(marked(ready(), element_id, INSUFFICIENT), "S2", "insufficient")


def test_s2_the_whole_record_is_always_judged() -> None:
    for state in (UNMARKED, NOT_APPLICABLE):
        facts = marked(ready(PHYSICIAN), CURRENT_STATUS, state, "Not needed.")
        assert only_blocker(facts, "S2", "not-reviewed").blocks == FINAL_OUTCOMES


# What has to be in the records (S3 to S15)


def assert_required(row: str, element_id: str) -> None:
    """The element is asked for by the row, has to be marked, and blocks approval while it is absent. A nurse
    can't set it aside."""
    asked = checklist_of(REQUEST).find(element_id)
    assert asked is not None
    assert (asked.element.row, asked.required) == (row, True)
    assert only_blocker(marked(ready(), element_id, UNMARKED), row, "not-reviewed").blocks == FINAL_OUTCOMES
    assert_blocks_approval(marked(ready(), element_id, ABSENT), row, "absent")
    nurse = marked(ready(NURSE), element_id, NOT_APPLICABLE, "Not asked.")
    assert only_blocker(nurse, row, "absent").blocks == APPROVALS
    assert of_row(replace(nurse, reviewer=PHYSICIAN), row) == ()


def assert_where_relevant(row: str, element_id: str) -> None:
    """The element is asked for by the row and has to be marked; not applicable needs its reason; absent
    leaves the decision open."""
    asked = checklist_of(REQUEST).find(element_id)
    assert asked is not None
    assert asked.element.row == row
    assert asked.element.requirement is Requirement.WHERE_RELEVANT
    for state in (UNMARKED, NOT_APPLICABLE):
        assert only_blocker(marked(ready(), element_id, state), row, "not-reviewed").blocks == FINAL_OUTCOMES
    for state in (ABSENT, NOT_APPLICABLE):
        assert Outcome.APPROVE in allowed(marked(ready(), element_id, state, "It bears on nothing here."))


@pytest.mark.parametrize("element_id", ["s3-evaluation", "s3a-history", "s3b-examination"])
def test_s3_an_evaluation_with_history_and_examination_is_required(element_id: str) -> None:
    assert_required("S3", element_id)


def test_s3_history_and_examination_are_parts_of_the_evaluation() -> None:
    checklist = checklist_of(REQUEST)
    for part in ("s3a-history", "s3b-examination"):
        asked = checklist.find(part)
        assert asked is not None
        assert asked.element.parent == "s3-evaluation"


BEGAN = date(2025, 3, 4)
RECEIVED = date(2025, 5, 8)


def visit_cautions(element_id: str, *files: str) -> list[tuple[str, str]]:
    """What is warned of where the element rests on documents of these names, as row and message."""
    facts = replace(ready(), complaint_began=BEGAN, received=RECEIVED)
    cited = Finding(element_id, PRESENT, evidence=tuple(replace(EVIDENCE, file=file) for file in files))
    cautions = only_line(with_findings(facts, [cited])).cautions
    return [(one.row, one.message) for one in cautions if one.code == "visit-date"]


@pytest.mark.parametrize("element_id", ["s3-evaluation", "s3a-history", "s3b-examination"])
def test_s3_a_visit_before_onset_or_change_is_warned_of(element_id: str) -> None:
    ((row, message),) = visit_cautions(element_id, "visit_2025-03-03.pdf", "older_2025-01-07.pdf")
    assert row == "S3"
    assert "3 Mar 2025, before the onset or change on 4 Mar 2025" in message
    assert visit_cautions(element_id, "visit_2025-03-04.pdf", "older_2025-01-07.pdf") == []
    assert visit_cautions(element_id, "visit_2025-03-03.pdf", "undated.pdf") == []


def test_s9_a_visit_long_ago_is_warned_of() -> None:
    ((row, message),) = visit_cautions("s9-recent-consultation", "visit_2025-02-06.pdf")
    assert row == "S9"
    assert "more than 90 days before the request was received" in message
    assert visit_cautions("s9-recent-consultation", "visit_2025-02-07.pdf") == []


def test_s4_laboratory_studies_are_asked_for() -> None:
    assert_where_relevant("S4", "s4-laboratory")


def test_s5_imaging_is_asked_for() -> None:
    assert_where_relevant("S5", "s5-imaging")


def test_s6_pathology_is_asked_for() -> None:
    assert_where_relevant("S6", "s6-pathology")


def test_s7_reports_of_procedures_are_asked_for() -> None:
    assert_where_relevant("S7", "s7-procedures")


def test_s8_reports_of_other_providers_are_asked_for() -> None:
    assert_where_relevant("S8", "s8-other-providers")


def test_s9_a_recent_visit_is_required_and_recent_is_a_number_of_days() -> None:
    assert_required("S9", "s9-recent-consultation")
    asked = checklist_of(REQUEST).find("s9-recent-consultation")
    assert asked is not None
    assert asked.element.within_days
    assert "names no number of days" in asked.element.local_convention


def test_s10_the_diagnosis_is_required_and_its_parts_do_not_complete_it() -> None:
    assert_required("S10", "s10-diagnosis")
    parts = [one.id for one in checklist_of(REQUEST).elements if one.element.parent == "s10-diagnosis"]
    assert {"s11-history-examination", "s13-independent-radiology", "s15-specialist-reports"} <= set(parts)
    facts = marked(ready(), "s10-diagnosis", ABSENT)
    assert all(facts.review.finding(part).state is PRESENT for part in parts)
    assert Outcome.APPROVE not in allowed(facts)


def test_s11_history_and_recent_findings_are_required() -> None:
    assert_required("S11", "s11-history-examination")


def test_s12_treatment_and_response_are_required_with_entries_for_them() -> None:
    assert_required("S12", "s12-treatment-response")
    asked = checklist_of(REQUEST).find("s12-treatment-response")
    assert asked is not None
    assert {"what", "from", "to", "response"} <= {field.id for field in asked.element.details}


def read_by(facts: ReadinessFacts, **entry: str) -> ReadinessFacts:
    """The facts with one entry on who read the study."""
    found = facts.review.finding("s13-independent-radiology")
    changed = replace(found, details=(tuple(entry.items()),))
    return with_findings(facts, {**facts.review.findings, found.element_id: changed}.values())


def test_s13_imaging_is_required() -> None:
    assert_required("S13", "s13-independent-radiology")


def test_s13_the_study_that_the_request_rests_on_is_read_by_an_independent_radiologist() -> None:
    own = read_by(ready(), study="MRI", reader="Ada Orr", independent="no", request_rests_on="yes")
    assert_blocks_approval(own, "S13", "absent")
    good = read_by(ready(), study="MRI", reader="Ada Orr", independent="yes", report_status="final")
    assert of_row(good, "S13") == ()


def test_s13_a_preliminary_report_is_not_enough() -> None:
    early = {"study": "MRI", "independent": "yes", "report_status": "preliminary", "request_rests_on": "yes"}
    assert_blocks_approval(read_by(ready(), **early), "S13", "insufficient")


def test_s13_other_studies_only_warn() -> None:
    facts = read_by(ready(), study="X-ray", independent="no", request_rests_on="no")
    assert of_row(facts, "S13") == ()
    assert cautions_of(facts, "S13")


def test_s14_reconciliation_is_required() -> None:
    assert_required("S14", "s14-discrepancies")


@pytest.mark.parametrize("significance", [Significance.LIKELY, Significance.UNDETERMINED])
def test_s14_readings_that_differ_and_are_not_reconciled_block(significance: Significance) -> None:
    facts = marked(ready(), "s14-discrepancies", NOT_APPLICABLE, "See the record.")
    record = replace(OPEN, significance=significance)
    codes = {blocker.code for blocker in of_row(recorded(facts, record), "S14")}
    assert "discrepancy" in codes
    assert not APPROVALS & allowed(replace(recorded(facts, record), reviewer=PHYSICIAN))
    assert Outcome.APPROVE in allowed(recorded(ready(), replace(SETTLED, significance=significance)))


def test_s14_a_record_blocks_by_itself_whatever_the_mark() -> None:
    facts = marked(ready(PHYSICIAN), "s14-discrepancies", NOT_APPLICABLE, "They agree.")
    spots = [blocker.spot.key for blocker in of_row(recorded(facts, OPEN), "S14") if blocker.spot]
    assert spots == [OPEN.id, "s14-discrepancies"]


def test_s14_a_difference_that_is_unlikely_to_matter_warns_with_its_reason() -> None:
    minor = replace(OPEN, significance=Significance.UNLIKELY, why="Millimetres.")
    facts = recorded(ready(), minor)
    assert Outcome.APPROVE in allowed(facts)
    assert cautions_of(facts, "S14") == ["discrepancy"]
    assert Outcome.APPROVE not in allowed(recorded(ready(), replace(minor, why=" ")))


def test_s15_reports_of_specialists_are_asked_for() -> None:
    assert_where_relevant("S15", "s15-specialist-reports")


# Outside the criteria, and earlier requests (S16 to S19)


EXCUSING = replace(ACCEPTED, criteria=(CRITERION,))


def excepted(facts: ReadinessFacts, record: ExceptionRecord = EXCUSING) -> ReadinessFacts:
    return replace(facts, review=replace(facts.review, exception=record))


def test_s16_an_unmet_criterion_needs_an_exception_that_a_physician_accepted() -> None:
    unmet = marked(ready(), CRITERION, ABSENT)
    assert_blocks_approval(unmet, "S16", "criterion")
    assert Outcome.APPROVE in allowed(excepted(unmet))
    for lacking in (
        replace(EXCUSING, accepted_at=None),
        replace(EXCUSING, why=" "),
        replace(EXCUSING, criteria=()),
        replace(EXCUSING, accepted_licence=""),
    ):
        assert Outcome.APPROVE not in allowed(excepted(unmet, lacking))


def test_s16_the_exception_rests_on_evidence() -> None:
    unmet = excepted(marked(ready(), CRITERION, ABSENT))
    bare = replace(unmet.review.finding(EXCEPTION), evidence=())
    findings = {**unmet.review.findings, EXCEPTION: bare}
    assert Outcome.APPROVE not in allowed(with_findings(unmet, findings.values()))


def test_s16_no_exception_stands_in_for_a_record() -> None:
    naming = replace(ACCEPTED, criteria=("s3-evaluation",))
    facts = marked(ready(PHYSICIAN), "s3-evaluation", ABSENT)
    assert Outcome.APPROVE not in allowed(replace(facts, review=replace(facts.review, exception=naming)))


def asked_of(element_id: str) -> str:
    return match_element_id(element_id, PRIOR)


def without(facts: ReadinessFacts, *elements: str) -> ReadinessFacts:
    for element in elements:
        facts = marked(facts, asked_of(element), ABSENT)
    return facts


def test_s17_of_a_duplicate_one_of_two_proofs_suffices() -> None:
    facts = ready(NURSE, REQUEST, Arises.MATCH_DUPLICATE)
    proofs = ("s17-not-performed", "s17-both-needed")
    assert_blocks_approval(without(facts, *proofs), "S17", "duplicate")
    for proof in proofs:
        assert Outcome.APPROVE in allowed(without(facts, proof))


def test_s17_a_mark_without_evidence_documents_nothing() -> None:
    facts = ready(NURSE, REQUEST, Arises.MATCH_DUPLICATE)
    findings = {
        key: replace(one, evidence=()) if "@" in key else one for key, one in facts.review.findings.items()
    }
    assert "duplicate" in {blocker.code for blocker in of_row(with_findings(facts, findings.values()), "S17")}


def test_s18_of_a_similar_request_the_need_for_both_is_documented() -> None:
    facts = ready(NURSE, REQUEST, Arises.MATCH_SIMILAR)
    assert_blocks_approval(without(facts, "s18-together"), "S18", "similar")


@pytest.mark.parametrize("lacking", ["s19-benefit", "s19-lapse"])
def test_s19_of_a_sequential_request_benefit_and_lapse_are_documented(lacking: str) -> None:
    facts = ready(NURSE, REQUEST, Arises.MATCH_SEQUENTIAL)
    assert allowed(facts) >= {Outcome.APPROVE}
    assert_blocks_approval(without(facts, lacking), "S19", "sequential")


def test_s19_a_physician_may_set_one_aside_with_a_reason() -> None:
    facts = ready(NURSE, REQUEST, Arises.MATCH_SEQUENTIAL)
    aside = marked(facts, asked_of("s19-lapse"), NOT_APPLICABLE, "The relief lasts, the other side hurts.")
    assert Outcome.APPROVE not in allowed(aside)
    assert Outcome.APPROVE in allowed(replace(aside, reviewer=PHYSICIAN))


# What comes before the coverage policy (S20 to S25)


def scoped(facts: ReadinessFacts) -> ReadinessFacts:
    """The facts under a policy that reviews the code for another condition only."""
    *rest, last = facts.checklist.packs
    narrow = replace(last, scope=(CodeScope(("64483",), ("M48.0",)),))
    packs = tuple(replace(pack, scope=()) for pack in rest)
    return replace(facts, checklist=replace(facts.checklist, packs=(*packs, narrow)))


def test_s20_a_condition_that_the_policy_does_not_list_goes_to_the_health_plan() -> None:
    facts = scoped(ready(PHYSICIAN))
    blocker = only_blocker(facts, "S20", "out-of-scope")
    assert EVERY_OUTCOME - blocker.blocks == {Outcome.DIRECT_TO_HEALTH_PLAN, Outcome.WITHDRAWN, Outcome.PEND}
    listed = replace(facts, diagnoses=(Diagnosis("M48.061", "ICD-10-CM"),))
    assert of_row(listed, "S20") == ()


def test_s20_a_reason_lets_the_line_be_reviewed_here() -> None:
    facts = scoped(ready(PHYSICIAN))
    override = ScopeOverride(1, "The stenosis is in the notes.", NURSE.name, NOON)
    reviewed = replace(facts, review=replace(facts.review, scope_overrides=(override,)))
    assert allowed(reviewed) == EVERY_OUTCOME


def test_s21_the_plan_document_is_a_rung_that_has_to_be_looked_at_first() -> None:
    unchecked = with_rung(ready(), RungFinding(1, RungKind.PLAN_DOCUMENT))
    (blocker,) = [one for one in only_line(unchecked).blockers if one.code == "authority"]
    assert blocker.blocks == FINAL_OUTCOMES
    assert blocker.spot is not None
    assert blocker.spot.key == RungKind.PLAN_DOCUMENT.value
    assert checklist_of(REQUEST).prompts
    dormant = {one.id: one.element.row for one in checklist_of(REQUEST).dormant}
    assert dormant["s21-plan-document"] == "S21"


def test_s21_the_payors_written_instruction_stands_in_the_summary_and_the_providers_letter() -> None:
    told = "Send the operative note within 30 days."
    rung = replace(cited(RungKind.PLAN_DOCUMENT, Speaks.EXCLUDES), instruction=told)
    summary = summary_under(with_rung(ready(), rung))
    assert told in {fact.value for record in summary.authority[0].rungs for fact in record.facts}
    parts = LetterParts({}, None, (told,), {})
    letters = {reader: letter_paper(summary, parts, reader) for reader in Reader}
    titles = {reader: {section.title for section in letter.sections} for reader, letter in letters.items()}
    assert titles[Reader.PROVIDER] - titles[Reader.MEMBER] == {"Written instruction of the payor"}


MEDICARE_FIRST = (RungKind.STATUTE, RungKind.NATIONAL_COVERAGE, RungKind.LOCAL_COVERAGE)


@pytest.mark.parametrize("rung", MEDICARE_FIRST)
def test_s22_medicares_own_coverage_comes_before_the_policy(rung: RungKind) -> None:
    facts = ready(PHYSICIAN, replace(REQUEST, plan=MEDICARE))
    assert allowed(facts) == EVERY_OUTCOME
    unchecked = with_rung(facts, RungFinding(1, rung))
    assert only_blocker(unchecked, "S22", "authority").blocks == FINAL_OUTCOMES
    excluded = with_rung(facts, cited(rung, Speaks.EXCLUDES))
    assert only_blocker(excluded, "S22", "authority").blocks == APPROVALS


def test_s22_no_state_mandate_stands_on_medicares_ladder() -> None:
    facts = ready(PHYSICIAN, replace(REQUEST, plan=MEDICARE))
    assert allowed(with_rung(facts, RungFinding(1, RungKind.STATE_LAW))) == EVERY_OUTCOME


FLAG = InvestigationalFlag(1, "No controlled studies.", flagged_by=NURSE.name, flagged_at=NOON)
CLEARED = replace(
    FLAG,
    cleared_because="Two trials since.",
    cleared_by=PHYSICIAN.name,
    cleared_licence=PHYSICIAN.licence,
    cleared_at=NOON,
)


def flagged(facts: ReadinessFacts, flag: InvestigationalFlag = FLAG) -> ReadinessFacts:
    return replace(facts, review=replace(facts.review, investigational=(flag,)))


def test_s23_what_is_investigational_is_not_approved_by_the_guideline_alone() -> None:
    assert_blocks_approval(flagged(ready()), "S23", "investigational")


def test_s23_a_source_that_requires_coverage_or_a_physician_with_grounds_clears_it() -> None:
    required = with_rung(flagged(ready()), cited(RungKind.STATE_LAW, Speaks.REQUIRES))
    assert of_row(required, "S23") == ()
    assert of_row(flagged(ready(), CLEARED), "S23") == ()
    for lacking in (
        replace(CLEARED, cleared_because=" "),
        replace(CLEARED, cleared_by=""),
        replace(CLEARED, cleared_licence=""),
        replace(CLEARED, cleared_at=None),
    ):
        assert of_row(flagged(ready(), lacking), "S23")


TRIAL = TrialRecord("NCT01234567", True, "2025-08", date(2025, 8, 1), (EVIDENCE,))


def in_trial(plan: Plan, record: TrialRecord | None) -> ReadinessFacts:
    facts = ready(PHYSICIAN, replace(REQUEST, plan=plan, clinical_trial_number="NCT01234567"))
    uncited = Finding("s24-trial", PRESENT, marked_at=NOON, marked_by=NURSE.name)
    facts = with_findings(facts, {**facts.review.findings, "s24-trial": uncited}.values())
    return replace(facts, review=replace(facts.review, trial=record))


@pytest.mark.parametrize("plan", [INSURED, MEDICARE], ids=["insured", "medicare"])
def test_s24_a_trial_has_to_be_documented(plan: Plan) -> None:
    assert only_blocker(in_trial(plan, None), "S24", "trial").blocks == APPROVALS
    assert only_blocker(in_trial(plan, replace(TRIAL, cited=())), "S24", "trial")
    assert only_blocker(in_trial(plan, replace(TRIAL, number="NCT12")), "S24", "trial")
    assert of_row(in_trial(plan, TRIAL), "S24") == ()


def test_s24_the_trials_papers_are_asked_for_once_the_request_names_one() -> None:
    named = checklist_of(replace(REQUEST, clinical_trial_number="NCT01234567")).find("s24-trial")
    assert named is not None
    assert (named.element.row, named.required) == ("S24", True)
    assert checklist_of(REQUEST).find("s24-trial") is None


def test_s24_medicare_wants_the_list_in_which_the_trial_was_looked_up() -> None:
    for record in (replace(TRIAL, approved=None), replace(TRIAL, list_date=None)):
        assert of_row(in_trial(MEDICARE, record), "S24")
        assert of_row(in_trial(INSURED, record), "S24") == ()


def test_s24_medicare_covers_an_approved_trial() -> None:
    unchecked = RungFinding(1, RungKind.NATIONAL_COVERAGE)
    approved = with_rung(flagged(in_trial(MEDICARE, TRIAL)), unchecked)
    assert allowed(approved) == EVERY_OUTCOME
    other = with_rung(flagged(in_trial(MEDICARE, replace(TRIAL, approved=False))), unchecked)
    assert {blocker.code for blocker in only_line(other).blockers} == {"authority", "investigational"}


@pytest.mark.parametrize("rung", [RungKind.FEDERAL_LAW, RungKind.STATE_LAW])
def test_s25_mandates_come_before_the_policy(rung: RungKind) -> None:
    unchecked = with_rung(ready(PHYSICIAN), RungFinding(1, rung))
    assert only_blocker(unchecked, "S25", "authority").blocks == FINAL_OUTCOMES
    uncited = with_rung(ready(PHYSICIAN), RungFinding(1, rung, Speaks.REQUIRES))
    assert only_blocker(uncited, "S25", "authority").blocks == FINAL_OUTCOMES


LADDERS = {
    "insured": (INSURED, (RungKind.FEDERAL_LAW, RungKind.STATE_LAW, RungKind.PLAN_DOCUMENT)),
    "self-funded": (SELF_FUNDED, (RungKind.FEDERAL_LAW, RungKind.PLAN_DOCUMENT)),
    "medicare": (MEDICARE, (RungKind.STATUTE, RungKind.NATIONAL_COVERAGE, RungKind.LOCAL_COVERAGE)),
    "medicaid": (
        MEDICAID,
        (RungKind.FEDERAL_LAW, RungKind.STATE_LAW, RungKind.STATE_POLICY, RungKind.PLAN_DOCUMENT),
    ),
}
"""What comes before the coverage policy, stated a second time here."""


@pytest.mark.parametrize("name", LADDERS)
def test_s25_every_source_of_a_ladder_has_to_be_looked_at_in_its_order(name: str) -> None:
    plan, rungs = LADDERS[name]
    facts = ready(PHYSICIAN, replace(REQUEST, plan=plan))
    assert allowed(facts) == EVERY_OUTCOME
    unchecked = with_rung(facts, *(RungFinding(1, rung) for rung in RungKind))
    assert [one.spot.key for one in only_line(unchecked).blockers if one.spot] == [
        rung.value for rung in rungs
    ]


def test_s25_a_mandate_overrides_what_it_names() -> None:
    lacking = marked(ready(), "s12-treatment-response", ABSENT)
    assert Outcome.APPROVE not in allowed(lacking)
    mandate = cited(RungKind.STATE_LAW, Speaks.REQUIRES, "s12-treatment-response")
    assert Outcome.APPROVE in allowed(with_rung(lacking, mandate))


def test_s25_a_mandate_that_is_not_in_effect_says_nothing() -> None:
    lacking = marked(ready(), "s12-treatment-response", ABSENT)
    mandate = cited(RungKind.STATE_LAW, Speaks.REQUIRES, "s12-treatment-response")
    ended = replace(mandate, effective_to=date(2025, 9, 15))
    assert Outcome.APPROVE not in allowed(with_rung(lacking, ended))


def test_s25_state_mandates_do_not_control_self_funded_plans() -> None:
    facts = ready(PHYSICIAN, replace(REQUEST, plan=SELF_FUNDED))
    mandate = cited(RungKind.STATE_LAW, Speaks.REQUIRES, "s12-treatment-response")
    lacking = with_rung(marked(facts, "s12-treatment-response", ABSENT), mandate)
    assert Outcome.APPROVE not in allowed(lacking)
    assert allowed(with_rung(facts, RungFinding(1, RungKind.STATE_LAW))) == EVERY_OUTCOME


# What every determination weighs, and states (S26 to S28)


def test_s26_none_of_the_four_considerations_stays_unanswered() -> None:
    facts = decided(ready(), grounds(Outcome.APPROVE))
    assert signing_problems(facts) == ()
    asked = [prompt.id for prompt in facts.checklist.prompts]
    for pack in facts.checklist.packs:
        if pack.id in POLICIES:
            own = {prompt.id for prompt in pack.prompts}
            assert own == {"s26-plan", "s26-law", "s26-collateral", "s26-facts"} <= set(asked)
    for prompt in asked:
        answers = tuple((one, text) for one, text in facts.review.answers if one != prompt)
        (problem,) = signing_problems(replace(facts, review=replace(facts.review, answers=answers)))
        assert (problem.code, problem.row) == ("prompt", "S26")
        assert problem.spot == Spot(SpotKind.DECISION, prompt)


def test_s26_a_determination_weighs_the_policy_in_effect_on_the_date_of_service() -> None:
    undated = replace(REQUEST, services=(ServiceLine(1, "64483"),))
    early = replace(REQUEST, services=(ServiceLine(1, "64483", requested_dos=date(2001, 1, 1)),))
    for request in (undated, early):
        assert only_blocker(ready(PHYSICIAN, request), "S26", "no-policy").blocks == FINAL_OUTCOMES


def test_s26_a_determination_gives_its_rationale() -> None:
    silent = decided(ready(), replace(grounds(Outcome.APPROVE), rationale=" "))
    assert [(one.code, one.row) for one in signing_problems(silent)] == [("rationale", "S26")]


def test_s26_a_ladder_that_is_not_known_stops_the_decision() -> None:
    facts = ready(PHYSICIAN, replace(REQUEST, plan=Plan()))
    assert only_blocker(facts, "S26", "authority").blocks == FINAL_OUTCOMES


def test_s27_a_plan_document_that_excludes_prevails_over_the_policy() -> None:
    excludes = cited(RungKind.PLAN_DOCUMENT, Speaks.EXCLUDES)
    assert_blocks_approval(with_rung(ready(), excludes), "S27", "authority")
    assert Outcome.DENY in allowed(with_rung(ready(PHYSICIAN), excludes))


def test_s27_a_plan_document_that_requires_overrides_what_it_names() -> None:
    lacking = marked(ready(), "s9-recent-consultation", UNMARKED)
    requires = cited(RungKind.PLAN_DOCUMENT, Speaks.REQUIRES, "s9-recent-consultation")
    assert Outcome.APPROVE not in allowed(lacking)
    assert Outcome.APPROVE in allowed(with_rung(lacking, requires))


def test_s27_what_prevails_and_what_it_overrides_stands_in_the_summary() -> None:
    requires = cited(RungKind.PLAN_DOCUMENT, Speaks.REQUIRES, "s9-recent-consultation")
    (ladder,) = summary_under(with_rung(ready(), requires)).authority
    assert ladder.governing == RungKind.PLAN_DOCUMENT.value
    assert EVIDENCE.file in ladder.governing_words
    assert ladder.overridden == ("Recent visit with the treating provider",)


def test_s28_what_the_policies_say_of_themselves_stands_in_every_summary() -> None:
    states = {pack.id: {one.id for one in pack.statements} for pack in checklist_of(REQUEST).packs}
    for policy in POLICIES:
        assert states[policy] == {"s28-benefits-only", "s28-not-every-plan", "s28-cpt"}
    case = summaries.signed_case()
    stated = {(one.row, one.text) for one in summary_of(case).statements}
    wanted = {(one.row, one.says) for pack in case.checklist.packs for one in pack.statements}
    assert wanted
    assert stated == wanted


def test_rows_are_all_here() -> None:
    named = {name.split("_")[1] for name in globals() if name.startswith("test_s")}
    assert {f"s{number}" for number in range(1, 29)} <= named
