"""How surely a passage of somebody who looked at the images is told from one that says what the report says.

python -m tests.benchmarks.reading_pairs

The passages are those of the unit tests (`studies_looked_at.py` and `studies_read_twice.py` in
tests/unit/evidence): of several fields of medicine, none of them from a case. The weights are fitted by
logistic regression to all but one of them, which is judged, each in its turn; then to all of them: what is
printed last is, rounded, `unlike` of resources/evidence/readings.yaml. That some passage is told says
little of new ones: the lists of words were made longer after their first sight.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from reviewer_app.domain.found import AuthorRole, PaperType
from reviewer_app.domain.request import Request
from reviewer_app.evidence.likeness import Likeness, likeness
from reviewer_app.evidence.own_readings import own_readings
from reviewer_app.evidence.page_facts import CaseToSearch
from reviewer_app.evidence.reading_sources import ReadingSources
from tests.unit.evidence.studies_looked_at import SAME, UNLIKE
from tests.unit.evidence.studies_read_twice import AGREEING, DIFFERING
from tests.unit.evidence.test_two_readings import RULES, paper

NAMES = tuple(one.name for one in fields(Likeness))
STEPS, RATE, HELD = 1000, 1.0, 1.0
"""Steps of the descent, how long each is, and how strongly weights are held near 0."""


def compared(report: str, note: str) -> list[Likeness]:
    """What is compared of each passage whose writer looked at the images and does not say that the report is
    right."""
    pages = (
        paper("report", report, PaperType.IMAGING_REPORT, AuthorRole.RADIOLOGIST, date(2025, 5, 2)),
        paper("note", note, PaperType.OFFICE_NOTE, AuthorRole.ORDERING_PROVIDER, date(2025, 5, 20)),
    )
    case = CaseToSearch(Request(), tuple(one.page for one in pages))
    sources = ReadingSources(case, pages, RULES.readings, RULES.statements)
    passages = own_readings(sources, RULES.readings)
    return [likeness(one, RULES.readings) for one in passages if one.looked and one.said and not one.agrees]


def fitted(rows: Sequence[tuple[list[float], bool]]) -> list[float]:
    """Weights, that of the start first, by gradient descent on the logistic loss."""
    weights = [0.0] * (len(NAMES) + 1)
    for _ in range(STEPS):
        slope = [HELD * weight / len(rows) for weight in weights]
        slope[0] = 0.0
        for row, differs in rows:
            wrong = (chance(weights, row) - differs) / len(rows)
            slope[0] += wrong
            for place, value in enumerate(row, 1):
                slope[place] += wrong * value
        weights = [weight - RATE * step for weight, step in zip(weights, slope, strict=True)]
    return weights


def chance(weights: Sequence[float], row: Sequence[float]) -> float:
    total = weights[0] + sum(weight * value for weight, value in zip(weights[1:], row, strict=True))
    return 1 / (1 + math.exp(-total))


def main() -> None:
    labelled = [(pair, False) for pair in (*AGREEING, *SAME)]
    labelled += [(pair, True) for pair in (*DIFFERING, *UNLIKE)]
    rows = [
        ([float(getattr(one, name)) for name in NAMES], differs)
        for (report, note), differs in labelled
        for one in compared(report, note)
    ]
    found = alarms = 0
    for index, (row, differs) in enumerate(rows):
        told = chance(fitted([*rows[:index], *rows[index + 1 :]]), row) >= 0.5
        found += told and differs
        alarms += told and not differs
    different = sum(differs for _, differs in rows)
    same = len(rows) - different
    print(f"each judged by the others: {found} of {different} told, {alarms} alarms of {same}")
    start, *weights = fitted(rows)
    print(f"start {start:.2f}", *(f"{name} {one:.2f}" for name, one in zip(NAMES, weights, strict=True)))


if __name__ == "__main__":
    main()
