"""The user's authority library: the imported files in the data folder, each with the day of its import in its
name."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from reviewer_app.domain.authority import AuthorityLibrary
from reviewer_app.policies.authority_file import SUFFIXES, load_authority_file
from reviewer_app.policies.problems import PackProblem

AUTHORITY_FOLDER = "authority"
"""The folder in the data folder."""

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})--(.+)", re.DOTALL)


def stored_name(name: str, imported: date) -> str:
    """The name under which a file is kept that was imported on that day."""
    return f"{imported.isoformat()}--{name}"


def kept_versions(folder: Path, name: str) -> tuple[Path, ...]:
    """The kept files that were imported under that name, whenever that was."""
    return tuple(path for path in _files(folder) if _parts(path)[1] == name)


def load_authority(folder: Path) -> tuple[tuple[AuthorityLibrary, ...], tuple[PackProblem, ...]]:
    """The libraries of the folder in the order of their names, and what is wrong with files that are not used
    until they are mended. A folder that does not exist holds none."""
    libraries: list[AuthorityLibrary] = []
    problems: list[PackProblem] = []
    try:
        files = _files(folder)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        return (), (PackProblem(folder, 1, "whole folder", f"expected a folder of libraries: {reason}"),)
    for path in files:
        found = load_authority_file(path)
        problems.extend(found.problems)
        if found.library is not None:
            imported, name = _parts(path)
            entries = tuple(
                replace(entry, library=found.library.title, imported=imported)
                for entry in found.library.entries
            )
            libraries.append(replace(found.library, entries=entries, file=name, imported=imported))
    return tuple(libraries), tuple(problems)


def _files(folder: Path) -> tuple[Path, ...]:
    if not folder.exists():
        return ()
    return tuple(path for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES)


def _parts(path: Path) -> tuple[date | None, str]:
    """The day of import and the name as it was imported."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None, path.name
    try:
        return date.fromisoformat(match[1]), match[2]
    except ValueError:
        return None, path.name
