"""A comparison of two reviewers as JSON, described by ``resources/schemas/agreement.schema.json``."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.rated_case import RatedElement, RatedLine
from reviewer_app.rules.agreement import Agreement, Comparison, ElementDifference, Group, OutcomeDifference


def agreement_json(found: Comparison) -> dict[str, object]:
    """The whole comparison; shares and kappas are numbers, or null where they are not defined."""
    return {
        "format": "reviewer-app-agreement",
        "format_version": 1,
        "cases": [
            {"case": first.case, "first": first.label, "second": second.label}
            for first, second in found.cases
        ],
        "only_first": list(found.only_first),
        "only_second": list(found.only_second),
        "marks": _agreement(found.marks),
        "unmarked": found.unmarked,
        "elements": [_group(group) for group in found.elements],
        "policies": [_group(group) for group in found.packs],
        "outcomes": _agreement(found.outcomes),
        "differences": [_difference(one) for one in found.differences],
        "outcome_differences": list(_outcomes(found.outcome_differences)),
    }


def _agreement(found: Agreement) -> dict[str, object]:
    return {
        "judged": found.judged,
        "agreed": found.agreed,
        "share": found.share,
        "kappa": found.kappa,
        "undefined": found.undefined,
        "pairs": [
            {"first": first, "second": second, "count": count} for (first, second), count in found.pairs
        ],
    }


def _group(group: Group) -> dict[str, object]:
    return {"id": group.id, "title": group.title, **_agreement(group.agreement)}


def _difference(one: ElementDifference) -> dict[str, object]:
    element = one.element
    return {
        "case": one.case,
        "element": element.id,
        "row": element.row,
        "title": element.title,
        "prior_request": element.prior,
        "same_mark": one.same_mark,
        "first": _side(one.first),
        "second": _side(one.second),
    }


def _side(element: RatedElement | None) -> dict[str, object] | None:
    """What one of the two made of the element; null where its review was not asked for it."""
    if element is None:
        return None
    return {
        "finding": element.mark.value,
        "reason": element.reason,
        "note": element.note,
        "evidence": [
            {
                "file": item.file,
                "document_sha256": item.anchor.sha256,
                "page": item.anchor.page,
                "quote": item.anchor.quote,
            }
            for item in element.evidence
        ],
    }


def _outcomes(differences: tuple[OutcomeDifference, ...]) -> Iterator[dict[str, object]]:
    for one in differences:
        line = one.first or one.second
        yield {
            "case": one.case,
            "line": line.line if line is not None else None,
            "code": line.code if line is not None else "",
            "first": _outcome(one.first),
            "second": _outcome(one.second),
        }


def _outcome(line: RatedLine | None) -> str:
    """The outcome; empty where nothing was decided, or the line is not there."""
    return line.outcome.value if line is not None and line.outcome is not None else ""
