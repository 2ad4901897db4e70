"""The rows of the tab Compare: what each side says, and which passages stand side by side."""

from __future__ import annotations

from reviewer_app.domain.rated_case import RatedCase, RatedElement, RatedLine
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.gui.models.comparison_model import (
    NOT_ASKED,
    NOT_THERE,
    SAID_NOTHING,
    SAME_MARK,
    agreement_sentence,
    difference_rows,
)
from reviewer_app.rules.agreement import compare
from reviewer_app.rules.part_words import PartNames
from reviewer_app.rules.review_differences import differences
from tests.unit.rules.cases import complete
from tests.unit.rules.discrepancy_cases import OPEN, SETTLED, recorded
from tests.unit.rules.test_agreement import case, cited, element

PRESENT, ABSENT = FindingState.PRESENT, FindingState.ABSENT


def rows(first: RatedCase, second: RatedCase) -> list[tuple[str, str, str, str]]:
    found = difference_rows(compare((first,), (second,)))
    return [(row.text, row.right, row.sides[0].words, row.sides[1].words) for row in found]


def test_outcomes_stand_first_then_elements_in_their_order() -> None:
    first = case("PA-1", element("s3", PRESENT, cited(1)), element("s5", PRESENT, cited(2)))
    second = case("PA-1", element("s3", ABSENT), element("s5", PRESENT, cited(3)), outcome=Outcome.PEND)
    assert rows(first, second) == [
        ("Line 1, 64483: outcome", "", "Approve", "Pend for more information"),
        ("S3 Title of s3", "", "present · visit.pdf p 1 “Words of page 1.”", "absent"),
        (
            "S3 Title of s5",
            SAME_MARK,
            "present · visit.pdf p 2 “Words of page 2.”",
            "present · visit.pdf p 3 “Words of page 3.”",
        ),
    ]


def test_what_one_was_not_asked_for_says_so() -> None:
    assert rows(case("PA-1", element("s3", ABSENT)), case("PA-1")) == [
        ("S3 Title of s3", "", "absent", NOT_ASKED)
    ]


def test_a_line_of_one_side_says_so() -> None:
    other = RatedCase("PA-1", "", "", (), (RatedLine(1, "64483", None), RatedLine(2, "64484", None)))
    assert rows(case("PA-1"), other) == [
        ("Line 1, 64483: outcome", "", "Approve", "nothing decided"),
        ("Line 2, 64484: outcome", "", "no such line", "nothing decided"),
    ]


def test_passages_are_paired_and_the_shorter_side_stays_at_its_last() -> None:
    first = case("PA-1", element("s3", PRESENT, cited(1)))
    second = case("PA-1", element("s3", ABSENT, cited(2), cited(3)))
    (row,) = difference_rows(compare((first,), (second,)))
    assert row.pairs == 2
    pages = [tuple(anchor.page for anchor in row.pair(number) if anchor) for number in range(2)]
    assert pages == [(1, 2), (1, 3)]


def test_a_side_without_a_passage_has_none() -> None:
    (row,) = difference_rows(
        compare((case("PA-1", element("s3", PRESENT, cited(1))),), (case("PA-1", element("s3", ABSENT)),))
    )
    assert row.pair(0)[1] is None
    assert row.spoken == "S3 Title of s3. A: present · visit.pdf p 1 “Words of page 1.”. B: absent"


def test_what_else_differs_stands_last_with_both_sides() -> None:
    before, after = complete().review, recorded(complete(), OPEN).review
    others = differences(before, after, PartNames())
    changed = differences(after, recorded(complete(), SETTLED).review, PartNames())
    (row,) = difference_rows(compare((), ()), others)
    assert row.text.startswith("Discrepancy")
    assert [side.words == NOT_THERE for side in row.sides] == [True, False]
    assert row.pair(0) == (None, OPEN.ordering.cited[0].anchor)
    (row,) = difference_rows(compare((), ()), changed)
    assert "addendum" in row.sides[1].words
    assert row.sides[0].words == SAID_NOTHING


def test_the_agreement_is_one_sentence() -> None:
    marks = [RatedElement("s9", "Recent visit", "S9", "msk", FindingState.NOT_REVIEWED)]
    found = compare(
        (case("PA-1", element("s3", PRESENT), *marks),), (case("PA-1", element("s3", PRESENT), *marks),)
    )
    told = agreement_sentence(found)
    assert told == (
        "Marks: 1 of 1 alike, 100 %, no kappa: judged by both only once · 1 not marked by both · "
        "Outcomes: 1 of 1 alike"
    )
