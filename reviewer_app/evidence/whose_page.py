"""Whose page it is: what pages say of the patient, against the request.

A page is suspect when it names somebody else: another name, or a like one with another birth date. It is not
for a slip: letters that a machine confuses, nicknames and initials, one of two last names, a maiden name with
the member's birth date, a birth date with day and month swapped or one digit wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from functools import lru_cache

from reviewer_app.domain.found import IdentityField, PageIdentifier, PageOwnership
from reviewer_app.domain.page_reading import ReadLine, ReadPage
from reviewer_app.domain.request import Member, Request
from reviewer_app.evidence.day_words import day_words
from reviewer_app.evidence.identity_rules import IdentityRules
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.patient_banner import Banner, BannerBirth, BannerName, read_banner
from reviewer_app.evidence.person_names import Alike, alike
from reviewer_app.evidence.slips import as_digits, slips_between

NEIGHBOURS = 4
"""Lines within which a name and a birth date are of one person."""

SURE = 0.7
"""From this sureness on a machine's reading of a name or a date is believed letter by letter."""

LONG_ID = 6
"""Signs from which on an id may have one that was misread."""


class BirthMatch(IntEnum):
    """How a birth date on a page compares with the member's."""

    UNKNOWN = 0
    OTHER = 1
    SLIP = 2
    """One digit is another, or two stand the wrong way round."""
    SAME = 3
    """The same, or the same with day and month swapped."""


def page_ownership(
    page: ReadPage, request: Request, rules: IdentityRules, words: tuple[str, ...] = ()
) -> PageOwnership:
    """What one page says of whose it is. ``words`` are lists of words of records that are no names."""
    return _ownership(page.lines, request.member, rules, words)


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _ownership(
    lines: tuple[ReadLine, ...], member: Member, rules: IdentityRules, words: tuple[str, ...]
) -> PageOwnership:
    judged = _Judged(read_banner(lines, rules, words), member, rules)
    return PageOwnership(tuple(judged.identifiers()), *judged.suspicion())


def birth_match(read: date, own: date | None, *, sureness: float | None = None) -> BirthMatch:
    """How two birth dates compare; a machine's unsure reading may have two digits wrong."""
    if own is None:
        return BirthMatch.UNKNOWN
    if read == own or (read.year, read.day, read.month) == (own.year, own.month, own.day):
        return BirthMatch.SAME
    most = 2 if sureness is not None and sureness < SURE else 1
    one, other = read.strftime("%Y%m%d"), own.strftime("%Y%m%d")
    swapped = f"{read.year}{read.day:02}{read.month:02}"
    near = min(slips_between(one, other, most), slips_between(swapped, other, most)) <= most
    return BirthMatch.SLIP if near else BirthMatch.OTHER


def id_match(read: str, own: str) -> bool | None:
    """Whether a member id on a page is the member's, one misread sign allowed. ``None`` for another person of
    the same family's number, and where the request has none."""
    one, other = as_digits(read), as_digits(own)
    if not other:
        return None
    stem, mark, suffix = own.rpartition("-")
    base = as_digits(stem) if mark and len(suffix) <= 2 else other
    if one in (other, base):
        return True
    if one.startswith(base) and len(one) - len(base) <= 2:
        return None
    return len(other) >= LONG_ID and min(slips_between(one, other, 1), slips_between(one, base, 1)) <= 1


