"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.gui.models.dates import read_date, read_instant


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-08",
        "2025/5/8",
        "20250508",
        "5/8/2025",
        "05-08-2025",
        "8 May 2025",
        "8. may 2025",
        "May 8, 2025",
        " may  8 2025 ",
    ],
)
def test_the_same_day_in_many_ways(text: str) -> None:
    assert read_date(text) == date(2025, 5, 8)


@pytest.mark.parametrize(
    "text", ["", "soon", "13/1/2025", "2025-02-30", "5/8/25", "8 Foo 2025", "2025-05", "0000-01-01"]
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_iso_dates_come_back(day: date) -> None:
    assert read_date(day.isoformat()) == day


@given(st.text(max_size=20))
def test_no_text_is_an_error(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)
    assert read_instant(text) is None or isinstance(read_instant(text), datetime)


def test_an_instant_keeps_its_offset_and_gets_the_local_one_where_it_has_none() -> None:
    offset = timezone(timedelta(hours=-5))
    assert read_instant("2025-05-08T10:14:00-05:00") == datetime(2025, 5, 8, 10, 14, tzinfo=offset)
    local = read_instant("5/8/2025 10:14")
    assert local is not None
    assert local.tzinfo is not None
    assert (local.date(), local.hour, local.minute) == (date(2025, 5, 8), 10, 14)
    midnight = read_instant("May 8 2025")
    assert midnight is not None
    assert midnight.hour == 0


@pytest.mark.parametrize("text", ["", "later", "2025-05-08 25:00", "2025-05-08 10:99"])
def test_what_is_no_instant(text: str) -> None:
    assert read_instant(text) is None
