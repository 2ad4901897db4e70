"""What the ordering provider reads on studies that there are reports of, passage by passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from reviewer_app.domain.discrepancy import Study
from reviewer_app.domain.found import AuthorRole, PaperType, Segment
from reviewer_app.evidence.phrases import PhraseBook, Token, tokens
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.reading_sources import ReadingSources, Said, StudyReport
from reviewer_app.evidence.statement_rules import Assertion, SectionKind
from reviewer_app.evidence.told_times import told_times
from reviewer_app.evidence.written_dates import MONTH_WORD, MONTHS, written_dates

NOTES = frozenset(
    {
        PaperType.CONSULT_NOTE,
        PaperType.OFFICE_NOTE,
        PaperType.HISTORY_PHYSICAL,
        PaperType.LETTER,
        PaperType.PROCEDURE_REPORT,
        PaperType.ADDENDUM,
        PaperType.OTHER,
    }
)
ORDERING = frozenset({AuthorRole.ORDERING_PROVIDER, AuthorRole.SERVICING_PROVIDER, AuthorRole.UNKNOWN})
ASSERTED = frozenset({Assertion.PRESENT, Assertion.DENIED, Assertion.PAST})

MOST_DAYS_UNREAD = 14
"""So much later a study may be reported that its provider has seen before, as one of the office is."""
LAST_MONTH = 12
LONGEST_PASSAGE = 5
"""So many sentences behind the one that says that the images were looked at still tell what was seen."""

SHORTER_PASSAGE = 2
"""The same behind a sentence that only tells what images show."""

OWN, JUDGES, SEES, LOOKS, PICTURES = "own", "judges", "sees", "looks", "pictures"
TOLD, AGREES, DISPUTES, FILED = "told", "agrees", "disputes", "filed"
_ME = frozenset(("i", "i've", "i'd", "me", "my", "myself", "mine", "we", "we've", "our", "us", "ourselves"))
_PAST = ("ed", "ent", "aw", "ut")
"""How looked, went, saw and put end, and most else that was done."""
_OPENING = 3
"""A word of looking among the first so many of a sentence needs no "I": "Looked at the MRI again"."""
_SHORT_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?![\d/-])")
"""A day as notes write it among themselves, without the year."""
_BY_MY = re.compile(
    r"\b(?:on|by|in|to|at|from|after|under) (?:my|our)\b(?! (?:office|clinic|opinion of|care|patient))",
    re.IGNORECASE,
)
"""By whose eye it is judged: "on my pass through the thin cuts"."""
_SCREEN = re.compile(
    r"\b(?:screen|viewer|workstation|monitor|pacs|display|light ?box|computer|console|ruler|calipers?)\b",
    re.IGNORECASE,
)
_HERE = re.compile(r"\b(?:here|in (?:the )?(?:clinic|office|room|theatre))\b", re.IGNORECASE)
"""Where images are looked at: on the writer's own screen, or in the office."""
_MONTH = re.compile(
    rf"\b(?:the|of|from|last|his|her|their|this)\s+({MONTH_WORD})\b(?!\.?\s*\d)", re.IGNORECASE
)
_MINE = re.compile(r"\b(?:I|my)\b", re.IGNORECASE)


@dataclass(slots=True)
class Passage:
    """What one note says of one study, from the sentence that names it on.

    ``looked`` is whether the writer says that the images were looked at, or whose eye it is; ``agrees``,
    ``disputes`` and ``filed`` are what the note says of the report: that it says the same, that it says
    something else, or only that it came.
    """

    report: StudyReport
    said: list[Said] = field(default_factory=list)
    looked: bool = False
    agrees: bool = False
    disputes: bool = False
    filed: bool = False

    def hear(self, said: Said, voices: frozenset[str], *, looked: bool) -> None:
        """One more sentence; what it tells of the report is no reading of the images."""
        self.looked = self.looked or looked
        self.agrees = self.agrees or AGREES in voices
        self.disputes = self.disputes or (DISPUTES in voices and AGREES not in voices)
        told = TOLD in voices and not _MINE.search(said.text)
        read = said.assertion in ASSERTED or (self.looked and said.assertion is Assertion.SUPPOSED)
        if not told and FILED not in voices and read:
            self.said.append(said)


class Voices:
    """Whose reading sentences tell, and what they say of the report. The phrases of the lists overlap."""

    def __init__(self, rules: ReadingRules) -> None:
        lists = {
            OWN: rules.own_reading,
            JUDGES: rules.own_judgement,
            SEES: rules.own_seeing,
            LOOKS: rules.looking,
            PICTURES: rules.pictures,
            TOLD: rules.told_reading,
            AGREES: rules.agreement,
            DISPUTES: rules.dispute,
            FILED: rules.report_filed,
        }
        self._book = PhraseBook.of((word, name) for name, words in lists.items() for word in words)

    def names(self, text: str) -> frozenset[str]:
        """The lists that have a phrase in the text."""
        return frozenset(hit.value for hit in self._book.find_all(tokens(text)))


@lru_cache(maxsize=2)
def _voices(rules: ReadingRules) -> Voices:
    return Voices(rules)


def own_readings(sources: ReadingSources, rules: ReadingRules) -> Iterator[Passage]:
    """What the ordering provider reads on studies that there are reports of."""
    for segment in sources.papers:
        own = segment.type in NOTES and segment.role in ORDERING and segment.repeats is None
        if own and not sources.reads_again(segment):
            yield from _Note(segment, sources, rules).passages()


