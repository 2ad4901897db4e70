"""Give an element its evidence, take it away, offer it to the linked elements of another pack."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.review import ExceptionRecord
from reviewer_app.review.commit import commit
from reviewer_app.review.mark_finding import change_finding
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.facts import accepted_on_evidence


def attach_evidence(workspace: Workspace, case: OpenCase, element_id: str, *anchors: Anchor) -> OpenCase:
    """Attach a passage or a page; a passage over several pages comes as one anchor for each and is attached,
    and undone, in one act. The same anchor is not attached twice.

    Raises :class:`BlockedError` when a document has no known content hash, since such a citation could not
    be checked later.
    """
    before = case.review.finding(element_id)
    cited = cited_with(workspace, case, before.evidence, anchors)
    return change_finding(workspace, case, "Evidence", before, replace(before, evidence=cited))


def cited_with(
    workspace: Workspace, case: OpenCase, cited: tuple[Evidence, ...], anchors: tuple[Anchor, ...]
) -> tuple[Evidence, ...]:
    """What is cited already, and the places that are not yet, as evidence of this moment.

    Raises :class:`BlockedError` as :func:`attach_evidence` does.
    """
    known = {evidence.anchor for evidence in cited}
    now, by = workspace.now(), case.reviewer.name
    new = (
        Evidence(uuid4().hex, anchor, _cited_file(case, anchor), now, by)
        for anchor in dict.fromkeys(anchors)
        if anchor not in known
    )
    return (*cited, *new)


def _cited_file(case: OpenCase, anchor: Anchor) -> str:
    """The file that an anchor cites, when it can be cited."""
    document = next((one for one in case.documents if one.sha256 == anchor.sha256), None)
    if document is None or not anchor.sha256:
        raise BlockedError(
            "This document could not be identified, so it cannot be cited; read the folder again (F5)."
        )
    if not 1 <= anchor.page <= max(1, document.page_count):
        raise BlockedError(
            f"{document.file} has no page {anchor.page}; it may have changed, read it again (F5)."
        )
    return document.file


def remove_evidence(workspace: Workspace, case: OpenCase, element_id: str, evidence_id: str) -> OpenCase:
    """Take one piece of evidence away from an element. An exception that was accepted on it is accepted no
    more."""
    before = case.review.finding(element_id)
    kept = tuple(evidence for evidence in before.evidence if evidence.id != evidence_id)
    case = change_finding(workspace, case, "Evidence taken away", before, replace(before, evidence=kept))
    record = case.review.exception
    if not record.accepted or accepted_on_evidence(case.review):
        return case
    lapsed = ExceptionRecord(why=record.why, criteria=record.criteria)
    return commit(workspace, case, Change("Exception no longer accepted", record, lapsed))


def offer_evidence(workspace: Workspace, case: OpenCase, element_id: str) -> OpenCase:
    """Attach the newest evidence of an element, all that one act attached, to the elements linked with it
    (S3 with S9 and S11, S5 with S13, S8 with S15). The marks stay the reviewer's.

    Raises :class:`BlockedError` when there is nothing to offer or nobody to offer it to.
    """
    evidence = case.review.finding(element_id).evidence
    if not evidence:
        raise BlockedError("This element has no evidence yet; attach it first (E).")
    linked = case.checklist.linked(element_id)
    if not linked:
        raise BlockedError("No other element of this case asks for the same thing.")
    newest = tuple(one.anchor for one in evidence if one.added_at == evidence[-1].added_at)
    for other in linked:
        case = attach_evidence(workspace, case, other.id, *newest)
    return case
