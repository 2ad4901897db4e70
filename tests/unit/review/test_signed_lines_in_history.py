"""Signing writes the service lines into the history; a case never meets its own lines again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.prior_request import BadRow, ImportCounts, MatchKind, PriorRequest, PriorStatus
from reviewer_app.domain.review import Outcome
from reviewer_app.review.desk import Desk
from reviewer_app.review.prior_requests import (
    Matcher,
    export_history,
    find_prior_requests,
    import_history,
)
from reviewer_app.review.workspace import open_workspace
from tests.unit.review.desks import (
    WatchedCases,
    decide_all,
    lumbar_request,
    mark_all_present,
    page_of,
)


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("first", lumbar_request(request_id="PA-1"), a="A visit note."))
    return desk


def sign(desk: Desk, outcome: Outcome, **more: str | tuple[str, ...]) -> None:
    mark_all_present(desk)
    assert desk.case is not None
    desk.attach_evidence("s5-imaging", page_of(desk.case, "a.txt"))
    decide_all(desk, outcome, **more)
    desk.sign("")


def history(desk: Desk) -> list[PriorRequest]:
    return list(desk.workspace.store.history.all())


def kinds(desk: Desk) -> list[MatchKind | None]:
    """What the lines of the open case are to the history, its own rows apart."""
    case = desk.case
    assert case is not None
    own = (case.case_id, case.request.request_id)
    found = find_prior_requests(desk.workspace.store, case.request, Matcher.load(None), own)
    return [one.relation.kind for one in found if one.relation.kind is not None]


def unexpected(row: BadRow) -> None:
    pytest.fail(row.reason)


def test_nothing_is_written_before_signing(desk: Desk) -> None:
    mark_all_present(desk)
    decide_all(desk, Outcome.APPROVE)
    assert history(desk) == []


def test_a_signed_line_is_an_earlier_request_of_the_next_case(desk: Desk, cases: WatchedCases) -> None:
    sign(desk, Outcome.APPROVE)
    assert desk.case is not None
    case_id, line = desk.case.case_id, desk.case.request.services[0]
    (row,) = history(desk)
    assert (row.id, row.case, row.status) == (f"{case_id}:1", "PA-1", PriorStatus.APPROVED)
    assert (row.codes, row.region) == ((line.code,), line.body_region)
    assert kinds(desk) == []
    desk.open(cases.made("again", lumbar_request(request_id="PA-2"), b="Another visit note."))
    assert kinds(desk) == [MatchKind.DUPLICATE]


def test_a_pended_case_is_pending(desk: Desk) -> None:
    sign(desk, Outcome.PEND, reason="No imaging.", criterion="s5-imaging", missing=("Its report",))
    (row,) = history(desk)
    assert (row.status, row.decided) == (PriorStatus.PENDING, None)


def test_a_case_without_request_id_is_known_by_its_own(desk: Desk, cases: WatchedCases) -> None:
    desk.open(cases.made("nameless", lumbar_request(request_id=None), c="A third visit note."))
    case = desk.case
    assert case is not None
    mark_all_present(desk)
    desk.attach_evidence("s5-imaging", page_of(case, "c.txt"))
    decide_all(desk, Outcome.APPROVE)
    desk.sign("")
    (row,) = history(desk)
    assert row.case == case.case_id
    assert kinds(desk) == []


def test_an_amendment_replaces_the_lines_when_it_is_signed(desk: Desk) -> None:
    sign(desk, Outcome.PEND, reason="No imaging.", criterion="s5-imaging", missing=("Its report",))
    desk.amend("The rationale was incomplete.")
    assert [row.status for row in history(desk)] == [PriorStatus.PENDING]
    decide_all(desk, Outcome.APPROVE)
    desk.sign("")
    assert [row.status for row in history(desk)] == [PriorStatus.APPROVED]


def test_signed_lines_that_go_elsewhere_change_nothing_the_second_time(desk: Desk, tmp_path: Path) -> None:
    sign(desk, Outcome.APPROVE)
    for name in ("history.json", "history.csv"):
        export_history(desk.workspace.store, tmp_path / name)
        assert import_history(desk.workspace.store, tmp_path / name, unexpected) == ImportCounts(unchanged=1)
    with open_workspace(tmp_path / "elsewhere") as other:
        file = tmp_path / "history.json"
        assert import_history(other.store, file, unexpected) == ImportCounts(new=1)
        assert import_history(other.store, file, unexpected) == ImportCounts(unchanged=1)


def test_a_signature_that_fails_leaves_no_line(desk: Desk, cases: WatchedCases) -> None:
    mark_all_present(desk)
    decide_all(desk, Outcome.APPROVE)
    assert desk.case is not None
    cases.write(desk.case.folder / "a.txt", b"Another content.")
    with pytest.raises(BlockedError):
        desk.sign("")
    assert history(desk) == []
