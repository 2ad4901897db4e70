"""The parts of a review as rows of their tables, and back. One table holds one kind of part, but for records,
which are in one table together.

A column has the name of its field. Fields that are values themselves are JSON in one column, but the evidence
of a finding has rows of its own, so that one can ask which findings rest on a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import (
    InvestigationalFlag,
    LadderChoice,
    RungFinding,
    ScopeOverride,
    TrialRecord,
)
from reviewer_app.domain.clock import ClockEvent
from reviewer_app.domain.copy_decision import CopyDecision
from reviewer_app.domain.discrepancy import Discrepancy
from reviewer_app.domain.dismissed_candidate import DismissedCandidate
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.folder_read import RequestAsRead, UnreadableFile
from reviewer_app.domain.match_decision import MatchDecision
from reviewer_app.domain.page_identity import PageIdentity
from reviewer_app.domain.peer_to_peer import PeerToPeerNote
from reviewer_app.domain.review import (
    AddedElement,
    ExceptionRecord,
    Finding,
    LineDetermination,
    PageMark,
    ReviewedDocument,
)
from reviewer_app.domain.review_parts import Answer, ReviewPart
from reviewer_app.domain.timeline_entry import TimelineEntry
from reviewer_app.domain.version_note import VersionNote
from reviewer_app.storage.canonical import from_json, instant_text, to_json

Scalar = str | int | float | bytes | None
Row = dict[str, Scalar]

PART_KINDS: Mapping[str, type[ReviewPart]] = {
    "finding": Finding,
    "determination": LineDetermination,
    "answer": Answer,
    "exception": ExceptionRecord,
    "added_element": AddedElement,
    "page_mark": PageMark,
    "reviewed_document": ReviewedDocument,
    "match_decision": MatchDecision,
    "copy_decision": CopyDecision,
    "discrepancy": Discrepancy,
    "page_identity": PageIdentity,
    "clock_event": ClockEvent,
    "version_note": VersionNote,
    "request_as_read": RequestAsRead,
    "unreadable_file": UnreadableFile,
    "rung": RungFinding,
    "ladder": LadderChoice,
    "trial": TrialRecord,
    "investigational": InvestigationalFlag,
    "scope_override": ScopeOverride,
    "approved_part": ApprovedPart,
    "peer_to_peer": PeerToPeerNote,
    "timeline_entry": TimelineEntry,
    "dismissed_candidate": DismissedCandidate,
}
"""The name of each kind of part in the undo history and the audit log. It is also its table, but for those
that are records."""

RECORDS = frozenset(
    (
        "discrepancy",
        "page_identity",
        "clock_event",
        "version_note",
        "request_as_read",
        "unreadable_file",
        "approved_part",
        "peer_to_peer",
        "timeline_entry",
        "dismissed_candidate",
        "rung",
        "ladder",
        "trial",
        "investigational",
        "scope_override",
    )
)
"""Kinds that are many values in one: a part is a row of the table ``record``, its content JSON. A field that
such a value is given later needs no new column."""

_NAMES = {part: name for name, part in PART_KINDS.items()}
_JSON_COLUMNS = frozenset(("details", "missing", "criteria", "element"))
_OWN_ROWS_OR_KEY = ("evidence", "subject")
"""Fields that have no column: the evidence of a finding has its own rows, the subject is the key."""

_TRUTH_COLUMNS = frozenset(("legible", "pertinent"))


def name_of(part: ReviewPart) -> str:
    """The name of the part's kind."""
    return _NAMES[type(part)]


def table_of(kind: str) -> str:
    """The table that holds parts of this kind."""
    return "record" if kind in RECORDS else kind


def kind_columns(kind: str) -> Row:
    """The columns that tell the parts of this kind from others in the same table."""
    return {"kind": kind} if kind in RECORDS else {}


