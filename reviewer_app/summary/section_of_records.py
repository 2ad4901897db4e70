"""Sections that list records: discrepancies, the governing source, conversations, the clock, the versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from reviewer_app.summary.authority import CHECKED_BY
from reviewer_app.summary.paper import Block, Cell, Column, Facts, Heading, Kept, Point, Points, Table, Text
from reviewer_app.summary.section_of_criteria import Pictured, short_place
from reviewer_app.summary.values import CitedPassage, DeterminationSummary, SummaryLadder, SummaryRecord
from reviewer_app.summary.wording import instant_words

RUNG_COLUMNS = (Column("Row", 12), Column("Source", 45), Column("What it says"), Column("Cited", 34))


def discrepancy_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """Each record with its state first."""
    yield from record_list(summary.discrepancies, pictured)


def authority_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """Each line's ladder as a table, then what was found on its rungs, then trials and the like."""
    for ladder in summary.authority:
        if ladder.rungs or ladder.problem:
            yield from _ladder(ladder, pictured)
    yield from record_list(summary.coverage_records, pictured)


def conversation_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """Peer-to-peer conversations."""
    yield from record_list(summary.conversations, pictured)


def timeline_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """Confirmed dates, the earliest first."""
    yield from record_list(summary.timeline, pictured)


def clock_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """The time limit and what moved it, then why there are versions."""
    limit = (
        ("Received", instant_words(summary.request.received)),
        ("Due", instant_words(summary.due)),
    )
    if summary.due is not None:
        yield Facts(tuple((label, value) for label, value in limit if value))
    yield from record_list(summary.clock, pictured)
    yield from record_list(summary.versions, pictured)


def other_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """Records without a section of their own."""
    yield from record_list(summary.other_records, pictured)


def reconsideration_blocks(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    """How an adverse determination is reconsidered."""
    yield from record_list(summary.reconsideration, pictured)


def record_list(records: Iterable[SummaryRecord], pictured: Pictured, level: int = 2) -> Iterator[Block]:
    """Records one after the other, each with its facts and what it cites."""
    for record in records:
        lines = ", ".join(str(line) for line in record.lines)
        aside = f"line {lines}" if len(record.lines) == 1 else f"lines {lines}" if lines else ""
        heading = Heading(level, record.title, row=record.row, aside=aside)
        standing = (Text(record.standing, tone="strong"),) if record.standing else ()
        facts = Facts(tuple((fact.label, fact.value) for fact in record.facts))
        yield Kept((heading, *standing, facts))
        yield from passage_blocks(record.passages, pictured)


def passage_blocks(passages: Iterable[CitedPassage], pictured: Pictured) -> Iterator[Block]:
    """Places, those that are cited for one thing under its name."""
    for cited_for, same in groupby(passages, key=lambda passage: passage.cited_for):
        if cited_for:
            yield Text(f"Cited for {cited_for}:", tone="muted")
        for passage in same:
            yield pictured.cited(passage.evidence)


def _ladder(ladder: SummaryLadder, pictured: Pictured) -> Iterator[Block]:
    yield Heading(2, f"Line {ladder.line}: which rules govern")
    facts = (
        ("Order of the sources", ladder.ladder_words),
        ("Governs", ladder.governing_words or "Not settled"),
        ("Left to do", ladder.problem),
    )
    yield Facts(tuple((label, value) for label, value in facts if value))
    if ladder.overridden:
        yield Heading(3, "Elements that the governing source overrides")
        yield Points(tuple(Point(title) for title in ladder.overridden))
    if ladder.rungs:
        yield Table(RUNG_COLUMNS, tuple(_rung(rung) for rung in ladder.rungs))
    yield from record_list((rung for rung in ladder.rungs if _says_more(rung)), pictured, level=3)


def _rung(rung: SummaryRecord) -> tuple[Cell, ...]:
    places = "; ".join(short_place(passage.evidence) for passage in rung.passages)
    told = {fact.label: fact.value for fact in rung.facts}
    checked = told.get(CHECKED_BY, "")
    return (
        Cell(rung.row),
        Cell(rung.title),
        Cell(rung.standing, below=f"{CHECKED_BY} {checked}" if checked else ""),
        Cell(places or told.get("Source", "")),
    )


def _says_more(rung: SummaryRecord) -> bool:
    """Whether there is more to say about a rung than its row in the table says."""
    return bool(rung.passages) or any(fact.label != CHECKED_BY for fact in rung.facts)
