"""Earlier requests as JSON: as rows of a prior-request file, and as matches of a screening."""

from __future__ import annotations

from reviewer_app.domain.prior_request import PriorMatch, PriorRequest
from reviewer_app.exchange.prior_request_row import row_of_request

Json = dict[str, object]


def prior_request_json(request: PriorRequest) -> dict[str, str | list[str] | None]:
    """The request as a row of a prior-request file."""
    return row_of_request(request)


def match_json(one: PriorMatch) -> Json:
    """A match as ``screen --json`` has it."""
    kind = one.relation.kind
    return {
        "line": one.relation.line,
        "kind": kind.value if kind else None,
        "id": one.prior.id,
        "case": one.prior.case or None,
        "score": one.score,
        "same_provider": one.relation.same_provider,
        "reasons": list(one.relation.reasons),
    }


def full_match_json(one: PriorMatch) -> Json:
    """A match, or what is related, with both requests side by side and the member's score field by field.
    ``kind`` is null for what is related and no match."""
    return {
        **match_json(one),
        "compared": [
            {"field": item.name, "requested": item.requested, "prior": item.prior, "agrees": item.agrees}
            for item in one.relation.compared
        ],
        "member": {
            "probability": one.member.probability,
            "weight": one.member.weight,
            "fields": [
                {
                    "field": item.name,
                    "requested": item.one,
                    "prior": item.other,
                    "agreement": item.agreement,
                    "weight": round(item.weight, 2),
                }
                for item in one.member.fields
            ],
        },
    }
