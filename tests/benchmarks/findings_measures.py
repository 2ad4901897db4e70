"""The measures of the findings benchmark. Each function says what it counts; suggestions scoring less than .5
are not in a screening and so count nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from tests.benchmarks.findings_course import beginnings_right, other_dates_right, timeline_recall
from tests.benchmarks.findings_data import ROLES, Element, Judged, Place, Segment, Suggestion, TruePage
from tests.benchmarks.findings_tally import Tally

FIRST = 3
"""Suggestions of one element that a reviewer is thought to look at."""
NOTES = frozenset({"consult-note", "office-note"})
"""Kinds of notes that clinicians name one way or the other; "note kinds as one" does not tell them apart."""


Measure = Callable[[Judged], Tally]


def elements_of(
    case: Judged, *, to_find: bool
) -> Iterator[tuple[str, Element, tuple[tuple[Suggestion, ...], ...]]]:
    """Elements that a governing pack asks for, with what was suggested for each of their ids."""
    for name, element in case.truth.elements.items():
        suggested = case.suggested(name)
        if suggested and element.to_find is to_find:
            yield name, element, suggested


def _looked_at(suggested: tuple[tuple[Suggestion, ...], ...]) -> tuple[Suggestion, ...]:
    return tuple(one for each in suggested for one in each[:FIRST])


def not_asked(case: Judged) -> Tally:
    """Elements of the truth that no governing pack asks for (cardiac requests have no imaging reader, S13);
    they count nowhere else."""
    return Tally(sum(not case.suggested(name) for name in case.truth.elements), len(case.truth.elements))


def wanted_places(case: Judged, element: Element) -> list[Place]:
    """One passage for each true page; a page in a locked file cannot be asked for."""
    pages = {place.copies: place for place in element.evidence if place.file not in case.locked}
    return list(pages.values())


def recall(case: Judged) -> Tally:
    """recall@3: of the true pages of the elements to find, those among the first three suggestions of an id
    of the element. A page counts as found in any copy; of more true pages than can be among the first three,
    so many count."""
    total = Tally()
    for _, element, suggested in elements_of(case, to_find=True):
        seen = {one.at for one in _looked_at(suggested)}
        wanted = wanted_places(case, element)
        room = min(len(wanted), FIRST * len(suggested))
        total += Tally(min(room, sum(bool(place.copies & seen) for place in wanted)), room)
    return total


def paper_recall(case: Judged) -> Tally:
    """The same of the papers with true pages: one of them found is enough for all of its paper."""
    total = Tally()
    for _, element, suggested in elements_of(case, to_find=True):
        seen = {one.at for one in _looked_at(suggested)}
        wanted: dict[frozenset[str | None], bool] = {}
        for place in wanted_places(case, element):
            paper = _documents(case, [place])
            wanted[paper] = wanted.get(paper, False) or bool(place.copies & seen)
        room = min(len(wanted), FIRST * len(suggested))
        total += Tally(min(room, sum(wanted.values())), room)
    return total


def _documents(case: Judged, places: Iterable[Place]) -> frozenset[str | None]:
    at = {page.at: page.doc for page in case.truth.pages}
    return frozenset(at[copy] for place in places for copy in place.copies)


def is_right(case: Judged, element: Element, one: Suggestion) -> bool:
    """Whether a suggestion is on a page of a true document, one that can be read."""
    page = next((page for page in case.truth.pages if page.at == one.at), None)
    right = (*element.evidence, *element.acceptable)
    return page is not None and page.legible and page.doc in _documents(case, right)


def first_right(case: Judged) -> Tally:
    """Elements to find whose best suggestion, of the first id that has any, is on a true document."""
    total = Tally()
    for _, element, suggested in elements_of(case, to_find=True):
        best = next((each[0] for each in suggested if each), None)
        total += Tally(best is not None and is_right(case, element, best), 1)
    return total


def alarms(case: Judged) -> Tally:
    """Elements to stay quiet about (absent, unreadable, only another patient's) that have a suggestion."""
    quiet = list(elements_of(case, to_find=False))
    return Tally(sum(any(suggested) for _, _, suggested in quiet), len(quiet))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _overlap(one: str, other: str) -> bool:
    """Whether two quotes share half of the words of the shorter, in a row."""
    left, right = sorted((_words(one), _words(other)), key=len)
    run = max(2, (len(left) + 1) // 2)
    parts = {tuple(right[at : at + run]) for at in range(len(right) - run + 1)}
    return any(tuple(left[at : at + run]) in parts for at in range(len(left) - run + 1))


def stepped_into(case: Judged) -> Iterator[tuple[str, str, Suggestion | None]]:
    """Every trap of the case: what it is, the element, and the suggestion that stepped into it, if any."""
    every = [(name, one) for name in case.truth.elements for one in _looked_at(case.suggested(name))]
    for page in case.truth.pages:
        kind = (
            "another patient's" if page.belongs_to == "other_patient" else "" if page.legible else "illegible"
        )
        if kind:
            name, one = next(((name, one) for name, one in every if one.at == page.at), ("", None))
            yield f"{kind}: {page.file} p. {page.page}", name, one
    for trap in case.truth.not_evidence:
        name, one = next(
            (
                (name, one)
                for name, one in every
                if one.at in trap.copies
                and (not trap.elements or name in trap.elements)
                and _overlap(one.quote, trap.quote)
            ),
            ("", None),
        )
        yield f'no evidence: {trap.file} p. {trap.page}: "{trap.quote}"', name, one


def traps(case: Judged) -> Tally:
    """Another patient's pages, illegible pages and passages that are no evidence, of which one of the first
    three suggestions cites something; a passage counts where half of its words are quoted for an element
    that it is no evidence of."""
    every = list(stepped_into(case))
    return Tally(sum(one is not None for _, _, one in every), len(every))


def _judged_pages(case: Judged) -> list[tuple[bool, bool | None, float | None]]:
    """Pages that are not blank: illegible?, called illegible?, the score."""
    return [
        (not true.legible, found.legible is False, found.legibility)
        for true, found in case.read_pages
        if not true.blank
    ]


def illegible_precision(case: Judged) -> Tally:
    """Pages called illegible that are."""
    called = [bad for bad, said, _ in _judged_pages(case) if said]
    return Tally(sum(called), len(called))


def illegible_recall(case: Judged) -> Tally:
    """Illegible pages that were called so."""
    bad = [bool(said) for bad, said, _ in _judged_pages(case) if bad]
    return Tally(sum(bad), len(bad))


def illegible_auc(cases: Iterable[Judged]) -> float | None:
    """How often an illegible page scores less than a legible one, over all pages with a score."""
    pages = [(bad, score) for case in cases for bad, _, score in _judged_pages(case) if score is not None]
    low = [score for bad, score in pages if bad]
    high = [score for bad, score in pages if not bad]
    if not low or not high:
        return None
    wins = sum((one < other) + (one == other) / 2 for one in low for other in high)
    return wins / (len(low) * len(high))


def blank_right(case: Judged) -> Tally:
    """Blank pages that are called blank and not illegible."""
    blank = [found for true, found in case.read_pages if true.blank]
    return Tally(sum(found.blank is True and found.legible is not False for found in blank), len(blank))


def misfiled_precision(case: Judged) -> Tally:
    """Pages suspected of being another patient's that are."""
    suspects = [true.belongs_to == "other_patient" for true, found in case.read_pages if found.suspect]
    return Tally(sum(suspects), len(suspects))


def misfiled_recall(case: Judged) -> Tally:
    """Another patient's pages that are suspected; illegible ones cannot be."""
    pages = [
        bool(found.suspect)
        for true, found in case.read_pages
        if true.belongs_to == "other_patient" and true.legible
    ]
    return Tally(sum(pages), len(pages))


def segment_of(case: Judged, page: TruePage) -> Segment | None:
    return next(
        (
            one
            for one in case.found.segments
            if one.file == page.file and one.first_page <= page.page <= one.last_page
        ),
        None,
    )


def papers_of(case: Judged) -> list[TruePage]:
    """Pages of papers that can be read."""
    return [true for true, _ in case.read_pages if not true.blank and true.legible]


def type_right(case: Judged) -> Tally:
    """Legible pages in a segment of the true type."""
    pages = papers_of(case)
    return Tally(
        sum((one := segment_of(case, page)) is not None and one.type == page.type for page in pages),
        len(pages),
    )


def kind_right(case: Judged) -> Tally:
    """The same with consult and office notes as one type."""
    pages = papers_of(case)
    right = 0
    for page in pages:
        one = segment_of(case, page)
        right += one is not None and (one.type == page.type or {one.type, page.type} <= NOTES)
    return Tally(right, len(pages))


def role_right(case: Judged) -> Tally:
    """Legible pages in a segment whose author has the true part."""
    pages = [page for page in papers_of(case) if page.author_role in ROLES]
    right = 0
    for page in pages:
        one = segment_of(case, page)
        right += one is not None and one.role in ROLES[page.author_role or ""]
    return Tally(right, len(pages))


def date_right(case: Judged) -> Tally:
    """Legible pages of papers with a date of service in a segment of that date."""
    pages = [page for page in papers_of(case) if page.date]
    return Tally(
        sum((one := segment_of(case, page)) is not None and one.date == page.date for page in pages),
        len(pages),
    )


def true_documents(case: Judged) -> list[tuple[str, int, int]]:
    """File, first and last page of each run of pages that are one paper, in its order."""
    runs: list[tuple[str, int, int]] = []
    before: TruePage | None = None
    for page in case.truth.pages:
        follows = (
            before is not None
            and (before.file, before.doc) == (page.file, page.doc)
            and before.doc_page is not None
            and page.doc_page == before.doc_page + 1
        )
        if follows:
            runs[-1] = (runs[-1][0], runs[-1][1], page.page)
        elif not page.blank and page.file not in case.locked:
            runs.append((page.file, page.page, page.page))
        before = page
    return runs


def segments_right(case: Judged) -> Tally:
    """Papers, as runs of pages of one file, that are one segment with the same first and last page."""
    found = {(one.file, one.first_page, one.last_page) for one in case.found.segments}
    runs = true_documents(case)
    return Tally(sum(run in found for run in runs), len(runs))


def discrepancy_hits(case: Judged) -> Tally:
    """Cases with a discrepancy in which a candidate has both true pages."""
    told = case.truth.discrepancy
    if not told.exists or told.ordering_reading is None or told.radiologist_reading is None:
        return Tally()
    ordering, radiologist = told.ordering_reading.copies, told.radiologist_reading.copies
    hit = any(
        one.ordering.at in ordering and one.radiologist.at in radiologist
        for one in case.found.discrepancy_candidates
    )
    return Tally(hit, 1)


def reconciliation_hits(case: Judged) -> Tally:
    """Passages that settle a discrepancy whose page a candidate offers for that."""
    wanted = case.truth.discrepancy.reconciliation
    seen = {one.at for each in case.found.discrepancy_candidates for one in each.reconciliation}
    return Tally(sum(bool(place.copies & seen) for place in wanted), len(wanted))


def discrepancy_alarms(case: Judged) -> Tally:
    """Cases without a discrepancy that have a candidate."""
    if case.truth.discrepancy.exists:
        return Tally()
    return Tally(bool(case.found.discrepancy_candidates), 1)


def rotation_right(case: Judged) -> Tally:
    """Legible pages whose view is offered upright."""
    pages = [(true, found) for true, found in case.read_pages if true.legible and not true.blank]
    return Tally(sum(true.turned == found.turned for true, found in pages), len(pages))


def turned_right(case: Judged) -> Tally:
    """The same of the pages that lie on their side or upside down."""
    pages = [
        (true, found) for true, found in case.read_pages if true.legible and not true.blank and true.turned
    ]
    return Tally(sum(true.turned == found.turned for true, found in pages), len(pages))


def _missing_names(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+\.[a-z]{3,4}\b", text.lower()))


def _told_missing(what: str, found: str) -> bool:
    names = _missing_names(what)
    return bool(names & _missing_names(found)) or (not names and "page" in what and "page" in found)


def missing_recall(case: Judged) -> Tally:
    """Announced and absent things that were told: by the file's name, or as pages where none is named."""
    told = [f"{one.what} {one.why}" for one in case.found.missing]
    wanted = case.truth.missing
    return Tally(sum(any(_told_missing(each.what, one) for one in told) for each in wanted), len(wanted))


def missing_precision(case: Judged) -> Tally:
    """Things told to be missing that are."""
    told = [f"{one.what} {one.why}" for one in case.found.missing]
    return Tally(
        sum(any(_told_missing(each.what, one) for each in case.truth.missing) for one in told), len(told)
    )


def calibration(cases: Iterable[Judged]) -> Mapping[str, Tally]:
    """Of the suggestions that score .5 to .6, .6 to .7 and so on, those on a page of a true document."""
    bins = {f"{low / 10:.1f}-{(low + 1) / 10:.1f}": Tally() for low in range(5, 10)}
    for case in cases:
        for name, element in case.truth.elements.items():
            for one in (one for each in case.suggested(name) for one in each):
                low = min(9, max(5, int(one.score * 10)))
                key = f"{low / 10:.1f}-{(low + 1) / 10:.1f}"
                bins[key] += Tally(element.to_find and is_right(case, element, one), 1)
    return bins


MEASURES: dict[str, Measure] = {
    "recall@3 of true pages": recall,
    "recall@3 of true papers": paper_recall,
    "first right": first_right,
    "alarms": alarms,
    "traps": traps,
    "illegible precision": illegible_precision,
    "illegible recall": illegible_recall,
    "blank right": blank_right,
    "misfiled precision": misfiled_precision,
    "misfiled recall": misfiled_recall,
    "document type": type_right,
    "type, note kinds as one": kind_right,
    "author's part": role_right,
    "document date": date_right,
    "segments": segments_right,
    "discrepancies found": discrepancy_hits,
    "reconciliations found": reconciliation_hits,
    "discrepancy alarms": discrepancy_alarms,
    "timeline recall": timeline_recall,
    "onsets, changes right": beginnings_right,
    "other dates right": other_dates_right,
    "rotation": rotation_right,
    "rotation of turned pages": turned_right,
    "missing recall": missing_recall,
    "missing precision": missing_precision,
    "not asked": not_asked,
}
LESS_IS_BETTER = frozenset({"alarms", "traps", "discrepancy alarms", "not asked"})
