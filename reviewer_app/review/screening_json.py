"""A screening as JSON: the object of resources/schemas/screening.schema.json."""

from __future__ import annotations

from reviewer_app.domain.authority import RungStanding, Speaks
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import ChecklistElement, LineReadiness
from reviewer_app.domain.documents import Document
from reviewer_app.domain.found import CaseFindings
from reviewer_app.domain.policy import PackChoice
from reviewer_app.domain.same_page import PageMatch
from reviewer_app.exchange.request_file import request_to_json
from reviewer_app.review.findings_json import (
    candidate_json,
    date_json,
    found_on_page,
    password_json,
    segment_json,
    suggestions_json,
)
from reviewer_app.review.prior_requests_json import match_json
from reviewer_app.review.screen_case import ScreenedDocument, Screening
from reviewer_app.review.screen_pages import ScreenedPage

Json = dict[str, object]


def screening_json(found: Screening) -> Json:
    """The object that ``screen --json`` prints, ready for ``json.dump``."""
    case = found.case
    # An element that several matches ask for stands once, under the id that the pack gives it.
    asked = {one.pack_element_id: one for one in reversed(case.checklist.elements)}
    elements = [_element(one, found.findings, applies=True) for one in reversed(asked.values())]
    elements += [_element(one, found.findings, applies=False) for one in case.checklist.dormant]
    return {
        "case": {
            "folder": found.name,
            "request": request_to_json(case.request) if case.request_from_file else None,
            "problems": [{"field": problem.path, "message": problem.message} for problem in case.problems],
        },
        "documents": [_document(one.document) for one in found.documents],
        "pages": [_page(one, page, found.findings) for one in found.documents for page in one.pages],
        "policies": [_policy(choice) for choice in case.choices],
        "elements": elements,
        "segments": [segment_json(one) for one in found.findings.segments],
        "discrepancy_candidates": [candidate_json(one) for one in found.findings.candidates],
        "timeline": [date_json(one) for one in found.findings.timeline],
        "authority": [_rung(case, ladder.line, rung) for ladder in case.authority for rung in ladder.rungs],
        "prior_requests": [match_json(one) for one in found.prior_requests],
        "document_matches": [_document_match(match) for match in found.copies],
        "missing": [{"what": one.what, "why": one.why} for one in found.findings.missing],
        "passwords": [password_json(one) for one in found.findings.passwords],
        "readiness": [_line(line) for line in case.readiness],
    }


def _document(document: Document) -> Json:
    return {
        "file": document.file,
        "sha256": document.sha256 or None,
        "type": document.media_type,
        "pages": document.page_count,
        "status": document.status.value,
        "error": document.error,
        "notes": list(document.notes),
    }


def _page(one: ScreenedDocument, page: ScreenedPage, findings: CaseFindings) -> Json:
    """One page; what could not be read of it goes before what was found out."""
    found = found_on_page(findings, (one.document.sha256, page.number))
    return {
        "file": one.document.file,
        "page": page.number,
        "text": page.read.text_from.value,
        "layer": page.read.layer.value,
        "words": page.words,
        "rotation": page.rotation,
        "turned": page.read.turned,
        **found,
        "why": page.why or found["why"],
        "blank": page.blank,
        "same_as": {"file": one.same_as, "page": page.number} if one.same_as else None,
    }


def _document_match(match: PageMatch) -> Json:
    return {
        "file": match.file,
        "page": match.page,
        "case_id": match.case_id,
        "other_file": match.other_file,
        "other_page": match.other_page,
        "how": match.how.value,
        "score": round(match.score, 4),
        "same_member": match.same_member,
        "exact": match.is_same,
    }


def _policy(choice: PackChoice) -> Json:
    pack = choice.pack
    return {
        "id": pack.id,
        "version": pack.version,
        "effective_from": pack.effective_from.isoformat(),
        "effective_to": pack.effective_to.isoformat() if pack.effective_to else None,
        "governs": choice.governs,
        "why": choice.why,
    }


def _element(one: ChecklistElement, findings: CaseFindings, *, applies: bool) -> Json:
    """An element of a governing pack; one that does not apply has no cause in this case."""
    return {
        "id": one.pack_element_id,
        "row": one.element.row,
        "policy": one.pack.id if one.pack else None,
        "title": one.pack_title,
        "applies": applies,
        "required": one.required,
        **suggestions_json(findings, one.pack_element_id),
    }


def rung_words(case: OpenCase, line: int, rung: RungStanding) -> str:
    """What is known of a rung before anything is marked: what the library proposes, else why it stands so."""
    proposed = (one for one in case.proposals if (one.line, one.rung) == (line, rung.rung))
    return " ".join((rung.why, *(f"Proposed: {one.speaks.value}. {one.why}" for one in proposed)))


def _rung(case: OpenCase, line: int, rung: RungStanding) -> Json:
    """One rung of a line's ladder. The policy packs speak by their elements, of which none is marked yet."""
    return {
        "line": line,
        "rung": rung.rung.value,
        "speaks": (rung.speaks or Speaks.NOT_CHECKED).value,
        "why": rung_words(case, line, rung),
    }


def _line(line: LineReadiness) -> Json:
    return {
        "line": line.line,
        "blockers": [
            {"code": blocker.code, "row": blocker.row or None, "message": blocker.message}
            for blocker in line.blockers
        ],
        "warnings": [
            {"code": caution.code, "row": caution.row or None, "message": caution.message}
            for caution in line.cautions
        ],
        "allowed_outcomes": [outcome.value for outcome in line.allowed_outcomes],
    }
