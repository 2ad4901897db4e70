"""Every part of a review is in the summary, and every section of the summary is in every format."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reviewer_app.domain import review_parts
from reviewer_app.domain.review_parts import KINDS
from reviewer_app.domain.version_note import VersionNote
from reviewer_app.summary import records
from reviewer_app.summary.formats import SummaryFormat, render
from reviewer_app.summary.paper import Paper
from reviewer_app.summary.records import TOLD_ELSEWHERE
from reviewer_app.summary.sections import FRONT_FIELDS, SECTIONS, summary_paper
from reviewer_app.summary.values import DeterminationSummary, SummaryRecord
from tests.unit.summary.recorded_case import recorded_case
from tests.unit.summary.test_docx import docx_lines
from tests.unit.summary.test_pdf import flat, page_texts
from tests.unit.summary.test_summary import summary_of


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def html_text(content: bytes) -> str:
    parser = _Texts()
    parser.feed(content.decode("utf-8"))
    return parser.text


TEXT_OF: dict[SummaryFormat, Callable[[bytes], str]] = {
    SummaryFormat.PDF: lambda content: " ".join(page_texts(content)),
    SummaryFormat.HTML: html_text,
    SummaryFormat.DOCX: lambda content: "\n".join(docx_lines(content)),
}


@pytest.fixture(scope="module")
def summary() -> DeterminationSummary:
    return summary_of(recorded_case())


@pytest.fixture(scope="module")
def paper(summary: DeterminationSummary) -> Paper:
    return summary_paper(summary)


def test_every_field_of_the_summary_is_in_one_section_or_at_the_front() -> None:
    shown = [name for kind in SECTIONS for name in kind.fields]
    assert len(shown) == len(set(shown))
    assert set(shown) | FRONT_FIELDS == {one.name for one in dataclasses.fields(DeterminationSummary)}
    assert not set(shown) & FRONT_FIELDS


def test_the_case_of_this_test_has_every_kind_of_part() -> None:
    review = recorded_case().review
    without = {kind.kind.__name__ for kind in KINDS if not tuple(kind.items(review))}
    assert without <= {"AddedElement", "ExceptionRecord", "PageMark", "MatchDecision"}


def test_a_kind_that_no_section_names_is_told_field_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "TOLD_ELSEWHERE", TOLD_ELSEWHERE - {VersionNote})
    (told,) = summary_of(recorded_case()).other_records
    assert told.kind == "VersionNote"
    assert "A level was mistyped." in {fact.value for fact in told.facts}
    assert {kind.kind for kind in review_parts.KINDS} >= TOLD_ELSEWHERE


def words_of(record: SummaryRecord) -> list[str]:
    facts = [text for fact in record.facts for text in (fact.label, fact.value)]
    quotes = [passage.evidence.quote for passage in record.passages]
    return [record.title, record.standing, *facts, *quotes]


@pytest.mark.parametrize("paper_format", list(TEXT_OF))
def test_every_section_and_record_is_in_every_format(
    summary: DeterminationSummary, paper: Paper, paper_format: SummaryFormat
) -> None:
    text = flat(TEXT_OF[paper_format](render(summary, paper_format)))
    for section in paper.sections:
        assert flat(section.title) in text
    told = [
        *summary.discrepancies,
        *summary.coverage_records,
        *summary.conversations,
        *summary.timeline,
        *summary.page_records,
        *summary.clock,
        *summary.versions,
        *summary.reconsideration,
        *(rung for ladder in summary.authority for rung in ladder.rungs),
    ]
    missing = {words for record in told for words in words_of(record) if flat(words) not in text}
    assert missing == set()


def test_json_has_every_record(summary: DeterminationSummary) -> None:
    text = json.dumps(json.loads(render(summary, SummaryFormat.JSON)), ensure_ascii=False)
    assert "Somebody Else" not in text  # another patient's name does not belong into a member's papers
    for words in (
        "noted in the review",
        "A level was mistyped.",
        "Small protrusion",
        "The second level can wait.",
    ):
        assert words in text


def test_empty_sections_are_left_out(summary: DeterminationSummary) -> None:
    without = summary_paper(replace(summary, discrepancies=(), conversations=()))
    titles = {section.title for section in without.sections}
    assert "Discrepancies" not in titles
    assert "Peer-to-peer conversations" not in titles
    assert "Other records" not in titles
    assert "Governing source" in titles
