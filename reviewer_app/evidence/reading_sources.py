"""Who says what of which imaging study: the radiologists in their reports, the ordering provider in notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from reviewer_app.domain.discrepancy import Study
from reviewer_app.domain.found import AuthorRole, FoundQuote, PaperType, Segment
from reviewer_app.evidence.named_words import NamedWords
from reviewer_app.evidence.observations import Observation, ObservationReader, Place, levels_in, sides_in
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.statement_rules import Assertion, SectionKind, StatementRules
from reviewer_app.evidence.statements import Statement, page_statements
from reviewer_app.evidence.written_dates import written_dates

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
UNTOLD = frozenset(
    {PaperType.POLICY_EXCERPT, PaperType.PLAN_DOCUMENT, PaperType.REQUEST_FORM, PaperType.FAX_COVER}
)
"""Papers that tell nothing of the member's studies by themselves."""

LAST_MONTH = 12
ORDERING = frozenset({AuthorRole.ORDERING_PROVIDER, AuthorRole.SERVICING_PROVIDER, AuthorRole.UNKNOWN})
NOT_READ = frozenset({SectionKind.INDICATION, SectionKind.TECHNIQUE, SectionKind.COMPARISON})
"""Parts of a report that tell no finding of the study."""

MOST_DAYS_UNREAD = 14
"""So much later a study may be reported that its provider has seen before, as one of the office is."""

HEAD_LINES = 12
"""So many lines at the top of a report tell what study it is of."""

OWN, TOLD, AGREES = "own", "told", "agrees"
ADDENDUM = re.compile(r"\baddend", re.IGNORECASE)
_SHORT_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.](\d{1,2})(?![\d/.-])")
"""A day as notes write it among themselves, without the year."""

