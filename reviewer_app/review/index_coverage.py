"""Which pages of a case are in the index, which were given up, and which are still to be read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from reviewer_app.domain.search import IndexProgress, Unsearched


class PageState(IntEnum):
    """What is known of a page; one byte for each in :class:`IndexCoverage`."""

    MISSING = 0
    INDEXED = 1
    WORDLESS = 2
    """In the index, without a word on it."""
    UNREADABLE = 3


class IndexCoverage:
    """The pages of a case's documents, each document once with its number of pages."""

    def __init__(self, documents: Sequence[tuple[str, int]] = ()) -> None:
        self._states = {sha256: bytearray(pages) for sha256, pages in documents}

    def state(self, sha256: str, number: int) -> PageState | None:
        """``None`` for a page that is not of this case. Pages count from 1."""
        states = self._states.get(sha256)
        if states is None or not 1 <= number <= len(states):
            return None
        return PageState(states[number - 1])

    def put(self, sha256: str, number: int, state: PageState) -> None:
        """Note what became of a page of the case."""
        self._states[sha256][number - 1] = state

    def missing(self, count: int) -> tuple[tuple[str, int], ...]:
        """Up to that many pages that are still to be read, in the order of the case."""
        found: list[tuple[str, int]] = []
        for sha256, states in self._states.items():
            place = states.find(PageState.MISSING)
            while place >= 0 and len(found) < count:
                found.append((sha256, place + 1))
                place = states.find(PageState.MISSING, place + 1)
        return tuple(found)

    def progress(self) -> IndexProgress:
        wordless = self._count(PageState.WORDLESS)
        return IndexProgress(
            indexed=self._count(PageState.INDEXED) + wordless,
            pages=sum(len(states) for states in self._states.values()),
            unreadable=self._count(PageState.UNREADABLE),
            wordless=wordless,
        )

    def unsearched(self) -> tuple[Unsearched, ...]:
        """The documents with pages on which nothing can be found."""
        told = (
            Unsearched(sha256, _numbers(states, PageState.UNREADABLE), _numbers(states, PageState.WORDLESS))
            for sha256, states in self._states.items()
        )
        return tuple(document for document in told if document.unreadable or document.wordless)

    def _count(self, state: PageState) -> int:
        return sum(states.count(state) for states in self._states.values())


def _numbers(states: bytearray, wanted: PageState) -> tuple[int, ...]:
    return tuple(number for number, state in enumerate(states, 1) if state == wanted)
