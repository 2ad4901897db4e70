"""A paper as plain objects for the templates of HTML and PDF: every text made safe to show."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from reviewer_app.summary.displayable import displayable
from reviewer_app.summary.paper import Paper

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

PNG = "png"
"""The key of a picture's base64 text, which is long and needs no cleaning."""


def paper_tree(paper: Paper) -> dict[str, Json]:
    """Every value of the paper; each object says in ``kind`` what it is, ``heading`` or ``table`` for
    example."""
    return _fields(paper)


def _fields(value: object) -> dict[str, Json]:
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"no place on paper for {type(value).__name__}")
    named = {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    return {"kind": type(value).__name__.lower(), **named}


def _plain(value: object) -> Json:
    if isinstance(value, str):
        return displayable(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _fields(value)
