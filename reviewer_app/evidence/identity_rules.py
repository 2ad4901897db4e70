"""How pages say whose they are, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """The fields of resources/evidence/identity.yaml."""
