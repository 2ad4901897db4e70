"""Learns what single words say of the type of a paper, and how well that tells types on cases it never saw.

python -m tests.benchmarks.paper_types [--work FOLDER] [--write]

The papers are those of the made-up cases for development, drawn as text. A word counts where it is one of
the records' words (resources/evidence/legibility.yaml, papers.yaml), since names of people and places would
only tell who wrote the cases, and where at least three cases have it. Multinomial logistic regression learns
the weights, the words that weigh most stay, and their weights are learned anew. What is printed is the share
of pages in a paper of the right type when cases are left out in turn: by the rules alone, by the words alone,
and by both. ``--write`` then learns from all cases and writes resources/evidence/type_words.yaml.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from reviewer_app.cli.policy import installed
from reviewer_app.domain.found import PageLegibility, PaperType
from reviewer_app.domain.page_reading import ReadLine
from reviewer_app.domain.pages import Rect
from reviewer_app.evidence.evidence_rules import EvidenceRules
from reviewer_app.evidence.legibility import known_words
from reviewer_app.evidence.paper_bounds import view_of
from reviewer_app.evidence.paper_rules import PaperRules
from reviewer_app.evidence.segments import (
    MOST_OF_RULES,
    SURELY_TITLED,
    likeliest,
    rule_weights,
    surely_titled,
    title_type,
)
from reviewer_app.evidence.type_by_words import NUMBER, Mark, marks_of, share_of, words_of
from reviewer_app.evidence.upright_page import upright_page
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.resources_folder import resources_folder
from reviewer_app.review.screen_case import screen_case
from tests.benchmarks.findings import build, cases_in
from tests.benchmarks.findings_data import read_truth

FEWEST_CASES = 3
"""Cases that must have a word: what fewer have may be one writer's."""

MOST_WORDS = 500
FOLDS, ROUNDS, RATE, DECAY = 10, 12, 0.5, 0.03
"""Parts that the cases are left out in; how often all papers are gone through, with what step, and how much
weights are drawn towards nothing."""

LEAST_WEIGHT = 0.5
"""Weights nearer to nothing are left out."""

RULES_COUNT, COUNTS_TRIED = 0.4, (0.2, 0.3, 0.4, 0.5, 0.6)
"""Log odds for each unit of the rules' weights. They know the older cases too well, for which they were made:
so what is chosen is less than what is best on all."""

OF_THE_PRINT = frozenset(
    (
        *(
            "confidential",
            "printed",
            "print",
            "chart",
            "viewer",
            "document",
            "page",
            "record",
            "number",
            "form",
        ),
        *("name", "sex", "born", "birth", "dob", "mrn", "date", "svc", "service", "desk", "intake"),
    )
)
"""Words that the made-up papers' stationery has, whatever they are."""

FIELDS = ("head", "headings", "anywhere", "form")
HEADER = """\
# What single words of a paper say of its type, where no rule knows its title: by word, what it adds to the
# log odds of each type, divided by the root of how many of these words the paper has. Learned from made-up
# papers by tests/benchmarks/paper_types.py, not worded by hand. Words are in small letters and in the
# singular, "#" is any number. `rules_count` is what a unit of the weights by titles and parts (papers.yaml)
# counts beside them, `before` what speaks for a type before any word is known. `head` are words of the first
# lines, `headings` those of headings and of field names, `anywhere` all words, `form` the form of a letter.
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is learned from: its marks, the rules' weights, the type that its title is sure of, the
    one that it speaks for, its type, and how many pages it has."""

    case: str
    marks: frozenset[Mark]
    by_rules: Mapping[PaperType, float]
    sure: PaperType | None
    titled: PaperType | None
    type: PaperType
    pages: int


Weights = dict[Mark, list[float]]
"""By mark the weight of each type, in the order of ``KINDS``."""
KINDS = tuple(PaperType)
BEFORE: Mark = ("", "before")
BEFORE_COUNTS = 0.3
"""What speaks for a type before any word is known, and how much it counts beside them."""


