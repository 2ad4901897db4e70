"""The truth of a case about its files and pages: what a test may compare with.

Its fields are those of the cases that came before (elements, pages, discrepancy, illegible and misfiled
pages), and two more: `timeline` and `missing`. A page of a paper may have come more than once: a passage then
names the best copy, and `also` the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .case_file import Case, CaseFile, Element, FilePage, Person, Place, Trap
from .sheet import sheet

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Copy:
    """Where one page of a paper stands in the folder."""

    file: str
    page: int
    how: FilePage
    locked: bool


def truth(case: Case, files: Mapping[str, bytes]) -> Json:
    """What is true of the case, as truth.json holds it; `files`: the folder's files as they were made."""
    told = case.truth
    found = told.discrepancy
    difference: Json = {
        "exists": found.exists,
        "reconciled": found.reconciled,
        "kind": found.kind,
        "note": found.note,
        "reconciliation": [_place(case, each) for each in found.reconciliation],
    }
    if found.ordering is not None:
        difference["ordering_reading"] = _place(case, found.ordering)
    if found.radiologist is not None:
        difference["radiologist_reading"] = _place(case, found.radiologist)
    pages = list(_pages(case))
    return {
        "case_id": case.name,
        "title": case.shows,
        "review_as_of": case.review_as_of.isoformat(),
        "total_pages": len(pages),
        "elements": {name: _element(case, element) for name, element in told.elements.items()},
        "illegible_pages": [_at(page) for page in pages if page["legibility"] == "illegible"],
        "misfiled_pages": [_at(page) for page in pages if page["belongs_to"] == "other_patient"],
        "not_evidence": [_trap(case, each) for each in told.not_evidence],
        "discrepancy": difference,
        "timeline": [
            {
                "what": event.what,
                "date": event.date,
                "until": event.until,
                **_place(case, Place(event.paper, event.page, event.quote)),
            }
            for event in told.timeline
        ],
        "missing": [{"what": each.what, "why": each.why} for each in told.missing],
        "files": [_file(case, file, files[file.file]) for file in case.files],
        "pages": pages,
    }


def _element(case: Case, element: Element) -> Json:
    made: Json = {
        "status": element.status,
        "evidence": [_place(case, each) for each in element.evidence],
    }
    if element.acceptable:
        made["acceptable"] = [_place(case, each) for each in element.acceptable]
    if element.note:
        made["note"] = element.note
    return made


def _trap(case: Case, trap: Trap) -> Json:
    place = _place(case, Place(trap.paper, trap.page, trap.quote))
    return {**place, "why": trap.why, "elements": list(trap.elements)}


def _place(case: Case, place: Place) -> Json:
    best, *others = _copies(case, place.paper, place.page)
    made: Json = {
        "file": best.file,
        "page": best.page,
        "quote": " ".join(place.quote.split()),
        "legibility": best.how.legibility,
    }
    if others:
        made["also"] = [{"file": each.file, "page": each.page} for each in others]
    if best.locked:
        made["locked"] = True
    if place.why:
        made["why"] = place.why
    return made


def _copies(case: Case, paper: str, page: int) -> list[_Copy]:
    """Where this page of this paper stands, the best to read first."""
    found = [
        _Copy(file.file, place, how, bool(file.password))
        for file in case.files
        for place, how in enumerate(file.pages, start=1)
        if not how.blank and (how.paper, how.page) == (paper, page)
    ]
    return sorted(found, key=lambda copy: (copy.locked, copy.how.legibility == "illegible"))


def _at(page: Json) -> Json:
    return {"file": page["file"], "page": page["page"], "cause": page["cause"]}


def _file(case: Case, file: CaseFile, content: bytes) -> Json:
    keys = dict.fromkeys(page.paper for page in file.pages if not page.blank)
    return {
        "file": file.file,
        "kind": "pdf",
        "pages": len(file.pages),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "docs": [
            {
                "key": key,
                "doc_type": case.papers[key].type,
                "title": case.papers[key].title,
                "date": _day(case, key),
                "author": case.papers[key].author,
                "author_role": case.papers[key].role,
            }
            for key in keys
        ],
        "encryption": "password" if file.password else None,
        "password": file.password,
    }


def _day(case: Case, key: str) -> str | None:
    day = case.papers[key].date
    return day.isoformat() if day else None


def _pages(case: Case) -> Iterator[Json]:
    for file in case.files:
        for place, how in enumerate(file.pages, start=1):
            yield {"file": file.file, "page": place, **_page(case, how), **_came(how)}


def _page(case: Case, how: FilePage) -> Json:
    if how.blank:
        return {"doc": None, "doc_type": "blank", "doc_page": None, "date": None, "belongs_to": "member"}
    paper = case.papers[how.paper]
    around = sheet(case, how.paper, how.page)
    another = isinstance(paper.owner, Person)
    return {
        "doc": how.paper,
        "doc_type": paper.type,
        "doc_page": how.page,
        "date": _day(case, how.paper),
        "author": paper.author,
        "author_role": paper.role,
        "belongs_to": "other_patient" if another else "member",
        "patient_on_page": f"{around.last}, {around.first} DOB {around.born}" if around.banner else None,
    }


def _came(how: FilePage) -> Json:
    names = {"fax": "scan_bilevel_200dpi", "scan": "scan_gray_150dpi", "photo": "photo", "digital": "digital"}
    layer = {"none": "none", "right": "true", "wrong": "wrong"}[how.text_layer]
    return {
        "render": names[how.render],
        "wear": how.wear,
        "text_layer": "true" if how.render == "digital" else layer,
        "legibility": how.legibility,
        "cause": how.cause,
        "rotate_flag": how.rotate_flag,
        "content_rotation_cw": how.rotation,
        "skew": how.skew,
    }


def readable_words(case: Case) -> dict[str, list[str]]:
    """What can be read of each page of each file: the title and the text of the paper's page."""
    return {
        file.file: [
            ""
            if page.blank or page.legibility == "illegible"
            else f"{case.papers[page.paper].title}\n{case.papers[page.paper].pages[page.page - 1]}"
            for page in file.pages
        ]
        for file in case.files
    }


def places(case: Case) -> Iterable[tuple[str, str, int, str]]:
    """Every passage that the truth names: the field, the paper, its page, the quote."""
    told = case.truth
    for name, element in told.elements.items():
        for at, place in enumerate(element.evidence):
            yield f"truth.elements.{name}.evidence[{at}]", place.paper, place.page, place.quote
        for at, place in enumerate(element.acceptable):
            yield f"truth.elements.{name}.acceptable[{at}]", place.paper, place.page, place.quote
    for at, trap in enumerate(told.not_evidence):
        yield f"truth.not_evidence[{at}]", trap.paper, trap.page, trap.quote
    for at, event in enumerate(told.timeline):
        yield f"truth.timeline[{at}]", event.paper, event.page, event.quote
    found = told.discrepancy
    for label, side in (("ordering", found.ordering), ("radiologist", found.radiologist)):
        if side is not None:
            yield f"truth.discrepancy.{label}", side.paper, side.page, side.quote
    for at, place in enumerate(found.reconciliation):
        yield f"truth.discrepancy.reconciliation[{at}]", place.paper, place.page, place.quote
