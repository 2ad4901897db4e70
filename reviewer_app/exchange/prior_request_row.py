"""One row of a prior-request file: its fields as they stand there, and the earlier request they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from reviewer_app.domain.prior_request import Performance, Period, PriorRequest, PriorStatus
from reviewer_app.domain.request import Member

COLUMNS = (
    "id",
    "member_id",
    "last_name",
    "first_name",
    "dob",
    "sex",
    "code",
    "modifiers",
    "region",
    "laterality",
    "level",
    "dx",
    "ordering_npi",
    "servicing_npi",
    "status",
    "decided",
    "valid_from",
    "valid_to",
    "dos",
    "performed",
    "auth",
    "case",
)
REQUIRED = ("id", "member_id", "code", "status")
LONGEST_TEXT = 2_000
FIRST_YEAR, LAST_YEAR = 1850, 2199

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_CODE = re.compile(r"[0-9A-Z]{3,7}")
_DONE = frozenset(("yes", "true"))
_NEVER = frozenset(("no", "false", "never", "not performed"))
_NOT_KNOWN = frozenset(("", "unknown", "not known"))


class RowError(ValueError):
    """The row cannot be taken; the text says why."""


def request_of_row(row: Mapping[str, object]) -> PriorRequest:
    """The earlier request of a row. Lists may be JSON lists or texts with ``;`` between; a field that no
    column has is not looked at.

    :raises RowError: a required field is missing, or a field holds what it cannot mean.
    """
    for name in REQUIRED:
        if not (_list(row, name) if name == "code" else _text(row, name)):
            raise RowError(f"{name} is missing")
    valid_from, valid_to = _day(row, "valid_from"), _day(row, "valid_to")
    if valid_from and valid_to and valid_to < valid_from:
        raise RowError("valid_to is before valid_from")
    dos = _period(row, "dos")
    performed, never = _performed(row, dos)
    return PriorRequest(
        id=_text(row, "id"),
        member=Member(
            _text(row, "member_id"),
            _text(row, "first_name"),
            _text(row, "last_name"),
            _day(row, "dob"),
            _text(row, "sex"),
        ),
        codes=_codes(row),
        status=_status(row),
        modifiers=tuple(item.upper() for item in _list(row, "modifiers")),
        region=_text(row, "region"),
        laterality=_text(row, "laterality"),
        level=_text(row, "level"),
        diagnoses=tuple(item.upper() for item in _list(row, "dx")),
        ordering_npi=_text(row, "ordering_npi"),
        servicing_npi=_text(row, "servicing_npi"),
        decided=_day(row, "decided"),
        valid_from=valid_from,
        valid_to=valid_to,
        dos=dos,
        performed=performed,
        never_performed=never,
        auth=_text(row, "auth"),
        case=_text(row, "case"),
    )


def row_of_request(request: PriorRequest) -> dict[str, str | list[str] | None]:
    """The row that :func:`request_of_row` reads as the same request; what is not known is ``None``."""
    member = request.member
    never = "no" if request.performance is Performance.NO else None
    values: dict[str, object] = {
        "id": request.id,
        "member_id": member.member_id,
        "last_name": member.last_name,
        "first_name": member.first_name,
        "dob": member.dob,
        "sex": member.sex,
        "code": request.code,
        "modifiers": request.modifiers,
        "region": request.region,
        "laterality": request.laterality,
        "level": request.level,
        "dx": request.diagnoses,
        "ordering_npi": request.ordering_npi,
        "servicing_npi": request.servicing_npi,
        "status": request.status.value,
        "decided": request.decided,
        "valid_from": request.valid_from,
        "valid_to": request.valid_to,
        "dos": request.dos,
        "performed": request.performed or never,
        "auth": request.auth,
        "case": request.case,
    }
    return {
        name: list(value) if isinstance(value, tuple) else (str(value) if value else None)
        for name, value in values.items()
    }


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RowError(f"{name} is no text")
    text = str(value)
    # Most texts are printable, and asking so is much faster than the expression.
    text = (text if text.isprintable() else _CONTROL.sub(" ", text)).strip()
    if len(text) > LONGEST_TEXT:
        raise RowError(f"{name} is longer than {LONGEST_TEXT} characters")
    return text


def _list(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = row.get(name)
    if isinstance(value, list):
        texts = tuple(_text({name: item}, name) for item in value)
    else:
        texts = tuple(item.strip() for item in re.split(r"[;,]", _text(row, name)))
    return tuple(text for text in texts if text)


def _codes(row: Mapping[str, object]) -> tuple[str, ...]:
    joined = "+".join(_list(row, "code")) if isinstance(row.get("code"), list) else _text(row, "code")
    codes = tuple("".join(code.split()).upper() for code in re.split(r"[+;,]", joined) if code.strip())
    wrong = next((code for code in codes if not _CODE.fullmatch(code)), None)
    if wrong is not None or not codes:
        raise RowError(f"code has {wrong or joined!r}, which is no procedure code")
    return codes


def _status(row: Mapping[str, object]) -> PriorStatus:
    text = _text(row, "status").lower()
    try:
        return PriorStatus(text)
    except ValueError:
        allowed = ", ".join(status.value for status in PriorStatus)
        raise RowError(f"status is {text!r}; expected one of {allowed}") from None


def _day(row: Mapping[str, object], name: str) -> date | None:
    text = _text(row, name)
    return _date(text, name) if text else None


def _performed(row: Mapping[str, object], dos: Period | None) -> tuple[Period | None, bool]:
    """When the service took place, and whether it is known never to have. A bare yes means on its day of
    service; without one the yes can't be placed, so the row is refused rather than read as not known."""
    value = row.get("performed")
    text = str(value).lower() if isinstance(value, bool) else _text(row, "performed").lower()
    if text in _NEVER:
        return None, True
    if text in _NOT_KNOWN:
        return None, False
    if text not in _DONE:
        return _period(row, "performed"), False
    if dos is None:
        raise RowError(f"performed is {text!r} and dos is missing; expected the date as 2025-05-20")
    return dos, False


def _period(row: Mapping[str, object], name: str) -> Period | None:
    text = _text(row, name)
    if not text:
        return None
    first, mark, last = text.partition("..")
    period = Period(_date(first.strip(), name), _date((last if mark else first).strip(), name))
    if period.last < period.first:
        raise RowError(f"{name} ends before it begins")
    return period


def _date(text: str, name: str) -> date:
    if _DATE.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    raise RowError(f"{name} is {text!r}; expected a date as 2025-05-20")
