"""``doctor``: what works on this machine, each part tried for real."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reviewer_app import __version__
from reviewer_app.domain.errors import ReviewerError
from reviewer_app.gui.display import display_named, missing_packages, why_no_window
from reviewer_app.review.consult_policies import InstalledPolicies
from reviewer_app.review.try_parts import try_page_worker, try_pdf
from reviewer_app.review.workspace import data_folder

PROBE_SECONDS = 30
QT_PROBE = "from PySide6.QtWidgets import QApplication; print(QApplication([]).platformName())"
DISTRIBUTIONS = ("PySide6-Essentials", "pymupdf-lite", "sqlite-utils", "typst", "QtAwesome")
NOT_WORKING = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the program: whether it works, and what was found."""

    name: str
    works: bool
    found: str


def run_doctor(*, data_dir: Path | None) -> int:
    """Print one line for each part. Returns 0 when everything works, else 3."""
    checks = tuple(checked(data_folder(data_dir)))
    width = max(len(check.name) for check in checks)
    for check in checks:
        print(f"{'ok  ' if check.works else 'NOT '} {check.name.ljust(width)}  {check.found}")
    return 0 if all(check.works for check in checks) else NOT_WORKING


def checked(folder: Path) -> Iterator[Check]:
    """Every check, one after the other."""
    yield Check("program", True, f"reviewer-app {__version__}, Python {platform.python_version()}")
    for name in DISTRIBUTIONS:
        yield _installed(name)
    yield _window()
    yield _probed("page worker", try_page_worker)
    yield _probed("PDF summaries", try_pdf)
    yield _probed("data folder", lambda: _data(folder))
    yield _policies(folder)
    yield Check("OCR", True, "not part of this version; pages without text are shown as pictures")
    yield Check("encryption", True, "not part of this version; the data folder is readable by its owner only")


def _installed(name: str) -> Check:
    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, f"not installed; type: pip install {name}")


def _window() -> Check:
    if not display_named() or missing_packages():
        return Check("window", False, why_no_window())
    try:
        tried = subprocess.run(
            [sys.executable, "-c", QT_PROBE],
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Check("window", False, f"the display did not answer in {PROBE_SECONDS} seconds")
    if tried.returncode != 0:
        return Check("window", False, why_no_window())
    return Check("window", True, f"Qt platform {tried.stdout.strip()}")


def _probed(name: str, probe: Callable[[], str]) -> Check:
    """The probe's words; a probe tells a failure by the errors of the part it tries."""
    try:
        return Check(name, True, probe())
    except ReviewerError as error:
        return Check(name, False, error.sentence)
    except OSError as error:
        return Check(name, False, error.strerror or "not available")


def _data(folder: Path) -> str:
    present = folder if folder.exists() else next(parent for parent in folder.parents if parent.exists())
    if not os.access(present, os.W_OK):
        raise PermissionError(13, f"{folder} cannot be written; choose another with --data-dir")
    return str(folder)


def _policies(folder: Path) -> Check:
    policies = InstalledPolicies(folder)
    count = len(policies.library.packs)
    if policies.broken:
        return Check("policy packs", False, f"{count} usable; " + "; ".join(policies.broken))
    return Check("policy packs", bool(count), f"{count} installed")
