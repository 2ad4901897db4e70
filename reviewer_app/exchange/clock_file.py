"""Reads the clock rules: how long a determination may take, as data that a user may edit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from reviewer_app.domain.clock import ClockExtension, ClockRule, ClockUnit
from reviewer_app.domain.errors import InputError
from reviewer_app.plain_file import plain_bytes
from reviewer_app.resources_folder import resources_folder

CLOCKS_FILE = Path("rules", "clocks.toml")
"""Where the shipped rules are, below the program's resources."""

USER_CLOCKS = "clocks.toml"
"""The user's own rules, in the data folder: in the same form; one with the id of a shipped rule takes its
place."""

LONGEST_EXTENSION = 366
"""Days."""

MOST_BYTES = 1_048_576
"""Clock rules are a page or two; a larger file is something else."""

_EXTENSION_FIELDS = frozenset(("days", "times", "notice", "source"))
_FIELDS = frozenset(
    (
        "id",
        "lines_of_business",
        "fundings",
        "states",
        "urgency",
        "amount",
        "unit",
        "effective_from",
        "effective_to",
        "pend_stops",
        "extension",
        "source",
        "note",
    )
)


@dataclass(frozen=True, slots=True)
class ClockRules:
    """The rules that hold, or one sentence on why there are none."""

    rules: tuple[ClockRule, ...] = ()
    problem: str = ""


@cache
def load_clocks() -> tuple[ClockRule, ...]:
    """The rules that came with the program, read once.

    :raises InputError: the file is missing or was spoilt.
    """
    return read_clocks(resources_folder() / CLOCKS_FILE)


def clocks_with(data_folder: Path) -> tuple[ClockRule, ...]:
    """The rules that hold for a user: the shipped ones, each replaced by the user's own of the same id, and
    those that the user added.

    :raises InputError: a file can't be read, or a rule is wrong; it names the file, the rule and the field.
    """
    shipped = load_clocks()
    path = data_folder / USER_CLOCKS
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return shipped
    except OSError as error:
        raise InputError(f"{path.name} can't be read: {error.strerror}.") from error
    own = {rule.id: rule for rule in read_clocks(path)}
    kept = tuple(own.pop(rule.id, rule) for rule in shipped)
    return (*kept, *own.values())


def usable_clocks(data_folder: Path) -> ClockRules:
    """The rules that hold for a user; where a file is wrong, none and what is wrong: a due time by rules that
    the user has replaced would be a false one."""
    try:
        return ClockRules(clocks_with(data_folder))
    except InputError as error:
        return ClockRules(problem=error.sentence)


def read_clocks(path: Path) -> tuple[ClockRule, ...]:
    """The rules in that TOML file, in its order.

    :raises InputError: the file can't be read, or a rule is wrong; it names the rule and the field.
    """
    try:
        source = tomllib.loads(_content_of(path).decode("utf-8"))
    except OSError as error:
        raise InputError(f"{path.name} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path.name} is not valid TOML: {error}.") from error
    except RecursionError as error:
        raise InputError(f"{path.name} has lists within lists too deep for a file of clock rules.") from error
    rules = source.get("rule", [])
    if (
        not isinstance(rules, list)
        or not all(isinstance(rule, dict) for rule in rules)
        or set(source) - {"rule"}
    ):
        raise InputError(f"{path.name} should hold nothing but [[rule]] tables.")
    read = tuple(
        _Table(rule, f"{path.name}, rule {number}").rule() for number, rule in enumerate(rules, start=1)
    )
    ids = [rule.id for rule in read]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise InputError(f"{path.name} has two rules with the id {rule_id}.")
    return read


def _content_of(path: Path) -> bytes:
    return plain_bytes(
        path,
        MOST_BYTES,
        not_plain=InputError(f"{path.name} is not a plain file."),
        too_large=InputError(f"{path.name} is too large for a file of clock rules."),
    )


class _Table:
    """One rule's table; every reader raises :class:`InputError` naming the file, the rule and the field."""

    def __init__(self, fields: dict[str, object], where: str) -> None:
        self._fields = fields
        self._where = where

    def rule(self) -> ClockRule:
        for name in self._fields:
            if name not in _FIELDS:
                raise self._wrong(name, "is no field of a clock rule")
        start, end = self._day("effective_from"), self._day("effective_to")
        if start is not None and end is not None and end < start:
            raise self._wrong("effective_to", "is before effective_from")
        return ClockRule(
            id=self._text("id"),
            lines_of_business=self._words("lines_of_business"),
            urgency=self._text("urgency"),
            amount=self._number("amount", 10_000),
            unit=self._unit(),
            source=self._text("source"),
            pend_stops=self._yes_no("pend_stops"),
            fundings=self._words_if_any("fundings"),
            states=tuple(state.strip().upper() for state in self._words_if_any("states")),
            effective_from=start,
            effective_to=end,
            extension=self._extension(),
            note=self._text("note") if "note" in self._fields else "",
        )

    def _extension(self) -> ClockExtension | None:
        """What the inner table says, under the name of the rule's field."""
        fields = self._fields.get("extension")
        if fields is None:
            return None
        if not isinstance(fields, dict):
            raise self._wrong("extension", 'should be a table such as { days = 14, source = "…" }')
        inner = _Table(fields, f"{self._where}, extension")
        for name in fields:
            if name not in _EXTENSION_FIELDS:
                raise inner._wrong(name, "is no field of an extension")
        return ClockExtension(
            days=inner._number("days", LONGEST_EXTENSION),
            source=inner._text("source"),
            times=inner._number("times", 100) if "times" in fields else 1,
            notice=inner._yes_no("notice") if "notice" in fields else True,
        )

    def _text(self, name: str) -> str:
        value = self._fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, "should be a text")
        return value.strip()

    def _words(self, name: str) -> tuple[str, ...]:
        value = self._fields.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise self._wrong(name, "should be a list of words")
        return tuple(value)

    def _words_if_any(self, name: str) -> tuple[str, ...]:
        return self._words(name) if name in self._fields else ()

    def _number(self, name: str, most: int) -> int:
        value = self._fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise self._wrong(name, f"should be a whole number from 1 to {most}")
        return value

    def _unit(self) -> ClockUnit:
        value = self._fields.get("unit")
        for unit in ClockUnit:
            if value == unit.value:
                return unit
        raise self._wrong("unit", f"should be {' or '.join(ClockUnit)}")

    def _yes_no(self, name: str) -> bool:
        value = self._fields.get(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "should be true or false")
        return value

    def _day(self, name: str) -> date | None:
        value = self._fields.get(name)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._wrong(name, "should be a date such as 2026-01-01, without quotation marks")
        return value

    def _wrong(self, name: str, problem: str) -> InputError:
        return InputError(f"{self._where}: {name} {problem}.")
