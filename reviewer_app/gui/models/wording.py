"""How values are worded on screen: states, outcomes, dates, documents, places. Pure text, no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.file_date import FILE_DATE, document_date
from reviewer_app.domain.review import FindingState, Outcome, Role

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STATE_WORDS = {
    FindingState.NOT_REVIEWED: "not reviewed",
    FindingState.PRESENT: "present",
    FindingState.ABSENT: "absent",
    FindingState.INSUFFICIENT: "insufficient",
    FindingState.NOT_APPLICABLE: "not applicable",
}

OUTCOME_WORDS = {
    Outcome.APPROVE: "Approve",
    Outcome.APPROVE_IN_PART: "Approve in part",
    Outcome.PEND: "Pend for more information",
    Outcome.REFER: "Refer to a physician",
    Outcome.DENY: "Deny",
    Outcome.DIRECT_TO_HEALTH_PLAN: "Direct to the health plan",
    Outcome.WITHDRAWN: "Withdrawn by the provider",
}

ROLE_WORDS = {Role.NURSE: "nurse reviewer", Role.PHYSICIAN: "physician"}

ACRONYMS = frozenset(
    (
        "ct",
        "ecg",
        "ekg",
        "emg",
        "er",
        "hp",
        "mra",
        "mri",
        "msk",
        "ncs",
        "ot",
        "pa",
        "pcp",
        "pet",
        "pt",
        "us",
        "xr",
    )
)
"""Short words in file names that are set in capitals in a title."""

DAYS_ALONE = 7
"""From so many days on, hours do not matter."""

FILE_ORDER = re.compile(r"^(?:\d{1,3}[ ._-]+|[A-Z][_.]+)(?=\S)")


def day(value: date) -> str:
    """A calendar day as reviewers write it: ``20 Dec 2021``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """A calendar day without its year: ``20 Dec``."""
    return f"{value.day} {MONTHS[value.month - 1]}"


def clock(value: datetime, *, seconds: bool = False) -> str:
    """The local time of an instant, ``10:42`` or ``10:42:07``."""
    return value.astimezone().strftime("%H:%M:%S" if seconds else "%H:%M")


def moment(value: datetime) -> str:
    """The local day and time of an instant."""
    return f"{day(value.astimezone().date())} {clock(value)}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 page``, ``3 pages``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def document_title(file: str) -> str:
    """A readable title from a file's name: without folder, ending, order number, date and underscores."""
    name = file.rsplit("/", 1)[-1]
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    if document_date(file) is not None:
        stem = FILE_DATE.sub("", stem)
    stem = FILE_ORDER.sub("", stem.strip(" ._-"))
    words = [
        word.upper() if word.lower() in ACRONYMS else word for word in re.split(r"[\s_]+|-+(?=\s|$)", stem)
    ]
    title = " ".join(word for word in words if word).strip(" .-")
    return title[:1].upper() + title[1:] if title else name


def page_list(pages: Iterable[int]) -> str:
    """Pages from 1, sorted and without repeats: ``p 1, 2``."""
    return "p " + ", ".join(str(page) for page in sorted(set(pages)))


def evidence_places(evidence: tuple[Evidence, ...]) -> tuple[str, str]:
    """Where the evidence of a finding is: the first document's title, and its pages with the count of the
    rest, for example ``("Consult", "p 1, 2 · +1")``. Both empty without evidence."""
    if not evidence:
        return "", ""
    first = evidence[0]
    own = [item for item in evidence if item.anchor.sha256 == first.anchor.sha256]
    others = len(evidence) - len(own)
    pages = page_list(item.anchor.page for item in own)
    return document_title(first.file), f"{pages} · +{others}" if others else pages


def time_left(due: datetime, now: datetime) -> str:
    """How long until an instant, in the two largest units: ``due in 2 d 4 h``, ``overdue by 3 h 5 min``; in
    days alone where it is far: ``overdue by 428 d``."""
    left = due - now
    lead = "overdue by" if left < timedelta(0) else "due in"
    minutes = int(abs(left).total_seconds() // 60)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days >= DAYS_ALONE:
        return f"{lead} {days:,} d"
    if days:
        return f"{lead} {days} d {hours} h"
    if hours:
        return f"{lead} {hours} h {rest} min"
    return f"{lead} {rest} min"
