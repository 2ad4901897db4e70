"""The desk of one reviewer: a workspace and the case that lies open on it.

All calls come from the thread that opened the workspace, one after the other, so each act starts from the
case as the act before left it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

from reviewer_app.domain.case import CaseRow, OpenCase
from reviewer_app.domain.errors import UsageError
from reviewer_app.review.workspace import Workspace

Arguments = ParamSpec("Arguments")
Act = Callable[Concatenate[Workspace, OpenCase, Arguments], OpenCase]


class Desk:
    """``case`` is the open case, ``None`` before the first."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.case: OpenCase | None = None

    def open(self, folder: Path, progress: Callable[[str], None] = lambda _file: None) -> OpenCase:
        """Open a case folder and lay it on the desk; ``progress`` hears the file that is being read."""
        from reviewer_app.review.open_case import open_case

        self.case = open_case(self.workspace, folder, progress)
        return self.case

    def act(
        self, use_case: Act[Arguments], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> OpenCase:
        """Perform a use case on the open case. When it raises, the case is as it was."""
        if self.case is None:
            raise UsageError("No case is open.")
        self.case = use_case(self.workspace, self.case, *arguments, **named)
        return self.case

    def worklist(self, root: Path) -> tuple[CaseRow, ...]:
        """The case folders under a root, as rows of the worklist."""
        from reviewer_app.review.list_cases import list_cases

        return list_cases(self.workspace, root)

    def close(self) -> None:
        self.workspace.close()
