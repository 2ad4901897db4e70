"""The audit log's entries of one case, cut out of the log so that another data folder can check them.

Of the entries between them, which belong to other cases, only the hashes are taken: enough to follow the
chain from the first entry of the case to the end of the log, and nothing about anybody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlite_utils

from reviewer_app.storage.audit_log import entries_of_case
from reviewer_app.storage.canonical import instant
from reviewer_app.storage.chain import NO_HASH, AuditEntry, ChainEnd

_FIRST_HASH = "SELECT hash FROM audit WHERE sequence = 1"
_PLACES = "SELECT sequence, previous_hash, hash FROM audit WHERE sequence >= ? ORDER BY sequence"

BOOKKEEPING = frozenset(
    ("Case opened for the first time", "Review started", "Policies chosen", "Request read")
)
"""Acts that the program makes by itself when a case folder is opened: nobody has worked on the case yet."""

HANDOVER_ACTS = "Handover"
"""How the titles of the acts begin that only move a review from one computer to another."""


@dataclass(frozen=True, slots=True)
class CaseChain:
    """The part of one audit log from the first entry of a case to the log's end.

    ``origin`` is the hash of the log's very first entry, by which one log is told from another; ``start`` the
    number of the first link, ``before`` the hash that stands before it. A link is an entry of the case, or
    the hash of an entry of another one.
    """

    origin: str
    start: int
    before: str
    links: tuple[AuditEntry | str, ...]

    @property
    def entries(self) -> tuple[AuditEntry, ...]:
        """The entries of the case, oldest first."""
        return tuple(link for link in self.links if isinstance(link, AuditEntry))

    @property
    def end(self) -> ChainEnd:
        """Number and hash of the last link."""
        if not self.links:
            return ChainEnd(self.start - 1, self.before)
        last = self.links[-1]
        return ChainEnd(self.start + len(self.links) - 1, last.hash if isinstance(last, AuditEntry) else last)


def case_chain(database: sqlite_utils.Database, case_id: str) -> CaseChain | None:
    """The chain of a case in an open database; ``None`` when the log has no entry of it."""
    entries = {entry.sequence: entry for entry in entries_of_case(database, case_id)}
    if not entries:
        return None
    start = min(entries)
    rows = database.execute(_PLACES, [start]).fetchall()
    (origin,) = database.execute(_FIRST_HASH).fetchone()
    links = tuple(entries.get(sequence, own_hash) for sequence, _, own_hash in rows)
    return CaseChain(str(origin), start, str(rows[0][1]), links)


def chain_problem(chain: CaseChain) -> str:
    """What is wrong with a chain from elsewhere, in a few words; empty when every entry is as it was written,
    at its place and of one case."""
    if not chain.entries:
        return "has no entry"
    if len({entry.case_id for entry in chain.entries}) > 1:
        return "mixes two cases"
    if chain.start < 1 or (chain.start == 1) != (chain.before == NO_HASH):
        return "begins nowhere"
    hash_before = chain.before
    for sequence, link in enumerate(chain.links, start=chain.start):
        if isinstance(link, AuditEntry):
            if link.sequence != sequence or link.previous_hash != hash_before:
                return f"is broken before entry {sequence}"
            if link.computed_hash() != link.hash or not _has_instant(link):
                return f"has an entry {sequence} that was edited after it was written"
            hash_before = link.hash
        else:
            hash_before = link
    if chain.start == 1 and chain.origin != _first_hash(chain):
        return "begins with another entry than it says"
    return ""


def work_of(chains: Iterable[CaseChain]) -> frozenset[str]:
    """The hashes of everything that somebody did in these chains; bookkeeping is left out."""
    return frozenset(entry.hash for chain in chains for entry in chain.entries if is_work(entry))


def is_work(entry: AuditEntry) -> bool:
    """Whether the entry says that somebody worked on the case."""
    return entry.act not in BOOKKEEPING and not entry.act.startswith(HANDOVER_ACTS)


def longest(chains: Iterable[CaseChain]) -> tuple[CaseChain, ...]:
    """The chains without those that another one of the same log contains, in their order."""
    kept: list[CaseChain] = []
    for chain in sorted(chains, key=lambda one: one.end.sequence, reverse=True):
        if not any(_contains(other, chain) for other in kept):
            kept.append(chain)
    return tuple(sorted(kept, key=lambda one: one.origin))


def entries_told(chains: Iterable[CaseChain]) -> Iterator[tuple[str, AuditEntry]]:
    """Each entry once, with the origin of its log; log by log in their order, never by the clock."""
    told: set[str] = set()
    for chain in chains:
        for entry in chain.entries:
            if entry.hash not in told:
                told.add(entry.hash)
                yield chain.origin, entry


def _contains(longer: CaseChain, shorter: CaseChain) -> bool:
    own = {entry.hash for entry in longer.entries}
    return longer.origin == shorter.origin and own.issuperset(entry.hash for entry in shorter.entries)


def _first_hash(chain: CaseChain) -> str:
    first = chain.links[0]
    return first.hash if isinstance(first, AuditEntry) else first


def _has_instant(entry: AuditEntry) -> bool:
    try:
        return instant(entry.at).tzinfo is not None
    except ValueError:
        return False
