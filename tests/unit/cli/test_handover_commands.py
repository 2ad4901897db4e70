"""``handover`` and ``history audit`` as they are typed: there and back, what is listed, what is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reviewer_app.cli.app import run
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.review import FindingState
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from tests.databases import connect
from tests.unit.review.desks import NURSE, PHYSICIAN, lumbar_request

HERONS = "seven grey herons"
ELEMENT = "s5-imaging"
BAD_INPUT = InputError.exit_code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the case twice, each with a data folder, and two files with passphrases."""
    case = tmp_path / "case"
    case.mkdir()
    (case / "a.txt").write_text("A visit note.")
    (case / "request.json").write_text(json.dumps(lumbar_request(request_id="PA-1")))
    shutil.copytree(case, tmp_path / "copy")
    (tmp_path / "herons").write_text(f"{HERONS}\n")
    (tmp_path / "other").write_text("seven white storks\n")
    mark(tmp_path, "nurse", "case", FindingState.ABSENT)
    return tmp_path


def mark(folder: Path, data: str, case: str, state: FindingState) -> None:
    with open_workspace(folder / data) as workspace:
        workspace.remember_reviewer(NURSE if data == "nurse" else PHYSICIAN)
        desk = Desk(workspace)
        desk.open(folder / case)
        desk.mark_finding(ELEMENT, state)


def typed(folder: Path, data: str, *arguments: str, code: int = 0) -> None:
    named = [
        str(folder / one) if (folder / one).exists() or one.startswith("out") else one for one in arguments
    ]
    assert run([*named, "--data-dir", str(folder / data)]) == code


def hand_over(folder: Path, giver: str, case: str) -> None:
    typed(folder, giver, "handover", "export", case, "-o", "out", "--file-passphrase", "herons")


def take(folder: Path, taker: str, case: str, words: str = "herons", code: int = 0) -> None:
    typed(folder, taker, "handover", "import", "out", case, "--file-passphrase", words, code=code)


def test_there_and_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hand_over(folder, "nurse", "case")
    take(folder, "physician", "copy")
    take(folder, "physician", "copy")
    told = capsys.readouterr().out.splitlines()
    assert told[1] == f"The review of {NURSE.name} goes on as version 2, open."
    assert told[-1] == "Everything in this file is here already; nothing was changed."
    typed(folder, "physician", "handover", "list", "copy", "--json")
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["made_by"], listed["standing"], listed["version"]) == (NURSE.name, "goes-on", 2)
    assert b"visit note" not in (folder / "out").read_bytes()


def test_a_wrong_passphrase_is_bad_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hand_over(folder, "nurse", "case")
    take(folder, "physician", "copy", "other", code=BAD_INPUT)
    (line,) = capsys.readouterr().err.splitlines()
    assert "passphrase does not open" in line
    typed(folder, "physician", "handover", "list", "copy")
    assert capsys.readouterr().out.endswith("Nothing was handed over for this case.\n")


def test_copies_that_diverged_are_listed_and_one_is_chosen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark(folder, "physician", "copy", FindingState.PRESENT)
    hand_over(folder, "physician", "copy")
    take(folder, "nurse", "case")
    told = capsys.readouterr().out
    assert "Both are kept" in told
    assert "state: absent → present" in told
    typed(folder, "nurse", "handover", "list", "case")
    line, only_here, only_there = capsys.readouterr().out.splitlines()[:3]
    assert "not chosen yet" in line
    assert only_here.startswith("  Only here: Absent")
    assert only_there.startswith("  Only there: Present")
    typed(folder, "nurse", "handover", "choose", "case", line.split()[0], code=2)
    typed(folder, "nurse", "handover", "choose", "case", "ffff", "--own", code=BAD_INPUT)
    typed(folder, "nurse", "handover", "choose", "case", line.split()[0], "--theirs")
    assert capsys.readouterr().out == "The copy goes on: version 2.\n"
    typed(folder, "nurse", "history", "check")


def test_the_acts_are_printed_and_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed(folder, "nurse", "history", "audit", "case")
    told = capsys.readouterr().out
    assert "state: – → absent" in told
    assert told.splitlines()[-1].startswith("Checked: every act is as it was written")
    typed(folder, "nurse", "history", "audit", "case", "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["sound"] is True
    assert found["acts"][-1]["fields"][0] == {"field": "state", "before": [], "after": ["absent"]}
    for ending, start in (("html", b"<!DOCTYPE html>"), ("csv", b"\xef\xbb\xbfnumber,"), ("json", b"{")):
        typed(folder, "nurse", "history", "audit", "case", "-o", f"out.{ending}")
        assert (folder / f"out.{ending}").read_bytes().lower().startswith(start.lower())
    typed(folder, "nurse", "history", "audit", "case", "-o", "out.txt", code=2)


def test_an_edited_log_ends_with_the_code_of_a_damaged_database(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = connect(folder / "nurse" / "reviews.db")
    connection.execute("DROP TRIGGER audit_is_never_edited")
    connection.execute("UPDATE audit SET actor = 'Somebody else' WHERE sequence = 2")
    connection.commit()
    connection.close()
    typed(folder, "nurse", "history", "audit", "case", code=5)
    assert "has an entry 2 that was edited" in capsys.readouterr().err
