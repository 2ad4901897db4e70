"""What the papers of a case look like, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperRules:
    """The fields of resources/evidence/papers.yaml."""
