"""One pack file: read, check, and turn into a :class:`~reviewer_app.domain.policy.PolicyPack`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from reviewer_app.domain.policy import PolicyPack
from reviewer_app.plain_file import plain_bytes
from reviewer_app.policies.pack_sense import KnownWords, sense_problems
from reviewer_app.policies.plain import PlainText
from reviewer_app.policies.problems import WHOLE_FILE, FieldPath, PackProblem, field_words

MAX_BYTES = 1_048_576
"""A pack is a few hundred lines; a larger file is something else."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """What a file turned out to hold: a pack, or the problems that keep it from being one."""

    path: Path
    pack: PolicyPack | None
    problems: tuple[PackProblem, ...]


@dataclass(frozen=True, slots=True)
class PackText:
    """A file's values with their lines, not yet checked. ``problems`` are those of reading it."""

    path: Path
    plain: PlainText
    problems: tuple[PackProblem, ...] = ()

    def problem(self, path: FieldPath, expected: str) -> PackProblem:
        return PackProblem(self.path, self.plain.line_of(path), field_words(path), expected)


def load_pack_file(path: Path, known: KnownWords) -> PackFile:
    """Read and check a pack. ``known`` is what it may refer to; its own elements need not be in it. Never
    raises for a bad file: all of its mistakes are in the result, in the order of their lines."""
    return checked_pack(read_pack_text(path), known)


def read_file_text(path: Path) -> tuple[str, tuple[PackProblem, ...]]:
    """The text of a file that a user wrote, or what keeps it from being read."""
    try:
        return _utf8_text(path), ()
    except _UnreadableError as error:
        return "", (PackProblem(path, error.line, field_words(WHOLE_FILE), error.expected),)


def read_pack_text(path: Path) -> PackText:
    """The values of a pack file, whatever they are."""
    from reviewer_app.policies.yaml_text import read_yaml

    text, unreadable = read_file_text(path)
    if unreadable:
        return PackText(path, PlainText(), unreadable)
    plain = read_yaml(text)
    problems = tuple(
        PackProblem(path, problem.line, field_words(problem.path), problem.expected)
        for problem in plain.problems
    )
    return PackText(path, plain, problems)


def checked_pack(text: PackText, known: KnownWords) -> PackFile:
    """The pack, when the text is one; else every problem of its form and its sense."""
    from reviewer_app.policies.pack_schema import form_problems

    value = text.plain.value
    if value is None and text.problems:
        return PackFile(text.path, None, text.problems)
    found = [text.problem(path, expected) for path, expected in form_problems(value)]
    found += [text.problem(path, expected) for path, expected in sense_problems(value, known)]
    problems = (*text.problems, *found)
    if problems:
        return PackFile(text.path, None, tuple(sorted(problems, key=lambda problem: problem.line)))
    return trusted_pack(text)


def trusted_pack(text: PackText) -> PackFile:
    """The pack of a text that was checked before, as our own packs are by the tests: fast, one problem at
    most."""
    import msgspec

    if text.problems:
        return PackFile(text.path, None, text.problems)
    try:
        pack = msgspec.convert(text.plain.value, PolicyPack)
    except msgspec.ValidationError as error:
        return PackFile(text.path, None, (text.problem(WHOLE_FILE, f"expected a policy pack: {error}"),))
    return PackFile(text.path, _with_parents(pack), ())


def _with_parents(pack: PolicyPack) -> PolicyPack:
    """The pack whose parts know the element that they are part of."""
    parent_of = {part: element.id for element in pack.elements for part in element.parts}
    elements = tuple(replace(element, parent=parent_of.get(element.id)) for element in pack.elements)
    return replace(pack, elements=elements)


class _UnreadableError(Exception):
    """The file holds no text that could be a pack."""

    def __init__(self, expected: str, line: int = 1) -> None:
        super().__init__(expected)
        self.expected = expected
        self.line = line


def _utf8_text(path: Path) -> str:
    try:
        content = plain_bytes(
            path,
            MAX_BYTES,
            not_plain=_UnreadableError("expected a file, found a folder or a device"),
            too_large=_UnreadableError(
                f"expected at most {MAX_BYTES // 1024} KiB, which is far more than a pack needs"
            ),
        )
    except FileNotFoundError:
        raise _UnreadableError("expected a policy pack, but there is no such file") from None
    except OSError as error:
        raise _UnreadableError(
            f"expected a readable file: {error.strerror or 'it cannot be read'}"
        ) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _UnreadableError("expected text in UTF-8", line) from error
