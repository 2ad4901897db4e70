"""Disciplines: which procedure codes belong together, so that a pack can name them by one word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DISCIPLINES_FILE = "disciplines.yaml"


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """Codes with a label of ours; ranges include both ends."""

    label: str
    codes: tuple[str, ...] = ()
    code_ranges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Discipline:
    """One discipline. ``local_convention`` says what of its extent is our choice."""

    id: str
    label: str
    groups: tuple[CodeGroup, ...]
    local_convention: str = ""

    def holds(self, code: str) -> bool:
        """Whether the code, as :func:`plain_code` writes it, belongs to the discipline."""
        return any(holds(group.codes, group.code_ranges, code) for group in self.groups)


@dataclass(frozen=True, slots=True)
class _DisciplinesFile:
    disciplines: tuple[Discipline, ...]


def load_disciplines(folder: Path) -> tuple[Discipline, ...]:
    """The disciplines that the program knows, from its own resources."""
    import msgspec

    from reviewer_app.policies.yaml_text import read_yaml

    plain = read_yaml((folder / DISCIPLINES_FILE).read_text(encoding="utf-8"))
    return msgspec.convert(plain.value, _DisciplinesFile).disciplines


def plain_code(code: str) -> str:
    """The code in capitals and without blanks, as packs write it."""
    return "".join(code.split()).upper()


def holds(codes: Iterable[str], ranges: Iterable[tuple[str, str]], code: str) -> bool:
    """Whether a code is listed or lies in a range. Only codes of one form are compared: a HCPCS code lies in
    no range of CPT codes."""
    return code in codes or any(
        _letters(first) == _letters(code) and first <= code <= last for first, last in ranges
    )


def _letters(code: str) -> tuple[int, str]:
    """What tells forms of codes apart: the length, and which characters are letters."""
    return len(code), "".join("0" if character.isdigit() else character for character in code)
