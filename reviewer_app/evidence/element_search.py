"""Where each element of the checklist may be (S3-S19).

Papers are read as sentences; what they say, what paper they are, who wrote them, and when, is weighed for
each element as the rules of resources/evidence/elements.yaml tell. Nothing is a gate but legibility and whose
page it is: both were decided before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reviewer_app.domain.found import ElementSearch, FoundQuote, Suggestion
from reviewer_app.evidence.day_words import day_words
from reviewer_app.evidence.element_cues import FEWEST_WORDS, CueIndex, cue_index, quote_of
from reviewer_app.evidence.element_papers import papers_to_search
from reviewer_app.evidence.element_rules import ElementRule, ElementRules
from reviewer_app.evidence.element_scores import Asked, Candidate, candidates
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.phrases import PhraseBook, tokens
from reviewer_app.evidence.statement_rules import SectionKind, StatementRules

KEPT_FROM = -1.7
"""Candidates whose weights add up to less are dropped: nothing but their type may speak for them."""

MOST_KEPT = 12
"""Suggestions for one element."""

AMONG_FIRST = 3
"""So many suggestions are of different papers where they can be."""


def search_elements(
    case: CaseToSearch, pages: Sequence[PageFacts], rules: ElementRules, statements: StatementRules
) -> Mapping[str, ElementSearch]:
    """The search for each element that the case asks for and the rules know, by its id."""
    elements = tuple(one for one in case.elements if one in rules.elements)
    papers = papers_to_search(pages, case.request, rules, statements)
    index = cue_index(rules, elements, statements)
    told = {page.place: index.told(page.statements) for paper in papers for page in paper.pages}
    regions = PhraseBook.of((word, name) for name, words in rules.regions.items() for word in words)
    asked = Asked.of(case.request, regions)
    searched = sum(facts.usable for facts in pages)
    unread = tuple(
        facts.page.key for facts in pages if facts.page.unread or facts.legibility.legible is False
    )
    found: dict[str, ElementSearch] = {}
    for element in elements:
        rule = rules.rule(element)
        ranked = _ranked(candidates(rule, papers, told, element, asked), rule)
        suggestions = tuple(_suggestions(element, rule, ranked, rules, index))
        found[element] = ElementSearch(element, suggestions, rule.looked_for, searched, unread)
    return found


def _ranked(found: Sequence[Candidate], rule: ElementRule) -> list[Candidate]:
    """The best first. Among the first there is one page of each paper that is suggested at all, unless
    another page of it shows a part of the element that those before do not; that of the best paper then
    comes next to it."""
    rest = sorted(
        (one for one in found if one.logit >= KEPT_FROM),
        key=lambda one: (-one.logit, one.page.place),
    )
    first = rest[:1]
    others = [one for one in rest[1:] if first[0].paper is one.paper]
    others += [one for one in rest[1:] if first[0].paper is not one.paper]
    for one in others:
        if len(first) == AMONG_FIRST:
            break
        if any(_says_the_same(one, other) for other in first):
            continue
        same = [other for other in first if other.paper is one.paper]
        if one.logit >= 0 and (not same or _adds(one, same, rule)):
            first.append(one)
    return [*first, *(one for one in rest if not any(one is other for other in first))][:MOST_KEPT]


def _says_the_same(one: Candidate, other: Candidate) -> bool:
    """Whether two pages would be quoted with the same words: one is a copy of the other."""
    if one.told.telling is None or other.told.telling is None or one.paper is other.paper:
        return False
    words = one.page.statements[one.told.telling].text
    return len(words) > _LONG and words == other.page.statements[other.told.telling].text


def _adds(one: Candidate, same: Sequence[Candidate], rule: ElementRule) -> bool:
    """Whether a page shows a part of the element that the pages of its paper before it do not. Of an element
    with several parts that have to be there, one page may hold some of each: there any part will do."""
    if len(rule.needs) > 1 and len(same) == 1:
        return bool(one.told.facets & frozenset(rule.needs))
    return bool(one.told.facets.difference(*(other.told.facets for other in same)))


def _suggestions(
    element: str, rule: ElementRule, ranked: Sequence[Candidate], rules: ElementRules, index: CueIndex
) -> Iterator[Suggestion]:
    """The ranked candidates as suggestions: none scores more than the one before it."""
    most = 1.0
    for one in ranked:
        page = one.page.facts.page
        most = min(most, one.score(rules.certainty))
        telling = one.told.telling
        quote = quote_of(one.page.statements, telling if telling is not None else _opening(one, index))
        found = FoundQuote(page.sha256, page.file, page.page, quote)
        yield Suggestion(element, found, round(most, 3), _why(rule, one, rules))


def _opening(one: Candidate, index: CueIndex) -> int:
    """The statement to quote where none tells more than the others: of what the paper comes to before what it
    begins with, a full sentence before a part of one, and no line that every page has."""
    statements = one.page.statements

    def fitness(place: int) -> tuple[bool, int, bool, bool, int]:
        statement = statements[place]
        words = tokens(statement.text)
        conclusion = _CONCLUSIONS.index(statement.kind) if statement.kind in _CONCLUSIONS else -1
        return (
            not statement.heading and not index.on_every_page(words),
            conclusion if len(words) >= FEWEST_WORDS else -1,
            statement.text.endswith("."),
            len(statement.text) > _LONG,
            -place,
        )

    return max(range(len(statements)), key=fitness)


_CONCLUSIONS = (
    SectionKind.HISTORY,
    SectionKind.FINDINGS,
    SectionKind.PROCEDURE,
    SectionKind.SPECIMEN,
    SectionKind.RESPONSE,
    SectionKind.ASSESSMENT,
    SectionKind.IMPRESSION,
)
"""Sections that tell what a paper is about, the most telling last."""

_LONG = 30


def _why(rule: ElementRule, one: Candidate, rules: ElementRules) -> str:
    """The reason in words: what is there, in which paper, of when, by whom."""
    paper = one.paper
    words = f"{rule.reason} in {rules.papers.get(paper.type, 'a page')}"
    if paper.date is not None:
        words += f" of {day_words(paper.date)}"
    author = rules.authors.get(paper.role, "")
    if author:
        words += f" by {author}"
    return f"{words}; before the complaint began or changed" if one.too_early else words
