"""What is wrong with a pack file, as values: each names the file, the line, the field and what is
expected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

FieldPath: TypeAlias = tuple[str | int, ...]
"""The way to a value inside a file: names of fields and positions in lists, these from 0 as in the data."""

WHOLE_FILE: FieldPath = ()


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One mistake in a pack file. ``line`` counts from 1; ``field`` is written for people, see
    :func:`field_words`; ``expected`` says what should stand there and what was found."""

    file: Path
    line: int
    field: str
    expected: str

    @property
    def sentence(self) -> str:
        """The problem on one line: ``FILE:LINE: FIELD: EXPECTED``."""
        return f"{self.file}:{self.line}: {self.field}: {self.expected}"


def field_words(path: FieldPath) -> str:
    """The path as people read it, positions counted from 1: ``elements[4].title``."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step + 1}]"
        else:
            words += f".{one_line(step)}" if words else one_line(step)
    return words or "whole file"


def one_line(text: str, limit: int = 60) -> str:
    """The text without line breaks and control characters, shortened to ``limit`` characters."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"