def key_of(part: ReviewPart) -> Row:
    """The columns by which the part is found among those of its review."""
    match part:
        case Finding():
            return {"element_id": part.element_id}
        case LineDetermination():
            return {"line": part.line}
        case Answer():
            return {"prompt_id": part.prompt_id}
        case ExceptionRecord():
            return {}
        case AddedElement():
            return {"element_id": part.element.id}
        case PageMark():
            return {"sha256": part.sha256, "page": part.page}
        case ReviewedDocument():
            return {"sha256": part.sha256}
        case MatchDecision():
            subject = part.subject
            return {
                "line": subject.line,
                "prior_id": subject.prior_id,
                "member": subject.member,
                "person": subject.person,
            }
        case PageIdentity():
            return _record_key(part, f"{part.sha256} {part.page}")
        case VersionNote():
            return _record_key(part, str(part.version))
        case RequestAsRead():
            return _record_key(part, "")
        case UnreadableFile():
            return _record_key(part, part.file)
        case Discrepancy() | PeerToPeerNote() | ClockEvent() | TimelineEntry() | DismissedCandidate():
            return _record_key(part, part.id)
        case ApprovedPart():
            return _record_key(part, str(part.line))
        case RungFinding():
            return _record_key(part, f"{part.line} {part.rung.value}")
        case InvestigationalFlag() | ScopeOverride():
            return _record_key(part, str(part.line))
        case LadderChoice() | TrialRecord():
            return _record_key(part, "")
        case CopyDecision():
            pages = part.subject
            return {
                "sha256": pages.sha256,
                "page": pages.page,
                "other_sha256": pages.other_sha256,
                "other_page": pages.other_page,
            }


def _record_key(part: ReviewPart, key: str) -> Row:
    return {"kind": name_of(part), "key": key}


def row_of(part: ReviewPart) -> Row:
    """The part's columns, key included; the review, the position and a finding's evidence are left out.

    :raises ValueError: an instant without offset, or a number that is not finite.
    """
    if name_of(part) in RECORDS:
        return key_of(part) | {"content": to_json(part)}
    fields: dict[str, object] = msgspec.to_builtins(part, builtin_types=(datetime,))
    for name in _OWN_ROWS_OR_KEY:
        fields.pop(name, None)
    return key_of(part) | {name: _column(name, value) for name, value in fields.items()}


def part_from(kind: str, row: Mapping[str, object], evidence: Iterable[Evidence] = ()) -> ReviewPart:
    """The part of a row of the table ``kind``, each column checked.

    :raises msgspec.ValidationError: the row does not describe such a part.
    """
    if kind in RECORDS:
        return from_json(str(row["content"]), PART_KINDS[kind])
    fields = {name: _field(name, value) for name, value in row.items()}
    if kind == "finding":
        fields["evidence"] = tuple(evidence)
    elif kind in ("match_decision", "copy_decision"):
        fields["subject"] = dict(fields)
    return msgspec.convert(fields, PART_KINDS[kind])


def evidence_row(evidence: Evidence) -> Row:
    """The columns of one piece of evidence; the review, the element and the position are left out."""
    anchor = evidence.anchor
    return {
        "id": evidence.id,
        "sha256": anchor.sha256,
        "page": anchor.page,
        "rects": to_json([[rect.x0, rect.y0, rect.x1, rect.y1] for rect in anchor.rects]),
        "quote": anchor.quote,
        "quote_before": anchor.before,
        "quote_after": anchor.after,
        "file": evidence.file,
        "added_at": instant_text(evidence.added_at),
        "added_by": evidence.added_by,
    }


def evidence_from(row: Mapping[str, object]) -> Evidence:
    """The piece of evidence of a row.

    :raises msgspec.ValidationError: the row does not describe a piece of evidence.
    """
    corners = json.loads(str(row["rects"]))
    anchor = {
        "sha256": row["sha256"],
        "page": row["page"],
        "rects": [dict(zip(("x0", "y0", "x1", "y1"), rect, strict=True)) for rect in corners],
        "quote": row["quote"],
        "before": row["quote_before"],
        "after": row["quote_after"],
    }
    fields = {name: row[name] for name in ("id", "file", "added_at", "added_by")}
    return msgspec.convert(fields | {"anchor": anchor}, Evidence)


def _column(name: str, value: object) -> Scalar:
    if name in _JSON_COLUMNS:
        return to_json(value)
    if isinstance(value, datetime):
        return instant_text(value)
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(f"no column holds a {type(value).__name__}")


def _field(name: str, column: object) -> object:
    if name in _JSON_COLUMNS:
        return json.loads(str(column))
    if name in _TRUTH_COLUMNS:
        return bool(column)
    return column
