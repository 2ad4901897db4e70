"""The summary as a tree of ready words, in reading order: what the HTML and the PDF template lay out.

Both templates print what stands here and decide nothing about content, so the two documents say the same.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from reviewer_app.summary.display_facts import (
    Facts,
    decision_facts,
    element_facts,
    exception_facts,
    line_facts,
    policy_facts,
    prior_request_facts,
    request_groups,
    version_facts,
)
from reviewer_app.summary.displayable import displayable
from reviewer_app.summary.values import (
    CitedEvidence,
    CriteriaGroup,
    DeterminationSummary,
    Obstacle,
    SummaryDocument,
    SummaryElement,
    SummaryLine,
)
from reviewer_app.summary.wording import count_words, instant_words

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

PNG = "png"
"""The key of a picture's base64 text, which is long and needs no cleaning."""

SHORT_HASH = 12
"""Hexadecimal digits of a document's hash beside a quote; the documents list has the whole of it."""


def display_tree(summary: DeterminationSummary) -> dict[str, Json]:
    """Every word of the document. Empty values are left out, pictures are base64, each picture stands only
    once."""
    pictured: set[str] = set()
    tree: dict[str, Json] = {
        "language": summary.language,
        "title": summary.title,
        "document_title": _document_title(summary),
        "draft": summary.draft,
        "request_id": summary.request.request_id or "Request without a number",
        "member": _member_line(summary),
        "status": _status_line(summary),
        "generated": instant_words(summary.generated_at),
        "program": summary.program,
        "lines": [_line(line, summary.draft) for line in summary.lines],
        "request": [
            {"title": title, "facts": _facts(facts)}
            for title, facts in request_groups(summary.request)
            if facts
        ],
        "submitter_note": summary.request.submitter_note,
        "problems": [{"label": item.label, "value": item.value} for item in summary.request.problems],
        "missing": [
            {
                "row": item.row,
                "title": item.title,
                "finding": item.finding,
                "finding_words": item.finding_words,
                "required": "Required" if item.required else "Where relevant",
                "remark": item.note,
            }
            for item in summary.missing
        ],
        "groups": [_group(group, pictured) for group in summary.criteria],
        "exception": _facts(exception_facts(summary.exception)) if summary.exception is not None else [],
        "prior_requests": [
            {
                "title": f"Line {prior.line}, {prior.id}: {prior.kind_words}",
                "facts": _facts(prior_request_facts(prior)),
            }
            for prior in summary.prior_requests
        ],
        "record": _record(summary.documents),
        "documents": [_document(document) for document in summary.documents],
        "policies": [
            {"title": policy.title, "example": policy.example, "facts": _facts(policy_facts(policy))}
            for policy in summary.policies
        ],
        "prompts": [
            {"row": prompt.row, "question": prompt.question, "answer": prompt.answer}
            for prompt in summary.prompts
        ],
        "statements": [statement.text for statement in summary.statements],
        "cautions": [_obstacle(caution) for caution in summary.cautions],
        "decision": _facts(decision_facts(summary.decision)) if summary.decision is not None else [],
        "attestation": summary.decision.attestation if summary.decision is not None else "",
        "version": _facts(version_facts(summary)),
    }
    return {key: _displayable(value) for key, value in tree.items()}


