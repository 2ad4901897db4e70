"""What the history adds to a screening: the earlier requests that the new one repeats or resembles, and the
pages that came with an earlier case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reviewer_app.policies.checklist import build_checklist
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.earlier_requests import causes_of, earlier_requests
from reviewer_app.review.open_case import found_case
from reviewer_app.review.readiness_of_case import facts_of
from reviewer_app.review.screen_case import Screening
from reviewer_app.review.screen_earlier_pages import with_earlier_pages
from reviewer_app.review.workspace import Workspace, open_workspace
from reviewer_app.rules.match_standing import settled
from reviewer_app.rules.readiness import readiness
from reviewer_app.storage.keys import FoundKeys, KeySource
from reviewer_app.storage.store import DATABASE_NAME


def usable_history(data_folder: Path) -> KeySource | None:
    """The keys of the folder's database, which was opened with them; ``None`` without a database. Screening a
    large case takes minutes, and is not to be in vain.

    :raises StoreError: the database cannot be used, for example because a window has it open.
    """
    if not (data_folder / DATABASE_NAME).exists():
        return None
    keys = FoundKeys(key_custody(data_folder).keys())
    open_workspace(data_folder, keys=keys).close()
    return keys


def with_history(
    found: Screening, library: PolicyLibrary, data_folder: Path, keys: KeySource | None
) -> Screening:
    """The screening with its matches in the history, and with the elements that they cause (S17-S19), but for
    those that a reviewer set aside.

    ``keys`` are those of :func:`usable_history`: without a database nothing is known of earlier requests, and
    none is made. With one the pages are kept, so that they are recognised in later cases.

    :raises StoreError: the database cannot be used any more, for example because a window has it open.
    """
    if keys is None:
        return found
    with open_workspace(data_folder, keys=keys) as workspace:
        return _with_prior_requests(with_earlier_pages(found, workspace, keys), library, workspace)


def _with_prior_requests(found: Screening, library: PolicyLibrary, workspace: Workspace) -> Screening:
    """The screening with the matches that nobody set aside, neither in this case nor, as another person, in
    another one."""
    case = found.case
    own = found_case(workspace, case.folder, case.request, case.documents)
    earlier = earlier_requests(workspace, own or "", case.request)
    review = workspace.store.reviews.newest(own) if own else None
    matches = settled(earlier, review.match_decisions if review else (), case.request.member)
    checklist = build_checklist(library, case.request, (), frozenset(case.review.packs), causes_of(matches))
    case = replace(case, earlier=earlier, matches=matches, checklist=checklist)
    return replace(
        found,
        case=replace(case, readiness=readiness(facts_of(case))),
        prior_requests=tuple(one.match for one in matches if one.counts),
        told=" ".join(one for one in (found.told, earlier.problem) if one),
    )
