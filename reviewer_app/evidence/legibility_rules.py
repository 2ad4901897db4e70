"""What tells a page that can be read from one that cannot, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegibilityRules:
    """The fields of resources/evidence/legibility.yaml."""
