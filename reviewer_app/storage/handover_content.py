"""What travels when a review is handed over, as values and as JSON that is checked field by field.

A handover holds every signed version with what was signed, the open one, and the audit log's entries of the
case; no document, and nothing of any other case.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

import msgspec

from reviewer_app.domain.place import Place
from reviewer_app.domain.request import Request
from reviewer_app.domain.review import Review, Reviewer, ReviewStatus
from reviewer_app.storage.canonical import digest, from_json, to_json
from reviewer_app.storage.case_chain import CaseChain, chain_problem

LARGEST_NUMBER = 2**53
"""No number of a review comes near it; a larger one would not fit a column."""


class UnsoundHandoverError(Exception):
    """What was handed over is not what this program writes; the text says where, and names nobody."""


@dataclass(frozen=True, slots=True)
class HandedTable:
    """The rows of one table that belong to a signed version, as they are stored: a signature covers them to
    the letter, so they are never made anew from the review."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class HandedVersion:
    """One version. ``tables``, ``rows_hash`` and ``snapshot`` are what its signature covers, empty for an
    open one. The pages that were shown stand in ``pages_seen``, as (document hash, page from 1), and not in
    the review."""

    review: Review
    pages_seen: tuple[tuple[str, int], ...] = ()
    tables: tuple[HandedTable, ...] = ()
    rows_hash: str = ""
    snapshot: str = ""

    @property
    def whole_review(self) -> Review:
        """The review with the pages that were shown."""
        return replace(
            self.review,
            findings=MappingProxyType(dict(self.review.findings)),
            pages_seen=frozenset(self.pages_seen),
        )


@dataclass(frozen=True, slots=True)
class Handover:
    """A review as it was handed over. ``request_id`` and ``member_id`` tell whose it is, as far as they are
    known; ``entered_request`` is what a reviewer typed in. ``versions`` are in their order, the newest last;
    ``chains`` are those of every computer that has worked on it."""

    made_at: datetime
    made_by: Reviewer
    request_id: str
    member_id: str
    versions: tuple[HandedVersion, ...]
    chains: tuple[CaseChain, ...]
    entered_request: Request | None = field(default=None)

    @property
    def newest(self) -> Review:
        return self.versions[-1].whole_review

    @property
    def signed(self) -> tuple[HandedVersion, ...]:
        """The versions with a signature."""
        return tuple(version for version in self.versions if version.review.signature is not None)

    @property
    def signings(self) -> frozenset[tuple[str, str]]:
        """The review and the hash of each entry in the chains that may be one of a signing."""
        return frozenset(
            (entry.review_id, entry.hash)
            for chain in self.chains
            for entry in chain.entries
            if entry.review_id
        )


def handed_version(review: Review) -> HandedVersion:
    """An open version, or the review of a signed one, as it travels; where the reader was stays behind."""
    return HandedVersion(
        replace(review, pages_seen=frozenset(), place=Place()), tuple(sorted(review.pages_seen))
    )


def handover_text(handover: Handover) -> str:
    """The handover as canonical JSON."""
    request = handover.entered_request
    if request is not None:
        # What the schema does not name lies in request.json, beside the documents.
        handover = replace(handover, entered_request=replace(request, unknown={}))
    return to_json(handover)


def read_handover(text: str) -> Handover:
    """The handover that :func:`handover_text` wrote, every field and every hash checked.

    :raises UnsoundHandoverError: it is not one.
    """
    try:
        given = json.loads(text, parse_int=_number)
        handover = from_json(text, Handover)
        # Fails where an instant has no offset: that could not be written again.
        known = json.loads(handover_text(handover))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UnsoundHandoverError("it has a field that is not as the program writes it") from error
    if not _holds_all(known, given):
        raise UnsoundHandoverError("it has a field that this version of the program does not know")
    _check_versions(handover)
    for chain in handover.chains:
        problem = chain_problem(chain)
        if problem:
            raise UnsoundHandoverError(f"its audit log {problem}")
    for version in handover.signed:
        _check_signature(version, handover)
    return handover


def _number(text: str) -> int:
    number = int(text)
    if abs(number) > LARGEST_NUMBER:
        raise ValueError("too large a number")
    return number


def _holds_all(known: object, given: object) -> bool:
    """Whether no field of what was given got lost in what is known of it."""
    if isinstance(given, dict) and isinstance(known, dict):
        return all(name in known and _holds_all(known[name], value) for name, value in given.items())
    if isinstance(given, list) and isinstance(known, list):
        return all(_holds_all(one, other) for one, other in zip(known, given, strict=True))
    return True


def _check_versions(handover: Handover) -> None:
    reviews = [version.review for version in handover.versions]
    if not reviews or not handover.chains:
        raise UnsoundHandoverError("it holds no review")
    numbers = [review.version for review in reviews]
    if (
        numbers != sorted(set(numbers))
        or numbers[0] < 1
        or len({review.id for review in reviews}) < len(reviews)
    ):
        raise UnsoundHandoverError("its versions are out of order")
    for review in reviews:
        is_open = review.status is ReviewStatus.OPEN
        if is_open == (review.signature is not None) or (is_open and review is not reviews[-1]):
            raise UnsoundHandoverError("a version of it is neither open nor signed")
    if len({review.case_id for review in reviews}) > 1:
        raise UnsoundHandoverError("it mixes two cases")


def _check_signature(version: HandedVersion, handover: Handover) -> None:
    """That what was signed is what the signature says, and the signing stands in one of the chains."""
    signature = version.review.signature
    if signature is None:
        return
    if digest(version.snapshot) != signature.content_hash:
        raise UnsoundHandoverError("a signed version of it was edited after signing")
    covered = to_json({"signature": replace(signature, audit_hash=""), "rows_hash": version.rows_hash})
    if not any(
        (entry.hash, entry.review_id, entry.after) == (signature.audit_hash, version.review.id, covered)
        for chain in handover.chains
        for entry in chain.entries
    ):
        raise UnsoundHandoverError("its audit log has no entry of a signing")
