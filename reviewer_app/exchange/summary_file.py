"""Reads determination summaries that the program exported as JSON, for comparing reviewers.

A file is taken only when it follows ``resources/schemas/summary.schema.json`` in every field.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.rated_case import RatedCase, RatedElement, RatedLine
from reviewer_app.domain.review import FindingState, Outcome
from reviewer_app.plain_file import plain_bytes
from reviewer_app.resources_folder import resources_folder

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

SCHEMA = Path("schemas", "summary.schema.json")
MAX_BYTES = 50_000_000
ENDING = ".json"


def read_summaries(path: Path) -> tuple[RatedCase, ...]:
    """The reviews in a summary file, or in all JSON files of a folder, in the order of their names. Its
    sub-folders are not looked into.

    :raises InputError: a file is no summary, two are of one case, or there is none.
    """
    try:
        if not path.is_dir():
            return (_read(path),)
        files = sorted(one for one in path.iterdir() if one.suffix.lower() == ENDING)
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}).") from error
    if not files:
        raise InputError(f"{path} has no JSON file; export the summaries of the cases as JSON into it.")
    found: dict[str, RatedCase] = {}
    for file in files:
        rated = _read(file)
        if rated.case in found:
            raise InputError(
                f"{file.name} and {found[rated.case].source} are both of case {rated.case}; leave one."
            )
        found[rated.case] = rated
    return tuple(found.values())


def _read(path: Path) -> RatedCase:
    source = _json_of(path)
    if not isinstance(source, dict) or source.get("format") != "reviewer-app-summary":
        raise InputError(
            f"{path.name} is no determination summary of this program; export the case with -f json."
        )
    problem = _departure(source)
    if problem:
        raise InputError(f"{path.name} is not a summary as this program writes it: {problem}")
    return _rated(source, path.name)


def _json_of(path: Path) -> Any:
    try:
        data = _bytes_of(path)
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}); name a summary in JSON.") from error
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name} is not JSON; export the summary of the case with -f json.") from error


def _bytes_of(path: Path) -> bytes:
    return plain_bytes(
        path,
        MAX_BYTES,
        not_plain=InputError(f"{path} is not a plain file; name a summary in JSON."),
        too_large=InputError(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB, as no summary is."),
    )


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits} is too large")
    return number


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _departure(source: object) -> str:
    """The first place where the summary departs from its schema, in words; empty when there is none."""
    from jsonschema.exceptions import best_match

    error = best_match(_validator().iter_errors(source))
    if error is None:
        return ""
    place = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    where = place.removeprefix(".") or "the whole file"
    match error.validator:
        case "required":
            names = ", ".join(name for name in error.schema["required"] if name not in error.instance)
            return f"{where} lacks {names}. Export it again with this version of the program."
        case "additionalProperties":
            return f"{where} has a field that is not known. Export it again with this version of the program."
        case _:
            return f"{where} has a value that can't stand there. Export the summary again."


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    schema = json.loads((resources_folder() / SCHEMA).read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def _rated(source: dict[str, Any], file: str) -> RatedCase:
    review = source["review"]
    groups = source["criteria"]
    return RatedCase(
        case=source["request"]["request_id"] or _named_by_documents(source["documents"]),
        label=_label(review, source["decision"], draft=source["draft"]),
        source=file,
        elements=tuple(
            _element(element, group["policy_id"], file) for group in groups for element in group["elements"]
        ),
        lines=tuple(_line(line) for line in source["lines"]),
        packs=tuple((group["policy_id"], group["title"]) for group in groups if group["policy_id"]),
    )


def _named_by_documents(documents: Iterable[dict[str, Any]]) -> str:
    """A name for a request without id, the same for whoever reviews the same documents."""
    hashes = "".join(sorted(document["sha256"] for document in documents))
    return f"documents {hashlib.sha256(hashes.encode()).hexdigest()[:12]}"


def _label(review: dict[str, Any], decision: dict[str, Any] | None, *, draft: bool) -> str:
    name = decision["name"] if decision is not None else review["reviewer"]
    return f"{name or 'nobody named'}, version {review['version']}{', draft' if draft else ''}"


def _element(element: dict[str, Any], pack: str, file: str) -> RatedElement:
    return RatedElement(
        id=element["id"],
        title=element["title"],
        row=element["row"],
        pack=pack,
        mark=FindingState(element["finding"]),
        evidence=tuple(_evidence(element["evidence"], file)),
        reason=element["reason"],
        note=element["note"],
        prior=element["prior_request"],
    )


def _evidence(cited: Iterable[dict[str, Any]], file: str) -> Iterator[Evidence]:
    for item in cited:
        anchor = Anchor(
            sha256=item["document_sha256"],
            page=item["page"],
            rects=tuple(Rect(rect["x0"], rect["y0"], rect["x1"], rect["y1"]) for rect in item["rects"]),
            quote=item["quote"],
            before=item["before"],
            after=item["after"],
        )
        yield Evidence(
            item["label"], anchor, item["file"], _instant(item["added_at"], file), item["added_by"]
        )


def _instant(text: str, file: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"{file} is not a summary as this program writes it: {text[:40]!r} is no date and time."
        ) from error


def _line(line: dict[str, Any]) -> RatedLine:
    return RatedLine(line["line"], line["code"], Outcome(line["outcome"]) if line["outcome"] else None)
