"""Which pages of a case are to be read by machine: what their files have may not be what they show."""

from __future__ import annotations

from reviewer_app.domain.found import PageKey
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.layer_agreement import needs_reading


class UnreadPages:
    """The pages that are to be read, each with what has read it; empty for one that nothing has."""

    def __init__(self) -> None:
        self._engines: dict[PageKey, str] = {}

    def take(self, sha256: str, page: int, text: SearchableText, engine: str) -> None:
        """Consider what the file has for a page that ``engine`` has read, or nothing where it is empty."""
        if needs_reading(text):
            self._engines[sha256, page] = engine

    def note_read(self, sha256: str, page: int, engine: str) -> None:
        """A page was read, whether it had to be or not."""
        self._engines[sha256, page] = engine

    def to_read(self, engine: str) -> tuple[PageKey, ...]:
        """The pages that this has not read yet."""
        return tuple(key for key, by in self._engines.items() if by != engine)

    def __len__(self) -> int:
        """How many pages have to be read, those included that were."""
        return len(self._engines)
