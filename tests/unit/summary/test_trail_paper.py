"""The printed history of acts: all of each act, in order; CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from reviewer_app.rules.review_differences import FieldDifference
from reviewer_app.rules.told_acts import ToldAct
from reviewer_app.summary.formats import SummaryFormat, render_paper
from reviewer_app.summary.paper import Table
from reviewer_app.summary.trail_paper import (
    CLOCK_BACK,
    CSV_COLUMNS,
    PrintedTrail,
    trail_csv,
    trail_paper,
)

ZONE = timezone(timedelta(hours=-5))
ACT = ToldAct(
    key="ab",
    number=7,
    computer="computer of Ines Marlow",
    at=datetime(2025, 5, 8, 10, 14, tzinfo=ZONE),
    clock_went_back=True,
    who="Ines Marlow",
    role="physician",
    title="Note: Imaging reports",
    version=2,
    kind="Finding",
    subject="Imaging reports",
    fields=(
        FieldDifference("note", (), ("=1+1", "second")),
        FieldDifference("state", ("absent",), ("present",)),
    ),
)
TRAIL = PrintedTrail("PA-1 · Lind, Una", (ACT,), "Checked.", True, "reviewer-app 0", ACT.at)


def test_every_act_is_a_row_with_all_of_it() -> None:
    (table,) = (
        block
        for section in trail_paper(TRAIL).sections
        for block in section.blocks
        if isinstance(block, Table)
    )
    ((number, when, who, what),) = table.rows
    assert number.words == "7"
    assert when.words == f"8 May 2025, 10:14 (UTC\N{MINUS SIGN}05:00) ({CLOCK_BACK})"
    assert (who.words, who.below) == ("Ines Marlow, physician", "computer of Ines Marlow")
    assert what.words == "Note: Imaging reports"
    assert what.below == (
        "Version 2. Finding: Imaging reports. note: – → =1+1; second. state: absent → present"
    )


def test_a_log_that_is_not_sound_is_told_on_the_first_page() -> None:
    paper = trail_paper(replace(TRAIL, sound=False, check="Entry 4 was edited."))
    assert paper.warning == "Entry 4 was edited."
    assert paper.standing == "NOT AS IT WAS WRITTEN"
    assert b"Entry 4 was edited." in render_paper(paper, SummaryFormat.HTML)


def test_it_is_a_pdf() -> None:
    assert render_paper(trail_paper(TRAIL), SummaryFormat.PDF).startswith(b"%PDF-")


def test_csv_has_a_row_for_each_field() -> None:
    rows = list(csv.reader(trail_csv((ACT, replace(ACT, fields=()))).decode("utf-8-sig").splitlines()))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [row[-3:] for row in rows[1:]] == [
        ["note", "", "'=1+1; second"],
        ["state", "absent", "present"],
        ["", "", ""],
    ]
    assert rows[1][:7] == [
        "7",
        "computer of Ines Marlow",
        "2025-05-08T10:14:00-05:00",
        "yes",
        "Ines Marlow",
        "physician",
        "2",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start: str) -> None:
    act = replace(ACT, title=f"{start}cmd", who=f"{start}name", fields=())
    (row,) = list(csv.DictReader(trail_csv((act,)).decode("utf-8-sig").splitlines(keepends=True)))
    assert row["act"].startswith("'")
    assert row["who"].startswith("'")
