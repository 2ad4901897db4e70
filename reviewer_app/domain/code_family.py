"""Code families: which procedure codes ask for the same thing, and the words for regions and conditions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Windows:
    """How many days may lie between the dates of two requests that still concern each other. The policies
    give no numbers: all of them are a local convention."""

    duplicate: int
    similar: int
    sequential: int


@dataclass(frozen=True, slots=True)
class CodeFamily:
    """Codes that ask for one thing in one of its forms. ``code_ranges`` include both ends.

    ``purpose`` is what families of one region share that stand in for each other, such as advanced imaging.
    ``region`` is the id of the region where every code of the family is done, else empty. ``therapeutic``: it
    treats, so that a repetition is judged by what the last one brought (S19). ``repeats_as_family``: any code
    of the family repeats any other; otherwise only the same or an equivalent code does. ``equivalent`` are
    groups of codes that stand for the same service.
    """

    id: str
    label: str
    purpose: str
    windows: Windows
    therapeutic: bool = False
    repeats_as_family: bool = False
    region: str = ""
    codes: tuple[str, ...] = ()
    code_ranges: tuple[tuple[str, str], ...] = ()
    equivalent: tuple[tuple[str, ...], ...] = ()
    local_convention: str = ""

    def in_range(self, code: str) -> bool:
        """Whether the code lies in a range; only codes of one form are compared."""
        return any(
            len(first) == len(code) and first[0].isdigit() == code[0].isdigit() and first <= code <= last
            for first, last in self.code_ranges
        )

    def are_equivalent(self, one: str, other: str) -> bool:
        """Whether both codes stand for the same service."""
        return one == other or any(one in group and other in group for group in self.equivalent)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the body with the words that submitters use for it."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Diagnosis codes, by how they begin, that stand for one condition though their categories differ."""

    label: str
    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeFamilies:
    """All families, regions and conditions. ``default`` are the windows of codes that are in no family."""

    default: Windows
    families: tuple[CodeFamily, ...] = ()
    regions: tuple[Region, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def family_of(self, code: str) -> CodeFamily | None:
        """The family of a code: the one that lists it, else the first with a range around it."""
        if not code:
            return None
        listed = (family for family in self.families if code in family.codes)
        ranged = (family for family in self.families if family.in_range(code))
        return next(listed, None) or next(ranged, None)
