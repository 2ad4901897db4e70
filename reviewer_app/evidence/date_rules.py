"""Words that tell the course of a complaint, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateRules:
    """The fields of resources/evidence/dates.yaml."""
