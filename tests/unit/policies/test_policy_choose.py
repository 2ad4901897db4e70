"""Which packs govern a request: tables by date of service, plan and code, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer_app.domain.policy import PackChoice, PackReference
from reviewer_app.policies.choose import choose, choose_for_line
from reviewer_app.policies.library import PolicyLibrary
from tests.unit.policies.packs import PackWriter, RequestMaker

CLINICAL, PREFACE = "clinical-information", "musculoskeletal-preface"
EXAMPLE = "example-lumbar-transforaminal-injection"


def governing(choices: tuple[PackChoice, ...]) -> list[str]:
    return [choice.pack.id for choice in choices if choice.governs]


def why(choices: tuple[PackChoice, ...], pack_id: str, version: str = "") -> str:
    (reason,) = (
        choice.why for choice in choices if choice.pack.id == pack_id and version in ("", choice.pack.version)
    )
    return reason


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 12, 19), []),
        (date(2021, 12, 20), [PREFACE]),
        (date(2025, 1, 31), [PREFACE]),
        (date(2025, 2, 1), [CLINICAL, PREFACE]),
        (date(2031, 1, 1), [CLINICAL, PREFACE]),
    ],
)
def test_by_date_of_service(
    day: date, expected: list[str], shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    assert governing(choose(shipped, make_request("64483", day=day))) == expected


@pytest.mark.parametrize(
    ("code", "musculoskeletal"),
    [
        ("64483", True),
        ("64484", True),
        ("29827", True),
        ("29826", True),
        ("27447", True),
        ("20610", True),
        ("22551", True),
        ("62323", True),
        ("G0260", True),
        (" g0260 ", True),
        ("20000", True),
        ("29999", True),
        ("19999", False),
        ("30000", False),
        ("72148", False),
        ("78452", False),
        ("97110", False),
        ("J1100", False),
        ("0275T", False),
        ("2082", False),
        ("208200", False),
        ("", False),
    ],
)
def test_by_code(
    code: str, musculoskeletal: bool, shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    expected = [CLINICAL, PREFACE] if musculoskeletal else [CLINICAL]
    assert governing(choose(shipped, make_request(code))) == expected


@pytest.mark.parametrize(
    ("business", "payer", "code", "governs", "words"),
    [
        ("commercial", "Plan of the North", "27447", True, "Names the code 27447"),
        ("exchange", " plan  of the NORTH", "29881", True, "Names the code 29881"),
        ("commercial", "Plan of the North", "64483", True, "64483 is musculoskeletal"),
        ("medicare_advantage", "Plan of the North", "27447", False, "line of business is medicare advantage"),
        ("", "Plan of the North", "27447", False, "No line of business"),
        ("commercial", "Other", "27447", False, "The payer is Other"),
        ("commercial", "", "27447", False, "No payer"),
        ("commercial", "Plan of the North", "78452", False, "78452 is not among"),
    ],
)
def test_by_plan_and_code(
    business: str,
    payer: str,
    code: str,
    governs: bool,
    words: str,
    write_pack: PackWriter,
    user_folder: Path,
    make_request: RequestMaker,
) -> None:
    write_pack()
    library = PolicyLibrary.load(user_folder=user_folder)
    choices = choose(library, make_request(code, business=business, payer=payer))
    assert ("knee-care" in governing(choices)) is governs
    assert words in why(choices, "knee-care")


def test_without_a_date_of_service_nothing_governs(
    shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    choices = choose(shipped, make_request("64483", day=None))
    assert governing(choices) == []
    assert "No date of service" in why(choices, CLINICAL)


def test_without_a_service_nothing_governs(shipped: PolicyLibrary, make_request: RequestMaker) -> None:
    assert governing(choose(shipped, make_request())) == []


def test_the_example_governs_the_sample_payer_only(
    shipped: PolicyLibrary, make_request: RequestMaker
) -> None:
    request = make_request("64483", day=date(2025, 9, 18), payer="Tamarack Mutual Health")
    assert governing(choose(shipped, request)) == [CLINICAL, PREFACE, EXAMPLE]
    assert governing(choose(shipped, make_request("64483", day=date(2025, 9, 18)))) == [CLINICAL, PREFACE]


VERSIONS = [
    ("1", "2023-01-01", "2023-12-31"),
    ("2", "2024-01-01", None),
    ("3", "2025-01-01", None),
    ("3.1", "2025-01-01", None),
]


@pytest.fixture
def versions(write_pack: PackWriter, user_folder: Path) -> PolicyLibrary:
    for version, first, last in VERSIONS:
        write_pack(
            f"{version}.yaml",
            version=version,
            effective_from=first,
            effective_to=last,
            applies={"every_request": True},
        )
    return PolicyLibrary.load(user_folder=user_folder)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), "1"),
        (date(2023, 12, 31), "1"),
        (date(2024, 1, 1), "2"),
        (date(2024, 12, 31), "2"),
        (date(2025, 1, 1), "3.1"),
    ],
)
def test_one_version_governs_each_day(
    day: date, version: str | None, versions: PolicyLibrary, make_request: RequestMaker
) -> None:
    choices = choose(versions, make_request("64483", day=day))
    governs = [choice.pack.version for choice in choices if choice.governs and choice.pack.id == "knee-care"]
    assert governs == ([version] if version is not None else [])
    assert len([choice for choice in choices if choice.pack.id == "knee-care"]) == len(VERSIONS)


def test_the_reason_of_each_version(versions: PolicyLibrary, make_request: RequestMaker) -> None:
    choices = choose(versions, make_request("64483", day=date(2024, 6, 1)))
    assert (
        why(choices, "knee-care", "1") == "In effect until 2023-12-31, before the date of service 2024-06-01."
    )
    assert (
        why(choices, "knee-care", "2")
        == "Applies to every request. In effect on the date of service 2024-06-01."
    )
    assert (
        why(choices, "knee-care", "3") == "Takes effect on 2025-01-01, after the date of service 2024-06-01."
    )
    later = choose(versions, make_request("64483", day=date(2025, 6, 1)))
    assert why(later, "knee-care", "2") == "Replaced by version 3.1, in effect from 2025-01-01."


def test_a_review_keeps_the_versions_it_was_made_with(
    versions: PolicyLibrary, make_request: RequestMaker
) -> None:
    kept = (PackReference("knee-care", "3"),)
    choices = choose(versions, make_request("64483", day=date(2025, 6, 1)), kept)
    assert governing(choices) == ["knee-care"]
    assert [choice.pack.version for choice in choices if choice.governs] == ["3"]
    assert why(choices, "knee-care", "3.1") == "The review keeps version 3, with which it was made."
    assert why(choices, CLINICAL) == "The review was made without this pack."


def test_a_kept_version_does_not_govern_a_day_outside_its_dates(
    versions: PolicyLibrary, make_request: RequestMaker
) -> None:
    kept = (PackReference("knee-care", "1"),)
    assert governing(choose(versions, make_request("64483", day=date(2025, 6, 1)), kept)) == []


def test_lines_are_chosen_for_one_by_one(shipped: PolicyLibrary, make_request: RequestMaker) -> None:
    request = make_request("64483", "78452")
    assert governing(choose_for_line(shipped, request, request.services[0])) == [CLINICAL, PREFACE]
    assert governing(choose_for_line(shipped, request, request.services[1])) == [CLINICAL]
    choices = choose(shipped, request)
    assert why(choices, PREFACE).startswith("Line 1: The code 64483 is musculoskeletal.")
    assert why(choices, CLINICAL).startswith("Applies to every request.")
    assert "Line 1: The payer" not in why(choices, EXAMPLE)


def test_lines_on_different_days_may_have_different_versions(
    versions: PolicyLibrary, make_request: RequestMaker
) -> None:
    request = make_request("64483", "64484", day=date(2023, 5, 1))
    second = replace(request.services[1], requested_dos=date(2024, 5, 1))
    choices = choose(versions, replace(request, services=(request.services[0], second)))
    governs = [choice for choice in choices if choice.governs and choice.pack.id == "knee-care"]
    assert [(choice.pack.version, choice.why.split(":")[0]) for choice in governs] == [
        ("2", "Line 2"),
        ("1", "Line 1"),
    ]
