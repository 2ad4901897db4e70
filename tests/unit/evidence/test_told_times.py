from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.evidence.told_times import told_times

NOTE = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("text", "day", "approximate"),
    [
        ("Back pain began 4/28", date(2025, 4, 28), False),
        ("On 7/15 she lifted a bag", date(2025, 7, 15), False),
        ("the chest began around July 10 on brisk walks", date(2025, 7, 10), False),
        ("On 28 September he was admitted", date(2025, 9, 28), False),
        ("SPECT done 31-AUG", date(2025, 8, 31), False),
        ("since December 2 the knee", date(2024, 12, 2), False),
        ("seen last night in the emergency room", date(2025, 11, 19), False),
        ("since 02/14/2025", date(2025, 2, 14), False),
        ("neck pain since May 2023", date(2023, 5, 1), True),
        ("in the autumn of 2023", date(2023, 10, 1), True),
        ("since mid-July", date(2025, 7, 15), True),
        ("first noticed in late October", date(2025, 10, 25), True),
        ("since March", date(2025, 3, 1), True),
        ("about eight weeks ago", date(2025, 9, 25), True),
        ("3 days ago", date(2025, 11, 17), True),
        ("a couple of weeks ago", date(2025, 11, 6), True),
        ("over the eight weeks before this visit", date(2025, 9, 25), True),
        ("From the tenth of June on the wrist pulls", date(2025, 6, 10), False),
        ("on the twenty-first of May", date(2025, 5, 21), False),
        ("From about 9/20 he has cramps", date(2025, 9, 20), False),
        ("a dog pulled her over Sat 6/7", date(2025, 6, 7), False),
        ("the block by me 7/17", date(2025, 7, 17), False),
        ("since around Memorial Day only soup", date(2025, 5, 26), True),
        ("worse since Labor Day", date(2025, 9, 1), True),
        ("fell at Thanksgiving", date(2024, 11, 28), True),
        ("after Easter 2024", date(2024, 3, 31), True),
        ("at Christmas", date(2024, 12, 25), True),
    ],
)
def test_a_time_is_told_in_many_ways(text: str, day: date, approximate: bool) -> None:
    (found,) = told_times(text, NOTE)
    assert (found.day, found.approximate, found.lasted) == (day, approximate, False)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("for 6 weeks", 42),
        ("x 3 months", 91),
        ("75% relief for ten weeks", 70),
        ("a 3-month history of headache", 91),
        ("over the last two years", 730),
        ("gave five weeks at half the pain", 35),
        ("for about three weeks", 21),
    ],
)
def test_a_length_is_counted_back_from_the_note(text: str, days: int) -> None:
    (found,) = told_times(text, NOTE)
    assert (found.lasted, found.days, (NOTE - found.day).days) == (True, days, days)


@pytest.mark.parametrize(
    ("text", "day", "until"),
    [
        ("02/24/2025 through 04/07/2025", date(2025, 2, 24), date(2025, 4, 7)),
        ("12 visits, 9/25 to 11/5", date(2025, 9, 25), date(2025, 11, 5)),
        ("5 visits 10/29 - 11/14", date(2025, 10, 29), date(2025, 11, 14)),
        ("between 12 August and 5 November 2025", date(2025, 8, 12), date(2025, 11, 5)),
        ("visits between 05/29 and 07/08/2025.", date(2025, 5, 29), date(2025, 7, 8)),
        ("from December 3 to January 14, 2025", date(2024, 12, 3), date(2025, 1, 14)),
        ("meloxicam from January to August 2024", date(2024, 1, 1), date(2024, 8, 1)),
    ],
)
def test_two_days_are_a_span(text: str, day: date, until: date) -> None:
    (found,) = told_times(text, NOTE)
    assert (found.day, found.until) == (day, until)


@pytest.mark.parametrize(
    "text",
    [
        "pain went from 7/10 to 2/10",
        "pain is 6/10 and strength 4/5",
        "page 2 of 3",
        "she may help in the house",
        "DOB: 03/11/1965, printed 05/05/2025",
        "Electronically signed by Ann Other, MD 04/18/2025",
        "take 2 tablets, 500 mg",
        "march on the spot",
        "walks 3/4 of the way",
        "the first of two visits",
        "Date of service: 11/20/2025",
        "",
    ],
)
def test_what_tells_no_time_of_the_course_is_left_out(text: str) -> None:
    assert told_times(text, NOTE) == ()


def test_pairs_of_numbers_are_days_where_one_of_them_can_be_nothing_else() -> None:
    times = told_times("Fell from a bicycle 6/2, plated 6/5, splint until 7/14.", NOTE)
    assert [one.day for one in times] == [date(2025, 6, 2), date(2025, 6, 5), date(2025, 7, 14)]
    assert told_times("Strength of the leg 4/5, of the arm 5/5.", NOTE) == ()


def test_a_day_alone_is_of_the_month_that_was_told_before() -> None:
    times = told_times("Since the end of August (he dates it to the 30th) he gets a squeezing", NOTE)
    assert [one.day for one in times] == [date(2025, 8, 25), date(2025, 8, 30)]


def test_without_the_day_of_the_note_only_full_dates_months_and_years_are_read() -> None:
    text = "since 4/28, three weeks ago, in June 2024, on 02/14/2025"
    assert [one.day for one in told_times(text, None)] == [date(2024, 6, 1), date(2025, 2, 14)]


@given(st.text(alphabet="0123456789/- weksmonthagforinceJulyx.,", max_size=60))
def test_any_text_is_read_without_error_and_in_order(text: str) -> None:
    times = told_times(text, NOTE)
    assert all(0 <= one.start < one.end <= len(text) for one in times)
    assert all(one.end <= other.start for one, other in pairwise(times))
