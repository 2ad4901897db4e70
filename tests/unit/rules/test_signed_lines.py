"""What a signed review becomes in the history, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.prior_request import Period, PriorRequest, PriorStatus
from reviewer_app.domain.request import Diagnosis, Member, Provider, Request, ServiceLine
from reviewer_app.domain.review import LineDetermination, Outcome, Review, Reviewer, ReviewStatus
from reviewer_app.exchange.prior_request_row import request_of_row, row_of_request
from reviewer_app.rules.signed_lines import signed_lines
from tests.unit.rules.cases import NOON

DAY, SIGNED_ON = date(2025, 5, 20), date(2025, 5, 12)
REQUEST = Request(
    request_id="PA-7",
    member=Member("M-1", "Iris", "Vantongeren", date(1960, 5, 9), "F"),
    services=(
        ServiceLine(1, "64483", modifiers=("RT",), body_region="lumbar spine", requested_dos=DAY),
        ServiceLine(2, "77003"),
    ),
    diagnoses=(Diagnosis("M54.16"),),
    ordering_provider=Provider(npi="1234567893"),
)


def review_with(*outcomes: Outcome | None) -> Review:
    decided = tuple(LineDetermination(line, outcome) for line, outcome in enumerate(outcomes, start=1))
    return Review("r", "c1", 1, ReviewStatus.OPEN, NOON, Reviewer("Ines"), determinations=decided)


def rows_of(request: Request, *outcomes: Outcome | None) -> tuple[PriorRequest, ...]:
    return signed_lines("c1", request, review_with(*outcomes), SIGNED_ON)


def test_a_line_carries_what_a_later_request_is_compared_with() -> None:
    first, second = rows_of(REQUEST, Outcome.APPROVE, Outcome.DENY)
    assert first == PriorRequest(
        id="c1:1",
        member=REQUEST.member,
        codes=("64483",),
        status=PriorStatus.APPROVED,
        modifiers=("RT",),
        region="lumbar spine",
        diagnoses=("M54.16",),
        ordering_npi="1234567893",
        decided=SIGNED_ON,
        dos=Period(DAY, DAY),
        case="PA-7",
    )
    assert (second.id, second.status, second.dos) == ("c1:2", PriorStatus.DENIED, None)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.APPROVE_IN_PART, PriorStatus.PARTIAL),
        (Outcome.WITHDRAWN, PriorStatus.WITHDRAWN),
        (Outcome.PEND, PriorStatus.PENDING),
        (Outcome.REFER, PriorStatus.PENDING),
        (Outcome.DIRECT_TO_HEALTH_PLAN, PriorStatus.PENDING),
    ],
)
def test_an_outcome_that_decides_nothing_is_pending_and_has_no_day(
    outcome: Outcome, status: PriorStatus
) -> None:
    (row,) = rows_of(replace(REQUEST, services=REQUEST.services[:1]), outcome)
    assert row.status is status
    assert (row.decided is None) == (status is PriorStatus.PENDING)


def test_a_part_is_known_by_its_codes_and_days() -> None:
    part = ApprovedPart(1, codes=(" 64479 ", "64479"), units=1, first_day=DAY, last_day=date(2025, 6, 20))
    review = replace(review_with(Outcome.APPROVE_IN_PART, Outcome.APPROVE), approved_parts=(part,))
    first, second = signed_lines("c1", REQUEST, review, SIGNED_ON)
    assert (first.codes, first.valid_from, first.valid_to) == (("64479",), DAY, date(2025, 6, 20))
    assert first.dos == Period(DAY, DAY)
    assert (second.codes, second.valid_from) == (("77003",), None)


def test_a_part_that_names_no_code_keeps_the_requested_one() -> None:
    review = replace(review_with(Outcome.APPROVE_IN_PART), approved_parts=(ApprovedPart(1, units=1),))
    (row,) = signed_lines("c1", replace(REQUEST, services=REQUEST.services[:1]), review, SIGNED_ON)
    assert row.codes == ("64483",)


def test_what_was_written_of_a_part_does_not_count_when_the_line_is_denied() -> None:
    review = replace(review_with(Outcome.DENY), approved_parts=(ApprovedPart(1, codes=("64479",)),))
    (row,) = signed_lines("c1", replace(REQUEST, services=REQUEST.services[:1]), review, SIGNED_ON)
    assert row.codes == ("64483",)


def test_a_request_without_id_is_known_by_its_case() -> None:
    (row, _) = rows_of(replace(REQUEST, request_id=""), Outcome.PEND, Outcome.PEND)
    assert row.case == "c1"


def test_a_line_without_code_or_outcome_is_no_row() -> None:
    request = replace(REQUEST, services=(ServiceLine(1, " "), ServiceLine(2, "77003")))
    assert rows_of(request, Outcome.APPROVE, None) == ()


TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@given(region=TEXT, level=TEXT, name=TEXT, npi=TEXT)
def test_a_row_that_goes_out_and_comes_back_is_the_same(region: str, level: str, name: str, npi: str) -> None:
    member = Member("M-1", name, name, None, "")
    line = ServiceLine(1, "64483", body_region=region, level=level)
    request = Request(member=member, services=(line,), ordering_provider=Provider(npi=npi))
    (row,) = rows_of(request, Outcome.APPROVE)
    assert request_of_row(row_of_request(row)) == row
