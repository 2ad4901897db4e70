"""What a signed review becomes in the history of requests: one row for each service line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reviewer_app.domain.approved_part import ApprovedPart
from reviewer_app.domain.prior_request import Period, PriorRequest, PriorStatus, line_id
from reviewer_app.domain.request import Member, Request, ServiceLine
from reviewer_app.domain.review import Outcome, Review

STATUS_OF = {
    Outcome.APPROVE: PriorStatus.APPROVED,
    Outcome.APPROVE_IN_PART: PriorStatus.PARTIAL,
    Outcome.DENY: PriorStatus.DENIED,
    Outcome.WITHDRAWN: PriorStatus.WITHDRAWN,
    Outcome.PEND: PriorStatus.PENDING,
    Outcome.REFER: PriorStatus.PENDING,
    Outcome.DIRECT_TO_HEALTH_PLAN: PriorStatus.PENDING,
}
"""A referred line is decided by somebody else later, and so is one that goes to the health plan: either may
still be approved, so both are pending until a row from elsewhere says more (local convention)."""

LONGEST_TEXT = 2_000
"""Characters of a field; as many as the prior-request file takes."""

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")


def signed_lines(case_id: str, request: Request, review: Review, signed_on: date) -> tuple[PriorRequest, ...]:
    """The rows of a review that is being signed, in the form in which a prior-request file holds them, so
    that a row that goes out and comes back is the same. A line without a code can't be told from others and
    has none."""
    return tuple(_rows(case_id, request, review, signed_on))


def _rows(case_id: str, request: Request, review: Review, signed_on: date) -> Iterator[PriorRequest]:
    for line in request.services:
        outcome = review.determination(line.line).outcome
        code = _code(line.code)
        if outcome is not None and code:
            row = _row(case_id, request, line, code, STATUS_OF[outcome], signed_on)
            partly = outcome is Outcome.APPROVE_IN_PART
            yield _with_part(row, review.approved_part(line.line)) if partly else row


def _row(
    case_id: str, request: Request, line: ServiceLine, code: str, status: PriorStatus, signed_on: date
) -> PriorRequest:
    day = line.requested_dos or request.requested_dos
    return PriorRequest(
        id=line_id(case_id, line.line),
        member=_member(request.member),
        codes=(code,),
        status=status,
        modifiers=tuple(filter(None, map(_code, line.modifiers))),
        region=_text(line.body_region or request.body_region),
        laterality=_text(line.laterality or request.laterality),
        level=_text(line.level or request.level),
        diagnoses=tuple(filter(None, (_code(diagnosis.code) for diagnosis in request.diagnoses))),
        ordering_npi=_text(request.ordering_provider.npi),
        servicing_npi=_text(request.servicing_provider.npi),
        decided=None if status is PriorStatus.PENDING else signed_on,
        dos=Period(day, day) if day else None,
        case=_text(request.request_id) or case_id,
    )


def _with_part(row: PriorRequest, part: ApprovedPart) -> PriorRequest:
    """The row of an approval in part: its codes and days are those approved. Units have no column in a
    prior-request file."""
    codes = tuple(dict.fromkeys(filter(None, map(_code, part.codes))))
    return replace(row, codes=codes or row.codes, valid_from=part.first_day, valid_to=part.last_day)


def _member(member: Member) -> Member:
    return Member(
        _text(member.member_id),
        _text(member.first_name),
        _text(member.last_name),
        member.dob,
        _text(member.sex),
    )


def _code(text: str) -> str:
    return _BLANKS.sub("", text).upper()


def _text(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()[:LONGEST_TEXT].rstrip()
