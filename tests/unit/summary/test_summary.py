"""What the summary of a case holds, row by row."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.request import FieldProblem
from reviewer_app.domain.review import (
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    Reviewer,
    ReviewStatus,
)
from reviewer_app.rules.signing_words import OUTCOME_WORDS
from reviewer_app.summary.display_facts import version_facts
from reviewer_app.summary.summary import DeterminationSummary, build_summary
from reviewer_app.summary.values import DetailValue, SummaryElement
from tests.unit.summary import cases


def summary_of(case: OpenCase) -> DeterminationSummary:
    return build_summary(case, cases.crops_of(case), cases.AUDIT_HASH, cases.GENERATED, "0.1")


def element_of(summary: DeterminationSummary, element_id: str) -> SummaryElement:
    return next(
        element for group in summary.criteria for element in group.elements if element.id == element_id
    )


def test_a_signed_review_is_no_draft_and_says_who_decided() -> None:
    summary = summary_of(cases.signed_case())
    assert not summary.draft
    assert summary.decision is not None
    assert summary.decision.name == cases.PHYSICIAN.name
    assert summary.decision.role_words == "Physician reviewer"
    assert summary.decision.licence == cases.PHYSICIAN.licence
    assert summary.decision.attestation.startswith("I have reviewed")
    assert summary.decision.content_hash == cases.CONTENT_HASH
    assert summary.audit_hash == cases.AUDIT_HASH
    assert (summary.review.version, summary.review.amends) == (2, "rv-0001")


def test_an_unsigned_review_is_a_draft() -> None:
    summary = summary_of(cases.draft_case())
    assert summary.draft
    assert summary.decision is None


def test_a_replaced_review_stays_signed_and_says_so() -> None:
    case = cases.signed_case()
    summary = summary_of(replace(case, review=replace(case.review, status=ReviewStatus.SUPERSEDED)))
    assert not summary.draft
    assert summary.review.status_words == "Signed, since replaced by a later version"


def test_elements_stand_by_pack_and_added_ones_last() -> None:
    summary = summary_of(cases.draft_case())
    assert [(group.policy_id, len(group.elements)) for group in summary.criteria] == [
        ("clinical-information", 6),
        ("example-lumbar-injection", 3),
        ("", 1),
    ]
    added = summary.criteria[-1].elements[0]
    assert (added.row, added.added_by) == ("", cases.NURSE.name)


def test_evidence_is_numbered_in_reading_order_and_one_place_has_one_label() -> None:
    summary = summary_of(cases.signed_case())
    labels = [
        evidence.label
        for group in summary.criteria
        for element in group.elements
        for evidence in element.evidence
    ]
    assert labels == ["E1", "E2", "E3", "E4", "E4", "E4"]


def test_evidence_cites_quote_document_page_and_picture() -> None:
    evidence = element_of(summary_of(cases.signed_case()), "s3-evaluation").evidence[0]
    assert evidence.quote == cases.QUOTES[0]
    assert (evidence.file, evidence.page, evidence.document_sha256) == (
        "01_consult.pdf",
        1,
        cases.sha256_of(1),
    )
    assert evidence.picture is not None
    assert (evidence.picture.width, evidence.picture.height) == (240, 40)
    assert cases.QUOTES[0] in evidence.picture.alt


def test_evidence_of_a_renamed_document_names_it_as_it_is_called_now() -> None:
    case = cases.signed_case()
    renamed = tuple(replace(document, file=f"new/{document.file}") for document in case.documents)
    evidence = element_of(summary_of(replace(case, documents=renamed)), "s3-evaluation").evidence[0]
    assert evidence.file == "new/01_consult.pdf"


def test_entries_carry_the_labels_of_their_fields() -> None:
    details = element_of(summary_of(cases.signed_case()), "s12-treatment-response").details
    assert [(item.label, item.value) for item in details[1]] == [
        ("Treatment", "Naproxen 500 mg"),
        ("From", "2025-03-05"),
        ("Response", "Partial, 20 %"),
    ]


def test_missing_items_are_what_is_neither_present_nor_not_applicable() -> None:
    assert summary_of(cases.signed_case()).missing == ()
    missing = summary_of(cases.draft_case()).missing
    assert [(item.element_id, item.finding) for item in missing] == [
        ("s2-current-status", "insufficient"),
        ("s6-pathology", "not-reviewed"),
        ("s12-treatment-response", "not-reviewed"),
        ("x-six-weeks", "absent"),
        ("s19-benefit", "not-reviewed"),
        ("s19-lapse", "not-reviewed"),
    ]


def test_matches_are_told_with_how_they_were_settled() -> None:
    documented, aside = summary_of(cases.signed_case()).prior_requests
    assert (documented.kind, documented.id, documented.settlement) == (
        "sequential",
        "PR-2024-00310",
        "documented",
    )
    assert documented.settlement_words == "Documented: It helped; The relief is over (not applicable)"
    assert (aside.settlement, aside.reason) == ("set-aside", "Twin sister with the same plan.")
    assert (aside.decided_by, aside.decided_at) == (cases.NURSE.name, cases.MARKED)
    open_one, _ = summary_of(cases.draft_case()).prior_requests
    assert open_one.settlement == "not-documented"


def test_a_match_that_no_policy_asks_about_is_told_as_such() -> None:
    case = cases.signed_case()
    unasked = replace(case, checklist=replace(case.checklist, elements=()))
    assert summary_of(unasked).prior_requests[0].settlement == "not-asked"


def marked(case: OpenCase, *findings: Finding) -> OpenCase:
    table = {**case.review.findings, **{finding.element_id: finding for finding in findings}}
    return replace(case, review=replace(case.review, findings=MappingProxyType(table)))


def test_a_part_of_what_does_not_apply_is_not_missing() -> None:
    """As the readiness rules count it: the part needs no mark of its own."""
    case = marked(
        cases.signed_case(),
        Finding("s3-evaluation", FindingState.NOT_APPLICABLE, reason="Seen by me this morning."),
        Finding("s3a-history"),
    )
    summary = summary_of(case)
    assert summary.missing == ()
    part = element_of(summary, "s3a-history")
    assert (part.finding, part.finding_words) == ("not-applicable", "Not applicable")
    assert "Clinical evaluation" in part.reason
    unmarked = summary_of(marked(case, Finding("s3-evaluation"))).missing
    assert [item.element_id for item in unmarked] == ["s3-evaluation", "s3a-history"]


def test_an_optional_element_is_missing_only_when_it_was_looked_for() -> None:
    case = cases.draft_case()
    (added,) = (one for one in case.checklist.elements if one.pack is None)
    for state, missing in ((FindingState.NOT_REVIEWED, False), (FindingState.ABSENT, True)):
        items = summary_of(marked(case, Finding(added.id, state))).missing
        assert (added.id in {item.element_id for item in items}) is missing


def test_a_draft_of_a_reviewer_without_a_name_says_the_role() -> None:
    case = cases.draft_case()
    review = replace(case.review, reviewer=Reviewer())
    assert ("Review begun by", "nurse reviewer") in version_facts(summary_of(replace(case, review=review)))


def test_s1_quality_of_the_record() -> None:
    documents = {document.file: document for document in summary_of(cases.draft_case()).documents}
    assert documents["03_fax.pdf"].illegible_pages == (1, 2)
    assert documents["03_fax.pdf"].change == "new"
    assert not documents["04_billing.pdf"].pertinent
    assert documents["sub/05_locked.pdf"].error == "It needs a password."
    assert documents["09_letter.pdf"].status == "gone"


def test_s16_exception_names_the_criteria_and_that_nobody_accepted_it() -> None:
    exception = summary_of(cases.draft_case()).exception
    assert exception is not None
    assert exception.criteria == ("Six weeks of conservative treatment",)
    assert not exception.accepted
    assert summary_of(cases.signed_case()).exception is None


def test_an_exception_that_nobody_asks_for_is_not_called_unreviewed() -> None:
    element = element_of(summary_of(cases.signed_case()), "s16-exception")
    assert element.finding_words == "No exception asked for"


def test_s26_prompts_keep_their_place_when_unanswered() -> None:
    prompts = summary_of(cases.draft_case()).prompts
    assert [bool(prompt.answer) for prompt in prompts] == [True, False, False, False]


def test_s28_statements_are_said_once_and_never_left_out() -> None:
    case = cases.signed_case()
    assert len(summary_of(case).statements) == 2
    without_packs = summary_of(replace(case, checklist=Checklist()))
    assert [statement.row for statement in without_packs.statements] == ["S28", "S28"]


def test_policies_say_their_source_dates_and_that_an_example_is_one() -> None:
    clinical, guideline = summary_of(cases.signed_case()).policies
    assert (clinical.publisher, clinical.section) == ("Example Publisher", "Record contents")
    assert clinical.why == "It governs every request."
    assert not clinical.example
    assert guideline.example


def test_a_policy_version_that_is_not_installed_is_named_as_such() -> None:
    case = cases.signed_case()
    review = replace(case.review, packs=(PackReference("clinical-information", "1999-01-01"),))
    policy = summary_of(replace(case, review=review)).policies[0]
    assert not policy.installed
    assert policy.version == "1999-01-01"


def test_an_installed_policy_that_governs_no_longer_was_not_applied() -> None:
    """The review keeps its version, although the request was corrected since."""
    case = cases.signed_case()
    governing, former = case.checklist.packs
    checklist = replace(case.checklist, packs=(governing,))
    (policy,) = summary_of(replace(case, checklist=checklist)).policies
    assert policy.id == governing.id
    assert former.reference in case.review.packs


def test_a_line_names_the_criterion_with_its_source_and_what_is_asked_for() -> None:
    line = summary_of(cases.draft_case()).lines[0]
    assert line.criterion == (
        "Six weeks of conservative treatment "
        "(Lumbar transforaminal injection, Criterion 2, effective 1 January 2025)"
    )
    assert line.missing == (
        "The record shows the current clinical status",
        "A legible copy of the consultation",
    )


def test_a_typed_criterion_stands_with_its_typed_source() -> None:
    case = cases.draft_case()
    typed = LineDetermination(1, Outcome.DENY, criterion_source="Plan document, page 41")
    review = replace(case.review, determinations=(typed,))
    assert summary_of(replace(case, review=review)).lines[0].criterion == "Plan document, page 41"


def test_what_stands_against_an_approval_is_listed_with_its_row() -> None:
    lines = summary_of(cases.draft_case()).lines
    assert [(item.code, item.row) for item in lines[0].obstacles] == [
        ("insufficient", "S2"),
        ("criterion", "S16"),
    ]
    assert summary_of(cases.signed_case()).lines[0].obstacles == ()


def test_a_caution_is_said_once_for_all_its_lines() -> None:
    (caution,) = summary_of(cases.draft_case()).cautions
    assert caution.lines == (1, 2)


def test_bad_identifiers_are_notes_by_field() -> None:
    (problem,) = summary_of(cases.draft_case()).request.problems
    assert (problem.label, problem.value) == ("Servicing provider, NPI", "The check digit does not agree.")


def test_fields_of_lines_are_counted_as_the_lines_are() -> None:
    case = cases.draft_case()
    case = replace(
        case,
        problems=(FieldProblem("services[0].modifiers[1]", "A modifier has two letters or digits."),),
        request=replace(case.request, unknown={"services": {"1": {"estimate": 120.5}}}),
    )
    request = summary_of(case).request
    assert [item.label for item in request.problems] == ["Services 1, modifiers 2"]
    assert request.other_fields == (DetailValue("Services 2, estimate", "120.5"),)


def test_unknown_fields_of_the_request_are_not_lost() -> None:
    (field,) = summary_of(cases.draft_case()).request.other_fields
    assert (field.label, field.value) == ("Portal, ticket", "42")


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_words(outcome: Outcome) -> None:
    assert OUTCOME_WORDS[outcome]


def test_a_time_without_offset_is_a_defect_of_the_caller() -> None:
    naive = cases.GENERATED.replace(tzinfo=None)
    with pytest.raises(ValueError, match="offset"):
        build_summary(cases.signed_case(), {}, "", naive, "0.1")


def test_a_crop_that_is_no_png_is_a_defect_of_the_caller() -> None:
    with pytest.raises(ValueError, match="PNG"):
        build_summary(cases.signed_case(), {"ev-1": b"GIF89a"}, "", cases.GENERATED, "0.1")
