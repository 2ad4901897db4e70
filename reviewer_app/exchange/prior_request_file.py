"""Reads and writes prior-request files: JSON, a list of objects, or CSV with a line of column names.

A bad row costs that row. Files are read and written in pieces, so that a million rows need little memory.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from reviewer_app.domain.errors import InputError
from reviewer_app.domain.prior_request import BadRow, PriorRequest
from reviewer_app.exchange.prior_request_row import (
    COLUMNS,
    REQUIRED,
    RowError,
    request_of_row,
    row_of_request,
)
from reviewer_app.exchange.seen_ids import SeenIds

CHUNK_CHARACTERS = 1_000_000
LARGEST_ROW_CHARACTERS = 1_000_000

_NO_BLANK = re.compile(r"\S")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


class PriorRequestFile:
    """A prior-request file. Going through it gives its rows in order, the bad ones with their line; its
    content says which form it has. ``share`` is how much of its bytes was read so far, from 0 to 1.

    A second row with the id of an earlier one is bad, unless it says the same.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.share = 0.0

    def __iter__(self) -> Iterator[PriorRequest | BadRow]:
        """The rows.

        :raises InputError: the file is no prior-request file, or from here on can not be read. Rows before
            that have been given out.
        """
        path, seen = self._path, SeenIds()
        try:
            with path.open("rb") as stream, io.TextIOWrapper(stream, "utf-8-sig", newline="") as file:
                size = max(1, path.stat().st_size)
                for line, row in _rows(file, path.name):
                    self.share = min(1.0, stream.tell() / size)
                    yield _taken(row, line, seen)
        except UnicodeDecodeError as error:
            raise InputError(
                f"{path} is not text in UTF-8, so it can't be read. Save it as UTF-8."
            ) from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InputError(f"{path} can't be read ({reason}).") from error


def json_pieces(rows: Iterable[PriorRequest]) -> Iterator[str]:
    """The pieces of a JSON file with these rows."""
    yield "["
    for number, row in enumerate(rows):
        yield ",\n " if number else "\n "
        yield json.dumps(row_of_request(row), ensure_ascii=False)
    yield "\n]\n"


def csv_pieces(rows: Iterable[PriorRequest]) -> Iterator[str]:
    """The pieces of a CSV file with these rows. A text that a spreadsheet would take for a formula has an
    apostrophe before it, which reading takes away again."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        values = row_of_request(row)
        writer.writerow([_cell(values[name]) for name in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: str | list[str] | None) -> str:
    text = ";".join(value) if isinstance(value, list) else value or ""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _taken(row: object, line: int, seen: SeenIds) -> PriorRequest | BadRow:
    if isinstance(row, BadRow):
        return row
    if not isinstance(row, dict):
        return BadRow(line, "expected an object with the fields of a request")
    try:
        request = request_of_row(row)
    except RowError as error:
        return BadRow(line, str(error))
    if seen.contradicts(request.id, request):
        return BadRow(line, f"id {request.id} stands twice with different content")
    return request


def _rows(file: TextIO, name: str) -> Iterator[tuple[int, object]]:
    """The rows with the line where each begins, from 1."""
    start = file.read(1)
    while start.isspace():
        start = file.read(1)
    file.seek(0)
    if start in ("[", "{"):
        yield from _json_rows(file, name)
    else:
        yield from _csv_rows(file, name)


def _csv_rows(file: TextIO, name: str) -> Iterator[tuple[int, object]]:
    first = next((line for line in file if line.strip()), "")
    file.seek(0)
    reader = csv.reader(file, delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        names = next((cells for cells in reader if any(cell.strip() for cell in cells)), [])
    except csv.Error as error:
        raise InputError(f"{name} is no prior-request file: it can't be read as CSV ({error}).") from error
    columns = [column.strip().lower() for column in names]
    if missing := [column for column in REQUIRED if column not in columns]:
        raise InputError(
            f"{name} is no prior-request file: its first line lacks the column {' and '.join(missing)}."
        )
    if len(set(columns)) < len(columns):
        raise InputError(f"{name} is no prior-request file: a column stands twice in its first line.")
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, BadRow(line, f"not readable as CSV ({error})")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns):
            yield line, BadRow(line, f"{len(cells)} cells, but {len(columns)} columns")
        else:
            yield line, dict(zip(columns, map(_plain, cells), strict=False))


def _plain(cell: str) -> str:
    """The cell without the apostrophe that kept it from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in (*_FORMULA, "'") else cell


def _json_rows(file: TextIO, name: str) -> Iterator[tuple[int, object]]:
    text = _JsonText(file, name)
    if text.next_sign() == "{":
        yield from text.values(last="")
        return
    text.skip(1)
    yield from text.values(last="]")


class _JsonText:
    """JSON text that is read piece by piece."""

    def __init__(self, file: TextIO, name: str) -> None:
        self._file = file
        self._name = name
        self._text = ""
        self._place = 0
        self._line = 1
        self._decoder = json.JSONDecoder()

    def values(self, last: str) -> Iterator[tuple[int, object]]:
        """The values with commas between, to the closing sign; without one, a single value."""
        if self.next_sign() == last:
            return
        while True:
            self.next_sign()
            line = self._line
            yield line, self._value()
            sign = self.next_sign()
            if sign == last:
                return
            if sign != "," or not last:
                raise self._broken()
            self.skip(1)

    def next_sign(self) -> str:
        """The next character that is no blank, still to be read; empty at the end."""
        while True:
            found = _NO_BLANK.search(self._text, self._place)
            self.skip((found.start() if found else len(self._text)) - self._place)
            if found:
                return found[0]
            if not self._read_on():
                return ""

    def skip(self, count: int) -> None:
        """Go on by so many characters."""
        self._line += self._text.count("\n", self._place, self._place + count)
        self._place += count

    def _value(self) -> object:
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._place)
            except (ValueError, RecursionError) as error:
                if len(self._text) - self._place < LARGEST_ROW_CHARACTERS and self._read_on():
                    continue
                raise self._broken() from error
            if end == len(self._text) and self._read_on():
                continue
            self.skip(end - self._place)
            return value

    def _read_on(self) -> bool:
        """Whether there was more text; what has been read is dropped."""
        more = self._file.read(CHUNK_CHARACTERS)
        self._text = self._text[self._place :] + more
        self._place = 0
        return bool(more)

    def _broken(self) -> InputError:
        return InputError(
            f"{self._name} is not valid JSON from line {self._line} on; what stands before it was read. "
            "It has to be a list of objects."
        )
