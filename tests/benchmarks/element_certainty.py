"""How far the weights of the search for elements are to be trusted: fits `certainty` of elements.yaml.

python -m tests.benchmarks.element_certainty [--work FOLDER]

The development cases are screened as by `tests.benchmarks.findings --text`: without scans, since how they
are read is not what is fitted. Each suggestion that is shown is one example: its score, and whether it is on
a page of a true paper. Logistic regression without a constant finds the factor under which the scores fit
best; without a constant, because a score of .5 stays what divides what is shown from what is not. Multiply
`certainty` by the factor that is printed.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.benchmarks.findings import build, cases_in, judged
from tests.benchmarks.findings_data import ELEMENTS, Judged
from tests.benchmarks.findings_measures import is_right

Example = tuple[float, bool]
"""The log-odds of a suggestion's score, and whether the suggestion is right."""

STEPS = 50
SUREST = 0.999
"""Scores are rounded; one that was rounded to 1 counts as this."""


def examples(case: Judged) -> Iterator[Example]:
    """All suggestions of one case for the elements of its truth."""
    for name, element in case.truth.elements.items():
        if not case.suggested(name):
            continue
        for suggestion in case.suggested(name)[0]:
            score = min(suggestion.score, SUREST)
            right = element.to_find and is_right(case, element, suggestion)
            yield math.log(score / (1 - score)), right


def fitted(every: Iterable[Example]) -> float:
    """The factor of the log-odds with the greatest likelihood, by Newton's method."""
    known = [*every]
    factor = 1.0
    for _ in range(STEPS):
        shares = [1 / (1 + math.exp(-factor * logit)) for logit, _ in known]
        slope = sum((right - share) * logit for (logit, right), share in zip(known, shares, strict=True))
        bend = sum(share * (1 - share) * logit**2 for (logit, _), share in zip(known, shares, strict=True))
        factor += slope / bend if bend else 0.0
    return factor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--work", type=Path, help="where cases and what was read of them are kept")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as fresh:
        work = chosen.work or Path(fresh)
        folder = build("development", work, (), text=True)
        cases = [judged("development", place, work) for place in cases_in(folder, ())]
    known = [example for case in cases for example in examples(case)]
    right = sum(right for _, right in known)
    print(f"{len(cases)} cases, {len(ELEMENTS)} kinds of elements, {len(known)} suggestions, {right} right")
    print(f"multiply certainty by {fitted(known):.2f}")


if __name__ == "__main__":
    main()
