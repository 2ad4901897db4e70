"""What holds for all tests: nothing unexpected is logged, nothing is left running, no machine is too slow."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.hazards import Hazards

settings.register_profile("exploring", deadline=None, max_examples=50)
settings.register_profile("repeatable", settings.get_profile("exploring"), derandomize=True, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=1_000)  # --hypothesis-profile thorough
settings.load_profile("repeatable" if os.environ.get("CI") else "exploring")


@pytest.fixture(scope="session", autouse=True)
def own_keychain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The keys of the tests' databases go into a folder that is thrown away, not into the user's keychain."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "tests.keychain.FileKeychain")
        patch.setenv("REVIEWER_APP_TEST_KEYCHAIN", str(tmp_path_factory.mktemp("keychain")))
        yield


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Programs that the tests start can be interrupted by Ctrl+C. A shell that runs the tests in the
    background lets them ignore it, and what they start would inherit that."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def hazards(tmp_path_factory: pytest.TempPathFactory) -> Hazards:
    """Hostile documents, made when they are first wanted and then shared; nobody may change them."""
    own = tmp_path_factory.getbasetemp()
    return Hazards(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Arguments of the one QApplication: without a display it draws into memory."""
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not has_display and not chosen:
        return ["tests", "-platform", "offscreen"]
    return ["tests"]


@pytest.fixture(scope="module", autouse=True)
def no_module_leaves_anything_running() -> Iterator[None]:
    """A thread or a child process that a module's tests started and did not end fails the last of them."""
    threads, children = set(threading.enumerate()), child_processes()
    yield
    assert set(threading.enumerate()) - threads == set()
    assert child_processes() - children == set()


@pytest.fixture(autouse=True)
def nothing_unexpected_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or error in the log fails the test; one that expects it clears ``caplog`` after looking."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert [record.getMessage() for record in records if record.levelno >= logging.WARNING] == []


def child_processes() -> set[str]:
    """Process ids of this process's children, dead ones that were not waited for included (Linux)."""
    lists = Path("/proc/self/task").glob("*/children")
    return {pid for found in lists for pid in found.read_text().split() if not _watches_shared_memory(pid)}


def _watches_shared_memory(pid: str) -> bool:
    """Whether this is the process that Python starts for named shared memory and keeps until the end."""
    return b"multiprocessing.resource_tracker" in Path("/proc", pid, "cmdline").read_bytes()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays until the end, so Python need not look for garbage among it: meanwhile not at
    all, and afterwards only among what comes later. That was a third of the time that collecting takes."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test over files that are not here, such as extra ones beside the checkout, is no test."""
    empty = [item for item in items if _has_nothing_to_test(item)]
    items[:] = [item for item in items if item not in empty]
    config.hook.pytest_deselected(items=empty)


def _has_nothing_to_test(item: pytest.Item) -> bool:
    reasons = (str(mark.kwargs.get("reason", "")) for mark in item.iter_markers("skip"))
    return any(reason.startswith("got empty parameter set") for reason in reasons)
