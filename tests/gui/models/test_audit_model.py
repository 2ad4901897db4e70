"""The rows of the history: appended while they are read, filtered by words, told whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from reviewer_app.gui.models.audit_model import (
    CLOCK_BACK,
    NO_CHANGE,
    AuditModel,
    act_rows,
    count_words,
    right_words,
    spoken,
    when_words,
)
from reviewer_app.rules.review_differences import FieldDifference
from reviewer_app.rules.told_acts import ToldAct

START = datetime(2025, 5, 8, 10, 14, tzinfo=UTC)
ELEMENTS = ("Imaging reports", "Laboratory results", "Current clinical status")


def act(number: int) -> ToldAct:
    element = ELEMENTS[number % len(ELEMENTS)]
    return ToldAct(
        key=f"hash {number}",
        number=number,
        computer="",
        at=START + timedelta(minutes=number),
        clock_went_back=False,
        who="Ines Marlow" if number % 2 else "Tobias Reyne",
        role="physician",
        title=f"Present: {element}",
        version=1,
        kind="Finding",
        subject=element,
        fields=(FieldDifference("state", ("absent",), ("present",)),),
    )


@pytest.fixture
def model() -> AuditModel:
    made = AuditModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def test_acts_come_in_their_order_and_are_filtered_as_they_come(model: AuditModel) -> None:
    model.filter("imaging marlow")
    model.add(act(number) for number in range(1, 10))
    model.add(act(number) for number in range(10, 19))
    assert [found.number for row in range(model.shown) if (found := model.act(row))] == [3, 9, 15]
    model.filter("")
    assert model.shown == 18
    model.filter("nobody")
    assert (model.shown, model.act(0)) == (0, None)


@pytest.mark.parametrize("text", ["REYNE", "laboratory present", "absent", "finding"])
def test_the_filter_finds_person_element_and_what_changed(model: AuditModel, text: str) -> None:
    model.add((act(4),))
    model.filter(text)
    assert model.shown == 1


def test_how_many_there_are(model: AuditModel) -> None:
    model.add((act(1), act(2)))
    assert count_words(model, 5) == "2 of 5 acts read"
    assert count_words(model, 2) == "2 acts"
    model.filter("marlow")
    assert count_words(model, 2) == "1 of 2 acts"


def test_an_act_is_told_whole() -> None:
    back = replace(act(3), clock_went_back=True)
    assert when_words(back) == "8 May 2025 10:17:00 UTC+00:00"
    assert CLOCK_BACK in spoken(back)
    assert right_words(back) == "v1 · 8 May 10:17"
    assert [row.spoken for row in act_rows(back)] == [
        "3 · Present: Imaging reports · version 1: 8 May 2025 10:17:00 UTC+00:00"
        " · clock set back before this act",
        "state: absent → present",
        "By: Ines Marlow, physician",
        "On: Finding: Imaging reports",
    ]
    assert act_rows(replace(act(1), fields=()))[1].text == NO_CHANGE


def test_a_row_is_read_aloud(model: AuditModel) -> None:
    model.add((act(1),))
    told = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == spoken(act(1))
