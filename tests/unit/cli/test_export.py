"""Exports of one case and of many: what is written, told and left out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reviewer_app.cli.export import run_export
from reviewer_app.domain.errors import BlockedError, ExportError, UsageError
from reviewer_app.domain.review import LineDetermination, Outcome
from reviewer_app.exchange.clock_file import USER_CLOCKS, load_clocks
from reviewer_app.review.desk import Desk
from reviewer_app.review.export_order import ExportOrder, export_order
from reviewer_app.review.workspace import open_workspace
from tests.unit.review.desks import NURSE, Clock, decide_all, lumbar_request, mark_all_present

JSON = export_order("json")
OTHER_CLOCKS = "".join(
    f"""
[[rule]]
id = "{rule.id}"
lines_of_business = ["commercial"]
urgency = "standard"
amount = 3
unit = "calendar-days"
effective_from = 2003-01-01
pend_stops = false
source = "A source of our own"
"""
    for rule in load_clocks()
    if "commercial" in rule.lines_of_business and rule.urgency == "standard"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder beside four cases: two signed, one begun, one that nobody opened."""
    place = tmp_path_factory.mktemp("batch")
    with open_workspace(place / "data", Clock()) as workspace:
        workspace.remember_reviewer(NURSE)
        desk = Desk(workspace)
        for number in (1, 2, 3, 4):
            folder = place / "cases" / f"case {number}"
            folder.mkdir(parents=True)
            # The second has the first one's number: their files may not overwrite each other.
            request = lumbar_request(request_id=f"PA-{max(number, 2)}")
            request["member"]["member_id"] = f"TMH-{number}0052817"
            if number == 4:  # a member who is called as the reviewer is
                request["member"]["last_name"] = NURSE.name.split()[-1]
            (folder / "request.json").write_text(json.dumps(request))
            (folder / "a.txt").write_text(f"A visit note, the {number}.")
        for number in (1, 2):
            desk.open(place / "cases" / f"case {number}")
            mark_all_present(desk)
            decide_all(desk, Outcome.APPROVE)
            desk.sign("")
        desk.open(place / "cases" / "case 3")
        desk.enter_determination(LineDetermination(1, Outcome.PEND, reason="No report."))
    return place / "data"


@pytest.fixture
def cases(data: Path) -> Path:
    return data.parent / "cases"


def table(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def test_one_case_is_one_file(
    data: Path, cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.json"
    assert run_export([cases / "case 1"], None, JSON, target, data_dir=data) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert json.loads(target.read_text())["request"]["request_id"] == "PA-2"
    with pytest.raises(BlockedError, match="not signed"):
        run_export([cases / "case 3"], None, JSON, target, data_dir=data)


def test_all_cases_of_a_folder_and_why_some_are_missing(
    data: Path, cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_export([], cases, JSON, tmp_path, data_dir=data) == BlockedError.exit_code
    written = sorted(file.name for file in tmp_path.iterdir())
    assert written == ["PA-2-determination-v1-2.json", "PA-2-determination-v1.json"]
    ids = {json.loads(file.read_text())["request"]["member"]["member_id"] for file in tmp_path.iterdir()}
    assert ids == {"TMH-10052817", "TMH-20052817"}
    told = capsys.readouterr()
    assert told.out.splitlines() == [str(tmp_path / "PA-2-determination-v1.json"), str(tmp_path / written[0])]
    assert "case 3: " in told.err
    assert "case 4: " in told.err
    assert "2 of 4 cases were written, 2 were left out." in told.err


def test_one_table_over_findings_and_one_over_cases(data: Path, cases: Path, tmp_path: Path) -> None:
    findings, worklist = tmp_path / "findings.csv", tmp_path / "cases.csv"
    assert run_export([], cases, export_order("csv"), findings, data_dir=data) == 4
    assert {row["member_id"] for row in table(findings)} == {"TMH-10052817", "TMH-20052817"}
    assert run_export([], cases, export_order("csv", rows="cases"), worklist, data_dir=data) == 0
    states = [(row["review_status"], row["outcomes"]) for row in table(worklist)]
    assert states == [("signed", "approve"), ("signed", "approve"), ("open", "pend"), ("new", "")]


def test_the_users_own_clock_rules_say_when_a_case_is_due(data: Path, cases: Path, tmp_path: Path) -> None:
    """Also for the case that nobody has opened."""
    worklist = tmp_path / "cases.csv"
    (data / USER_CLOCKS).write_text(OTHER_CLOCKS)
    try:
        assert run_export([], cases, export_order("csv", rows="cases"), worklist, data_dir=data) == 0
    finally:
        (data / USER_CLOCKS).unlink()
    assert [row["due"][:10] for row in table(worklist)][2:] == ["2025-09-07"] * 2


def test_a_redacted_table_names_nobody(data: Path, cases: Path, tmp_path: Path) -> None:
    target = tmp_path / "cases.csv"
    order = export_order("csv", rows="cases", redact=True)
    assert run_export([], cases, order, target, data_dir=data) == 0
    text = target.read_text(encoding="utf-8-sig")
    assert not [one for one in ("Halvorsen", "Denise", "0052817", "1971-08-22") if one in text]
    rows = table(target)
    assert [row["signed_by"] for row in rows] == [NURSE.name, NURSE.name, "", ""]
    assert [row["last_name"] for row in rows] == ["[removed]"] * 4


@pytest.mark.parametrize(
    ("cases_given", "root_given", "order", "output", "words"),
    [
        (False, False, JSON, "out.json", "Name the cases"),
        (True, True, JSON, "out.json", "Name the cases"),
        (False, True, JSON, "out.json", "is no folder"),
        (False, True, export_order("csv"), ".", "is a folder"),
    ],
)
def test_wrong_usage(
    data: Path,
    cases: Path,
    tmp_path: Path,
    cases_given: bool,
    root_given: bool,
    order: ExportOrder,
    output: str,
    words: str,
) -> None:
    given = [cases / "case 1"] if cases_given else []
    with pytest.raises(UsageError, match=words):
        run_export(given, cases if root_given else None, order, tmp_path / output, data_dir=data)


def test_no_table_is_written_into_a_case_folder(data: Path, cases: Path) -> None:
    with pytest.raises(ExportError, match="never written to"):
        run_export([], cases, export_order("csv"), cases / "case 1" / "all.csv", data_dir=data)


def test_no_files_are_written_into_the_folder_of_one_of_the_cases(
    data: Path, cases: Path, tmp_path: Path
) -> None:
    typed = tmp_path / "typed"  # a case whose request was typed: nothing in it says that it is one
    typed.mkdir()
    (typed / "a.txt").write_text("A visit note.", encoding="utf-8")
    with pytest.raises(ExportError, match="case folder"):
        run_export((cases / "case 1", typed), None, JSON, typed, data_dir=data)
    assert [file.name for file in typed.iterdir()] == ["a.txt"]
