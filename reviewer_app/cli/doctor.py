"""``doctor``: what works on this machine, each part tried for real."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reviewer_app import __version__
from reviewer_app.cli.output import one_line, say
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.gui.display import display_named, missing_packages, why_no_window
from reviewer_app.review.consult_policies import InstalledPolicies
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.try_parts import (
    try_data_folder,
    try_encryption,
    try_keychain,
    try_ocr,
    try_page_worker,
    try_pdf,
    try_sandbox,
    try_search,
    why_no_ocr,
)

PROBE_SECONDS = 30
QT_PROBE = """
import sys
if sys.platform != "win32":
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from PySide6.QtWidgets import QApplication
print(QApplication([]).platformName())
"""
"""Qt aborts the process when it cannot reach the display; that process leaves no core file."""

UNSEEN_PLATFORMS = frozenset(("offscreen", "minimal"))
"""Qt platforms that work and show nothing to anybody."""

DISTRIBUTIONS = (
    "PySide6-Essentials",
    "pymupdf-lite",
    "sqlite-utils",
    "sqlcipher3",
    "keyring",
    "rapidfuzz",
    "typst",
    "QtAwesome",
)
NOT_WORKING = 3


class State(StrEnum):
    """How a part does, as it is printed."""

    WORKS = "ok"
    FAILS = "NOT"
    ABSENT = "--"


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the program: how it does, and what was found."""

    name: str
    state: State
    found: str


def run_doctor(*, data_dir: Path | None) -> int:
    """Print one line for each part as soon as it is tried. Returns 0 when everything works, else 3."""
    failed = 0
    for check in checked(data_folder(data_dir)):
        say(one_line(f"{check.state.value:4}{check.name:20}{check.found}"))
        failed += check.state is State.FAILS
    return NOT_WORKING if failed else 0


def checked(folder: Path) -> Iterator[Check]:
    """Every check, one after the other."""
    yield Check(
        "program",
        State.WORKS,
        f"reviewer-app {__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}",
    )
    yield from (_installed(name) for name in DISTRIBUTIONS)
    yield _window()
    yield _tried("page worker", try_page_worker)
    yield _sandbox()
    yield _tried("search", try_search)
    yield _tried("PDF summaries", try_pdf)
    yield _tried("data folder", lambda: try_data_folder(folder))
    yield _policies(folder)
    yield _ocr()
    yield _tried("encryption", try_encryption)
    yield _keychain()


def _installed(name: str) -> Check:
    try:
        return Check(name, State.WORKS, version(name))
    except PackageNotFoundError:
        return Check(name, State.FAILS, f"not installed; type: {sys.executable} -m pip install {name}")


def _window() -> Check:
    """Whether Qt reaches a display, tried in a process of its own."""
    if not display_named() or missing_packages():
        return Check("window", State.FAILS, why_no_window())
    try:
        tried = subprocess.run(
            [sys.executable, "-c", QT_PROBE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Check("window", State.FAILS, f"the display did not answer within {PROBE_SECONDS} seconds")
    if tried.returncode != 0:
        named = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
        where = f"Qt cannot use the display {named}. " if named else ""
        return Check("window", State.FAILS, where + why_no_window())
    name = tried.stdout.strip()
    seen = " (works, but shows nothing on a screen)" if name in UNSEEN_PLATFORMS else ""
    return Check("window", State.WORKS, f"Qt platform {name}{seen}")


def _tried(name: str, trial: Callable[[], str]) -> Check:
    """The trial's words; it tells a failure by the errors of the part it tries."""
    try:
        return Check(name, State.WORKS, trial())
    except ReviewerError as error:
        return Check(name, State.FAILS, error.sentence)
    except OSError as error:
        return Check(name, State.FAILS, f"not available ({error.strerror})")


def _ocr() -> Check:
    """Whether scans are read; the program works without."""
    problem = why_no_ocr()
    return Check("OCR", State.ABSENT, problem) if problem else _tried("OCR", try_ocr)


def _sandbox() -> Check:
    """What holds the page worker; a system that offers less is no fault of the program."""
    try:
        whole, found = try_sandbox()
    except ReviewerError as error:
        return Check("sandbox", State.FAILS, error.sentence)
    return Check("sandbox", State.WORKS if whole else State.ABSENT, found)


def _keychain() -> Check:
    """Whether the keychain keeps a key; without one a passphrase takes its place."""
    try:
        return Check("keychain", State.WORKS, try_keychain())
    except ReviewerError as error:
        return Check("keychain", State.ABSENT, error.sentence)


def _policies(folder: Path) -> Check:
    policies = InstalledPolicies(folder)
    count = len(policies.library.packs)
    if policies.broken or not count:
        return Check("policy packs", State.FAILS, "; ".join((f"{count} usable", *policies.broken)))
    return Check("policy packs", State.WORKS, f"{count} installed")
