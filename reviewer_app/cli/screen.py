"""``screen``: what the program finds in a case by itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from reviewer_app.cli.output import complain, one_line, output, say
from reviewer_app.cli.policy import installed
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.found import CaseFindings
from reviewer_app.domain.page_reading import LayerVerdict
from reviewer_app.review.consult_policies import usable_authority, usable_evidence_rules
from reviewer_app.review.copied_ranges import copied_ranges, range_words
from reviewer_app.review.data_folder import data_folder
from reviewer_app.review.page_as_read import NOT_LOOKED_AT
from reviewer_app.review.screen_case import ScreenedDocument, Screening, screen_case
from reviewer_app.review.screen_history import usable_history, with_history
from reviewer_app.review.screen_scans import ScanReading, keys_of_readings
from reviewer_app.review.screening_json import rung_words, screening_json

PROGRESS_WIDTH = 78
PAGES_BETWEEN_PROGRESS = 10
PAGES_BETWEEN_LINES = 25
LAYER_DIFFERS = "the words stored with it differ from what it shows; those that are seen were read"


def run_screen(case: Path, *, as_json: bool, data_dir: Path | None) -> int:
    """Print the findings, as one JSON object or as text. Progress goes to stderr: one line that changes when
    that is a terminal, else a line now and then while scans are read, which takes long.

    Returns the exit code: a case that is one document which cannot be read is bad input, told on stderr after
    its findings; in a folder such a document is one finding among others.
    """
    library = installed(data_dir).library
    folder = data_folder(data_dir)
    keys = usable_history(folder)
    shown = sys.stderr is not None and sys.stderr.isatty()
    try:
        found = screen_case(
            library,
            case,
            _show_progress if shown else _silent,
            usable_authority(folder),
            usable_evidence_rules(folder),
            ScanReading(folder, keys_of_readings(folder, keys), _show_reading if shown else _say_reading),
        )
    finally:
        if shown:
            _end_progress()
    found = with_history(found, library, folder, keys)
    for told in filter(None, (found.scans_told, found.told)):
        complain(told)
    if as_json:
        with output() as stream:
            json.dump(screening_json(found), stream, ensure_ascii=False, indent=1)
            stream.write("\n")
    else:
        say("\n".join(map(one_line, screening_text(found))))
    if not case.is_dir() and found.documents[0].document.error is not None:
        complain(found.documents[0].document.error)
        return InputError.exit_code
    return 0


def screening_text(found: Screening) -> Iterator[str]:
    """The findings as lines of text for a person at a terminal."""
    case = found.case
    pages = sum(len(one.pages) for one in found.documents)
    yield f"{found.name}: {_count(len(found.documents), 'document')}, {_count(pages, 'page')}"
    for one in found.documents:
        yield f"  {_document_words(one.document)}"
        yield from (f"    {words}" for words in _page_words(one, found.findings))
    told = (one for one in copied_ranges(found.copies) if one.first.seen_in is not None or not one.whole_file)
    yield from (f"  {range_words(one)}" for one in told)
    yield from (f"  missing: {one.what}. {one.why}" for one in found.findings.missing)
    for offered in found.findings.passwords:
        place = f"{offered.found.file} page {offered.found.page}"
        yield f"  {offered.file} may open with the password on {place}"
    if not case.request_from_file:
        yield "  no usable request.json: the request's fields are entered in the window"
    yield from (f"  {problem.path or 'request.json'}: {problem.message}" for problem in case.problems)
    for choice in case.choices:
        verb = "governs" if choice.governs else "does not govern"
        yield f"{choice.pack.reference} {verb}: {choice.why}"
    yield from (f"  {one.element.row or '-'} {one.element.title}" for one in case.checklist.elements)
    for match in found.prior_requests:
        kind = match.relation.kind.value if match.relation.kind else "related"
        yield f"Line {match.relation.line}: {kind} to {match.prior.id}, score {match.score:.2f}"
        yield from (f"  {reason}" for reason in match.relation.reasons)
    for ladder in case.authority:
        if ladder.missing:
            yield f"Line {ladder.line}: {ladder.missing}"
        for rung in ladder.rungs:
            yield f"Line {ladder.line}, {rung.rung.value}: {rung_words(case, ladder.line, rung)}"
    for line in case.readiness:
        yield f"Line {line.line}: may be {', '.join(line.allowed_outcomes)}"
        yield from (f"  {blocker.code}: {blocker.message}" for blocker in line.blockers)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _document_words(document: Document) -> str:
    what = document.error or _count(document.page_count, "page")
    return " ".join((f"{document.file}: {document.status.value}, {what}", *document.notes))


def _page_words(one: ScreenedDocument, findings: CaseFindings) -> Iterator[str]:
    """What is noteworthy about the pages of a document; nothing about most."""
    if one.same_as:
        yield f"the same as {one.same_as}"
        return
    not_read = sum(page.why == NOT_LOOKED_AT for page in one.pages)
    if not_read:
        yield f"{_count(not_read, 'page')} without words in the file, not read"
    for page in one.pages:
        if page.read.layer is LayerVerdict.DIFFERS and not page.why:
            yield f"page {page.number}: {LAYER_DIFFERS}"
        if page.blank or page.why not in ("", NOT_LOOKED_AT):
            yield f"page {page.number}: {page.why or 'blank'}"
            continue
        key = (one.document.sha256, page.number)
        legibility, owner = findings.legibility.get(key), findings.ownership.get(key)
        if legibility is not None and legibility.why:
            told = "may be illegible: " if legibility.legible is False else ""
            yield f"page {page.number}: {told}{legibility.why}"
        if owner is not None and owner.suspect:
            yield f"page {page.number}: may be another patient's: {owner.suspect}"


def _show_progress(file: str, page: int, pages: int) -> None:
    """Rewrite the one line of progress."""
    if page > 1 and page % PAGES_BETWEEN_PROGRESS:
        return
    place = f", page {page} of {pages}" if page else ""
    line = f"reading {one_line(file)[: PROGRESS_WIDTH - len(place) - 8]}{place}"
    print(f"\r{line:{PROGRESS_WIDTH}}", end="", file=sys.stderr, flush=True)


def _show_reading(done: int, pages: int) -> None:
    """The same for scans."""
    print(f"\r{f'reading scans: {done} of {pages}':{PROGRESS_WIDTH}}", end="", file=sys.stderr, flush=True)


def _say_reading(done: int, pages: int) -> None:
    """A line for a log, now and then."""
    if done % PAGES_BETWEEN_LINES == 0:
        print(f"reading scans: {done} of {pages}", file=sys.stderr, flush=True)


def _end_progress() -> None:
    print(f"\r{'':{PROGRESS_WIDTH}}\r", end="", file=sys.stderr, flush=True)


def _silent(_file: str, _page: int, _pages: int) -> None:
    return
