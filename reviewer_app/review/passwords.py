"""Passwords of documents, for as long as the program runs: never written, never shown, never logged."""

from __future__ import annotations

import threading

MOST_TRIED = 8
"""How many known passwords are tried on another locked document: a try on a modern file takes a tenth of a
second on purpose."""


class Passwords:
    """Which password opened which document, by SHA-256. May be asked on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_document: dict[str, str] = {}

    def __repr__(self) -> str:
        return "Passwords()"

    def keep(self, sha256: str, password: str) -> None:
        """Remember the password that opened a document."""
        with self._lock:
            self._by_document.pop(sha256, None)
            self._by_document[sha256] = password

    def of(self, sha256: str) -> str | None:
        """The password that opened a document; ``None`` where none was needed or is known."""
        with self._lock:
            return self._by_document.get(sha256)

    def to_try(self, sha256: str) -> tuple[str, ...]:
        """What may open a document: its own password first, then the others, the newest first."""
        with self._lock:
            own = self._by_document.get(sha256)
            others = reversed(self._by_document.values())
            known = dict.fromkeys((*((own,) if own is not None else ()), *others))
        return tuple(known)[:MOST_TRIED]
