"""What tells a page that can be read from one that cannot, as data."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LegibilityWeights:
    """How much each thing that was measured says about a page, in units of log odds. ``confidence`` is that
    of the reading, ``known_words`` the share of words that are known, ``read_ink`` the share of the ink that
    was read surely. Learned on 240 worn pages, half of them read with more than a fifth of the letters
    wrong (``tests/benchmarks/legibility.py``)."""

    bias: float = -6.1
    confidence: float = 2.9
    known_words: float = 4.1
    read_ink: float = 3.3

    def __post_init__(self) -> None:
        """:raises ValueError: a weight would make a page that was read worse more legible."""
        for name in ("confidence", "known_words", "read_ink"):
            if getattr(self, name) < 0:
                raise ValueError(f"the weight {name} is below zero")


@dataclass(frozen=True, slots=True)
class LegibilityRules:
    """The fields of resources/evidence/legibility.yaml. ``words`` are words of records, separated by blanks.
    A page whose legibility is below ``cut`` (0..1) is suggested to be illegible."""

    words: tuple[str, ...] = ()
    cut: float = 0.3
    weights: LegibilityWeights = field(default_factory=LegibilityWeights)
