"""How findings of imaging are told, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """The fields of resources/evidence/readings.yaml."""
