"""What the papers of a case look like, as data."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer_app.domain.found import PaperType


@dataclass(frozen=True, slots=True)
class PaperWords:
    """How papers of one type are known. ``titles`` are what they are headed, ``title_words``
    single words of their headlines, ``telling`` words that hardly
    any other paper has, ``usual`` those that others may have as well, ``letterheads`` words of the names of
    who issues them."""

    type: PaperType
    titles: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    letterheads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperProfile:
    """The parts that papers of one type have. ``parts`` are the ways in which each is headed, those with "~"
    in front may stand anywhere; ``least`` says how many parts a page must have to look like the type."""

    type: PaperType
    least: int = 2
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Credentials:
    """Letters behind a name: of those who treat, of therapists, and of nurses."""

    provider: tuple[str, ...] = ()
    therapist: tuple[str, ...] = ()
    nurse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRules:
    """The fields of resources/evidence/papers.yaml, each explained there."""

    papers: tuple[PaperWords, ...] = ()
    profiles: tuple[PaperProfile, ...] = ()
    crafts: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    study_places: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    large_institutions: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    written_by: tuple[str, ...] = ()
    not_author: tuple[str, ...] = ()
    credentials: Credentials = field(default_factory=Credentials)
    radiologists: tuple[str, ...] = ()
    other_readers: tuple[str, ...] = ()
    pathologists: tuple[str, ...] = ()
    therapists: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()