def papers_in(place: Path, library: PolicyLibrary, rules: EvidenceRules) -> Iterator[Paper]:
    """The papers of one case whose pages can be read, as the truth parts them."""
    truth = read_truth(place / "truth.json")
    screened = screen_case(library, place / "folder")
    read = {(page.read.file, page.number): page.read for one in screened.documents for page in one.pages}
    shown = [page for page in truth.pages if page.doc and page.legible and page.at in read]
    for (_, _, kind), group in groupby(shown, key=lambda page: (page.file, page.doc, page.type)):
        pages = [upright_page(read[page.at]) for page in group]
        views = [view_of(page, PageLegibility(1.0, legible=True), rules.papers) for page in pages]
        if not any(view.paper.lines for view in views):
            continue
        marks = marks_of([view.paper for view in views], letter=views[0].type.letter)
        counted = frozenset(mark for mark in marks if _counts(mark, rules))
        yield Paper(
            place.name,
            counted,
            rule_weights(views),
            surely_titled(views),
            title_type(views),
            PaperType(kind),
            len(views),
        )


def _counts(mark: Mark, rules: EvidenceRules) -> bool:
    """Whether a mark is of papers rather than of names and stationery."""
    place, word = mark
    if place == "form" or word == NUMBER:
        return True
    known = known_words([ReadLine(word, Rect(0, 0, 1, 1))], rules.legibility)[0] > 0
    return word not in OF_THE_PRINT and (known or word in _words_of_papers(rules.papers))


@cache
def _words_of_papers(rules: PaperRules) -> frozenset[str]:
    papers = (
        text
        for one in rules.papers
        for texts in (one.titles, one.title_words, one.telling, one.usual, one.letterheads)
        for text in texts
    )
    parts = (text for one in rules.profiles for part in one.parts for text in part)
    letters = (*rules.credentials.provider, *rules.credentials.therapist)
    texts = (*papers, *parts, *letters, *rules.institutions, *rules.crafts)
    return frozenset(word for text in texts for word in words_of(text))


def learned(papers: Sequence[Paper]) -> Weights:
    """The weights of the words that say most, learned from these papers."""
    cases: dict[Mark, set[str]] = defaultdict(set)
    for paper in papers:
        for mark in paper.marks:
            cases[mark].add(paper.case)
    usual = {mark for mark, among in cases.items() if len(among) >= FEWEST_CASES}
    first = _regression(papers, usual)
    most = sorted(usual, key=lambda mark: (-max(map(abs, first[mark])), mark))[:MOST_WORDS]
    weights = _regression(papers, frozenset(most))
    return {mark: [one if abs(one) >= LEAST_WEIGHT else 0.0 for one in row] for mark, row in weights.items()}


def _regression(papers: Sequence[Paper], marks: Collection[Mark]) -> Weights:
    """Multinomial logistic regression by stochastic gradients with steps that become smaller (AdaGrad)."""
    weights: Weights = {mark: [0.0] * len(KINDS) for mark in (*marks, BEFORE)}
    squares: Weights = {mark: [1e-3] * len(KINDS) for mark in (*marks, BEFORE)}
    of_mark = Counter(mark for paper in papers for mark in paper.marks if mark in weights)
    examples = [(_weighted(paper, weights), KINDS.index(paper.type)) for paper in papers]
    chance = random.Random("papers")
    for _ in range(ROUNDS):
        chance.shuffle(examples)
        for marked, right in examples:
            shares = _shares(_logits(marked, weights))
            for mark, value in marked:
                row, sums = weights[mark], squares[mark]
                decay = DECAY / of_mark[mark] if mark in of_mark else 0.0
                for kind, share in enumerate(shares):
                    slope = (share - (kind == right)) * value + decay * row[kind]
                    sums[kind] += slope * slope
                    row[kind] -= RATE * slope / math.sqrt(sums[kind])
    return weights


