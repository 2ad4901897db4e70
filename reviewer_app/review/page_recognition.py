"""Looking up the pages of one case in the page history, in the order of the case, and keeping them there.

A page is compared with what was before: in its own case, and in every other case that the history has. What
is printed the same for everybody is no copy worth telling of: an instruction sheet in the case of another
member is left out, a page with a member's name or with many numbers is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from reviewer_app.domain.same_page import (
    DocumentPlace,
    PageMatch,
    PagePlace,
    PageSketch,
    SameBy,
    SeenCase,
)
from reviewer_app.history.likely_copies import likely_copies
from reviewer_app.history.look_alike import LOOK_ALIKE_SCORE, nearest
from reviewer_app.history.same_page import Comparison, compare
from reviewer_app.history.same_page_score import SAME_PAGE_SCORE, same_page_score
from reviewer_app.review.look_alike import MOST_COMPARED, is_unsure
from reviewer_app.review.same_member import names_one_of, same_member
from reviewer_app.storage.page_history import PageHistory, SeenPage

MOST_CASES = 8
"""Earlier cases that are named for one page: those of the same member first, then the surest, the latest."""

MANY_NUMBERS = 12
"""A page with so many numbers is not printed matter, even where it names no member."""

COMMON_MEMBERS = 3
"""What so many other members have as well is printed matter, whatever it says."""


MOST_LOOKS = 20_000
"""Pages without text with which one is compared coarsely, the latest ones: a twentieth of a second."""


@dataclass(frozen=True, slots=True)
class _HowSure:
    """By what two pages were found to be the same, how sure it is, and whether the texts are equal."""

    how: SameBy
    score: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Alike:
    """A page that says the same, with how sure that is, and with how many numbers it says it. ``clear`` are
    texts that agree word for word, one of which may say more; ``exact`` are equal ones."""

    seen: SeenPage
    score: float
    numbers: int
    how: SameBy = SameBy.TEXT
    clear: bool = False
    exact: bool = False

    @property
    def sure(self) -> _HowSure:
        return _HowSure(self.how, self.score, self.exact)


class Pictures(Protocol):
    """Whoever can compare two pages by their pictures."""

    def score(self, one: PagePlace, other: PagePlace, places: Sequence[DocumentPlace]) -> float | None:
        """How sure it is that a page looks like the other one, whose document was at one of these places;
        ``None`` where that cannot be told."""
        ...


class PageRecognition:
    """Takes the pages of a case one after the other. ``case`` is the case as it is kept in the history
    (:meth:`PageHistory.show_case`), ``documents`` are its documents, as (SHA-256, file), in their order.
    ``pictures`` settle what texts leave open; without them the texts' word counts. Unless pages are looked
    for ``within`` the case, only those of other cases are compared. ``compared`` counts the comparisons word
    by word.

    :raises StoreError: from every method: the history cannot be read or written.
    """

    def __init__(
        self,
        history: PageHistory,
        case: SeenCase,
        documents: Sequence[tuple[str, str]],
        pictures: Pictures | None = None,
        *,
        within: bool = True,
    ) -> None:
        self._pictures = pictures
        self._within = within
        self._looks: tuple[tuple[PagePlace, bytes], ...] | None = None
        self._history = history
        self._case = case
        self._files = dict(documents)
        self._order = {sha256: position for position, sha256 in enumerate(self._files)}
        self._elsewhere: dict[str, tuple[DocumentPlace, ...]] = {}
        self._first_of: dict[int, PagePlace] = {}
        self.compared = 0

    def take(self, place: PagePlace, drawn: PageSketch) -> tuple[PageMatch, ...]:
        """The copies of a page: the likeliest before it in its own case, then those of earlier cases. It is
        kept, so that it is found for others from now on. Of pages that say the same word for word it is the
        first of the case."""
        first = self._first_of.setdefault(drawn.digest, place) if self._within and drawn.comparable else place
        alike = self._alike(place, drawn, is_first=first == place)
        within = self._before(place, alike) if first == place else self._repeated(place, first, drawn)
        found = (*([within] if within else []), *self._in_other_cases(place, drawn, alike))
        if drawn.comparable:
            self._history.keep([(place, drawn)])
        return found

    def take_look(self, place: PagePlace, look: bytes) -> tuple[PageMatch, ...]:
        """The copies in earlier cases of a page without text, which looks like this; it is kept. A nearly
        blank page, whose look is empty, is like no other."""
        best = (0.0, place)
        for other in self.near_looks(place, look):
            score = self._pictures.score(place, other, self.other_places(other)) if self._pictures else None
            if score is not None and score > best[0]:
                best = (score, other)
        return self.looking_alike(place, best[1], best[0])

    def near_looks(self, place: PagePlace, look: bytes) -> tuple[PagePlace, ...]:
        """The pages of earlier cases that one without text may be a copy of, the likeliest first; it is kept.
        None where its whole file is known already."""
        if not look or self._same_file(place.sha256):
            return ()
        if self._looks is None:
            looks = self._history.looks(MOST_LOOKS)
            self._looks = tuple(one for one in looks if self._is_elsewhere(one[0].sha256))
        found = nearest(look, self._looks, MOST_COMPARED)
        self._history.keep_look(place, look)
        return tuple(other for other in found if self.other_places(other))

    def looking_alike(self, place: PagePlace, other: PagePlace, score: float) -> tuple[PageMatch, ...]:
        """What it means that the pictures of two pages are the same with this score: a match with each
        earlier case that has the other one, or with the case's own."""
        if score < LOOK_ALIKE_SCORE:
            return ()
        sure = _HowSure(SameBy.LOOK_ALIKE, score)
        if self._stands_before(other, place):
            return (self._own_match(place, other, sure),)
        matches = (self._match(place, document, other, sure) for document in self.other_places(other))
        return tuple(islice(sorted(matches, key=_importance), MOST_CASES))

    def _is_elsewhere(self, sha256: str) -> bool:
        return sha256 not in self._files or bool(self._same_file(sha256))

    def other_places(self, other: PagePlace) -> tuple[DocumentPlace, ...]:
        """Where the document of a page is, in cases other than this one."""
        places = self._history.places_of(other.sha256)
        return tuple(one for one in places if one.case.id != self._case.id)

    def _match(
        self, place: PagePlace, document: DocumentPlace, other: PagePlace, sure: _HowSure
    ) -> PageMatch:
        case = document.case
        file = self._files[place.sha256]
        if case.id == self._case.id:
            return PageMatch(file, place, document.file, other, sure.how, sure.score, exact=sure.exact)
        same = same_member(self._case.member, case.member)
        return PageMatch(file, place, document.file, other, sure.how, sure.score, case, same, sure.exact)

    def _alike(self, place: PagePlace, drawn: PageSketch, *, is_first: bool) -> tuple[_Alike, ...]:
        """Cases that have a sure copy already are not looked through for others."""
        settled = set() if is_first else {self._case.id}
        pages: dict[tuple[str, ...], list[SeenPage]] = {}
        for seen in self._history.candidates(drawn, but=place):
            if self._cases(place, seen):
                pages.setdefault(seen.words, []).append(seen)

        def cases(words: tuple[str, ...]) -> set[str]:
            return set().union(*(self._cases(place, seen) for seen in pages[words])) - settled

        scored: list[_Alike] = []
        for one in likely_copies(drawn.words, pages, lambda words: bool(cases(words))):
            self.compared += 1
            if one.is_sure_copy_of(drawn.words):
                settled |= cases(one.words)
            numbers, clear = one.comparison.numbers.count, _is_clear(one.comparison)
            exact = one.words == drawn.words
            scored += (
                _Alike(seen, one.score, numbers, clear=clear, exact=exact) for seen in pages[one.words]
            )
        known = self._settled(place, scored) if is_first else scored
        return tuple(one for one in known if one.score >= SAME_PAGE_SCORE)

    def _cases(self, place: PagePlace, seen: SeenPage) -> set[str]:
        """The cases that a page would be found in, if it were the same."""
        own = {self._case.id}
        elsewhere = {one.case.id for one in seen.cases} - own
        return elsewhere | own if self._within and self._stands_before(seen.place, place) else elsewhere

    def _settled(self, place: PagePlace, scored: Sequence[_Alike]) -> Iterable[_Alike]:
        """Where no text is sure, the picture of the likeliest page decides about that one."""
        best = max(scored, key=lambda one: one.score, default=None)
        if self._pictures is None or best is None or best.clear or not is_unsure(best.score):
            return scored
        others = [one for one in best.seen.cases if one.case.id != self._case.id]
        looks = self._pictures.score(place, best.seen.place, others)
        if looks is None:
            return scored
        settled = replace(best, score=looks, how=SameBy.LOOK_ALIKE)
        return [settled if one is best else one for one in scored]

    def _before(self, place: PagePlace, alike: Iterable[_Alike]) -> PageMatch | None:
        """Of pages that are equally likely it is the one that stands first."""
        own = [one for one in alike if self._within and self._stands_before(one.seen.place, place)]
        best = max(own, key=lambda one: (one.score, *self._from_the_end(one.seen.place)), default=None)
        if best is None:
            return None
        return self._own_match(place, best.seen.place, best.sure)

    def _repeated(self, place: PagePlace, first: PagePlace, drawn: PageSketch) -> PageMatch:
        score = same_page_score(compare(drawn.words, drawn.words))
        return self._own_match(place, first, _HowSure(SameBy.TEXT, score, exact=True))

    def _own_match(self, place: PagePlace, other: PagePlace, sure: _HowSure) -> PageMatch:
        return self._match(place, DocumentPlace(self._case, self._files[other.sha256]), other, sure)

    def _stands_before(self, other: PagePlace, place: PagePlace) -> bool:
        return other.sha256 in self._order and self._from_the_end(other) > self._from_the_end(place)

    def _from_the_end(self, place: PagePlace) -> tuple[int, int]:
        return -self._order[place.sha256], -place.page

    def _in_other_cases(
        self, place: PagePlace, drawn: PageSketch, alike: Sequence[_Alike]
    ) -> Iterator[PageMatch]:
        found: dict[str, PageMatch] = {}
        for document in self._same_file(place.sha256):
            found[document.case.id] = self._match(place, document, place, _HowSure(SameBy.FILE, 1.0))
        for one in sorted(alike, key=lambda one: -one.score):
            for document in one.seen.cases:
                case = document.case
                if case.id == self._case.id or case.id in found:
                    continue
                match = self._match(place, document, one.seen.place, one.sure)
                if match.same_member is not False or self._is_personal(drawn, one, case):
                    found[case.id] = match
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


def _is_clear(comparison: Comparison) -> bool:
    """Whether what one page says stands on the other word for word. It may have been typed again then, so
    that pictures say nothing."""
    words, numbers = comparison.words, comparison.numbers
    return words.count + numbers.count == words.exact + numbers.exact


def _importance(match: PageMatch) -> tuple[bool, float, float]:
    at = match.seen_in.seen_at if match.seen_in is not None else None
    return match.same_member is False, -match.score, -at.timestamp() if at else 0.0
