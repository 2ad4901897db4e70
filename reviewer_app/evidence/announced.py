"""What was announced and did not arrive, and passwords told on covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.found import (
    FoundQuote,
    MissingPart,
    OfferedPassword,
    PaperType,
)
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.evidence.fax_header import place_in_sending
from reviewer_app.evidence.identity_rules import IdentityRules
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT, CaseToSearch, PageFacts

ATTACHMENT_MISSING = "The request names this attachment; the folder has no such file."

MOST_PAGES = 3000
"""A larger number on a cover is no count of pages."""

FIRST_PAGES = 3
"""A cover is among the first pages of its file."""

FEWEST_COUNTED = 2
"""So many lines of a fax machine have to tell the same count of pages."""

LATE_COVER = re.compile(r"\b(?:fax|facsimile|cover|transmi)", re.IGNORECASE)

_OF_ANOTHER_NUMBER = re.compile(r"[-/.:]\d")
"""What follows digits that begin a date, a time or a telephone number."""

_FILE_WORDS = re.compile(r"[a-z]{3,}|\d+")
_SIGNS = "\"'“”‘’«».,;:()[]"


@dataclass(frozen=True, slots=True)
class Announcement:
    """How many pages a cover says there are with it, and where it stands."""

    page: ReadPage
    count: int
    quote: str


def missing_parts(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: IdentityRules
) -> tuple[MissingPart, ...]:
    """Attachments that the request names and the folder has not, and pages that fax covers count."""
    named = tuple(MissingPart(name, ATTACHMENT_MISSING) for name in case.missing)
    announced = tuple(_missing_pages(pages, rules))
    files = {file for file, _part in announced}
    counted = (part for told_in, part in _missing_of_sendings(pages) if files.isdisjoint(told_in))
    return (*named, *(part for _file, part in announced), *counted)


def _missing_of_sendings(pages: Sequence[PageFacts]) -> Iterator[tuple[tuple[str, ...], MissingPart]]:
    """Pages that the lines of fax machines count and that did not come, with the files that tell it. Sendings
    of as many pages are counted as one, and pages without such a line as some of them, wherever they are:
    what was faxed may be in several files now. A count that only one page tells may be misread."""
    places = [(facts.page.file, _place_of(facts.page)) for facts in pages]
    uncounted = sum(place is None for _file, place in places)
    for count in sorted({place[1] for _file, place in places if place is not None}):
        own = [(file, place[0]) for file, place in places if place is not None and place[1] == count]
        arrived = len({number for _file, number in own}) + uncounted
        if len(own) >= FEWEST_COUNTED and arrived < count:
            files = tuple(dict.fromkeys(file for file, _number in own))
            why = f"The lines of the fax machine count {count} pages; {arrived} arrived at most."
            yield files, MissingPart(_pages_of(files[0], count - arrived), why)


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _place_of(page: ReadPage) -> tuple[int, int] | None:
    """Which page of how many of its sending a page is, by a fax machine's line on it."""
    return next(filter(None, (place_in_sending(line.text) for line in page.lines)), None)


def _pages_of(file: str, count: int) -> str:
    return f"{count} {'page' if count == 1 else 'pages'} of {file}"


def _missing_pages(pages: Sequence[PageFacts], rules: IdentityRules) -> Iterator[tuple[str, MissingPart]]:
    """What covers announce and did not come, with the file of each cover. Pages are counted from the cover up
    to the next cover of the file, or to its end; a cover that is a file of its own counts for all. One that
    came twice is told once."""
    by_file: dict[str, list[PageFacts]] = {}
    for facts in pages:
        by_file.setdefault(facts.page.file, []).append(facts)
    told: set[tuple[str, int]] = set()
    for file, own in by_file.items():
        covers = [
            (place, announced)
            for place, facts in enumerate(own)
            if facts.page.same_as is None and (announced := _announced(facts, rules)) is not None
        ]
        ends = [place for place, _cover in covers[1:]] + [len(own)]
        for (place, cover), end in zip(covers, ends, strict=False):
            arrived = end - place if len(own) > 1 else len(pages)
            key = (cover.quote, cover.count)
            lacking = cover.count - arrived
            if lacking > 0 and key not in told:
                told.add(key)
                announces = f"The cover, page {cover.page.page}, announces {cover.count} pages"
                why = f"{announces} (“{cover.quote}”); {arrived} arrived."
                yield file, MissingPart(_pages_of(file, lacking), why)


def _announced(facts: PageFacts, rules: IdentityRules) -> Announcement | None:
    if not _is_cover(facts):
        return None
    forms = (
        *((one, 0) for one in _compiled(rules.attached_pages)),
        *((one, 1) for one in _compiled(rules.pages_announced)),
    )
    for line, joined in _running_on(facts.page):
        for expression, without_cover in forms:
            found = expression.search(joined)
            if found is None or found.start() >= len(line) or _OF_ANOTHER_NUMBER.match(joined, found.end(1)):
                continue
            if found[1].isdecimal() and 0 < int(found[1]) <= MOST_PAGES:
                quote = line if found.end(1) <= len(line) else joined
                return Announcement(facts.page, int(found[1]) + 1 - without_cover, quote)
    return None


def _running_on(page: ReadPage) -> Iterator[tuple[str, str]]:
    """Each line, alone and with the next one: a sentence may run on, and a form's words may be told as lines
    of their own."""
    lines = [line.text for line in page.lines]
    for line, following in pairwise((*lines, "")):
        yield line, f"{line} {following}".strip()


def _is_cover(facts: PageFacts) -> bool:
    if facts.segment is not None and facts.segment.type is PaperType.FAX_COVER:
        return facts.page.page == facts.segment.first_page
    if facts.segment is not None and facts.segment.type is not PaperType.OTHER:
        return False
    return facts.page.page <= FIRST_PAGES and LATE_COVER.search(facts.page.text) is not None


def offered_passwords(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: IdentityRules
) -> tuple[OfferedPassword, ...]:
    """Passwords that pages tell, for the files that are locked: first those of a page that names the file,
    each once for each file."""
    locked = [one for one in case.documents if one.status is DocumentStatus.ENCRYPTED]
    if not locked:
        return ()
    told = [(facts.page, password, quote) for facts in pages for password, quote in _passwords(facts, rules)]
    offers = {
        (document.file, password): OfferedPassword(
            password, FoundQuote(page.sha256, page.file, page.page, quote), document.file
        )
        for document in locked
        for page, password, quote in sorted(told, key=lambda one: not _names_file(one[0], one[2], document))
    }
    return tuple(offers.values())


def _passwords(facts: PageFacts, rules: IdentityRules) -> Iterator[tuple[str, str]]:
    """Each password that a page tells, with the words that tell it."""
    never = frozenset(("", *rules.never_passwords))
    for line, joined in _running_on(facts.page):
        for expression in _compiled(rules.passwords):
            for found in expression.finditer(joined):
                password = found[1].strip(_SIGNS)
                if found.start() < len(line) and password.lower() not in never:
                    yield password, line if found.end(1) <= len(line) else joined


def _names_file(page: ReadPage, quote: str, document: Document) -> bool:
    """Whether the words that tell the password, or else their page, name the file or most of its words."""
    words = set(_FILE_WORDS.findall(document.file.rpartition("/")[2].rpartition(".")[0].lower()))
    said = set(_FILE_WORDS.findall(quote.lower()))
    return bool(words & said) or document.file.lower() in page.text.lower()


@lru_cache(maxsize=8)
def _compiled(expressions: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in expressions)
