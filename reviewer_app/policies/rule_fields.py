"""Names of fields in a file of rules, against those that the program reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import get_args, get_origin, get_type_hints

from reviewer_app.policies.plain import Plain


def unknown_fields(content: Plain, kind: object, path: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every field that nobody would read, with those that are known in its place. A slip would silently find
    less.

    ``kind`` is the type that the content is read as: a dataclass, or a tuple or dict of what is read.
    """
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(content, dict):
        hints = get_type_hints(kind)
        known = tuple(sorted(one.name for one in fields(kind)))
        for name, value in content.items():
            place = f"{path}.{name}" if path else str(name)
            if name in known:
                yield from unknown_fields(value, hints[name], place)
            else:
                yield place, known
    elif get_origin(kind) is tuple and isinstance(content, list):
        for index, value in enumerate(content):
            yield from unknown_fields(value, get_args(kind)[0], f"{path}[{index}]")
    elif get_origin(kind) is dict and isinstance(content, dict):
        for name, value in content.items():
            yield from unknown_fields(value, get_args(kind)[1], f"{path}.{name}")
