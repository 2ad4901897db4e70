"""How likely a page of a paper shows an element: the weights of paper, author, words and dates, added up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.found import AuthorRole
from reviewer_app.domain.request import Request
from reviewer_app.evidence.element_cues import NOTHING, Told
from reviewer_app.evidence.element_papers import Paper, SearchedPage
from reviewer_app.evidence.element_rules import ElementRule, Timing
from reviewer_app.evidence.phrases import PhraseBook, tokens

BEFORE_CHANGE = -2.0
MOST_BEFORE_CHANGE = -0.4
"""A visit before the complaint began or changed does not show how it is now, whatever it tells: it is kept
below what is suggested."""

OLDER = {Timing.VISIT: -4.0, Timing.STUDY: -0.2, Timing.NONE: 0.0}
"""For each newer paper of the kind that stands before it, up to the third."""

SHOWS_NONE = -1.5
"""A page that shows no part of an element, although the rest of its paper may."""

MOST_UNTOLD = -0.8
"""The same of a page on which no sentence tells what an element asks to be told."""

OTHER_REGION = -2.0
OTHER_SIDE = -2.5
OWN_REGION = 0.7

LIKELY = 0.7
"""How sure it is who wrote a paper that nobody is known to have written (``Paper.likely``)."""

_MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What the request says that papers are measured by. ``since`` is the day of the change, else of the
    onset; ``regions`` are those of the request, ``sides`` left or right."""

    since: date | None
    regions: frozenset[str]
    sides: frozenset[str]

    @classmethod
    def of(cls, request: Request, regions: PhraseBook[str]) -> Asked:
        places = (request.body_region, *(line.body_region for line in request.services))
        sides = {request.laterality.lower(), *(line.laterality.lower() for line in request.services)}
        named = frozenset(hit.value for place in places for hit in regions.find(tokens(place)))
        sided = frozenset(sides & {"left", "right"})
        return cls(request.change_date or request.onset_date, named, sided)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may show an element. ``told`` is what the page itself says, ``logit`` the sum of all
    weights, ``too_early`` whether its visit was before the complaint began or changed."""

    paper: Paper
    page: SearchedPage
    told: Told
    logit: float
    too_early: bool = False

    def score(self, certainty: float) -> float:
        """The sum as a share, 0..1; 0.5 whatever the certainty where it is 0."""
        return 1.0 / (1.0 + math.exp(-certainty * self.logit))


def candidates(
    rule: ElementRule,
    papers: Sequence[Paper],
    told: Mapping[int, Mapping[str, Told]],
    element: str,
    asked: Asked,
) -> list[Candidate]:
    """All pages of the papers with their scores. ``told`` has what each page says, by its place."""
    own = [_own_logits(rule, paper, told, element, asked) for paper in papers]
    steps = _steps(rule, papers, [max(logits) for logits in own])
    found: list[Candidate] = []
    for number, (paper, logits) in enumerate(zip(papers, own, strict=True)):
        early = _too_early(rule, paper, asked)
        for page, alone in zip(paper.pages, logits, strict=True):
            logit = alone + OLDER[rule.timing] * steps.get(number, 0)
            if early:
                logit = min(logit + BEFORE_CHANGE, MOST_BEFORE_CHANGE)
            one = told[page.place].get(element, NOTHING)
            if rule.told and one.telling is None:
                logit = min(logit, MOST_UNTOLD)
            found.append(Candidate(paper, page, one, logit, early))
    return found


def _own_logits(
    rule: ElementRule, paper: Paper, told: Mapping[int, Mapping[str, Told]], element: str, asked: Asked
) -> list[float]:
    """What each page of a paper weighs, whatever other papers there are."""
    of_pages = [told[page.place].get(element, NOTHING) for page in paper.pages]
    needs = frozenset(rule.needs)
    common = (
        rule.base
        + rule.types.get(paper.type, rule.other_type)
        + _author_weight(rule, paper)
        + rule.missing * len(needs.difference(*(one.facets for one in of_pages)))
        + (_place_weight(paper, asked) if rule.side else 0.0)
    )
    return [
        common + one.weight + (SHOWS_NONE if needs and not one.facets & needs else 0.0) for one in of_pages
    ]


def _author_weight(rule: ElementRule, paper: Paper) -> float:
    known = rule.roles.get(paper.role, rule.other_role)
    if paper.likely is AuthorRole.UNKNOWN:
        return known
    return known + LIKELY * (rule.roles.get(paper.likely, rule.other_role) - known)


def _too_early(rule: ElementRule, paper: Paper, asked: Asked) -> bool:
    if rule.timing is not Timing.VISIT or paper.date is None or asked.since is None:
        return False
    return paper.date < asked.since


def _steps(rule: ElementRule, papers: Sequence[Paper], best: Sequence[float]) -> dict[int, int]:
    """For each paper how many newer ones there are that would be suggested by themselves, of the treating
    providers and of all others apart: a newer call about the appointment takes nothing from a visit.
    ``best`` is what the best page of each paper weighs."""
    steps: dict[int, int] = {}
    if rule.timing is Timing.NONE:
        return steps
    for treating in (True, False):
        dated = [
            (paper.date, -number)
            for number, paper in enumerate(papers)
            if paper.date is not None
            and rule.types.get(paper.type, rule.other_type) > 0
            and paper.treating is treating
        ]
        newer = 0
        for _, number in sorted(dated, reverse=True):
            steps[-number] = min(newer, _MOST_STEPS)
            newer += best[-number] >= 0
    return steps


def _place_weight(paper: Paper, asked: Asked) -> float:
    """What region and side of a paper say: nothing where either does not name any."""
    if asked.regions and paper.regions:
        if not asked.regions & paper.regions:
            return OTHER_REGION
        one_sided = asked.sides and paper.sides and "both" not in paper.sides
        if one_sided and not asked.sides & paper.sides:
            return OTHER_SIDE
        return OWN_REGION
    return 0.0
