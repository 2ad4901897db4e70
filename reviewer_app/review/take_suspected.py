"""Judge the case with the pages that may be another patient's, as the search of its pages found them."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.page_identity import SuspectedPage
from reviewer_app.review.readiness_of_case import with_readiness
from reviewer_app.review.workspace import Workspace


def take_suspected(workspace: Workspace, case: OpenCase, suspected: tuple[SuspectedPage, ...]) -> OpenCase:
    """The case with these pages in its readiness. Nothing is written: it is no act of the reviewer, and the
    pages are found anew whenever the case is opened."""
    if suspected == case.suspected:
        return case
    return with_readiness(workspace, replace(case, suspected=suspected))
