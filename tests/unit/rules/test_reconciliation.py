"""What settles a discrepancy (S14), and what only looks as if it did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reviewer_app.domain.discrepancy import Discrepancy, ReconciledBy
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.rules.reconciliation import lacks, reconciled, says_only_filed
from tests.unit.rules.discrepancy_cases import (
    ADDENDUM,
    OPEN,
    RADIOLOGIST,
    SETTLED,
    SETTLING,
    SURGEON,
    VISIT,
    passage,
)


def citing(*cited: Evidence) -> Discrepancy:
    return replace(SETTLED, reconciliation=replace(SETTLED.reconciliation, cited=cited))


def dated(day: date | None) -> Discrepancy:
    return replace(SETTLED, reconciliation=replace(SETTLED.reconciliation, date=day))


@pytest.mark.parametrize("means", ReconciledBy)
def test_s14_every_means_settles_with_its_passage_and_date(means: ReconciledBy) -> None:
    assert reconciled(replace(SETTLED, reconciliation=replace(SETTLED.reconciliation, means=means)))


def test_s14_nothing_entered_lacks_everything() -> None:
    assert lacks(OPEN) == (
        "nothing is named that settles it",
        "no passage is cited for it",
        "its date is missing",
    )


def test_s14_a_passage_alone_is_no_means() -> None:
    nameless = replace(SETTLED, reconciliation=replace(SETTLED.reconciliation, means=None))
    assert lacks(nameless) == ("nothing is named that settles it",)


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ((), ("no passage is cited for it",)),
        ((SURGEON,), ("the passages cited for it are those of the readings themselves",)),
        ((RADIOLOGIST, SURGEON), ("the passages cited for it are those of the readings themselves",)),
        ((RADIOLOGIST, SETTLING), ()),
        # A part of a reading's passage, and its whole page, show nothing new either.
        (
            (passage(VISIT, "tear", Rect(80, 101, 120, 111)),),
            ("the passages cited for it are those of the readings themselves",),
        ),
        (
            (Evidence("e", Anchor(VISIT, 1), "b.pdf", SURGEON.added_at, ""),),
            ("the passages cited for it are those of the readings themselves",),
        ),
        # Another line of the same page, another page, and a passage that goes beyond the reading's do.
        ((passage(VISIT, "We spoke; he agrees.", Rect(72, 300, 300, 312)),), ()),
        ((passage(VISIT, "We spoke; he agrees.", page=2),), ()),
        (
            (
                passage(
                    VISIT, "tear. He agrees, I asked him.", Rect(72, 100, 300, 112), Rect(72, 114, 300, 126)
                ),
            ),
            (),
        ),
        ((passage(VISIT, "", Rect(72, 400, 300, 500)),), ()),
    ],
)
def test_s14_it_needs_passages_of_its_own(cited: tuple[Evidence, ...], expected: tuple[str, ...]) -> None:
    assert lacks(citing(*cited)) == expected


def test_s14_a_page_that_a_reading_cites_as_a_whole_is_not_its_own() -> None:
    whole = replace(SURGEON, anchor=Anchor(VISIT, 1))
    record = citing(replace(whole, id="again"))
    record = replace(record, ordering=replace(record.ordering, cited=(whole,)))
    assert lacks(record) == ("the passages cited for it are those of the readings themselves",)


def test_s14_an_area_of_a_page_that_a_reading_cites_as_a_whole_is_its_own() -> None:
    whole = replace(SURGEON, anchor=Anchor(VISIT, 1))
    record = citing(passage(VISIT, "", Rect(72, 400, 300, 500)))
    assert reconciled(replace(record, ordering=replace(record.ordering, cited=(whole,))))


@pytest.mark.parametrize(
    ("days", "counts"),
    [(-1, False), (0, True), (1, True)],
)
def test_s14_its_date_is_not_before_the_later_reading(days: int, *, counts: bool) -> None:
    later = OPEN.ordering.date
    assert later is not None
    assert reconciled(dated(later + timedelta(days=days))) is counts


def test_s14_the_later_reading_may_be_either_or_the_study() -> None:
    day = date(2025, 4, 10)
    by_radiologist = replace(SETTLED, radiologist=replace(SETTLED.radiologist, date=day))
    by_study = replace(SETTLED, study=replace(SETTLED.study, date=day))
    assert not reconciled(by_radiologist)
    assert not reconciled(by_study)


def test_s14_dates_of_readings_that_nobody_knows_ask_for_nothing() -> None:
    undated = replace(
        SETTLED,
        study=replace(SETTLED.study, date=None),
        ordering=replace(SETTLED.ordering, date=None),
        radiologist=replace(SETTLED.radiologist, date=None),
    )
    assert reconciled(undated)


@pytest.mark.parametrize(("days", "counts"), [(0, True), (1, True), (2, False)])
def test_s14_it_is_not_of_a_day_after_it_was_cited(days: int, *, counts: bool) -> None:
    cited_on = SETTLING.added_at.date()
    assert reconciled(dated(cited_on + timedelta(days=days))) is counts


def test_s14_its_own_date_has_to_be_known() -> None:
    assert lacks(dated(None)) == ("its date is missing",)


@pytest.mark.parametrize(
    "quote",
    [
        "The radiology report was received and filed in the chart.",
        "Radiology’s report is attached to this note.",
        "MRI report reviewed, scanned into chart 06/03/2025".replace("into", "to"),
        "I have personally reviewed the radiologist's report.",
    ],
)
def test_s14_received_and_filed_settles_nothing(quote: str) -> None:
    assert says_only_filed(quote)
    record = citing(passage(ADDENDUM, quote))
    assert lacks(record) == ("the passage cited only says that a report was received and filed",)
    assert reconciled(citing(passage(ADDENDUM, quote), SETTLING))


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "Report received; the radiologist now agrees with a full-thickness tear.",
        "Addendum filed: tear is full-thickness.",
        "After reviewing the report I withdraw my earlier reading.",
        "Discussed with Dr. Oyelaran.",
        "The report",
    ],
)
def test_a_passage_that_says_more_is_the_reviewers_to_judge(quote: str) -> None:
    assert not says_only_filed(quote)
