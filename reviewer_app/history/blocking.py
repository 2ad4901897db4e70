"""Keys by which a person is found among millions: two records that share one are compared.

Each key survives some errors: a typo in the id, day and month changed, names by ear, exchanged, hyphenated or
changed by marriage. A key is a number of 64 bits, so that the table of keys stays small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reviewer_app.domain.request import Member
from reviewer_app.history.names import name_parts, plain_id, plain_name, sound

SHORTEST_ID = 5
"""An id shorter than this has no keys for misspelled forms: they would fit too many."""


def blocking_keys(member: Member) -> frozenset[int]:
    """All keys of a person; none when nothing of use is known."""
    dob = member.dob.strftime("%Y%m%d") if member.dob else ""
    return frozenset(_number(key) for key in _keys(member, plain_id(member.member_id), dob))


def _keys(member: Member, member_id: str, dob: str) -> Iterator[str]:
    firsts, lasts = _sounds(member.first_name), _sounds(member.last_name)
    born = dob[:4] + "".join(sorted(dob[4:]))
    yield from _id_keys(member_id)
    if dob:
        yield f"o{born}"
        yield from (f"a{last}.{born[2:]}" for last in lasts)
        yield from (f"b{first}.{born[2:]}" for first in firsts)
        if member_id:
            yield f"c{member_id[:5]}.{dob[:4]}"
            yield f"d{member_id[-5:]}.{dob[4:]}"
    for first in firsts:
        for last in lasts:
            one, other = sorted((first, last))
            yield f"g{one}.{other}"
            if dob:
                yield f"h{one}.{other}.{dob[:4]}"
    if member_id:
        last_name, first_name = plain_name(member.last_name), plain_name(member.first_name)
        yield from (f"e{member_id[:6]}.{name[:3]}" for name in (last_name, first_name) if name)
        yield from (f"f{member_id[-5:]}.{name[:3]}" for name in (last_name, first_name) if name)


def _id_keys(member_id: str) -> Iterator[str]:
    """The id, and each form of it without one of its characters: two ids that are one typing error apart
    share one of these, or one is such a form of the other."""
    if not member_id:
        return
    yield f"m{member_id}"
    if len(member_id) >= SHORTEST_ID:
        yield from (f"m{member_id[:place]}{member_id[place + 1 :]}" for place in range(len(member_id)))


def _sounds(name: str) -> tuple[str, ...]:
    """The sound of the whole name, and of each of its parts where it has several."""
    parts = name_parts(name)
    whole = sound(plain_name(name))
    several = (sound(part) for part in parts if len(part) > 1) if len(parts) > 1 else ()
    return tuple(dict.fromkeys(heard for heard in (whole, *several) if heard))


def _number(key: str) -> int:
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
