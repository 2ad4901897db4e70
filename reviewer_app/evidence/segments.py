"""Which pages are one document, and what document it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reviewer_app.domain.found import AuthorRole, PageKey, PageLegibility, PaperType, Segment
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.domain.request import Request
from reviewer_app.evidence.paper_author import craft_of, paper_author
from reviewer_app.evidence.paper_bounds import View, alike, papers_of, view_of
from reviewer_app.evidence.paper_date import service_day
from reviewer_app.evidence.paper_rules import PaperRules
from reviewer_app.evidence.paper_type import heaviest

LATER_PAGES = 0.35
"""What the words of a paper's later pages count beside those of its first, for what it is."""
TRUSTED_IF_SILENT = 4.0
"""What a page that can hardly be read must weigh to be called anything."""
SAME_WORDS, SAME_NUMBERS = 0.6, 0.6
"""The share of words, and of numbers, that two papers must have in common to be copies of each other."""

OF_A_PRACTICE = frozenset(
    (
        PaperType.CONSULT_NOTE,
        PaperType.OFFICE_NOTE,
        PaperType.HISTORY_PHYSICAL,
        PaperType.PROCEDURE_REPORT,
        PaperType.LETTER,
        PaperType.TRIAL_PAPERS,
        PaperType.OTHER,
    )
)
"""Papers that are the ordering provider's own when they come from the same practice."""
OF_ANY_CRAFT = frozenset(
    (
        PaperType.CONSULT_NOTE,
        PaperType.OFFICE_NOTE,
        PaperType.HISTORY_PHYSICAL,
        PaperType.LETTER,
        PaperType.OTHER,
    )
)
"""Papers that doctors, therapists and nurses write: the letters behind the author's name tell which."""
VISITS = frozenset((PaperType.CONSULT_NOTE, PaperType.OFFICE_NOTE, PaperType.HISTORY_PHYSICAL))
LEAST_OF_CRAFT = 1.0
"""What speaks at least for therapy in a therapist's paper that is no visit: they sign other papers too."""
NOT_PERTINENT = frozenset((PaperType.FAX_COVER, PaperType.POLICY_EXCERPT))


@dataclass(frozen=True, slots=True)
class _Paper:
    """A segment with its pages, whose letterhead it has, and its words and numbers."""

    segment: Segment
    views: tuple[View, ...]
    letterhead: str
    words: frozenset[str]
    numbers: frozenset[str]


def find_segments(
    pages: Sequence[ReadPage], legibility: Sequence[PageLegibility], request: Request, rules: PaperRules
) -> tuple[Segment, ...]:
    """The documents inside the files of a case, in order; every page is of one of them."""
    views = [view_of(page, legible, rules) for page, legible in zip(pages, legibility, strict=True)]
    papers = [
        _paper(paper, request, rules)
        for _, file in groupby(views, key=lambda view: (view.page.file, view.page.sha256))
        for paper in papers_of(tuple(file), rules)
    ]
    papers = list(_of_the_practice(papers, rules))
    return tuple(_with_repeats(papers))


def without_anothers(segments: Sequence[Segment], anothers: Collection[PageKey]) -> tuple[Segment, ...]:
    """The same; documents of which every page is another patient's are not pertinent."""
    return tuple(
        replace(segment, pertinent=False) if _all_among(segment, anothers) else segment
        for segment in segments
    )


def _all_among(segment: Segment, keys: Collection[PageKey]) -> bool:
    numbers = range(segment.first_page, segment.last_page + 1)
    return all((segment.sha256, number) in keys for number in numbers)


def _paper(views: tuple[View, ...], request: Request, rules: PaperRules) -> _Paper:
    spoken = tuple(view for view in views if not view.silent)
    read = spoken or views
    first = read[0]
    weights: dict[PaperType, float] = defaultdict(float, first.type.weights)
    for view in read[1:]:
        for kind, weight in view.type.content.items():
            closes = kind is PaperType.LETTER and first.type.title is not None
            weights[kind] += 0.0 if closes else weight * LATER_PAGES
    kind = heaviest(weights)
    if not spoken and weights.get(kind, 0.0) < TRUSTED_IF_SILENT:
        kind = PaperType.OTHER
    letterhead = next((view.type.letterhead for view in read if view.type.letterhead), "")
    papers = tuple(view.paper for view in read)
    author = paper_author(papers, kind, letterhead, request, rules)
    craft = craft_of(author, rules) if kind in OF_ANY_CRAFT else None
    if craft and (kind in VISITS or weights.get(craft, 0.0) >= LEAST_OF_CRAFT):
        kind = craft
        author = paper_author(papers, kind, letterhead, request, rules)
    title = first.type.title
    blank = all(view.page.blank for view in views)
    segment = Segment(
        first.page.sha256,
        first.page.file,
        views[0].page.page,
        views[-1].page.page,
        kind,
        title.text if title and (spoken or title.type is kind) else "",
        service_day(papers, kind, request, title.text if title else ""),
        author.name,
        author.role,
        pertinent=kind not in NOT_PERTINENT and not blank,
    )
    words = frozenset(word for view in views for word in view.paper.said.split())
    return _Paper(segment, views, letterhead, words, frozenset(word for word in words if word[0].isdigit()))


def _of_the_practice(papers: Sequence[_Paper], rules: PaperRules) -> Iterator[_Paper]:
    """Papers by others of the ordering provider's practice are the ordering provider's own."""
    practices = {
        paper.letterhead
        for paper in papers
        if paper.segment.role is AuthorRole.ORDERING_PROVIDER
        and paper.segment.type in (PaperType.CONSULT_NOTE, PaperType.OFFICE_NOTE)
        and paper.letterhead
        and not any(word in paper.letterhead.lower() for word in rules.large_institutions)
    }
    for paper in papers:
        segment = paper.segment
        open_role = segment.role in (AuthorRole.UNKNOWN, AuthorRole.OTHER_PROVIDER)
        ours = any(alike(paper.letterhead, practice) for practice in practices if paper.letterhead)
        if open_role and ours and segment.type in OF_A_PRACTICE:
            segment = replace(segment, role=AuthorRole.ORDERING_PROVIDER)
        yield replace(paper, segment=segment)


def _with_repeats(papers: Sequence[_Paper]) -> Iterator[Segment]:
    """The segments; each copy names the first that it repeats."""
    firsts: dict[tuple[PaperType, int], list[_Paper]] = defaultdict(list)
    starts = {(paper.segment.file, paper.segment.first_page): paper for paper in papers}
    for paper in papers:
        segment = paper.segment
        place = paper.views[0].page.same_as
        alikes = firsts[segment.type, len(paper.views)]
        if place and place in starts:
            yield replace(segment, repeats=place)
            continue
        same = next((one for one in alikes if _copies(one, paper)), None)
        if same is None:
            alikes.append(paper)
            yield segment
        else:
            yield replace(segment, repeats=(same.segment.file, same.segment.first_page))


def _copies(one: _Paper, other: _Paper) -> bool:
    """Whether two papers say the same: the same day, and nearly the same words and numbers."""
    if None not in (one.segment.date, other.segment.date) and one.segment.date != other.segment.date:
        return False
    if (
        not one.words
        or not other.words
        or not SAME_WORDS <= len(one.words) / len(other.words) <= 1 / SAME_WORDS
    ):
        return False
    if _shared(one.numbers, other.numbers) < SAME_NUMBERS:
        return False
    return _shared(one.words, other.words) >= SAME_WORDS


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 1.0
