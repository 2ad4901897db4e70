"""Reads the code families: the program's own, and those that a user added."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reviewer_app.domain.code_family import CodeFamilies, CodeFamily, Condition, Region, Windows
from reviewer_app.domain.errors import InputError

CODE_FAMILIES_FILE = "code-families.yaml"


def load_code_families(resources: Path, user_file: Path | None = None) -> CodeFamilies:
    """The program's families, regions and conditions, with the user's before them.

    A user's family replaces the one with its id, a user's region adds its words; the windows of codes without
    a family are the user's where that file names them.

    :raises InputError: the user's file cannot be used; the sentence names the place.
    """
    own = _read(resources / CODE_FAMILIES_FILE)
    if user_file is None or not user_file.is_file():
        return own
    added = _read(user_file, own.default)
    replaced = {family.id for family in added.families}
    return CodeFamilies(
        added.default,
        (*added.families, *(family for family in own.families if family.id not in replaced)),
        (*added.regions, *own.regions),
        (*added.conditions, *own.conditions),
    )


def _read(path: Path, default: Windows | None = None) -> CodeFamilies:
    """The families of one file; one that names no windows has the ``default`` ones."""
    import msgspec

    from reviewer_app.policies.yaml_text import read_yaml

    try:
        plain = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: it is not a readable file in UTF-8.") from error
    if plain.problems or not isinstance(plain.value, dict):
        problem = next(iter(plain.problems), None)
        where = f" (line {problem.line}: {problem.expected})" if problem else ""
        raise InputError(f"{path} is no list of code families{where}.")
    try:
        windows = msgspec.convert(plain.value["default"], Windows) if "default" in plain.value else default
        if windows is None:
            raise InputError(f"{path} names no windows under default.")
        return CodeFamilies(
            windows,
            msgspec.convert(_with_windows(plain.value, windows), tuple[CodeFamily, ...]),
            msgspec.convert(plain.value.get("regions", []), tuple[Region, ...]),
            msgspec.convert(plain.value.get("conditions", []), tuple[Condition, ...]),
        )
    except msgspec.ValidationError as error:
        raise InputError(f"{path} is no list of code families: {error}.") from error


def _with_windows(content: Mapping[str, object], windows: Windows) -> object:
    """The families as they stand in the file; those without windows of their own have the default ones."""
    families = content.get("families", [])
    if not isinstance(families, list):
        return families
    plain = {"duplicate": windows.duplicate, "similar": windows.similar, "sequential": windows.sequential}
    return [{"windows": plain, **family} if isinstance(family, dict) else family for family in families]
