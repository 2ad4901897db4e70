"""Reads the clock rules: how long a determination may take, as data that a user may edit."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path

from reviewer_app.domain.errors import InputError
from reviewer_app.resources_folder import resources_folder
from reviewer_app.rules.clocks import ClockRule, ClockUnit

CLOCKS_FILE = Path("rules", "clocks.toml")
"""Where the shipped rules are, below the program's resources."""

_FIELDS = frozenset(
    (
        "id",
        "lines_of_business",
        "fundings",
        "urgency",
        "amount",
        "unit",
        "effective_from",
        "effective_to",
        "pend_stops",
        "source",
        "note",
    )
)


@cache
def load_clocks() -> tuple[ClockRule, ...]:
    """The rules that came with the program, read once.

    :raises InputError: the file is missing or was spoilt.
    """
    return read_clocks(resources_folder() / CLOCKS_FILE)


def read_clocks(path: Path) -> tuple[ClockRule, ...]:
    """The rules in that TOML file, in its order.

    :raises InputError: the file can't be read, or a rule is wrong; it names the rule and the field.
    """
    try:
        source = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path.name} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path.name} is not valid TOML: {error}.") from error
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
            amount=self._amount(),
            unit=self._unit(),
            source=self._text("source"),
            pend_stops=self._yes_no("pend_stops"),
            fundings=self._words("fundings") if "fundings" in self._fields else (),
            effective_from=start,
            effective_to=end,
            note=self._text("note") if "note" in self._fields else "",
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

    def _amount(self) -> int:
        value = self._fields.get("amount")
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 10_000:
            raise self._wrong("amount", "should be a whole number from 1 to 10000")
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
