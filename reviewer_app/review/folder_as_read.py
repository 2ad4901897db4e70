"""Whether the case folder is still what the reviewer has seen of it; asked before anything is signed."""

from __future__ import annotations

from reviewer_app.documents.open_documents import files_that_differ
from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import BlockedError
from reviewer_app.review.case_request import request_of_case
from reviewer_app.review.workspace import Workspace
from reviewer_app.rules.decision_rules import named_files


def refuse_changed_folder(workspace: Workspace, case: OpenCase) -> None:
    """Raise :class:`BlockedError` when documents or request.json changed after they were read: nobody has
    looked at what the folder holds now. Files are compared by size and time of change, not read."""
    differing = files_that_differ(case.folder, case.documents)
    if differing:
        raise BlockedError(
            f"The case folder changed since it was read: {named_files(differing)}. Read it again (F5), then "
            "sign."
        )
    if request_of_case(workspace, case.case_id, case.review, case.folder).request != case.request:
        raise BlockedError("The request changed since it was read. Read the folder again (F5), then sign.")
