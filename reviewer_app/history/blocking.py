"""Keys by which a person is found among millions: two records that share one are compared.

Each key survives some errors, and each error leaves some keys: one mistake in the id leaves its beginning or
its end, changing day and month leaves the sorted digits, names by ear leave their sound, exchanged ones their
pair. Each joins so much that few persons share it. A key is a number of 48 bits, so that the table of keys
stays small.

Databases hold these keys: whoever changes how they are made, the sounds of names included, adds a migration
that empties ``history_key`` and sets ``keyed`` of ``history_state`` to 0. They are then made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reviewer_app.domain.request import Member
from reviewer_app.history.names import name_parts, plain_id, plain_name, sound

KEY_BYTES = 6
PIECE = 5
"""Characters of an id that stand for its beginning, or its end."""


def blocking_keys(member: Member) -> frozenset[int]:
    """All keys of a person; none when nothing of use is known."""
    return frozenset(_number(key) for key in _keys(member))


def counted_names(member: Member) -> tuple[str, str]:
    """First and last name in the form in which it is counted how common they are."""
    return plain_name(member.first_name), plain_name(member.last_name)


def _keys(member: Member) -> Iterator[str]:
    firsts, lasts = _sounds(member.first_name), _sounds(member.last_name)
    year = str(member.dob.year) if member.dob else ""
    month = f"{member.dob.month:02d}" if member.dob else ""
    day = "".join(sorted(f"{member.dob:%m%d}")) if member.dob else ""
    pairs = {"/".join(sorted((first, last))) for first in firsts for last in lasts}
    initials = {heard[0] for heard in (*firsts, *lasts)}
    member_id = plain_id(member.member_id)
    if member_id:
        yield f"m{member_id}"
        for piece in (f"<{member_id[:PIECE]}", f">{member_id[-PIECE:]}"):
            yield from (f"i{piece}.{rest}" for rest in (year, day, *firsts, *lasts) if rest)
    yield from (f"p{pair}" for pair in pairs)
    if year:
        yield from (f"b{year}.{day}.{initial}" for initial in initials)
        yield from (f"y{pair}.{year}" for pair in pairs)
        yield from (f"l{heard}.{day}" for heard in lasts)
        both = {"".join(sorted(first[0] + last[0])) for first in firsts for last in lasts}
        yield from (f"n{year}{month}.{two}" for two in both)
        yield from (f"e{year}{month}.{heard[-2:]}" for heard in {*firsts, *lasts} if len(heard) > 1)


def _sounds(name: str) -> tuple[str, ...]:
    """The sound of the whole name, and of each of its parts where it has several."""
    parts = name_parts(name)
    whole = sound(plain_name(name))
    several = (sound(part) for part in parts if len(part) > 1) if len(parts) > 1 else ()
    return tuple(dict.fromkeys(heard for heard in (whole, *several) if heard))


def _number(key: str) -> int:
    digest = hashlib.blake2b(key.encode(), digest_size=KEY_BYTES).digest()
    return int.from_bytes(digest, "little", signed=True)
