"""What a purge took away, as the audit log keeps it: numbers, never what they counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from reviewer_app.storage.canonical import digest, from_json, to_json

PURGED = "Purged"
"""The act of a purge."""


@dataclass(frozen=True, slots=True)
class PurgeRecord:
    """``cases``, and ``requests`` of the history, that went; ``before`` is the day before which things were
    too old, empty where only cases were named. Of ``entries`` in the log the places are left; ``digest`` is
    :func:`places_digest` of them.
    """

    cases: int
    requests: int
    before: str
    entries: int
    digest: str

    @classmethod
    def of(cls, text: str | None) -> PurgeRecord | None:
        """What :meth:`text` wrote; ``None`` for anything else."""
        if text is None:
            return None
        try:
            return from_json(text, cls)
        except (msgspec.ValidationError, msgspec.DecodeError):
            return None

    def text(self) -> str:
        """JSON for the audit log."""
        return to_json(self)


def places_digest(places: Iterable[tuple[int, str]]) -> str:
    """A hash over emptied places of the chain, each its number and the hash of what stood there."""
    return digest(to_json(sorted(places)))
