"""Values as JSON text in one canonical form: the same value always gives the same text, so it can be hashed.

Keys are sorted, nothing is padded, numbers are finite, characters stand for themselves. Dates and instants
are ISO 8601; an instant keeps its offset from UTC.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

import msgspec

Value = TypeVar("Value")


def to_json(value: object) -> str:
    """Canonical JSON of a domain value (dataclass, enumeration, tuple, mapping, date, text, number).

    :raises ValueError: the value holds an instant without offset or a number that is not finite, which no
        reader could take back.
    """
    return json.dumps(
        msgspec.to_builtins(value, builtin_types=(datetime,), enc_hook=_plain),
        default=_other_to_json,
        allow_nan=False,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def from_json(text: str, kind: type[Value]) -> Value:
    """The value that :func:`to_json` wrote, checked field by field.

    :raises msgspec.ValidationError: the text does not describe a value of that kind.
    """
    return msgspec.json.decode(text, type=kind)


def instant_text(at: datetime) -> str:
    """An instant with its offset from UTC, to the microsecond.

    :raises ValueError: the instant has no offset, so nobody could say later when it was.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return at.isoformat()


def instant(text: str) -> datetime:
    """The instant that :func:`instant_text` wrote."""
    return datetime.fromisoformat(text)


def digest(content: str | bytes) -> str:
    """SHA-256 in hexadecimal; text is taken as UTF-8."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _plain(value: object) -> object:
    """Read-only mappings as the mappings they are."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _other_to_json(value: object) -> str:
    if isinstance(value, datetime):
        return instant_text(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
