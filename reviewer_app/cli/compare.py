"""``history compare``: how far two reviewers of the same cases agree, and where they differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reviewer_app.cli.output import one_line, say
from reviewer_app.domain.errors import UsageError
from reviewer_app.domain.rated_case import RatedElement, RatedLine
from reviewer_app.review.agreement_json import agreement_json
from reviewer_app.review.compare_reviews import compare_files, compare_versions, review_of_version
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.keep_database import existing_database
from reviewer_app.review.open_case import open_reviewed_case
from reviewer_app.review.workspace import open_workspace
from reviewer_app.rules.agreement import Comparison, ElementDifference
from reviewer_app.rules.agreement_words import agreement_words

GROUP_FORMAT = "  {:<28} {:>7} {:>7} {:>7}  {}"
QUOTE_CHARACTERS = 160
"""So much of a quote is printed; the summaries have all of it."""


def run_compare(first: str, second: str, case: Path | None, *, as_json: bool, data_dir: Path | None) -> None:
    """Print the comparison of two summaries or folders of them, or of two versions of a case."""
    found = _of_case(first, second, case, data_dir) if case else compare_files(Path(first), Path(second))
    if as_json:
        say(json.dumps(agreement_json(found), ensure_ascii=False, indent=1, allow_nan=False))
        return
    for line in _report(found):
        say(one_line(line))


def _of_case(first: str, second: str, folder: Path, data_dir: Path | None) -> Comparison:
    numbers = tuple(_number(text) for text in (first, second))
    with open_workspace(existing_database(data_folder(data_dir))) as workspace:
        case = open_reviewed_case(workspace, folder)
        one, other = (review_of_version(workspace, case, number) for number in numbers)
        return compare_versions(workspace, case, one, other)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"With --case, name two versions by their numbers; {text} is none.")
    return int(text)


def _report(found: Comparison) -> Iterator[str]:
    first, second = found.cases[0]
    yield f"A: {first.label}" if len(found.cases) == 1 else f"A: {len(found.cases)} cases"
    yield f"B: {second.label}" if len(found.cases) == 1 else f"B: {len(found.cases)} cases"
    for name, cases in (("A", found.only_first), ("B", found.only_second)):
        if cases:
            yield f"Only in {name}, not compared: {', '.join(cases)}"
    yield ""
    yield f"Marks on elements: {agreement_words(found.marks)}"
    if found.unmarked:
        yield f"  {found.unmarked} more without a mark of one or both are listed below and not counted"
    yield f"Outcomes of lines: {agreement_words(found.outcomes)}"
    yield from _groups(found)
    yield from _differences(found)


def _groups(found: Comparison) -> Iterator[str]:
    for heading, groups in (("policy", found.packs), ("element", found.elements)):
        yield ""
        yield GROUP_FORMAT.format(heading, "judged", "alike", "kappa", "").rstrip()
        for group in groups:
            one = group.agreement
            kappa = f"{one.kappa:.2f}" if one.kappa is not None else "-"
            name = group.id or "added"
            yield GROUP_FORMAT.format(name, one.judged, one.agreed, kappa, one.undefined).rstrip()


def _differences(found: Comparison) -> Iterator[str]:
    yield ""
    if not found.differences and not found.outcome_differences:
        yield "No difference."
        return
    yield "Differences"
    for outcome in found.outcome_differences:
        line = outcome.first or outcome.second
        number = f"line {line.line}, {line.code}" if line is not None else ""
        yield f"{outcome.case}: {number}"
        yield f"  A  {_outcome(outcome.first)}"
        yield f"  B  {_outcome(outcome.second)}"
    for one in found.differences:
        yield from _difference(one)


def _difference(one: ElementDifference) -> Iterator[str]:
    what = " (same mark, other pages)" if one.same_mark else ""
    row = f"{one.element.row} " if one.element.row else ""
    yield f"{one.case}: {row}{one.element.title}{what}"
    yield from _side("A", one.first)
    yield from _side("B", one.second)


def _side(name: str, element: RatedElement | None) -> Iterator[str]:
    if element is None:
        yield f"  {name}  not asked for"
        return
    words = element.mark.value.replace("-", " ")
    yield f"  {name}  {words}{': ' if element.reason else ''}{element.reason}"
    for item in element.evidence:
        quote = item.anchor.quote
        shown = quote if len(quote) <= QUOTE_CHARACTERS else f"{quote[: QUOTE_CHARACTERS - 1]}…"
        yield f"       {item.file}, page {item.anchor.page}" + (f": “{shown}”" if shown else "")


def _outcome(line: RatedLine | None) -> str:
    if line is None:
        return "no such line"
    return line.outcome.value.replace("-", " ") if line.outcome is not None else "nothing decided"
