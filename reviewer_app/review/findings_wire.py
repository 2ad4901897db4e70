"""What the program and its process that searches a case say to each other: JSON there, MessagePack back, each
checked against the values that it is to be. Pages are many and small, so they go a few at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from reviewer_app.domain.found import CaseFindings
from reviewer_app.domain.page_reading import KeptPage
from reviewer_app.evidence.page_facts import CaseToSearch


@dataclass(frozen=True, slots=True)
class SearchOrder:
    """``pages`` are new to the process, or others than before. With a ``case``, whose own pages are empty, it
    is searched then, and answers."""

    pages: tuple[KeptPage, ...] = ()
    case: CaseToSearch | None = None


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """``told`` is a sentence about a file of the user's that could not be used; empty when all is well."""

    findings: CaseFindings = field(default_factory=CaseFindings)
    told: str = ""


def order_bytes(order: SearchOrder) -> bytes:
    """An order as it is sent. Instants keep their offset, which MessagePack would lose."""
    return msgspec.json.encode(order, enc_hook=_plain)


def order_from(body: bytes) -> SearchOrder:
    """:raises msgspec.ValidationError: it is no order."""
    return msgspec.json.decode(body, type=SearchOrder)


def answer_bytes(answer: SearchAnswer) -> bytes:
    """An answer as it is sent."""
    return msgspec.msgpack.encode(answer, enc_hook=_plain)


def answer_from(body: bytes) -> SearchAnswer:
    """:raises msgspec.ValidationError: it is no answer."""
    return msgspec.msgpack.decode(body, type=SearchAnswer)


def _plain(value: object) -> object:
    """Mappings that cannot be changed, as dictionaries."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"nothing sends a {type(value).__name__}")
