"""The summary as JSON for other programs, described by resources/schemas/summary.schema.json."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime

from reviewer_app.summary.values import DeterminationSummary, Picture

FORMAT = "reviewer-app-summary"
FORMAT_VERSION = 1


def summary_json(summary: DeterminationSummary) -> bytes:
    """The summary as UTF-8 JSON, keys always in the same order, texts exactly as the record has them.

    Pictures are described (hash, size, alternative text) and left out: documents are named by SHA-256, and
    page and rectangles say where each picture was cut, so that a reader with the record can cut it again and
    compare.
    """
    content = {"format": FORMAT, "format_version": FORMAT_VERSION, **_object(summary)}
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    # A file name that is no valid Unicode carries lone surrogates; as \udcxx they are still JSON.
    return text.encode("utf-8", "backslashreplace")


def _object(value: object) -> dict[str, object]:
    """The fields of a dataclass in the order of their definition."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"no JSON object for {type(value).__name__}")
    left_out = {"png"} if isinstance(value, Picture) else set()
    return {
        field.name: _value(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.name not in left_out
    }


def _value(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _value(item) for key, item in value.items()}
    return _object(value)
