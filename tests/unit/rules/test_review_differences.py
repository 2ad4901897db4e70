"""What differs between two reviews, in words, and every kind of part in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.review import Finding, FindingState, LineDetermination, Outcome, Review
from reviewer_app.domain.review_parts import KINDS, ReviewPart
from reviewer_app.rules.part_words import PartNames, kind_words, part_fields
from reviewer_app.rules.review_differences import DifferenceKind, differences, evidence_of
from tests.unit.storage.values import SHA, at, marked, open_review, parts

NAMES = PartNames(elements={"s5-imaging": "Imaging studies"}, files={SHA: "01_request.pdf"})
EMPTY = open_review("review-1", "case-1")


def with_part(part: ReviewPart, before: ReviewPart | None = None, review: Review = EMPTY) -> Review:
    return apply(review, Change("", before, part))


def told(before: Review, after: Review) -> list[str]:
    return [one.words for one in differences(before, after, NAMES)]


def test_the_same_review_has_no_differences() -> None:
    review = with_part(marked("s5-imaging"))

    assert told(review, review) == []


def test_a_mark_that_was_changed_is_told_with_both_states() -> None:
    finding = marked("s5-imaging")
    before = with_part(finding)
    after = with_part(replace(finding, state=FindingState.ABSENT), finding, before)

    assert told(before, after) == ["Finding: Imaging studies changed · state: present → absent"]


def test_evidence_that_came_is_told_with_its_page_and_words() -> None:
    finding = marked("s5-imaging")
    before = with_part(replace(finding, evidence=()))
    (found,) = differences(before, with_part(finding), NAMES)

    assert found.words.endswith("evidence: – → 01_request.pdf, page 2: “six weeks of therapy”")
    assert found.element_id == "s5-imaging"


def test_of_a_list_only_the_items_that_differ_are_told() -> None:
    before = with_part(LineDetermination(1, Outcome.PEND, missing=("Report", "Note")))
    after = with_part(LineDetermination(1, Outcome.PEND, missing=("Report", "Letter")))

    assert told(before, after) == ["Determination: line 1 changed · missing: Note → Letter"]


def test_another_order_of_the_same_items_is_told() -> None:
    before = with_part(LineDetermination(1, missing=("Report", "Note")))
    after = with_part(LineDetermination(1, missing=("Note", "Report")))

    assert told(before, after) == ["Determination: line 1 changed · missing: Report; Note → Note; Report"]


def test_what_was_only_entered_again_later_is_no_difference() -> None:
    finding = marked("s5-imaging")

    assert told(with_part(finding), with_part(replace(finding, marked_at=at(9)))) == []


def test_a_part_that_only_one_side_has_is_added_or_removed() -> None:
    with_units = with_part(ApprovedPart(2, units=6, last_day=date(2025, 9, 30)))

    (added,) = differences(EMPTY, with_units, NAMES)
    (removed,) = differences(with_units, EMPTY, NAMES)

    assert added.difference is DifferenceKind.ADDED
    assert added.words == "Approved part: line 2 added · units: – → 6 · last day: – → 30 Sep 2025"
    assert removed.difference is DifferenceKind.REMOVED


def test_a_part_that_says_nothing_is_still_there_or_not() -> None:
    (found,) = differences(EMPTY, with_part(Finding("s5-imaging", FindingState.NOT_REVIEWED)), NAMES)

    assert (found.kind, found.title) == ("Finding", "Imaging studies")


def test_passages_are_found_wherever_a_part_cites_them() -> None:
    finding = marked("s5-imaging")

    assert evidence_of(finding) == finding.evidence
    assert evidence_of(ApprovedPart(1, cited=finding.evidence)) == finding.evidence
    assert evidence_of(None) == ()


@settings(max_examples=200)
@given(parts)
def test_every_kind_of_part_has_words(part: ReviewPart) -> None:
    kind = kind_words(type(part))

    assert kind[:1].isupper()
    assert "_" not in kind
    for field in part_fields(part, NAMES):
        assert field.label
        assert "_" not in field.label
        assert field.items


@settings(max_examples=200)
@given(parts, parts)
def test_a_difference_is_found_from_both_sides(one: ReviewPart, other: ReviewPart) -> None:
    first, second = with_part(one), with_part(other)

    there, back = differences(first, second, NAMES), differences(second, first, NAMES)

    assert {(item.kind, item.before, item.after) for item in there} == {
        (item.kind, item.after, item.before) for item in back
    }


def test_kinds_have_names_of_their_own() -> None:
    names = [kind_words(kind.kind) for kind in KINDS]

    assert len(set(names)) == len(names)
