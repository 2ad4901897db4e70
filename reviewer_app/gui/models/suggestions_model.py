"""What was found for one element as rows, and in words: where it may be, or that nothing was found and where
it was looked for. No Qt but for the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from reviewer_app.domain.case import OpenCase
from reviewer_app.domain.checklist import ChecklistElement
from reviewer_app.domain.evidence import Evidence
from reviewer_app.domain.found import CaseFindings, ElementSearch, PageKey, Suggestion
from reviewer_app.gui.models.rows_model import RowsModel
from reviewer_app.gui.models.same_words import any_shows
from reviewer_app.gui.models.wording import counted, document_title

SO_FAR = "so far"
MOST_FILES = 4
"""Files with pages that could not be read that are named; of more their number is told."""

SCORES = ((0.9, "very likely"), (0.7, "likely"), (0.0, "possible"))
"""What a suggestion with at least that score is called: on made-up cases nineteen of twenty from 0.9 on are
right, and two of three from 0.7 on (``tests/benchmarks/findings.py``)."""


class SuggestionRow(NamedTuple):
    """One place where the element may be: ``number`` (from 1) ``of`` so many. ``attached`` is whether it is
    evidence already."""

    suggestion: Suggestion
    number: int
    of: int
    attached: bool
    selectable: bool = True

    @property
    def key(self) -> tuple[str, int, str]:
        found = self.suggestion.found
        return found.sha256, found.page, found.quote

    @property
    def text(self) -> str:
        return f"“{self.suggestion.found.quote}”"

    @property
    def place(self) -> str:
        """Document, page, and how sure it is."""
        found = self.suggestion.found
        return f"{document_title(found.file)} · p {found.page} · {score_words(self.suggestion.score)}"

    @property
    def spoken(self) -> str:
        found = self.suggestion.found
        how = score_words(self.suggestion.score)
        return f"{self.text} {found.file}, page {found.page}, {how}. {self.suggestion.why}"


class SuggestionsModel(RowsModel[SuggestionRow]):
    """The suggestions that the detail of an element lists."""


def suggestion_rows(
    search: ElementSearch | None, evidence: Iterable[Evidence] = ()
) -> tuple[SuggestionRow, ...]:
    """The suggestions that are worth showing, the best first."""
    attached = tuple(evidence)
    shown = search.shown if search is not None else ()
    return tuple(
        SuggestionRow(one, number, len(shown), any_shows(attached, one.found))
        for number, one in enumerate(shown, start=1)
    )


def score_words(score: float) -> str:
    """How sure a suggestion is, in words."""
    return next(words for least, words in SCORES if score >= least)


def proposed_counts(case: OpenCase, findings: CaseFindings, *, going_on: bool) -> Mapping[str, int]:
    """For each element of the checklist that was searched for, how many places are proposed. That there are
    none is told when nothing more is read: ``going_on`` is whether that is so yet."""
    return {
        element.id: len(search.shown)
        for element in case.checklist.elements
        if (search := search_of(element, findings)) is not None and (search.shown or not going_on)
    }


def search_of(element: ChecklistElement, findings: CaseFindings) -> ElementSearch | None:
    """What the search for an element came to; ``None`` where nobody searched for it."""
    return findings.searched.get(element.pack_element_id)


def search_words(
    search: ElementSearch | None, rows: Sequence[SuggestionRow], files: Mapping[str, str], *, going_on: bool
) -> tuple[str, str]:
    """The heading over the suggestions that are not attached, and what was searched where there are none at
    all; both empty for what nobody searched for. ``files`` are the names of documents by their SHA-256;
    ``going_on`` is whether more pages are still being read."""
    if search is None:
        return "", ""
    yet = f" {SO_FAR}" if going_on else ""
    if rows:
        left = sum(not row.attached for row in rows)
        more = "more " if left < len(rows) else ""
        return (f"{left} {more}{'suggestion' if left == 1 else 'suggestions'}{yet}" if left else ""), ""
    looked = f"Looked for: {search.looked_for}. " if search.looked_for else ""
    unread = unread_words(search.unread, files, going_on=going_on)
    where = f"{looked}{counted(search.pages, 'page')} searched."
    return f"Searched, nothing found{yet}", f"{where} {unread}".strip()


def unread_words(unread: Iterable[PageKey], files: Mapping[str, str], *, going_on: bool) -> str:
    """The pages that could not be read, by file: ``Not readable: Fax p 2, 5–7.``; while more are being read,
    those that were not read so far."""
    pages = sorted({(files.get(sha256, ""), page) for sha256, page in unread if sha256 in files})
    groups = [(file, [page for _file, page in group]) for file, group in groupby(pages, lambda one: one[0])]
    if not groups:
        return ""
    named = [f"{document_title(file)} p {ranges(numbers)}" for file, numbers in groups[:MOST_FILES]]
    more = [f"{len(groups) - MOST_FILES} more files"] if len(groups) > MOST_FILES else []
    return f"{'Not read so far' if going_on else 'Not readable'}: {'; '.join([*named, *more])}."


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in their order, runs drawn together: ``1, 3–5``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
