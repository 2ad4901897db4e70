"""What document a page is of, by its title, its headings and field names, and who issues it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reviewer_app.domain.found import PaperType
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.paper_page import PaperLine, PaperPage, said
from reviewer_app.evidence.paper_profile import profiles_of
from reviewer_app.evidence.paper_rules import PaperRules
from reviewer_app.evidence.paper_title import OF_EVERY_CRAFT, Title, is_title, titles_of
from reviewer_app.evidence.paper_words import PaperBook, paper_book, singular
from reviewer_app.evidence.written_dates import written_dates

MOST_LINES_OF_A_HEAD = 24
TITLE_OF_EVERY_CRAFT, SURELY_THERAPY = 1.4, 7.0
"""The same for a title that therapists use too, where the words below it weigh so much for therapy."""
MOST_OF_CONTENT = 8.0
"""What words and parts of a page weigh together at most."""
TITLE = 1.8
"""How much more a title weighs than the words below it: forms name many papers that they are not."""
MOST_LETTERS_BETWEEN = 3
"""Words between those of a name, such as "of" and "and", are no longer."""
TELLING, MOST_TELLING = 1.2, 5.0
"""What a word weighs that hardly any other paper has, and all of them together at most."""
USUAL, MOST_USUAL = 0.4, 2.0
LETTERHEAD = 1.5
ADDRESSED, FEWEST_ADDRESSED = (
    frozenset(("to", "from", "pages", "fax", "re", "number of pages", "attention")),
    3,
)
"""How the lines of a cover begin, and how many of these a page must have to look like one."""
LETTER = 4.0
"""What a date, "RE:" and an address to somebody weigh together at the head of a page."""
_ABOUT = re.compile(r"^re\b\W", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"^(?:dear\b|to\b.{0,60}[:,]$|to whom)", re.IGNORECASE)
_BESIDE_A_NAME = re.compile(r"\s*[|{}\[\]]|\s+-\s+|\bCLIA\b|\bPAGE\b|\bTel\b|,? printed\b", re.IGNORECASE)
_WHEN_PRINTED = re.compile(r"^[\d/.,:\s-]+")


@dataclass(frozen=True, slots=True)
class PageType:
    """What a page may be of: weights by type, all in all and of the words below the title alone; the title
    that counted, ``None`` where it has none; the letterhead as it stands there; and whether a letter begins
    there."""

    weights: Mapping[PaperType, float] = field(default_factory=dict)
    content: Mapping[PaperType, float] = field(default_factory=dict)
    title: Title | None = None
    letterhead: str = ""
    letter: bool = False

    @property
    def best(self) -> PaperType:
        return heaviest(self.weights)


def heaviest(weights: Mapping[PaperType, float]) -> PaperType:
    """The type that weighs most; what weighs next to nothing is of no type."""
    best = max(weights, key=lambda kind: weights[kind], default=PaperType.OTHER)
    return best if weights.get(best, 0.0) > 1.0 else PaperType.OTHER


def page_type(page: PaperPage, rules: PaperRules) -> PageType:
    """What document the page is of, as far as the page itself tells."""
    return _typed(page, rules)


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _typed(page: PaperPage, rules: PaperRules) -> PageType:
    book = paper_book(rules)
    head = page.head[:MOST_LINES_OF_A_HEAD]
    letterhead = _letterhead(page, head, book)
    content = _content(page, letterhead, book)
    for kind, weight in profiles_of(page, rules).items():
        content[kind] = min(MOST_OF_CONTENT, content.get(kind, 0.0) + weight)
    titles = titles_of(page, head, letterhead, book)
    letter = _is_letter(head)
    if letter:
        content[PaperType.LETTER] = content.get(PaperType.LETTER, 0.0) + LETTER
        titles = tuple(title for title in titles if title.type is not PaperType.REQUEST_FORM)
    weights = dict(content)
    for title in reversed(titles):
        open_to_all = (
            title.type in OF_EVERY_CRAFT and content.get(PaperType.THERAPY_NOTE, 0.0) >= SURELY_THERAPY
        )
        weight = title.weight * (TITLE_OF_EVERY_CRAFT if open_to_all else TITLE)
        weights[title.type] = content.get(title.type, 0.0) + weight
    return PageType(weights, content, titles[0] if titles else None, letterhead, letter)


def _letterhead(page: PaperPage, head: tuple[PaperLine, ...], book: PaperBook) -> str:
    """The first line of the head that has the name of an institution, else of the foot or an edge."""
    texts = [line.text for line in head[:8]] + [line.text for line in page.foot] + list(page.edges)
    for line in texts:
        text = _BESIDE_A_NAME.split(_WHEN_PRINTED.sub("", line))[0].strip(" .,!?")
        words = said(text).split()
        named = any(word in book.institutions for word in words)
        if named and 1 < len(words) <= 9 and _like_a_name(text) and not _names_a_paper(text, words, book):
            return text
    return ""


def _names_a_paper(text: str, words: list[str], book: PaperBook) -> bool:
    """Whether a line with a word of institutions is rather a title: "Therapy extension request"."""
    votes = (word for word in words if singular(word) in book.title_words and word not in book.institutions)
    return next(votes, "") != "" or is_title(text, book)


def _like_a_name(text: str) -> bool:
    """Whether all longer words have capitals, as in the name of an institution."""
    return ":" not in text and all(
        word[0].isupper() for word in text.split() if len(word) > MOST_LETTERS_BETWEEN
    )


def _content(page: PaperPage, letterhead: str, book: PaperBook) -> dict[PaperType, float]:
    telling: dict[PaperType, float] = defaultdict(float)
    usual: dict[PaperType, float] = defaultdict(float)
    starts = {start for line in page.lines for start in _starts(line.said)}
    for words, kind in book.telling:
        if words in page.said:
            telling[kind] += TELLING
    for start in starts:
        for kind in book.usual.get(start, ()):
            usual[kind] += USUAL
    weights = {
        kind: min(MOST_TELLING, telling[kind]) + min(MOST_USUAL, usual[kind])
        for kind in PaperType
        if kind in telling or kind in usual
    }
    if len(ADDRESSED & starts) >= FEWEST_ADDRESSED:
        weights[PaperType.FAX_COVER] = weights.get(PaperType.FAX_COVER, 0.0) + LETTERHEAD * 2
    name = said(letterhead)
    for words, kind in book.letterheads:
        if words in name:
            weights[kind] = weights.get(kind, 0.0) + LETTERHEAD
    return weights


def _starts(line: str) -> Iterator[str]:
    words = line.split()[:4]
    for count in range(1, len(words) + 1):
        yield " ".join(words[:count])


def _is_letter(head: tuple[PaperLine, ...]) -> bool:
    """Whether a head has what letters have: a day by itself, what it is about, and to whom it is written."""
    texts = [line.text for line in head]
    dated = any(one.start == 0 and len(text) < 24 for text in texts for one in written_dates(text))
    about = any(_ABOUT.match(text) for text in texts)
    addressed = any(_TO_SOMEBODY.match(text) for text in texts)
    return (dated or addressed) and about
