"""Add an element of the reviewer's own to a case: the policies' lists are open."""

from __future__ import annotations

from uuid import uuid4

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.changes import Change
from reviewer_app.domain.errors import BlockedError
from reviewer_app.domain.policy import Element, Requirement
from reviewer_app.domain.review import AddedElement
from reviewer_app.review.commit import commit
from reviewer_app.review.workspace import Workspace


def add_element(workspace: Workspace, case: OpenCase, title: str, *, required: bool) -> OpenCase:
    """Add an element with the given title; a required one blocks approval while absent like any other."""
    wanted = " ".join(title.split())
    if not wanted:
        raise BlockedError("An element needs a title that says what is wanted.")
    element = Element(
        id=f"added-{uuid4().hex[:8]}",
        row="",
        title=wanted,
        short="+",
        question="Added by the reviewer to this case.",
        requirement=Requirement.REQUIRED if required else Requirement.WHERE_RELEVANT,
    )
    added = AddedElement(element, case.reviewer.name, workspace.now())
    return commit(workspace, case, Change(f"Added element: {wanted}", None, added))
