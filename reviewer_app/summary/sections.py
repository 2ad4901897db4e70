"""The sections of the determination summary in the order of reading: one table for all formats.

Each row names the fields of the summary that it shows. A test holds the table against the summary's fields,
so that nothing new is forgotten on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reviewer_app.summary.display_facts import (
    decision_facts,
    exception_facts,
    line_facts,
    policy_facts,
    prior_request_facts,
    request_groups,
    version_facts,
)
from reviewer_app.summary.paper import (
    DRAFT,
    DRAFT_WARNING,
    SIGNED,
    Block,
    Cell,
    Column,
    Columns,
    Facts,
    Framed,
    Heading,
    Kept,
    Outcome,
    Paper,
    Point,
    Points,
    Section,
    Table,
    Text,
)
from reviewer_app.summary.section_of_criteria import Pictured, criteria_blocks
from reviewer_app.summary.section_of_record import record_blocks
from reviewer_app.summary.section_of_records import (
    authority_blocks,
    clock_blocks,
    conversation_blocks,
    discrepancy_blocks,
    other_blocks,
    passage_blocks,
    reconsideration_blocks,
    timeline_blocks,
)
from reviewer_app.summary.values import DeterminationSummary, Obstacle, SummaryLine
from reviewer_app.summary.wording import VOID, VOID_WORDS, instant_words

REDACTED = (
    "What identifies the member was left out of this copy: name, id, birth date and how to reach the member. "
    "Pictures show the words that the program could read, and nothing else of the page."
)

Blocks = Callable[[DeterminationSummary, Pictured], Iterator[Block]]

FRONT_FIELDS = frozenset(("title", "language", "draft", "redacted", "generated_at", "program", "statements"))
"""Fields that stand outside the sections: at the beginning, at the end or on each page."""


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One section: its title, the fields it shows, and its blocks. A section without blocks is left out."""

    title: str
    fields: tuple[str, ...]
    blocks: Blocks


def summary_paper(summary: DeterminationSummary) -> Paper:
    """The summary as a document."""
    request_id = summary.request.request_id or "Request without a number"
    pictured = Pictured()
    sections = tuple(Section(kind.title, tuple(kind.blocks(summary, pictured))) for kind in SECTIONS)
    return Paper(
        language=summary.language,
        title=summary.title,
        document_title=_document_title(summary),
        subject=" · ".join(part for part in (request_id, _member_line(summary)) if part),
        status=" ".join(part for part in (_status_line(summary), redaction_note(summary)) if part),
        draft=summary.draft,
        warning=DRAFT_WARNING if summary.draft else "",
        head=f"{summary.title} · {request_id}",
        standing=DRAFT if summary.draft else VOID_WORDS if _is_void(summary) else SIGNED,
        foot=f"{summary.program}, {instant_words(summary.generated_at)}",
        program=summary.program,
        written=summary.generated_at,
        sections=tuple(section for section in sections if section.blocks),
        closing=tuple(statement.text for statement in summary.statements),
    )


def _document_title(summary: DeterminationSummary) -> str:
    draft = "DRAFT: " if summary.draft else "VOID: " if _is_void(summary) else ""
    request = f", {summary.request.request_id}" if summary.request.request_id else ""
    return f"{draft}{summary.title}{request}"


def _member_line(summary: DeterminationSummary) -> str:
    member = summary.request.member
    name = ", ".join(part for part in (member.last_name, member.first_name) if part)
    return " · ".join(part for part in (name, member.member_id) if part)


def _is_void(summary: DeterminationSummary) -> bool:
    return summary.review.status == VOID


def _status_line(summary: DeterminationSummary) -> str:
    decision = summary.decision
    if decision is None:
        return "Draft. Nothing in it is decided until it is signed."
    signed = f"{decision.name}, {decision.role_words.lower()}, {instant_words(decision.signed_at)}"
    if _is_void(summary):
        return f"{VOID_WORDS}. The determination before was recorded in error; voided by {signed}."
    if summary.review.status == "superseded":
        return f"Signed by {signed}. A later version has replaced it."
    return f"Signed by {signed}."


def redaction_note(summary: DeterminationSummary) -> str:
    """What a reader of a redacted copy has to know; empty for any other."""
    return REDACTED if summary.redacted else ""


def _determination(summary: DeterminationSummary, pictured: Pictured) -> Iterator[Block]:
    for line in summary.lines:
        yield from _line(line, pictured, draft=summary.draft)


def _line(line: SummaryLine, pictured: Pictured, *, draft: bool) -> Iterator[Block]:
    proposed = "Proposed: " if draft and line.outcome else ""
    described = f", {line.description}" if line.description else ""
    yield Heading(2, f"Line {line.line}: {line.label}{described}")
    yield Outcome(line.outcome or "undecided", f"{proposed}{line.outcome_words}", line.rationale)
    yield Facts(line_facts(line))
    yield from passage_blocks(line.agreement_passages, pictured)
    if line.missing:
        yield Heading(3, "Information asked for")
        yield Points(tuple(Point(item) for item in line.missing))
    if line.obstacles:
        yield Heading(3, "What stands against an approval")
        yield _obstacles(line.obstacles)


