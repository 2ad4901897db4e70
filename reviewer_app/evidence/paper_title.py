"""The line that says what a paper is, at the head of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer_app.domain.found import PaperType
from reviewer_app.evidence.paper_page import PaperLine, PaperPage, said, stands_alone
from reviewer_app.evidence.paper_words import FILLERS, PaperBook, singular
from reviewer_app.evidence.written_dates import written_dates

MOST_WORDS_OF_A_TITLE = 14
FEWEST_TITLES_OF_A_LIST, OF_A_LIST = 3, 0.3
"""A line with so many titles or commas is a list of papers; what is left of the titles' weight then."""
LEAST_TITLE = 3.0
"""What weighs less is no title."""
SURE_TITLE = 5.5
"""The weight from which a title alone says what a paper is."""
ADDENDUM_FIRST = 4.5
"""What an addendum weighs more than the study whose name stands before or behind it in the title."""
JOINING = frozenset(("with", "and", "including", "incl", "plus"))
"""Words before an addendum that stands below the whole report."""
LAST_WORDS = 0.4
"""What a phrase at the end of a title weighs more: "follow-up consultation" is a consultation."""
A_NAME_ALONE = 0.2
"""What is left of a title's weight where its words are part of a name, as in "Riverside Physical Therapy"."""
LARGE = 1.06
"""From how many heights of the page's usual lines on a line is in larger letters."""
MOST_WORDS_OF_A_FIRST_LINE = 6
HEADLINE_ABOVE = 0.24
"""The share of the page's height, from the top, in which its headline stands."""
BESIDE_A_HEADLINE = 0.6
"""What is left of the weight of other lines where a page has a headline: fields and cells name papers too."""
WORD_OF_A_HEADLINE, LAST_OF_A_HEADLINE = 3.4, 1.0
"""What a single word of a headline weighs that papers of a type are headed with, and more if it ends it."""

CRAFT = 1.8
"""What the word of a craft weighs more before a word that every craft uses, as a "PT visit" is therapy, and
the word of a request at the end."""
LONGEST_SHORT_CRAFT = 3
"""Crafts of so few letters, such as PT and OT, are other words too, but before such a word."""
OF_EVERY_CRAFT = frozenset(
    (PaperType.OFFICE_NOTE, PaperType.CONSULT_NOTE, PaperType.OTHER, PaperType.LETTER, PaperType.THERAPY_NOTE)
)
"""Papers that people of every craft write."""

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
_NAME_WORDS = frozenset(
    ("physical", "occupational", "speech", "emergency", "diagnostic", "clinical", "anatomic", "hand")
)
_ABOUT = re.compile(r"^re\b", re.IGNORECASE)
_HEAD_ENDS = frozenset(
    ("for", "of", "to", "before", "after", "about", "with", "by", "from", "without", "beyond")
)


@dataclass(frozen=True, slots=True)
class Title:
    """A line that says what a paper is, as it stands there, and how much it weighs."""

    type: PaperType
    weight: float
    text: str
    line: int


def titles_of(
    page: PaperPage, head: tuple[PaperLine, ...], letterhead: str, book: PaperBook
) -> tuple[Title, ...]:
    """The lines of the head that may say what the paper is, the weightiest first."""
    return tuple(sorted(_titles(page, head, letterhead, book), key=lambda title: -title.weight))


def is_title(text: str, book: PaperBook) -> bool:
    """Whether a line alone says what a paper is."""
    return any(weight >= SURE_TITLE for _, weight in _weighed(text, book))


def _titles(
    page: PaperPage, head: tuple[PaperLine, ...], letterhead: str, book: PaperBook
) -> Iterator[Title]:
    headlines = {line.index for line in _headlines(page, head, letterhead)}
    for place, line in enumerate(head):
        text = _title_part(line.text)
        weights = dict(_weighed(text, book, misread=page.machine_read))
        if line.index in headlines:
            for kind, weight in _votes(text, book).items():
                weights[kind] = max(weights.get(kind, 0.0), weight)
        beside = BESIDE_A_HEADLINE if headlines and line.index not in headlines else 1.0
        for kind, weight in weights.items():
            prominent = weight * _prominence(page, line, place) * beside
            if weight >= LEAST_TITLE and prominent >= LEAST_TITLE * BESIDE_A_HEADLINE:
                yield Title(kind, prominent, text, line.index)


def _headlines(page: PaperPage, head: tuple[PaperLine, ...], letterhead: str) -> list[PaperLine]:
    """The lines in larger letters high on the page, and what a letter is about; where there are none, the
    first line that may be a title. What a machine read has no sure sizes: there only capitals count."""
    found: list[PaperLine] = []
    first: PaperLine | None = None
    after = False
    for line in head:
        if line.rect.y0 > HEADLINE_ABOVE * page.height:
            break
        large = line.rect.height >= LARGE * page.letters and not page.machine_read
        capitals = page.machine_read and line.text.isupper()
        title = _title_part(line.text.replace(letterhead, "") if letterhead else line.text)
        own = bool(title)
        if after or (own and (large or capitals)):
            found.append(line)
        short = len(line.text.split()) <= MOST_WORDS_OF_A_FIRST_LINE
        field = ": " in title and said(title.partition(":")[0]).strip() not in _LABELS_BEFORE_TITLES
        begins = own and not field and not line.text[:1].islower()
        if first is None and begins and short and stands_alone(line, head):
            first = line
        after = bool(_ABOUT.match(line.text))
    return found or ([first] if first else [])


