"""How far two reviewers agree: kappa of tables worked out by hand, what is counted, and what is listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.rated_case import RatedCase, RatedElement, RatedLine
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.rules.agreement import Comparison, Pair, agreement, compare

PRESENT, ABSENT = FindingState.PRESENT, FindingState.ABSENT
MARKS = st.sampled_from([mark.value for mark in FindingState])
PAIRS = st.lists(st.tuples(MARKS, MARKS), max_size=30)


def cited(page: int, document: str = "a") -> Evidence:
    anchor = Anchor(document * 64, page, quote=f"Words of page {page}.")
    return Evidence(f"e{page}", anchor, "visit.pdf", datetime(2025, 5, 9, tzinfo=UTC), "Ines Marlow")


def element(
    name: str, mark: FindingState, *evidence: Evidence, pack: str = "msk", prior: str = ""
) -> RatedElement:
    title = f"Title of {name}: {prior}" if prior else f"Title of {name}"
    return RatedElement(name, title, "S3", pack, mark, evidence, prior=prior)


def case(name: str, *elements: RatedElement, outcome: Outcome | None = Outcome.APPROVE) -> RatedCase:
    return RatedCase(
        name,
        "Ines Marlow, version 1",
        f"{name}.json",
        elements,
        (RatedLine(1, "64483", outcome),),
        (("msk", "MSK"),),
    )


def compared(first: RatedCase, second: RatedCase) -> Comparison:
    return compare((first,), (second,))


def pairs_of(table: dict[Pair, int]) -> list[Pair]:
    return [pair for pair, count in table.items() for _ in range(count)]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}, 0.4),
        ({("y", "y"): 45, ("y", "n"): 15, ("n", "y"): 25, ("n", "n"): 15}, 0.1304),
        ({("y", "y"): 25, ("y", "n"): 35, ("n", "y"): 5, ("n", "n"): 35}, 0.2593),
        (
            {
                ("a", "a"): 44,
                ("a", "b"): 5,
                ("a", "c"): 1,
                ("b", "a"): 7,
                ("b", "b"): 20,
                ("b", "c"): 3,
                ("c", "a"): 9,
                ("c", "b"): 5,
                ("c", "c"): 6,
            },
            0.4915,
        ),
        ({("y", "n"): 10, ("n", "y"): 10}, -1.0),
        ({("y", "y"): 10, ("n", "n"): 1}, 1.0),
    ],
)
def test_kappa_of_tables_worked_out_by_hand(table: dict[Pair, int], kappa: float) -> None:
    found = agreement(pairs_of(table))
    assert found.kappa == pytest.approx(kappa, abs=5e-5)
    assert found.undefined == ""
    assert dict(found.pairs) == table
    assert found.judged == sum(table.values())


def test_kappa_is_not_defined_where_both_always_chose_the_same() -> None:
    found = agreement([("present", "present")] * 12)
    assert (found.kappa, found.share) == (None, 1.0)
    assert found.undefined == "both chose “present” every time"


def test_a_single_choice_and_none_have_no_kappa() -> None:
    assert agreement([("present", "absent")]).undefined == "judged by both only once"
    empty = agreement([])
    assert (empty.share, empty.kappa, empty.undefined) == (None, None, "nothing was judged by both")


def test_one_who_always_chose_the_same_agrees_no_better_than_chance() -> None:
    found = agreement([("y", "y")] * 9 + [("y", "n")])
    assert found.kappa == 0.0
    assert found.share == 0.9


@given(PAIRS)
def test_kappa_lies_between_its_bounds_and_is_one_only_for_full_agreement(pairs: list[Pair]) -> None:
    found = agreement(pairs)
    if found.kappa is None:
        assert found.undefined
        return
    assert -1.0 <= found.kappa <= 1.0
    assert (found.kappa == 1.0) is (found.agreed == found.judged)
    assert found.share is not None
    assert found.kappa <= found.share


@given(PAIRS)
def test_kappa_does_not_depend_on_who_comes_first(pairs: list[Pair]) -> None:
    assert agreement(pairs).kappa == agreement([(other, one) for one, other in pairs]).kappa


def test_marks_are_compared_element_by_element() -> None:
    first = case(
        "PA-1", element("s3", PRESENT, cited(1)), element("s5", ABSENT), element("s9", PRESENT, cited(2))
    )
    second = case(
        "PA-1",
        element("s9", PRESENT, cited(2)),
        element("s5", PRESENT, cited(4)),
        element("s3", PRESENT, cited(1)),
    )
    found = compared(first, second)
    assert (found.marks.judged, found.marks.agreed) == (3, 2)
    (difference,) = found.differences
    assert difference.element.id == "s5"
    assert difference.first is not None
    assert difference.second is not None
    assert (difference.first.mark, difference.second.mark) == (ABSENT, PRESENT)
    assert difference.second.evidence == (cited(4),)
    assert not difference.same_mark


def test_the_same_mark_on_other_pages_is_listed_and_agrees() -> None:
    found = compared(
        case("PA-1", element("s3", PRESENT, cited(1)), element("s5", PRESENT, cited(1), cited(2))),
        case("PA-1", element("s3", PRESENT, cited(1, "b")), element("s5", PRESENT, cited(2), cited(9))),
    )
    assert found.marks.agreed == 2
    assert [(one.element.id, one.same_mark) for one in found.differences] == [("s3", True)]


def test_evidence_of_one_side_alone_is_listed() -> None:
    found = compared(case("PA-1", element("s3", PRESENT, cited(1))), case("PA-1", element("s3", PRESENT)))
    assert [one.same_mark for one in found.differences] == [True]
    assert (
        compared(case("PA-1", element("s3", ABSENT)), case("PA-1", element("s3", ABSENT))).differences == ()
    )


def test_what_one_did_not_mark_is_listed_and_not_counted() -> None:
    unmarked = element("s3", FindingState.NOT_REVIEWED)
    found = compared(case("PA-1", element("s3", PRESENT, cited(1))), case("PA-1", unmarked))
    assert (found.marks.judged, found.unmarked) == (0, 1)
    assert [one.element.id for one in found.differences] == ["s3"]


def test_what_only_one_was_asked_for_is_listed_with_its_side() -> None:
    found = compared(case("PA-1", element("s3", PRESENT)), case("PA-1", element("s5", PRESENT)))
    assert [(one.first is None, one.second is None) for one in found.differences] == [
        (False, True),
        (True, False),
    ]
    assert found.marks.judged == 0
    assert found.unmarked == 0


def test_an_element_that_both_added_is_known_by_its_title() -> None:
    one = replace(element("added-1", PRESENT, pack=""), title="Letter of  the Employer")
    other = replace(element("added-2", ABSENT, pack=""), title="letter of the employer")
    found = compared(case("PA-1", one), case("PA-1", other))
    assert found.marks.judged == 1
    assert [group.title for group in found.packs] == ["Elements added by reviewers"]


def test_elements_about_earlier_requests_are_paired_by_request_and_grouped_by_element() -> None:
    first = (element("s19", PRESENT, prior="H-1"), element("s19", ABSENT, prior="H-2"))
    second = (element("s19", ABSENT, prior="H-2"), element("s19", ABSENT, prior="H-1"))
    found = compared(case("PA-1", *first), case("PA-1", *second))
    (group,) = found.elements
    assert (group.id, group.title) == ("s19", "Title of s19")
    assert (group.agreement.judged, group.agreement.agreed) == (2, 1)


def test_cases_are_matched_by_id_and_those_of_one_side_named() -> None:
    ours = (case("PA-1", element("s3", PRESENT)), case("PA-2", element("s3", PRESENT)), case("PA-3"))
    theirs = (case("PA-4"), case("PA-2", element("s3", ABSENT)), case("PA-1", element("s3", PRESENT)))
    found = compare(ours, theirs)
    assert [(one.case, other.case) for one, other in found.cases] == [("PA-1", "PA-1"), ("PA-2", "PA-2")]
    assert (found.only_first, found.only_second) == (("PA-3",), ("PA-4",))
    (group,) = found.elements
    assert (group.agreement.judged, group.agreement.agreed) == (2, 1)
    assert [one.case for one in found.differences] == ["PA-2"]


def test_kappa_is_given_by_pack() -> None:
    marks = ((PRESENT, PRESENT), (ABSENT, ABSENT), (PRESENT, ABSENT))
    ours = [element(f"m{at}", one) for at, (one, _) in enumerate(marks)]
    theirs = [element(f"m{at}", other) for at, (_, other) in enumerate(marks)]
    guideline = [element(f"g{at}", PRESENT, pack="guide") for at in range(2)]
    found = compared(case("PA-1", *ours, *guideline), case("PA-1", *theirs, *guideline))
    groups = {group.id: group.agreement for group in found.packs}
    assert groups["msk"].kappa == pytest.approx(0.4)
    assert groups["guide"].kappa is None
    assert found.marks.judged == 5


def test_outcomes_are_compared_line_by_line() -> None:
    found = compare(
        (case("PA-1"), case("PA-2", outcome=Outcome.PEND), case("PA-3", outcome=None)),
        (case("PA-1"), case("PA-2", outcome=Outcome.DENY), case("PA-3", outcome=Outcome.REFER)),
    )
    assert (found.outcomes.judged, found.outcomes.agreed) == (2, 1)
    assert [one.case for one in found.outcome_differences] == ["PA-2", "PA-3"]


def test_a_line_with_another_code_is_another_line() -> None:
    other = replace(case("PA-1"), lines=(RatedLine(1, "62323", Outcome.APPROVE),))
    found = compared(case("PA-1"), other)
    assert found.outcomes.judged == 0
    assert [(one.first is None, one.second is None) for one in found.outcome_differences] == [
        (False, True),
        (True, False),
    ]
