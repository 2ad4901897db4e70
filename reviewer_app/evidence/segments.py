"""Which pages are one document, and what document it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reviewer_app.domain.found import AuthorRole, PageKey, PageLegibility, PaperType, Segment
from reviewer_app.domain.page_reading import ReadPage
from reviewer_app.domain.request import Request
from reviewer_app.evidence.paper_author import craft_of, paper_author
from reviewer_app.evidence.paper_bounds import View, alike, papers_of, view_of
from reviewer_app.evidence.paper_date import service_day
from reviewer_app.evidence.paper_page import said
from reviewer_app.evidence.paper_rules import PaperRules
from reviewer_app.evidence.paper_title import SURE_TITLE
from reviewer_app.evidence.paper_type import heaviest
from reviewer_app.evidence.type_by_words import weights_by_words
from reviewer_app.evidence.type_word_rules import TypeWords

MOST_OF_RULES = 16.0
"""What the rules say of a type counts up to here: more does not make it surer."""
SURELY_TITLED = 1.0
"""What a title that alone says what a paper is counts more, in log odds."""
LATER_PAGES = 0.35
"""What the words of a paper's later pages count beside those of its first, for what it is."""
TRUSTED_IF_SILENT = 4.0
"""What a page that can hardly be read must weigh to be called anything."""
SAME_WORDS, SAME_NUMBERS = 0.6, 0.6
"""The share of words, and of numbers, that two papers must have in common to be copies of each other."""

TELLING_APART = frozenset(
    (
        *(
            "left",
            "right",
            "bilateral",
            "no",
            "not",
            "without",
            "none",
            "normal",
            "abnormal",
            "negative",
            "positive",
        ),
        *("mild", "moderate", "severe", "partial", "complete", "full", "acute", "chronic", "intact", "torn"),
        *("preliminary", "final", "corrected", "amended", "addendum", "revised"),
    )
)
"""Words by which two papers that are alike otherwise say something else."""
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
REPORTS = frozenset(
    (PaperType.IMAGING_REPORT, PaperType.PATHOLOGY, PaperType.LABORATORY, PaperType.PROCEDURE_REPORT)
)
"""Papers that have addenda, which speak in the same words."""
TREATMENT = VISITS | {PaperType.PROCEDURE_REPORT}
STEM, SHORTEST_STEM = 6, 3
OF_ALL = frozenset(
    ("medicine", "surgery", "medical", "surgical", "general", "clinical", "care", "health", "and")
)
LEAST_OF_CRAFT = 1.0
"""What speaks at least for therapy in a therapist's paper that is no visit: they sign other papers too."""
NO_WORDS = TypeWords()
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
    pages: Sequence[ReadPage],
    legibility: Sequence[PageLegibility],
    request: Request,
    rules: PaperRules,
    words: TypeWords = NO_WORDS,
) -> tuple[Segment, ...]:
    """The documents inside the files of a case, in order; every page is of one of them."""
    views = [view_of(page, legible, rules) for page, legible in zip(pages, legibility, strict=True)]
    papers = [
        _paper(paper, request, rules, words)
        for _, file in groupby(views, key=lambda view: (view.page.file, view.page.sha256))
        for paper in papers_of(tuple(file), rules)
    ]
    papers = list(_of_the_practice(papers, request, rules))
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


def _paper(views: tuple[View, ...], request: Request, rules: PaperRules, learned: TypeWords) -> _Paper:
    spoken = tuple(view for view in views if not view.silent)
    read = spoken or views
    first = read[0]
    weights = rule_weights(read)
    kind = _type_of(read, weights, learned)
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


def rule_weights(read: Sequence[View]) -> Mapping[PaperType, float]:
    """What the rules say of the type of these pages of one paper: the title and the words of the first, and
    the words of the later ones."""
    first = read[0]
    weights: dict[PaperType, float] = defaultdict(float, first.type.weights)
    for view in read[1:]:
        for kind, weight in view.type.content.items():
            closes = kind is PaperType.LETTER and first.type.title is not None
            weights[kind] += 0.0 if closes else weight * LATER_PAGES
    return weights


def surely_titled(read: Sequence[View]) -> PaperType | None:
    """The type that the title of the first of these pages alone says."""
    title = read[0].type.title
    return title.type if title and title.weight >= SURE_TITLE else None


def title_type(read: Sequence[View]) -> PaperType | None:
    """The type that the title of the first of these pages speaks for."""
    title = read[0].type.title
    return title.type if title else None


def likeliest(sums: Mapping[PaperType, float], titled: PaperType | None) -> PaperType:
    """The type with the greatest sum. Which kind of visit a paper tells, its title says: all of them have the
    same words."""
    best = max(sums, key=lambda kind: sums[kind])
    return titled if titled in VISITS and best in VISITS else best


def _type_of(read: Sequence[View], weights: Mapping[PaperType, float], words: TypeWords) -> PaperType:
    """The type for which rules and learned words speak most together: a rule knows what it was made for, the
    words know what papers without a known title look like."""
    if not words.before:
        return heaviest(weights)
    sure = surely_titled(read)
    pages = tuple(view.paper for view in read)
    learned = weights_by_words(pages, words, letter=read[0].type.letter)

    def sum_of(kind: PaperType) -> float:
        by_rules = words.rules_count * min(MOST_OF_RULES, weights.get(kind, 0.0))
        return learned.get(kind, 0.0) + by_rules + (SURELY_TITLED if kind is sure else 0.0)

    best = likeliest({kind: sum_of(kind) for kind in PaperType}, title_type(read))
    return PaperType.ADDENDUM if best in REPORTS and heaviest(weights) is PaperType.ADDENDUM else best


def _of_the_practice(papers: Sequence[_Paper], request: Request, rules: PaperRules) -> Iterator[_Paper]:
    """Papers by others of the ordering provider's practice are the ordering provider's own. Notes that
    nobody signed are those of the practice that has the ordering provider's specialty in its name, or of
    somebody else."""
    specialty = _stems(request.ordering_provider.specialty)
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
        elif segment.role is AuthorRole.UNKNOWN and segment.type in TREATMENT and paper.letterhead:
            own = not practices and not specialty.isdisjoint(_stems(paper.letterhead))
            role = AuthorRole.ORDERING_PROVIDER if own else AuthorRole.OTHER_PROVIDER
            segment = replace(segment, role=role)
        yield replace(paper, segment=segment)


def _stems(name: str) -> frozenset[str]:
    """The words of a specialty or of a practice's name, without endings and without those that every
    specialty has."""
    words = (word.replace("paed", "ped") for word in said(name).split())
    return frozenset(word[:STEM] for word in words if len(word) > SHORTEST_STEM and word not in OF_ALL)


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
    if _shared(one.numbers, other.numbers) < SAME_NUMBERS or _told_apart(one, other):
        return False
    return _shared(one.words, other.words) >= SAME_WORDS


def _told_apart(one: _Paper, other: _Paper) -> bool:
    """Whether two papers differ in words that change what they say, as reports of both knees on one template
    do, or a corrected report and the one before. Where a machine read, it may have left a word out: then only
    one word instead of another counts."""
    ours, theirs = (one.words - other.words) & TELLING_APART, (other.words - one.words) & TELLING_APART
    read = any(view.paper.machine_read for view in (*one.views, *other.views))
    return bool(ours and theirs) if read else bool(ours or theirs)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 1.0
