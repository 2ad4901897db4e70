"""What a signature covers, in words: each service line's decision, what was found, on what it rests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.discrepancy import Discrepancy
from reviewer_app.domain.documents import Document
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.folder_read import RequestAsRead, UnreadableFile
from reviewer_app.domain.request import ServiceLine
from reviewer_app.domain.review import (
    ExceptionRecord,
    Finding,
    FindingState,
    LineDetermination,
    Outcome,
    ReviewedDocument,
)
from reviewer_app.domain.review_parts import Answer, ReviewPart, parts_of
from reviewer_app.domain.signing_preview import PreviewItem
from reviewer_app.rules.approved_part import part_words, requested_words
from reviewer_app.rules.authority_words import governing_words
from reviewer_app.rules.discrepancy_rules import discrepancy_standing
from reviewer_app.rules.facts import LineFacts, ReadinessFacts, standing
from reviewer_app.rules.part_words import day_words, kind_words, names_of, part_fields, part_title
from reviewer_app.rules.review_differences import evidence_of

OUTCOME_WORDS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.APPROVE: "Approved",
        Outcome.APPROVE_IN_PART: "Approved in part",
        Outcome.PEND: "Pended, more information is needed",
        Outcome.REFER: "Referred to a physician",
        Outcome.DENY: "Not approved (denied)",
        Outcome.DIRECT_TO_HEALTH_PLAN: "Directed to the health plan (this is not a denial)",
        Outcome.WITHDRAWN: "Withdrawn",
    }
)
"""The outcomes as they are signed, and as every summary says them."""

HASH_SHOWN = 16
"""Digits of a document's SHA-256 that are shown; all of them are stored."""


def line_item(case: LineFacts) -> PreviewItem:
    """The decision on one service line, with all that was written for it."""
    determination, line = case.determination, case.line
    outcome = OUTCOME_WORDS[determination.outcome] if determination.outcome else "Not decided"
    lines = [outcome]
    if determination.outcome is Outcome.APPROVE_IN_PART:
        part = case.facts.review.approved_part(line.line)
        lines.append(f"Approved: {part_words(part) or determination.modification}")
        lines.append(f"Requested: {requested_words(line)}")
        lines += (f"Agreed to: {_place(item)}" for item in part.cited)
    lines += _said("Reason", determination.reason)
    lines += _said("Criterion", _criterion(case.facts.checklist, determination.criterion))
    lines += _said("Criterion", determination.criterion_source)
    lines += (f"Asked for: {item}" for item in determination.missing)
    lines += _said("Rationale", determination.rationale)
    lines += _governing(case)
    return PreviewItem(f"Line {line.line} · {_service(line)}", tuple(lines))


def found_item(facts: ReadinessFacts) -> PreviewItem:
    """How many elements were found in which state, and how many passages are cited from how many files."""
    states = Counter(standing(facts.review, element) for element in facts.checklist.elements)
    marks = ", ".join(
        f"{states[state]} {state.value.replace('-', ' ')}" for state in FindingState if states[state]
    )
    cited = tuple(item for part in parts_of(facts.review) for item in evidence_of(part))
    files = {item.anchor.sha256 for item in cited}
    passages = f"{_counted(len(cited), 'passage')} cited from {_counted(len(files), 'document')}"
    return PreviewItem("Findings", (marks or "No element was asked for", passages))


def record_items(facts: ReadinessFacts) -> Iterator[PreviewItem]:
    """What else was recorded: differing readings, an exception, what was weighed (S26), and every other
    record of the review field by field."""
    review = facts.review
    if review.discrepancies:
        standings = tuple(discrepancy_standing(one).message for one in review.discrepancies)
        yield PreviewItem("Differing readings", standings)
    if review.exception.why:
        accepted = review.exception.accepted_by
        words = f"accepted by {accepted}" if accepted else "not accepted"
        criteria = tuple(_criterion(facts.checklist, one) for one in review.exception.criteria)
        yield PreviewItem("Exception", (review.exception.why, *_said("For", ", ".join(criteria)), words))
    others = tuple(_others(facts))
    if others:
        yield PreviewItem("Also recorded", others)
    answers = dict(review.answers)
    weighed = tuple(
        f"{prompt.question} {answers[prompt.id]}"
        for prompt in facts.checklist.prompts
        if answers.get(prompt.id, "").strip()
    )
    if weighed:
        yield PreviewItem("Weighed", weighed)


def policy_item(checklist: Checklist) -> PreviewItem:
    """The versions of the policies that were applied."""
    named = tuple(
        f"{pack.title}, version {pack.version}, in effect from {day_words(pack.effective_from)}"
        for pack in checklist.packs
    )
    return PreviewItem("Policies", named or ("None in effect",))


def document_item(documents: Iterable[Document]) -> PreviewItem:
    """The documents, each with the beginning of its hash."""
    named = tuple(
        f"{one.file} · {_counted(one.page_count, 'page')} · {one.sha256[:HASH_SHOWN] or 'no content'}"
        for one in documents
    )
    return PreviewItem("Documents", named or ("None",))


TOLD_APART = (
    Finding,
    LineDetermination,
    Answer,
    ExceptionRecord,
    Discrepancy,
    ReviewedDocument,
    UnreadableFile,
    RequestAsRead,
)
"""Kinds of parts that have words of their own above, or are the folder as it was read."""

UNTOLD = ("_by", "_at", "known")
"""How the names of fields end that say who entered something, and when, or which documents there were."""


def _others(facts: ReadinessFacts) -> Iterator[str]:
    """Every other part with all that was entered in it; what its title names is not said again."""
    names = names_of(facts.checklist, facts.review)
    for part in parts_of(facts.review):
        if isinstance(part, TOLD_APART) or _is_told_with_its_line(facts, part):
            continue
        title = part_title(part, names)
        head = ": ".join(word for word in (kind_words(type(part)), title) if word)
        named = (title, *title.split(", "))
        entered = (
            f"{one.label}: {one.words}"
            for one in part_fields(part, names)
            if not one.name.endswith(UNTOLD)
            and one.words not in named
            and f"{one.label} {one.words}" not in named
        )
        yield " · ".join((head, *entered))


def _is_told_with_its_line(facts: ReadinessFacts, part: ReviewPart) -> bool:
    """Whether it is the approved part of a line that is approved in part: nobody signs unseen what was
    entered for another outcome."""
    return (
        isinstance(part, ApprovedPart)
        and facts.review.determination(part.line).outcome is Outcome.APPROVE_IN_PART
    )


def _governing(case: LineFacts) -> Iterator[str]:
    if case.authority.ladder is not None:
        yield f"Authority: {governing_words(case.authority, case.facts.checklist)}"


def _criterion(checklist: Checklist, element_id: str) -> str:
    element = checklist.find(element_id)
    return element.element.title if element is not None else element_id


def _said(what: str, words: str) -> tuple[str, ...]:
    return (f"{what}: {words.strip()}",) if words.strip() else ()


def _place(item: Evidence) -> str:
    quote = " ".join(item.anchor.quote.split())
    return f"{item.file}, page {item.anchor.page}" + (f": “{quote}”" if quote else "")


def _service(line: ServiceLine) -> str:
    return " · ".join(part for part in (line.label, line.plain_description) if part)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