def _votes(text: str, book: PaperBook) -> dict[PaperType, float]:
    """The types that single words of a headline speak for: of its main words, before "for" and "of"."""
    words = [word for word in said(text.partition("(")[0]).split() if not any(map(str.isdigit, word))]
    ends = next((place for place, word in enumerate(words) if place and word in _HEAD_ENDS), len(words))
    votes: dict[PaperType, float] = {}
    if words and words[0] in _HEAD_ENDS:
        return votes
    last = book.title_words.get(singular(words[ends - 1]), ()) if words else ()
    open_end = bool(last) and OF_EVERY_CRAFT.issuperset(last)
    for place, word in enumerate(words[:ends]):
        ending = place == ends - 1
        craft = word in book.crafts
        if craft and len(word) <= LONGEST_SHORT_CRAFT and (ending or not open_end):
            continue
        for kind in book.title_words.get(singular(word), ()):
            asks = kind is PaperType.REQUEST_FORM and kind in last
            weight = WORD_OF_A_HEADLINE + (LAST_OF_A_HEADLINE if ending else 0.0)
            weight += CRAFT if asks or (craft and open_end and not ending) else 0.0
            votes[kind] = max(votes.get(kind, 0.0), weight)
    return votes


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


def _weighed(text: str, book: PaperBook, *, misread: bool = False) -> Iterator[tuple[PaperType, float]]:
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
        words = [book.known.meant(word) for word in words]
    if not words:
        return
    study = _study_weight(f" {' '.join(words)} ", words, book)
    words = [singular(word) for word in words]
    best: dict[PaperType, float] = {}
    phrases = tuple(_last_of_overlapping(words, book))
    many = len({place for place, _, _ in phrases}) >= FEWEST_TITLES_OF_A_LIST
    share = OF_A_LIST if many or text.count(",") >= FEWEST_TITLES_OF_A_LIST else 1.0
    for place, count, kind in phrases:
        weight = _phrase_weight(words, place, count, book) * share
        weight += ADDENDUM_FIRST if kind is PaperType.ADDENDUM and _stands_apart(words, place, count) else 0.0
        best[kind] = max(best.get(kind, 0.0), weight)
    if study:
        best[PaperType.IMAGING_REPORT] = max(best.get(PaperType.IMAGING_REPORT, 0.0), study)
    yield from best.items()


def _stands_apart(words: list[str], place: int, count: int) -> bool:
    """Whether a phrase begins a title, or ends it but for a number, not joined to what stands before."""
    if place == 0:
        return True
    ends = all(word.isdigit() for word in words[place + count :])
    return ends and words[place - 1] not in JOINING


def _last_of_overlapping(words: list[str], book: PaperBook) -> Iterator[tuple[int, int, PaperType]]:
    """The phrases of a title with their first word and their length, without those inside a longer one and
    those that run into a later one: a "follow-up consultation" is no follow-up."""
    found = [
        (place, count, kind)
        for place, word in enumerate(words)
        for title, kind, count in book.titles.get(word, ())
        if words[place : place + count] == title.split()
    ]
    for place, count, kind in found:
        end = place + count
        run_into = any(place < other < end < other + more for other, more, _ in found)
        inside = any(other <= place and end <= other + more and count < more for other, more, _ in found)
        if not run_into and not inside:
            yield place, count, kind


def _phrase_weight(words: list[str], place: int, count: int, book: PaperBook) -> float:
    phrase = words[place : place + count]
    beside = (*words[:place], *words[place + count :])
    others = [word for word in beside if _counts(word, book) or (count == 1 and word.isdigit())]
    coverage = count / (count + len(others))
    weight = (4.0 + min(4.0, count)) * (0.3 + 0.7 * coverage)
    weight += LAST_WORDS if place + count == len(words) else 0.0
    part_of_a_name = all(word in book.institutions or word in _NAME_WORDS for word in phrase)
    return weight * (A_NAME_ALONE if part_of_a_name and others else 1.0)


def _counts(word: str, book: PaperBook) -> bool:
    """Whether a word beside a title's phrase takes from its weight: numbers and parts of the body do not."""
    return word not in FILLERS and word not in book.places and not any(sign.isdigit() for sign in word)


def _study_weight(compared: str, words: list[str], book: PaperBook) -> float:
    """How much a text weighs as the title of a report of imaging: the name of a study and little else."""
    study = next((one for one in book.studies if one in compared), "")
    viewed = ("views" in words or "view" in words) and any(word in book.places for word in words)
    if not study and not viewed:
        return 0.0
    fitting = [word for word in words if word in book.beside_studies or any(map(str.isdigit, word))]
    coverage = len(fitting) / len(words)
    if coverage < 0.6 or (len(study.split()) == 1 and len(words) == 1 and len(words[0]) <= 3):
        return 0.0
    return 7.0 * coverage * (1.1 if compared.startswith(study or " ") else 1.0)
