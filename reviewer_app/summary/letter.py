"""The letter about a determination, or the request for information, to the provider or the member."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from reviewer_app.domain.review import Outcome
from reviewer_app.domain.wording import InformationRequest, ReconsiderationText, RequestedItem
from reviewer_app.rules.rationale import ADVERSE, spelled_out
from reviewer_app.summary.display_facts import decision_facts
from reviewer_app.summary.paper import (
    DRAFT,
    DRAFT_WARNING,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Kept,
    Pairs,
    Paper,
    Point,
    Points,
    Section,
    Table,
    Text,
)
from reviewer_app.summary.paper import Outcome as OutcomeBlock
from reviewer_app.summary.sections import redaction_note
from reviewer_app.summary.texts import with_texts
from reviewer_app.summary.values import DeterminationSummary, SummaryLine
from reviewer_app.summary.wording import count_words, date_words

DETERMINATION, REQUEST = "Notice of determination", "Request for information"

OUTCOME_WORDS: Mapping[str, str] = {
    Outcome.APPROVE: "Approved",
    Outcome.APPROVE_IN_PART: "Approved in part",
    Outcome.PEND: "Not decided yet: more information is needed",
    Outcome.DENY: "Not approved",
    Outcome.DIRECT_TO_HEALTH_PLAN: "For the health plan to decide. This is not a denial.",
    Outcome.WITHDRAWN: "Withdrawn. Nothing was decided.",
}

ITEM_COLUMNS = (Column("What is missing"), Column("What to send"), Column("Asked for by", 46))

ANSWER = (
    "Please send this with the number of the request. Until it is here, the request can not be decided on "
    "what was sent."
)
MEMBER_ANSWER = (
    "We asked your provider for this. You do not have to do anything; you may ask your provider whether it "
    "was sent."
)


class Reader(StrEnum):
    """To whom a letter goes."""

    PROVIDER = "provider"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class LetterParts:
    """What a letter has besides the summary: what each pended line asks for, by line; how to have an adverse
    determination reconsidered; the payor's written instructions to the provider (S21); what acronyms stand
    for."""

    requests: Mapping[int, InformationRequest]
    reconsideration: ReconsiderationText | None
    instructions: tuple[str, ...]
    acronyms: Mapping[str, str]


def letter_paper(summary: DeterminationSummary, parts: LetterParts, reader: Reader) -> Paper:
    """The letter about all service lines. Acronyms are spelled out where they first stand."""
    title = letter_title(summary)
    number = summary.request.request_id
    letter = Paper(
        language=summary.language,
        title=title,
        document_title="".join(
            (f"{DRAFT}: " if summary.draft else "", title, f", {number}" if number else "")
        ),
        subject=_subject(summary),
        status=redaction_note(summary),
        draft=summary.draft,
        warning=DRAFT_WARNING if summary.draft else "",
        head=" · ".join(part for part in (title, number) if part),
        standing=DRAFT if summary.draft else _day(summary),
        foot=summary.request.plan.payer,
        program=summary.program,
        written=summary.generated_at,
        sections=tuple(_sections(summary, parts, reader)),
        closing=tuple(statement.text for statement in summary.statements),
        sender=_sender(summary),
        addressee=_addressee(summary, reader),
    )
    return _with_acronyms(letter, parts.acronyms)


def letter_title(summary: DeterminationSummary) -> str:
    """What the letter is: a request for information where nothing else was decided."""
    outcomes = {line.outcome for line in summary.lines}
    return REQUEST if outcomes == {Outcome.PEND.value} else DETERMINATION


def undecided_lines(summary: DeterminationSummary) -> tuple[int, ...]:
    """Lines about which there is nothing to write yet: without an outcome, or referred to a physician."""
    return tuple(line.line for line in summary.lines if line.outcome not in OUTCOME_WORDS)


def _subject(summary: DeterminationSummary) -> str:
    request = summary.request
    member = request.member
    name = " ".join(part for part in (member.first_name, member.last_name) if part)
    parts = (
        f"Request {request.request_id}" if request.request_id else "",
        f"Member {name}" if name else "",
        member.member_id,
        f"born {date_words(member.dob)}" if member.dob is not None else "",
    )
    return " · ".join(part for part in parts if part)


def _day(summary: DeterminationSummary) -> str:
    signed = summary.decision.signed_at if summary.decision is not None else summary.generated_at
    return date_words(signed.date())


def _sender(summary: DeterminationSummary) -> tuple[str, ...]:
    plan = summary.request.plan
    return tuple(part for part in (plan.payer, plan.plan_name, _day(summary)) if part)


def _addressee(summary: DeterminationSummary, reader: Reader) -> tuple[str, ...]:
    if reader is Reader.MEMBER:
        member = summary.request.member
        name = " ".join(part for part in (member.first_name, member.last_name) if part)
        return tuple(part for part in (name, member.member_id) if part)
    provider = summary.request.ordering_provider
    npi = f"NPI {provider.npi}" if provider.npi else ""
    return tuple(part for part in (provider.name, provider.specialty, npi) if part)


def _sections(summary: DeterminationSummary, parts: LetterParts, reader: Reader) -> Iterator[Section]:
    yield Section("", tuple(_beginning(summary, reader)))
    pended = any(line.outcome == Outcome.PEND for line in summary.lines)
    title = "What we need" if letter_title(summary) == REQUEST else "What we decided"
    yield Section(title, tuple(block for line in summary.lines for block in _line(line, parts, reader)))
    if pended:
        yield Section("What happens next", tuple(_next(summary, reader)))
    if parts.instructions and reader is Reader.PROVIDER:
        points = Points(tuple(Point(text) for text in parts.instructions))
        yield Section("Written instruction of the payor", (points,))
    if parts.reconsideration is not None and any(line.outcome in ADVERSE for line in summary.lines):
        yield _reconsideration(parts.reconsideration)
    if summary.decision is not None:
        yield Section("Who decided", (Facts(decision_facts(summary.decision)),))


def _beginning(summary: DeterminationSummary, reader: Reader) -> Iterator[Block]:
    addressee = _addressee(summary, reader)
    yield Text(f"Dear {addressee[0]}," if addressee else "To whom it may concern,")
    received = summary.request.received
    on = f" on {date_words(received.date())}" if received is not None else ""
    whose = "your provider's request" if reader is Reader.MEMBER else "your request"
    services = count_words(len(summary.lines), "service", "services")
    yield Text(f"We got {whose} for {services}{on} and reviewed it with the records that were sent.")


def _line(line: SummaryLine, parts: LetterParts, reader: Reader) -> Iterator[Block]:
    described = f", {line.description}" if line.description else ""
    outcome = OutcomeBlock(line.outcome, OUTCOME_WORDS[Outcome(line.outcome)], line.rationale)
    facts = Facts(_line_facts(line))
    yield Kept((Heading(2, f"{line.label}{described}"), outcome, *((facts,) if facts.pairs else ())))
    request = parts.requests.get(line.line)
    if request is not None and request.items:
        yield from _items(request, reader)


def _line_facts(line: SummaryLine) -> Pairs:
    site = ", ".join(part for part in (line.body_region, line.laterality, line.level) if part)
    pairs = (
        ("Requested", count_words(line.units, "unit", "units")),
        ("Where", site),
        ("Date of service", date_words(line.date_of_service)),
        ("Approved", line.modification if line.outcome == Outcome.APPROVE_IN_PART else ""),
        ("Reason", line.reason if line.outcome not in (Outcome.APPROVE, Outcome.WITHDRAWN) else ""),
        ("It rests on", line.criterion if line.outcome in ADVERSE else ""),
    )
    return tuple((label, value) for label, value in pairs if value)


def _items(request: InformationRequest, reader: Reader) -> Iterator[Block]:
    if reader is Reader.MEMBER:
        yield Text("What is missing:", tone="strong")
        yield Points(tuple(Point(item.what) for item in request.items))
    else:
        yield Table(ITEM_COLUMNS, tuple(_item_row(item) for item in request.items))


def _item_row(item: RequestedItem) -> tuple[Cell, ...]:
    return Cell(item.what), Cell(item.satisfied_by), Cell(item.citation)


def _next(summary: DeterminationSummary, reader: Reader) -> Iterator[Block]:
    yield Text(MEMBER_ANSWER if reader is Reader.MEMBER else ANSWER)
    if summary.due is not None:
        yield Text(f"The request has to be decided by {date_words(summary.due.date())}.")


def _reconsideration(text: ReconsiderationText) -> Section:
    paragraphs = tuple(Text(paragraph.strip()) for paragraph in text.paragraphs)
    source = (Text(f"Under {text.source}.", tone="muted"),) if text.source else ()
    return Section(text.title, (*paragraphs, *source))


def _with_acronyms(letter: Paper, acronyms: Mapping[str, str]) -> Paper:
    """The letter with each acronym spelled out where it first stands in the text."""
    left = dict(acronyms)

    def explained(text: str) -> str:
        shown = spelled_out(text, left)
        for name in [name for name, meaning in left.items() if meaning.casefold() in shown.casefold()]:
            del left[name]
        return shown

    sections = tuple(with_texts(section, explained) for section in letter.sections)
    return replace(letter, sections=sections)