_LABEL = re.compile(r"\A([A-Z][\w/ ,()-]{2,60}):")
_TITLE_REST = re.compile(
    r"\b(?:with(?:out)?|and|of|the|contrast|w|wo|iv|intravenous|views?|complete|limited|left|right|bilateral|report|"
    r"exam(?:ination)?|study|scan|\d+)\b|[^\w\s]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with what it says of imaging. ``day`` is that of its paper, ``addendum`` whether it stands
    in an addendum."""

    found: FoundQuote
    text: str
    section: SectionKind
    assertion: Assertion
    observations: tuple[Observation, ...] = ()
    modalities: frozenset[str] = frozenset()
    day: date | None = None
    addendum: bool = False


@dataclass(frozen=True, slots=True)
class StudyReport:
    """What the radiologist says of one study, addenda left out."""

    study: Study
    segment: Segment
    said: tuple[Said, ...]


class ReadingWords:
    """The words of the rules by which papers are read, prepared."""

    def __init__(self, rules: ReadingRules) -> None:
        self.observations = ObservationReader(rules)
        self.modalities = NamedWords(rules.modalities)
        self.voices = NamedWords({OWN: rules.own_reading, TOLD: rules.told_reading, AGREES: rules.agreement})


@lru_cache(maxsize=2)
def reading_words(rules: ReadingRules) -> ReadingWords:
    """The words of these rules, prepared once."""
    return ReadingWords(rules)


class ReadingSources:
    """The statements of a case on imaging."""

    def __init__(
        self, case: CaseToSearch, pages: Sequence[PageFacts], rules: ReadingRules, statements: StatementRules
    ) -> None:
        self._case = case
        self._papers: dict[Segment, list[PageFacts]] = defaultdict(list)
        for page in pages:
            if page.usable and page.segment is not None:
                self._papers[page.segment].append(page)
        self._rules = statements
        self._words = reading_words(rules)

    @cached_property
    def reports(self) -> tuple[StudyReport, ...]:
        """The reports of imaging that somebody else than the ordering provider read, once each."""
        return tuple(
            report
            for segment in self._papers
            if segment.type is PaperType.IMAGING_REPORT
            and segment.role is not AuthorRole.ORDERING_PROVIDER
            and segment.repeats is None
            and (report := self._report(segment)).said
        )

    def own_readings(self) -> Iterator[tuple[StudyReport, Said]]:
        """What the ordering provider reads on studies that there are reports of. Notes that agree with the
        report are left out."""
        for segment in self._papers:
            if segment.type in NOTES and segment.role in ORDERING and segment.repeats is None:
                yield from self._readings_in(segment)

    def all_said(self) -> Iterator[Said]:
        """Every statement of the clinical papers, in the order of the case."""
        for segment in self._papers:
            if segment.type not in UNTOLD:
                yield from self._said_in(segment)

    def _report(self, segment: Segment) -> StudyReport:
        said = tuple(self._said_in(segment))
        study = self._study(segment, said)
        sides = sides_in(segment.title) if not self._case.request.level else frozenset()
        kept = tuple(
            replace(one, observations=tuple(_with_side(seen, sides) for seen in one.observations))
            for one in said
            if one.section not in NOT_READ and not one.addendum and one.observations
        )
        return StudyReport(study, segment, kept)

    def _study(self, segment: Segment, said: Sequence[Said]) -> Study:
        title = segment.title or (said[0].text if said else "")
        modality = self._modality(title) or self._modality(self._head(segment))
        sides = sides_in(title)
        rest = _TITLE_REST.sub(" ", title)
        for word in self._words.modalities.found(title):
            rest = rest.replace(title[word.start : word.end], " ")
        contrast = "without" if re.search(r"without|w/o", title, re.IGNORECASE) else ""
        return Study(
            modality=modality,
            region=" ".join(rest.split()).lower() or self._case.request.body_region,
            laterality=next(iter(sides)) if len(sides) == 1 else "",
            contrast=contrast,
            date=segment.date,
        )

    def _modality(self, text: str) -> str:
        return min(self._words.modalities.names(text), default="")

    def _head(self, segment: Segment) -> str:
        """The first lines of a paper."""
        pages = self._papers[segment]
        return "\n".join(line.text for page in pages for line in page.page.lines[:HEAD_LINES])

    def _readings_in(self, segment: Segment) -> Iterator[tuple[StudyReport, Said]]:
        readings: list[tuple[StudyReport, Said]] = []
        agreed: set[Study] = set()
        current: StudyReport | None = None
        section: SectionKind | None = None
        for said in self._said_in(segment):
            voices = self._words.voices.names(said.text)
            if said.section is not section:
                current, section = None, said.section
            imaging = said.modalities or OWN in voices or said.section is SectionKind.STUDIES
            if said.modalities or (imaging and current is None):
                current = self._meant(said, segment)
            if current is None:
                continue
            if AGREES in voices:
                agreed.add(current.study)
            told = TOLD in voices and not re.search(r"\b(?:I|my)\b", said.text)
            if not told and said.assertion in (Assertion.PRESENT, Assertion.DENIED, Assertion.PAST):
                readings.append((current, said))
        yield from (one for one in readings if one[0].study not in agreed)

    def _meant(self, said: Said, segment: Segment) -> StudyReport | None:
        """The report on the study that a statement is about: that of the day it names, else the newest of its
        kind before the note; ``None`` where there is none, as for films that only the provider read."""
        days = {day for one in written_dates(said.text) for day in _readings_of(one.day)}
        short = {(int(one[1]), int(one[2])) for one in _SHORT_DAY.finditer(said.text)}
        fitting = [
            report
            for report in self.reports
            if (not said.modalities or not report.study.modality or report.study.modality in said.modalities)
            and _known_to(report, segment, MOST_DAYS_UNREAD if said.modalities else 0)
        ]
        of_day = [
            report
            for report in fitting
            if (made := report.study.date) in days
            or (made is not None and {(made.month, made.day), (made.day, made.month)} & short)
        ]
        if of_day:
            return of_day[0]
        if days and all(report.study.date is not None for report in fitting):
            return None
        return max(fitting, key=lambda report: report.study.date or date.min, default=None)

    def _said_in(self, segment: Segment) -> Iterator[Said]:
        for page in self._papers[segment]:
            yield from self._said(page, segment)

    def _said(self, page: PageFacts, segment: Segment) -> Iterator[Said]:
        around = Place()
        addendum = segment.type is PaperType.ADDENDUM
        reported = segment.type is PaperType.IMAGING_REPORT
        for one in page_statements(page.page, self._rules):
            addendum = addendum or (reported and one.heading and bool(ADDENDUM.search(one.text)))
            if one.heading:
                around = self._words.observations.place(one.text)
                continue
            around = self._around(one, around)
            yield Said(
                FoundQuote(page.page.sha256, page.page.file, page.page.page, one.text),
                one.text,
                one.kind,
                one.assertion,
                self._words.observations.observations(one.text, around),
                self._words.modalities.names(one.text),
                segment.date,
                addendum,
            )

    def _around(self, statement: Statement, before: Place) -> Place:
        """Where the statement's paragraph is about, by the label that it or one before it begins with."""
        label = _LABEL.match(statement.text)
        if label is None:
            return before
        place = self._words.observations.place(label[1])
        return place if place != Place() or levels_in(label[1]) else Place()


def _with_side(seen: Observation, sides: frozenset[str]) -> Observation:
    """The observation on the side of the study where it names none."""
    return replace(seen, sides=sides) if sides and not seen.sides else seen


def _readings_of(day: date) -> tuple[date, ...]:
    """A day, and what it is when the day and the month were written the other way round."""
    return (day, day.replace(month=day.day, day=day.month)) if day.day <= LAST_MONTH else (day,)


def _known_to(report: StudyReport, note: Segment, days: int) -> bool:
    """Whether the study was made, and reported but for so many days, when the note was written."""
    made = report.study.date
    return note.date is None or made is None or made <= note.date + timedelta(days=days)
