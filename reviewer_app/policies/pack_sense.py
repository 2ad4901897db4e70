"""Whether a pack makes sense: what a schema cannot say. Works on plain values of any form, since a file with
a mistake in its form is to be told its other mistakes in the same breath."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer_app.policies.plain import Plain
from reviewer_app.policies.problems import FieldPath, one_line

_DIAGNOSIS = re.compile(r"[A-Z][0-9]([0-9A-Z](\.?[0-9A-Z]{1,4})?)?")


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What a pack may refer to outside itself: element ids of the other packs, and disciplines."""

    elements: frozenset[str] = frozenset()
    disciplines: frozenset[str] = frozenset()


def sense_problems(pack: Plain, known: KnownWords) -> Iterator[tuple[FieldPath, str]]:
    """Every reference that leads nowhere, every id used twice, every order that is wrong."""
    yield from _date_order(pack)
    yield from _scope(_field(pack, "applies"), known)
    yield from _conditions(_entries(_field(pack, "scope")))
    for group in ("elements", "gates", "prompts", "statements"):
        yield from _repeated_ids((group,), _entries(_field(pack, group)))
    elements = _entries(_field(pack, "elements"))
    yield from _parts(elements)
    yield from _links(elements, known)
    for index, element in enumerate(elements):
        details = _entries(_field(element, "details"))
        yield from _repeated_ids(("elements", index, "details"), details)
        yield from _choices(("elements", index, "details"), details)


def element_ids(pack: Plain) -> frozenset[str]:
    """The ids of the elements, as far as they are texts."""
    return frozenset(_text(element, "id") for element in _entries(_field(pack, "elements"))) - {""}


def _date_order(pack: Plain) -> Iterator[tuple[FieldPath, str]]:
    first, last = _text(pack, "effective_from"), _text(pack, "effective_to")
    # ISO dates sort as text.
    if first and last and last < first:
        yield ("effective_to",), f"expected a date on or after effective_from, which is {first}"


def _conditions(scope: list[Plain]) -> Iterator[tuple[FieldPath, str]]:
    """Codes that are given their conditions twice, and conditions that no diagnosis could begin with."""
    seen: set[str] = set()
    for index, one in enumerate(scope):
        for place, code in enumerate(_entries(_field(one, "codes"))):
            if isinstance(code, str) and code in seen:
                yield ("scope", index, "codes", place), f"expected {code} once; its conditions stand above"
            seen.add(code if isinstance(code, str) else "")
        for place, prefix in enumerate(_entries(_field(one, "indications"))):
            if isinstance(prefix, str) and not _DIAGNOSIS.fullmatch(prefix):
                yield (
                    ("scope", index, "indications", place),
                    "expected the beginning of an ICD-10-CM code, like M54.1",
                )


def _scope(applies: Plain, known: KnownWords) -> Iterator[tuple[FieldPath, str]]:
    if not isinstance(applies, dict):
        return
    named = [name for name in ("disciplines", "codes", "code_ranges") if applies.get(name)]
    if applies.get("every_request") is True:
        for name in named:
            yield ("applies", name), "expected nothing here, since every_request: true takes every code"
    elif not named:
        yield (
            ("applies",),
            "expected codes, code_ranges, disciplines or every_request: true, else nothing is governed",
        )
    for index, word in enumerate(_entries(applies.get("disciplines"))):
        if isinstance(word, str) and word not in known.disciplines:
            yield (
                ("applies", "disciplines", index),
                f"expected one of the disciplines {', '.join(sorted(known.disciplines))}",
            )
    for index, pair in enumerate(_entries(applies.get("code_ranges"))):
        codes = [code for code in _entries(pair) if isinstance(code, str)]
        if len(codes) == 2 and (_form(codes[0]) != _form(codes[1]) or codes[0] > codes[1]):
            yield (
                ("applies", "code_ranges", index),
                "expected two codes of one form, the lower one first",
            )


def _form(code: str) -> str:
    """The shape of a code: digits as 0, letters as they are."""
    return "".join("0" if character.isdigit() else character for character in code)


def _repeated_ids(group: FieldPath, entries: list[Plain]) -> Iterator[tuple[FieldPath, str]]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        name = _text(entry, "id")
        if name and name in seen:
            yield (*group, index, "id"), f"expected an id used only once here, {name} stands above already"
        seen.add(name)


def _parts(elements: list[Plain]) -> Iterator[tuple[FieldPath, str]]:
    ids = {_text(element, "id") for element in elements}
    with_parts = {_text(element, "id") for element in elements if _entries(_field(element, "parts"))}
    parent_of: dict[str, str] = {}
    for index, element in enumerate(elements):
        own = _text(element, "id")
        for position, part in enumerate(_entries(_field(element, "parts"))):
            if not isinstance(part, str):
                continue
            path: FieldPath = ("elements", index, "parts", position)
            if part not in ids:
                yield path, f"expected the id of an element of this pack, there is no {one_line(part)}"
            elif part == own:
                yield path, "expected another element than the one it is part of"
            elif part in with_parts:
                yield path, f"expected an element without parts of its own, {part} has some"
            elif parent_of.get(part, own) != own:
                yield path, f"expected an element that is no part yet, {part} is part of {parent_of[part]}"
            parent_of.setdefault(part, own)


def _links(elements: list[Plain], known: KnownWords) -> Iterator[tuple[FieldPath, str]]:
    ids = {_text(element, "id") for element in elements} | known.elements
    for index, element in enumerate(elements):
        own = _text(element, "id")
        for position, other in enumerate(_entries(_field(element, "linked"))):
            path: FieldPath = ("elements", index, "linked", position)
            if isinstance(other, str) and other not in ids:
                named = one_line(other)
                yield path, f"expected the id of an element of an installed pack, there is no {named}"
            elif isinstance(other, str) and other == own:
                yield path, "expected another element than the one that is linked"


def _choices(group: FieldPath, details: list[Plain]) -> Iterator[tuple[FieldPath, str]]:
    for index, detail in enumerate(details):
        kind, choices = _text(detail, "kind"), _field(detail, "choices")
        if kind == "choice" and choices is None:
            yield (*group, index, "choices"), "expected the values to choose from, since the kind is choice"
        elif kind != "choice" and choices is not None:
            yield (*group, index, "choices"), "expected no choices, since the kind is not choice"


def _field(value: Plain, name: str) -> Plain:
    return value.get(name) if isinstance(value, dict) else None


def _text(value: Plain, name: str) -> str:
    found = _field(value, name)
    return found if isinstance(found, str) else ""


def _entries(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []
