"""Reads what determinations say: templates of rationales with acronyms, and texts on reconsideration. The
user's own files, in the data folder, replace and add to those that came with the program."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.review import Outcome
from reviewer_app.domain.wording import RationaleWording, ReconsiderationText
from reviewer_app.rules.rationale import ADVERSE, FILLERS, PLACEHOLDER, placeholders

WORDING_FOLDER = "wording"
"""Where both files are, below the program's resources and in the data folder."""

RATIONALE_FILE = "rationale.yaml"
RECONSIDERATION_FILE = "reconsideration.yaml"

MOST_BYTES = 1_048_576
"""A file of texts is a few pages; a larger file is something else."""

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class _RationaleFile:
    templates: dict[Outcome, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _ReconsiderationFile:
    texts: tuple[ReconsiderationText, ...]


def load_rationale_wording(resources: Path, data_folder: Path) -> RationaleWording:
    """The templates and acronyms, the user's in place of the program's. What a template has in braces is
    filled in (:data:`reviewer_app.rules.rationale.FILLERS`); that of an adverse outcome names the reason.

    :raises InputError: a file cannot be used; the sentence names it and the field.
    """
    templates: dict[Outcome, str] = {}
    acronyms: dict[str, str] = {}
    for path in _files(resources, data_folder, RATIONALE_FILE):
        content = _read(path, _RationaleFile)
        for outcome, template in content.templates.items():
            _check_template(path, outcome, template)
        templates |= content.templates
        acronyms |= content.acronyms
    # A longer acronym first: "TFESI" is not "ESI" with letters before it.
    ordered = dict(sorted(acronyms.items(), key=lambda item: (-len(item[0]), item[0])))
    return RationaleWording(MappingProxyType(templates), MappingProxyType(ordered))


def load_reconsideration_texts(resources: Path, data_folder: Path) -> tuple[ReconsiderationText, ...]:
    """The texts on reconsideration in the order in which they are tried: the user's first.

    :raises InputError: a file cannot be used; the sentence names it and the field.
    """
    texts: tuple[ReconsiderationText, ...] = ()
    for path in _files(resources, data_folder, RECONSIDERATION_FILE):
        own = _read(path, _ReconsiderationFile).texts
        for number, text in enumerate(own, start=1):
            if not text.title.strip() or not any(part.strip() for part in text.paragraphs):
                raise InputError(f"{path}: texts[{number}]: a title and a paragraph are needed.")
        replaced = {text.id for text in own}
        if len(replaced) < len(own):
            raise InputError(f"{path}: texts: two of them have the same id.")
        texts = (*own, *(text for text in texts if text.id not in replaced))
    return texts


def _files(resources: Path, data_folder: Path, name: str) -> tuple[Path, ...]:
    """The program's file and, where there is one, the user's."""
    own = data_folder / WORDING_FOLDER / name
    shipped = resources / WORDING_FOLDER / name
    return (shipped, own) if own.exists() else (shipped,)


def _check_template(path: Path, outcome: Outcome, template: str) -> None:
    where = f"{path}: templates.{outcome.value}"
    used = placeholders(template)
    unknown = sorted(used - FILLERS.keys())
    if unknown:
        raise InputError(f"{where}: {{{unknown[0]}}} is no name that is filled in.")
    left = PLACEHOLDER.sub("", template)
    if "{" in left or "}" in left:
        raise InputError(f"{where}: braces stand around a name that is filled in, and nowhere else.")
    if outcome in ADVERSE and "reason" not in used:
        raise InputError(f"{where}: {{reason}} is missing; such a rationale states the specific reason.")


def _refuse_unknown(path: Path, value: object, kind: type) -> None:
    """Raise :class:`InputError` for a field that nobody would read: a slip would change whom a text is
    for."""
    known = {one.name for one in fields(kind)}
    unknown = sorted(set(value) - known) if isinstance(value, dict) else []
    if unknown:
        raise InputError(f"{path}: {unknown[0]}: expected one of {', '.join(sorted(known))}.")
    texts = value.get("texts") if isinstance(value, dict) else None
    for number, text in enumerate(texts if isinstance(texts, list) else (), start=1):
        wanted = {one.name for one in fields(ReconsiderationText)}
        odd = sorted(set(text) - wanted) if isinstance(text, dict) else []
        if odd:
            raise InputError(
                f"{path}: texts[{number}].{odd[0]}: expected one of {', '.join(sorted(wanted))}."
            )


def _read(path: Path, kind: type[Content]) -> Content:
    import msgspec

    from reviewer_app.policies.yaml_text import read_yaml

    try:
        if not path.is_file():
            raise InputError(f"{path} is not a plain file.")
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path} is too large for a file of texts.")
        plain = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: it is not a readable file in UTF-8.") from error
    for problem in plain.problems:
        raise InputError(f"{path}:{problem.line}: {problem.expected}.")
    _refuse_unknown(path, plain.value, kind)
    try:
        return msgspec.convert(plain.value, kind)
    except msgspec.ValidationError as error:
        raise InputError(f"{path} is no file of texts: {error}.") from error
