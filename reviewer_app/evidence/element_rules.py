"""What each element looks like in a record, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ElementRules:
    """The fields of resources/evidence/elements.yaml."""
