"""The chain of the audit log as values: how an entry is hashed, what a broken chain says, and what is left of
entries that were purged.

Of an entry of a purged case only its place and its two hashes stay, so that the chain can still be followed.
The entry of the purge lists such places and carries a hash over them; a place that no purge lists, or another
hash in it, is damage like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reviewer_app.storage.canonical import digest, to_json
from reviewer_app.storage.purge_record import PURGED, PurgeRecord, places_digest

NO_HASH = ""
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. ``before`` and ``after`` are JSON of what it replaced, ``None`` where there was nothing.

    ``at`` is the instant as it was written: ISO 8601 with its offset from UTC. ``clock_went_back`` says that
    it is earlier than that of the entry before; the order of acts is the sequence's, never the clock's.
    """

    sequence: int
    at: str
    actor: str
    role: str
    act: str
    case_id: str
    review_id: str
    before: str | None
    after: str | None
    clock_went_back: bool
    previous_hash: str
    hash: str = NO_HASH
    purged_by: int | None = None

    def computed_hash(self) -> str:
        """The hash that the entry's fields give."""
        return digest(
            to_json(
                {
                    "sequence": self.sequence,
                    "at": self.at,
                    "actor": self.actor,
                    "role": self.role,
                    "act": self.act,
                    "case": self.case_id,
                    "review": self.review_id,
                    "before": self.before,
                    "after": self.after,
                    "clock_went_back": self.clock_went_back,
                    "previous_hash": self.previous_hash,
                }
            )
        )

    def hashed(self) -> AuditEntry:
        return replace(self, hash=self.computed_hash())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of it but its place in the chain."""
        texts = (self.at, self.actor, self.role, self.act, self.case_id, self.review_id)
        return not any((*texts, self.before, self.after, self.clock_went_back))


class Damage(StrEnum):
    EDITED = "edited"
    MISSING = "missing"
    MOVED = "moved"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class AuditProblem:
    """What was done to the log after it was written. ``sequence`` is the number of the row concerned."""

    sequence: int
    damage: Damage
    sentence: str


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """Number and hash of the newest entry; 0 and no hash while there is none."""

    sequence: int = 0
    hash: str = NO_HASH


def chain_problems(entries: Sequence[AuditEntry], end: ChainEnd) -> tuple[AuditProblem, ...]:
    """Everything that is wrong with the chain, in order of the sequence; ``entries`` must be sorted by it."""
    return tuple(_problems(entries, end))


def _problems(entries: Sequence[AuditEntry], end: ChainEnd) -> Iterator[AuditProblem]:
    places = _places_in_chain(entries)
    purged = _rightly_purged(entries)
    before: AuditEntry | None = None
    trusted = True
    expected = 1
    for entry in entries:
        for number in range(expected, entry.sequence):
            yield _missing(number)
        followed_directly = entry.sequence == expected
        expected = entry.sequence + 1
        intact = entry.sequence in purged or entry.computed_hash() == entry.hash
        if not intact:
            yield _edited_or_moved(entry, places.get(entry.hash, entry.sequence))
        elif followed_directly and trusted and entry.previous_hash != (before.hash if before else NO_HASH):
            # The entry before is consistent in itself, so its hash was computed anew after an edit.
            yield _edited(entry.sequence - 1)
        before, trusted = entry, intact
    for number in range(expected, end.sequence + 1):
        yield _missing(number)
    if before is not None and trusted and before.sequence == end.sequence and before.hash != end.hash:
        yield _edited(before.sequence)
    for entry in entries:
        if entry.sequence > end.sequence:
            yield _problem(entry.sequence, Damage.ADDED, "was not written by this program")


def purges(entries: Sequence[AuditEntry]) -> tuple[tuple[AuditEntry, PurgeRecord], ...]:
    """The purges of which the log tells, oldest first, with what each of them took away."""
    told = ((entry, PurgeRecord.of(entry.after)) for entry in entries if entry.act == PURGED)
    return tuple((entry, record) for entry, record in told if record is not None)


def _rightly_purged(entries: Sequence[AuditEntry]) -> frozenset[int]:
    """The numbers of emptied entries for which an intact entry of a purge answers."""
    emptied: dict[int, list[tuple[int, str]]] = {}
    for entry in entries:
        if entry.purged_by is not None and entry.is_empty:
            emptied.setdefault(entry.purged_by, []).append((entry.sequence, entry.hash))
    return frozenset(
        sequence
        for purge, record in purges(entries)
        if purge.computed_hash() == purge.hash
        and places_digest(emptied.get(purge.sequence, ())) == record.digest
        for sequence, _ in emptied.get(purge.sequence, ())
    )


def _places_in_chain(entries: Sequence[AuditEntry]) -> dict[str, int]:
    """For each hash that the chain reaches from its start, the place where it stands, counted from 1."""
    followers = {entry.previous_hash: entry.hash for entry in entries}
    places: dict[str, int] = {}
    current = followers.get(NO_HASH)
    while current is not None and current not in places:
        places[current] = len(places) + 1
        current = followers.get(current)
    return places


def _edited_or_moved(entry: AuditEntry, place: int) -> AuditProblem:
    if place != entry.sequence and replace(entry, sequence=place).computed_hash() == entry.hash:
        return _problem(entry.sequence, Damage.MOVED, f"was entry {place} when it was written")
    return _edited(entry.sequence)


def _edited(sequence: int) -> AuditProblem:
    return _problem(sequence, Damage.EDITED, "was edited after it was written")


def _missing(sequence: int) -> AuditProblem:
    return _problem(sequence, Damage.MISSING, "is missing")


def _problem(sequence: int, damage: Damage, words: str) -> AuditProblem:
    return AuditProblem(sequence, damage, f"Entry {sequence} of the audit log {words}.")
