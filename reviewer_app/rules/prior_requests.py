"""What a service line is to an earlier request: duplicate (S17), similar (S18), sequential (S19), or none.

Everything that decides is compared field by field first (``compared_requests.py``); the classes are then read
from one table of conditions, the strongest first. The day counts and families come from data, see
``domain/code_family.py``.
"""

from __future__ import annotations

from reviewer_app.domain.code_family import CodeFamilies
from reviewer_app.domain.prior_request import MatchKind, PriorRequest, PriorStatus, Relation
from reviewer_app.domain.request import Request, ServiceLine
from reviewer_app.rules.body_place import sets_agree
from reviewer_app.rules.compared_requests import Codes, Pair, compare
from reviewer_app.rules.relation_words import compared_fields, reasons

APPROVED = frozenset((PriorStatus.APPROVED, PriorStatus.PARTIAL, PriorStatus.PENDING))
"""Pending counts as approved: a local convention, since it may be approved before this one is."""

UNKNOWN_COSTS = {"region": 0.85, "side": 0.85, "level": 0.95, "date": 0.8, "condition": 0.95}
"""How much less certain a match is for each field that is not known (local convention)."""

DIFFERS_COSTS = {"level": 0.9, "condition": 0.85}
"""The same for a field that differs and still leaves a match."""


def relation_to(
    request: Request, line: ServiceLine, prior: PriorRequest, families: CodeFamilies
) -> Relation | None:
    """What the line is to the earlier request of the same member.

    ``None`` when they have nothing in common, or the earlier one is this request itself. A relation without
    kind is worth showing and is no match: denied or withdrawn, the other side, too long ago, another service
    in the same place.
    """
    if request.request_id and prior.case == request.request_id:
        return None
    pair = compare(request, line, prior, families)
    if pair.codes is Codes.OTHER and pair.region is not True:
        return None
    if pair.region is False:
        return None
    kind, obstacle = _kind(pair)
    same_provider = _same_provider(request, prior)
    return Relation(
        line=line.line,
        kind=kind,
        certainty=_certainty(pair) if kind else 0.0,
        same_provider=same_provider,
        reasons=tuple(reasons(pair, obstacle, same_provider)),
        compared=tuple(compared_fields(request, pair, same_provider)),
    )


def _kind(pair: Pair) -> tuple[MatchKind | None, str]:
    """The class, or none with the reason why there is no match."""
    if pair.prior.status not in APPROVED:
        return None, f"The earlier request was {pair.prior.status.value}, so it is not a match."
    if pair.codes is Codes.OTHER:
        return None, "It is another service in the same region, so it is not a match."
    if pair.side is False:
        return None, "It was for the other side, so it is not a match."
    if pair.ended_unused:
        return None, "The earlier authorization ended and was never used, so it is not a match."
    if _is_repeat(pair) and pair.within(pair.windows.sequential):
        return MatchKind.SEQUENTIAL, ""
    one_place = pair.level is not False and not pair.halves
    if pair.codes >= Codes.EQUIVALENT and one_place and pair.within(pair.windows.duplicate):
        return MatchKind.DUPLICATE, ""
    if pair.within(pair.windows.similar) and (pair.codes >= Codes.FAMILY or pair.region is True):
        return MatchKind.SIMILAR, ""
    return None, f"The dates lie {pair.gap} days apart, too far for a match."


def _is_repeat(pair: Pair) -> bool:
    """A treatment done before and asked for again, for a condition that is not known to be another one."""
    family = pair.family
    if family is None or not family.therapeutic or not pair.done_before or pair.condition is False:
        return False
    return pair.codes >= (Codes.FAMILY if family.repeats_as_family else Codes.EQUIVALENT)


def _same_provider(request: Request, prior: PriorRequest) -> bool | None:
    """Whether the ordering or the servicing provider is the same; for information only."""
    asked = {request.ordering_provider.npi, request.servicing_provider.npi} - {""}
    known = {prior.ordering_npi, prior.servicing_npi} - {""}
    if request.ordering_provider.npi and prior.ordering_npi:
        return request.ordering_provider.npi == prior.ordering_npi
    return sets_agree(frozenset(asked), frozenset(known))


def _certainty(pair: Pair) -> float:
    states = {
        "region": pair.region,
        "side": pair.side,
        "level": pair.level,
        "date": None if pair.gap is None else True,
        "condition": pair.condition,
    }
    certainty = {Codes.PURPOSE: 0.8, Codes.FAMILY: 0.95}.get(pair.codes, 1.0)
    for name, state in states.items():
        if state is None and not pair.never_said(name):
            certainty *= UNKNOWN_COSTS[name]
        elif state is False:
            certainty *= DIFFERS_COSTS.get(name, 1.0)
    return certainty
