"""What happened on a day, by how a history tells it, whatever it was: "On 19 May she reached overhead …".

Used for the days that the request names, and where no other words of the case tell when a complaint began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reviewer_app.domain.found import FoundDate, FoundQuote, Milestone, PaperType
from reviewer_app.domain.request import Request
from reviewer_app.evidence.page_facts import PageFacts
from reviewer_app.evidence.statement_rules import Assertion, SectionKind, StatementRules
from reviewer_app.evidence.statements import page_statements
from reviewer_app.evidence.told_times import ToldTime, told_times

TOLD_IN = frozenset(
    (PaperType.CONSULT_NOTE, PaperType.OFFICE_NOTE, PaperType.HISTORY_PHYSICAL, PaperType.LETTER)
)
SECTIONS = frozenset((SectionKind.NONE, SectionKind.HISTORY))
OPENING = 24
"""A history tells what happened by a sentence that begins with the day: within so many letters of it."""
_LED = re.compile(r"\b(?:after|when|until|night (?:to|of)|morning of|evening of|day of)\b", re.IGNORECASE)
_ACTED = re.compile(r"\b(?:he|she|they|his|her|their|a|an|the|something|it)\b", re.IGNORECASE)
"""Somebody or something of whom it is told; a line of a form has none."""
_SEEN = re.compile(
    r"\b(?:seen|saw|visit\w*|examin\w+|review\w*|scheduled|appointment|dictated|signed|dated|request\w*|approved|"
    r"authori[sz]\w+|referred|mri|ct|x-?rays?|films?|scan|report\w*|injection|surgery|operat\w+|therapy|discharged|"
    r"wrote|called|letter|collected|biopsy|started on|prescribed)\b",
    re.IGNORECASE,
)
"""What is done by those who treat is no beginning of a complaint."""


def happenings(facts: PageFacts, statements: StatementRules, request: Request) -> Iterator[FoundDate]:
    """The days on which something happened, as the history of one usable note tells them: those of the
    request's onset and change however they are told, others as onsets."""
    segment = facts.segment
    if segment is None or segment.type not in TOLD_IN:
        return
    for statement in page_statements(facts.page, statements):
        text = statement.text
        if statement.heading or statement.row or statement.kind not in SECTIONS:
            continue
        if statement.assertion not in (Assertion.PRESENT, Assertion.PAST):
            continue
        for time in told_times(text, segment.date or (request.received and request.received.date())):
            if time.approximate or time.lasted or time.until:
                continue
            milestone = _named(time.day, request)
            if milestone is None and _tells(text, time) and not _SEEN.search(text):
                milestone = Milestone.ONSET
            if milestone and (segment.date is None or time.day < segment.date):
                page = facts.page
                quote = FoundQuote(page.sha256, page.file, page.page, text)
                yield FoundDate(milestone, text, time.day, quote)


def _named(day: date, request: Request) -> Milestone | None:
    """What the request says that the day is of."""
    if day == request.onset_date:
        return Milestone.ONSET
    return Milestone.CHANGE if day == request.change_date else None


def _tells(text: str, time: ToldTime) -> bool:
    """Whether the sentence tells what happened then."""
    behind = text[time.end :]
    opens = time.start <= OPENING and bool(_ACTED.search(behind))
    return opens or bool(_LED.search(text[: time.start]))
