"""The course of the complaint: dates from the records that the reviewer confirmed, each with its passage."""

from __future__ import annotations

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.timeline_entry import TimelineEntry
from reviewer_app.rules.milestone_words import MILESTONE_WORDS
from reviewer_app.summary.citations import Citations
from reviewer_app.summary.details import given, recorded
from reviewer_app.summary.values import SummaryRecord
from reviewer_app.summary.wording import date_words


def timeline(case: OpenCase, citations: Citations) -> tuple[SummaryRecord, ...]:
    """The confirmed dates in their order. What was rejected is told by the history of acts alone."""
    confirmed = sorted((one for one in case.review.timeline if one.confirmed), key=lambda one: one.day)
    return tuple(_record(one, citations) for one in confirmed)


def _record(one: TimelineEntry, citations: Citations) -> SummaryRecord:
    began = f"{date_words(one.day)} (about)" if one.approximate else date_words(one.day)
    title = f"{began}: {MILESTONE_WORDS[one.milestone]}"
    return SummaryRecord(
        kind=one.milestone.value,
        title=title,
        facts=given(
            ("What", one.what),
            ("Until", date_words(one.until)),
            ("Confirmed by", recorded(one.decided_by, one.decided_at)),
        ),
        passages=citations.passages("", one.cited, title),
    )
