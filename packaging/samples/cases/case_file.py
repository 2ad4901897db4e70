"""The YAML file of one made-up case: what it may say, and reading it strictly.

A field that is not named here is an error, and every error names the file and the field. Page numbers are
counted from 1, angles are degrees clockwise, dates are ISO dates.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import msgspec
import yaml

HALVES = ("development", "kept")
HERE = Path(__file__).resolve().parent

DocumentType = Literal[
    "request_form",
    "fax_cover",
    "consult_note",
    "office_note",
    "history_physical",
    "imaging_report",
    "addendum",
    "laboratory_report",
    "pathology_report",
    "operative_report",
    "therapy_note",
    "diary",
    "letter",
    "plan_document",
    "policy_excerpt",
    "trial_papers",
    "other",
]
Role = Literal[
    "ordering_provider",
    "ordering_provider_office",
    "radiologist",
    "other_provider",
    "therapist",
    "patient",
    "plan",
    "other",
]
ElementName = Literal[
    "clinical_evaluation",
    "laboratory_studies",
    "imaging_studies",
    "pathology_reports",
    "procedure_reports",
    "other_provider_reports",
    "independent_radiologist_interpretation",
    "treatment_response",
    "discrepancy_reconciliation",
    "duplicate_or_similar_justification",
    "sequential_benefit_and_lapse",
    "exception_rationale",
    "plan_document",
    "clinical_trial_documents",
]
Render = Literal["digital", "fax", "scan", "photo"]
WearName = Literal[
    "light",
    "typical",
    "heavy",
    "faint",
    "smeared",
    "cut-left",
    "cut-right",
    "half-dark",
    "unreadable",
]
PartialDate = str
"""A date, or as much of one as the paper tells: "2025-03-04", "2025-03" or "2025"."""


class CaseFileError(Exception):
    """A case's YAML file cannot be read: names the file and the field."""


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another patient, whose page came into the packet."""

    name: str
    dob: dt.date
    why: str
    record: str = ""


class Printed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the paper prints of its patient instead of what is right: a slip, a swapped day and month."""

    name: str = ""
    dob: str = ""
    member_id: str = ""
    record: str = ""


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One document as a clinician would name it. `page_count`: how many pages its footer says it has.

    `banner`: whether the patient's name stands on it, "first": on its first page alone; where it is not said,
    the stationery decides.
    """

    type: DocumentType
    title: str
    date: dt.date | None
    author: str
    role: Role
    look: str
    pages: tuple[str, ...]
    owner: Literal["member"] | Person = "member"
    institution: str = ""
    printed: Printed = Printed()
    banner: bool | Literal["first"] | None = None
    page_count: int = 0


class FilePage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One page of a file: which page of which paper, and how it came."""

    paper: str = ""
    page: int = 1
    blank: bool = False
    render: Render = "digital"
    rotation: Literal[0, 90, 180, 270] = 0
    rotate_flag: Literal[0, 90, 180, 270] = 0
    skew: float = 0.0
    wear: WearName = "light"
    fax_header: str = ""
    text_layer: Literal["none", "right", "wrong"] = "none"
    legibility: Literal["legible", "illegible"] = "legible"
    cause: str | None = None


class CaseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the case folder."""

    file: str
    pages: tuple[FilePage, ...]
    password: str | None = None


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words on a page of a paper; `why` tells what they are no evidence of."""

    paper: str
    page: int
    quote: str
    why: str = ""


class Trap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that look like evidence and are none. `elements`: of what they are none; empty: of anything."""

    paper: str
    page: int
    quote: str
    why: str
    elements: tuple[ElementName, ...] = ()


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is true of one element. `acceptable`: passages that are evidence too and that nobody misses."""

    status: Literal["present", "partial", "absent", "unreadable", "misfiled_only"]
    evidence: tuple[Place, ...] = ()
    acceptable: tuple[Place, ...] = ()
    note: str = ""


class Discrepancy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two readings of one study, or that there are none that differ."""

    exists: bool
    reconciled: bool | None = None
    kind: str = ""
    ordering: Place | None = None
    radiologist: Place | None = None
    reconciliation: tuple[Place, ...] = ()
    note: str = ""


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the timeline and the words that tell it."""

    what: Literal["onset", "change", "new-injury", "visit", "imaging", "treatment", "procedure"]
    date: PartialDate
    paper: str
    page: int
    quote: str
    until: PartialDate | None = None


class Missing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page or an attachment that was announced and did not come."""

    what: str
    why: str


class Truth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a careful reader would find in the case."""

    elements: dict[ElementName, Element]
    discrepancy: Discrepancy
    not_evidence: tuple[Trap, ...] = ()
    timeline: tuple[Event, ...] = ()
    missing: tuple[Missing, ...] = ()


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One made-up case."""

    name: str
    shows: str
    review_as_of: dt.date
    request: dict[str, object]
    papers: dict[str, Paper]
    files: tuple[CaseFile, ...]
    truth: Truth


class _Loader(yaml.SafeLoader):
    """YAML whose dates stay text, as they stand in request.json."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_text(case: Case) -> Case:
    """The case with every page that can be read as it was printed: no scan, none turned."""
    files = tuple(
        msgspec.structs.replace(file, pages=tuple(_as_text(page) for page in file.pages))
        for file in case.files
    )
    return msgspec.structs.replace(case, files=files)


def _as_text(page: FilePage) -> FilePage:
    if page.blank or page.legibility == "illegible":
        return page
    return FilePage(paper=page.paper, page=page.page)


def read_case(path: Path) -> Case:
    """The case of one YAML file.

    Raises `CaseFileError` where it is no YAML, or a field is unknown, missing or of the wrong kind.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        try:
            content = loader.get_single_data()
        finally:
            loader.dispose()
        return msgspec.convert(content, Case)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise CaseFileError(f"{path.parent.name}/{path.name}: {error}") from error


def case_files(half: str, names: tuple[str, ...] = (), root: Path = HERE) -> tuple[Path, ...]:
    """The YAML files of one half by name; all of them where no name is given."""
    found = sorted((root / half).glob("*.yaml"))
    return tuple(path for path in found if not names or path.stem in names)
