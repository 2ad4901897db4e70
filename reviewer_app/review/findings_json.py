"""What was found in a case as JSON: parts of the object of resources/schemas/screening.schema.json."""

from __future__ import annotations

from reviewer_app.domain.found import (
    CaseFindings,
    DiscrepancyCandidate,
    FoundDate,
    FoundQuote,
    OfferedPassword,
    PageKey,
    Segment,
)

Json = dict[str, object]


def found_on_page(findings: CaseFindings, key: PageKey) -> Json:
    """What was found out about one page: the fields of an entry of ``pages``."""
    legibility, owner = findings.legibility.get(key), findings.ownership.get(key)
    score = legibility.score if legibility is not None else None
    return {
        "legibility": None if score is None else round(score, 3),
        "legible": legibility.legible if legibility is not None else None,
        "why": (legibility.why or None) if legibility is not None else None,
        "handwriting": legibility is not None and legibility.handwriting,
        "identity": [
            {"field": one.field.value, "value": one.value, "agrees": one.agrees}
            for one in (owner.identifiers if owner is not None else ())
        ],
        "suspect": (owner.suspect or None) if owner is not None else None,
    }


def suggestions_json(findings: CaseFindings, element_id: str) -> Json:
    """What the search for one element came to: fields of an entry of ``elements``."""
    search = findings.searched.get(element_id)
    return {
        "suggestions": [
            {**_quote_json(one.found), "score": round(one.score, 3), "why": one.why}
            for one in (search.shown if search is not None else ())
        ],
        "searched": (search.looked_for or None) if search is not None else None,
    }


def segment_json(segment: Segment) -> Json:
    """An entry of ``segments``."""
    repeats = segment.repeats
    return {
        "file": segment.file,
        "first_page": segment.first_page,
        "last_page": segment.last_page,
        "type": segment.type.value,
        "title": segment.title,
        "date": segment.date.isoformat() if segment.date is not None else None,
        "author": segment.author,
        "role": segment.role.value,
        "pertinent": segment.pertinent,
        "repeats": {"file": repeats[0], "page": repeats[1]} if repeats is not None else None,
    }


def candidate_json(candidate: DiscrepancyCandidate) -> Json:
    """An entry of ``discrepancy_candidates``."""
    return {
        "study": candidate.study.name,
        "ordering": _quote_json(candidate.ordering),
        "radiologist": _quote_json(candidate.radiologist),
        "kind": candidate.kind.value,
        "why": candidate.why,
        "reconciliation": [
            {
                **_quote_json(one.found),
                "how": one.how.value,
                "date": one.date.isoformat() if one.date is not None else None,
            }
            for one in candidate.reconciliation
        ],
    }


def date_json(found: FoundDate) -> Json:
    """An entry of ``timeline``."""
    return {
        "kind": found.milestone.value,
        "what": found.what,
        "date": found.day.isoformat(),
        "until": found.until.isoformat() if found.until is not None else None,
        "approximate": found.approximate,
        **_quote_json(found.found),
    }


def password_json(offered: OfferedPassword) -> Json:
    """An entry of ``passwords``: where it is told, never the password itself, since what is printed here is
    kept in files and logs."""
    return {
        "file": offered.file,
        "told_in": {"file": offered.found.file, "page": offered.found.page},
    }


def _quote_json(found: FoundQuote) -> Json:
    return {"file": found.file, "page": found.page, "quote": found.quote}
