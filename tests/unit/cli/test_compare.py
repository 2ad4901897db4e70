"""``history compare`` in words: who agrees how far, where they differ, and what each of them cites."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer_app.cli.app import run
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.summary.json import summary_json
from tests.unit.summary import cases
from tests.unit.summary.test_summary import summary_of

CASE = cases.signed_case()
MARKED = next(name for name, finding in CASE.review.findings.items() if finding.evidence)


def exported(file: Path, case: OpenCase) -> str:
    file.write_bytes(summary_json(summary_of(case)))
    return str(file)


def other_opinion() -> OpenCase:
    """The same case with one mark and one outcome otherwise."""
    finding = replace(CASE.review.finding(MARKED), state=FindingState.INSUFFICIENT)
    first, *rest = CASE.review.determinations
    assert first.outcome is not Outcome.PEND
    review = replace(
        CASE.review,
        findings={**CASE.review.findings, MARKED: finding},
        determinations=(replace(first, outcome=Outcome.PEND), *rest),
    )
    return replace(CASE, review=review)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert run(["history", "compare", *arguments]) == code
    out, error = capsys.readouterr()
    return out, error


def test_differences_are_printed_with_both_citations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = exported(tmp_path / "a.json", CASE), exported(tmp_path / "b.json", other_opinion())
    out, error = printed(capsys, ours, theirs)
    assert error == ""
    assert f"A: {cases.PHYSICIAN.name}, version 2" in out
    assert "kappa 0." in out
    differences = out.partition("Differences\n")[2]
    element = CASE.checklist.find(MARKED)
    assert element is not None
    assert element.element.title in differences
    assert "  A  present" in differences
    assert "  B  insufficient" in differences
    assert "  B  pend" in differences
    for item in CASE.review.finding(MARKED).evidence:
        assert differences.count(f"{item.file}, page {item.anchor.page}") == 2
        assert item.anchor.quote[:80] in differences


def test_no_difference_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(tmp_path / "a.json", CASE)
    out, _ = printed(capsys, file, file)
    assert "No difference." in out
    assert "100 %" in out


def test_json_is_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(tmp_path / "a.json", CASE)
    out, _ = printed(capsys, file, file, "--json")
    assert json.loads(out)["format"] == "reviewer-app-agreement"


def test_what_is_no_summary_is_bad_input_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = exported(tmp_path / "a.json", CASE)
    (tmp_path / "wrong.json").write_text("[]", encoding="utf-8")
    out, error = printed(capsys, file, str(tmp_path / "wrong.json"), code=3)
    assert out == ""
    assert error.count("\n") == 1
    assert "wrong.json" in error


def test_versions_are_named_by_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, error = printed(capsys, "first", "2", "--case", str(tmp_path), code=2)
    assert "first is none" in error
