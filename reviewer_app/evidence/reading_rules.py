"""How findings of imaging are told, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reviewer_app.domain.discrepancy import ReconciledBy
from reviewer_app.evidence.phrases import phrase_problems


@dataclass(frozen=True, slots=True)
class FindingWords:
    """One finding. ``words`` say that it is there, ``denied`` that a structure has none; ``excludes`` are the
    findings that would be another diagnosis, ``same`` those that may be meant by other words. With
    ``anywhere`` the structures that are named beside it do not matter."""

    words: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class StructureWords:
    """A part of the body, by its words; ``of`` is the larger one that it belongs to."""

    words: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """Words for one step of a scale."""

    words: tuple[str, ...] = ()
    step: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class ReadingRules:
    """The fields of resources/evidence/readings.yaml.

    A word is compared without case, a blank in it stands for a hyphen as well, and an asterisk at its end
    lets it go on. ``weighty`` are the findings that a report would not leave out of a part that it describes.

    Rules are read once and then the same object, which caches know them by.
    """

    findings: dict[str, FindingWords] = field(default_factory=dict)
    structures: dict[str, StructureWords] = field(default_factory=dict)
    scales: dict[str, tuple[ScaleStep, ...]] = field(default_factory=dict)
    weighty: tuple[str, ...] = ()
    modalities: dict[str, tuple[str, ...]] = field(default_factory=dict)
    regions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    own_reading: tuple[str, ...] = ()
    own_judgement: tuple[str, ...] = ()
    own_seeing: tuple[str, ...] = ()
    looking: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    dispute: tuple[str, ...] = ()
    report_filed: tuple[str, ...] = ()
    read_again: tuple[str, ...] = ()
    normal: tuple[str, ...] = ()
    told_reading: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    grading: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unlike: dict[str, float] = field(default_factory=dict)
    agreement: tuple[str, ...] = ()
    reconciled: dict[ReconciledBy, tuple[str, ...]] = field(default_factory=dict)
    settles_nothing: tuple[str, ...] = ()

    def problems(self) -> Iterator[str]:
        """Phrases that cannot be looked for, and names of findings and structures that are not there."""
        for name, finding in self.findings.items():
            yield from _problems(f"findings.{name}", *finding.words, *finding.denied)
            yield from self._strangers(f"findings.{name}.excludes", finding.excludes)
            yield from self._strangers(f"findings.{name}.same", finding.same)
        yield from self._strangers("weighty", self.weighty)
        for name, structure in self.structures.items():
            yield from _problems(f"structures.{name}", *structure.words)
            if structure.of and structure.of not in self.structures:
                yield f"structures.{name}.of: there is no structure {structure.of}"
        for name, steps in self.scales.items():
            yield from _problems(f"scales.{name}", *(word for step in steps for word in step.words))
        for name, words in self.modalities.items():
            yield from _problems(f"modalities.{name}", *words)
        for name, words in self.regions.items():
            yield from _problems(f"regions.{name}", *words)
        for how, words in self.reconciled.items():
            yield from _problems(f"reconciled.{how.value}", *words)
        for name, words in self._voices():
            yield from _problems(name, *words)

    def _voices(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The lists by which it is told whose reading a sentence is, and what it says of the report."""
        yield "own_reading", self.own_reading
        yield "own_judgement", self.own_judgement
        yield "own_seeing", self.own_seeing
        yield "looking", self.looking
        yield "pictures", self.pictures
        yield "dispute", self.dispute
        yield "report_filed", self.report_filed
        yield "read_again", self.read_again
        yield "normal", self.normal
        yield "told_reading", self.told_reading
        yield "readers", self.readers
        yield "agreement", self.agreement
        yield "settles_nothing", self.settles_nothing

    def _strangers(self, place: str, names: tuple[str, ...]) -> Iterator[str]:
        yield from (f"{place}: there is no finding {name}" for name in names if name not in self.findings)


def _problems(place: str, *words: str) -> Iterator[str]:
    yield from (f"{place}: {problem}" for problem in phrase_problems(words))
