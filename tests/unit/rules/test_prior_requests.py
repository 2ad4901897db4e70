"""What a service line is to an earlier request, case by case (S17, S18, S19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reviewer_app.domain.prior_request import MatchKind, Period, PriorRequest, PriorStatus, Relation
from reviewer_app.domain.request import Diagnosis, Member, Provider, Request, ServiceLine
from reviewer_app.policies.code_families import load_code_families
from reviewer_app.resources_folder import resources_folder
from reviewer_app.rules.prior_requests import relation_to

FAMILIES = load_code_families(resources_folder() / "policies")
DAY = date(2025, 8, 28)
MEMBER = Member("TM-100200-01", "Iris", "Vantongeren", date(1960, 5, 9), "F")
LINE = ServiceLine(
    1, "64483", body_region="lumbar spine", laterality="right", level="L4-L5", requested_dos=DAY
)
REQUEST = Request(
    request_id="PA-2",
    member=MEMBER,
    services=(LINE,),
    diagnoses=(Diagnosis("M54.16"),),
    ordering_provider=Provider("1482059379"),
)
PRIOR = PriorRequest(
    "H-1",
    MEMBER,
    ("64483",),
    PriorStatus.APPROVED,
    region="lumbar spine",
    laterality="right",
    level="L4-L5",
    diagnoses=("M54.16",),
    ordering_npi="1482059379",
    decided=DAY - timedelta(days=35),
    valid_from=DAY - timedelta(days=35),
    valid_to=DAY + timedelta(days=55),
)
MRI_LINE = replace(LINE, code="72148", laterality="", level="")
MRI = replace(PRIOR, codes=("72148",), laterality="", level="")
KNEE_LINE = replace(LINE, code="73721", body_region="left knee", laterality="", level="")
KNEE = replace(PRIOR, codes=("73721",), region="knee", laterality="left", level="")
DUPLICATE, SIMILAR, SEQUENTIAL = MatchKind.DUPLICATE, MatchKind.SIMILAR, MatchKind.SEQUENTIAL


def done(days_before: int) -> Period:
    """Performed on one day, so long before the new date of service."""
    day = DAY - timedelta(days=days_before)
    return Period(day, day)


def related(prior: PriorRequest, line: ServiceLine = LINE) -> Relation | None:
    return relation_to(replace(REQUEST, services=(line,)), line, prior, FAMILIES)


def kind(prior: PriorRequest, line: ServiceLine = LINE) -> MatchKind | None:
    found = related(prior, line)
    return found.kind if found else None


@pytest.mark.parametrize(
    ("expected", "prior", "line"),
    [
        pytest.param(DUPLICATE, PRIOR, LINE, id="the same, performed unknown"),
        pytest.param(DUPLICATE, replace(PRIOR, status=PriorStatus.PENDING), LINE, id="still pending"),
        pytest.param(DUPLICATE, replace(PRIOR, status=PriorStatus.PARTIAL), LINE, id="approved in part"),
        pytest.param(DUPLICATE, replace(PRIOR, laterality=""), LINE, id="unknown side is possible"),
        pytest.param(DUPLICATE, replace(PRIOR, laterality="bilateral"), LINE, id="both sides hold one"),
        pytest.param(DUPLICATE, replace(PRIOR, laterality="", modifiers=("50",)), LINE, id="modifier 50"),
        pytest.param(DUPLICATE, replace(PRIOR, region=""), LINE, id="no region named"),
        pytest.param(DUPLICATE, replace(PRIOR, region="L-spine"), LINE, id="region in other words"),
        pytest.param(DUPLICATE, replace(PRIOR, level="L4/5"), LINE, id="level in other words"),
        pytest.param(DUPLICATE, replace(PRIOR, codes=("77003", "64483")), LINE, id="one of several codes"),
        pytest.param(DUPLICATE, replace(PRIOR, never_performed=True), LINE, id="unused, still valid"),
        pytest.param(DUPLICATE, replace(PRIOR, performed=Period(DAY, DAY)), LINE, id="performed that day"),
        pytest.param(DUPLICATE, MRI, MRI_LINE, id="a study again"),
        pytest.param(DUPLICATE, replace(MRI, performed=done(30)), MRI_LINE, id="a study done lately"),
        pytest.param(DUPLICATE, KNEE, KNEE_LINE, id="side in the words of the region"),
        pytest.param(DUPLICATE, KNEE, replace(KNEE_LINE, modifiers=("LT",)), id="side by modifier"),
        pytest.param(None, KNEE, replace(KNEE_LINE, body_region="knee", modifiers=("RT",)), id="other side"),
        pytest.param(None, replace(PRIOR, laterality="left"), LINE, id="other side of the spine"),
        pytest.param(None, replace(PRIOR, status=PriorStatus.DENIED), LINE, id="denied"),
        pytest.param(None, replace(PRIOR, status=PriorStatus.WITHDRAWN), LINE, id="withdrawn"),
        pytest.param(None, MRI, LINE, id="an MRI is no duplicate of an injection"),
        pytest.param(None, replace(PRIOR, region="cervical spine"), LINE, id="other region"),
        pytest.param(None, replace(PRIOR, case="PA-2"), LINE, id="this request itself"),
        pytest.param(
            None,
            replace(MRI, performed=done(400), valid_from=None, valid_to=None),
            MRI_LINE,
            id="a study long ago",
        ),
        pytest.param(
            None,
            replace(PRIOR, never_performed=True, valid_to=DAY - timedelta(days=5)),
            LINE,
            id="ended and never used",
        ),
        pytest.param(DUPLICATE, replace(PRIOR, region="right L4-5", level=""), LINE, id="level as region"),
        pytest.param(DUPLICATE, replace(MRI, region="low back"), MRI_LINE, id="region in plain words"),
        pytest.param(DUPLICATE, replace(MRI, region=""), MRI_LINE, id="region by the code"),
        pytest.param(DUPLICATE, PRIOR, replace(LINE, modifiers=("59",)), id="a claim by modifier"),
        pytest.param(DUPLICATE, KNEE, replace(KNEE_LINE, modifiers=("77",)), id="a repeat by modifier"),
        pytest.param(DUPLICATE, replace(KNEE, laterality="bilat"), KNEE_LINE, id="bilateral, shortened"),
        pytest.param(DUPLICATE, replace(PRIOR, ordering_npi="1134159379"), LINE, id="another provider"),
        pytest.param(
            DUPLICATE,
            replace(PRIOR, dos=done(300), valid_from=DAY - timedelta(days=300)),
            LINE,
            id="planned long ago, authorized still",
        ),
        pytest.param(
            DUPLICATE,
            replace(PRIOR, performed=Period(DAY - timedelta(days=20), DAY + timedelta(days=20))),
            LINE,
            id="sessions still going on",
        ),
        pytest.param(
            DUPLICATE,
            replace(PRIOR, valid_from=DAY + timedelta(days=30), valid_to=DAY + timedelta(days=90)),
            LINE,
            id="approved for later",
        ),
        pytest.param(
            DUPLICATE,
            replace(PRIOR, decided=None, valid_from=None, valid_to=None),
            LINE,
            id="no date named",
        ),
        pytest.param(
            None,
            replace(PRIOR, valid_from=DAY - timedelta(days=400), valid_to=DAY - timedelta(days=200)),
            LINE,
            id="ended long ago, performed unknown",
        ),
        pytest.param(
            SIMILAR,
            replace(MRI, modifiers=("TC",)),
            replace(MRI_LINE, modifiers=("26",)),
            id="made by one, read by the other",
        ),
        pytest.param(
            SIMILAR,
            replace(KNEE, codes=("29881",)),
            replace(KNEE_LINE, code="27447"),
            id="two operations on a joint",
        ),
        pytest.param(None, replace(KNEE, codes=("20610",)), KNEE_LINE, id="an injection before a study"),
        pytest.param(
            None,
            replace(KNEE, codes=("97110",)),
            replace(KNEE_LINE, code="20610"),
            id="therapy, injection",
        ),
        pytest.param(
            None, replace(KNEE, region="right knee", laterality=""), KNEE_LINE, id="side in words, other"
        ),
        pytest.param(SIMILAR, replace(PRIOR, level="L2-L3"), LINE, id="other level"),
        pytest.param(SIMILAR, replace(PRIOR, codes=("62323",), level=""), LINE, id="same family"),
        pytest.param(SIMILAR, replace(MRI, codes=("72131",)), MRI_LINE, id="CT and MRI of one region"),
        pytest.param(SIMILAR, replace(MRI, codes=("72158",)), MRI_LINE, id="with and without contrast"),
        pytest.param(SIMILAR, replace(PRIOR, codes=("64493",)), LINE, id="another injection there"),
        pytest.param(
            None,
            replace(PRIOR, codes=("64493",), performed=done(200)),
            LINE,
            id="another injection long ago",
        ),
        pytest.param(SEQUENTIAL, replace(PRIOR, performed=done(100)), LINE, id="done before"),
        pytest.param(SEQUENTIAL, replace(PRIOR, performed=done(600)), LINE, id="done long before"),
        pytest.param(SEQUENTIAL, replace(PRIOR, performed=done(1)), LINE, id="done the day before"),
        pytest.param(
            SEQUENTIAL,
            replace(PRIOR, performed=done(90), status=PriorStatus.PARTIAL),
            LINE,
            id="done, approved in part",
        ),
        pytest.param(
            SEQUENTIAL,
            replace(KNEE, codes=("20611",), performed=done(90)),
            replace(KNEE_LINE, code="20610"),
            id="done by a code for the same",
        ),
        pytest.param(
            SEQUENTIAL,
            replace(KNEE, codes=("J7321",), performed=done(200)),
            replace(KNEE_LINE, code="J7325"),
            id="another product of the family",
        ),
        pytest.param(
            None,
            replace(PRIOR, performed=done(1200), valid_from=None, valid_to=None),
            LINE,
            id="done too long before",
        ),
        pytest.param(
            DUPLICATE,
            replace(PRIOR, performed=done(90), diagnoses=("S33.5XXA",)),
            LINE,
            id="done for another condition",
        ),
        pytest.param(
            SEQUENTIAL, replace(PRIOR, codes=("62323",), performed=done(90)), LINE, id="by another way in"
        ),
        pytest.param(
            SEQUENTIAL, replace(PRIOR, level="L5-S1", performed=done(90)), LINE, id="at another level"
        ),
        pytest.param(
            SEQUENTIAL,
            replace(PRIOR, diagnoses=("M51.16",), performed=done(90)),
            LINE,
            id="one condition, two categories",
        ),
        pytest.param(
            None, replace(PRIOR, laterality="left", performed=done(90)), LINE, id="done on the other side"
        ),
    ],
)
def test_the_class_of_a_pair(expected: MatchKind | None, prior: PriorRequest, line: ServiceLine) -> None:
    assert kind(prior, line) is expected


def test_a_denied_request_is_shown_with_the_reason() -> None:
    found = related(replace(PRIOR, status=PriorStatus.DENIED))
    assert found is not None
    assert any("denied" in reason for reason in found.reasons)


def test_a_request_of_another_region_is_not_even_shown() -> None:
    assert related(replace(MRI, codes=("73221",), region="shoulder")) is None


def test_unknown_fields_make_a_match_less_certain() -> None:
    full, vague = related(PRIOR), related(replace(PRIOR, laterality="", region=""))
    assert full is not None
    assert vague is not None
    assert full.certainty == 1.0
    assert 0 < vague.certainty < full.certainty


def test_both_requests_stand_side_by_side() -> None:
    found = related(replace(PRIOR, level="L2-L3", ordering_npi="1652088414"))
    assert found is not None
    assert found.same_provider is False
    agreeing = {field.name: field.agrees for field in found.compared}
    assert agreeing["level"] is False
    assert agreeing["region"] is True
    assert agreeing["ordering provider"] is False


def test_the_window_ends_on_its_last_day() -> None:
    for days, expected in ((180, DUPLICATE), (181, None)):
        day = DAY - timedelta(days=days)
        prior = replace(MRI, valid_from=None, valid_to=None, decided=None, dos=Period(day, day))
        assert kind(prior, MRI_LINE) is expected


def test_a_side_that_only_a_modifier_names_is_compared_and_missed() -> None:
    by_modifier = replace(KNEE_LINE, body_region="knee", modifiers=("LT",))
    sure, unsure = related(KNEE, by_modifier), related(replace(KNEE, laterality=""), by_modifier)
    assert sure is not None
    assert unsure is not None
    assert unsure.certainty < sure.certainty
    side = next(field for field in sure.compared if field.name == "side")
    assert (side.requested, side.prior, side.agrees) == ("left", "left", True)


@pytest.mark.parametrize(
    ("asked", "before", "expected"),
    [
        pytest.param("J9271", "J9271", SEQUENTIAL, id="a cancer drug again"),
        pytest.param("J9271", "J9299", SIMILAR, id="a cancer drug of the same kind"),
        pytest.param("96413", "96415", SEQUENTIAL, id="the next infusion"),
        pytest.param("93656", "93656", SEQUENTIAL, id="ablation in the heart again"),
        pytest.param("93458", "93458", DUPLICATE, id="a catheter study of the heart again"),
        pytest.param("92928", "93458", None, id="coronary vessels opened after the study"),
        pytest.param("93458", "78452", None, id="a catheter study after the perfusion study"),
        pytest.param("81432", "81162", SIMILAR, id="more genes of the same disease"),
        pytest.param("36475", "36478", SEQUENTIAL, id="veins closed again by another way"),
        pytest.param("E0601", "E0601", DUPLICATE, id="a device again"),
        pytest.param("E0601", "95810", None, id="a device after the sleep study"),
    ],
)
def test_services_outside_the_joints_and_the_spine(
    asked: str, before: str, expected: MatchKind | None
) -> None:
    line = replace(LINE, code=asked, body_region="", laterality="", level="")
    prior = replace(
        PRIOR,
        codes=(before,),
        region="",
        laterality="",
        level="",
        performed=done(60),
        decided=DAY - timedelta(70),
    )
    assert kind(prior, line) is expected
