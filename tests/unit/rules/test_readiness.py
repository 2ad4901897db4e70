"""Each readiness rule by name: where it applies, what it blocks, and that it is silent where it should be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.case import DocumentChanges
from reviewer_app.domain.checklist import Checklist, ChecklistElement, Spot, SpotKind
from reviewer_app.domain.policy import ElementKind, Requirement
from reviewer_app.domain.review import (
    FINAL_OUTCOMES,
    ExceptionRecord,
    FindingState,
    LineDetermination,
    Outcome,
    Reviewer,
    Role,
)
from reviewer_app.rules.facts import CURRENT_STATUS, EXCEPTION, ReadinessFacts
from reviewer_app.rules.readiness import readiness
from tests.unit.rules.cases import (
    ACCEPTED,
    EVALUATION,
    EVIDENCE,
    HISTORY,
    LABORATORY,
    LINE,
    NURSE,
    PHYSICIAN,
    STATUS,
    TRIAL,
    WEEKS,
    blockers,
    complete,
    decided,
    element,
    finding,
    grounds,
    marked,
    only_line,
    with_findings,
)

APPROVALS = frozenset((Outcome.APPROVE, Outcome.APPROVE_IN_PART))
REVIEWERS = pytest.mark.parametrize("reviewer", [NURSE, PHYSICIAN], ids=["nurse", "physician"])


def with_exception(facts: ReadinessFacts, record: ExceptionRecord) -> ReadinessFacts:
    return replace(facts, review=replace(facts.review, exception=record))


def with_part(facts: ReadinessFacts, part: ApprovedPart) -> ReadinessFacts:
    return replace(facts, review=replace(facts.review, approved_parts=(part,)))


def test_a_complete_review_lets_the_nurse_approve_pend_refer_and_direct() -> None:
    line = only_line(complete())
    assert line.allowed_outcomes == (
        Outcome.APPROVE,
        Outcome.PEND,
        Outcome.REFER,
        Outcome.DIRECT_TO_HEALTH_PLAN,
        Outcome.WITHDRAWN,
    )
    assert not line.cautions


def test_a_complete_review_lets_the_physician_choose_any_outcome() -> None:
    line = only_line(complete(PHYSICIAN))
    assert line.blockers == ()
    assert line.allowed_outcomes == tuple(Outcome)


def test_a_request_without_lines_has_no_readiness() -> None:
    assert readiness(replace(complete(), lines=())) == ()


# not-reviewed


@pytest.mark.parametrize("element_id", [STATUS.id, EVALUATION.id, HISTORY.id, LABORATORY.id, WEEKS.id])
@REVIEWERS
def test_not_reviewed_blocks_every_final_outcome(element_id: str, reviewer: Reviewer) -> None:
    (blocker,) = blockers(marked(complete(reviewer), element_id, FindingState.NOT_REVIEWED), "not-reviewed")
    assert blocker.blocks == FINAL_OUTCOMES
    assert blocker.element_id == element_id
    assert f"Title of {element_id}" in blocker.message


def test_not_reviewed_carries_the_row_of_its_element() -> None:
    (blocker,) = blockers(marked(complete(), EVALUATION.id, FindingState.NOT_REVIEWED), "not-reviewed")
    assert blocker.row == "S3"


def test_an_optional_element_needs_no_mark() -> None:
    assert only_line(marked(complete(PHYSICIAN), TRIAL.id, FindingState.NOT_REVIEWED)).blockers == ()


def test_not_applicable_without_a_reason_counts_as_not_reviewed() -> None:
    facts = marked(complete(), LABORATORY.id, FindingState.NOT_APPLICABLE, reason="  ")
    (blocker,) = blockers(facts, "not-reviewed")
    assert "without a reason" in blocker.message


def test_not_applicable_with_a_reason_is_a_finding() -> None:
    facts = marked(complete(), LABORATORY.id, FindingState.NOT_APPLICABLE, "No test bears on this request.")
    assert Outcome.APPROVE in only_line(facts).allowed_outcomes


@REVIEWERS
def test_s2_the_whole_record_is_never_not_applicable(reviewer: Reviewer) -> None:
    facts = marked(complete(reviewer), CURRENT_STATUS, FindingState.NOT_APPLICABLE, "Not needed.")
    (blocker,) = blockers(facts, "not-reviewed")
    assert blocker.blocks == FINAL_OUTCOMES
    assert blocker.row == "S2"
    assert "always applies" in blocker.message


def test_a_parent_carries_a_mark_of_its_own() -> None:
    facts = marked(complete(), EVALUATION.id, FindingState.NOT_REVIEWED)
    assert facts.review.finding(HISTORY.id).state is FindingState.PRESENT
    assert [blocker.element_id for blocker in blockers(facts, "not-reviewed")] == [EVALUATION.id]


def test_a_part_is_not_asked_for_when_its_parent_is_set_aside() -> None:
    facts = marked(complete(PHYSICIAN), EVALUATION.id, FindingState.NOT_APPLICABLE, "Pathology review only.")
    facts = marked(facts, HISTORY.id, FindingState.NOT_REVIEWED)
    assert only_line(facts).blockers == ()


def test_a_parent_set_aside_without_a_reason_does_not_release_its_parts() -> None:
    facts = marked(complete(PHYSICIAN), EVALUATION.id, FindingState.NOT_APPLICABLE)
    facts = marked(facts, HISTORY.id, FindingState.NOT_REVIEWED)
    assert {blocker.element_id for blocker in blockers(facts, "not-reviewed")} == {EVALUATION.id, HISTORY.id}


def test_a_parent_set_aside_does_not_hide_the_mark_of_a_part() -> None:
    facts = marked(complete(PHYSICIAN), EVALUATION.id, FindingState.NOT_APPLICABLE, "Pathology review only.")
    facts = marked(facts, HISTORY.id, FindingState.INSUFFICIENT)
    assert [blocker.element_id for blocker in blockers(facts, "insufficient")] == [HISTORY.id]


def test_s16_the_exception_needs_a_mark_once_a_criterion_is_unmet() -> None:
    facts = marked(complete(), EXCEPTION, FindingState.NOT_REVIEWED)
    assert blockers(facts, "not-reviewed") == ()
    unmet = marked(facts, WEEKS.id, FindingState.ABSENT)
    assert [blocker.element_id for blocker in blockers(unmet, "not-reviewed")] == [EXCEPTION]


# insufficient


@pytest.mark.parametrize("element_id", [STATUS.id, EVALUATION.id, HISTORY.id, LABORATORY.id, WEEKS.id])
@REVIEWERS
def test_s2_insufficient_blocks_approval_in_every_role(element_id: str, reviewer: Reviewer) -> None:
    facts = marked(complete(reviewer), element_id, FindingState.INSUFFICIENT)
    (blocker,) = blockers(facts, "insufficient")
    assert blocker.row == "S2"
    assert blocker.blocks == APPROVALS
    assert blocker.element_id == element_id
    assert not APPROVALS & set(only_line(facts).allowed_outcomes)


def test_s2_the_message_says_what_is_wrong_with_the_record() -> None:
    (whole,) = blockers(marked(complete(), CURRENT_STATUS, FindingState.INSUFFICIENT), "insufficient")
    (one,) = blockers(marked(complete(), EVALUATION.id, FindingState.INSUFFICIENT), "insufficient")
    assert "current clinical status" in whole.message
    assert f"Title of {EVALUATION.id}" in one.message


def test_s2_insufficient_leaves_pend_and_refer() -> None:
    allowed = only_line(marked(complete(), CURRENT_STATUS, FindingState.INSUFFICIENT)).allowed_outcomes
    assert {Outcome.PEND, Outcome.REFER} <= set(allowed)


def test_s2_no_accepted_exception_makes_up_for_insufficient_records() -> None:
    facts = marked(with_exception(complete(PHYSICIAN), ACCEPTED), WEEKS.id, FindingState.INSUFFICIENT)
    assert blockers(facts, "insufficient")


@pytest.mark.parametrize("state", [FindingState.INSUFFICIENT, FindingState.ABSENT])
def test_s2_current_status_counts_even_where_a_pack_calls_it_optional(state: FindingState) -> None:
    optional = element(CURRENT_STATUS, "S2", requirement=Requirement.OPTIONAL)
    facts = replace(complete(PHYSICIAN), checklist=replace(complete().checklist, elements=(optional,)))
    assert Outcome.APPROVE not in only_line(marked(facts, CURRENT_STATUS, state)).allowed_outcomes


def test_an_optional_insufficient_element_is_only_a_caution() -> None:
    line = only_line(marked(complete(PHYSICIAN), TRIAL.id, FindingState.INSUFFICIENT))
    assert line.blockers == ()
    assert [(caution.code, caution.row) for caution in line.cautions] == [("insufficient", "S2")]


# absent


@pytest.mark.parametrize("element_id", [STATUS.id, EVALUATION.id, HISTORY.id])
@REVIEWERS
def test_absent_required_record_blocks_approval(element_id: str, reviewer: Reviewer) -> None:
    (blocker,) = blockers(marked(complete(reviewer), element_id, FindingState.ABSENT), "absent")
    assert blocker.blocks == APPROVALS
    assert blocker.element_id == element_id
    assert blocker.row in ("S2", "S3")


@pytest.mark.parametrize("element_id", [LABORATORY.id, TRIAL.id])
def test_absent_record_that_is_not_required_blocks_nothing(element_id: str) -> None:
    assert only_line(marked(complete(PHYSICIAN), element_id, FindingState.ABSENT)).blockers == ()


def test_s16_an_exception_never_excuses_a_missing_record() -> None:
    naming_record = replace(ACCEPTED, criteria=(WEEKS.id, EVALUATION.id))
    facts = marked(with_exception(complete(PHYSICIAN), naming_record), EVALUATION.id, FindingState.ABSENT)
    assert [blocker.element_id for blocker in blockers(facts, "absent")] == [EVALUATION.id]


def test_a_required_record_called_not_applicable_by_a_nurse_counts_as_absent() -> None:
    facts = marked(complete(NURSE), EVALUATION.id, FindingState.NOT_APPLICABLE, "Seen last year.")
    (blocker,) = blockers(facts, "absent")
    assert blocker.blocks == APPROVALS
    assert "only a physician" in blocker.message


def test_a_physician_may_call_a_required_record_not_applicable_with_a_reason() -> None:
    facts = marked(complete(PHYSICIAN), EVALUATION.id, FindingState.NOT_APPLICABLE, "Pathology review only.")
    assert only_line(facts).blockers == ()


# criterion


@REVIEWERS
def test_s16_an_unmet_criterion_blocks_approval(reviewer: Reviewer) -> None:
    (blocker,) = blockers(marked(complete(reviewer), WEEKS.id, FindingState.ABSENT), "criterion")
    assert blocker.row == "S16"
    assert blocker.blocks == APPROVALS
    assert blocker.element_id == WEEKS.id


@REVIEWERS
def test_s16_an_accepted_exception_with_evidence_clears_its_criterion(reviewer: Reviewer) -> None:
    facts = marked(with_exception(complete(reviewer), ACCEPTED), WEEKS.id, FindingState.ABSENT)
    assert blockers(facts, "criterion") == ()
    assert Outcome.APPROVE in only_line(facts).allowed_outcomes


@pytest.mark.parametrize(
    "record",
    [
        replace(ACCEPTED, why=" "),
        replace(ACCEPTED, criteria=("another-criterion",)),
        replace(ACCEPTED, accepted_at=None),
        replace(ACCEPTED, accepted_at=EVIDENCE.added_at - timedelta(seconds=1)),
        replace(ACCEPTED, accepted_by=""),
        replace(ACCEPTED, accepted_licence=""),
    ],
    ids=[
        "no reason",
        "names another",
        "not accepted",
        "accepted before the evidence",
        "accepted by nobody",
        "accepted without licence",
    ],
)
def test_s16_an_incomplete_exception_clears_nothing(record: ExceptionRecord) -> None:
    facts = marked(with_exception(complete(PHYSICIAN), record), WEEKS.id, FindingState.ABSENT)
    assert blockers(facts, "criterion")


def test_s16_an_exception_without_evidence_clears_nothing() -> None:
    facts = marked(with_exception(complete(PHYSICIAN), ACCEPTED), WEEKS.id, FindingState.ABSENT)
    bare = replace(finding(EXCEPTION, FindingState.PRESENT), evidence=())
    findings = {**facts.review.findings, EXCEPTION: bare}
    assert blockers(with_findings(facts, findings.values()), "criterion")


def test_s16_an_exception_whose_records_are_absent_clears_nothing() -> None:
    facts = marked(with_exception(complete(PHYSICIAN), ACCEPTED), WEEKS.id, FindingState.ABSENT)
    unproven = replace(finding(EXCEPTION, FindingState.PRESENT), state=FindingState.ABSENT)
    findings = {**facts.review.findings, EXCEPTION: unproven}
    assert blockers(with_findings(facts, findings.values()), "criterion")


def test_a_required_criterion_called_not_applicable_by_a_nurse_counts_as_unmet() -> None:
    facts = marked(complete(NURSE), WEEKS.id, FindingState.NOT_APPLICABLE, "She can't walk.")
    assert blockers(facts, "criterion")
    facts = marked(complete(PHYSICIAN), WEEKS.id, FindingState.NOT_APPLICABLE, "She can't walk.")
    assert blockers(facts, "criterion") == ()


def test_an_optional_criterion_blocks_nothing() -> None:
    optional = element("extra", "S11", kind=ElementKind.CRITERION, requirement=Requirement.OPTIONAL)
    facts = replace(complete(PHYSICIAN), checklist=replace(complete().checklist, elements=(optional,)))
    assert only_line(marked(facts, "extra", FindingState.ABSENT)).blockers == ()


# role


@pytest.mark.parametrize(
    "reviewer",
    [NURSE, replace(NURSE, licence="RN 123"), replace(PHYSICIAN, licence=" "), replace(PHYSICIAN, name="")],
    ids=["nurse", "nurse with licence", "physician without licence", "physician without name"],
)
def test_role_blocks_denial_and_approval_in_part(reviewer: Reviewer) -> None:
    line = only_line(complete(reviewer))
    assert Outcome.DENY not in line.allowed_outcomes
    assert Outcome.APPROVE_IN_PART not in line.allowed_outcomes
    assert [blocker.blocks for blocker in blockers(complete(reviewer), "role")] == [
        {Outcome.DENY},
        {Outcome.APPROVE_IN_PART},
    ]


def test_role_a_nurse_may_approve_in_part_what_the_provider_agreed_to_in_writing() -> None:
    allowed = only_line(with_part(complete(), ApprovedPart(1, cited=(EVIDENCE,)))).allowed_outcomes
    assert Outcome.APPROVE_IN_PART in allowed
    assert Outcome.DENY not in allowed


def test_role_an_agreement_in_words_alone_does_not_let_a_nurse_approve_in_part() -> None:
    facts = decided(complete(), LineDetermination(1, agreement="Fax of 2025-05-11, page 2"))
    assert Outcome.APPROVE_IN_PART not in only_line(facts).allowed_outcomes


def test_role_messages_tell_a_nurse_and_a_physician_what_each_can_do() -> None:
    (for_nurse, _) = blockers(complete(), "role")
    (for_physician, _) = blockers(complete(Reviewer("Dr. Renner", Role.PHYSICIAN)), "role")
    assert "refer" in for_nurse.clears.lower()
    assert "licence" in for_physician.clears.lower()


# reason


@pytest.mark.parametrize("outcome", [Outcome.DENY, Outcome.APPROVE_IN_PART, Outcome.PEND])
def test_reason_is_silent_when_the_determination_says_everything(outcome: Outcome) -> None:
    facts = decided(complete(PHYSICIAN), grounds(outcome))
    assert outcome in only_line(facts).allowed_outcomes


@pytest.mark.parametrize("outcome", [Outcome.DENY, Outcome.APPROVE_IN_PART, Outcome.PEND])
@pytest.mark.parametrize(
    ("reason", "criterion"),
    [(" ", EVALUATION.id), ("No supervised treatment.", ""), ("No supervised treatment.", "unknown-element")],
    ids=["no reason", "no criterion", "a criterion of no applied policy"],
)
def test_reason_blocks_a_decision_without_specific_reason_and_criterion(
    outcome: Outcome, reason: str, criterion: str
) -> None:
    determination = replace(grounds(outcome), reason=reason, criterion=criterion)
    facts = decided(complete(PHYSICIAN), determination)
    (blocker,) = blockers(facts, "reason")
    assert blocker.blocks == {outcome}


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.REFER, Outcome.WITHDRAWN])
def test_reason_is_not_asked_of_other_outcomes(outcome: Outcome) -> None:
    assert only_line(decided(complete(PHYSICIAN), LineDetermination(1, outcome))).blockers == ()


def test_reason_blocks_a_pend_without_the_list_of_what_is_missing() -> None:
    facts = decided(complete(), replace(grounds(Outcome.PEND), missing=("  ",)))
    (blocker,) = blockers(facts, "reason")
    assert "missing" in blocker.message
    assert blocker.blocks == {Outcome.PEND}


def test_reason_blocks_an_approval_in_part_that_does_not_say_which_part() -> None:
    facts = decided(complete(PHYSICIAN), replace(grounds(Outcome.APPROVE_IN_PART), modification=""))
    assert blockers(facts, "reason")


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (ApprovedPart(1, units=0), "units"),
        (ApprovedPart(1, units=4), "units"),
        (ApprovedPart(1, units=3), "units"),
        (ApprovedPart(1, codes=("64483",)), "units"),
        (ApprovedPart(1, codes=("64484", " ")), "codes"),
        (ApprovedPart(1, first_day=date(2025, 6, 1), last_day=date(2025, 5, 31)), "last_day"),
    ],
)
def test_reason_blocks_a_part_that_is_no_part_of_what_was_requested(part: ApprovedPart, field: str) -> None:
    three = replace(complete(PHYSICIAN), lines=(replace(LINE, units=3),))
    chosen = decided(three, replace(grounds(Outcome.APPROVE_IN_PART), modification=""))
    found = blockers(with_part(chosen, part), "reason")
    assert [blocker.spot for blocker in found] == [Spot(SpotKind.DECISION, field, 1)]


@pytest.mark.parametrize(
    "part",
    [
        ApprovedPart(1, units=2),
        ApprovedPart(1, codes=("64484",)),
        ApprovedPart(1, last_day=date(2025, 6, 30)),
        ApprovedPart(1, other="at another place"),
    ],
)
def test_reason_accepts_a_part_that_is_less_than_was_requested(part: ApprovedPart) -> None:
    three = replace(complete(PHYSICIAN), lines=(replace(LINE, units=3),))
    chosen = decided(three, replace(grounds(Outcome.APPROVE_IN_PART), modification=""))
    assert blockers(with_part(chosen, part), "reason") == ()


def test_reason_accepts_a_typed_criterion_with_its_source() -> None:
    typed = replace(grounds(Outcome.DENY), criterion="", criterion_source="Six weeks; plan document, page 41")
    assert blockers(decided(complete(PHYSICIAN), typed), "reason") == ()


def test_reason_does_not_accept_an_element_that_no_pack_asks_for() -> None:
    own = replace(element("my-own", ""), pack=None)
    facts = replace(complete(PHYSICIAN), checklist=replace(complete().checklist, elements=(own,)))
    facts = decided(
        marked(facts, "my-own", FindingState.ABSENT), replace(grounds(Outcome.DENY), criterion="my-own")
    )
    assert blockers(facts, "reason")


@pytest.mark.parametrize(
    ("named", "state", "rests"),
    [
        (WEEKS, FindingState.PRESENT, False),
        (WEEKS, FindingState.NOT_APPLICABLE, False),
        (WEEKS, FindingState.ABSENT, True),
        (WEEKS, FindingState.INSUFFICIENT, True),
        (LABORATORY, FindingState.PRESENT, True),
        (LABORATORY, FindingState.ABSENT, True),
        (LABORATORY, FindingState.NOT_APPLICABLE, False),
    ],
)
def test_reason_a_denial_rests_on_nothing_that_was_found_met(
    named: ChecklistElement, state: FindingState, rests: bool
) -> None:
    facts = marked(complete(PHYSICIAN), named.id, state, "It does not concern this patient.")
    found = blockers(decided(facts, replace(grounds(Outcome.DENY), criterion=named.id)), "reason")
    assert [(blocker.blocks, blocker.element_id) for blocker in found] == (
        [] if rests else [(frozenset({Outcome.DENY}), named.id)]
    )
    asking = replace(grounds(Outcome.PEND), criterion=named.id)
    assert blockers(decided(facts, asking), "reason") == ()


def test_reason_a_denial_does_not_rest_on_a_criterion_that_an_exception_excuses() -> None:
    facts = marked(complete(PHYSICIAN), WEEKS.id, FindingState.ABSENT)
    denial = replace(grounds(Outcome.DENY), criterion=WEEKS.id)
    assert blockers(decided(facts, denial), "reason") == ()
    facts = replace(facts, review=replace(facts.review, exception=ACCEPTED))
    assert blockers(decided(facts, denial), "reason")


# documents-changed


@pytest.mark.parametrize(
    "changes",
    [
        DocumentChanges(changed=("consult.pdf",)),
        DocumentChanges(gone=("consult.pdf",)),
        DocumentChanges(new=("consult.pdf",)),
    ],
    ids=["changed", "gone", "new"],
)
@REVIEWERS
def test_documents_changed_blocks_every_final_outcome(changes: DocumentChanges, reviewer: Reviewer) -> None:
    facts = replace(complete(reviewer), changes=changes)
    (blocker,) = blockers(facts, "documents-changed")
    assert blocker.blocks == FINAL_OUTCOMES
    assert "consult.pdf" in blocker.message
    assert not FINAL_OUTCOMES & set(only_line(facts).allowed_outcomes)


@pytest.mark.parametrize(
    ("files", "told"),
    [("abc", "read them: a.pdf, b.pdf, c.pdf."), ("abcd", "c.pdf and 1 more."), ("a", "read it: a.pdf.")],
)
def test_documents_changed_names_three_files_and_counts_the_rest(files: str, told: str) -> None:
    changes = DocumentChanges(changed=tuple(f"{letter}.pdf" for letter in files))
    (blocker,) = blockers(replace(complete(), changes=changes), "documents-changed")
    assert told in blocker.message


def test_documents_changed_tells_the_beginning_of_a_field_that_is_as_long_as_a_file() -> None:
    changes = DocumentChanges(request=("units: 1 is now 2", f"other: {'y' * 2_000_000}"))
    (blocker,) = blockers(replace(complete(), changes=changes), "documents-changed")
    assert "units: 1 is now 2; other: yyy" in blocker.message
    assert "yyy…" in blocker.message
    assert len(blocker.message) < 300


# no-policy


def test_no_policy_blocks_final_outcomes_of_an_uncovered_line_only() -> None:
    facts = complete(PHYSICIAN)
    checklist = replace(facts.checklist, uncovered_lines=((2, "no pack was in effect on 2019-01-01"),))
    facts = replace(facts, checklist=checklist, lines=(LINE, replace(LINE, line=2)))
    first, second = readiness(facts)
    assert first.blockers == ()
    (blocker,) = second.blockers
    assert (blocker.code, blocker.row, blocker.blocks) == ("no-policy", "S26", FINAL_OUTCOMES)
    assert "2019-01-01" in blocker.message


def test_no_policy_when_the_line_has_no_date_of_service() -> None:
    (blocker,) = blockers(replace(complete(), lines=(replace(LINE, requested_dos=None),)), "no-policy")
    assert blocker.blocks == FINAL_OUTCOMES
    assert "date of service" in blocker.clears


def test_no_policy_is_told_once_for_a_line() -> None:
    """However many of its causes there are: no date, no pack for the line, no pack at all."""
    uncovered = Checklist(uncovered_lines=((1, "no pack was in effect"),))
    for line in (LINE, replace(LINE, requested_dos=None)):
        assert len(blockers(replace(complete(), checklist=uncovered, lines=(line,)), "no-policy")) == 1


def test_no_policy_when_no_pack_governs_the_case() -> None:
    (blocker,) = blockers(replace(complete(), checklist=Checklist()), "no-policy")
    assert blocker.blocks == FINAL_OUTCOMES


# lines and cautions


def test_an_element_blocks_only_the_lines_it_concerns() -> None:
    facts = complete(PHYSICIAN)
    second_only = element("other", "S7", lines=(2,))
    facts = replace(
        facts,
        lines=(LINE, replace(LINE, line=2)),
        checklist=replace(facts.checklist, elements=(second_only,)),
    )
    first, second = readiness(marked(facts, "other", FindingState.ABSENT))
    assert first.blockers == ()
    assert [blocker.code for blocker in second.blockers] == ["absent"]


def test_an_element_that_names_no_line_concerns_every_line() -> None:
    facts = complete(PHYSICIAN)
    everywhere = element("other", "S7", lines=())
    facts = replace(facts, checklist=replace(facts.checklist, elements=(everywhere,)))
    assert blockers(marked(facts, "other", FindingState.ABSENT), "absent")


def test_pages_unseen_is_a_caution_that_counts() -> None:
    facts = replace(complete(PHYSICIAN), pages_total=5)
    line = only_line(facts)
    (caution,) = line.cautions
    assert caution.code == "pages-unseen"
    assert "3 of 5 pages" in caution.message
    assert line.allowed_outcomes == tuple(Outcome)


def test_pages_unseen_counts_one_page_and_only_known_documents() -> None:
    facts = complete(PHYSICIAN)
    seen = frozenset({("a" * 64, 1), ("b" * 64, 1)})
    (caution,) = only_line(replace(facts, review=replace(facts.review, pages_seen=seen))).cautions
    assert "1 of 2 pages has" in caution.message


def test_marks_of_elements_that_left_the_checklist_do_not_count() -> None:
    facts = complete(PHYSICIAN)
    stray = {**facts.review.findings, "gone": finding("gone", FindingState.INSUFFICIENT)}
    facts = replace(facts, review=replace(facts.review, findings=MappingProxyType(stray)))
    assert only_line(facts).blockers == ()
