"""The parts of a review in words, field by field: for comparing versions and for the log of acts.

It goes by the fields of each kind, so that a new kind of part, and a new field, needs no line here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType

from reviewer_app.domain.authority import (
    InvestigationalFlag,
    LadderChoice,
    RungFinding,
    ScopeOverride,
    TrialRecord,
)
from reviewer_app.domain.checklist import Checklist
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.review import (
    AddedElement,
    ExceptionRecord,
    Finding,
    LineDetermination,
    Review,
    Role,
)
from reviewer_app.domain.review_parts import Answer, ReviewPart, kind_of

KIND_WORDS: Mapping[type, str] = MappingProxyType(
    {
        LineDetermination: "Determination",
        ExceptionRecord: "Exception",
        Answer: "Weighed",
        RungFinding: "Authority",
        LadderChoice: "Ladder",
        TrialRecord: "Clinical trial",
        InvestigationalFlag: "Investigational",
        ScopeOverride: "Reviewed out of scope",
    }
)
"""Kinds whose name on screen is not that of the value."""

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "cited": "evidence",
        "details": "entries",
        "why": "reason",
        "criterion_source": "typed criterion",
        "modification": "approved part",
        "typed": "typed words",
    }
)
"""Fields whose name on screen is not the field's own."""

ELEMENT_FIELDS = frozenset(("element_id", "elements", "criteria", "criterion", "overrides"))
"""Fields that hold ids of elements."""

TITLE_FIELDS = frozenset(("element_id", "prompt_id", "line", "id", "sha256"))
"""Fields of a part that its title names, or that tell a reader nothing."""

ROLE_WORDS: Mapping[str, str] = MappingProxyType({Role.NURSE: "nurse reviewer", Role.PHYSICIAN: "physician"})

NO_NAMES: Mapping[str, str] = MappingProxyType({})
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_MONTH = 3
"""Letters of a month's short name."""

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class PartNames:
    """What ids in a review are called: titles of elements and questions of prompts by their ids, files by
    their SHA-256. What is not known is shown as its id."""

    elements: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    prompts: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)
    files: Mapping[str, str] = field(default_factory=lambda: NO_NAMES)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field of a part. ``name`` is its place among the fields (``study.date``), ``label`` what it is
    called, ``items`` its values in words: one, or as many as a list has."""

    name: str
    label: str
    items: tuple[str, ...]

    @property
    def words(self) -> str:
        return "; ".join(self.items)


def names_of(checklist: Checklist, *reviews: Review) -> PartNames:
    """The names that a checklist and its reviews give."""
    elements = {item.id: item.element.title for item in (*checklist.dormant, *checklist.elements)}
    for review in reviews:
        elements |= {added.element.id: added.element.title for added in review.added_elements}
    return PartNames(
        elements,
        {prompt.id: prompt.question for prompt in checklist.prompts},
        {known.sha256: known.file for review in reviews for known in review.documents},
    )


def kind_words(kind: type[ReviewPart]) -> str:
    """What parts of a kind are called: ``Peer to peer note``."""
    return KIND_WORDS.get(kind) or _CAPITAL.sub(" ", kind.__name__).capitalize()


def part_title(part: ReviewPart, names: PartNames) -> str:
    """What a part is about, apart from its kind: an element's title, a line, a page of a file. Empty for a
    part that there is only one of."""
    key = kind_of(part).key(part)
    if isinstance(part, Finding):
        return names.elements.get(part.element_id, part.element_id)
    if isinstance(part, Answer):
        return names.prompts.get(part.prompt_id, part.prompt_id)
    if isinstance(part, AddedElement):
        return part.element.title
    return ", ".join(_key_words(part, key, names))


def part_fields(part: ReviewPart, names: PartNames) -> tuple[FieldWords, ...]:
    """Every field of a part that says something, in order; what the title says is left out."""
    return tuple(one for one in _fields_of(part, names, "") if one.name not in TITLE_FIELDS)


def day_words(day: date) -> str:
    """A calendar day that no country misreads, in a sentence on screen: ``8 Jan 2025``."""
    return f"{day.day} {MONTHS[day.month - 1][:SHORT_MONTH]} {day.year}"


def full_day_words(day: date) -> str:
    """The same in a paper for others, with the month's whole name: ``8 January 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(words: Sequence[str]) -> str:
    """Words in a sentence: ``one``, ``one and two``, ``one, two and three``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def evidence_words(item: Evidence, names: PartNames) -> str:
    """Where a piece of evidence stands and what it says."""
    anchor = item.anchor
    quote = " ".join(anchor.quote.split())
    place = f"{names.files.get(anchor.sha256) or item.file}, page {anchor.page}"
    return f"{place}: “{quote}”" if quote else place


def _flat_key(key: object) -> Iterator[object]:
    if isinstance(key, tuple):
        for one in key:
            yield from _flat_key(one)
    elif is_dataclass(key):
        for one in fields(key):
            yield from _flat_key(getattr(key, one.name))
    else:
        yield key


def _key_words(part: ReviewPart, key: object, names: PartNames) -> Iterator[str]:
    """The key's values that mean something to a reader."""
    line, page, file = (getattr(part, name, None) for name in ("line", "page", "file"))
    for one in _flat_key(key):
        if one == line and line is not None:
            yield f"line {line}"
        elif one == page and page is not None:
            yield f"page {page}"
        elif isinstance(one, str) and one in names.files:
            yield names.files[one]
        elif isinstance(one, str) and file:
            yield str(file)
        elif isinstance(one, Enum):
            yield _words(one.value)
        elif isinstance(one, str) and one in names.elements:
            yield names.elements[one]
    names_itself = (getattr(part, "study", None), "name"), (part, "partner"), (part, "what")
    name = next(filter(None, (getattr(one, field, None) for one, field in names_itself)), None)
    if isinstance(name, str):
        yield name


