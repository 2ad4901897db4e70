"""The word lists and rules of the search for evidence, one file of ``resources/evidence`` for each field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from reviewer_app.evidence.date_rules import DateRules
from reviewer_app.evidence.element_rules import ElementRules
from reviewer_app.evidence.identity_rules import IdentityRules
from reviewer_app.evidence.legibility_rules import LegibilityRules
from reviewer_app.evidence.paper_rules import PaperRules
from reviewer_app.evidence.reading_rules import ReadingRules
from reviewer_app.evidence.statement_rules import StatementRules
from reviewer_app.evidence.type_word_rules import TypeWords


@runtime_checkable
class CheckedRules(Protocol):
    """Rules that know what about themselves cannot be done, beyond what their types say."""

    def problems(self) -> Iterable[str]:
        """What is wrong, each with the field it is in; nothing when they can be used."""


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """What is looked for, and how. Each field is read from the file of its name."""

    legibility: LegibilityRules = field(default_factory=LegibilityRules)
    identity: IdentityRules = field(default_factory=IdentityRules)
    papers: PaperRules = field(default_factory=PaperRules)
    type_words: TypeWords = field(default_factory=TypeWords)
    statements: StatementRules = field(default_factory=StatementRules)
    elements: ElementRules = field(default_factory=ElementRules)
    readings: ReadingRules = field(default_factory=ReadingRules)
    dates: DateRules = field(default_factory=DateRules)
