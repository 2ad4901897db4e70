"""What a paper is by its words, with weights that are made up here and with those that were learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.domain.found import PageLegibility, PaperType
from reviewer_app.domain.request import Request
from reviewer_app.evidence.paper_page import PaperPage, paper_page
from reviewer_app.evidence.segments import find_segments, likeliest
from reviewer_app.evidence.type_by_words import FEW_WORDS, marks_of, weights_by_words
from reviewer_app.evidence.type_word_rules import TypeWords
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.unit.evidence.read_pages import read_page

RULES = load_evidence_rules(resources_folder(), Path("no data folder"))
LETTER, LABORATORY = PaperType.LETTER, PaperType.LABORATORY
MADE_UP = TypeWords(
    before={LETTER: -1.0},
    head={"clinic": {LETTER: 2.0}},
    headings={"sodium": {LABORATORY: 3.0}},
    anywhere={"clinic": {LETTER: 1.0}, "#": {LABORATORY: 1.0}},
)


def page(text: str) -> PaperPage:
    return paper_page(read_page(text))


def test_a_word_counts_by_where_it_stands() -> None:
    marks = marks_of(
        [page("Clinic letters\n\nSodium: 141\nDear Ada, the sodium of 12 May is 141")], letter=True
    )
    assert {("head", "letter"), ("headings", "sodium"), ("anywhere", "#"), ("form", "salutation")} <= marks
    assert ("form", "letter-head") in marks
    assert ("headings", "dear") not in marks


def test_each_word_counts_once_and_less_among_many() -> None:
    few = weights_by_words([page("Clinic\nClinic 4 5 6")], MADE_UP, letter=False)
    assert few[LETTER] == pytest.approx(-1.0 + (2.0 + 1.0) * FEW_WORDS**-0.5)
    assert few[LABORATORY] == pytest.approx(FEW_WORDS**-0.5)
    assert weights_by_words([page("Nothing that is known")], MADE_UP, letter=False) == {LETTER: -1.0}


def test_later_pages_have_no_head() -> None:
    marks = marks_of([page("First"), page("Clinic")], letter=False)
    assert ("anywhere", "clinic") in marks
    assert ("head", "clinic") not in marks


UNTITLED = (
    (
        LETTER,
        "Riverside Thyroid Group\nMay 3, 2025\nRE: Sample, Eva\nThyroid matters\nDear Dr. Marsh,\n"
        "Thank you for asking me about this lady, whose gland I could hardly feel. I would leave it alone "
        "and see her in a year.\nWith kind regards\nOtto Lind",
    ),
    (
        LETTER,
        "April 9, 2025\nRE: Sample, Eva\nKidney clinic\nDear colleague,\nHer kidneys do half of what they "
        "did and have done so for years. I have nothing against the dye if she drinks.\nYours, O. Lind",
    ),
    (
        PaperType.PATHOLOGY,
        "SURGICAL CONSULTATION S25-1\nSpecimen: skin of the back, punch.\nGross: 4 mm.\nMicroscopic: nests "
        "at the junction.\nDiagnosis: nevus, margins free.\nO LIND MD",
    ),
    (
        PaperType.THERAPY_NOTE,
        "Oak Lane Therapy\nSummary at session 8\nGoal | March 3 | April 14\nGrip, kg | 11 | 19\n"
        "Buttons, s | 48 | 20\nCame: 8 of 8\nHome program: putty, twice a day",
    ),
)


@pytest.mark.parametrize(("kind", "text"), UNTITLED)
def test_papers_with_titles_that_no_rule_knows(kind: PaperType, text: str) -> None:
    found = find_segments((read_page(text),), [PageLegibility()], Request(), RULES.papers, RULES.type_words)
    assert [one.type for one in found] == [kind]


def test_a_title_that_a_rule_is_sure_of_stands_against_words() -> None:
    text = "Operative report\nDear Dr. Marsh, I am writing about the sodium, with kind regards"
    (found,) = find_segments(
        (read_page(text),), [PageLegibility()], Request(), RULES.papers, RULES.type_words
    )
    assert found.type is PaperType.PROCEDURE_REPORT


@pytest.mark.parametrize(
    ("sure", "kind"),
    [
        (PaperType.CONSULT_NOTE, PaperType.CONSULT_NOTE),
        (PaperType.LETTER, PaperType.OFFICE_NOTE),
        (None, PaperType.OFFICE_NOTE),
    ],
)
def test_which_kind_of_visit_a_paper_tells_its_title_says(sure: PaperType | None, kind: PaperType) -> None:
    sums = {PaperType.CONSULT_NOTE: 1.0, PaperType.OFFICE_NOTE: 5.0, PaperType.LETTER: 4.0}
    assert likeliest(sums, sure) is kind


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        (TypeWords(rules_count=0.0), "rules_count: expected more than 0"),
        (TypeWords(head={"Clinic": {}}), "head: 'Clinic': expected one word in small letters"),
        (TypeWords(anywhere={"two words": {}}), "anywhere: 'two words': expected one word in small letters"),
        (RULES.type_words, None),
    ],
)
def test_words_that_would_never_be_found_are_told(rules: TypeWords, problem: str | None) -> None:
    assert next(iter(rules.problems()), None) == problem
