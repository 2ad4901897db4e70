"""The worklist: one row for each case folder, with what is known of it."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from reviewer_app.domain.case import CaseRow
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.review.desk import Desk
from tests.unit.review.desks import (
    KNEE,
    LUMBAR,
    SAMPLE_NAMES,
    WatchedCases,
    decide_all,
    ids,
    knee_request,
    lumbar_request,
    mark_all_present,
)


def row(desk: Desk, cases: WatchedCases, name: str) -> CaseRow:
    return next(one for one in desk.worklist(cases.root) if one.folder.name == name)


def test_samples_before_they_are_opened(desk: Desk, cases: WatchedCases) -> None:
    for name in SAMPLE_NAMES:
        cases.sample(name)
    rows = {one.folder.name: one for one in desk.worklist(cases.root)}
    assert list(rows) == sorted(SAMPLE_NAMES)
    lumbar = rows[LUMBAR]
    assert (lumbar.name, lumbar.member, lumbar.service) == (
        "PA-2025-090412",
        "Halvorsen, Denise",
        "64483 LT",
    )
    assert lumbar.received == datetime.fromisoformat("2025-09-04T09:26:00-05:00")
    assert lumbar.due is not None
    assert lumbar.due > lumbar.received
    assert {one.status for one in rows.values()} == {"new"}
    assert (rows[KNEE].name, rows[KNEE].member, rows[KNEE].received) == (KNEE, "", None)


def test_a_row_follows_the_review(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("small", lumbar_request(), a="A visit note."))
    count = len(ids(case))
    opened = row(desk, cases, "small")
    assert (opened.status, opened.progress, opened.case_id) == ("in review", f"0 of {count}", case.case_id)
    desk.mark_finding("s5-imaging", FindingState.PRESENT)
    assert row(desk, cases, "small").progress == f"1 of {count}"
    mark_all_present(desk)
    decide_all(desk, Outcome.APPROVE)
    desk.sign("")
    assert row(desk, cases, "small").status == "signed: approve"
    desk.amend("The rationale was incomplete.")
    assert row(desk, cases, "small").status == "in review"


def test_an_entered_request_fills_its_row(desk: Desk, cases: WatchedCases) -> None:
    desk.open(cases.made("knee", a="A visit note."))
    desk.enter_request(knee_request())
    known = row(desk, cases, "knee")
    assert (known.member, known.service) == ("Oduya-Kramer, Winifred", "20611 LT · J7325")
    assert known.received == knee_request().received
    assert known.due is not None


def test_a_moved_folder_is_known_once_it_was_opened(desk: Desk, cases: WatchedCases) -> None:
    case = desk.open(cases.made("here", lumbar_request(), a="A visit note."))
    cases.move(case.folder, cases.root / "there")
    assert row(desk, cases, "there").status == "new"
    desk.open(cases.root / "there")
    assert row(desk, cases, "there").status == "in review"


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"{", "not valid JSON"), (b"[]", "not a JSON object"), (b"\xff\xfe", "not UTF-8")],
)
def test_an_unusable_request_is_the_problem_of_its_row(
    desk: Desk, cases: WatchedCases, content: bytes, problem: str
) -> None:
    cases.made("good", lumbar_request(), a="A visit note.")
    cases.write(cases.root / "bad" / "request.json", content)
    assert problem in row(desk, cases, "bad").problem
    assert row(desk, cases, "good").problem == ""


def test_only_folders_are_cases_in_order_of_their_names(desk: Desk, cases: WatchedCases) -> None:
    for name in ("b", "A", ".hidden"):
        cases.made(name)
    cases.write(cases.root / "a file.pdf", b"%PDF-")
    assert [one.folder.name for one in desk.worklist(cases.root)] == ["A", "b"]


def test_a_root_that_is_not_there(desk: Desk, cases: WatchedCases) -> None:
    with pytest.raises(InputError, match="nowhere"):
        desk.worklist(cases.root / "nowhere")
    assert desk.last_root() is None


def test_the_last_root_is_remembered(desk: Desk, cases: WatchedCases) -> None:
    desk.worklist(cases.root)
    assert desk.last_root() == cases.root


def test_a_row_tells_every_service(desk: Desk, cases: WatchedCases) -> None:
    services = [{"code": "29827", "modifiers": ["RT"]}, {"code": "29828"}]
    folder = cases.made("two", lumbar_request(services=services))
    assert json.loads((folder / "request.json").read_text())["services"] == services
    assert row(desk, cases, "two").service == "29827 RT · 29828"
