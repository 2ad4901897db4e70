"""What was announced and did not arrive, and passwords told on covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reviewer_app.domain.documents import Document, DocumentStatus
from reviewer_app.domain.found import (
    FoundQuote,
    MissingPart,
    OfferedPassword,
    PaperType,
)
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.evidence.identity_rules import IdentityRules
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts

ATTACHMENT_MISSING = "The request names this attachment; the folder has no such file."

MOST_PAGES = 3000
"""A larger number on a cover is no count of pages."""

FIRST_PAGES = 3
"""A cover is among the first pages of its file."""

LATE_COVER = re.compile(r"\b(?:fax|facsimile|cover|transmi)", re.IGNORECASE)

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
    return (*named, *_missing_pages(pages, rules))


def _missing_pages(pages: Sequence[PageFacts], rules: IdentityRules) -> Iterator[MissingPart]:
    """Pages are counted from the cover up to the next cover of the file, or to its end; a cover that is a
    file of its own counts for all. One that came twice is told once."""
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
                yield MissingPart(
                    f"{lacking} {'page' if lacking == 1 else 'pages'} of {file}",
                    f"The cover, page {cover.page.page}, announces {cover.count} pages (“{cover.quote}”); "
                    f"{arrived} arrived.",
                )


def _announced(facts: PageFacts, rules: IdentityRules) -> Announcement | None:
    if not _is_cover(facts):
        return None
    for line in facts.page.lines:
        for expression, without_cover in (
            *((one, 0) for one in _compiled(rules.attached_pages)),
            *((one, 1) for one in _compiled(rules.pages_announced)),
        ):
            found = expression.search(line.text)
            if found is not None and found[1].isdecimal() and 0 < int(found[1]) <= MOST_PAGES:
                return Announcement(facts.page, int(found[1]) + 1 - without_cover, line.text)
    return None


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
    """Each password that a page tells, with the words that tell it. A sentence may run on."""
    never = frozenset(("", *rules.never_passwords))
    lines = [line.text for line in facts.page.lines]
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        joined = f"{line} {following}".strip()
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
