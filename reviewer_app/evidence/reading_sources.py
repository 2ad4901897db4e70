"""Who says what of which imaging study: the radiologists in their reports, the ordering provider in notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from reviewer_app.domain.discrepancy import Study
from reviewer_app.domain.found import AuthorRole, FoundQuote, PaperType, Segment
from reviewer_app.evidence.named_words import NamedWords
from reviewer_app.evidence.observations import Observation, ObservationReader, Place, levels_in, sides_in
from reviewer_app.evidence.page_facts import CaseToSearch, PageFacts
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.statement_rules import Assertion, SectionKind, StatementRules
from reviewer_app.evidence.statements import Statement, page_statements

UNTOLD = frozenset(
    {PaperType.POLICY_EXCERPT, PaperType.PLAN_DOCUMENT, PaperType.REQUEST_FORM, PaperType.FAX_COVER}
)
"""Papers that tell nothing of the member's studies by themselves."""

LIKE_REPORTS = frozenset(
    {PaperType.OTHER, PaperType.CONSULT_NOTE, PaperType.OFFICE_NOTE, PaperType.HISTORY_PHYSICAL}
)
"""What a radiologist's report is sometimes taken for."""

NOT_READ = frozenset({SectionKind.INDICATION, SectionKind.TECHNIQUE, SectionKind.COMPARISON})
"""Parts of a report that tell no finding of the study."""

HEAD_LINES = 12
"""So many lines at the top of a report tell what study it is of."""

ADDENDUM = re.compile(r"\baddend", re.IGNORECASE)
AGAIN = "again"

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
    heading: bool = False


@dataclass(frozen=True, slots=True)
class StudyReport:
    """What the radiologist says of one study, addenda left out; several papers of one study are one report.
    ``regions`` are the regions of the body that its title names, ``modalities`` the kinds of studies, of
    which ``study`` has the first."""

    study: Study
    said: tuple[Said, ...]
    regions: frozenset[str] = frozenset()
    modalities: frozenset[str] = frozenset()


class ReadingWords:
    """The words of the rules by which papers are read, prepared."""

    def __init__(self, rules: ReadingRules) -> None:
        self.observations = ObservationReader(rules)
        self.modalities = NamedWords(rules.modalities)
        self.regions = NamedWords(rules.regions)
        self.again = NamedWords({AGAIN: rules.read_again})


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
        self.papers: dict[Segment, list[PageFacts]] = defaultdict(list)
        for page in pages:
            if page.usable and page.segment is not None:
                self.papers[page.segment].append(page)
        self._rules = statements
        self._words = reading_words(rules)

    @cached_property
    def reports(self) -> tuple[StudyReport, ...]:
        """The reports of imaging that somebody else than the ordering provider read, each study once."""
        found: list[StudyReport] = []
        for segment in self._reports:
            if segment in self._read_again:
                continue
            report = self._report(segment)
            same = next((one for one in found if _same_study(one, report)), None)
            if same is not None:
                found[found.index(same)] = replace(same, said=(*same.said, *report.said))
            elif report.said:
                found.append(report)
        return tuple(found)

    @cached_property
    def _reports(self) -> tuple[Segment, ...]:
        return tuple(
            segment
            for segment in self.papers
            if _reports_imaging(segment)
            and segment.role is not AuthorRole.ORDERING_PROVIDER
            and segment.repeats is None
        )

    @cached_property
    def _read_again(self) -> frozenset[Segment]:
        """Papers that read a study again of which there is a report already, whatever their type."""
        again = [one for one in self._reports if self._words.again.names(self._head(one))]
        others = [
            one
            for one in self.papers
            if one.type not in UNTOLD
            and one.role is not AuthorRole.ORDERING_PROVIDER
            and self._words.again.names(one.title)
            and self._words.modalities.names(one.title)
        ]
        return frozenset((*again, *others) if len(again) < len(self._reports) else ())

    def reads_again(self, segment: Segment) -> bool:
        """Whether a paper reads a study again, of which there is a report."""
        return segment in self._read_again

    def regions(self, text: str) -> frozenset[str]:
        """The regions of the body that a text names."""
        return self._words.regions.names(text)

    def all_said(self) -> Iterator[Said]:
        """Every statement of the clinical papers, in the order of the case."""
        for segment in self.papers:
            if segment.type not in UNTOLD:
                yield from self.said_in(segment)

    def _report(self, segment: Segment) -> StudyReport:
        said = tuple(self.said_in(segment))
        study = self._study(segment, said)
        sides = sides_in(segment.title) if not self._case.request.level else frozenset()
        kept = tuple(
            replace(one, observations=tuple(_with_side(seen, sides) for seen in one.observations))
            for one in said
            if one.section not in NOT_READ and not one.addendum and not one.heading
        )
        kinds = frozenset((study.modality, *self._modalities(segment.title)))
        regions = self.regions(segment.title) or self.regions(self._naming_lines(segment))
        return StudyReport(study, kept, regions, kinds - {""})

    def _study(self, segment: Segment, said: Sequence[Said]) -> Study:
        title = segment.title or (said[0].text if said else "")
        modality = next(iter((*self._modalities(title), *self._modalities(self._head(segment)))), "")
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

    def _modalities(self, text: str) -> tuple[str, ...]:
        """The kinds of studies that a text names, in its order."""
        return tuple(one.name for one in self._words.modalities.found(text))

    def _naming_lines(self, segment: Segment) -> str:
        """The first lines of a paper that name a kind of study."""
        lines = self._head(segment).split("\n")
        return "\n".join(line for line in lines if self._words.modalities.names(line))

    def _head(self, segment: Segment) -> str:
        """The first lines of a paper."""
        pages = self.papers[segment]
        return "\n".join(line.text for page in pages for line in page.page.lines[:HEAD_LINES])

    def said_in(self, segment: Segment) -> Iterator[Said]:
        """What the usable pages of a paper say, its headings among it."""
        for page in self.papers[segment]:
            yield from self._said(page, segment)

    def _said(self, page: PageFacts, segment: Segment) -> Iterator[Said]:
        around = Place()
        addendum = segment.type is PaperType.ADDENDUM or segment in self._read_again
        reported = segment.type is PaperType.IMAGING_REPORT
        for one in page_statements(page.page, self._rules):
            addendum = addendum or (reported and one.heading and bool(ADDENDUM.search(one.text)))
            around = self._words.observations.place(one.text) if one.heading else self._around(one, around)
            yield Said(
                FoundQuote(page.page.sha256, page.page.file, page.page.page, one.text),
                one.text,
                one.kind,
                one.assertion,
                () if one.heading else self._words.observations.observations(one.text, around),
                self._words.modalities.names(one.text),
                segment.date,
                addendum,
                one.heading,
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


def _reports_imaging(segment: Segment) -> bool:
    """Whether a paper reports a study: by its type, or because a radiologist wrote what has no surer type."""
    if segment.type is PaperType.IMAGING_REPORT:
        return True
    return segment.role is AuthorRole.RADIOLOGIST and segment.type in LIKE_REPORTS


def _same_study(one: StudyReport, other: StudyReport) -> bool:
    """Whether two papers report one study: of one kind, made on one day, and not of different regions."""
    same = one.study.date == other.study.date and one.study.modality == other.study.modality
    return (
        same
        and one.study.date is not None
        and (not one.regions or not other.regions or bool(one.regions & other.regions))
    )
