"""What the history has beside the request of a case, and what its matches ask for (S17-S19)."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer_app.domain.checklist import MatchCause
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.match_decision import EarlierRequests, SettledMatch, written
from reviewer_app.domain.policy import Arises
from reviewer_app.domain.prior_request import MatchKind
from reviewer_app.domain.request import Request
from reviewer_app.review.workspace import Workspace

CAUSE_OF = {
    MatchKind.DUPLICATE: Arises.MATCH_DUPLICATE,
    MatchKind.SIMILAR: Arises.MATCH_SIMILAR,
    MatchKind.SEQUENTIAL: Arises.MATCH_SEQUENTIAL,
}


def earlier_requests(workspace: Workspace, case_id: str, request: Request) -> EarlierRequests:
    """The earlier requests of the member that concern the request, but for those of the case itself;
    ``case_id`` is empty for a case that was never opened. Nothing that compares them is imported while the
    history is empty.

    The user's own code families may be unusable: the search goes without them then, and says so.
    """
    searched = workspace.store.history.count()
    if not searched:
        return EarlierRequests()
    from reviewer_app.review.prior_requests import Matcher, find_prior_requests

    problem = ""
    try:
        matcher = Matcher.load(workspace.folder)
    except InputError as error:
        problem = f"{error.sentence} The history was searched with the program's own code families alone."
        matcher = Matcher.load(None)
    own = frozenset((case_id,)) if case_id else frozenset()
    found = find_prior_requests(workspace.store, request, matcher, own)
    decided = workspace.store.match_decisions.elsewhere(written(request.member), case_id)
    return EarlierRequests(searched, found, decided, problem)


def causes_of(matches: Iterable[SettledMatch]) -> tuple[MatchCause, ...]:
    """What puts elements on the checklist: each earlier request with the lines that match it in one way, but
    for matches that were set aside."""
    lines: dict[tuple[MatchKind, str], set[int]] = {}
    for one in matches:
        if one.kind is not None and one.counts:
            lines.setdefault((one.kind, one.match.prior.id), set()).add(one.match.relation.line)
    return tuple(
        MatchCause(CAUSE_OF[kind], prior, frozenset(found)) for (kind, prior), found in lines.items()
    )
