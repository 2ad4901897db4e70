"""The values of a file of ours as they were read, before anything is known of their meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from reviewer_app.policies.problems import FieldPath

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class TextProblem:
    """Something in the text that cannot be read; ``line`` counts from 1."""

    line: int
    path: FieldPath
    expected: str


@dataclass(slots=True)
class PlainText:
    """The values of one file. ``lines`` gives the line, from 1, of every value, for a field that of its name.
    ``value`` is None when the text could not be parsed to its end."""

    value: Plain = None
    lines: dict[FieldPath, int] = field(default_factory=dict)
    problems: list[TextProblem] = field(default_factory=list)

    def line_of(self, path: FieldPath) -> int:
        """The line of the value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)
