"""The installed policy packs: the program's own and those in the user's ``policies`` folder, in all
versions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reviewer_app.domain.policy import PackKind, PackReference, PolicyPack
from reviewer_app.policies.code_families import CODE_FAMILIES_FILE
from reviewer_app.policies.disciplines import DISCIPLINES_FILE, Discipline, load_disciplines
from reviewer_app.policies.pack_file import (
    PackFile,
    PackText,
    checked_pack,
    load_pack_file,
    read_pack_text,
    trusted_pack,
)
from reviewer_app.policies.pack_sense import KnownWords, element_ids
from reviewer_app.policies.problems import PackProblem
from reviewer_app.resources_folder import resources_folder

PACK_SUFFIXES = (".yaml", ".yml")
NO_PACKS = frozenset((DISCIPLINES_FILE, CODE_FAMILIES_FILE))
"""Files of our policies folder that hold something else."""


@dataclass(frozen=True, slots=True)
class PolicyLibrary:
    """``packs`` stand in reading order: coverage policies before guidelines, those for every request first,
    the newest version of each first. ``problems`` are of files that are not used until they are mended."""

    packs: tuple[PolicyPack, ...] = ()
    problems: tuple[PackProblem, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    known: KnownWords = field(default_factory=KnownWords)

    @classmethod
    def load(cls, user_folder: Path | None = None, shipped_folder: Path | None = None) -> PolicyLibrary:
        """Load all packs. The user's are checked in full; the program's own were checked when it was built.

        A folder that does not exist holds no packs. Broken files, and files that repeat an id and version,
        are among the ``problems``; everything else is loaded.
        """
        shipped = shipped_folder if shipped_folder is not None else resources_folder() / "policies"
        disciplines = load_disciplines(shipped)
        own_files, _ = _pack_files(shipped)
        user_files, problems = _pack_files(user_folder) if user_folder is not None else ((), ())
        own_texts = [read_pack_text(path) for path in own_files if path.name not in NO_PACKS]
        user_texts = [read_pack_text(path) for path in user_files if path.name != CODE_FAMILIES_FILE]
        known = KnownWords(
            elements=frozenset().union(*(element_ids(text.plain.value) for text in own_texts + user_texts)),
            disciplines=frozenset(discipline.id for discipline in disciplines),
        )
        loaded = [(text, trusted_pack(text)) for text in own_texts]
        loaded += [(text, checked_pack(text, known)) for text in user_texts]
        packs, repeated = _without_repetition(loaded)
        broken = tuple(problem for _, file in loaded for problem in file.problems)
        return cls(_in_reading_order(packs), (*problems, *broken, *repeated), disciplines, known)

    def pack(self, reference: PackReference) -> PolicyPack | None:
        """The installed pack of that id and version."""
        return next((pack for pack in self.packs if pack.reference == reference), None)

    def versions(self, pack_id: str) -> tuple[PolicyPack, ...]:
        """All installed versions of a pack, the newest first."""
        return tuple(pack for pack in self.packs if pack.id == pack_id)

    def newer_than(self, reference: PackReference) -> PolicyPack | None:
        """The newest installed version of the pack, when it is newer than the one referred to. A version is
        newer when it takes effect later, or on the same day with a higher version number."""
        versions = self.versions(reference.id)
        own = self.pack(reference)
        if not versions or own is None:
            return None
        return versions[0] if newness(versions[0]) > newness(own) else None

    def check(self, path: Path) -> tuple[PackProblem, ...]:
        """Everything that is wrong with a pack file, before it is installed; nothing when it is good."""
        return load_pack_file(path, self.known).problems


def newness(pack: PolicyPack) -> tuple[date, tuple[tuple[int, str], ...]]:
    """Sorts the versions of one pack by age; numbers inside a version count as numbers."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", pack.version)
    return pack.effective_from, tuple(
        (int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces
    )


def _in_reading_order(packs: list[PolicyPack]) -> tuple[PolicyPack, ...]:
    newest_first = sorted(packs, key=newness, reverse=True)
    return tuple(
        sorted(
            newest_first,
            key=lambda pack: (pack.kind is PackKind.GUIDELINE, not pack.applies.every_request, pack.id),
        )
    )


def _pack_files(folder: Path) -> tuple[tuple[Path, ...], tuple[PackProblem, ...]]:
    """The YAML files of a folder in order of their names."""
    try:
        names = sorted(folder.iterdir())
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        return (), (PackProblem(folder, 1, "whole folder", f"expected a folder of policy packs: {reason}"),)
    return tuple(path for path in names if path.suffix.lower() in PACK_SUFFIXES), ()


def _without_repetition(
    loaded: list[tuple[PackText, PackFile]],
) -> tuple[list[PolicyPack], list[PackProblem]]:
    """The packs, the first of each id and version; the others are problems."""
    first: dict[PackReference, tuple[PolicyPack, Path]] = {}
    problems = []
    for text, file in loaded:
        if file.pack is None:
            continue
        reference = file.pack.reference
        if reference in first:
            expected = (
                f"expected a version that is not installed yet, {reference} is in {first[reference][1]}"
            )
            problems.append(text.problem(("version",), expected))
        else:
            first[reference] = (file.pack, file.path)
    return [pack for pack, _ in first.values()], problems
