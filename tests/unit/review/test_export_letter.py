"""The letter of a real case: what a pended line asks for, and who asks; none before an outcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.review import FindingState, LineDetermination, Outcome
from reviewer_app.review.desk import Desk
from reviewer_app.review.export_order import export_order
from tests.unit.review.desks import WatchedCases, lumbar_request

LETTER = export_order("html", "letter")


@pytest.fixture
def desk(desk: Desk, cases: WatchedCases) -> Desk:
    desk.open(cases.made("small", lumbar_request(request_id="PA-1"), a="A visit note."))
    return desk


def test_a_pended_line_asks_element_by_element_with_the_policy(desk: Desk, tmp_path: Path) -> None:
    desk.mark_finding("s5-imaging", FindingState.ABSENT)
    desk.mark_finding("s2-current-status", FindingState.INSUFFICIENT)
    case = desk.enter_determination(LineDetermination(1, Outcome.PEND))
    asked = case.review.determination(1).missing
    assert asked
    target = tmp_path / "letter.html"
    desk.export(LETTER, target, draft_allowed=True)
    text = target.read_text(encoding="utf-8")
    assert "Request for information" in text
    for item in asked:
        assert item.partition(" (")[0] in text
    assert "effective 1 February 2025" in text
    assert desk.suggested_name(LETTER) == "PA-1-letter-v1-draft"


@pytest.mark.parametrize("outcome", [None, Outcome.REFER])
def test_there_is_no_letter_before_an_outcome_that_goes_out(
    desk: Desk, tmp_path: Path, outcome: Outcome | None
) -> None:
    if outcome is not None:
        desk.enter_determination(LineDetermination(1, outcome))
    with pytest.raises(BlockedError, match="no letter to write yet"):
        desk.export(LETTER, tmp_path / "letter.html", draft_allowed=True)
    assert list(tmp_path.glob("letter*")) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("csv", "letter"), "pdf, html, docx"),
        (("pdf", "note"), "summary, letter, member-letter"),
        (("pdf", "summary", "cases"), "csv"),
        (("csv", "summary", "pages"), "findings, cases"),
    ],
)
def test_an_order_that_makes_no_sense_names_what_does(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        export_order(*words)
