"""A desk over a real database and real page workers, and case folders that nobody writes to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.desk import Desk
from reviewer_app.review.workspace import open_workspace
from tests.unit.review.desks import NURSE, Clock, WatchedCases, children


@pytest.fixture
def cases(tmp_path: Path) -> Iterator[WatchedCases]:
    """The folder of case folders; at the end it is as the test itself left it."""
    root = tmp_path / "cases"
    root.mkdir()
    watched = WatchedCases(root)
    yield watched
    watched.check()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(cases: WatchedCases, data: Path, clock: Clock) -> Iterator[Desk]:
    """A nurse's desk; no page worker is left behind."""
    before = children()
    with open_workspace(data, clock) as workspace:
        workspace.remember_reviewer(NURSE)
        yield Desk(workspace)
    assert children() == before


@pytest.fixture(scope="session")
def library() -> PolicyLibrary:
    return PolicyLibrary.load()
