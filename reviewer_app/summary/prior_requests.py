"""The earlier requests that a review was made beside (S17-S19), and how each match was settled."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.match_decision import MatchVerdict, SettledMatch
from reviewer_app.domain.prior_request import MatchKind, Performance, PriorRequest
from reviewer_app.domain.review import FindingState
from reviewer_app.summary.values import SummaryPriorRequest
from reviewer_app.summary.wording import date_words

KIND_WORDS = {
    MatchKind.DUPLICATE: "Duplicate (S17)",
    MatchKind.SIMILAR: "Similar (S18)",
    MatchKind.SEQUENTIAL: "Sequential (S19)",
}

VERDICT_WORDS = {
    MatchVerdict.NOT_SAME_PERSON: "Set aside: not the same person",
    MatchVerdict.NOT_RELATED: "Set aside: not related",
}

DOCUMENTED, NOT_DOCUMENTED, SET_ASIDE, NOT_ASKED = "documented", "not-documented", "set-aside", "not-asked"
SETTLEMENT_WORDS = {
    DOCUMENTED: "Documented: ",
    NOT_DOCUMENTED: "Not documented",
    NOT_ASKED: "No policy in effect asks for anything about it",
}


SETTLED = {FindingState.PRESENT: "", FindingState.NOT_APPLICABLE: " (not applicable)"}


def prior_requests(case: OpenCase) -> tuple[SummaryPriorRequest, ...]:
    """The matches in the order of the case. What is only related, and no match, is left out."""
    return tuple(
        _prior_request(case, one, one.match.relation.kind)
        for one in case.matches
        if one.match.relation.kind is not None
    )


def _prior_request(case: OpenCase, one: SettledMatch, kind: MatchKind) -> SummaryPriorRequest:
    prior, relation = one.match.prior, one.match.relation
    settlement, words = _settlement(case, one, kind)
    decision = one.decision if one.set_aside else None
    return SummaryPriorRequest(
        line=relation.line,
        kind=kind.value,
        kind_words=KIND_WORDS[kind],
        id=prior.id,
        case=prior.case,
        authorization=prior.auth,
        codes=prior.codes,
        status=prior.status.value,
        decided=prior.decided,
        performed=_performed(prior),
        score=one.match.score,
        same_provider=relation.same_provider,
        reasons=relation.reasons,
        settlement=settlement,
        settlement_words=words,
        reason=decision.reason if decision is not None else "",
        decided_by=decision.decided_by if decision is not None else "",
        decided_at=decision.decided_at if decision is not None else None,
    )


def _settlement(case: OpenCase, one: SettledMatch, kind: MatchKind) -> tuple[str, str]:
    """How the match was settled, as a word of the format and in words for readers."""
    if one.set_aside and one.decision is not None:
        return SET_ASIDE, VERDICT_WORDS[one.decision.verdict]
    line, prior = one.key
    asked = [
        element for element in case.checklist.elements if element.prior == prior and line in element.lines
    ]
    if not asked:
        return NOT_ASKED, SETTLEMENT_WORDS[NOT_ASKED]
    ids = {element.id for element in asked}
    titles = [
        f"{element.pack_title}{SETTLED[state]}"
        for element in asked
        if (state := case.review.finding(element.id).state) in SETTLED
    ]
    readiness = next((item for item in case.readiness if item.line == line), None)
    blockers = readiness.blockers if readiness is not None else ()
    if not titles or any(blocker.code == kind.value and blocker.element_id in ids for blocker in blockers):
        return NOT_DOCUMENTED, SETTLEMENT_WORDS[NOT_DOCUMENTED]
    return DOCUMENTED, SETTLEMENT_WORDS[DOCUMENTED] + "; ".join(titles)


def _performed(prior: PriorRequest) -> str:
    """When the earlier service took place, in words."""
    if prior.performed is None:
        return "never performed" if prior.performance is Performance.NO else "not known"
    first, last = prior.performed.first, prior.performed.last
    return date_words(first) if first == last else f"{date_words(first)} to {date_words(last)}"
