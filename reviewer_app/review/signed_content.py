"""What a signature covers, frozen as canonical JSON, and read back for showing a signed review.

A signed review is shown as it was signed: with its request, and with the elements and policies that it was
judged by, whatever became of request.json or of the installed packs since.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.match_decision import SettledMatch
from reviewer_app.domain.place import Place
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Review
from reviewer_app.domain.wording import Reconsideration
from reviewer_app.review.workspace import Workspace
from reviewer_app.storage.canonical import from_json, to_json


@dataclass(frozen=True, slots=True)
class SignedContent:
    """The parts of what was signed that are kept nowhere else."""

    request: Request
    request_from_file: bool
    checklist: Checklist
    matches: tuple[SettledMatch, ...]
    reconsideration: Reconsideration


def signed_content(case: OpenCase) -> bytes:
    """Everything that a signature covers: the request, the documents, the policies and the elements asked
    for, the earlier requests that were shown, the review with its findings and determinations, and who signs.
    Not where the reader was."""
    return to_json(
        {
            "request": case.request,
            "request_from_file": case.request_from_file,
            "documents": case.documents,
            "checklist": case.checklist,
            "matches": case.matches,
            "reconsideration": case.reconsideration,
            "review": replace(case.review, pages_seen=frozenset(), place=Place()),
            "pages_seen": sorted(case.review.pages_seen),
            "reviewer": case.reviewer,
        }
    ).encode()


def read_signed_content(workspace: Workspace, review: Review) -> SignedContent:
    """What was signed with that review.

    Raises :class:`reviewer_app.domain.errors.BlockedError` when it is not signed.
    """
    return content_of_snapshot(workspace.store.reviews.snapshot(review.id))


def content_of_snapshot(snapshot: bytes | str) -> SignedContent:
    """What :func:`signed_content` wrote.

    Raises :class:`ValueError` when the text is something else.
    """
    signed = json.loads(snapshot)
    if not isinstance(signed, dict) or not {"request", "request_from_file", "checklist"} <= signed.keys():
        raise ValueError("no content of a signature")
    return SignedContent(
        request=from_json(json.dumps(signed["request"]), Request),
        request_from_file=bool(signed["request_from_file"]),
        checklist=from_json(json.dumps(signed["checklist"]), Checklist),
        matches=from_json(json.dumps(signed.get("matches", ())), tuple[SettledMatch, ...]),
        reconsideration=from_json(json.dumps(signed.get("reconsideration", {})), Reconsideration),
    )
