"""The process that searches a case for what it shows by itself. It is started by name, opens no document and
ends with its standard input.

Searching is seconds of Python for a large case: on a thread it would take the interpreter's lock from the
window again and again. It holds the words of the case's pages, so that a few pages that were read meanwhile
cost their own words alone.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from reviewer_app.defect_report import write_report
from reviewer_app.documents.wire import framed, read_body
from reviewer_app.domain.documents import Document
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.found import PageKey
from reviewer_app.domain.page_reading import KeptPage, ReadPage
from reviewer_app.evidence.evidence_rules import EvidenceRules
from reviewer_app.evidence.find import find_in_case
from reviewer_app.evidence.page_facts import CaseToSearch
from reviewer_app.memory_image import leave_no_image
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.findings_wire import SearchAnswer, answer_pieces, order_from
from reviewer_app.review.page_as_read import page_as_read

NICENESS = 10
"""Whoever draws a page or marks an element goes before."""


def main() -> int:
    """Serve until nobody asks any more; the data folder, which may have rules of its own, is the argument."""
    leave_no_image()
    sys.excepthook = _report
    if sys.platform != "win32":
        os.nice(NICENESS)
    rules, told = usable_rules(Path(sys.argv[1]))
    known = KnownPages()
    while (body := read_body(sys.stdin.buffer)) is not None:
        order = order_from(body)
        known.take(order.pages)
        if order.case is not None:
            findings = find_in_case(known.of_case(order.case), rules)
            for piece in answer_pieces(SearchAnswer(findings, told)):
                sys.stdout.buffer.write(framed(piece))
            sys.stdout.buffer.flush()
            told = ""
    return 0


def usable_rules(data_folder: Path) -> tuple[EvidenceRules, str]:
    """The rules with those of the data folder; where these cannot be used the program's own alone, and a
    sentence that says why."""
    try:
        return load_evidence_rules(resources_folder(), data_folder), ""
    except InputError as error:
        told = f"{error.sentence} Until then the program searches by its own rules alone."
        return load_evidence_rules(resources_folder(), None), told


class KnownPages:
    """The words of pages, and the pages made of them, which stay the same values as long as the words do."""

    def __init__(self) -> None:
        self._kept: dict[PageKey, KeptPage] = {}
        self._made: dict[tuple[str, PageKey], ReadPage] = {}

    def take(self, pages: tuple[KeptPage, ...]) -> None:
        """These are new, or others than before."""
        for page in pages:
            self._kept[page.sha256, page.page] = page
        if pages:
            changed = {(page.sha256, page.page) for page in pages}
            self._made = {place: made for place, made in self._made.items() if place[1] not in changed}

    def of_case(self, case: CaseToSearch) -> CaseToSearch:
        """The case with all its pages, in their order; a page of a content that came before says so."""
        first: dict[str, str] = {}
        pages: list[ReadPage] = []
        for document in case.documents:
            if document.readable and document.sha256:
                earlier = first.setdefault(document.sha256, document.file)
                same_as = "" if earlier == document.file else earlier
                numbers = range(1, document.page_count + 1)
                pages += [self._page(document, number, same_as) for number in numbers]
        return replace(case, pages=tuple(pages))

    def _page(self, document: Document, number: int, same_as: str) -> ReadPage:
        key = document.sha256, number
        place = document.file, key
        if place not in self._made:
            copied = (same_as, number) if same_as else None
            self._made[place] = page_as_read(document, number, self._kept.get(key), copied)
        return self._made[place]


def _report(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write a report of the defect, which quotes no page, and say where it is."""
    sys.stderr.write(str(write_report(error.with_traceback(trace)) or ""))


if __name__ == "__main__":
    sys.exit(main())
