"""What document a page is of, by its title, its headings and field names, and who issues it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from reviewer_app.domain.found import PaperType
from reviewer_app.evidence.misread_words import KnownWords
from reviewer_app.evidence.paper_page import MOST_PAGES_KEPT, PaperLine, PaperPage, said
from reviewer_app.evidence.paper_rules import PaperRules
from reviewer_app.evidence.written_dates import written_dates

MOST_WORDS_OF_A_TITLE = 14
MOST_LINES_OF_A_HEAD = 24
TITLE = 1.8
"""How much more a title weighs than the words below it: forms name many papers that they are not."""
MOST_LETTERS_BETWEEN = 3
"""Words between those of a name, such as "of" and "and", are no longer."""
FEWEST_TITLES_OF_A_LIST, OF_A_LIST = 3, 0.3
"""A line with so many titles or commas is a list of papers; what is left of the titles' weight then."""
LEAST_TITLE = 3.0
"""What weighs less is no title."""
SURE_TITLE = 5.5
"""The weight from which a title alone says what a paper is."""

TELLING, MOST_TELLING = 1.2, 5.0
"""What a word weighs that hardly any other paper has, and all of them together at most."""
USUAL, MOST_USUAL = 0.4, 2.0
LETTERHEAD = 1.5
ADDRESSED, FEWEST_ADDRESSED = (
    frozenset(("to", "from", "pages", "fax", "re", "number of pages", "attention")),
    3,
)
"""How the lines of a cover begin, and how many of these a page must have to look like one."""
ADDENDUM_FIRST = 2.5
"""What an addendum weighs more than the study whose name stands beside it in the title."""
LAST_WORDS = 0.4
"""What a phrase at the end of a title weighs more: "follow-up consultation" is a consultation."""
A_NAME_ALONE = 0.2
"""What is left of a title's weight where its words are part of a name, as in "Riverside Physical Therapy"."""

_LABELS = (
    "exam, examination, study, test, note type, document type, type, title, subject, re, report, procedure, "
    "service, encounter type, exam name, study description, exam description, regarding, procedure name, "
    "report type, type of study, type of exam, exam performed, study performed, name of study, about, form, "
    "document, note"
)
_LABELS_BEFORE_TITLES = frozenset(said(label).strip() for label in _LABELS.split(","))
_TAIL = re.compile(
    r"\b(?:date of (?:service|birth|exam|visit|report|procedure|study|letter)"
    r"|(?:service|visit|exam|study|encounter|report|admit|form) date(?! of)|dos|d\.?o\.?b\.?"
    r"|patient(?: name)?:|name:|mrn\b|seen on|account|acct|encounter:|page \d|pg \d|tel\b|phone|fax:|date:"
    r"|rev\.|\(rev|form [a-z]{2,4}-|\bid:"
    r"|acc(?:ession)?\b|member id)",
    re.IGNORECASE,
)
_BESIDE_A_NAME = re.compile(r"\s*[|{}\[\]]|\s+-\s+|\bCLIA\b|\bPAGE\b|\bTel\b|,? printed\b", re.IGNORECASE)
_WHEN_PRINTED = re.compile(r"^[\d/.,:\s-]+")
_FILLERS = frozenset(
    ("of", "the", "and", "for", "with", "to", "a", "in", "on", "by", "from", "your", "final", "report", "s")
)
_NAME_WORDS = frozenset(
    ("physical", "occupational", "speech", "emergency", "diagnostic", "clinical", "anatomic", "hand")
)


@dataclass(frozen=True, slots=True)
class Title:
    """A line that says what a paper is, as it stands there, and how much it weighs."""

    type: PaperType
    weight: float
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class PageType:
    """What a page may be of: weights by type, all in all and of the words below the title alone; the title
    that counted, ``None`` where it has none; and the letterhead as it stands there."""

    weights: Mapping[PaperType, float] = field(default_factory=dict)
    content: Mapping[PaperType, float] = field(default_factory=dict)
    title: Title | None = None
    letterhead: str = ""

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


@dataclass(frozen=True, slots=True)
class _Prepared:
    titles: Mapping[str, tuple[tuple[str, PaperType, int], ...]]
    """Titles by their first word, each as it is compared, with its type and its number of words."""
    telling: tuple[tuple[str, PaperType], ...]
    usual: Mapping[str, tuple[PaperType, ...]]
    letterheads: tuple[tuple[str, PaperType], ...]
    studies: tuple[str, ...]
    beside_studies: frozenset[str]
    places: frozenset[str]
    institutions: frozenset[str]
    known: KnownWords


