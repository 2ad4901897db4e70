"""The display that tests of the window use, and what no test of it may leave behind."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QThread

settings.register_profile("no times", deadline=None)
settings.load_profile("no times")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Arguments of the one QApplication: without a display it draws into memory."""
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not has_display and not chosen:
        return ["tests", "-platform", "offscreen"]
    return ["tests"]


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """A thread or a child process that a test started and did not end fails it."""
    threads, children = set(threading.enumerate()), _children()
    yield
    assert set(threading.enumerate()) - threads == set()
    assert _children() - children == set()
    assert _running_qt_threads() == []


@pytest.fixture(autouse=True)
def nothing_unexpected_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or error in the log fails the test; one that expects it clears ``caplog`` after looking."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert [record.getMessage() for record in records if record.levelno >= logging.WARNING] == []


def _children() -> set[str]:
    """Process ids of this process's children, dead ones that were not waited for included (Linux)."""
    lists = Path("/proc/self/task").glob("*/children")
    return {pid for found in lists for pid in found.read_text().split()}


def _running_qt_threads() -> list[QThread]:
    own = QThread.currentThread()
    found = (thing for thing in gc.get_objects() if isinstance(thing, QThread))
    return [thread for thread in found if thread != own and thread.isRunning()]
