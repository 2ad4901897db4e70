"""Whose pages they are, each seen beside the others: of one document, of one file, with one record number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer_app.domain.found import IdentityField, PageIdentifier, PageOwnership, Segment
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.evidence.fax_header import is_fax_header
from reviewer_app.evidence.slips import as_digits, folded_word, slips_between


def ownership_by_segment(
    pages: Sequence[ReadPage], owners: Sequence[PageOwnership], segments: Sequence[Segment]
) -> tuple[PageOwnership, ...]:
    """The same, each page seen beside the others of its document: one between two of another patient is
    suspect although it names nobody."""
    numbered = _by_record_number(pages, owners)
    return tuple(_beside_others(pages, numbered, segments))


def _by_record_number(
    pages: Sequence[ReadPage], owners: Sequence[PageOwnership]
) -> tuple[PageOwnership, ...]:
    """With what record numbers tell. One that pages of the member have as well clears a page that no birth
    date speaks against; one of another patient's pages alone, or another one of the same practice, makes a
    page suspect that names nobody."""
    members = {
        number: page
        for page, owner in zip(pages, owners, strict=True)
        if _own(owner)
        for number in _numbers(owner)
    }
    others = {
        number: owner.name
        for owner in owners
        if owner.suspect
        for number in _numbers(owner)
        if number not in members
    }
    practices = {
        _practice(page): number
        for page, owner in zip(pages, owners, strict=True)
        if _own(owner)
        for number in _numbers(owner)
    }
    return tuple(
        _numbered(page, owner, frozenset(members), others, practices)
        for page, owner in zip(pages, owners, strict=True)
    )


def _numbered(
    page: ReadPage,
    owner: PageOwnership,
    members: frozenset[str],
    others: dict[str, str],
    practices: dict[str, str],
) -> PageOwnership:
    numbers = _numbers(owner)
    told = replace(owner, identifiers=tuple(_with_number(one, members, others) for one in owner.identifiers))
    if any(number in members for number in numbers):
        return told if _born_otherwise(owner) else replace(told, suspect="", name="")
    if owner.suspect or _told(owner):
        return told
    for number in numbers:
        if number in others:
            whose = f" of {others[number]}" if others[number] else ""
            return replace(
                told,
                suspect=f"has a record number that stands on another patient's page{whose}",
                name=others[number],
            )
        own = practices.get(_practice(page))
        if own is not None and slips_between(own, number, 1) > 1:
            why = "has another record number than the member's pages of the same practice"
            return replace(told, suspect=why)
    return told


def _with_number(one: PageIdentifier, members: frozenset[str], others: dict[str, str]) -> PageIdentifier:
    if one.field is not IdentityField.RECORD_NUMBER:
        return one
    number = as_digits(one.value)
    return replace(one, agrees=True if number in members else False if number in others else None)


def _beside_others(
    pages: Sequence[ReadPage], owners: Sequence[PageOwnership], segments: Sequence[Segment]
) -> Iterator[PageOwnership]:
    place = {page.key: at for at, page in enumerate(pages)}
    of_page = {
        (segment.sha256, number): segment
        for segment in segments
        for number in range(segment.first_page, segment.last_page + 1)
    }
    for at, (page, owner) in enumerate(zip(pages, owners, strict=True)):
        if owner.suspect or _told(owner) or page.blank or not (page.lines or page.unread or page.measures):
            yield owner
            continue
        segment = of_page.get(page.key)
        yield _of_document(page, owner, owners, place, segment) or _between(at, owner, pages, owners) or owner


def _of_document(
    page: ReadPage,
    owner: PageOwnership,
    owners: Sequence[PageOwnership],
    place: dict[tuple[str, int], int],
    segment: Segment | None,
) -> PageOwnership | None:
    """A page that names nobody is whose the page before it in its document is, else whose the next is."""
    if segment is None:
        return None
    before = range(page.page - 1, segment.first_page - 1, -1)
    after = range(page.page + 1, segment.last_page + 1)
    for number in (*before, *after):
        known = place.get((segment.sha256, number))
        if known is None or not (owners[known].suspect or _told(owners[known])):
            continue
        if not owners[known].suspect:
            return None
        name = owners[known].name
        whose = f", which is of {name}" if name else ", which may be another patient's"
        return replace(owner, suspect=f"is of one document with page {number}{whose}", name=name)
    return None


def _between(
    at: int, owner: PageOwnership, pages: Sequence[ReadPage], owners: Sequence[PageOwnership]
) -> PageOwnership | None:
    """A page that names nobody, right between two pages of another patient in its file."""
    if not 0 < at < len(pages) - 1:
        return None
    before, after = owners[at - 1], owners[at + 1]
    one_file = pages[at - 1].sha256 == pages[at].sha256 == pages[at + 1].sha256
    if not one_file or not before.suspect or not after.suspect:
        return None
    if folded_word(before.name) != folded_word(after.name):
        return None
    whose = f" of {before.name}" if before.name else ""
    return replace(owner, suspect=f"stands between two pages{whose}", name=before.name)


def _numbers(owner: PageOwnership) -> tuple[str, ...]:
    return tuple(
        as_digits(one.value) for one in owner.identifiers if one.field is IdentityField.RECORD_NUMBER
    )


def _own(owner: PageOwnership) -> bool:
    """Whether a page says that it is the member's, and nothing else."""
    person = (IdentityField.NAME, IdentityField.BIRTH_DATE, IdentityField.MEMBER_ID)
    return not owner.suspect and any(one.agrees for one in owner.identifiers if one.field in person)


def _told(owner: PageOwnership) -> bool:
    """Whether a page says whose it is."""
    return any(one.field is not IdentityField.RECORD_NUMBER or one.agrees for one in owner.identifiers)


def _born_otherwise(owner: PageOwnership) -> bool:
    return any(one.field is IdentityField.BIRTH_DATE and one.agrees is False for one in owner.identifiers)


def _practice(page: ReadPage) -> str:
    """The head of a page, by which pages of one practice are known."""
    heads = (line.text for line in page.lines if not is_fax_header(line.text))
    return folded_word(next(heads, ""))
