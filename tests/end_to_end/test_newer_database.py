"""A database that a newer version of the program wrote: window and command line say so and leave it alone."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.gui.panels.gate import ClosedPage
from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import connect, open_store, set_up_key
from tests.end_to_end.keyboard import window

CASE = samples_folder() / COMPLETE_CASE


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The data folder."""
    set_up_key(tmp_path)
    open_store(tmp_path).close()
    with closing(connect(tmp_path / DATABASE_NAME)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('reviewer-app', 'm999_from_the_future', '2099-01-01')"
        )
        connection.commit()
    return tmp_path


def test_the_window_stands_closed_before_it(qapp: QApplication, newer: Path) -> None:
    before = (newer / DATABASE_NAME).read_bytes()
    with window(qapp, newer, case=CASE, asks=True) as keyboard:
        keyboard.wait(lambda: keyboard.gate is not None)
        page = keyboard.gate
        assert isinstance(page, ClosedPage)
        assert "written by a newer version of this program and was left as it is" in page.reason_text()
        assert keyboard.review.case is None
    assert (newer / DATABASE_NAME).read_bytes() == before


def test_a_command_ends_with_the_code_for_it(newer: Path) -> None:
    before = (newer / DATABASE_NAME).read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "reviewer_app", "history", "list", "--data-dir", str(newer)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (5, "")
    (line,) = done.stderr.splitlines()
    assert "written by a newer version" in line
    assert (newer / DATABASE_NAME).read_bytes() == before
