"""Decide that a match with an earlier request does not concern the case, and take that back."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError, UsageError
from reviewer_app.domain.match_decision import MatchDecision, MatchSubject, MatchVerdict, SettledMatch
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.match_standing import persons_of, requests_of

TITLES = {
    MatchVerdict.NOT_SAME_PERSON: "Not the same person",
    MatchVerdict.NOT_RELATED: "Not related",
    MatchVerdict.CONCERNS: "Taken back",
}

Key = tuple[int, str]
"""A service line and the id of an earlier request."""


def set_match_aside(
    workspace: Workspace, case: OpenCase, key: Key, verdict: MatchVerdict, reason: str
) -> OpenCase:
    """Set a match aside: it asks for nothing and blocks nothing from then on.

    That it is not the same person holds for all requests of both persons, in other cases too; that it is not
    related holds for this line and that request in this case.

    :raises BlockedError: no reason is given, or the review is signed.
    """
    found = _match(case, key)
    if not reason.strip():
        raise BlockedError("To set a match aside needs a reason; type it in the tab Prior requests.")
    persons = verdict is MatchVerdict.NOT_SAME_PERSON
    subject = persons_of(case.request.member, found.match) if persons else requests_of(found.match)
    return _decide(workspace, case, subject, verdict, reason, found)


def take_match_back(workspace: Workspace, case: OpenCase, key: Key, reason: str = "") -> OpenCase:
    """Let a match that was set aside count again. What another case decided stays in force there; this case
    says that it is the same person after all.

    :raises BlockedError: it was not set aside, or the review is signed.
    """
    found = _match(case, key)
    if found.decision is None or not found.set_aside:
        raise BlockedError(f"{found.match.prior.id} was not set aside.")
    subject = found.decision.subject
    if not found.elsewhere and not any(one.subject == subject for one in case.earlier.elsewhere):
        return commit(workspace, case, Change(_title(MatchVerdict.CONCERNS, found), found.decision, None))
    return _decide(workspace, case, subject, MatchVerdict.CONCERNS, reason, found)


def _decide(
    workspace: Workspace,
    case: OpenCase,
    subject: MatchSubject,
    verdict: MatchVerdict,
    reason: str,
    found: SettledMatch,
) -> OpenCase:
    before = next((one for one in case.review.match_decisions if one.subject == subject), None)
    after = MatchDecision(subject, verdict, reason.strip(), case.reviewer.name, workspace.now())
    return commit(workspace, case, Change(_title(verdict, found), before, after))


def _title(verdict: MatchVerdict, found: SettledMatch) -> str:
    return f"{TITLES[verdict]}: {found.match.prior.id}"


def _match(case: OpenCase, key: Key) -> SettledMatch:
    for one in case.matches:
        if one.key == key:
            return one
    raise UsageError(f"Line {key[0]} of this case has no match {key[1]}.")
