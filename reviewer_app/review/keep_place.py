"""Remember where the reviewer was: element, document, page, zoom, in one or two panes."""

from __future__ import annotations

from dataclasses import replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.place import Place
from reviewer_app.review.workspace import Workspace


def keep_place(workspace: Workspace, case: OpenCase, place: Place) -> OpenCase:
    """Store the place of an open review; neither audited nor an undo step."""
    if place == case.review.place:
        return case
    workspace.store.reviews.save_place(case.review.id, place)
    return replace(case, review=replace(case.review, place=place))
