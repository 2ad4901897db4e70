"""Comparing reviewers: over exported summaries of several cases, and over the versions of one case."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import InputError, UsageError
from reviewer_app.domain.evidence import Anchor
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.agreement_json import agreement_json
from reviewer_app.review.compare_reviews import (
    compare_files,
    compare_versions,
    other_differences,
    review_of_version,
    versions_to_compare,
)
from reviewer_app.review.desk import Desk
from reviewer_app.rules.agreement import Comparison
from reviewer_app.summary.json import summary_json
from tests.unit.review.desks import (
    WatchedCases,
    decide_all,
    lumbar_request,
    mark_all_present,
    page_of,
)
from tests.unit.summary import cases
from tests.unit.summary.test_summary import summary_of

IMAGING = "s5-imaging"


def exported(folder: Path, name: str, case: OpenCase) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.json"
    file.write_bytes(summary_json(summary_of(case)))
    return file


def named(case: OpenCase, name: str) -> OpenCase:
    return replace(case, request=replace(case.request, request_id=name))


def with_mark(case: OpenCase, element: str, state: FindingState) -> OpenCase:
    finding = replace(case.review.finding(element), state=state)
    findings = {**case.review.findings, element: finding}
    return replace(case, review=replace(case.review, findings=findings))


def assert_follows_schema(found: Comparison) -> None:
    text = (resources_folder() / "schemas" / "agreement.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    written = json.loads(json.dumps(agreement_json(found), allow_nan=False))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(written)] == []


def test_folders_of_summaries_are_compared_case_by_case(tmp_path: Path) -> None:
    case = cases.signed_case()
    marked = next(iter(case.review.findings))
    for name in ("PA-1", "PA-2", "PA-3"):
        exported(tmp_path / "ours", name, named(case, name))
    exported(tmp_path / "theirs", "x", named(with_mark(case, marked, FindingState.ABSENT), "PA-2"))
    exported(tmp_path / "theirs", "y", named(case, "PA-1"))
    found = compare_files(tmp_path / "ours", tmp_path / "theirs")
    assert [first.case for first, _ in found.cases] == ["PA-1", "PA-2"]
    assert found.only_first == ("PA-3",)
    assert found.marks.judged - found.marks.agreed == 1
    assert found.marks.kappa is not None
    (difference,) = found.differences
    assert (difference.case, difference.element.id) == ("PA-2", marked)
    assert_follows_schema(found)


def test_what_both_cite_stands_in_the_json(tmp_path: Path) -> None:
    case = cases.signed_case()
    marked = next(name for name, finding in case.review.findings.items() if finding.evidence)
    ours = exported(tmp_path, "ours", case)
    theirs = exported(tmp_path, "theirs", with_mark(case, marked, FindingState.INSUFFICIENT))
    written = json.loads(json.dumps(agreement_json(compare_files(ours, theirs))))
    (difference,) = written["differences"]
    cited = case.review.findings[marked].evidence
    for side in ("first", "second"):
        assert [item["page"] for item in difference[side]["evidence"]] == [one.anchor.page for one in cited]
        assert [item["quote"] for item in difference[side]["evidence"]] == [one.anchor.quote for one in cited]


def test_reviews_without_a_common_case_are_refused(tmp_path: Path) -> None:
    ours = exported(tmp_path, "ours", named(cases.signed_case(), "PA-1"))
    theirs = exported(tmp_path, "theirs", named(cases.signed_case(), "PA-2"))
    with pytest.raises(InputError, match="no case in common: PA-1 there, PA-2 here"):
        compare_files(ours, theirs)


@pytest.fixture
def amended(desk: Desk, cases: WatchedCases) -> Desk:
    """A case with a signed version and a second, open one in which one mark is another."""
    case = desk.open(cases.made("small", lumbar_request(request_id="PA-1"), a="A visit note.", b="A report."))
    mark_all_present(desk)
    desk.attach_evidence(IMAGING, page_of(case, "a.txt"))
    decide_all(desk, Outcome.APPROVE)
    desk.sign("")
    desk.amend("The rationale was incomplete.")
    desk.mark_finding(IMAGING, FindingState.INSUFFICIENT)
    desk.attach_evidence(IMAGING, Anchor(page_of(case, "b.txt").sha256, 1))
    return desk


def test_versions_of_a_case_are_compared(amended: Desk) -> None:
    case = amended.case
    assert case is not None
    newest, oldest = versions_to_compare(amended.workspace, case)
    assert (newest.version, oldest.version) == (2, 1)
    found = compare_versions(amended.workspace, case, oldest.id, newest.id)
    (difference,) = found.differences
    assert difference.element.id == IMAGING
    assert difference.first is not None
    assert difference.second is not None
    assert [one.file for one in difference.first.evidence] == ["a.txt"]
    assert [one.file for one in difference.second.evidence] == ["a.txt", "b.txt"]
    assert difference.second.mark is FindingState.INSUFFICIENT
    assert_follows_schema(found)


def test_what_else_differs_is_told_part_by_part(amended: Desk) -> None:
    amended.begin_discrepancy((), ())
    case = amended.case
    assert case is not None
    newest, oldest = versions_to_compare(amended.workspace, case)
    found = other_differences(amended.workspace, case, oldest.id, newest.id)
    assert [(one.kind, one.before, one.after) for one in found] == [
        ("Discrepancy", None, case.review.discrepancies[0])
    ]
    assert other_differences(amended.workspace, case, newest.id, newest.id) == ()


def test_a_signed_version_keeps_the_name_of_who_signed(amended: Desk) -> None:
    case = amended.case
    assert case is not None
    newest, oldest = versions_to_compare(amended.workspace, case)
    ((first, second),) = compare_versions(amended.workspace, case, oldest.id, newest.id).cases
    assert oldest.signature is not None
    assert first.label == f"{oldest.signature.reviewer.name}, version 1"
    assert second.label == f"{newest.reviewer.name}, version 2, draft"


def test_a_version_is_named_by_its_number(amended: Desk) -> None:
    case = amended.case
    assert case is not None
    assert review_of_version(amended.workspace, case, 2) == case.review.id
    with pytest.raises(UsageError, match="no version 3; it has 1, 2"):
        review_of_version(amended.workspace, case, 3)
