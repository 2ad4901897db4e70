"""What is compared between a passage and a report whatever words they use."""

from datetime import date
from pathlib import Path

import pytest

from reviewer_app.domain.discrepancy import Study
from reviewer_app.domain.found import FoundQuote
from reviewer_app.evidence.likeness import Likeness, likeness
from reviewer_app.evidence.observations import ObservationReader
from reviewer_app.evidence.own_readings import Passage
from reviewer_app.evidence.passage_pairs import unlikeness
from reviewer_app.evidence.reading_sources import Said, StudyReport
from reviewer_app.evidence.statement_rules import Assertion, SectionKind
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder

RULES = load_evidence_rules(resources_folder(), Path("no user's rules")).readings
READER = ObservationReader(RULES)


def _said(text: str) -> Said:
    found = FoundQuote("5" * 64, "a.pdf", 1, text)
    return Said(found, text, SectionKind.IMPRESSION, Assertion.PRESENT, READER.observations(text))


def _compared(mine: str, report: str, **flags: bool) -> Likeness:
    study = StudyReport(Study("MRI", date=date(2025, 5, 2)), (_said(report),))
    return likeness(Passage(study, [_said(mine)], looked=True, **flags), RULES)


@pytest.mark.parametrize(
    ("mine", "report", "agree", "differ"),
    [
        ("It measures 13 mm.", "It measures 1.3 cm.", 1, 0),
        ("It measures an inch.", "It measures 24 mm.", 1, 0),
        ("It measures three centimeters.", "It measures 12 mm.", 0, 1),
        ("The curve is 52 degrees.", "The curve is 36 degrees.", 0, 1),
        ("It has gone from 7 to 13 mm.", "It measures 8 mm.", 0, 0),
        ("A gradient of 48 mmHg.", "A gradient of 18 mm Hg.", 0, 1),
        ("It is narrowed by 80 percent.", "It is wide.", 0, 0),
    ],
)
def test_measures_are_compared_by_their_units(mine: str, report: str, agree: int, differ: int) -> None:
    found = _compared(mine, report)
    assert (found.measures_agree, found.measures_differ) == (agree, differ)


@pytest.mark.parametrize(
    ("mine", "report", "differ"),
    [
        ("For me that is LR-5.", "LI-RADS 3.", 1),
        ("BI-RADS category 4.", "BIRADS 4", 0),
        ("Kellgren grade IV", "Kellgren Lawrence grade 2", 1),
        ("Grade III tear", "Bosniak II", 0),
    ],
)
def test_grades_are_compared_within_their_system(mine: str, report: str, differ: int) -> None:
    assert _compared(mine, report).grades_differ == differ


def test_sides_and_levels_that_the_report_does_not_have_differ() -> None:
    assert _compared("The left one.", "The right one.").sides_differ == 1
    assert _compared("It is torn right through.", "The left one.").sides_differ == 0
    assert _compared("It sits at C6-7.", "C5-C6: disc protrusion.").levels_differ == 1
    assert _compared("It sits at C5-6.", "C5-C6: disc protrusion.").levels_differ == 0


def test_a_report_that_finds_nothing_is_clean() -> None:
    assert _compared("A bead in the canal.", "No fracture. Normal study.").clean_report == 1
    assert _compared("A bead in the canal.", "Fracture of the scaphoid.").clean_report == 0


def test_a_report_that_was_only_filed_or_is_disputed_speaks_for_a_difference() -> None:
    plain, filed, disputed = (
        unlikeness(_compared("A crater.", "Menisci are whole.", **flags), RULES)
        for flags in ({}, {"filed": True}, {"disputes": True})
    )
    assert plain < filed
    assert plain < disputed
