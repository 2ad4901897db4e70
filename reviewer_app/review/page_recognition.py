"""Looking up the pages of one case in the page history, in the order of the case, and keeping them there.

A page is compared with what was before: in its own case, and in every other case that the history has. What
is printed the same for everybody is no copy worth telling of: an instruction sheet in the case of another
member is left out, a page with a member's name or with many numbers is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reviewer_app.domain.same_page import (
    DocumentPlace,
    PageMatch,
    PagePlace,
    PageSketch,
    SameBy,
    SeenCase,
)
from reviewer_app.history.same_page import compare
from reviewer_app.history.same_page_score import SAME_PAGE_SCORE, same_page_score
from reviewer_app.review.same_member import names_one_of, same_member
from reviewer_app.storage.page_history import PageHistory, SeenPage

MOST_CASES = 8
"""Earlier cases that are named for one page: those of the same member first, then the surest, the latest."""

MANY_NUMBERS = 12
"""A page with so many numbers is not printed matter, even where it names no member."""

COMMON_MEMBERS = 3
"""What so many other members have as well is printed matter, whatever it says."""


@dataclass(frozen=True, slots=True)
class _Alike:
    """A page that says the same, with how sure that is, and with how many numbers it says it."""

    seen: SeenPage
    score: float
    numbers: int


class PageRecognition:
    """Takes the pages of a case one after the other. ``case`` is the case as it is kept in the history
    (:meth:`PageHistory.show_case`), ``documents`` are its documents, as (SHA-256, file), in their order.

    :raises StoreError: from every method: the history cannot be read or written.
    """

    def __init__(self, history: PageHistory, case: SeenCase, documents: Sequence[tuple[str, str]]) -> None:
        self._history = history
        self._case = case
        self._files = dict(documents)
        self._order = {sha256: position for position, sha256 in enumerate(self._files)}
        self._elsewhere: dict[str, tuple[DocumentPlace, ...]] = {}

    def take(self, place: PagePlace, drawn: PageSketch) -> tuple[PageMatch, ...]:
        """The copies of a page: the likeliest before it in its own case, then those of earlier cases. It is
        kept, so that it is found for others from now on."""
        alike = self._alike(place, drawn)
        within = self._before(place, alike)
        found = (*([within] if within else []), *self._in_other_cases(place, drawn, alike))
        if drawn.comparable:
            self._history.keep([(place, drawn)])
        return found

    def _alike(self, place: PagePlace, drawn: PageSketch) -> tuple[_Alike, ...]:
        compared = (
            (seen, compare(drawn.words, seen.words)) for seen in self._history.candidates(drawn, but=place)
        )
        scored = (_Alike(seen, same_page_score(one), one.numbers.count) for seen, one in compared)
        return tuple(one for one in scored if one.score >= SAME_PAGE_SCORE)

    def _before(self, place: PagePlace, alike: Iterable[_Alike]) -> PageMatch | None:
        """Of pages that are equally likely it is the one that stands first."""
        own = [one for one in alike if self._stands_before(one.seen.place, place)]
        best = max(own, key=lambda one: (one.score, *self._from_the_end(one.seen.place)), default=None)
        if best is None:
            return None
        other = best.seen.place
        return PageMatch(
            self._files[place.sha256], place, self._files[other.sha256], other, SameBy.TEXT, best.score
        )

    def _stands_before(self, other: PagePlace, place: PagePlace) -> bool:
        return other.sha256 in self._order and self._from_the_end(other) > self._from_the_end(place)

    def _from_the_end(self, place: PagePlace) -> tuple[int, int]:
        return -self._order[place.sha256], -place.page

    def _in_other_cases(
        self, place: PagePlace, drawn: PageSketch, alike: Sequence[_Alike]
    ) -> Iterator[PageMatch]:
        file = self._files[place.sha256]
        found: dict[str, PageMatch] = {}
        for document in self._same_file(place.sha256):
            case = document.case
            same = same_member(self._case.member, case.member)
            found[case.id] = PageMatch(file, place, document.file, place, SameBy.FILE, 1.0, case, same)
        for one in sorted(alike, key=lambda one: -one.score):
            for document in one.seen.cases:
                case = document.case
                if case.id == self._case.id or case.id in found:
                    continue
                same = same_member(self._case.member, case.member)
                if same is not False or self._is_personal(drawn, one, case):
                    other = one.seen.place
                    found[case.id] = PageMatch(
                        file, place, document.file, other, SameBy.TEXT, one.score, case, same
                    )
        yield from islice(sorted(self._without_printed_matter(found.values()), key=_importance), MOST_CASES)

    def _same_file(self, sha256: str) -> tuple[DocumentPlace, ...]:
        if sha256 not in self._elsewhere:
            self._elsewhere[sha256] = self._history.documents_elsewhere(sha256, self._case.id)
        return self._elsewhere[sha256]

    def _is_personal(self, drawn: PageSketch, one: _Alike, case: SeenCase) -> bool:
        return one.numbers >= MANY_NUMBERS or names_one_of(drawn.words, (self._case.member, case.member))

    @staticmethod
    def _without_printed_matter(matches: Iterable[PageMatch]) -> Iterable[PageMatch]:
        known = tuple(matches)
        others = [one for one in known if one.same_member is False and one.how is not SameBy.FILE]
        members = {one.seen_in.member for one in others if one.seen_in is not None}
        common = others if len(members) >= COMMON_MEMBERS else []
        return [one for one in known if one not in common]


def _importance(match: PageMatch) -> tuple[bool, float, float]:
    at = match.seen_in.seen_at if match.seen_in is not None else None
    return match.same_member is False, -match.score, -at.timestamp() if at else 0.0
