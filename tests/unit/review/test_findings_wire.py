"""Answers of the search's process go in pieces, none of which takes long to read, and come together again."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import msgspec
import pytest

from reviewer_app.domain.discrepancy import DifferenceKind, Study
from reviewer_app.domain.found import (
    AuthorRole,
    CaseFindings,
    DiscrepancyCandidate,
    ElementSearch,
    FoundDate,
    FoundQuote,
    Milestone,
    MissingPart,
    OfferedPassword,
    PageKey,
    PageLegibility,
    PageOwnership,
    PaperType,
    Segment,
    Suggestion,
)
from reviewer_app.domain.page_identity import SuspectedPage
from reviewer_app.review.findings_wire import AnswerReader, SearchAnswer, answer_pieces

SHA, FILE = "ab" * 32, "packet.pdf"
PAGES = 1_000
LONGEST_PIECE = 64 * 1024


def quote(page: int) -> FoundQuote:
    return FoundQuote(SHA, FILE, page, f"low back pain since January, page {page}")


def paper(page: int) -> Segment:
    day = date(2025, 3, 4)
    return Segment(SHA, FILE, page, page, PaperType.OFFICE_NOTE, "Visit", day, role=AuthorRole.PLAN)


def search(element: str, unread: tuple[PageKey, ...]) -> ElementSearch:
    suggestions = (Suggestion(element, quote(4), 0.8, "an examination"),)
    return ElementSearch(element, suggestions, "an examination", PAGES, unread)


def findings() -> CaseFindings:
    """Something of everything, of a case of many pages."""
    pages = range(1, PAGES + 1)
    keys = tuple((SHA, page) for page in pages)
    return CaseFindings(
        legibility={key: PageLegibility(0.9, legible=True) for key in keys},
        ownership={key: PageOwnership(name=f"Patient {key[1]}") for key in keys},
        segments=tuple(paper(page) for page in pages),
        searched={name: search(name, keys[:300]) for name in ("S3", "S4")},
        candidates=(DiscrepancyCandidate(Study(), quote(1), quote(2), DifferenceKind.SIDE, "the side"),),
        timeline=tuple(FoundDate(Milestone.VISIT, "visit", date(2025, 3, 4), quote(page)) for page in pages),
        missing=(MissingPart("2 pages", "the cover tells of 5"),) * 250,
        passwords=(OfferedPassword("secret", quote(1), "locked.pdf"),),
        suspected=(SuspectedPage(SHA, 3, FILE, "another birth date"),),
        pages=PAGES,
        unread=frozenset(keys[:700]),
    )


def read(reader: AnswerReader, answer: SearchAnswer) -> SearchAnswer:
    """The answer as it comes out on the other side; it is complete with the last piece and not before."""
    *first, last = answer_pieces(answer)
    assert [reader.take(piece) for piece in first] == [None] * len(first)
    came = reader.take(last)
    assert came is not None
    return came


def test_an_answer_comes_together_again() -> None:
    sent = SearchAnswer(findings(), "Some words of yours are spoilt.")
    assert all(getattr(sent.findings, one.name) for one in fields(CaseFindings))
    assert read(AnswerReader(), sent) == sent


def test_no_piece_is_large() -> None:
    sizes = [len(piece) for piece in answer_pieces(SearchAnswer(findings()))]
    assert max(sizes) < LONGEST_PIECE < sum(sizes)


def test_nothing_found_is_one_piece() -> None:
    assert len(tuple(answer_pieces(SearchAnswer()))) == 1
    assert read(AnswerReader(), SearchAnswer()) == SearchAnswer()


def test_what_is_found_again_is_not_read_again() -> None:
    reader, before = AnswerReader(), findings()
    first = read(reader, SearchAnswer(before)).findings
    other = {**before.legibility, (SHA, PAGES): PageLegibility(0.2, legible=False, why="faint")}
    changed = replace(before, legibility=other, unread=frozenset())
    second = read(reader, SearchAnswer(changed)).findings
    assert second == changed
    assert second.legibility[SHA, 1] is first.legibility[SHA, 1]
    assert second.legibility[SHA, PAGES] is not first.legibility[SHA, PAGES]
    assert all(new is old for new, old in zip(second.segments, first.segments, strict=True))


def test_what_is_no_piece_is_refused() -> None:
    reader = AnswerReader()
    with pytest.raises(msgspec.ValidationError):
        reader.take(msgspec.msgpack.encode({"findings": {"pages": "many"}}))
