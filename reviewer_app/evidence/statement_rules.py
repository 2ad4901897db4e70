"""How sentences deny, plan and suppose, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementRules:
    """The fields of resources/evidence/statements.yaml."""