class _Judged:
    """What a banner says, compared with the member."""

    def __init__(self, banner: Banner, member: Member, rules: IdentityRules) -> None:
        self._banner = banner
        self._member = member
        known = bool(member.last_name and member.first_name)
        self._names = [(name, alike(name.name, member, rules.nicknames)) for name in banner.names if known]
        self._births = [
            (birth, birth_match(birth.day, member.dob, sureness=birth.sureness)) for birth in banner.births
        ]
        self._ids = [
            (number, id_match(number.text, member.member_id)) for number in banner.numbers if number.member
        ]

    def identifiers(self) -> Iterator[PageIdentifier]:
        """Each value once, in the order of the kinds."""
        seen: set[tuple[IdentityField, str]] = set()
        for one in self._all_identifiers():
            if (one.field, one.value.casefold()) not in seen:
                seen.add((one.field, one.value.casefold()))
                yield one

    def _all_identifiers(self) -> Iterator[PageIdentifier]:
        if not self._names:
            for name in self._banner.names:
                yield PageIdentifier(IdentityField.NAME, name.name.text, None)
        for name, likeness in self._names:
            yield PageIdentifier(IdentityField.NAME, name.name.text, self._name_agrees(name, likeness))
        others = self._others_births()
        for birth, match in self._births:
            agrees = {BirthMatch.SAME: True, BirthMatch.OTHER: False}.get(match)
            if agrees is None and birth in others:
                agrees = False
            yield PageIdentifier(IdentityField.BIRTH_DATE, birth.text, agrees)
        for number, agreed in self._ids:
            yield PageIdentifier(IdentityField.MEMBER_ID, number.text, agreed)
        for number in self._banner.numbers:
            if not number.member:
                yield PageIdentifier(IdentityField.RECORD_NUMBER, number.text, None)

    def _others_births(self) -> set[BannerBirth]:
        """The birth dates that belong to names of somebody else."""
        return {
            birth[0]
            for name, likeness in self._names
            if (birth := self._birth_of(name)) and self._other_person(name, likeness, birth)
        }

    def _name_agrees(self, name: BannerName, likeness: Alike) -> bool | None:
        if likeness is Alike.SAME:
            return True
        birth = self._birth_of(name)
        if likeness is Alike.NEAR or (birth is not None and birth[1] is BirthMatch.SAME):
            return None
        return False

    def suspicion(self) -> tuple[str, str]:
        """Why the page may be another patient's, and whose it then seems to be; both empty if nothing speaks
        for that. A person who is the member by name and birth date, or by the member id, settles it."""
        if any(self._is_member(name, likeness) for name, likeness in self._names):
            return "", ""
        named_own = any(likeness is Alike.SAME and name.labelled for name, likeness in self._names)
        for name, likeness in self._names:
            birth = self._birth_of(name)
            if self._other_person(name, likeness, birth) and (not named_own or birth is not None):
                return self._why(name, birth[0] if birth is not None else None), name.name.text
        if not any(likeness >= Alike.NEAR for _name, likeness in self._names) or not self._names:
            return self._birth_alone()
        return "", ""

    def _birth_alone(self) -> tuple[str, str]:
        """A page that gives another birth date and no name that could tell."""
        if self._names or any(match > BirthMatch.OTHER for _birth, match in self._births):
            return "", ""
        for birth, _match in self._births:
            if _match is BirthMatch.OTHER and (birth.sureness is None or birth.sureness >= SURE):
                return self._why(None, birth), ""
        return "", ""

    def _is_member(self, name: BannerName, likeness: Alike) -> bool:
        birth = self._birth_of(name)
        if birth is not None and birth[1] is not BirthMatch.UNKNOWN:
            return self._same_person(name, likeness, birth[1])
        return likeness >= Alike.LAST_ONLY and any(agrees for _number, agrees in self._ids)

    def _same_person(self, name: BannerName, likeness: Alike, match: BirthMatch) -> bool:
        other_id = any(agrees is not True for _number, agrees in self._ids)
        unsure = name.sureness is not None and name.sureness < SURE
        if match is BirthMatch.SAME:
            return likeness is not Alike.LAST_ONLY or not other_id
        if match is BirthMatch.SLIP:
            return likeness is Alike.SAME or (likeness is Alike.NEAR and unsure)
        return False

    def _other_person(
        self, name: BannerName, likeness: Alike, birth: tuple[BannerBirth, BirthMatch] | None
    ) -> bool:
        if birth is not None and birth[1] is not BirthMatch.UNKNOWN:
            return not self._same_person(name, likeness, birth[1])
        if likeness >= Alike.NEAR or any(agrees for _number, agrees in self._ids):
            return False
        return name.sureness is None or name.sureness >= SURE

    def _birth_of(self, name: BannerName) -> tuple[BannerBirth, BirthMatch] | None:
        """The birth date of a named person, the nearest one that has no nearer name, and how it compares."""
        near = [one for one in self._births if self._name_of(one[0]) == name]
        return min(near, key=lambda one: (abs(one[0].line - name.line), one[0].line), default=None)

    def _name_of(self, birth: BannerBirth) -> BannerName | None:
        """The name nearest to a birth date, rather the one before it."""
        near = [one for one, _likeness in self._names if abs(one.line - birth.line) <= NEIGHBOURS]
        return min(near, key=lambda one: (abs(one.line - birth.line), one.line > birth.line), default=None)

    def _why(self, name: BannerName | None, birth: BannerBirth | None) -> str:
        read = [f"names {name.name.text}"] if name is not None else []
        read += [f"born {day_words(birth.day)}"] if birth is not None else []
        own = f"{self._member.last_name}, {self._member.first_name}"
        born = f", born {day_words(self._member.dob)}" if self._member.dob is not None else ""
        told = (
            ", ".join(read)
            if name is not None
            else f"gives the birth date {day_words(birth.day) if birth else ''}"
        )
        return f"{told}; the request is for {own}{born}"
