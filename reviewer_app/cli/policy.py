"""``policy list|show|check``: the installed policy packs, and a check of one's own."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.cli.output import complain, say
from reviewer_app.domain.errors import InputError
from reviewer_app.review.consult_policies import InstalledPolicies
from reviewer_app.review.data_folder import data_folder


def installed(data_dir: Path | None) -> InstalledPolicies:
    """The packs at hand; those that are broken and therefore not used are told on stderr."""
    policies = InstalledPolicies(data_folder(data_dir))
    for sentence in policies.broken:
        complain(sentence)
    return policies


def run_list(*, data_dir: Path | None) -> None:
    """Print one row for each installed version."""
    say(installed(data_dir).as_list())


def run_show(name: str, *, data_dir: Path | None) -> None:
    """Print all that a pack says."""
    say(installed(data_dir).as_text(name))


def run_check(file: Path, *, data_dir: Path | None) -> int:
    """Say that the file is a good pack, or its mistakes on stderr, one line each. Returns the exit code."""
    problems = InstalledPolicies(data_folder(data_dir)).mistakes(file)
    for sentence in problems:
        complain(sentence)
    if problems:
        return InputError.exit_code
    say(f"{file}: a good policy pack")
    return 0
