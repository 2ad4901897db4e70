"""What differs between two versions, or two copies, of a review, part by part, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.review import Finding, Review
from reviewer_app.domain.review_parts import KINDS, ReviewPart
from reviewer_app.rules.part_words import FieldWords, PartNames, kind_words, part_fields, part_title


class DifferenceKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of a part: what only the first version says of it, and what only the second. Of a list only
    the items that differ."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def words(self) -> str:
        """``state: absent → present``; an empty side is a dash."""
        sides = ("; ".join(side) or "–" for side in (self.before, self.after))
        return f"{self.label}: {' → '.join(sides)}"


@dataclass(frozen=True, slots=True)
class PartDifference:
    """A part that only one of the versions has, or that they have with different content. ``kind`` is what
    such parts are called, ``title`` what this one is about."""

    kind: str
    title: str
    before: ReviewPart | None
    after: ReviewPart | None
    fields: tuple[FieldDifference, ...]

    @property
    def difference(self) -> DifferenceKind:
        if self.before is None:
            return DifferenceKind.ADDED
        return DifferenceKind.REMOVED if self.after is None else DifferenceKind.CHANGED

    @property
    def words(self) -> str:
        """The whole difference in one line."""
        said = " · ".join(field.words for field in self.fields)
        head = ": ".join(part for part in (self.kind, self.title) if part)
        return f"{head} {self.difference.value}" + (f" · {said}" if said else "")

    @property
    def element_id(self) -> str:
        """The element whose finding differs; empty for any other part."""
        part = self.after if self.after is not None else self.before
        return part.element_id if isinstance(part, Finding) else ""


def differences(before: Review, after: Review, names: PartNames) -> tuple[PartDifference, ...]:
    """What the second review has otherwise than the first, kind by kind in the order of
    :data:`reviewer_app.domain.review_parts.KINDS`. That a part was entered again at another time, the same in
    all else, is no difference."""
    return tuple(_differences(before, after, names))


def _differences(before: Review, after: Review, names: PartNames) -> Iterator[PartDifference]:
    for kind in KINDS:
        old = {kind.key(part): part for part in kind.items(before)}
        new = {kind.key(part): part for part in kind.items(after)}
        for key in (*old, *(one for one in new if one not in old)):
            one, other = old.get(key), new.get(key)
            if one == other:
                continue
            found = field_differences(one, other, names)
            there = one if other is None else other
            if there is not None and (found or one is None or other is None):
                yield PartDifference(kind_words(kind.kind), part_title(there, names), one, other, found)


def field_differences(
    before: ReviewPart | None, after: ReviewPart | None, names: PartNames
) -> tuple[FieldDifference, ...]:
    """The fields in which two parts with one key differ; all of one where the other is ``None``."""
    old, new = _told(before, names), _told(after, names)
    found = []
    for name in (*old, *(one for one in new if one not in old)):
        one, other = old.get(name), new.get(name)
        was, now = (side.items if side is not None else () for side in (one, other))
        if was != now:
            label = (other or one or FieldWords(name, name, ())).label
            gone, come = (
                tuple(item for item in was if item not in now),
                tuple(item for item in now if item not in was),
            )
            # The same items in another order are told whole.
            found.append(FieldDifference(label, gone if gone or come else was, come if gone or come else now))
    return tuple(found)


def _told(part: ReviewPart | None, names: PartNames) -> dict[str, FieldWords]:
    """The fields that count: not when something was entered."""
    if part is None:
        return {}
    return {field.name: field for field in part_fields(part, names) if not field.name.endswith("_at")}


def evidence_of(part: ReviewPart | None) -> tuple[Evidence, ...]:
    """Every passage that a part cites, its nested values included."""
    return tuple(_evidence(part))


def _evidence(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _evidence(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _evidence(getattr(value, name))
