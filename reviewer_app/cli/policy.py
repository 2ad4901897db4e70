"""``policy list|show|check``: the installed policy packs, and a check of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer_app.review.consult_policies import InstalledPolicies
from reviewer_app.review.workspace import data_folder


def installed(data_dir: Path | None) -> InstalledPolicies:
    """The packs at hand; broken ones are told on stderr."""
    policies = InstalledPolicies(data_folder(data_dir))
    for sentence in policies.broken:
        print(sentence, file=sys.stderr)
    return policies


def run_list(*, data_dir: Path | None) -> None:
    """Print one row for each installed version."""
    print(installed(data_dir).as_list())


def run_show(name: str, *, data_dir: Path | None) -> None:
    """Print all that a pack says."""
    print(installed(data_dir).as_text(name))


def run_check(file: Path, *, data_dir: Path | None) -> None:
    """Say that the file is a good pack; its mistakes end the command (exit 3), one line each."""
    installed(data_dir).check(file)
    print(f"{file}: a good policy pack")
