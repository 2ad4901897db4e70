"""Reads the word lists and rules of the search for evidence. A file of the user's, in the data folder, adds
to the program's of the same name: lists grow, what has a name is replaced."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

from reviewer_app.domain.errors import InputError
from reviewer_app.evidence.evidence_rules import CheckedRules, EvidenceRules
from reviewer_app.plain_file import plain_bytes
from reviewer_app.policies.plain import Plain
from reviewer_app.policies.rule_fields import unknown_fields
from reviewer_app.policies.yaml_text import read_yaml

EVIDENCE_FOLDER = "evidence"
"""Where the files are, below the program's resources and in the data folder."""

MOST_BYTES = 2_097_152
"""A file of rules has some hundred lines; a larger file is something else."""


def load_evidence_rules(resources: Path, data_folder: Path | None) -> EvidenceRules:
    """The rules, one file for each field of :class:`EvidenceRules`; without a data folder the program's own
    alone.

    :raises InputError: a file cannot be used; the sentence names it and the field.
    """
    import msgspec

    contents: dict[str, Plain] = {}
    for part in fields(EvidenceRules):
        files = [resources / EVIDENCE_FOLDER / f"{part.name}.yaml"]
        if data_folder is not None:
            own = data_folder / EVIDENCE_FOLDER / f"{part.name}.yaml"
            files += [own] if own.exists() else []
        content: Plain = {}
        for file in files:
            added = _read(file)
            _refuse_unknown(file, added, part.name)
            content = _joined(content, added)
        try:
            read = msgspec.convert({part.name: content}, EvidenceRules)
        except msgspec.ValidationError as error:
            raise InputError(f"{files[-1]} cannot be used as rules of the search: {error}.") from error
        _refuse_unusable(files[-1], read, part.name)
        contents[part.name] = content
    return msgspec.convert(contents, EvidenceRules)


def _joined(before: Plain, added: Plain) -> Plain:
    """Lists one after the other, mappings key by key; anything else is replaced."""
    if isinstance(before, list) and isinstance(added, list):
        return [*before, *added]
    if isinstance(before, dict) and isinstance(added, dict):
        both = {name: _joined(before[name], added[name]) for name in before.keys() & added.keys()}
        return {**before, **added, **both}
    return added


def _read(path: Path) -> Plain:
    try:
        text = plain_bytes(
            path,
            MOST_BYTES,
            not_plain=InputError(f"{path} is not a plain file."),
            too_large=InputError(f"{path} is too large for a file of rules."),
        ).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: it is not a readable file in UTF-8.") from error
    plain = read_yaml(text)
    for problem in plain.problems:
        raise InputError(f"{path}:{problem.line}: {problem.expected}.")
    return {} if plain.value is None else plain.value


def _refuse_unknown(path: Path, content: Plain, part: str) -> None:
    """Raise :class:`InputError` for a field that nobody would read."""
    for place, known in unknown_fields(content, get_type_hints(EvidenceRules)[part]):
        raise InputError(f"{path}: {place}: expected one of {', '.join(known)}.")


def _refuse_unusable(path: Path, rules: EvidenceRules, part: str) -> None:
    """Raise :class:`InputError` where rules that can be read say what cannot be done."""
    checked: object = getattr(rules, part)
    for problem in checked.problems() if isinstance(checked, CheckedRules) else ():
        raise InputError(f"{path} cannot be used as rules of the search: {problem}.")
