"""When a clinical trial is documented (S24)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from reviewer_app.domain.authority import LadderKind, TrialRecord
from reviewer_app.domain.review import FindingState, Review
from reviewer_app.rules.identifiers import check_nct
from reviewer_app.rules.part_words import day_words

TRIAL_ELEMENT = "s24-trial"
"""The element that asks for the trial's papers."""


def trial_number(review: Review, requested: str) -> str:
    """The number of the trial: what the reviewer recorded, else what the request names."""
    recorded = review.trial.number.strip() if review.trial is not None else ""
    return recorded or requested.strip()


def trial_lacks(review: Review, requested: str, ladder: LadderKind | None) -> tuple[str, ...]:
    """What is still missing before the trial counts as documented, each as an instruction; empty without a
    trial.

    Medicare covers services in trials that CMS approved for coverage with evidence development, so that there
    the list that was looked up is part of the record.
    """
    number = trial_number(review, requested)
    if not number:
        return ()
    record = review.trial or TrialRecord()
    lacks = []
    if check_nct(number) is not None:
        lacks.append("Correct the trial's number: NCT and eight digits.")
    if ladder is LadderKind.MEDICARE:
        if record.approved is None:
            lacks.append("Say whether CMS lists the trial as approved for coverage with evidence.")
        if record.list_date is None:
            lacks.append("Enter the date of the list in which that was looked up.")
        elif record.recorded_at is not None and record.list_date > _latest(record.recorded_at):
            lacks.append("Correct the date of the list: it is after the day on which it was looked up.")
    if not record.cited and not _papers(review):
        lacks.append("Cite the trial's papers (E).")
    return tuple(lacks)


def required_by_medicare(review: Review, requested: str, ladder: LadderKind | None) -> str:
    """Why Medicare has to cover a service in this trial, as a sentence; empty where it does not."""
    record = review.trial
    if ladder is not LadderKind.MEDICARE or record is None or record.approved is not True:
        return ""
    number = trial_number(review, requested)
    if record.list_date is None or not number or trial_lacks(review, requested, ladder):
        return ""
    version = f" {record.list_version}" if record.list_version else ""
    return (
        f"{number} is approved for coverage with evidence development "
        f"(CMS list{version} of {day_words(record.list_date)})."
    )


def _latest(recorded_at: datetime) -> date:
    """One day more than by the reviewer's clock: it may have been that day elsewhere already."""
    return recorded_at.date() + timedelta(days=1)


def _papers(review: Review) -> bool:
    """Whether the trial's papers are cited for the element that asks for them."""
    finding = review.finding(TRIAL_ELEMENT)
    return finding.state is FindingState.PRESENT and bool(finding.evidence)
