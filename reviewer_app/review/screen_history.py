"""What the history adds to a screening: the earlier requests that the new one repeats or resembles, and the
pages that came with an earlier case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reviewer_app.domain.policy import Arises
from reviewer_app.domain.prior_request import MatchKind, PriorMatch
from reviewer_app.policies.checklist import build_checklist
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.prior_requests import Matcher, find_prior_requests, only_matches
from reviewer_app.review.readiness_of_case import facts_of
from reviewer_app.review.screen_case import Screening
from reviewer_app.review.screen_earlier_pages import with_earlier_pages
from reviewer_app.review.workspace import open_workspace
from reviewer_app.rules.readiness import readiness
from reviewer_app.storage.store import DATABASE_NAME

CAUSE_OF = {
    MatchKind.DUPLICATE: Arises.MATCH_DUPLICATE,
    MatchKind.SIMILAR: Arises.MATCH_SIMILAR,
    MatchKind.SEQUENTIAL: Arises.MATCH_SEQUENTIAL,
}


def with_history(found: Screening, library: PolicyLibrary, data_folder: Path) -> Screening:
    """The screening with its matches in the history, and with the elements that they cause (S17-S19).

    Without a database nothing is known of earlier requests, and none is made. With one the pages are kept, so
    that they are recognised in later cases.

    :raises StoreError: the database cannot be used, for example because a window has it open.
    """
    if not (data_folder / DATABASE_NAME).exists():
        return found
    keys = key_custody(data_folder)
    with open_workspace(data_folder, keys=keys) as workspace:
        found = with_earlier_pages(found, workspace, keys)
        if not workspace.store.history.count():
            return found
        matches = only_matches(
            find_prior_requests(workspace.store, found.case.request, Matcher.load(data_folder))
        )
    case = found.case
    checklist = build_checklist(
        library, case.request, (), frozenset(case.review.packs), causes_of_matches(matches)
    )
    case = replace(case, checklist=checklist)
    return replace(found, case=replace(case, readiness=readiness(facts_of(case))), prior_requests=matches)


def causes_of_matches(matches: tuple[PriorMatch, ...]) -> dict[Arises, frozenset[int]]:
    """The service lines for which each kind of match exists."""
    return {
        cause: frozenset(one.relation.line for one in matches if one.relation.kind is kind)
        for kind, cause in CAUSE_OF.items()
    }
