"""Identifiers: tables of right and wrong ones, and the places where a request's problems are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.request import (
    Diagnosis,
    FieldProblem,
    Member,
    Plan,
    Provider,
    Request,
    ServiceLine,
)
from reviewer_app.rules.identifiers import (
    check_cpt,
    check_hcpcs,
    check_icd10cm,
    check_mbi,
    check_modifier,
    check_nct,
    check_npi,
    request_problems,
)

TODAY = date(2025, 5, 12)
GOOD = Request(
    request_id="PA-1",
    received=datetime(2025, 5, 8, 10, 14, tzinfo=timezone(timedelta(hours=-5))),
    member=Member("GH1", "Ada", "Marlow", date(1965, 3, 11), "F"),
    plan=Plan(line_of_business="commercial", funding="fully_insured"),
    services=(ServiceLine(1, "64483", modifiers=("RT",), requested_dos=date(2025, 5, 20)),),
    diagnoses=(Diagnosis("M54.16"),),
    onset_date=date(2023, 4, 1),
    change_date=date(2025, 3, 4),
    ordering_provider=Provider("1234567893"),
    servicing_provider=Provider("1234567893"),
)


@pytest.mark.parametrize("text", ["1234567893", "2904637172", "2289543441", "2528895545"])
def test_npi_right(text: str) -> None:
    assert check_npi(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234567890",
        "123456789",
        "12345678931",
        "3234567893",
        "0234567893",
        "123456789X",
        "１２３４５６７８９３",
    ],
)
def test_npi_wrong(text: str) -> None:
    assert check_npi(text) is not None


@given(st.integers(0, 9), st.integers(1, 9))
def test_npi_with_one_digit_changed_is_noticed(place: int, by: int) -> None:
    good = "1234567893"
    changed = str((int(good[place]) + by) % 10)
    assert check_npi(good[:place] + changed + good[place + 1 :]) is not None


@pytest.mark.parametrize("text", ["1EG4-TE5-MK73", "1EG4TE5MK73", "9aa0aa0aa00", "1A00A00AA00"])
def test_mbi_right(text: str) -> None:
    assert check_mbi(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "eleven"),
        ("1EG4TE5MK7", "eleven"),
        ("1SG4TE5MK73", "never"),
        ("1EG4TE5MB73", "never"),
        ("0EG4TE5MK73", "order"),
        ("11G4TE5MK73", "order"),
        ("1EGXTE5MK73", "order"),
        ("1EG4TE5M373", "order"),
        ("1EG4TE5MK7A", "order"),
    ],
)
def test_mbi_wrong(text: str, told: str) -> None:
    assert told in (check_mbi(text) or "")


@pytest.mark.parametrize("text", ["M54", "M54.16", "M5416", "S52.521A", "U07.1", "C7A.00", "T36.0X1A"])
def test_icd10cm_right(text: str) -> None:
    assert check_icd10cm(text) is None


@pytest.mark.parametrize(
    "text", ["", "M5", "54.16", "M54.", "M5.416", "M54.16789", "M54 16", "m54.16", "M54.16\n"]
)
def test_icd10cm_wrong(text: str) -> None:
    assert check_icd10cm(text) is not None


@pytest.mark.parametrize("text", ["64483", "0001F", "0232T", "0001A", "0001M", "0001U"])
def test_cpt_right(text: str) -> None:
    assert check_cpt(text) is None


@pytest.mark.parametrize("text", ["", "6448", "644833", "0001B", "64483 ", "6448O"])
def test_cpt_wrong(text: str) -> None:
    assert check_cpt(text) is not None


def test_codes_of_the_other_system_say_so() -> None:
    assert "HCPCS" in (check_cpt("J0585") or "")
    assert "CPT" in (check_hcpcs("64483") or "")


@pytest.mark.parametrize(
    ("text", "right"), [("J0585", True), ("L1810", True), ("J058", False), ("JJ585", False)]
)
def test_hcpcs(text: str, right: bool) -> None:
    assert (check_hcpcs(text) is None) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [("NCT04368728", True), ("NCT0436872", False), ("04368728", False), ("NCT043687281", False)],
)
def test_nct(text: str, right: bool) -> None:
    assert (check_nct(text) is None) is right


@pytest.mark.parametrize(
    ("text", "right"), [("RT", True), ("50", True), ("1P", True), ("R", False), ("RTX", False)]
)
def test_modifier(text: str, right: bool) -> None:
    assert (check_modifier(text) is None) is right


def test_a_good_request_has_no_problems() -> None:
    assert request_problems(GOOD, TODAY) == ()


def only_path(request: Request) -> str:
    (problem,) = request_problems(request, TODAY)
    return problem.path


MEMBER = GOOD.member
LINE = GOOD.services[0]


@pytest.mark.parametrize(
    ("request_", "path"),
    [
        (replace(GOOD, received=None), "received"),
        (replace(GOOD, received=datetime(2025, 5, 13, tzinfo=UTC)), "received"),
        (replace(GOOD, urgency="at once"), "urgency"),
        (replace(GOOD, member=replace(MEMBER, member_id="")), "member.member_id"),
        (replace(GOOD, member=replace(MEMBER, last_name="")), "member.last_name"),
        (replace(GOOD, member=replace(MEMBER, first_name="")), "member.first_name"),
        (replace(GOOD, member=replace(MEMBER, dob=None)), "member.dob"),
        (replace(GOOD, member=replace(MEMBER, dob=date(1890, 1, 1))), "member.dob"),
        (replace(GOOD, plan=Plan(line_of_business="medicare")), "member.member_id"),
        (replace(GOOD, plan=Plan(line_of_business="")), "plan.line_of_business"),
        (replace(GOOD, plan=Plan(line_of_business="union")), "plan.line_of_business"),
        (replace(GOOD, plan=Plan(line_of_business="exchange", funding="gold")), "plan.funding"),
        (replace(GOOD, plan=Plan(line_of_business="commercial")), "plan.funding"),
        (replace(GOOD, services=()), "services"),
        (replace(GOOD, services=(replace(LINE, code=""),)), "services[0].code"),
        (replace(GOOD, services=(replace(LINE, code="6448"),)), "services[0].code"),
        (replace(GOOD, services=(LINE, replace(LINE, line=2, code="J058"))), "services[1].code"),
        (replace(GOOD, services=(replace(LINE, system="HCPCS"),)), "services[0].code"),
        (replace(GOOD, services=(replace(LINE, system="SNOMED"),)), "services[0].system"),
        (replace(GOOD, services=(replace(LINE, modifiers=("RT", "L")),)), "services[0].modifiers[1]"),
        (replace(GOOD, services=(replace(LINE, units=0),)), "services[0].units"),
        (replace(GOOD, services=(replace(LINE, requested_dos=None),)), "services[0].requested_dos"),
        (
            replace(GOOD, services=(replace(LINE, requested_dos=date(1960, 1, 1)),)),
            "services[0].requested_dos",
        ),
        (
            replace(GOOD, services=(replace(LINE, requested_dos=date(2025, 5, 7)),)),
            "services[0].requested_dos",
        ),
        (replace(GOOD, diagnoses=()), "diagnoses"),
        (replace(GOOD, diagnoses=(Diagnosis("54"),)), "diagnoses[0].code"),
        (replace(GOOD, diagnoses=(Diagnosis(""),)), "diagnoses[0].code"),
        (replace(GOOD, diagnoses=(Diagnosis("724.4", "ICD-9-CM"),)), "diagnoses[0].system"),
        (replace(GOOD, onset_date=date(1960, 1, 1)), "onset_date"),
        (replace(GOOD, change_date=date(2025, 5, 13)), "change_date"),
        (replace(GOOD, change_date=date(2023, 3, 31)), "change_date"),
        (replace(GOOD, ordering_provider=Provider()), "ordering_provider.npi"),
        (replace(GOOD, servicing_provider=Provider("1234567890")), "servicing_provider.npi"),
        (replace(GOOD, clinical_trial_number="NCT1"), "clinical_trial_number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_problem_stands_at_its_field(request_: Request, path: str) -> None:
    assert only_path(request_) == path


def test_a_birth_date_in_the_future_is_told() -> None:
    problems = request_problems(replace(GOOD, member=replace(MEMBER, dob=date(2025, 5, 13))), TODAY)
    assert FieldProblem("member.dob", "This is in the future.") in problems


def test_a_medicare_advantage_plan_has_member_ids_of_its_own() -> None:
    plan = Plan(line_of_business="medicare_advantage", funding="medicare")
    assert request_problems(replace(GOOD, plan=plan), TODAY) == ()


@pytest.mark.parametrize(
    "request_",
    [
        replace(GOOD, onset_date=TODAY, change_date=TODAY),
        replace(GOOD, onset_date=MEMBER.dob),
        replace(GOOD, services=(replace(LINE, requested_dos=date(2025, 5, 8)),)),
        replace(GOOD, received=None, services=(replace(LINE, requested_dos=MEMBER.dob),)),
        replace(GOOD, member=replace(MEMBER, dob=date(1905, 1, 1))),
        replace(GOOD, member=replace(MEMBER, dob=TODAY), onset_date=None, change_date=None),
    ],
    ids=["today", "since birth", "day of receipt", "day of birth", "120 years old", "born today"],
)
def test_the_first_and_last_possible_days_are_possible(request_: Request) -> None:
    assert {problem.path for problem in request_problems(request_, TODAY)} <= {"received"}


def test_received_today_is_not_in_the_future() -> None:
    today = datetime(2025, 5, 12, 23, 59, tzinfo=UTC)
    assert request_problems(replace(GOOD, received=today), TODAY) == ()


def test_an_empty_request_is_asked_for_everything() -> None:
    paths = {problem.path for problem in request_problems(Request(), TODAY)}
    assert {"received", "member.member_id", "member.dob", "services", "diagnoses"} <= paths
