"""Acts of the audit log in words: what each replaced by what, field by field, and where it can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.authority import InvestigationalFlag, RungFinding, ScopeOverride, TrialRecord
from reviewer_app.domain.checklist import Spot, SpotKind, element_spot
from reviewer_app.domain.discrepancy import Discrepancy
from reviewer_app.domain.page_identity import PageIdentity
from reviewer_app.domain.review import (
    ExceptionRecord,
    Finding,
    LineDetermination,
    PageMark,
    ReviewedDocument,
)
from reviewer_app.domain.review_parts import ReviewPart
from reviewer_app.rules.part_words import PartNames, kind_words, part_title
from reviewer_app.rules.review_differences import FieldDifference, field_differences

SHOWN_OF_HASH = 12
"""Characters of a hash that are enough to tell it from others."""

_HASH = re.compile(r"\b[0-9a-f]{32,64}\b")


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One act. ``number`` is its place in the audit log of the computer on which it was done; ``computer`` is
    empty for this one, else whose it is. ``at`` is when, with the offset of the clock there. ``version`` is
    the version of the review, 0 where it concerns none. ``kind`` and ``subject`` say what the ``fields`` are
    of. ``spot`` is where it can be seen now."""

    key: str
    number: int
    computer: str
    at: datetime
    clock_went_back: bool
    who: str
    role: str
    title: str
    version: int = 0
    kind: str = ""
    subject: str = ""
    fields: tuple[FieldDifference, ...] = ()
    spot: Spot | None = None

    @property
    def about(self) -> str:
        """What the fields are of: ``Finding: Imaging studies``."""
        return ": ".join(part for part in (self.kind, self.subject) if part)

    @property
    def words(self) -> str:
        """All that is told of it, for filtering."""
        return " ".join(
            (self.title, self.who, self.role, self.about, *(field.words for field in self.fields))
        )


@dataclass(frozen=True, slots=True)
class Replaced:
    """What an act replaced by what, in words."""

    kind: str = ""
    subject: str = ""
    fields: tuple[FieldDifference, ...] = ()
    spot: Spot | None = None


def replaced_part(before: ReviewPart | None, after: ReviewPart | None, names: PartNames) -> Replaced:
    """A part of a review before and after; ``None`` where there was, or is, none."""
    part = after if after is not None else before
    if part is None:
        return Replaced()
    return Replaced(
        kind_words(type(part)),
        part_title(part, names),
        field_differences(before, after, names),
        spot_of(part, names),
    )


def replaced_values(before: object, after: object) -> Replaced:
    """Anything else, as JSON gives it: each value under its place, where it differs."""
    old, new = dict(_flattened(before, "")), dict(_flattened(after, ""))
    changed = [
        name for name in (*old, *(one for one in new if one not in old)) if old.get(name) != new.get(name)
    ]
    return Replaced(
        fields=tuple(
            FieldDifference(
                name or "content",
                (old[name],) if name in old else (),
                (new[name],) if name in new else (),
            )
            for name in changed
        )
    )


def spot_of(part: ReviewPart, names: PartNames) -> Spot | None:
    """Where a part of a review is shown; ``None`` where only the log tells of it."""
    match part:
        case Finding():
            return element_spot(part.element_id)
        case Discrepancy():
            return Spot(SpotKind.DISCREPANCY, part.id)
        case LineDetermination():
            return Spot(SpotKind.DECISION, "outcome", part.line)
        case ExceptionRecord():
            return Spot(SpotKind.EXCEPTION)
        case ReviewedDocument():
            return Spot(SpotKind.DOCUMENT, part.file)
        case ApprovedPart():
            return Spot(SpotKind.DECISION, "units", part.line)
        case RungFinding():
            return Spot(SpotKind.RUNG, part.rung.value, part.line)
        case TrialRecord():
            return Spot(SpotKind.TRIAL)
        case InvestigationalFlag():
            return Spot(SpotKind.INVESTIGATIONAL, "", part.line)
        case ScopeOverride():
            return Spot(SpotKind.SCOPE, "", part.line)
        case PageMark() | PageIdentity():
            file = names.files.get(part.sha256)
            return Spot(SpotKind.PAGE, f"{file}#{part.page}") if file else None
        case _:
            return None


LABELS: Mapping[str, str] = MappingProxyType(
    {"rows_hash": "hash of the review", "content_hash": "hash of what was signed"}
)
"""Values of the log whose name on screen is not the log's own."""


def _flattened(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Values that say something, by their places in words."""
    if isinstance(value, dict):
        for name, inner in value.items():
            label = LABELS.get(str(name), str(name).replace("_", " "))
            yield from _flattened(inner, f"{place} {label}".strip())
    elif isinstance(value, list):
        if all(isinstance(one, str | int | float) for one in value):
            if value:
                yield place, ", ".join(_plain(one) for one in value)
            return
        for number, inner in enumerate(value, start=1):
            yield from _flattened(inner, f"{place} {number}".strip())
    elif value not in (None, ""):
        yield place, _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _HASH.sub(lambda found: f"{found[0][:SHOWN_OF_HASH]}…", str(value))
