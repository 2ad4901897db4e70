"""Discrepancies between two readings of one study (S14), each with both readings and what settles it."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.discrepancy import CitedFor, Discrepancy, Reading, Study
from reviewer_app.domain.dismissed_candidate import DismissedCandidate
from reviewer_app.rules.discrepancy_rules import discrepancy_standing
from reviewer_app.rules.discrepancy_words import (
    CITED_FOR_WORDS,
    DEGREE_WORDS,
    INDEPENDENCE_WORDS,
    KIND_WORDS,
    RECONCILED_WORDS,
    REPORT_WORDS,
    SIGNIFICANCE_WORDS,
)
from reviewer_app.rules.reconciliation import lacks, reconciled
from reviewer_app.summary.citations import Citations
from reviewer_app.summary.criteria import element_title
from reviewer_app.summary.details import given, recorded
from reviewer_app.summary.values import CitedPassage, DetailValue, SummaryRecord
from reviewer_app.summary.wording import date_words


def discrepancies(case: OpenCase, citations: Citations) -> tuple[SummaryRecord, ...]:
    """All records in the order in which they were made, then the readings of which the reviewer said that
    they do not differ."""
    differing = (_record(case, one, citations) for one in case.review.discrepancies)
    dismissed = (_dismissed(one, citations) for one in case.review.dismissed)
    return (*differing, *dismissed)


def _dismissed(one: DismissedCandidate, citations: Citations) -> SummaryRecord:
    study = study_words(one.study)
    title = f"{study[:1].upper()}{study[1:]}: no discrepancy"
    return SummaryRecord(
        kind="no-discrepancy",
        title=title,
        facts=given(
            ("Proposed as", KIND_WORDS[one.kind]),
            ("Set aside by", recorded(one.decided_by, one.decided_at)),
        ),
        passages=citations.passages("", one.cited, title),
    )


def _record(case: OpenCase, one: Discrepancy, citations: Citations) -> SummaryRecord:
    found = discrepancy_standing(one)
    title = study_words(one.study)
    return SummaryRecord(
        kind="discrepancy",
        title=title[:1].upper() + title[1:],
        row="S14",
        facts=_facts(case, one),
        passages=tuple(_passages(one, citations, title)),
        state=found.state.value,
        standing=found.message,
        lines=one.lines,
    )


def study_words(study: Study) -> str:
    """The study as a reader calls it, its date in words; ``the study`` while nothing of it is known."""
    what = " ".join(word for word in (study.modality, study.laterality, study.region, study.level) if word)
    contrast = f"contrast: {study.contrast}" if study.contrast else ""
    accession = f"accession {study.accession}" if study.accession else ""
    return (
        ", ".join(part for part in (what, contrast, date_words(study.date), accession) if part) or "the study"
    )


def _facts(case: OpenCase, one: Discrepancy) -> tuple[DetailValue, ...]:
    settled = one.reconciliation
    means = RECONCILED_WORDS[settled.means] if settled.means is not None else ""
    return given(
        ("Ordering provider's reading", _reading(one.ordering)),
        ("Radiologist's reading", _reading(one.radiologist)),
        ("Radiologist", one.reader),
        ("Independent", INDEPENDENCE_WORDS[one.independent]),
        ("Report", REPORT_WORDS[one.report]),
        ("In what they differ", KIND_WORDS[one.kind] if one.kind is not None else "not said"),
        ("How", DEGREE_WORDS[one.degree] if one.degree is not None else ""),
        ("Clinically significant", SIGNIFICANCE_WORDS[one.significance]),
        ("Why", one.why),
        ("Elements affected", "\n".join(element_title(case, item) for item in one.elements)),
        ("Reconciled by", ", ".join(part for part in (means, date_words(settled.date)) if part)),
        ("Reconciled", "yes" if reconciled(one) else f"no: {'; '.join(lacks(one))}"),
        ("Note", one.note),
        ("Recorded by", recorded(one.recorded_by, one.recorded_at)),
    )


def _reading(reading: Reading) -> str:
    """The words, and where in the report or note they stand."""
    place = ", ".join(part for part in (reading.section, date_words(reading.date)) if part)
    words = reading.words or ("cited below" if reading.cited else "says nothing of it")
    return f"{words} ({place})" if place else words


def _passages(one: Discrepancy, citations: Citations, title: str) -> Iterator[CitedPassage]:
    for what in CitedFor:
        yield from citations.passages(CITED_FOR_WORDS[what], one.cited_for(what), title)
