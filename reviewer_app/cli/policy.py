"""``policy list|show|check|import``: the installed policy packs, the imported authority library, and a check
of files of one's own."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.cli.output import complain, say
from reviewer_app.domain.errors import InputError
from reviewer_app.review.consult_policies import InstalledPolicies
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.import_authority import authority_text, import_authority, mistakes_in_authority


def installed(data_dir: Path | None) -> InstalledPolicies:
    """The packs at hand; those that are broken and therefore not used are told on stderr."""
    policies = InstalledPolicies(data_folder(data_dir))
    for sentence in policies.broken:
        complain(sentence)
    return policies


def run_list(*, data_dir: Path | None) -> None:
    """Print one row for each installed version, and one for each imported file of mandates and coverage
    determinations."""
    say(installed(data_dir).as_list())
    rows, problems = authority_text(data_folder(data_dir))
    for sentence in problems:
        complain(sentence)
    if rows:
        say(f"\nAuthority library\n{rows}")


def run_show(name: str, *, data_dir: Path | None) -> None:
    """Print all that a pack says."""
    say(installed(data_dir).as_text(name))


def run_check(file: Path, *, data_dir: Path | None) -> int:
    """Say that the file is a good pack, or authority library, or its mistakes on stderr, one line each.
    Returns the exit code."""
    in_authority = mistakes_in_authority(file)
    what = "policy pack" if in_authority is None else "authority library"
    problems = in_authority
    if problems is None:
        problems = InstalledPolicies(data_folder(data_dir)).mistakes(file)
    for sentence in problems:
        complain(sentence)
    if problems:
        return InputError.exit_code
    say(f"{file}: a good {what}")
    return 0


def run_import(file: Path, *, data_dir: Path | None) -> None:
    """Check a file of mandates and coverage determinations and keep it in the data folder."""
    library = import_authority(data_folder(data_dir), file)
    count = len(library.entries)
    say(f"{library.title}: {count} {'rule' if count == 1 else 'rules'} imported")
