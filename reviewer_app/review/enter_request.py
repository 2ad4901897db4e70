"""Keep a request that the reviewer typed, where the folder has no request.json."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.request import Request
from reviewer_app.exchange.clock_file import load_clocks
from reviewer_app.policies.choose import choose
from reviewer_app.review.case_request import all_problems
from reviewer_app.review.commit import refreshed, refuse_signed
from reviewer_app.review.open_case import remember_for_worklist, with_packs
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.clocks import due


def enter_request(workspace: Workspace, case: OpenCase, request: Request) -> OpenCase:
    """Store the typed request in the database; the policy packs that govern it apply from now on.

    Raises :class:`BlockedError` when the request came with the case: what the provider sent is not rewritten.
    """
    refuse_signed(case)
    if case.request_from_file:
        raise BlockedError("The request came with the case as request.json and cannot be changed here.")
    now = workspace.now()
    workspace.store.cases.save_entered_request(case.case_id, request, case.reviewer, now)
    # A version is kept for the marks that were made with it; without any, a typing error chooses nothing.
    kept = case.review.packs if case.review.findings else ()
    review = with_packs(workspace, case.review, request, kept)
    changed = replace(
        case,
        request=request,
        problems=all_problems(workspace, request),
        due=due(load_clocks(), request),
        choices=choose(workspace.library, request, frozenset(review.packs)),
    )
    entered = refreshed(workspace, changed, review, now)
    remember_for_worklist(workspace, entered)
    return entered
