"""One file of the user's authority library: mandates and coverage determinations as data, in YAML or CSV.

A YAML file has a ``title``, the day ``as_of`` which it was kept, what it ``covers``, and ``entries``. A CSV
file has one entry a row under the names of the fields; lists are separated by blanks or semicolons. It says
nothing of what it covers, so that nothing follows from a code that it does not name.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reviewer_app.domain.authority import (
    AuthorityEntry,
    AuthorityLibrary,
    LibraryCoverage,
    RungKind,
    Speaks,
)
from reviewer_app.policies.pack_file import read_file_text
from reviewer_app.policies.plain import Plain, PlainText, TextProblem
from reviewer_app.policies.problems import WHOLE_FILE, FieldPath, PackProblem, field_words, one_line

CSV_SUFFIX = ".csv"
SUFFIXES = (".yaml", ".yml", CSV_SUFFIX)
HEAD_FIELDS = ("title", "as_of", "covers", "entries")
COVER_FIELDS = ("rung", "states")
ENTRY_FIELDS = (
    "id",
    "rung",
    "speaks",
    "title",
    "citation",
    "says",
    "codes",
    "states",
    "lines_of_business",
    "jurisdiction",
    "effective_from",
    "effective_to",
)
REQUIRED = ("id", "rung", "speaks", "title", "citation")
LISTS = frozenset(("codes", "states", "lines_of_business"))
RUNGS = tuple(
    kind.value for kind in RungKind if kind not in (RungKind.COVERAGE_POLICY, RungKind.INTERNAL_CRITERIA)
)
SPEAKS = (Speaks.REQUIRES.value, Speaks.EXCLUDES.value)
BUSINESSES = ("commercial", "exchange", "medicare", "medicare_advantage", "medicaid")
CODE = re.compile(r"[0-9A-Z]{5}(-[0-9A-Z]{5})?")
STATE = re.compile(r"[A-Z]{2}")

Field = tuple[FieldPath, str]
"""A place in the file, and what was expected there."""


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """What a file turned out to hold: a library, or the problems that keep it from being one."""

    library: AuthorityLibrary | None
    problems: tuple[PackProblem, ...] = ()


def load_authority_file(path: Path) -> AuthorityFile:
    """Read and check a file. Never raises for a bad one: all of its mistakes are in the result, in the order
    of their lines."""
    text, problems = read_file_text(path)
    if problems:
        return AuthorityFile(None, problems)
    plain = _csv_values(text, path) if path.suffix.lower() == CSV_SUFFIX else _yaml_values(text)
    found = [(problem.line, problem.path, problem.expected) for problem in plain.problems]
    if plain.value is not None or not found:
        found += [(plain.line_of(place), place, expected) for place, expected in _mistakes(plain.value)]
    value = plain.value
    if found or not isinstance(value, dict):
        return AuthorityFile(
            None,
            tuple(
                PackProblem(path, line, field_words(place), expected)
                for line, place, expected in sorted(found, key=lambda one: one[0])
            ),
        )
    return AuthorityFile(_library(value, path.name))


def is_authority_file(path: Path) -> bool:
    """Whether the file is meant as an authority library and not as a policy pack."""
    if path.suffix.lower() == CSV_SUFFIX:
        return True
    text, problems = read_file_text(path)
    value = None if problems else _yaml_values(text).value
    return isinstance(value, dict) and "entries" in value


def _yaml_values(text: str) -> PlainText:
    from reviewer_app.policies.yaml_text import read_yaml

    return read_yaml(text)


def _csv_values(text: str, path: Path) -> PlainText:
    """The rows as the YAML form has them; the columns' names stand in line 1."""
    result = PlainText(lines={WHOLE_FILE: 1})
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        result.value = {"title": path.stem, "entries": _csv_entries(reader, result)}
    except csv.Error as error:
        expected = f"expected CSV, but {one_line(str(error))}"
        result.problems.append(TextProblem(reader.line_num + 1, WHOLE_FILE, expected))
    return result


def _csv_entries(reader: csv.DictReader[str], result: PlainText) -> list[Plain]:
    """One entry a row; the lines of their fields go into the result."""
    entries: list[Plain] = []
    for row in reader:
        place: FieldPath = ("entries", len(entries))
        line = reader.line_num
        result.lines[place] = line
        entry: dict[str, Plain] = {}
        for name, value in row.items():
            words = " ".join(value) if isinstance(value, list) else (value or "").strip()
            field = (name or "a column without a name").strip()
            result.lines[*place, field] = line
            if words or field not in ENTRY_FIELDS:
                parts: list[Plain] = [part for part in re.split(r"[\s;]+", words) if part]
                entry[field] = parts if field in LISTS else words
        entries.append(entry)
    return entries


