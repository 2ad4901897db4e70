"""Whole cases against a whole history: each case meets its own earlier requests among those of others.

The samples, and the cases beside the checkout where there are some, are asked with one history; what a case
is related to stands in its truth.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer_app.domain.prior_request import BadRow, PriorMatch
from reviewer_app.domain.request import Request
from reviewer_app.review.prior_requests import (
    Matcher,
    find_prior_requests,
    import_history,
    read_new_request,
)
from reviewer_app.review.workspace import Workspace, open_workspace
from tests.unit.review.desks import KNEE, ROOT, SAMPLE_NAMES, SAMPLES, knee_request, truth

SHARED = ROOT.parent / "shared" / "cases"
SHARED_CASES = sorted(path.parent.parent for path in SHARED.glob("*/folder/request.json"))
HISTORIES = (SAMPLES / "prior-requests.json", *SHARED.glob("request_history.json"))
of_each_shared_case = pytest.mark.parametrize("case", SHARED_CASES, ids=lambda case: case.name)


def unexpected(row: BadRow) -> None:
    pytest.fail(row.reason)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A history with the earlier requests of all cases."""
    with open_workspace(tmp_path_factory.mktemp("data")) as opened:
        for file in HISTORIES:
            import_history(opened.store, file, unexpected)
        yield opened


def found(workspace: Workspace, request: Request) -> tuple[PriorMatch, ...]:
    return find_prior_requests(workspace.store, request, Matcher.load(None))


def matches(workspace: Workspace, request: Request) -> set[tuple[str, str]]:
    """Id and kind of the earlier requests that are a match."""
    related = found(workspace, request)
    return {(one.prior.id, one.relation.kind.value) for one in related if one.relation.kind}


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_a_sample_meets_the_earlier_requests_that_its_truth_names(workspace: Workspace, name: str) -> None:
    request = knee_request() if name == KNEE else read_new_request(SAMPLES / name)
    told = truth()[name]["prior_requests"]
    assert matches(workspace, request) == {(prior["id"], prior["kind"]) for prior in told if prior["kind"]}


@of_each_shared_case
def test_a_shared_case_is_related_as_its_truth_says(workspace: Workspace, case: Path) -> None:
    relation: dict[str, Any] = json.loads((case / "truth.json").read_text(encoding="utf-8"))["relation"]
    named = {name for name in relation.get("of", ()) if name not in {one.name for one in SHARED_CASES}}
    assert matches(workspace, read_new_request(case / "folder")) == {
        (name, relation["type"]) for name in named
    }


@of_each_shared_case
def test_a_shared_case_is_shown_nothing_of_others_or_of_itself(workspace: Workspace, case: Path) -> None:
    request = read_new_request(case / "folder")
    for one in found(workspace, request):
        assert one.prior.member.member_id == request.member.member_id
        assert one.prior.case != request.request_id
