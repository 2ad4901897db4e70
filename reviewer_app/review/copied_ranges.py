"""Pages that came before, put together where several follow each other as they did there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer_app.domain.same_page import PageMatch, SameBy

LIKELY = 0.9
"""Below this score a copy is called a likely one."""


@dataclass(frozen=True, slots=True)
class CopiedRange:
    """Pages of one document that follow each other here as they do in the other document; at least one."""

    matches: tuple[PageMatch, ...]

    @property
    def first(self) -> PageMatch:
        return self.matches[0]

    @property
    def last(self) -> PageMatch:
        return self.matches[-1]

    @property
    def whole_file(self) -> bool:
        """Whether the two files have the very same content."""
        return self.first.how is SameBy.FILE

    @property
    def is_same(self) -> bool:
        """Whether all pages say the same word for word."""
        return all(match.is_same for match in self.matches)

    @property
    def score(self) -> float:
        """That of the least sure page."""
        return min(match.score for match in self.matches)


def copied_ranges(matches: Iterable[PageMatch]) -> tuple[CopiedRange, ...]:
    """The matches as ranges, in the order in which their first pages come."""
    ranges: list[list[PageMatch]] = []
    growing: dict[tuple[object, ...], list[PageMatch]] = {}
    for match in matches:
        key = _kin(match)
        known = growing.get(key)
        if known is not None and known[-1].page + 1 == match.page:
            known.append(match)
        else:
            growing[key] = [match]
            ranges.append(growing[key])
    return tuple(CopiedRange(tuple(one)) for one in ranges)


def _kin(match: PageMatch) -> tuple[object, ...]:
    """What matches of one range have in common."""
    return (
        match.file,
        match.other_file,
        match.other.sha256,
        match.seen_in.id if match.seen_in is not None else None,
        match.other_page - match.page,
        match.how is SameBy.FILE,
    )


def range_words(one: CopiedRange) -> str:
    """One line for a person, such as ``fax.pdf, pages 3-9: copies of pages 1-7 of visit.pdf in PA-1, a case
    of this member``. Pages are called copies only where no word differs."""
    first, last = one.first, one.last
    here = f"{first.file}, {pages_words(first.page, last.page)}"
    there = f"{pages_words(first.other_page, last.other_page)} of {first.other_file}"
    likely = "" if one.score >= LIKELY or one.whole_file else "likely "
    return f"{here}: {likely}{_how_words(one)} {there}{_whose(first)}"


def _how_words(one: CopiedRange) -> str:
    if one.whole_file:
        return "the same file as"
    if one.is_same:
        return "a copy of" if one.first is one.last else "copies of"
    return "looking like" if one.first.how is SameBy.LOOK_ALIKE else "nearly the same as"


def pages_words(first: int, last: int) -> str:
    """Pages from 1, such as ``page 3`` or ``pages 3-9``."""
    return f"page {first}" if first == last else f"pages {first}-{last}"


def _whose(match: PageMatch) -> str:
    if match.seen_in is None:
        return ""
    whose = {True: "a case of this member", False: "a case of ANOTHER member", None: "another case"}
    return f" in {match.case_id}, {whose[match.same_member]}"
