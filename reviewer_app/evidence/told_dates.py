"""The dates that sentences tell: when it began and became worse, what was done and how long it helped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from reviewer_app.domain.found import FoundDate, FoundQuote, Milestone, PaperType
from reviewer_app.evidence.assertions import assertion_at
from reviewer_app.evidence.date_rules import DateRules
from reviewer_app.evidence.page_facts import PageFacts
from reviewer_app.evidence.phrases import PhraseBook, Token, tokens
from reviewer_app.evidence.statement_rules import Assertion, SectionKind, StatementRules
from reviewer_app.evidence.statements import Statement, page_statements
from reviewer_app.evidence.told_times import ToldTime, told_times

FARTHEST = 90
"""So many letters may stand between a word and the time that it tells something of."""
FARTHEST_OF = {
    Milestone.VISIT: 12,
    Milestone.IMAGING: 40,
    Milestone.PROCEDURE: 50,
    Milestone.TREATMENT: 75,
    Milestone.ONSET: 60,
    Milestone.CHANGE: 80,
    Milestone.NEW_INJURY: 75,
}
BEHIND = {Milestone.CHANGE: 5, Milestone.NEW_INJURY: 3, Milestone.ONSET: 8}
"""How many letters nearer a word must stand to count before another of the same distance."""
COMPLAINT_BEHIND = 30
"""The same for a complaint behind the time: "since March the pain is of another kind" tells no onset."""
CHANGED_COMPLAINT = 25
"""So near a word of change makes a complaint one that changed then."""
LASTING = (Milestone.CHANGE, Milestone.ONSET)
SPAN_OF_TREATMENT = 40
"""A time from one day to another is rather one of a treatment, by so many letters."""
WORD_BEHIND = 10
"""How many letters farther a word behind a time counts: times stand rather behind what they are of."""
OTHER_TIME_BETWEEN = 60
CLAUSE_BETWEEN = 8
"""The same for a word of another part of the sentence."""
LONGEST_QUOTE, LONGEST_WHAT = 300, 90
CUT = "…"
"""Stands where words were left out of what is told of a date; never in a quote."""

TOLD_IN = frozenset(
    (
        PaperType.CONSULT_NOTE,
        PaperType.OFFICE_NOTE,
        PaperType.HISTORY_PHYSICAL,
        PaperType.LETTER,
        PaperType.THERAPY_NOTE,
        PaperType.OTHER,
        PaperType.REQUEST_FORM,
    )
)
NOT_TOLD_IN = frozenset(
    (
        SectionKind.FAMILY_HISTORY,
        SectionKind.SOCIAL_HISTORY,
        SectionKind.ALLERGIES,
        SectionKind.COMPARISON,
        SectionKind.TECHNIQUE,
    )
)
_AT_WORK = re.compile(
    r"\b(?:work\w*|shifts?|duty|total|employ\w*|liv(?:es|ing)|married|divorced|retired|smok\w+|sober|quit|school"
    r"|looked at|seen|known to|off|patient of|member|enrolled|covered|job|nobody|no one|none)\b",
    re.IGNORECASE,
)
"""What is so since a day and is no complaint."""
_ENDED = re.compile(
    r"\b(?:stopped|quit|ended|finished|discontinued|held|weaned|off)(?: \w+)?"
    r" (?:on |in |about |around |since )*$",
    re.IGNORECASE,
)
"""What stands before was given up then: nothing began."""
_UNTIL = re.compile(
    r"\b(?:until|till|up to)\s+(?:(?:about|around|the|early|mid|late|middle of|end of|beginning of)[\s-]*)*$",
    re.IGNORECASE,
)
"""What stands before ended then: the time is of what comes behind."""
OF_A_VISIT = frozenset((PaperType.CONSULT_NOTE, PaperType.OFFICE_NOTE, PaperType.HISTORY_PHYSICAL))
OF_THE_COURSE = frozenset((SectionKind.NONE, SectionKind.HISTORY))
"""Parts of a note in which it is told since when something is as it is."""
_SINCE = re.compile(
    r"\b(?P<word>since|from|as of|starting|beginning)"
    r" (?:about |around |approximately |the |early |mid |middle of |end of |beginning of )*$",
    re.IGNORECASE,
)
NOT_SO = frozenset((Assertion.DENIED, Assertion.PLANNED, Assertion.SUPPOSED, Assertion.FAMILY))


@dataclass(frozen=True, slots=True)
class _Books:
    milestones: PhraseBook[Milestone]
    complaints: PhraseBook[None]
    begins: PhraseBook[None]
    response: PhraseBook[None]
    drugs: re.Pattern[str]


@lru_cache(maxsize=4)
def _books(rules: DateRules) -> _Books:
    return _Books(
        PhraseBook.of((word, one) for one in Milestone for word in rules.words(one)),
        PhraseBook.of((word, None) for word in rules.complaints),
        PhraseBook.of((word, None) for word in rules.begins),
        PhraseBook.of((word, None) for word in rules.response),
        re.compile(rf"\b[a-z]{{3,}}(?:{'|'.join(rules.drug_endings) or '(?!)'})\b", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that was found, from letter ``start`` up to ``end``."""

    start: int
    end: int

    def away(self, time: ToldTime) -> int:
        """How many letters stand between the word and the time."""
        return max(self.start - time.end, time.start - self.end, 0)

    def inside(self, time: ToldTime) -> bool:
        """Whether the word is of the time itself, as in "the fall of 2023"."""
        return self.start < time.end and time.start < self.end


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what was found in it."""

    statement: Statement
    facts: PageFacts
    times: tuple[ToldTime, ...]
    milestones: tuple[tuple[Milestone, _Word], ...]
    complaints: tuple[_Word, ...]
    begins: tuple[_Word, ...]
    response: tuple[_Word, ...]


def told_dates(
    facts: PageFacts,
    procedures: Sequence[date],
    rules: DateRules,
    statements: StatementRules,
    received: date | None = None,
) -> Iterator[FoundDate]:
    """What the sentences of one usable page tell. ``procedures`` are the days of those that have a paper of
    their own: what "helped for ten weeks" without a day is counted from the last before the note. In a paper
    without a date, days without a year are the latest before the request was ``received``."""
    segment = facts.segment
    if segment is None or segment.type not in TOLD_IN:
        return
    books = _books(rules)
    form = segment.type is PaperType.REQUEST_FORM
    for statement in page_statements(facts.page, statements):
        if statement.heading or statement.kind in NOT_TOLD_IN:
            continue
        times = told_times(statement.text, segment.date or received)
        past = tuple(
            one for one in times if (one.day <= segment.date if segment.date is not None else not one.days)
        )
        if not past:
            continue
        sentence = _sentence(statement, facts, past, books)
        for one in _dates_of(sentence, procedures, statements):
            visited = segment.type in OF_A_VISIT and one.day == segment.date
            own_visit = one.milestone is Milestone.VISIT and visited
            if not own_visit and (not form or one.milestone is Milestone.ONSET):
                yield one


def _sentence(
    statement: Statement, facts: PageFacts, times: tuple[ToldTime, ...], books: _Books
) -> _Sentence:
    words = tokens(statement.text)

    def placed(book: PhraseBook[None]) -> tuple[_Word, ...]:
        return tuple(_word(words, hit.first, hit.last) for hit in book.find(words))

    return _Sentence(
        statement,
        facts,
        times,
        (
            *((hit.value, _word(words, hit.first, hit.last)) for hit in books.milestones.find(words)),
            *((Milestone.TREATMENT, _Word(*hit.span())) for hit in books.drugs.finditer(statement.text)),
        ),
        placed(books.complaints),
        placed(books.begins),
        placed(books.response),
    )


def _word(words: Sequence[Token], first: int, last: int) -> _Word:
    return _Word(words[first].start, words[last - 1].end)


def _dates_of(
    sentence: _Sentence, procedures: Sequence[date], statements: StatementRules
) -> Iterator[FoundDate]:
    for time in sentence.times:
        response = _responded(sentence, time, procedures)
        if response is not None:
            yield response
            continue
        told = _milestone(sentence, time, statements)
        if told is not None:
            milestone, word = told
            days = time.day, time.until
            yield _found(sentence, milestone, word, time, *days, approximate=time.approximate)


def _responded(sentence: _Sentence, time: ToldTime, procedures: Sequence[date]) -> FoundDate | None:
    """A treatment that helped for a time: from the day that the sentence tells, or the last procedure."""
    told_on = sentence.facts.segment.date if sentence.facts.segment else None
    if not time.lasted or told_on is None:
        return None
    near = [word for word in sentence.response if word.away(time) <= FARTHEST]
    if not near:
        return None
    begun = [one.day for one in sentence.times if not one.lasted and one.start < time.start]
    before = [day for day in procedures if day < told_on]
    day = begun[-1] if begun else max(before, default=None)
    if day is None:
        return None
    until = day + timedelta(days=time.days)
    return _found(sentence, Milestone.TREATMENT, near[0], time, day, until, approximate=True)


def _milestone(
    sentence: _Sentence, time: ToldTime, statements: StatementRules
) -> tuple[Milestone, _Word] | None:
    """What a time is of: of the word that stands nearest, unless the sentence denies or plans it."""
    ends = time.until is None and bool(_UNTIL.search(sentence.statement.text[: time.start]))
    choices = [
        (_distance(sentence, word, time) + BEHIND.get(one, 0) - _bonus(one, time), one, word)
        for one, word in sentence.milestones
        if _reach(sentence, word, time) <= FARTHEST_OF[one]
        and not word.inside(time)
        and not (ends and word.end <= time.start)
        and not (one is Milestone.VISIT and time.approximate)
    ]
    if time.lasted:
        dated = any(not one.lasted for one in sentence.times)
        choices = [choice for choice in choices if choice[1] in LASTING and not dated]
        if dated:
            return None
    begun = _begun(sentence, time)
    if begun is not None:
        behind = BEHIND[Milestone.ONSET] if begun.end <= time.start else COMPLAINT_BEHIND
        choices.append((_distance(sentence, begun, time) + behind, Milestone.ONSET, begun))
    text, kind = sentence.statement.text, sentence.statement.kind
    for _, milestone, word in sorted(choices, key=lambda choice: choice[0]):
        if assertion_at(text, word.start, word.end, kind, statements) not in NOT_SO:
            return milestone, word
    if time.until:
        return Milestone.TREATMENT, _Word(time.start, time.end)
    since = None if time.lasted else _SINCE.search(text[: time.start])
    told = sentence.complaints and not _AT_WORK.search(text)
    if since and told and kind in OF_THE_COURSE:
        return Milestone.CHANGE, _Word(since.start(), time.end)
    return None


def _bonus(milestone: Milestone, time: ToldTime) -> int:
    return SPAN_OF_TREATMENT if milestone is Milestone.TREATMENT and time.until else 0


def _begun(sentence: _Sentence, time: ToldTime) -> _Word | None:
    """The complaint that began then: it stands near, and so does a word that says so; what became worse or
    is treated since did not begin."""
    most = FARTHEST_OF[Milestone.ONSET]
    if _ENDED.search(sentence.statement.text[: time.start]):
        return None
    if not time.lasted and not any(_reach(sentence, word, time) <= most for word in sentence.begins):
        return None
    near = [word for word in sentence.complaints if _reach(sentence, word, time) <= FARTHEST]
    begun = min(near, key=lambda word: word.away(time), default=None)
    if begun is None:
        return None
    for one, word in sentence.milestones:
        if word.inside(time):
            continue
        if one is Milestone.CHANGE and _between(word, begun) <= CHANGED_COMPLAINT:
            return None
        if one is Milestone.TREATMENT and word.away(time) < begun.away(time):
            return None
    return begun


def _between(word: _Word, other: _Word) -> int:
    return max(word.start - other.end, other.start - word.end, 0)


def _reach(sentence: _Sentence, word: _Word, time: ToldTime) -> int:
    """How many letters a word stands from a time, more where another time stands between."""
    between = any(
        word.end <= other.start < time.start or time.end <= other.start < word.start
        for other in sentence.times
        if other is not time
    )
    behind = WORD_BEHIND if word.start >= time.end else 0
    return word.away(time) + behind + (OTHER_TIME_BETWEEN if between else 0)


def _distance(sentence: _Sentence, word: _Word, time: ToldTime) -> int:
    """The same, more for a word of another part of the sentence: of several words the nearest counts."""
    text = sentence.statement.text
    apart = text[word.end : time.start] if word.end <= time.start else text[time.end : word.start]
    other = CLAUSE_BETWEEN if any(mark in apart for mark in ",;:") else 0
    return _reach(sentence, word, time) + other


def _found(
    sentence: _Sentence,
    milestone: Milestone,
    word: _Word,
    time: ToldTime,
    day: date,
    until: date | None,
    *,
    approximate: bool,
) -> FoundDate:
    page, text = sentence.facts.page, sentence.statement.text
    first, last = min(word.start, time.start), max(word.end, time.end)
    cited = FoundQuote(page.sha256, page.file, page.page, _excerpt(text, first, last, LONGEST_QUOTE))
    return FoundDate(milestone, _told_as(text, first, last), day, cited, until, approximate)


def _told_as(text: str, first: int, last: int) -> str:
    """What happened, in the words of the sentence; marked where they are cut."""
    told = _excerpt(text, first, last, LONGEST_WHAT)
    begun = "" if text.startswith(told) else f"{CUT} "
    return f"{begun}{told}" if text.endswith(told) else f"{begun}{told} {CUT}"


def _excerpt(text: str, first: int, last: int, most: int) -> str:
    """The whole text, or as many of its words as fit, from as far in front as those reach that stand from
    letter ``first`` to ``last``, which are kept in any case."""
    if len(text) <= most:
        return text
    begin = min(first, max(0, last - most))
    begin = (text.find(" ", begin, first) + 1 or first) if begin else 0
    end = max(last, begin + most)
    if end < len(text):
        end = max(text.rfind(" ", last, end), last)
    return text[begin:end].strip()