def _displayable(value: Json) -> Json:
    if isinstance(value, str):
        return displayable(value)
    if isinstance(value, Mapping):
        return {key: item if key == PNG else _displayable(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_displayable(item) for item in value]
    return value


def _facts(facts: Facts) -> Json:
    return [{"label": label, "value": value} for label, value in facts]


def _document_title(summary: DeterminationSummary) -> str:
    draft = "DRAFT: " if summary.draft else ""
    request = f", {summary.request.request_id}" if summary.request.request_id else ""
    return f"{draft}{summary.title}{request}"


def _member_line(summary: DeterminationSummary) -> str:
    member = summary.request.member
    name = ", ".join(part for part in (member.last_name, member.first_name) if part)
    return " · ".join(part for part in (name, member.member_id) if part)


def _status_line(summary: DeterminationSummary) -> str:
    decision = summary.decision
    if decision is None:
        return "Draft. Nothing in it is decided until it is signed."
    signed = f"{decision.name}, {decision.role_words.lower()}, {instant_words(decision.signed_at)}"
    if summary.review.status == "superseded":
        return f"Signed by {signed}. A later version has replaced it."
    return f"Signed by {signed}."


def _line(line: SummaryLine, draft: bool) -> Json:
    proposed = "Proposed: " if draft and line.outcome else ""
    return {
        "name": f"Line {line.line}",
        "label": line.label,
        "description": line.description,
        "outcome": line.outcome or "undecided",
        "outcome_words": f"{proposed}{line.outcome_words}",
        "rationale": line.rationale,
        "facts": _facts(line_facts(line)),
        "missing": list(line.missing),
        "obstacles": [_obstacle(obstacle) for obstacle in line.obstacles],
    }


def _obstacle(obstacle: Obstacle) -> Json:
    lines = ", ".join(str(line) for line in obstacle.lines)
    return {
        "row": obstacle.row,
        "message": obstacle.message,
        "clears": obstacle.clears,
        "lines": f"Line {lines}" if len(obstacle.lines) == 1 else f"Lines {lines}" if lines else "",
    }


def _group(group: CriteriaGroup, pictured: set[str]) -> Json:
    return {
        "title": group.title,
        "version": group.version,
        "rows": [
            {
                "row": element.row,
                "title": element.title,
                "depth": element.depth,
                "finding": element.finding,
                "finding_words": element.finding_words,
                "cited": "; ".join(_short_place(item) for item in element.evidence) or element.reason,
            }
            for element in group.elements
        ],
        "elements": [_element(element, pictured) for element in group.elements if _has_detail(element)],
    }


def _short_place(evidence: CitedEvidence) -> str:
    return f"{evidence.label}, page {evidence.page}"


def _has_detail(element: SummaryElement) -> bool:
    """Whether there is more to say about an element than its row in the table says."""
    return bool(element.evidence or element.note or element.details or element.added_by or element.reason)


def _element(element: SummaryElement, pictured: set[str]) -> Json:
    labels = tuple(dict.fromkeys(item.label for entry in element.details for item in entry))
    entries = tuple({item.label: item.value for item in entry} for entry in element.details)
    return {
        "row": element.row,
        "title": element.title,
        "finding": element.finding,
        "finding_words": element.finding_words,
        "facts": _facts(element_facts(element)),
        "note": element.note,
        "detail_labels": list(labels),
        "details": [[entry.get(label, "") for label in labels] for entry in entries],
        "evidence": [_evidence(evidence, pictured) for evidence in element.evidence],
    }


def _evidence(evidence: CitedEvidence, pictured: set[str]) -> Json:
    where = "the whole page" if evidence.whole_page else ""
    place = ", ".join(part for part in (evidence.file, f"page {evidence.page}", where) if part)
    cited: dict[str, Json] = {
        "label": evidence.label,
        "place": place,
        "document": evidence.document_sha256[:SHORT_HASH],
        "quote": evidence.quote,
        "picture": None,
    }
    picture = evidence.picture
    if picture is not None and evidence.label not in pictured:
        pictured.add(evidence.label)
        cited["picture"] = {
            PNG: base64.b64encode(picture.png).decode("ascii"),
            "width": picture.width,
            "height": picture.height,
            "alt": picture.alt,
        }
    return cited


def _record(documents: Iterable[SummaryDocument]) -> Json:
    """What the reviewer says about the quality of the record (S1): three lists, each possibly empty."""
    all_documents = tuple(documents)
    return {
        "illegible": [
            f"{document.file}, {_page_numbers(document.illegible_pages)}"
            for document in all_documents
            if document.illegible_pages
        ],
        "not_pertinent": [document.file for document in all_documents if not document.pertinent],
        "unreadable": [
            f"{document.file}: {_sentence(document.status_words, document.error)}"
            for document in all_documents
            if document.status not in ("ok", "gone")
        ],
    }


def _sentence(words: str, error: str) -> str:
    return f"{words}. {error}" if error else words


def _page_numbers(pages: Sequence[int]) -> str:
    numbers = ", ".join(str(page) for page in pages)
    return f"page {numbers}" if len(pages) == 1 else f"pages {numbers}"


def _document(document: SummaryDocument) -> Json:
    changes = {"new": "new since the review", "changed": "changed since the review"}
    remarks = [
        changes.get(document.change, ""),
        "" if document.pertinent else "not pertinent",
        *document.notes,
    ]
    return {
        "file": document.file,
        "pages": count_words(document.pages, "page", "pages") if document.pages else "no pages",
        "status": document.status_words,
        "remarks": "; ".join(remark for remark in remarks if remark),
        "sha256": document.sha256,
    }
