"""The case that lies open, and the acts that start from it: what every part of a reviewer's desk has.

All calls come from the thread that opened the workspace, one after the other, so each act starts from the
case as the act before left it. An act that raises leaves the case as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.errors import UsageError
from reviewer_app.domain.place import Place
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Reviewer
from reviewer_app.review import check_clock, decide, enter_request, keep_place, undo_change
from reviewer_app.review.workspace import Workspace

Arguments = ParamSpec("Arguments")
Act = Callable[Concatenate[Workspace, OpenCase, Arguments], OpenCase]


class CaseDesk:
    """``case`` is the open case, ``None`` before the first. ``clock_problem`` is what to tell about the
    computer's clock, as it stood before anything was done; empty when it is right."""

    def __init__(self, workspace: Workspace) -> None:
        """The workspace is the desk's, and is closed with it, or when the desk cannot be made."""
        self.workspace = workspace
        try:
            self.clock_problem = check_clock.clock_problem(workspace)
        except BaseException:
            workspace.close()
            raise
        self.case: OpenCase | None = None

    def keep_place(self, place: Place) -> OpenCase:
        return self._act(keep_place.keep_place, place)

    def undo(self) -> OpenCase:
        return self._act(undo_change.undo)

    def redo(self) -> OpenCase:
        return self._act(undo_change.redo)

    def enter_reviewer(self, reviewer: Reviewer) -> OpenCase:
        return self._act(decide.enter_reviewer, reviewer)

    def enter_request(self, request: Request) -> OpenCase:
        return self._act(enter_request.enter_request, request)

    def close(self) -> None:
        self.workspace.close()

    def _open_case(self) -> OpenCase:
        if self.case is None:
            raise UsageError("No case is open.")
        return self.case

    def _act(
        self, use_case: Act[Arguments], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> OpenCase:
        self.case = use_case(self.workspace, self._open_case(), *arguments, **named)
        return self.case
