"""Short and pet forms of first names: ``Bill`` may be ``William``, ``Liz`` and ``Betty`` one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reviewer_app.history.names import name_parts, plain_name

NICKNAMES_FILE = "nicknames.yaml"


@dataclass(frozen=True, slots=True)
class Nicknames:
    """``full_names`` gives the plain full names that a plain form may stand for, itself included where it is
    one."""

    full_names: Mapping[str, frozenset[str]]

    def may_be_one(self, one: str, other: str) -> bool:
        """Whether both names may be forms of one, by their first parts; equal names are no question here."""
        first, second = _first_part(one), _first_part(other)
        return first != second and bool(self._full(first) & self._full(second))

    def _full(self, name: str) -> frozenset[str]:
        return self.full_names.get(name, frozenset())


def _first_part(name: str) -> str:
    parts = name_parts(name)
    return parts[0] if parts else ""


def nicknames_of(forms: Mapping[str, list[str]]) -> Nicknames:
    """From the forms of each full name."""
    full_names: dict[str, set[str]] = {}
    for full, others in forms.items():
        for name in (full, *others):
            full_names.setdefault(plain_name(name), set()).add(plain_name(full))
    return Nicknames({name: frozenset(full) for name, full in full_names.items()})


def load_nicknames(resources: Path) -> Nicknames:
    """The forms that the program knows."""
    import yaml

    return nicknames_of(yaml.safe_load((resources / "history" / NICKNAMES_FILE).read_text(encoding="utf-8")))
