"""A desk over a real database and real page workers, and case folders that nobody writes to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.desk import Desk
from reviewer_app.review.lent_reader import LentReader
from reviewer_app.review.workspace import open_workspace
from reviewer_app.storage.store import DATABASE_NAME
from tests.unit.review.desks import NURSE, Clock, WatchedCases


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


@pytest.fixture(scope="session")
def used_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database: copying it takes less than making another."""
    folder = tmp_path_factory.mktemp("used") / "data"
    open_workspace(folder).close()
    return folder


@pytest.fixture(scope="module")
def lent_reader() -> Iterator[LentReader]:
    """One page worker for all desks of a module, lent as the window lends one of its own."""
    worker = WorkerProcess()

    @contextmanager
    def lend() -> Iterator[PageReader]:
        yield PageReader(worker)

    yield lend
    worker.close()


@pytest.fixture
def desk(
    cases: WatchedCases, data: Path, clock: Clock, used_data: Path, lent_reader: LentReader
) -> Iterator[Desk]:
    """A nurse's desk."""
    if not (data / DATABASE_NAME).exists():
        shutil.copytree(used_data, data, dirs_exist_ok=True)
    with open_workspace(data, clock, reader=lent_reader) as workspace:
        workspace.remember_reviewer(NURSE)
        yield Desk(workspace)


@pytest.fixture(scope="session")
def library() -> PolicyLibrary:
    return PolicyLibrary.load()
