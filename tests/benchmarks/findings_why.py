"""What went wrong in a case, one line each: what the findings benchmark lists with ``--why``."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.findings_course import dates_missed, dates_not_true
from tests.benchmarks.findings_data import ROLES, Judged
from tests.benchmarks.findings_measures import (
    FIRST,
    NOTES,
    discrepancy_alarms,
    discrepancy_hits,
    elements_of,
    is_right,
    missing_precision,
    missing_recall,
    papers_of,
    segment_of,
    stepped_into,
    true_documents,
    wanted_places,
)
from tests.benchmarks.findings_tally import Fault


def faults(case: Judged) -> Iterator[Fault]:
    """Every miss, alarm, trap, wrong type, date, boundary and rotation of a case."""
    yield from _elements(case)
    yield from _traps(case)
    yield from _pages(case)
    yield from _papers(case)
    yield from _readings(case)
    yield from dates_missed(case)
    yield from dates_not_true(case)
    for share, what in ((missing_recall, "missing not told"), (missing_precision, "told missing, is not")):
        tally = share(case)
        if tally.hits < tally.of:
            told = "; ".join(f"{one.what} ({one.why})" for one in case.found.missing)
            wanted = "; ".join(one.what for one in case.truth.missing)
            yield Fault(what, "", f"true: {wanted or 'nothing'}; told: {told or 'nothing'}")


def _elements(case: Judged) -> Iterator[Fault]:
    for name, element, suggested in elements_of(case, to_find=True):
        seen = {one.at for each in suggested for one in each[:FIRST]}
        for place in wanted_places(case, element):
            if not place.copies & seen:
                yield Fault(f"missed {name}", f"{place.file} p. {place.page}", f'"{place.quote}"')
        best = next((each[0] for each in suggested if each), None)
        if best is not None and not is_right(case, element, best):
            yield Fault(
                f"first wrong {name}",
                f"{best.file} p. {best.page}",
                f'{best.score:.2f} "{best.quote}" ({best.why})',
            )
    for name, element, suggested in elements_of(case, to_find=False):
        for one in (one for each in suggested for one in each):
            yield Fault(
                f"alarm {name} ({element.status})",
                f"{one.file} p. {one.page}",
                f'{one.score:.2f} "{one.quote}" ({one.why})',
            )


def _traps(case: Judged) -> Iterator[Fault]:
    for what, name, one in stepped_into(case):
        if one is not None:
            yield Fault(f"trap {name}", what, f'{one.score:.2f} "{one.quote}" ({one.why})')


def _pages(case: Judged) -> Iterator[Fault]:
    for true, found in case.read_pages:
        where = f"{true.file} p. {true.page}"
        score = "-" if found.legibility is None else f"{found.legibility:.2f}"
        if true.blank:
            if found.blank is not True or found.legible is False:
                yield Fault("blank not seen", where, f"{score} {found.why or ''}")
            continue
        if (found.legible is False) == true.legible:
            what = "called illegible" if true.legible else f"illegible not seen ({true.cause})"
            blank = "called blank " if found.blank else ""
            yield Fault(what, where, f"{blank}{score} {found.why or ''}")
        if true.legible and bool(found.suspect) != (true.belongs_to == "other_patient"):
            what = "called another patient's" if found.suspect else "another patient's not seen"
            yield Fault(what, where, found.suspect or "")
        if true.legible and true.turned != found.turned:
            yield Fault("rotation", where, f"true {true.turned}, found {found.turned}")


def _papers(case: Judged) -> Iterator[Fault]:
    for page in papers_of(case):
        where, one = f"{page.file} p. {page.page}", segment_of(case, page)
        if one is None:
            yield Fault("in no segment", where, page.type)
            continue
        if one.type != page.type and not {one.type, page.type} <= NOTES:
            yield Fault("type", where, f'true {page.type}, found {one.type} "{one.title}"')
        if page.author_role in ROLES and one.role not in ROLES[page.author_role or ""]:
            yield Fault("author's part", where, f'true {page.author_role}, found {one.role} "{one.title}"')
        if page.date and one.date != page.date:
            yield Fault("date", where, f'true {page.date}, found {one.date} "{one.title}"')
    found = {(one.file, one.first_page, one.last_page) for one in case.found.segments}
    for run in true_documents(case):
        if run not in found:
            there = [f"{first}-{last}" for file, first, last in sorted(found) if file == run[0]]
            yield Fault("segment", f"{run[0]} p. {run[1]}-{run[2]}", f"found {' '.join(there) or 'none'}")


def _readings(case: Judged) -> Iterator[Fault]:
    missed, alarm = discrepancy_hits(case), discrepancy_alarms(case)
    told = case.truth.discrepancy
    if missed.hits < missed.of and told.ordering_reading and told.radiologist_reading:
        yield Fault(
            "discrepancy missed",
            f"{told.ordering_reading.file} p. {told.ordering_reading.page}",
            f'"{told.ordering_reading.quote}" / "{told.radiologist_reading.quote}"',
        )
    if alarm.hits:
        for one in case.found.discrepancy_candidates:
            yield Fault(
                "discrepancy alarm",
                f"{one.ordering.file} p. {one.ordering.page}",
                f'{one.kind}: "{one.ordering.quote}" / "{one.radiologist.quote}"',
            )
