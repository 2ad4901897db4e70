"""Small facts that outlive a session: who reviews, and which folders of cases were open last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from reviewer_app.storage.transactions import Transactions

RECENT_ROOTS_KEPT = 10
_RECENT_ROOTS = "recent_roots"


class SettingsStore:
    """Named texts."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get(self, name: str, default: str = "") -> str:
        """The setting's value, ``default`` where it was never set."""
        with self._transactions.reading() as database:
            row = database.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
        return default if row is None else str(row[0])

    def set(self, values: Mapping[str, str]) -> None:
        """Replace the values of settings, all of them or none.

        :raises StoreError: nothing was saved, with the reason.
        """
        with self._transactions.writing() as database:
            database.table("setting").upsert_all(
                ({"name": name, "value": value} for name, value in values.items()), pk="name"
            )

    def recent_roots(self) -> tuple[Path, ...]:
        """The folders of cases that were open, the last one first."""
        return tuple(Path(root) for root in json.loads(self.get(_RECENT_ROOTS, "[]")))

    def remember_root(self, root: Path) -> None:
        """Put a folder of cases at the head of :meth:`recent_roots`; the oldest beyond ten is forgotten.

        :raises StoreError: nothing was saved, with the reason.
        """
        others = [known for known in self.recent_roots() if known != root]
        # Plain JSON escapes the bytes of a path that are no text, and gives them back.
        kept = [str(path) for path in (root, *others)][:RECENT_ROOTS_KEPT]
        self.set({_RECENT_ROOTS: json.dumps(kept)})