@cache
def _prepared(rules: PaperRules) -> _Prepared:
    titles: dict[str, list[tuple[str, PaperType, int]]] = defaultdict(list)
    usual: dict[str, list[PaperType]] = defaultdict(list)
    telling: list[tuple[str, PaperType]] = []
    letterheads: list[tuple[str, PaperType]] = []
    for words in rules.papers:
        for title in words.titles:
            compared = said(title)
            titles[compared.split()[0]].append((compared, words.type, len(compared.split())))
        telling += [(said(one), words.type) for one in words.telling]
        letterheads += [(said(one), words.type) for one in words.letterheads]
        for one in words.usual:
            usual[said(one).strip()].append(words.type)
    studies = tuple(sorted((said(one) for one in rules.studies), key=len, reverse=True))
    places = frozenset(word for one in rules.study_places for word in said(one).split())
    study_words = frozenset(word for one in studies for word in one.split())
    institutions = frozenset(said(one).strip() for one in rules.institutions)
    known = {word for entries in titles.values() for title, _, _ in entries for word in title.split()}
    return _Prepared(
        {word: tuple(entries) for word, entries in titles.items()},
        tuple(telling),
        {words: tuple(types) for words, types in usual.items()},
        tuple(letterheads),
        studies,
        places | study_words | _FILLERS,
        places,
        institutions,
        KnownWords.of({*known, *places, *study_words, *institutions}),
    )


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _typed(page: PaperPage, rules: PaperRules) -> PageType:
    prepared = _prepared(rules)
    head = page.head[:MOST_LINES_OF_A_HEAD]
    letterhead = _letterhead(page, head, prepared)
    content = _content(page, letterhead, prepared)
    titles = sorted(_titles(page, head, prepared), key=lambda title: -title.weight)
    weights = dict(content)
    for title in reversed(titles):
        weights[title.type] = content.get(title.type, 0.0) + title.weight * TITLE
    return PageType(weights, content, titles[0] if titles else None, letterhead)


def _letterhead(page: PaperPage, head: tuple[PaperLine, ...], prepared: _Prepared) -> str:
    """The first line of the head that has the name of an institution, else of the foot or an edge."""
    texts = [line.text for line in head[:8]] + [line.text for line in page.foot] + list(page.edges)
    for line in texts:
        text = _BESIDE_A_NAME.split(_WHEN_PRINTED.sub("", line))[0].strip(" .,!?")
        words = said(text).split()
        named = any(word in prepared.institutions for word in words)
        if named and 1 < len(words) <= 9 and _like_a_name(text) and not _is_title(text, prepared):
            return text
    return ""


def _like_a_name(text: str) -> bool:
    """Whether all longer words have capitals, as in the name of an institution."""
    return ":" not in text and all(
        word[0].isupper() for word in text.split() if len(word) > MOST_LETTERS_BETWEEN
    )


def _is_title(text: str, prepared: _Prepared) -> bool:
    return any(weight >= SURE_TITLE for _, weight in _weighed(text, prepared))


def _content(page: PaperPage, letterhead: str, prepared: _Prepared) -> dict[PaperType, float]:
    telling: dict[PaperType, float] = defaultdict(float)
    usual: dict[PaperType, float] = defaultdict(float)
    starts = {start for line in page.lines for start in _starts(line.said)}
    for words, kind in prepared.telling:
        if words in page.said:
            telling[kind] += TELLING
    for start in starts:
        for kind in prepared.usual.get(start, ()):
            usual[kind] += USUAL
    weights = {
        kind: min(MOST_TELLING, telling[kind]) + min(MOST_USUAL, usual[kind])
        for kind in telling.keys() | usual.keys()
    }
    if len(ADDRESSED & starts) >= FEWEST_ADDRESSED:
        weights[PaperType.FAX_COVER] = weights.get(PaperType.FAX_COVER, 0.0) + LETTERHEAD * 2
    name = said(letterhead)
    for words, kind in prepared.letterheads:
        if words in name:
            weights[kind] = weights.get(kind, 0.0) + LETTERHEAD
    return weights


def _starts(line: str) -> Iterator[str]:
    words = line.split()[:4]
    for count in range(1, len(words) + 1):
        yield " ".join(words[:count])


def _titles(page: PaperPage, head: tuple[PaperLine, ...], prepared: _Prepared) -> Iterator[Title]:
    for place, line in enumerate(head):
        text = _title_part(line.text)
        for kind, weight in _weighed(text, prepared, misread=page.machine_read):
            if weight >= LEAST_TITLE:
                yield Title(kind, weight * _prominence(page, line, place), text, line.index)