def _sentences_behind(voices: frozenset[str], *, looked: bool) -> int:
    """How many sentences behind the one that names a study still tell what it shows."""
    if looked:
        return LONGEST_PASSAGE
    return SHORTER_PASSAGE if OWN in voices else 0


def says_looked(text: str, voices: frozenset[str], *, of_images: bool) -> bool:
    """Whether a sentence says that its writer looked at images, or judges by the own eye; ``of_images`` is
    whether it or what it stands in is about images."""
    if JUDGES in voices or not of_images:
        return JUDGES in voices
    if SEES in voices or _BY_MY.search(text):
        return True
    mine = not _ME.isdisjoint(token.word for token in tokens(text))
    if _SCREEN.search(text) and (mine or _HERE.search(text)):
        return True
    return LOOKS in voices and (mine or _begins_with_looking(tokens(text)))


def _begins_with_looking(words: Sequence[Token]) -> bool:
    """Whether a sentence begins with something done, as those without an "I" do."""
    return any(word.word.endswith(_PAST) for word in words[:_OPENING])


class _Note:
    """One note of the ordering provider, read in its order."""

    def __init__(self, segment: Segment, sources: ReadingSources, rules: ReadingRules) -> None:
        self._segment = segment
        self._sources = sources
        self._voices = _voices(rules)

    def passages(self) -> Iterator[Passage]:
        """A passage for each study that is read; its flags are those of the note."""
        found: dict[Study, Passage] = {}
        current: Passage | None = None
        last: Passage | None = None
        section: SectionKind | None = None
        behind = most = 0
        filed = False
        for said in self._sources.said_in(self._segment):
            voices = self._voices.names(said.text)
            if said.section is not section:
                current, last, section = None, None, said.section
            behind += 1
            if behind > most and section is not SectionKind.STUDIES:
                current = None
            images = bool(said.modalities) or PICTURES in voices
            near = current is not None or (last is not None and behind <= LONGEST_PASSAGE)
            looked = says_looked(said.text, voices, of_images=images or near)
            filed = filed or FILED in voices
            opens = said.modalities or OWN in voices or looked or section is SectionKind.STUDIES
            if current is None and not images and (looked or DISPUTES in voices):
                current, behind, most = last, 0, 0
            if said.modalities or (looked and images) or (opens and current is None):
                report = self._meant(said)
                current = found.setdefault(report.study, Passage(report)) if report else None
                left = most - behind if last is not None and last.looked else 0
                behind, most = 0, max(left, _sentences_behind(voices, looked=looked))
            elif looked:
                most = behind + LONGEST_PASSAGE
            if current is not None:
                last = current
                current.hear(said, voices, looked=looked)
        for passage in found.values():
            passage.filed = filed
            yield passage

    def _meant(self, said: Said) -> StudyReport | None:
        """The report on the study that a statement is about: that of the day it names, else the newest of its
        kind and region before the note; ``None`` where there is none, as for films that only the provider
        read."""
        fitting = [
            report
            for report in self._sources.reports
            if (not said.modalities or not report.modalities or report.modalities & said.modalities)
            and _known_to(report, self._segment, MOST_DAYS_UNREAD if said.modalities else 0)
        ]
        named = tuple(_days_named(said.text, self._segment.date))
        of_day = [report for report in fitting if any(fits(report.study.date) for fits in named)]
        if of_day:
            fitting = of_day
        elif named and any(one.exact for one in named) and all(one.study.date for one in fitting):
            return None
        regions = self._sources.regions(said.text)
        of_region = [one for one in fitting if regions & one.regions] if regions else []
        strange = [one for one in fitting if regions and one.regions and not regions & one.regions]
        rest = of_region or [one for one in fitting if one not in strange]
        return max(rest, key=lambda report: report.study.date or date.min, default=None)


@dataclass(frozen=True, slots=True)
class _Named:
    """A time that a sentence names: a day, or a month of which the day is not told."""

    day: date
    exact: bool

    def __call__(self, made: date | None) -> bool:
        if made is None:
            return False
        if not self.exact:
            return (made.year, made.month) == (self.day.year, self.day.month)
        return made in _readings_of(self.day)


def _days_named(text: str, told_on: date | None) -> Iterator[_Named]:
    written = written_dates(text)
    yield from (_Named(one.day, exact=True) for one in written)
    for time in told_times(text, told_on):
        if not time.lasted and time.until is None:
            yield _Named(time.day, exact=not time.approximate)
    if told_on is not None:
        yield from _short_days(text, told_on)
        yield from _months(text, told_on)


def _short_days(text: str, told_on: date) -> Iterator[_Named]:
    for match in _SHORT_DAY.finditer(text):
        first, second = int(match[1]), int(match[2])
        for month, day in {(first, second), (second, first)}:
            for year in (told_on.year, told_on.year - 1):
                try:
                    yield _Named(date(year, month, day), exact=True)
                except ValueError:
                    continue


def _months(text: str, told_on: date) -> Iterator[_Named]:
    """Months by which studies are called: "the April MRI"."""
    for match in _MONTH.finditer(text):
        month = MONTHS.index(match[1][:3].lower()) + 1
        yield _Named(date(told_on.year - (month > told_on.month), month, 1), exact=False)


def _readings_of(day: date) -> Iterable[date]:
    """A day, and what it is when the day and the month were written the other way round."""
    return (day, day.replace(month=day.day, day=day.month)) if day.day <= LAST_MONTH else (day,)


def _known_to(report: StudyReport, note: Segment, days: int) -> bool:
    """Whether the study was made, and reported but for so many days, when the note was written."""
    made = report.study.date
    return note.date is None or made is None or made <= note.date + timedelta(days=days)