def _weighted(paper: Paper, weights: Weights) -> list[tuple[Mark, float]]:
    """The marks of a paper that count, each with its share of the sum."""
    known = sorted(mark for mark in paper.marks if mark in weights)
    return [*((mark, share_of(len(known))) for mark in known), (BEFORE, BEFORE_COUNTS)]


def _logits(marked: Sequence[tuple[Mark, float]], weights: Weights) -> list[float]:
    sums = [0.0] * len(KINDS)
    for mark, value in marked:
        for kind, weight in enumerate(weights[mark]):
            sums[kind] += value * weight
    return sums


def _shares(logits: Sequence[float]) -> list[float]:
    most = max(logits)
    odds = [math.exp(one - most) for one in logits]
    whole = sum(odds)
    return [one / whole for one in odds]


def left_out(papers: Sequence[Paper]) -> Iterator[tuple[Paper, list[float]]]:
    """Each paper with what words learned from other cases say of it."""
    cases = sorted({paper.case for paper in papers})
    for fold in range(FOLDS):
        held = frozenset(cases[fold::FOLDS])
        weights = learned([paper for paper in papers if paper.case not in held])
        for paper in papers:
            if paper.case in held:
                yield paper, _logits(_weighted(paper, weights), weights)


def _right(judged: Sequence[tuple[Paper, list[float]]], by_words: float, by_rules: float) -> float:
    """The share of pages whose paper's type has the greatest sum."""
    right = 0
    for paper, logits in judged:
        sums = {
            kind: by_words * (logit + (SURELY_TITLED if kind is paper.sure else 0.0))
            + by_rules * min(MOST_OF_RULES, paper.by_rules.get(kind, 0.0))
            for kind, logit in zip(KINDS, logits, strict=True)
        }
        right += paper.pages * (likeliest(sums, paper.titled) is paper.type)
    return right / sum(paper.pages for paper, _ in judged)


def _written(weights: Weights) -> Iterator[str]:
    yield HEADER.rstrip()
    yield f"rules_count: {RULES_COUNT}"
    yield f"before: {_told([BEFORE_COUNTS * one for one in weights[BEFORE]])}"
    for place in FIELDS:
        yield f"{place}:"
        for mark in sorted(weights):
            told = _told(weights[mark])
            if mark[0] == place and told != "{}":
                yield f'  "{mark[1]}": {told}'


def _told(row: Sequence[float]) -> str:
    """The weights that say something, the greatest first."""
    said = sorted(
        ((kind, weight) for kind, weight in zip(KINDS, row, strict=True) if weight),
        key=lambda one: -one[1],
    )
    return "{" + ", ".join(f"{kind}: {weight:.2f}" for kind, weight in said) + "}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, help="keeps drawn cases for the next run")
    parser.add_argument("--write", action="store_true", help="write the weights that all cases teach")
    chosen = parser.parse_args()
    rules = load_evidence_rules(resources_folder(), None)
    library = installed(None).library
    with tempfile.TemporaryDirectory() as temporary:
        folder = build("development", chosen.work or Path(temporary), (), text=True)
        papers = [paper for place in cases_in(folder, ()) for paper in papers_in(place, library, rules)]
    print(f"{len(papers)} papers of {len({paper.case for paper in papers})} cases")
    if chosen.write:
        target = resources_folder() / "evidence" / "type_words.yaml"
        target.write_text("\n".join(_written(learned(papers))) + "\n", encoding="utf-8")
        return
    judged = list(left_out(papers))
    print(f"rules alone {_right(judged, 0.0, 1.0):.3f}, words alone {_right(judged, 1.0, 0.0):.3f}")
    for count in COUNTS_TRIED:
        print(f"words and rules at {count}: {_right(judged, 1.0, count):.3f}")


if __name__ == "__main__":
    main()
