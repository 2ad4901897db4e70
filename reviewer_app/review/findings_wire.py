"""What the program and its process that searches a case say to each other: JSON there, MessagePack back, each
checked against the values that it is to be.

Pages are many and small, so they go a few at a time. What was found goes in small pieces as well: while one
is read the window's thread has to wait, and what is found in thousands of pages at once can be felt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import chain, islice

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


MOST_IN_A_PIECE = 100
"""Pages, papers or dates that one piece of an answer tells of; it is read in less than a millisecond."""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """``told`` is a sentence about a file of the user's that could not be used; empty when all is well."""

    findings: CaseFindings = field(default_factory=CaseFindings)
    told: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPiece:
    """Some of the findings of an answer; ``told`` comes with the ``last``."""

    findings: CaseFindings = field(default_factory=CaseFindings)
    told: str = ""
    last: bool = False


def order_bytes(order: SearchOrder) -> bytes:
    """An order as it is sent. Instants keep their offset, which MessagePack would lose."""
    return msgspec.json.encode(order, enc_hook=_plain)


def order_from(body: bytes) -> SearchOrder:
    """:raises msgspec.ValidationError: it is no order."""
    return msgspec.json.decode(body, type=SearchOrder)


def answer_pieces(answer: SearchAnswer) -> Iterator[bytes]:
    """An answer as it is sent, one message after the other. What is found again is sent in the same bytes."""
    counts: dict[str, int] = {}
    for one in fields(answer.findings):
        value = getattr(answer.findings, one.name)
        if isinstance(value, int):
            counts[one.name] = value
        else:
            for part in _parts(value, 1 if one.name == "searched" else MOST_IN_A_PIECE):
                yield msgspec.msgpack.encode({"findings": {one.name: part}})
    yield msgspec.msgpack.encode({"findings": counts, "told": answer.told, "last": True})


class AnswerReader:
    """Puts the pieces of answers together. A piece that the answer before had as well is not read again."""

    def __init__(self) -> None:
        self._before: dict[bytes, AnswerPiece] = {}
        self._pieces: list[tuple[bytes, AnswerPiece]] = []

    def take(self, body: bytes) -> SearchAnswer | None:
        """Take the next piece: the answer when it was the last one, ``None`` while more are to come.

        :raises msgspec.ValidationError: it is no piece of an answer.
        """
        digest = hashlib.blake2b(body).digest()
        piece = self._before.get(digest) or msgspec.msgpack.decode(body, type=AnswerPiece)
        self._pieces.append((digest, piece))
        if not piece.last:
            return None
        findings = _joined(tuple(one.findings for _, one in self._pieces))
        self._before, self._pieces = dict(self._pieces), []
        return SearchAnswer(findings, piece.told)


def _parts(value: object, most: int) -> Iterator[object]:
    """The entries of a mapping, a set or a tuple, so many at a time."""
    if isinstance(value, Mapping):
        entries = iter(value.items())
        while part := dict(islice(entries, most)):
            yield part
    elif isinstance(value, frozenset | tuple):
        ones = iter(sorted(value) if isinstance(value, frozenset) else value)
        while several := tuple(islice(ones, most)):
            yield several
    else:
        raise TypeError(f"nothing sends a {type(value).__name__} in pieces")


def _joined(pieces: tuple[CaseFindings, ...]) -> CaseFindings:
    """What all of these have."""
    together = chain.from_iterable
    return CaseFindings(
        legibility=dict(together(one.legibility.items() for one in pieces)),
        ownership=dict(together(one.ownership.items() for one in pieces)),
        segments=tuple(together(one.segments for one in pieces)),
        searched=dict(together(one.searched.items() for one in pieces)),
        candidates=tuple(together(one.candidates for one in pieces)),
        timeline=tuple(together(one.timeline for one in pieces)),
        missing=tuple(together(one.missing for one in pieces)),
        passwords=tuple(together(one.passwords for one in pieces)),
        suspected=tuple(together(one.suspected for one in pieces)),
        pages=sum(one.pages for one in pieces),
        unread=frozenset(together(one.unread for one in pieces)),
    )


def _plain(value: object) -> object:
    """Mappings that cannot be changed, as dictionaries."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"nothing sends a {type(value).__name__}")
