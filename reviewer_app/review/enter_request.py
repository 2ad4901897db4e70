"""Keep what the reviewer typed of a request: all of it where no request.json came, else what that lacks."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.request import Request
from reviewer_app.policies.choose import choose
from reviewer_app.review.case_request import request_in_folder, request_with
from reviewer_app.review.commit import refreshed, refuse_signed
from reviewer_app.review.earlier_requests import earlier_requests
from reviewer_app.review.open_case import remember_for_worklist, with_packs
from reviewer_app.review.workspace import Workspace


def enter_request(workspace: Workspace, case: OpenCase, typed: Request) -> OpenCase:
    """Store the typed request in the database; the policy packs that govern the case apply from now on.

    Where the request came as request.json, only fields that it leaves empty are taken. Raises
    :class:`BlockedError` when there are none: what the provider sent is not rewritten.
    """
    refuse_signed(case)
    known = request_with(workspace, case.folder, typed)
    if known.from_file and known.request == case.request:
        raise BlockedError(
            "Nothing was added. What came as request.json stays as it was sent; only fields that it leaves "
            "empty can be entered here."
        )
    now = workspace.now()
    workspace.store.cases.save_entered_request(
        case.case_id, typed, case.reviewer, now, sent=request_in_folder(case.folder)[0]
    )
    # A version is kept for the marks that were made with it; without any, a typing error chooses nothing.
    kept = case.review.packs if case.review.findings else ()
    review = with_packs(workspace, case.review, known.request, kept)
    changed = replace(
        case,
        request=known.request,
        request_from_file=known.from_file,
        problems=known.problems,
        choices=choose(workspace.library, known.request, frozenset(review.packs)),
        earlier=earlier_requests(workspace, case.case_id, known.request),
    )
    entered = refreshed(workspace, changed, review, now)
    remember_for_worklist(workspace, entered)
    return entered
