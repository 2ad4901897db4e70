"""What the rules say of a case as it stands: its checklist and the readiness of its lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reviewer_app.domain.authority import LineAuthority, RungProposal
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.match_decision import SettledMatch
from reviewer_app.domain.request import Request
from reviewer_app.policies.checklist import build_checklist
from reviewer_app.review.clock_of_case import clock_of
from reviewer_app.review.earlier_requests import causes_of
from reviewer_app.review.reconsideration import reconsideration_of
from reviewer_app.review.signed_content import read_signed_content
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.authority_proposals import proposals
from reviewer_app.rules.element_causes import causes_in
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.late_pages import late_files, unread_pages
from reviewer_app.rules.line_facts import line_facts
from reviewer_app.rules.match_standing import settled
from reviewer_app.rules.readiness import counting, readiness


def facts_of(case: OpenCase, attestation: str = "") -> ReadinessFacts:
    """The facts that the readiness rules judge; ``attestation`` is what the signer confirms. A signed review
    is judged for whoever signed it, not for whoever looks at it."""
    signature = case.review.signature
    return ReadinessFacts(
        lines=case.request.services,
        checklist=case.checklist,
        review=case.review,
        reviewer=signature.reviewer if signature is not None else case.reviewer,
        changes=case.changes,
        pages_total=sum(_page_counts(case).values()),
        attestation=attestation,
        wording_problem=case.reconsideration.problem,
        plan=case.request.plan,
        diagnoses=case.request.diagnoses,
        trial_number=case.request.clinical_trial_number,
        complaint_began=_complaint_began(case.request),
        received=case.request.received.date() if case.request.received is not None else None,
        ordering_provider=case.request.ordering_provider.name,
        suspected_pages=() if case.review.read_only else case.suspected,
    )


def _complaint_began(request: Request) -> date | None:
    return max(filter(None, (request.onset_date, request.change_date)), default=None)


def _page_counts(case: OpenCase) -> dict[str, int]:
    """Pages of each content. A document that was opened with a password before, and is locked now, has the
    pages that the review knows of."""
    reviewed = {known.sha256: known.pages for known in case.review.documents}
    return {one.sha256: one.page_count or reviewed.get(one.sha256, 0) for one in case.documents if one.sha256}


def with_readiness(workspace: Workspace, case: OpenCase) -> OpenCase:
    """The case with its matches, checklist and readiness made anew from its review.

    Those of a signed review are what was signed: the history and the pack files may have changed since.
    """
    review = case.review
    if review.signature is not None:
        signed = read_signed_content(workspace, review)
        judged = replace(
            case,
            matches=signed.matches,
            checklist=signed.checklist,
            reconsideration=signed.reconsideration,
        )
    else:
        matches = settled(case.earlier, review.match_decisions, case.request.member)
        judged = replace(
            case,
            matches=matches,
            checklist=_checklist(workspace, case, matches),
            reconsideration=reconsideration_of(workspace.folder, case.request, review),
        )
    facts = facts_of(judged)
    ladders = ladders_of(facts)
    late = late_files(review, case.documents, case.changes)
    return replace(
        judged,
        authority=ladders,
        proposals=_proposals(workspace, judged, ladders),
        readiness=readiness(facts),
        clock=clock_of(workspace, case.request, review),
        unread=() if review.read_only else unread_pages(review, case.documents, late),
    )


def ladders_of(facts: ReadinessFacts) -> tuple[LineAuthority, ...]:
    """The ladder of each service line."""
    judged = counting(facts)
    return tuple(line_facts(judged, line).authority for line in facts.lines)


def _proposals(
    workspace: Workspace, case: OpenCase, ladders: tuple[LineAuthority, ...]
) -> tuple[RungProposal, ...]:
    """What the user's library has on the ladders; nothing is proposed for a signed review."""
    if case.review.read_only:
        return ()
    return proposals(workspace.authority, case.request.plan, case.request.services, ladders)


def _checklist(workspace: Workspace, case: OpenCase, matches: tuple[SettledMatch, ...]) -> Checklist:
    review = case.review
    return build_checklist(
        workspace.library,
        case.request,
        review.added_elements,
        frozenset(review.packs),
        causes_of(matches),
        causes_in(review, case.request),
    )
