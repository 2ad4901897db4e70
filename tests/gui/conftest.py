"""What no single test of the window may leave behind."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from tests.conftest import child_processes


@pytest.fixture(autouse=True)
def nothing_left_running(qapp: QApplication) -> Iterator[None]:
    """There is an application, whichever test of the window a process runs first, since Qt ends one that asks
    for a font without. A thread or a child process that a test started and did not end fails it."""
    threads, children = set(threading.enumerate()), child_processes()
    yield
    assert set(threading.enumerate()) - threads == set()
    assert child_processes() - children == set()


@pytest.fixture(scope="module", autouse=True)
def no_qt_thread_left_running() -> Iterator[None]:
    """A thread of Qt that a module's tests started and did not end fails the last of them. All objects of the
    process are looked through for it, so once a module has to do."""
    yield
    assert _running_qt_threads() == []


def _running_qt_threads() -> list[QThread]:
    own = QThread.currentThread()
    found = (thing for thing in gc.get_objects() if isinstance(thing, QThread))
    return [thread for thread in found if thread != own and thread.isRunning()]
