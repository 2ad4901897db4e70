"""An earlier request, and its person, as columns of the database, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import msgspec

from reviewer_app.domain.prior_request import Performance, Period, PriorRequest, PriorStatus
from reviewer_app.domain.request import Member

NEVER_PERFORMED = "no"

_LIST = msgspec.json.Decoder(tuple[str, ...])


def person_columns(member: Member) -> tuple[str, ...]:
    """The columns of ``history_person`` from ``member_id`` on."""
    dob = member.dob.isoformat() if member.dob else ""
    return (member.member_id, member.last_name, member.first_name, dob, member.sex)


def person_of(columns: Sequence[str]) -> Member:
    """The member that :func:`person_columns` gave."""
    member_id, last_name, first_name, dob, sex = columns
    return Member(member_id, first_name, last_name, _day(dob), sex)


def identity_of(columns: Sequence[str]) -> int:
    """A number of 64 bits that two persons who are written differently hardly ever share."""
    digest = hashlib.blake2b("\x1f".join(columns).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def request_columns(row: PriorRequest) -> tuple[str, ...]:
    """The columns of ``history_request`` from ``newest`` on."""
    return (
        _newest(row),
        _list(row.codes),
        _list(row.modifiers),
        row.region,
        row.laterality,
        row.level,
        _list(row.diagnoses),
        row.ordering_npi,
        row.servicing_npi,
        row.status.value,
        _text(row.decided),
        _text(row.valid_from),
        _text(row.valid_to),
        _text(row.dos),
        NEVER_PERFORMED if row.performance is Performance.NO else _text(row.performed),
        row.auth,
        row.case,
    )


def request_of(request_id: str, member: Member, columns: Sequence[str]) -> PriorRequest:
    """The request that :func:`request_columns` gave."""
    _, codes, modifiers, region, laterality, level, diagnoses, ordering, servicing = columns[:9]
    status, decided, valid_from, valid_to, dos, performed, auth, case = columns[9:]
    never = performed == NEVER_PERFORMED
    return PriorRequest(
        id=request_id,
        member=member,
        codes=_tuple(codes),
        status=PriorStatus(status),
        modifiers=_tuple(modifiers),
        region=region,
        laterality=laterality,
        level=level,
        diagnoses=_tuple(diagnoses),
        ordering_npi=ordering,
        servicing_npi=servicing,
        decided=_day(decided),
        valid_from=_day(valid_from),
        valid_to=_day(valid_to),
        dos=_period(dos),
        performed=None if never else _period(performed),
        never_performed=never,
        auth=auth,
        case=case,
    )


def _list(values: tuple[str, ...]) -> str:
    return msgspec.json.encode(values).decode() if values else ""


def _tuple(text: str) -> tuple[str, ...]:
    return _LIST.decode(text) if text else ()


def _text(value: date | Period | None) -> str:
    return str(value) if value else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _period(text: str) -> Period | None:
    if not text:
        return None
    first, mark, last = text.partition("..")
    return Period(date.fromisoformat(first), date.fromisoformat(last if mark else first))


def _newest(row: PriorRequest) -> str:
    periods = [period.last for period in (row.performed, row.dos) if period is not None]
    days = [*periods, *(day for day in (row.decided, row.valid_from, row.valid_to) if day is not None)]
    return max(days).isoformat() if days else ""
