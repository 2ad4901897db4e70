"""Whether a case's YAML file holds together: each sentence that comes back names the field and the fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .. import pen
from ..paper import use_vera
from .case_file import Case, CaseFile, FilePage
from .looks import LOOKS
from .printing import PageTooFullError, cells, printed_page
from .truth import places

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def shortcomings(case: Case, path: Path) -> list[str]:
    """What is wrong with the case, one sentence each; empty where nothing is."""
    return [
        *_names(case, path),
        *_papers(case),
        *_files(case),
        *_quotes(case),
        *_dates(case),
        *_truth(case),
    ]


def page_words(text: str) -> str:
    """The words of a page of a paper as they are printed, without the marks of headings, tables and pens."""
    words: list[str] = []
    for line in text.splitlines():
        if line.startswith("|"):
            if set(line) - set("|-: "):
                words += cells(line)
        else:
            words.append(re.sub(r"^(# |~ |- )", "", line))
    return " ".join(" ".join(words).split())


def _names(case: Case, path: Path) -> Iterator[str]:
    if case.name != path.stem:
        yield f"name: {case.name} is not the file's name {path.stem}"
    if not isinstance(case.request.get("member"), dict) or not case.request.get("services"):
        yield "request: member and services are needed"
    counts = Counter(file.file for file in case.files)
    yield from (f"files: {name} stands there {count} times" for name, count in counts.items() if count > 1)


def _papers(case: Case) -> Iterator[str]:
    use_vera()
    used = {(page.paper, page.page) for file in case.files for page in file.pages if not page.blank}
    for key, paper in case.papers.items():
        if not paper.pages:
            yield f"papers.{key}.pages: is empty"
        if paper.look not in LOOKS:
            yield f"papers.{key}.look: no look is called {paper.look}"
        for number, text in enumerate(paper.pages, start=1):
            where = f"papers.{key}.pages[{number - 1}]"
            if (key, number) not in used:
                yield f"{where}: stands in no file"
            strange = _unprintable(text)
            if strange:
                yield f"{where}: cannot be printed: {strange}"
                continue
            unwritten = "".join(
                sorted(
                    {
                        sign
                        for line in text.splitlines()
                        if line.startswith("~ ")
                        for sign in pen.unknown(line[2:])
                    }
                )
            )
            if unwritten:
                yield f"{where}: the pen does not know {unwritten}"
                continue
            try:
                printed_page(case, key, number)
            except PageTooFullError as error:
                yield str(error)


def _unprintable(text: str) -> str:
    return "".join(sorted({sign for sign in text if sign != "\n" and not _in_type(sign)}))


def _in_type(sign: str) -> bool:
    """Whether the typefaces of the stationeries have this sign."""
    try:
        return sign.isprintable() and bool(sign.encode("cp1252"))
    except UnicodeEncodeError:
        return False


def _files(case: Case) -> Iterator[str]:
    for file in case.files:
        if not file.pages:
            yield f"files.{file.file}.pages: is empty"
        for place, page in enumerate(file.pages):
            where = f"files.{file.file}.pages[{place}]"
            yield from (f"{where}: {wrong}" for wrong in _file_page(case, file, page))


def _file_page(case: Case, file: CaseFile, page: FilePage) -> Iterator[str]:
    if Path(file.file).suffix.lower() != ".pdf":
        yield "only .pdf files are made"
    if page.blank:
        if page.paper:
            yield "a blank page has no paper"
        return
    if page.paper not in case.papers:
        yield f"paper: no paper is called {page.paper or '(nothing)'}"
    elif not 1 <= page.page <= len(case.papers[page.paper].pages):
        yield f"page: {page.paper} has no page {page.page}"
    if page.render == "digital" and (page.wear != "light" or page.skew or page.text_layer != "none"):
        yield "a digital page has no wear, skew or text layer"
    if page.fax_header and page.render != "fax":
        yield "fax_header: only a fax has one"
    if (page.legibility == "illegible") != (page.cause is not None):
        yield "cause: belongs to an illegible page, and to no other"
    if page.wear == "unreadable" and page.legibility == "legible":
        yield "wear: an unreadable page is illegible"


def _quotes(case: Case) -> Iterator[str]:
    for where, paper, page, quote in places(case):
        if paper not in case.papers or not 1 <= page <= len(case.papers[paper].pages):
            yield f"{where}: there is no page {page} of {paper}"
        elif " ".join(quote.split()) not in page_words(case.papers[paper].pages[page - 1]):
            yield f'{where}: "{quote}" does not stand on page {page} of {paper}'


def _dates(case: Case) -> Iterator[str]:
    for at, event in enumerate(case.truth.timeline):
        for day in (event.date, event.until):
            if day is not None and not _DATE.fullmatch(day):
                yield f"truth.timeline[{at}]: {day} is no date"


def _truth(case: Case) -> Iterator[str]:
    for name, element in case.truth.elements.items():
        told = element.status in ("present", "partial", "unreadable", "misfiled_only")
        if told and not element.evidence:
            yield f"truth.elements.{name}: is {element.status} without evidence"
        if element.status == "absent" and element.evidence:
            yield f"truth.elements.{name}: is absent and has evidence"
    found = case.truth.discrepancy
    if found.exists and (found.ordering is None or found.radiologist is None):
        yield "truth.discrepancy: both readings are needed"
