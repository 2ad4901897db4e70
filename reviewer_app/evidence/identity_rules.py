"""How pages say whose they are, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """The fields of resources/evidence/identity.yaml. Words are in small letters, without points.

    ``patient_labels`` stand before the patient's name, ``name_labels`` as well unless one of ``not_patient``
    (relatives, providers, contacts) stands before them; ``after_names`` are labels that end a name,
    ``never_names`` words that are no part of one. ``record_labels`` stand before a record number,
    ``id_labels`` before a member id. ``credentials`` follow the names of providers. ``nicknames`` are first
    names of the same persons, one group a line. ``pages_announced``, ``attached_pages`` (which do not count
    the cover) and ``passwords`` are regular expressions in which the first group is what is told;
    ``never_passwords`` are words that stand there in other sentences.
    """

    patient_labels: tuple[str, ...] = ()
    name_labels: tuple[str, ...] = ()
    record_labels: tuple[str, ...] = ()
    id_labels: tuple[str, ...] = ()
    not_patient: tuple[str, ...] = ()
    after_names: tuple[str, ...] = ()
    never_names: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    pages_announced: tuple[str, ...] = ()
    attached_pages: tuple[str, ...] = ()
    passwords: tuple[str, ...] = ()
    never_passwords: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """:raises ValueError: a regular expression is none, or has no group."""
        for expression in (*self.pages_announced, *self.attached_pages, *self.passwords):
            try:
                groups = re.compile(expression).groups
            except re.error as error:
                raise ValueError(f"{expression} is no regular expression: {error}") from error
            if not groups:
                raise ValueError(f"{expression} has no group in round brackets for what is told")
