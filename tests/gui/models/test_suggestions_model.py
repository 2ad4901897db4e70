"""What is shown of the search for one element: places that are proposed, or what was searched in vain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.found import CaseFindings, ElementSearch, FoundQuote, Suggestion
from reviewer_app.gui.models.checklist_model import checklist_rows, proposed_words
from reviewer_app.gui.models.suggestions_model import (
    proposed_counts,
    ranges,
    score_words,
    search_words,
    suggestion_rows,
    unread_words,
)
from tests.gui.panels.shoulder import shoulder_case

SHA, OTHER = "a" * 64, "b" * 64
FILES = {SHA: "01_consult.pdf", OTHER: "02_fax.pdf"}


def suggestion(score: float, quote: str = "Low back pain since January.", page: int = 1) -> Suggestion:
    found = FoundQuote(SHA, "01_consult.pdf", page, quote)
    return Suggestion("s3-evaluation", found, score, "History in the consult")


def evidence(quote: str, page: int = 1) -> Evidence:
    return Evidence("e", Anchor(SHA, page, (), quote), "01_consult.pdf", datetime.now(UTC), "N")


def test_only_what_is_rather_right_is_shown() -> None:
    search = ElementSearch("s3", (suggestion(0.9), suggestion(0.5, "Second"), suggestion(0.49, "Third")))
    rows = suggestion_rows(search)
    assert [(row.number, row.of, row.text) for row in rows] == [
        (1, 2, "“Low back pain since January.”"),
        (2, 2, "“Second”"),
    ]
    assert rows[0].place == "Consult · p 1 · very likely"
    assert "History in the consult" in rows[0].spoken
    assert suggestion_rows(None) == ()


@pytest.mark.parametrize(
    ("quote", "page", "attached"),
    [
        ("Low back pain\nsince January.", 1, True),
        ("low back PAIN", 1, True),
        ("He has low back pain since January. More.", 1, True),
        ("Low back pain since January.", 2, False),
        ("Knee pain", 1, False),
        ("", 1, False),
    ],
)
def test_what_is_evidence_already_is_known(quote: str, page: int, attached: bool) -> None:
    (row,) = suggestion_rows(ElementSearch("s3", (suggestion(0.9),)), (evidence(quote, page),))
    assert row.attached is attached


@pytest.mark.parametrize(
    ("score", "words"),
    [(1.0, "very likely"), (0.9, "very likely"), (0.89, "likely"), (0.7, "likely"), (0.5, "possible")],
)
def test_scores_in_words(score: float, words: str) -> None:
    assert score_words(score) == words


def test_the_heading_counts_what_is_not_attached() -> None:
    search = ElementSearch("s3", (suggestion(0.9), suggestion(0.8, "Second")))
    assert search_words(search, suggestion_rows(search), FILES, going_on=False) == ("2 suggestions", "")
    one_left = suggestion_rows(search, (evidence("Second"),))
    assert search_words(search, one_left, FILES, going_on=True) == ("1 more suggestion so far", "")
    none_left = suggestion_rows(search, (evidence("Second"), evidence("Low back pain since January.")))
    assert search_words(search, none_left, FILES, going_on=False) == ("", "")
    assert search_words(None, (), FILES, going_on=False) == ("", "")


def test_nothing_found_says_what_was_searched_and_what_could_not_be_read() -> None:
    unread = ((OTHER, 5), (OTHER, 2), (OTHER, 6), (OTHER, 7))
    search = ElementSearch("s4", (suggestion(0.2),), "laboratory results", 312, unread)
    heading, searched = search_words(search, (), FILES, going_on=False)
    assert heading == "Searched, nothing found"
    assert searched == "Looked for: laboratory results. 312 pages searched. Not readable: Fax p 2, 5–7."
    heading, searched = search_words(search, (), FILES, going_on=True)
    assert heading == "Searched, nothing found so far"
    assert searched.endswith("312 pages searched. Not read so far: Fax p 2, 5–7.")


def test_that_nothing_was_found_is_told_when_all_is_read() -> None:
    marked = shoulder_case()
    case = replace(marked, review=replace(marked.review, findings=MappingProxyType({})))
    ids = [element.pack_element_id for element in case.checklist.elements][:2]
    searched = {ids[0]: ElementSearch(ids[0], (suggestion(0.9),)), ids[1]: ElementSearch(ids[1])}
    findings = CaseFindings(searched=searched, pages=3)
    assert sorted(proposed_counts(case, findings, going_on=False).values()) == [0, 1]
    reading = proposed_counts(case, findings, going_on=True)
    assert list(reading.values()) == [1]
    words = {
        row.key: proposed_words(row) for row in checklist_rows(case, reading) if row.proposed is not None
    }
    assert list(words.values()) == ["◇ 1 suggested"]


def test_many_unreadable_files_are_counted() -> None:
    files = {str(number): f"file {number}.pdf" for number in range(6)}
    words = unread_words([(str(number), 1) for number in range(6)], files, going_on=False)
    assert words.endswith("; 2 more files.")
    assert unread_words([("gone", 1)], files, going_on=False) == ""


def test_runs_of_pages_are_drawn_together() -> None:
    assert ranges([3, 1, 4, 5, 5, 9]) == "1, 3–5, 9"