def _fields_of(value: object, names: PartNames, path: str) -> Iterator[FieldWords]:
    for one in fields(value) if is_dataclass(value) else ():
        inner = getattr(value, one.name)
        place = f"{path}.{one.name}" if path else one.name
        if is_dataclass(inner) and not isinstance(inner, Evidence | Anchor):
            yield from _fields_of(inner, names, place)
            continue
        items = tuple(_items(inner, one.name, names))
        if items:
            label = " ".join(FIELD_WORDS.get(part, _words(part)) for part in place.split("."))
            yield FieldWords(place, label, items)


def _items(value: object, field: str, names: PartNames) -> Iterator[str]:
    """A field's values in words; none where it says nothing."""
    if value is None or value == "":
        return
    if isinstance(value, Enum):
        yield _words(str(value.value))
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, str):
        yield _named(value, field, names)
    elif isinstance(value, datetime):
        yield f"{day_words(value.date())} {value:%H:%M}"
    elif isinstance(value, date):
        yield day_words(value)
    elif isinstance(value, Evidence):
        yield evidence_words(value, names)
    elif isinstance(value, tuple | frozenset):
        yield from _list_items(value, field, names)
    elif is_dataclass(value) and not isinstance(value, Rect):
        yield ", ".join(one.words for one in _fields_of(value, names, ""))
    elif isinstance(value, int | float):
        yield str(value)


def _list_items(value: Iterable[object], field: str, names: PartNames) -> Iterator[str]:
    for one in value:
        if isinstance(one, tuple) and all(isinstance(pair, tuple) for pair in one):
            yield ", ".join(f"{_words(str(name))}: {said}" for name, said in one)
        elif isinstance(one, tuple):
            yield " ".join(str(part) for part in one)
        else:
            yield from _items(one, field, names)


def _named(text: str, field: str, names: PartNames) -> str:
    if field in ELEMENT_FIELDS:
        return names.elements.get(text, text)
    if field.endswith("sha256"):
        return names.files.get(text, text[:8])
    return text


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
