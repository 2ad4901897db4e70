"""Pages that look like others: what settles a comparison of texts that is unsure, and the only way for pages
without text.

Drawing a page for that takes a tenth of a second in the page worker, and so does each comparison; so sketches
say what is compared at all, and the number of comparisons is bounded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reviewer_app.domain.likeness import Likeness
from reviewer_app.domain.page_source import PageSource
from reviewer_app.domain.pages import PageFailedError, PageFailure
from reviewer_app.domain.same_page import PagePlace
from reviewer_app.history.look_alike import LOOK_ALIKE_SCORE, nearest

UNSURE_FROM, UNSURE_TO = 0.1, 0.9
"""Scores of two texts between which the pictures are asked."""

MOST_COMPARED = 12
"""Pages that one page is compared with: those whose sketches are nearest. A packet may have a hundred sheets
of one form; which of them is the copy is then sometimes not found."""

MOST_COMPARISONS = 2_000
"""Comparisons for one case, which take some five minutes of a page worker."""

KEPT_LIKENESSES = 64
"""Of the pages compared last, so that they are not drawn again."""

Answer = TypeVar("Answer")


def is_unsure(text_score: float) -> bool:
    """Whether the texts of two pages leave open that they are copies."""
    return UNSURE_FROM <= text_score <= UNSURE_TO


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A page that looks like an earlier one; ``score`` is between 0 and 1."""

    place: PagePlace
    other: PagePlace
    score: float


class PictureComparison:
    """Compares pages of the documents that a page source knows. ``made`` counts the comparisons."""

    def __init__(self, source: PageSource, most: int = MOST_COMPARISONS) -> None:
        """After ``most`` comparisons nothing is compared any more."""
        self._source = source
        self._most = most
        self._kept: OrderedDict[PagePlace, Likeness | None] = OrderedDict()
        self.made = 0

    def sketch(self, place: PagePlace) -> bytes:
        """The sketch of a page; empty for one that is nearly blank, or that cannot be drawn.

        Raises PageFailedError only when the source was closed.
        """
        likeness = self._likeness(place)
        return likeness.sketch if likeness is not None else b""

    def score(self, one: PagePlace, other: PagePlace) -> float | None:
        """How sure it is that two pages look alike, between 0 and 1; ``None`` when they cannot be compared:
        one of them is nearly blank or cannot be drawn, or there were too many comparisons.

        Raises PageFailedError only when the source was closed.
        """
        if self.made >= self._most:
            return None
        mine, theirs = self._likeness(one), self._likeness(other)
        if mine is None or theirs is None or not (mine.sketch and theirs.sketch):
            return None
        self.made += 1
        return _unless_failed(lambda: self._source.compare(one.sha256, one.page, mine, theirs))

    def likeliest(
        self, place: PagePlace, sketch: bytes, others: Sequence[tuple[PagePlace, bytes]]
    ) -> LookAlike | None:
        """Which of the other pages, given with their sketches, this one looks like most, however little;
        ``None`` when there is nothing to compare it with. From :data:`LOOK_ALIKE_SCORE` on it is a copy."""
        near = nearest(sketch, others, min(MOST_COMPARED, self._most - self.made))
        scored = (
            LookAlike(place, other, score)
            for other in near
            if (score := self.score(place, other)) is not None
        )
        return max(scored, key=lambda found: found.score, default=None)

    def copies(self, pages: Iterable[tuple[PagePlace, bytes]]) -> Iterator[LookAlike]:
        """Of each page, given with its sketch, the one before it that it looks like."""
        before: list[tuple[PagePlace, bytes]] = []
        for place, sketch in pages:
            found = self.likeliest(place, sketch, before)
            if found is not None and found.score >= LOOK_ALIKE_SCORE:
                yield found
            before.append((place, sketch))

    def _likeness(self, place: PagePlace) -> Likeness | None:
        if place in self._kept:
            self._kept.move_to_end(place)
            return self._kept[place]
        likeness = _unless_failed(lambda: self._source.likeness(place.sha256, place.page))
        self._kept[place] = likeness
        if len(self._kept) > KEPT_LIKENESSES:
            self._kept.popitem(last=False)
        return likeness


def _unless_failed(ask: Callable[[], Answer]) -> Answer | None:
    """The answer, or ``None`` for a page that cannot be read."""
    try:
        return ask()
    except PageFailedError as failure:
        if failure.cause is PageFailure.CLOSED:
            raise
        return None
