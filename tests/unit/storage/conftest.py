"""A database in a folder of its own, with one case and one open review in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.storage.store import Store
from tests.databases import open_store
from tests.unit.storage.values import NURSE, START, open_review


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="session")
def used_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database: copying it takes less than making another."""
    folder = tmp_path_factory.mktemp("used") / "data"
    open_store(folder).close()
    return folder


@pytest.fixture
def store(data_folder: Path, used_folder: Path) -> Iterator[Store]:
    if not data_folder.exists():
        shutil.copytree(used_folder, data_folder)
    with open_store(data_folder) as opened:
        yield opened


@pytest.fixture
def case_id(store: Store) -> str:
    return store.cases.create_case("PA-1", "M-1", NURSE, START)


@pytest.fixture
def review_id(store: Store, case_id: str) -> str:
    store.reviews.create(open_review("review-1", case_id), NURSE, START)
    return "review-1"
