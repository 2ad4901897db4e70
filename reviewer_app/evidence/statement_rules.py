"""Which headings notes have, and how sentences deny, plan and suppose, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.evidence.phrases import phrase_problems


class SectionKind(StrEnum):
    """What a part of a paper is about, by its heading."""

    NONE = "none"
    """Before the first heading of a page."""
    OTHER = "other"
    HISTORY = "history"
    PAST_HISTORY = "past-history"
    FAMILY_HISTORY = "family-history"
    SOCIAL_HISTORY = "social-history"
    REVIEW_OF_SYSTEMS = "review-of-systems"
    EXAMINATION = "examination"
    VITALS = "vitals"
    STUDIES = "studies"
    """What a clinician tells of studies, in a note."""
    LABORATORY = "laboratory"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    TREATMENT = "treatment"
    RESPONSE = "response"
    MEDICATIONS = "medications"
    ALLERGIES = "allergies"
    INDICATION = "indication"
    TECHNIQUE = "technique"
    COMPARISON = "comparison"
    FINDINGS = "findings"
    IMPRESSION = "impression"
    PROCEDURE = "procedure"
    SPECIMEN = "specimen"
    COMMENT = "comment"
    ADMINISTRATION = "administration"


class Assertion(StrEnum):
    """How a sentence means what it says."""

    PRESENT = "present"
    DENIED = "denied"
    PLANNED = "planned"
    SUPPOSED = "supposed"
    FAMILY = "family"
    REFERRED = "referred"
    """It points to another paper instead of telling: "see chart", "received and filed"."""
    PAST = "past"


class Reach(StrEnum):
    """Which words of a sentence a cue speaks of."""

    AHEAD = "ahead"
    BEHIND = "behind"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Headings of one kind, as they are printed. ``anywhere`` are words that tell the kind of a heading that
    has others as well ("examination of the right knee")."""

    kind: SectionKind
    words: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpeningWords:
    """Words that begin what a section is about without a heading, to the end of the paragraph."""

    kind: SectionKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say how the words in their reach are meant."""

    says: Assertion
    reach: Reach
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRules:
    """The fields of resources/evidence/statements.yaml.

    ``abbreviations`` end with a full stop that ends no sentence. ``in_reports`` says what a heading means on
    a report of imaging, where it differs. ``no_cues`` look like cues and are none. ``ends_reach`` are words
    and marks behind which a cue no longer holds. ``orders`` are the verbs that a plan's lines begin with.
    """

    abbreviations: tuple[str, ...] = ()
    headings: tuple[HeadingWords, ...] = ()
    openings: tuple[OpeningWords, ...] = ()
    in_reports: tuple[tuple[SectionKind, SectionKind], ...] = ()
    cues: tuple[Cue, ...] = ()
    no_cues: tuple[str, ...] = ()
    ends_reach: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()

    def problems(self) -> Iterator[str]:
        """Phrases that cannot be looked for."""
        lists = [
            *((f"headings.{one.kind}", (*one.words, *one.anywhere)) for one in self.headings),
            *((f"openings.{one.kind}", one.words) for one in self.openings),
            *((f"cues.{cue.says}", cue.words) for cue in self.cues),
            ("no_cues", self.no_cues),
            ("ends_reach", self.ends_reach),
        ]
        for name, words in lists:
            yield from (f"{name}: {problem}" for problem in phrase_problems(words))
