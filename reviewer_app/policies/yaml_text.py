"""YAML text as plain values, with the line of every value.

Values are made from the parser's events, without recursion, so that no file can exhaust the stack. Scalars
follow YAML 1.2: only true and false are yes-or-no, ``on`` and ``no`` are words; a date is a word; surrounding
blanks of a text do not count. Not supported, and reported: repeated keys, keys that are no text, custom tags,
repeated lists or mappings through aliases (texts may be repeated), several documents in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from reviewer_app.policies.plain import Plain, PlainText, TextProblem
from reviewer_app.policies.problems import WHOLE_FILE, FieldPath, one_line

MAX_DEPTH = 20
STRING_TAGS = ("!", "tag:yaml.org,2002:str")
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")
WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class _StopReadingError(Exception):
    """The rest of the text is not worth reading."""

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(expected)
        self.line = line
        self.expected = expected


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still being filled."""

    container: list[Plain] | dict[str, Plain]
    path: FieldPath
    key: str | None = None
    key_known: bool = False
    skipped: int = 0


def read_yaml(text: str) -> PlainText:
    """All values of the text and everything that is wrong with it as YAML. Never raises for any text."""
    result = PlainText()
    builder = _Builder(result)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        result.problems.append(TextProblem(line, WHOLE_FILE, f"expected YAML, but {_reason(error)}"))
        result.value = None
    except yaml.YAMLError as error:
        result.problems.append(TextProblem(1, WHOLE_FILE, f"expected YAML text, but {one_line(str(error))}"))
        result.value = None
    except _StopReadingError as stop:
        result.problems.append(TextProblem(stop.line, WHOLE_FILE, stop.expected))
        result.value = None
    return result


def _events(text: str) -> Iterator[yaml.Event]:
    """The parser's events; by libyaml where PyYAML was built with it, ten times as fast."""
    if yaml.__with_libyaml__:
        return yaml.parse(text, Loader=yaml.CSafeLoader)
    return yaml.parse(text, Loader=yaml.SafeLoader)


def _reason(error: yaml.MarkedYAMLError) -> str:
    return one_line(" ".join(part for part in (error.context, error.problem) if part), 120)


class _Builder:
    """Makes values of events. A key may turn out unusable; its value is then read over."""

    def __init__(self, result: PlainText) -> None:
        self._result = result
        self._frames: list[_Frame] = []
        self._anchors: dict[str, Plain] = {}
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents == 2:
                    raise _StopReadingError(line, "expected one document, found a second after ---")
            case yaml.SequenceStartEvent():
                self._open([], line)
            case yaml.MappingStartEvent():
                self._open({}, line)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close()
            case yaml.ScalarEvent():
                value = self._scalar(event, line)
                if event.anchor:
                    self._anchors[event.anchor] = value
                self._place(value, line, is_text=isinstance(value, str))
            case yaml.AliasEvent():
                if event.anchor not in self._anchors:
                    self._report(
                        line, self._next_path(), "expected the value itself; only texts may be repeated by *"
                    )
                value = self._anchors.get(event.anchor or "")
                self._place(value, line, is_text=isinstance(value, str))
            case _:
                pass

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Plain:
        if event.tag is not None and event.tag not in STRING_TAGS:
            self._report(line, self._next_path(), f"expected a value without the tag {one_line(event.tag)}")
            return None
        value: str = event.value
        if event.tag is None and event.implicit[0]:
            return _plain_scalar(value)
        return value.strip()

    def _open(self, container: list[Plain] | dict[str, Plain], line: int) -> None:
        top = self._frames[-1] if self._frames else None
        if top is not None and top.skipped:
            top.skipped += 1
            return
        if len(self._frames) == MAX_DEPTH:
            raise _StopReadingError(line, f"expected at most {MAX_DEPTH} levels of lists and mappings")
        if top is not None and isinstance(top.container, dict) and top.key is None:
            if not top.key_known:
                self._report(line, top.path, "expected the name of a field, found a list or a mapping")
            top.skipped = 1
            top.key_known = not top.key_known
            return
        path = self._next_path()
        self._place(container, line, is_text=False)
        self._frames.append(_Frame(container, path))

    def _close(self) -> None:
        top = self._frames[-1]
        if not top.skipped:
            self._frames.pop()
            return
        top.skipped -= 1

    def _next_path(self) -> FieldPath:
        if not self._frames:
            return WHOLE_FILE
        top = self._frames[-1]
        if isinstance(top.container, list):
            return (*top.path, len(top.container))
        return (*top.path, top.key) if top.key is not None else top.path

    def _place(self, value: Plain, line: int, *, is_text: bool) -> None:
        """Put a value where it belongs: at the root, into a list, as a key, or as a key's value."""
        if not self._frames:
            self._result.value = value
            self._result.lines[WHOLE_FILE] = line
            return
        top = self._frames[-1]
        if top.skipped:
            return
        if isinstance(top.container, list):
            self._result.lines[self._next_path()] = line
            top.container.append(value)
        elif not top.key_known:
            self._take_key(top, value, line, is_text=is_text)
        else:
            if top.key is not None:
                top.container[top.key] = value
            top.key, top.key_known = None, False

    def _take_key(self, top: _Frame, value: Plain, line: int, *, is_text: bool) -> None:
        top.key, top.key_known = None, True
        if not is_text or not isinstance(value, str):
            self._report(
                line, top.path, "expected the name of a field, found something else before the colon"
            )
        elif (*top.path, value) in self._result.lines:
            self._report(line, (*top.path, value), "expected this field only once")
        else:
            top.key = value
            self._result.lines[(*top.path, value)] = line

    def _report(self, line: int, path: FieldPath, expected: str) -> None:
        self._result.problems.append(TextProblem(line, path, expected))


def _plain_scalar(value: str) -> Plain:
    """The meaning of an unquoted scalar."""
    if value in WORDS:
        return WORDS[value]
    if INTEGER.fullmatch(value):
        return int(value)
    if DECIMAL.fullmatch(value):
        return float(value)
    return value
