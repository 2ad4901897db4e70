"""Reads the fields of a JSON object one by one; a field that is wrong costs that field, never the file.

Each reader answers with the value, or with the field's default and a :class:`FieldProblem` beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from reviewer_app.domain.request import FieldProblem

FIRST_YEAR, FIRST_INSTANT_YEAR, LAST_YEAR = 1800, 1971, 2199
"""Years outside are taken for typing errors; instants inside can be turned into any time zone everywhere."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class JsonFields:
    """The fields of one JSON object. ``path`` is the object's place, empty for the outermost.

    Every problem goes to ``problems``, which the objects of one file share. ``zone`` is taken for instants
    that name no offset; without it, this computer's.
    """

    def __init__(
        self,
        source: Mapping[str, object],
        problems: list[FieldProblem],
        path: str = "",
        zone: tzinfo | None = None,
    ) -> None:
        self._source = source
        self._problems = problems
        self._path = path
        self._zone = zone
        self._taken: set[str] = set()

    def text(self, name: str) -> str:
        """A text without blanks around it; a whole number is taken as its digits, with a problem."""
        return self._as_text(self._take(name), self.place(name))

    def texts(self, name: str, limit: int) -> tuple[str, ...]:
        """A list of at most ``limit`` texts; items that are no text are left out."""
        place = self.place(name)
        items = self._items(name, limit)
        found = (self._as_text(item, f"{place}[{index}]") for index, item in enumerate(items))
        return tuple(text for text in found if text)

    def whole_number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``; 2.0 counts as one, true does not."""
        value = self._take(name)
        if value is None:
            return default
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.problem(name, f"Not a whole number from {low} to {high}; {default} is used.")
        return default

    def day(self, name: str) -> date | None:
        """A calendar date written YYYY-MM-DD."""
        text = self.text(name)
        if not text:
            return None
        if _DATE.fullmatch(text):
            try:
                found = date.fromisoformat(text)
            except ValueError:
                self.problem(name, "Not a date of the calendar.")
                return None
            return found if self._plausible(name, found, FIRST_YEAR) else None
        self.problem(name, "Not a date written YYYY-MM-DD.")
        return None

    def instant(self, name: str) -> datetime | None:
        """A date and time with its offset from UTC.

        Without offset it is read as local time, and a date alone as the start of that day, so that a clock
        ends too soon rather than too late. Both are told as problems.
        """
        text = self.text(name)
        if not text:
            return None
        only_date = _DATE.fullmatch(text) is not None
        match = _INSTANT.fullmatch(text)
        if not only_date and match is None:
            self.problem(name, "Not a date and time written like 2025-05-08T10:14:00-05:00.")
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self.problem(name, "Not a date and time of the calendar.")
            return None
        if not self._plausible(name, found, FIRST_INSTANT_YEAR):
            return None
        if found.tzinfo is not None:
            return found
        self.problem(
            name,
            "No time of day is given; the start of the day, local time, is used."
            if only_date
            else "No offset from UTC is given; it is read as local time.",
        )
        return found.replace(tzinfo=self._zone) if self._zone is not None else found.astimezone()

    def part(self, name: str) -> JsonFields:
        """An object inside this one; an empty one where it is missing or no object."""
        return self._object(self._take(name), self.place(name))

    def parts(self, name: str, limit: int) -> tuple[JsonFields, ...]:
        """A list of at most ``limit`` objects. Any other item becomes an empty one, in its place."""
        place = self.place(name)
        return tuple(
            self._object(item, f"{place}[{index}]") for index, item in enumerate(self._items(name, limit))
        )

    def unknown(self) -> dict[str, object]:
        """The fields that nobody asked for, by name."""
        return {name: value for name, value in self._source.items() if name not in self._taken}

    def place(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def problem(self, name: str, message: str) -> None:
        """Notes what is wrong with a field of this object, in one sentence shown beside the field."""
        self._problems.append(FieldProblem(self.place(name), message))

    def _take(self, name: str) -> object:
        self._taken.add(name)
        return self._source.get(name)

    def _items(self, name: str, limit: int) -> list[object]:
        value = self._take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.problem(name, f"Should be a list, and is {_kind(value)}.")
            return []
        if len(value) > limit:
            self.problem(name, f"Has {len(value)} entries; the first {limit} are used.")
        return value[:limit]

    def _object(self, value: object, place: str) -> JsonFields:
        if isinstance(value, dict):
            return JsonFields(value, self._problems, place, self._zone)
        if value is not None:
            self._problems.append(
                FieldProblem(place, f"Should be an object with fields, and is {_kind(value)}.")
            )
        return JsonFields({}, self._problems, place, self._zone)

    def _as_text(self, value: object, place: str) -> str:
        if value is None:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            self._problems.append(
                FieldProblem(
                    place, "Should be in quotation marks, and is a number: leading zeros may be lost."
                )
            )
            return str(value)
        if not isinstance(value, str):
            self._problems.append(FieldProblem(place, f"Should be a text, and is {_kind(value)}."))
            return ""
        clean = _CONTROL.sub(" ", value)
        if clean != value:
            self._problems.append(FieldProblem(place, "Contains control characters; they are left out."))
        return clean.strip()

    def _plausible(self, name: str, found: date, first: int) -> bool:
        if first <= found.year <= LAST_YEAR:
            return True
        self.problem(name, f"Not in the years {first} to {LAST_YEAR}.")
        return False


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"
