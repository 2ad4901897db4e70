from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.evidence.date_labels import LABELS, MOST_WORDS, DateUse, date_use, uses_in
from reviewer_app.evidence.written_dates import MONTHS, written_dates

DAY = date(2025, 4, 17)


@pytest.mark.parametrize(
    "text",
    [
        "04/17/2025",
        "4/17/25",
        "4-17-2025",
        "04.17.2025",
        "04 / 17 / 2025",
        "2025-04-17",
        "2025/4/17",
        "17.04.2025",
        "17/04/2025",
        "17 Apr 2025",
        "17-APR-2025",
        "17APR2025",
        "17-apr-25",
        "17th of April, 2025",
        "17 April 2025",
        "April 17, 2025",
        "Apr. 17 2025",
        "APR-17-2025",
        "April 17th, 2025",
        "O4/l7/2025",
        "04/L7/2025",
        "o4/i7/2025",
        "04/\u0131\u0037/2025",
    ],
)
def test_one_day_is_written_in_many_ways(text: str) -> None:
    sentence = f"It was on {text}, as told."
    (found,) = written_dates(sentence)
    assert (found.day, found.text, found.approximate) == (DAY, text, False)
    assert sentence[found.start : found.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "pain 7/10 down to 2/10",
        "disc at L4/5/6",
        "version 1.2.3.4",
        "call 555-12-2025",
        "02/30/2025",
        "13/13/2025",
        "may 12 units",
        "BP 128/76",
        "04/17/20255",
        "ratio 1/2",
        "lot 7-25-3",
        "",
    ],
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    assert written_dates(text, partial=True) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("since March 2024", date(2024, 3, 1)),
        ("in Sept. of 2023 she", date(2023, 9, 1)),
        ("surgery 3/2019", date(2019, 3, 1)),
        ("in 2019 he fell", date(2019, 1, 1)),
        ("2024-11", date(2024, 11, 1)),
    ],
)
def test_months_and_years_are_told_as_such_where_they_are_asked_for(text: str, day: date) -> None:
    (found,) = written_dates(text, partial=True)
    assert (found.day, found.approximate) == (day, True)
    assert written_dates(text) == ()


@pytest.mark.parametrize(
    ("label", "use"),
    [
        ("DOB: ", DateUse.BIRTH),
        ("D.O.B. ", DateUse.BIRTH),
        ("Eva Example, born ", DateUse.BIRTH),
        ("Date of Service: ", DateUse.SERVICE),
        ("seen on ", DateUse.SERVICE),
        ("SVC DATE: ", DateUse.SERVICE),
        ("Encounter ", DateUse.SERVICE),
        ("Exam Date/Time: ", DateUse.SERVICE),
        ("Requested date of service: ", DateUse.ELSEWHERE),
        ("Date of injury: ", DateUse.ELSEWHERE),
        ("COMPARISON: ", DateUse.ELSEWHERE),
        ("Next appointment: ", DateUse.ELSEWHERE),
        ("Date/Time Collected: Mon, ", DateUse.COLLECTED),
        ("Specimen received ", DateUse.REPORTED),
        ("Dictated: ", DateUse.REPORTED),
        ("D: ", DateUse.REPORTED),
        ("Electronically signed by: Ann Other, MD on ", DateUse.SIGNED),
        ("/s/ Ann Other, MD ", DateUse.SIGNED),
        ("Printed ", DateUse.PRINTED),
        ("Fax received ", DateUse.FAXED),
        ("Effective ", DateUse.POLICY),
        ("Date: ", DateUse.WRITTEN),
        ("the pain of ", DateUse.UNSAID),
        ("", DateUse.UNSAID),
    ],
)
def test_words_before_a_date_tell_what_it_is_of(label: str, use: DateUse) -> None:
    (found,) = written_dates(f"{label}04/17/2025")
    assert found.use is use


def test_the_label_of_one_date_is_not_that_of_the_next() -> None:
    birth, service, bare = written_dates("DOB 03/11/1965 Visit 04/17/2025\n05/01/2025")
    assert (birth.use, service.use, bare.use) == (DateUse.BIRTH, DateUse.SERVICE, DateUse.UNSAID)


def test_a_short_birth_year_is_of_a_living_person() -> None:
    assert [one.day.year for one in written_dates("DOB 3/11/65 DOB 3/11/35 DOB 3/11/2025 DOS 3/11/25")] == [
        1965,
        1935,
        2025,
        2025,
    ]


def test_headings_of_columns_are_told_in_their_order() -> None:
    assert uses_in("Member name  Date of birth  Member ID  Form date") == (DateUse.BIRTH, DateUse.WRITTEN)


def test_labels_are_told_once_and_can_be_met() -> None:
    phrases = [phrase.strip() for phrases in LABELS.values() for phrase in phrases.split(",")]
    assert len(phrases) == len(set(phrases))
    for use, words in LABELS.items():
        for phrase in words.split(","):
            assert date_use(f"x {phrase.strip()}: ") is use
            assert len(phrase.split()) <= MOST_WORDS


@given(st.dates(date(1940, 1, 1), date(2039, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (f"{day:%m/%d/%Y}", f"{day:%m/%d/%y}", day.isoformat(), f"{day.day} {month} {day.year}"):
        assert [one.day for one in written_dates(f"on {text}.")] == [day]


@given(st.text(alphabet="0123456789/-. aprilmOl,:\n", max_size=80))
def test_any_text_is_read_without_error_and_dates_stand_where_they_are_said_to(text: str) -> None:
    for one in written_dates(text, partial=True):
        assert text[one.start : one.end] == one.text
