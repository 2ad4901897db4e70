"""Recognising a page: its words, what it is known by, and how sure it is that two pages are one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.history.same_page import Agreement, Comparison, compare
from reviewer_app.history.same_page_score import SAME_PAGE_SCORE, same_page_score
from reviewer_app.history.same_page_sketch import BANDS, FEWEST_WORDS, MOST_CHARACTERS, sketch
from reviewer_app.history.same_page_words import is_fax_line, page_words
from tests.unit.history.note_pages import NOTE, OTHER_PATIENT, misread, typed_again

REQUEST_FORM = """Request for prior authorization, Sample Mutual Plan. Please complete every field.
Submitted 2025-02-03 Reference RQ-2025-020311 Member Oakes, Lydia Member number SM5520817-02
Born 1958-07-19 Plan Sample Preferred Ordering physician Ilse Brandt, MD Ordering NPI 1982736450
Facility Fairfield Surgery Center Facility NPI 2987654325 Wanted on 2025-02-14 Place of service 24
Code 64483 Modifier LT Units 1 Injection beside the nerve root with imaging, one level of the lumbar spine
Diagnoses M54.16 and M51.16 Region lumbar spine Side left Level L5-S1
Attached documents office notes, imaging report, therapy records, laboratory results
Signed by the coordinator. Return the completed form with its records to the plan at 555-0142."""
NEXT_REQUEST_FORM = (
    REQUEST_FORM.replace("2025-02-03", "2025-05-06")
    .replace("RQ-2025-020311", "RQ-2025-050644")
    .replace("2025-02-14", "2025-05-16")
    .replace("therapy records, laboratory results", "report of the earlier procedure")
)


def score(one: str, other: str) -> float:
    return same_page_score(compare(page_words(one), page_words(other)))


def shared_keys(one: str, other: str) -> int:
    return len(set(sketch(one).keys) & set(sketch(other).keys))


def test_words_are_compared_without_case_accents_and_punctuation() -> None:
    text = "Génesis—PAIN, (L4-L5)\n  03/14/2025; M54.16\ufb01x ¶ "
    assert page_words(text) == ("genesispain", "l4l5", "03142025", "m5416fix")


@pytest.mark.parametrize(
    "line",
    [
        "FROM 555 0100 03/02/2025 09:11 P.003",
        "RESENT BY 555-0177  04/11/2025 16:22 PAGE 003 OF 044",
        "Mar 3 2025 4:02 PM Clinic North Fax: 608-555-0148 3/12",
        "2025-03-02 09:11:45 Received 4 of 9",
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_the_line_of_a_fax_machine_is_left_out(line: str, place: str) -> None:
    assert is_fax_line(line)
    text = f"{line}\n{NOTE}" if place == "top" else f"{NOTE}\n{line}\n"
    assert page_words(text) == page_words(NOTE)


@pytest.mark.parametrize(
    "line",
    ["Date of birth 11/02/1961", "Page 3 of 12", "Appointment on 03/14/2025 at 9:30", *NOTE.split("\n")],
)
def test_lines_of_the_page_itself_stay(line: str) -> None:
    assert not is_fax_line(line)


def test_such_a_line_in_the_middle_is_the_pages_own() -> None:
    lines = NOTE.split("\n")
    lines.insert(5, "FROM 555 0100 03/02/2025 09:11 P.003")
    assert "5550100" not in page_words("\n".join(lines))
    assert {"555", "0100", "p003"} <= set(page_words("\n".join(lines)))


@pytest.mark.parametrize("copied", [str, typed_again, misread, lambda text: typed_again(misread(text))])
def test_a_copy_shares_keys_and_is_recognised(copied: Callable[[str], str]) -> None:
    copy = f"RESENT BY 555-0177  04/11/2025 16:22 PAGE 003 OF 044\n{copied(NOTE)}"
    assert shared_keys(NOTE, copy) > 0
    assert score(NOTE, copy) > 0.9


def test_the_same_form_of_another_patient_is_found_and_told_apart() -> None:
    assert shared_keys(NOTE, OTHER_PATIENT) > 0
    assert score(NOTE, OTHER_PATIENT) < 0.01
    assert score(misread(NOTE), OTHER_PATIENT) < 0.01


def test_another_visit_of_the_same_patient_is_another_page() -> None:
    later = NOTE
    for before, after in (("03/14/2025", "05/20/2025"), ("500", "750"), ("40", "75"), ("64483", "64490")):
        later = later.replace(before, after)
    assert score(NOTE, later) < SAME_PAGE_SCORE


def test_a_form_that_is_filled_in_anew_for_the_next_request_is_another_page() -> None:
    """Nothing is misread and nearly all is equal, but for two dates and the number of the request."""
    assert score(REQUEST_FORM, NEXT_REQUEST_FORM) < SAME_PAGE_SCORE
    assert score(REQUEST_FORM, typed_again(REQUEST_FORM)) > 0.9


def test_a_page_that_says_more_is_still_the_same() -> None:
    """A stamp, or a note in the margin, contradicts nothing."""
    assert score(NOTE, f"{NOTE}\nSeen and scanned 04/04/2025 by the records office, shelf 1184") > 0.9


def test_equal_texts_have_one_digest_however_they_are_set() -> None:
    assert sketch(NOTE).digest == sketch(typed_again(NOTE)).digest
    assert sketch(NOTE).digest != sketch(OTHER_PATIENT).digest


def test_a_page_that_says_too_little_is_compared_with_none() -> None:
    few, enough = (" ".join(f"word{number}" for number in range(count)) for count in (11, 12))
    assert FEWEST_WORDS == 12
    assert not sketch(few).comparable
    assert len(sketch(enough).keys) == BANDS
    assert not sketch("").comparable


def test_of_an_endless_page_only_a_beginning_is_looked_at() -> None:
    long = " ".join(f"{number:x}" for number in range(MOST_CHARACTERS))
    assert sketch(long) == sketch(long[:MOST_CHARACTERS])


def test_keys_are_the_same_in_every_process() -> None:
    """They are kept for years."""
    code = (
        "import sys; from reviewer_app.history.same_page_sketch import sketch;"
        " print(sketch(sys.argv[1]).keys[:3])"
    )
    done = subprocess.run(
        (sys.executable, "-c", code, NOTE), capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == str(sketch(NOTE).keys[:3])


def test_half_of_the_text_is_enough_to_be_found() -> None:
    """The share of pages that are found agrees with what the number of bands promises."""
    words = [sha256(bytes([number % 256, number // 256])).hexdigest()[:8] for number in range(30_000)]
    found = 0
    for first in range(0, len(words), 300):
        both, mine, theirs = (words[start : start + 100] for start in range(first, first + 300, 100))
        found += shared_keys(" ".join((*both, *mine)), " ".join((*both, *theirs))) > 0
    assert found > 80


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert 0 <= score(one, other) <= 1
    assert score(one, other) == pytest.approx(score(other, one))
    assert len(sketch(one).keys) in (0, BANDS)


def test_numbers_that_were_torn_apart_or_misread_in_one_place_agree_nearly() -> None:
    assert compare(
        ("zz4821337701", "64483", "5550147"), ("zz48", "21337701", "64488", "5550147")
    ).numbers == (Agreement(exact=1, near=2, left=0))


def test_without_any_number_the_words_decide() -> None:
    prose = Comparison(Agreement(exact=60, near=2, left=0), Agreement(0, 0, 0))
    assert same_page_score(prose) > SAME_PAGE_SCORE
    assert same_page_score(Comparison(Agreement(20, 2, 60), Agreement(0, 0, 0))) < 0.01
