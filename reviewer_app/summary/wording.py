"""The words of the summary for stored values: outcomes, findings, roles, dates, instants, field names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.domain.policy import PackKind
from reviewer_app.domain.review import FindingState, ReviewStatus, Role
from reviewer_app.rules.part_words import full_day_words

UNDECIDED = "No outcome recorded"

FINDING_WORDS: Mapping[FindingState, str] = MappingProxyType(
    {
        FindingState.NOT_REVIEWED: "Not reviewed",
        FindingState.PRESENT: "Present",
        FindingState.ABSENT: "Absent",
        FindingState.INSUFFICIENT: "Insufficient",
        FindingState.NOT_APPLICABLE: "Not applicable",
    }
)

ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {Role.NURSE: "Nurse reviewer", Role.PHYSICIAN: "Physician reviewer"}
)

STATUS_WORDS: Mapping[ReviewStatus, str] = MappingProxyType(
    {
        ReviewStatus.OPEN: "Draft, not signed",
        ReviewStatus.SIGNED: "Signed",
        ReviewStatus.SUPERSEDED: "Signed, since replaced by a later version",
    }
)

VOID = "void"
"""The status of a signed version that takes the determination before back."""

VOID_WORDS = "Void: nothing is in force"

DOCUMENT_WORDS: Mapping[DocumentStatus, str] = MappingProxyType(
    {
        DocumentStatus.OK: "Read",
        DocumentStatus.ENCRYPTED: "Locked with a password",
        DocumentStatus.DAMAGED: "Damaged",
        DocumentStatus.UNSUPPORTED: "Cannot be shown",
        DocumentStatus.EMPTY: "Empty",
    }
)

PACK_KIND_WORDS: Mapping[PackKind, str] = MappingProxyType(
    {PackKind.COVERAGE_POLICY: "Coverage policy", PackKind.GUIDELINE: "Guideline"}
)

CODED_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "commercial": "Commercial",
        "exchange": "Exchange",
        "medicare": "Medicare",
        "medicare_advantage": "Medicare Advantage",
        "medicaid": "Medicaid",
        "fully_insured": "Fully insured",
        "self_funded": "Self-funded",
        "standard": "Standard",
        "expedited": "Expedited",
        "F": "Female",
        "M": "Male",
        "X": "X",
    }
)
"""Coded values of request.json. A value that is not listed is shown as it came."""

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "npi": "NPI",
        "dob": "date of birth",
        "requested_dos": "date of service",
        "member_id": "member id",
        "group_number": "group number",
    }
)

STANDING_STATEMENTS = (
    "A coverage policy helps to administer the benefits of a health plan. It is not a recommendation for "
    "treatment, and not every policy applies to every plan.",
    "CPT codes and their numbers belong to the American Medical Association.",
)
"""What S28 demands of every summary, for a case to which no policy pack applies."""


def date_words(day: date | None) -> str:
    """A calendar date that no country misreads, for example ``8 May 2025``; empty for none."""
    return full_day_words(day) if day is not None else ""


def instant_words(instant: datetime | None) -> str:
    """A local time with its offset, for example ``8 May 2025, 10:14 (UTC-05:00)``; empty for none."""
    if instant is None:
        return ""
    offset = instant.utcoffset()
    zone = f" ({offset_words(offset)})" if offset is not None else ""
    return f"{date_words(instant.date())}, {instant:%H:%M}{zone}"


def offset_words(offset: timedelta) -> str:
    """The offset from UTC, with a true minus sign."""
    minutes = round(offset.total_seconds() / 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours:02d}:{rest:02d}"


def coded_words(value: str) -> str:
    return CODED_WORDS.get(value, value)


def field_words(path: str) -> str:
    """The name of a request field as people say it, who count from 1: ``services[0].code`` is ``Services 1,
    code``."""
    counted = re.sub(r"\[(\d+)\]", lambda index: f" {int(index[1]) + 1}", path)
    parts = [part for part in counted.split(".") if part]
    words = ", ".join(FIELD_WORDS.get(part, part.replace("_", " ")) for part in parts)
    return words[:1].upper() + words[1:]


def count_words(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
