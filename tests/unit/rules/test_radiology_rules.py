"""S13: an independent radiologist's final report of the study that the request rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer_app.domain.discrepancy import Discrepancy, Independence, ReportStatus
from reviewer_app.domain.review import Finding, FindingState, Outcome
from reviewer_app.rules.facts import ReadinessFacts
from reviewer_app.rules.radiology_rules import RADIOLOGIST, same_reader
from tests.unit.rules.cases import EVIDENCE, NOON, PHYSICIAN, complete, element, only_line, with_findings
from tests.unit.rules.discrepancy_cases import OPEN, recorded

Entry = tuple[tuple[str, str], ...]


def entry(
    study: str = "MRI left shoulder",
    reader: str = "Saskia Oyelaran, MD",
    independent: str = "yes",
    report: str = "final",
    rests: str = "yes",
) -> Entry:
    fields = {
        "study": study,
        "reader": reader,
        "independent": independent,
        "report_status": report,
        "request_rests_on": rests,
    }
    return tuple((name, value) for name, value in fields.items() if value)


def entered(*entries: Entry, state: FindingState = FindingState.PRESENT) -> ReadinessFacts:
    """A complete review with the readings entered for the imaging element."""
    facts = replace(complete(PHYSICIAN), ordering_provider="Bertrand Kilcullen, MD")
    checklist = replace(facts.checklist, elements=(*facts.checklist.elements, element(RADIOLOGIST, "S13")))
    given = Finding(RADIOLOGIST, state, "None.", "", (EVIDENCE,), entries, NOON, PHYSICIAN.name)
    return with_findings(replace(facts, checklist=checklist), (*facts.review.findings.values(), given))


def told(facts: ReadinessFacts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of S13's blockers and of its cautions."""
    line = only_line(facts)
    blocking = [one for one in line.blockers if one.row == "S13"]
    assert all(one.blocks == {Outcome.APPROVE, Outcome.APPROVE_IN_PART} for one in blocking)
    assert all(one.clears and one.element_id == RADIOLOGIST for one in blocking)
    return tuple(one.code for one in blocking), tuple(one.code for one in line.cautions if one.row == "S13")


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), ((), ())),
        ((entry(),), ((), ())),
        ((entry(independent="no"),), (("absent",), ())),
        ((entry(report="preliminary"),), (("insufficient",), ())),
        ((entry(report="addendum"),), ((), ())),
        ((entry(independent="no", report="preliminary"),), (("absent",), ())),
        # The ordering provider's own reading is none, whatever the entry says.
        ((entry(reader="B. Kilcullen"),), (("absent",), ())),
        # What is not said is only told.
        ((entry(independent=""),), ((), ("absent",))),
        ((entry(report=""),), ((), ("absent",))),
        # Several entries of one study count together.
        ((entry(reader="B. Kilcullen"), entry()), ((), ())),
        ((entry(report="preliminary"), entry(study=" mri LEFT shoulder ", rests="")), ((), ())),
        ((entry(report="preliminary"), entry(independent="no")), (("insufficient",), ())),
        # Other studies only warn.
        ((entry(), entry("Plain films", independent="no", rests="no")), ((), ("absent",))),
        ((entry(), entry("Plain films", report="preliminary", rests="")), ((), ("absent",))),
        ((entry(rests="no", independent="no"),), ((), ("absent",))),
        # While no entry is said to be the one, any may be.
        ((entry(rests=""), entry("Plain films", independent="no", rests="")), (("absent",), ())),
        ((entry(rests=""), entry("Plain films", independent="no", rests="no")), ((), ("absent",))),
    ],
)
def test_s13_the_study_that_the_request_rests_on_decides(
    entries: tuple[Entry, ...], expected: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    assert told(entered(*entries)) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (FindingState.PRESENT, ("absent",)),
        (FindingState.ABSENT, ("absent",)),
        (FindingState.NOT_APPLICABLE, ()),
        (FindingState.NOT_REVIEWED, ("not-reviewed",)),
    ],
)
def test_s13_the_entries_are_judged_where_the_element_is_present(
    state: FindingState, expected: tuple[str, ...]
) -> None:
    line = only_line(entered(entry(independent="no"), state=state))
    assert tuple(one.code for one in line.blockers if one.row == "S13") == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rosalind Achterberg, MD", "R. Achterberg", True),
        ("Achterberg, Rosalind M.D.", "Dr. Rosalind Achterberg", True),
        ("achterberg", "Rosalind Achterberg, MD", True),
        ("Prakash Ondaatje-Reyes, MD", "Rosalind Achterberg, MD", False),
        ("P. Achterberg", "Rosalind Achterberg", False),
        ("R. Reyes", "Rosalind Achterberg", False),
        ("MD", "Rosalind Achterberg, MD", False),
        ("", "Rosalind Achterberg, MD", False),
        ("R", "R", False),
        ("", "", False),
    ],
)
def test_who_reads_is_told_apart_by_name(one: str, other: str, *, same: bool) -> None:
    assert same_reader(one, other) is same
    assert same_reader(other, one) is same


@pytest.mark.parametrize(
    ("record", "word"),
    [
        (replace(OPEN, reader="B. Kilcullen, MD"), "the ordering provider's own"),
        (replace(OPEN, independent=Independence.NOT_INDEPENDENT), "not independent"),
        (replace(OPEN, report=ReportStatus.PRELIMINARY), "only preliminary"),
        (replace(OPEN, reader="Saskia Oyelaran, MD", report=ReportStatus.FINAL), ""),
    ],
)
def test_s13_a_second_reading_that_is_none_is_told(record: Discrepancy, word: str) -> None:
    cautions = [one for one in only_line(recorded(entered(entry()), record)).cautions if one.row == "S13"]
    assert [word in one.message for one in cautions] == ([True] if word else [])
