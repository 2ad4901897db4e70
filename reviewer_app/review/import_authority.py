"""Import a file of mandates and coverage determinations into the user's authority library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from reviewer_app.domain.authority import AuthorityLibrary
from reviewer_app.domain.errors import InputError
from reviewer_app.policies.authority_file import is_authority_file, load_authority_file
from reviewer_app.policies.authority_library import (
    AUTHORITY_FOLDER,
    kept_versions,
    load_authority,
    stored_name,
)
from reviewer_app.review.workspace import local_now
from reviewer_app.storage.private_files import write_private_file


def import_authority(
    data_folder: Path, file: Path, now: Callable[[], datetime] = local_now
) -> AuthorityLibrary:
    """Check the file and keep it in the data folder, with the day of the import. One that was imported under
    the same name before is replaced.

    :raises InputError: the file is not such a library; the sentence names file, line and field of the first
        mistake, and says how many there are.
    """
    found = load_authority_file(file)
    if found.library is None:
        first, *others = found.problems
        more = f" ({len(others)} more; policy check names them)" if others else ""
        raise InputError(f"{first.sentence}{more}")
    folder = data_folder / AUTHORITY_FOLDER
    today = now().date()
    before = kept_versions(folder, file.name)
    target = folder / stored_name(file.name, today)
    write_private_file(target, file.read_bytes(), replace=True)
    for path in before:
        if path != target:
            path.unlink()
    return found.library


def mistakes_in_authority(file: Path) -> tuple[str, ...] | None:
    """A sentence for each mistake in an authority library, none when it is good; ``None`` for a file that is
    not meant as one."""
    if not is_authority_file(file):
        return None
    return tuple(problem.sentence for problem in load_authority_file(file).problems)


def authority_text(data_folder: Path) -> tuple[str, tuple[str, ...]]:
    """One row of text for each imported file, and a sentence for each mistake in one that is therefore not
    used."""
    libraries, problems = load_authority(data_folder / AUTHORITY_FOLDER)
    rows = tuple(_row(one) for one in libraries)
    return "\n".join(rows), tuple(problem.sentence for problem in problems)


def _row(library: AuthorityLibrary) -> str:
    count = len(library.entries)
    entries = f"{count} rule" if count == 1 else f"{count} rules"
    covers = ", ".join(
        f"{one.rung.value}{' ' + ' '.join(one.states) if one.states else ''}" for one in library.covers
    )
    parts = (
        library.title,
        entries,
        f"complete for {covers}" if covers else "",
        f"as of {_day(library.as_of)}" if library.as_of is not None else "",
        f"imported {_day(library.imported)}" if library.imported is not None else "",
        library.file,
    )
    return "  ".join(part for part in parts if part)


def _day(day: date) -> str:
    return day.isoformat()
