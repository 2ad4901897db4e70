"""How findings of imaging are told, as data."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer_app.domain.discrepancy import ReconciledBy


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


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """The fields of resources/evidence/readings.yaml.

    A word is compared without case, a blank in it stands for a hyphen as well, and an asterisk at its end
    lets it go on. ``weighty`` are the findings that a report would not leave out of a part that it describes.
    """

    findings: dict[str, FindingWords] = field(default_factory=dict)
    structures: dict[str, StructureWords] = field(default_factory=dict)
    scales: dict[str, tuple[ScaleStep, ...]] = field(default_factory=dict)
    weighty: tuple[str, ...] = ()
    modalities: dict[str, tuple[str, ...]] = field(default_factory=dict)
    own_reading: tuple[str, ...] = ()
    told_reading: tuple[str, ...] = ()
    agreement: tuple[str, ...] = ()
    reconciled: dict[ReconciledBy, tuple[str, ...]] = field(default_factory=dict)
    settles_nothing: tuple[str, ...] = ()