def _prominence(page: PaperPage, line: PaperLine, place: int) -> float:
    """Titles stand high, in capitals or larger letters."""
    weight = 1.0 if place < 8 else 0.9 if line.rect.y0 < 0.25 * page.height else 0.7
    large = page.letters and line.rect.height >= 1.15 * page.letters
    return weight * (1.1 if large or line.text.isupper() else 1.0)


def _title_part(text: str) -> str:
    """What of a line may be a title: without dates and fields at its end; empty where it is prose."""
    tail = _TAIL.search(text)
    if tail:
        text = text[: tail.start()]
    dates = written_dates(text)
    if dates and dates[0].start > len(text) / 3:
        text = text[: dates[0].start]
    text = text.strip(" -|\u2013:,;*#=_.\u2022")
    words = text.split()
    prose = text[:1].islower() and len(words) > 3
    if not words or len(words) > MOST_WORDS_OF_A_TITLE or prose:
        return ""
    return text


def _weighed(text: str, prepared: _Prepared, *, misread: bool = False) -> Iterator[tuple[PaperType, float]]:
    """The types that a text may be the title of, each with the weight of the best phrase for it."""
    label, colon, value = text.partition(":")
    if colon and value.strip():
        if said(label).strip() in _LABELS_BEFORE_TITLES:
            text = value
        elif len(label.split()) < 2:
            text = value if "-" in label else ""
    elif colon:
        text = label
    words = said(text).split()
    if misread:
        words = [prepared.known.meant(word) for word in words]
    if not words:
        return
    compared = f" {' '.join(words)} "
    best: dict[PaperType, float] = {}
    phrases = tuple(_last_of_overlapping(words, prepared))
    many = len({place for place, _, _ in phrases}) >= FEWEST_TITLES_OF_A_LIST
    share = OF_A_LIST if many or text.count(",") >= FEWEST_TITLES_OF_A_LIST else 1.0
    for place, count, kind in phrases:
        weight = _phrase_weight(words, place, count, prepared) * share
        weight += ADDENDUM_FIRST if kind is PaperType.ADDENDUM and place == 0 else 0.0
        best[kind] = max(best.get(kind, 0.0), weight)
    study = _study_weight(compared, words, prepared)
    if study:
        best[PaperType.IMAGING_REPORT] = max(best.get(PaperType.IMAGING_REPORT, 0.0), study)
    yield from best.items()


def _last_of_overlapping(words: list[str], prepared: _Prepared) -> Iterator[tuple[int, int, PaperType]]:
    """The phrases of a title with their first word and their length, without those inside a longer one and
    those that run into a later one: a "follow-up consultation" is no follow-up."""
    found = [
        (place, count, kind)
        for place, word in enumerate(words)
        for title, kind, count in prepared.titles.get(word, ())
        if words[place : place + count] == title.split()
    ]
    for place, count, kind in found:
        end = place + count
        run_into = any(place < other < end < other + more for other, more, _ in found)
        inside = any(other <= place and end <= other + more and count < more for other, more, _ in found)
        if not run_into and not inside:
            yield place, count, kind


def _phrase_weight(words: list[str], place: int, count: int, prepared: _Prepared) -> float:
    phrase = words[place : place + count]
    others = [word for word in (*words[:place], *words[place + count :]) if _counts(word, prepared)]
    coverage = count / (count + len(others))
    weight = (4.0 + min(4.0, count)) * (0.3 + 0.7 * coverage)
    weight += LAST_WORDS if place + count == len(words) else 0.0
    part_of_a_name = all(word in prepared.institutions or word in _NAME_WORDS for word in phrase)
    return weight * (A_NAME_ALONE if part_of_a_name and others else 1.0)


def _counts(word: str, prepared: _Prepared) -> bool:
    """Whether a word beside a title's phrase takes from its weight: numbers and parts of the body do not."""
    return word not in _FILLERS and word not in prepared.places and not any(sign.isdigit() for sign in word)


def _study_weight(compared: str, words: list[str], prepared: _Prepared) -> float:
    """How much a text weighs as the title of a report of imaging: the name of a study and little else."""
    study = next((one for one in prepared.studies if one in compared), "")
    viewed = ("views" in words or "view" in words) and any(word in prepared.places for word in words)
    if not study and not viewed:
        return 0.0
    fitting = [word for word in words if word in prepared.beside_studies or any(map(str.isdigit, word))]
    coverage = len(fitting) / len(words)
    if coverage < 0.6 or (len(study.split()) == 1 and len(words) == 1 and len(words[0]) <= 3):
        return 0.0
    return 7.0 * coverage * (1.1 if compared.startswith(study or " ") else 1.0)
