"""The papers of a case as the search for elements sees them: their usable pages, author, date, and what part
of the body and which side they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reviewer_app.domain.found import AuthorRole, PaperType, Segment
from reviewer_app.domain.request import Request
from reviewer_app.evidence.element_rules import ElementRules
from reviewer_app.evidence.page_facts import PageFacts
from reviewer_app.evidence.phrases import PhraseBook, tokens
from reviewer_app.evidence.statement_rules import SectionKind, StatementRules
from reviewer_app.evidence.statements import Statement, page_statements

_FIRST_STATEMENTS = 10
_ABOUT = (SectionKind.TECHNIQUE, SectionKind.PROCEDURE)
SIDES: Mapping[str, str] = {
    "left": "left",
    "right": "right",
    "lt": "left",
    "rt": "right",
    "bilateral": "both",
    "both": "both",
}


@dataclass(frozen=True, slots=True)
class SearchedPage:
    """A usable page and its sentences; those at its top go on with the section that the page before ended
    in, where both are of one paper."""

    facts: PageFacts
    statements: tuple[Statement, ...]
    place: int
    """Its index in the case."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document by its usable pages. ``regions`` and ``sides`` are those that its titles name.

    ``likely`` is who most likely wrote a clinical paper that nobody is known to have written: the ordering
    provider where its head names that provider, or that provider's specialty, else another provider. Of one
    of a day of which there is a paper of the ordering provider's nothing is known: it may be a part of that.
    """

    pages: tuple[SearchedPage, ...]
    type: PaperType
    role: AuthorRole
    date: date | None
    segment: Segment | None
    regions: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    likely: AuthorRole = AuthorRole.UNKNOWN

    @property
    def treating(self) -> bool:
        """Whether it is, most likely, of a provider who orders or does what is requested."""
        return self.role in _TREATING or self.likely in _TREATING


def papers_to_search(
    pages: Sequence[PageFacts], request: Request, rules: ElementRules, statements: StatementRules
) -> tuple[Paper, ...]:
    """The papers in the order of the case. A paper whose repetition came before is left out."""
    books = _Books(named(rules.regions), named(rules.specialties))
    groups: dict[tuple[str, int], list[tuple[int, PageFacts]]] = {}
    for place, facts in enumerate(pages):
        if facts.usable:
            groups.setdefault(_group(facts), []).append((place, facts))
    usable = {(facts.page.file, facts.page.page) for facts in pages if facts.usable}
    papers = tuple(
        _paper(group, request, books, statements)
        for group in groups.values()
        if not _repeated(group[0][1], usable)
    )
    own = {paper.date for paper in papers if paper.role is AuthorRole.ORDERING_PROVIDER} - {None}
    return tuple(
        replace(paper, likely=AuthorRole.UNKNOWN)
        if paper.date in own and paper.likely is AuthorRole.OTHER_PROVIDER
        else paper
        for paper in papers
    )


def named(words: Mapping[str, Sequence[str]]) -> PhraseBook[str]:
    """A book that tells the name of a list from its words."""
    return PhraseBook.of((word, name) for name, listed in words.items() for word in listed)


@dataclass(frozen=True, slots=True)
class _Books:
    regions: PhraseBook[str]
    specialties: PhraseBook[str]


def _group(facts: PageFacts) -> tuple[str, int]:
    segment = facts.segment
    return (segment.file, segment.first_page) if segment else (facts.page.file, facts.page.page)


def _repeated(facts: PageFacts, usable: set[tuple[str, int]]) -> bool:
    """Whether the same content came before and can be used there."""
    repeats = facts.segment.repeats if facts.segment else None
    return repeats in usable or facts.page.same_as in usable


def _paper(
    group: Sequence[tuple[int, PageFacts]],
    request: Request,
    books: _Books,
    rules: StatementRules,
) -> Paper:
    pages = tuple(_pages(group, rules))
    segment = group[0][1].segment
    kind = segment.type if segment else PaperType.OTHER
    role = segment.role if segment else AuthorRole.UNKNOWN
    if role is AuthorRole.THERAPIST and kind is PaperType.PROCEDURE_REPORT:
        role = AuthorRole.UNKNOWN  # who was there and whose name could be read, not who did it
    if role is AuthorRole.UNKNOWN and _named(pages[-1].statements[-_LAST_STATEMENTS:], request):
        role = AuthorRole.ORDERING_PROVIDER
    likely = AuthorRole.UNKNOWN
    if segment is not None and role is AuthorRole.UNKNOWN and kind in _CLINICAL:
        likely = _likely(pages[0].statements, request, books.specialties)
        if kind is PaperType.PROCEDURE_REPORT and likely is AuthorRole.ORDERING_PROVIDER:
            likely = AuthorRole.UNKNOWN  # one specialty has several who do it
    titles = [
        tokens(statement.text)
        for page in pages
        for index, statement in enumerate(page.statements)
        if statement.heading or index < _FIRST_STATEMENTS or statement.kind in _ABOUT
    ]
    if segment and segment.title:
        titles.append(tokens(segment.title))
    return Paper(
        pages,
        kind,
        role,
        segment.date if segment else None,
        segment,
        frozenset(hit.value for words in titles for hit in books.regions.find(words)),
        frozenset(SIDES[word.word] for words in titles for word in words if word.word in SIDES),
        likely,
    )


def _pages(group: Iterable[tuple[int, PageFacts]], rules: StatementRules) -> Iterator[SearchedPage]:
    for place, facts in group:
        yield SearchedPage(facts, page_statements(facts.page, rules), place)


def _likely(statements: Sequence[Statement], request: Request, specialties: PhraseBook[str]) -> AuthorRole:
    """Who most likely wrote a clinical paper that begins like this."""
    asking = {hit.value for hit in specialties.find(tokens(request.ordering_provider.specialty))}
    head = (tokens(statement.text) for statement in statements[:_LINES_OF_A_HEAD])
    of_specialty = not asking.isdisjoint(hit.value for words in head for hit in specialties.find(words))
    own = of_specialty or _named(statements[:_FIRST_STATEMENTS], request)
    return AuthorRole.ORDERING_PROVIDER if own else AuthorRole.OTHER_PROVIDER


def _named(statements: Sequence[Statement], request: Request) -> bool:
    """Whether one of these statements, of the top or the end of a paper, names the ordering provider by the
    last name, other than as somebody whom the paper is for."""
    name = request.ordering_provider.name.split(",")[0].split()
    last = tokens(name[-1]) if name else ()
    if not last:
        return False
    words = ({token.word for token in tokens(statement.text)} for statement in statements)
    return any(last[-1].word in each and not _TO_OTHERS & each for each in words)


_LAST_STATEMENTS = 6
_LINES_OF_A_HEAD = 5
_TREATING = (AuthorRole.ORDERING_PROVIDER, AuthorRole.SERVICING_PROVIDER)
_TO_OTHERS = frozenset(("cc", "dear", "to", "referring", "referred", "ordering", "ordered", "copy"))
_CLINICAL = frozenset(
    (
        PaperType.CONSULT_NOTE,
        PaperType.OFFICE_NOTE,
        PaperType.HISTORY_PHYSICAL,
        PaperType.PROCEDURE_REPORT,
        PaperType.THERAPY_NOTE,
        PaperType.OTHER,
    )
)