def _mistakes(value: Plain) -> Iterator[Field]:
    if not isinstance(value, dict):
        yield WHOLE_FILE, "expected fields with values: title, as_of, covers, entries"
        return
    yield from _unknown((), value, HEAD_FIELDS)
    if not isinstance(value.get("title"), str) or not value["title"]:
        yield ("title",), "expected the library's title"
    yield from _date((), value, "as_of")
    covers = value.get("covers", [])
    if not isinstance(covers, list):
        yield ("covers",), "expected a list of rungs with their states"
        covers = []
    for index, cover in enumerate(covers):
        yield from _cover(("covers", index), cover)
    entries = value.get("entries")
    if not isinstance(entries, list):
        yield ("entries",), "expected a list of entries"
        return
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        place: FieldPath = ("entries", index)
        if not isinstance(entry, dict):
            yield place, "expected fields with values"
            continue
        yield from _entry(place, entry)
        name = entry.get("id")
        if isinstance(name, str) and name in seen:
            yield (*place, "id"), f"expected an id of its own, found “{one_line(name)}” a second time"
        seen.add(name if isinstance(name, str) else "")


def _cover(place: FieldPath, cover: Plain) -> Iterator[Field]:
    if not isinstance(cover, dict):
        yield place, "expected a rung, and its states where it covers some only"
        return
    yield from _unknown(place, cover, COVER_FIELDS)
    yield from _one_of(place, cover, "rung", RUNGS)
    yield from _words(place, cover, "states", _is_state, "a state in two capital letters")


def _entry(place: FieldPath, entry: Mapping[str, Plain]) -> Iterator[Field]:
    yield from _unknown(place, entry, ENTRY_FIELDS)
    for name in REQUIRED:
        if name not in ("rung", "speaks") and (not isinstance(entry.get(name), str) or not entry[name]):
            yield (*place, name), "expected this field as text"
    yield from _one_of(place, entry, "rung", RUNGS)
    yield from _one_of(place, entry, "speaks", SPEAKS)
    for name in ("says", "jurisdiction"):
        if not isinstance(entry.get(name, ""), str):
            yield (*place, name), "expected text"
    yield from _words(place, entry, "codes", _is_code, "a code of five characters, or a range A-B, in quotes")
    yield from _words(place, entry, "states", _is_state, "a state in two capital letters")
    yield from _words(
        place, entry, "lines_of_business", BUSINESSES.__contains__, f"one of {_list(BUSINESSES)}"
    )
    yield from _date(place, entry, "effective_from")
    yield from _date(place, entry, "effective_to")
    first, last = entry.get("effective_from"), entry.get("effective_to")
    # ISO dates sort as text.
    if isinstance(first, str) and isinstance(last, str) and last < first:
        yield (*place, "effective_to"), f"expected a date on or after effective_from, which is {first}"


def _unknown(place: FieldPath, fields: Mapping[str, Plain], known: tuple[str, ...]) -> Iterator[Field]:
    for name in fields:
        if name not in known:
            yield (*place, name), f"expected one of the fields {_list(known)}"


def _one_of(
    place: FieldPath, fields: Mapping[str, Plain], name: str, known: tuple[str, ...]
) -> Iterator[Field]:
    if fields.get(name) not in known:
        yield (*place, name), f"expected one of {_list(known)}"


def _words(
    place: FieldPath,
    fields: Mapping[str, Plain],
    name: str,
    good: Callable[[str], bool],
    expected: str,
) -> Iterator[Field]:
    values = fields.get(name, [])
    if not isinstance(values, list):
        yield (*place, name), f"expected a list; each of it {expected}"
        return
    for index, value in enumerate(values):
        if not isinstance(value, str) or not good(value):
            yield (*place, name, index), f"expected {expected}, found “{one_line(str(value))}”"


def _date(place: FieldPath, fields: Mapping[str, Plain], name: str) -> Iterator[Field]:
    value = fields.get(name)
    if value is None:
        return
    try:
        date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        yield (*place, name), f"expected a date like 2025-01-31, found “{one_line(str(value))}”"


def _is_code(text: str) -> bool:
    first, _, last = text.partition("-")
    return bool(CODE.fullmatch(text)) and (not last or first <= last)


def _is_state(text: str) -> bool:
    return bool(STATE.fullmatch(text))


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def _library(value: Mapping[str, Plain], file: str) -> AuthorityLibrary:
    import msgspec

    content = {name: value[name] for name in ("title", "as_of") if value.get(name) is not None}
    entries = msgspec.convert(value["entries"], tuple[AuthorityEntry, ...])
    covers = msgspec.convert(value.get("covers", []), tuple[LibraryCoverage, ...])
    head = msgspec.convert(content, AuthorityLibrary)
    return AuthorityLibrary(head.title, entries, covers, head.as_of, file)
