"""Why a version of a review was begun, by whom, and what of the case was known before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class VersionKind(StrEnum):
    AMENDED = "amended"
    """The reviewer changes a signed determination."""
    LATE_DOCUMENTS = "late-documents"
    """What a pended request asked for has come."""
    WITHDRAWN = "withdrawn"
    """The provider withdraws the request."""
    VOID = "void"
    """The determination before was recorded in error; nothing is in force."""


@dataclass(frozen=True, slots=True)
class VersionNote:
    """The reason for one version; a version holds its own and those of all before it. ``known`` are the
    SHA-256 of the documents that the version before had reviewed: all others came late."""

    version: int
    kind: VersionKind
    reason: str
    made_by: str
    made_at: datetime
    known: tuple[str, ...] = ()


def newest_note(notes: Iterable[VersionNote]) -> VersionNote | None:
    """A version's own note among those that it holds; ``None`` without any."""
    return max(notes, key=lambda note: note.version, default=None)
