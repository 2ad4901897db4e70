"""A case whose pages are all of one template: what recognising them costs, counted in comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewer_app.domain.same_page import PageMatch, PagePlace, SeenCase
from reviewer_app.history.likely_copies import MOST_COMPARED
from reviewer_app.history.same_page_sketch import sketch
from reviewer_app.review.page_recognition import PageRecognition
from reviewer_app.storage.page_history import PageHistory, page_history_in_memory
from tests.unit.history.note_pages import NOTE, misread

PAGES = 300


@pytest.fixture
def history() -> Iterator[PageHistory]:
    with closing(page_history_in_memory()) as opened:
        yield opened


def visit(number: int) -> str:
    """The therapy note of a visit: the sentences of all, with its own figures."""
    figures = "\n".join(f"Exercise {place} {(number + 3) * place % 9973 + 100}" for place in range(7, 37))
    return f"{NOTE}\n{figures}"


def taken(recognition: PageRecognition, texts: list[str]) -> list[tuple[int, tuple[PageMatch, ...], int]]:
    """Each page's number, its copies, and how many comparisons they took."""
    found = []
    for number, text in enumerate(texts, start=1):
        before = recognition.compared
        matches = recognition.take(PagePlace("aa", number), sketch(text))
        found.append((number, matches, recognition.compared - before))
    return found


def test_few_pages_of_a_template_are_compared_and_a_copy_among_them_is_found(history: PageHistory) -> None:
    texts = [visit(number) for number in range(PAGES)]
    texts.append(misread(texts[150]))
    recognition = PageRecognition(history, SeenCase("", Path()), [("aa", "a.pdf")])
    found = taken(recognition, texts)
    assert max(compared for _, _, compared in found) <= MOST_COMPARED
    assert [(number, one.other_page) for number, matches, _ in found for one in matches] == [(PAGES + 1, 151)]


def test_pages_that_say_the_same_are_not_compared_and_the_first_is_named(history: PageHistory) -> None:
    recognition = PageRecognition(history, SeenCase("", Path()), [("aa", "a.pdf")])
    found = taken(recognition, [visit(1)] * 150)
    assert recognition.compared == 0
    assert {one.other_page for _, matches, _ in found for one in matches} == {1}
    assert sum(len(matches) for _, matches, _ in found) == 149
