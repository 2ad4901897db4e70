"""Consult the installed policy packs, and check one before it is installed."""

from __future__ import annotations

from pathlib import Path

from reviewer_app.domain.authority import AuthorityLibrary
from reviewer_app.evidence.evidence_rules import EvidenceRules
from reviewer_app.policies.authority_library import AUTHORITY_FOLDER, load_authority
from reviewer_app.policies.describe import list_text, show_text
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.resources_folder import resources_folder


def usable_authority(data_folder: Path) -> tuple[AuthorityLibrary, ...]:
    """The user's authority library, as far as its files can be used."""
    return load_authority(data_folder / AUTHORITY_FOLDER)[0]


def usable_evidence_rules(data_folder: Path) -> EvidenceRules:
    """The word lists and rules of the search for evidence, those of the data folder added.

    :raises InputError: a file cannot be used; the sentence names it and the field.
    """
    return load_evidence_rules(resources_folder(), data_folder)


class InstalledPolicies:
    """The packs of the program and those in the ``policies`` folder of a data folder."""

    def __init__(self, data_folder: Path) -> None:
        self.library = PolicyLibrary.load(user_folder=data_folder / "policies")

    @property
    def broken(self) -> tuple[str, ...]:
        """A sentence, with file, line and field, for each mistake in a pack that is therefore not used."""
        return tuple(problem.sentence for problem in self.library.problems)

    def as_list(self) -> str:
        """One row of text for each installed version."""
        return list_text(self.library)

    def as_text(self, name: str) -> str:
        """All that a pack says; raises :class:`reviewer_app.domain.errors.UsageError` for an unknown one."""
        return show_text(self.library, name)

    def mistakes(self, file: Path) -> tuple[str, ...]:
        """A sentence, with file, line and field, for each mistake in a pack file; none when it is good."""
        return tuple(problem.sentence for problem in self.library.check(file))
