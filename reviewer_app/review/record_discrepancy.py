"""Record that two readings of one study differ (S14): begin a record, fill it in, cite passages for it, take
it away. Whether it blocks approval is the rules' matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from uuid import uuid4

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.discrepancy import CitedFor, DifferenceKind, Discrepancy, Reading, Study
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.file_date import document_date
from reviewer_app.review.attach_evidence import cited_with
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.discrepancy_words import CITED_FOR_WORDS
from reviewer_app.rules.proposed_study import proposed_study

Revise = Callable[[Discrepancy], Discrepancy]
"""What is filled in: the record as it is then, made into the record as it shall be."""

FIELD_TITLES = {
    "study": "study",
    "reader": "reader",
    "independent": "reader's independence",
    "report": "report status",
    "ordering": CITED_FOR_WORDS[CitedFor.ORDERING],
    "radiologist": CITED_FOR_WORDS[CitedFor.RADIOLOGIST],
    "kind": "kind",
    "degree": "degree",
    "significance": "significance",
    "why": "significance, why",
    "elements": "elements affected",
    "lines": "service lines affected",
    "reconciliation": CITED_FOR_WORDS[CitedFor.RECONCILIATION],
    "note": "note",
}


def begin_discrepancy(
    workspace: Workspace,
    case: OpenCase,
    ordering: tuple[Anchor, ...] = (),
    radiologist: tuple[Anchor, ...] = (),
    study: Study | None = None,
    kind: DifferenceKind | None = None,
) -> OpenCase:
    """Begin a record, the last of the case's, with the passages that are known of each side. The study is
    proposed where none is given, and so are the days of the readings, by the names of their files.

    Raises :class:`BlockedError` when a passage cannot be cited, or the review is signed.
    """
    by_ordering = cited_with(workspace, case, (), ordering)
    by_radiologist = cited_with(workspace, case, (), radiologist)
    files = tuple(item.file for item in (*by_radiologist, *by_ordering))
    record = Discrepancy(
        uuid4().hex,
        study or proposed_study(case.request, files),
        ordering=_reading(by_ordering),
        radiologist=_reading(by_radiologist),
        kind=kind,
        recorded_by=case.reviewer.name,
        recorded_at=workspace.now(),
    )
    return commit(workspace, case, Change(f"Discrepancy recorded: {record.study.name}", None, record))


def revise_discrepancy(workspace: Workspace, case: OpenCase, record_id: str, revise: Revise) -> OpenCase:
    """Fill in fields of a record.

    Raises :class:`BlockedError` when there is no such record any more, or the review is signed.
    """
    before = _record(case, record_id)
    after = revise(before)
    changed = [FIELD_TITLES[one.name] for one in fields(before) if _differs(before, after, one.name)]
    return commit(workspace, case, Change(f"Discrepancy, {' and '.join(changed)}", before, after))


def cite_in_discrepancy(
    workspace: Workspace, case: OpenCase, record_id: str, cited_for: CitedFor, *anchors: Anchor
) -> OpenCase:
    """Cite passages for one of the readings or for the reconciliation, in one act; from any document of the
    case. The same passage is not cited twice.

    Raises :class:`BlockedError` when a passage cannot be cited, there is no such record any more, or the
    review is signed.
    """
    before = _record(case, record_id)
    known = before.cited_for(cited_for)
    cited = cited_with(workspace, case, known, anchors)
    after = before.with_cited(cited_for, cited)
    if cited and not known:
        after = _dated(after, cited_for)
    title = f"Discrepancy, cited for {CITED_FOR_WORDS[cited_for]}"
    return commit(workspace, case, Change(title, before, after))


def take_from_discrepancy(workspace: Workspace, case: OpenCase, record_id: str, evidence_id: str) -> OpenCase:
    """Take one cited passage out of a record, wherever it is cited.

    Raises :class:`BlockedError` when there is no such record any more, or the review is signed.
    """
    before = after = _record(case, record_id)
    for cited_for in CitedFor:
        kept = tuple(item for item in before.cited_for(cited_for) if item.id != evidence_id)
        after = after.with_cited(cited_for, kept)
    return commit(workspace, case, Change("Discrepancy, passage taken away", before, after))


def swap_readings(workspace: Workspace, case: OpenCase, record_id: str) -> OpenCase:
    """What was taken for the ordering provider's reading is the radiologist's, and the other way round.

    Raises :class:`BlockedError` when there is no such record any more, or the review is signed.
    """
    before = _record(case, record_id)
    after = replace(before, ordering=before.radiologist, radiologist=before.ordering)
    return commit(workspace, case, Change("Discrepancy, sides swapped", before, after))


def delete_discrepancy(workspace: Workspace, case: OpenCase, record_id: str) -> OpenCase:
    """Take a record out of the review; undo brings it back.

    Raises :class:`BlockedError` when there is no such record any more, or the review is signed.
    """
    before = _record(case, record_id)
    return commit(workspace, case, Change(f"Discrepancy deleted: {before.study.name}", before, None))


def _record(case: OpenCase, record_id: str) -> Discrepancy:
    for record in case.review.discrepancies:
        if record.id == record_id:
            return record
    raise BlockedError("This discrepancy is no longer in the review.")


def _reading(cited: tuple[Evidence, ...]) -> Reading:
    return Reading(cited, date=document_date(cited[0].file) if cited else None)


def _dated(record: Discrepancy, cited_for: CitedFor) -> Discrepancy:
    """The record with the day proposed for what was cited first, where none is known."""
    day = document_date(record.cited_for(cited_for)[0].file)
    match cited_for:
        case CitedFor.ORDERING if record.ordering.date is None:
            return replace(record, ordering=replace(record.ordering, date=day))
        case CitedFor.RADIOLOGIST if record.radiologist.date is None:
            return replace(record, radiologist=replace(record.radiologist, date=day))
        case CitedFor.RECONCILIATION if record.reconciliation.date is None:
            return replace(record, reconciliation=replace(record.reconciliation, date=day))
        case _:
            return record


def _differs(before: Discrepancy, after: Discrepancy, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