def _obstacles(obstacles: tuple[Obstacle, ...]) -> Points:
    return Points(
        tuple(Point(one.message, row=one.row, aside=_lines(one.lines), below=one.clears) for one in obstacles)
    )


def _lines(lines: tuple[int, ...]) -> str:
    numbers = ", ".join(str(line) for line in lines)
    return f"(Line {numbers})" if len(lines) == 1 else f"(Lines {numbers})" if lines else ""


def _request(summary: DeterminationSummary, _pictured: Pictured) -> Iterator[Block]:
    request = summary.request
    yield Columns(tuple((title, facts) for title, facts in request_groups(request) if facts))
    if request.submitter_note:
        yield Heading(2, "Submitter's note")
        yield Text(request.submitter_note)
    if request.problems:
        yield Heading(2, "Fields that look wrong")
        yield Facts(tuple((item.label, item.value) for item in request.problems))


MISSING_COLUMNS = (
    Column("Row", 12),
    Column("Element"),
    Column("Finding", 30),
    Column("Needed", 28),
    Column("Note"),
)


def _missing(summary: DeterminationSummary, _pictured: Pictured) -> Iterator[Block]:
    if not summary.missing:
        yield Text("Nothing: every applicable element was found present.")
        return
    yield Table(
        MISSING_COLUMNS,
        tuple(
            (
                Cell(item.row),
                Cell(item.title),
                Cell(item.finding_words, mark=item.finding),
                Cell("Required" if item.required else "Where relevant"),
                Cell(item.note),
            )
            for item in summary.missing
        ),
    )


def _exception(summary: DeterminationSummary, _pictured: Pictured) -> Iterator[Block]:
    if summary.exception is not None:
        yield Facts(exception_facts(summary.exception))


def _prior_requests(summary: DeterminationSummary, _pictured: Pictured) -> Iterator[Block]:
    for prior in summary.prior_requests:
        heading = Heading(2, f"Line {prior.line}, {prior.id}: {prior.kind_words}")
        yield Kept((heading, Facts(prior_request_facts(prior))))


def _cautions(summary: DeterminationSummary, _pictured: Pictured) -> Iterator[Block]:
    if summary.cautions:
        yield _obstacles(summary.cautions)


def _policies(summary: DeterminationSummary, _pictured: Pictured) -> Iterator[Block]:
    if not summary.policies:
        yield Text("No policy pack is in effect for this request.")
    for policy in summary.policies:
        heading = Heading(2, policy.title + (" (example)" if policy.example else ""))
        yield Kept((heading, Facts(policy_facts(policy))))


def _prompts(summary: DeterminationSummary, _pictured: Pictured) -> Iterator[Block]:
    for prompt in summary.prompts:
        yield Heading(2, prompt.question)
        yield Text(prompt.answer or "Not answered.")


def _decision(summary: DeterminationSummary, _pictured: Pictured) -> Iterator[Block]:
    decision = summary.decision
    if decision is None:
        yield Text("Not signed.")
    else:
        attestation = (Text(decision.attestation),) if decision.attestation else ()
        yield Framed((*attestation, Facts(decision_facts(decision))))
    yield Kept((Heading(2, "Version and integrity"), Facts(version_facts(summary))))


SECTIONS: tuple[SectionKind, ...] = (
    SectionKind("Determination", ("lines",), _determination),
    SectionKind("Request", ("request",), _request),
    SectionKind("Missing, insufficient or not reviewed", ("missing",), _missing),
    SectionKind("Criteria and evidence", ("criteria",), criteria_blocks),
    SectionKind("Discrepancies", ("discrepancies",), discrepancy_blocks),
    SectionKind("Exception", ("exception",), _exception),
    SectionKind("Earlier requests", ("prior_requests",), _prior_requests),
    SectionKind("Governing source", ("authority", "coverage_records"), authority_blocks),
    SectionKind("Peer-to-peer conversations", ("conversations",), conversation_blocks),
    SectionKind("Course of the complaint", ("timeline",), timeline_blocks),
    SectionKind("Cautions", ("cautions",), _cautions),
    SectionKind("Record", ("page_records", "documents"), record_blocks),
    SectionKind("Policies applied", ("policies",), _policies),
    SectionKind("What was weighed", ("prompts",), _prompts),
    SectionKind("Time limit and versions", ("due", "clock", "versions"), clock_blocks),
    SectionKind("Reconsideration", ("reconsideration",), reconsideration_blocks),
    SectionKind("Other records", ("other_records",), other_blocks),
    SectionKind("Decision and signature", ("decision", "review", "audit_hash"), _decision),
)
