"""Reads the texts back out of a written export, as any reader could, to see what it tells.

PDF is not among the formats here: it is read by the page worker.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser

TOLD_ATTRIBUTES = frozenset(("alt", "title"))
"""Attributes that are read out or shown; others are written by the program."""

DOCX_PARTS = ("word/document.xml", "word/header", "word/footer", "docProps/core.xml")
"""Parts of a Word document with words of the case; the others come from the template."""

DESCRIPTIONS = ("descr", "title")


def html_texts(content: bytes) -> Iterator[str]:
    """All text of a page, and what its pictures are described by."""
    reader = _Told()
    reader.feed(content.decode("utf-8"))
    reader.close()
    yield "".join(reader.texts)
    yield from reader.attributes


def json_texts(content: bytes) -> Iterator[str]:
    """All values that are texts; not the names of the fields."""
    yield from _strings(json.loads(content))


def csv_rows(content: bytes) -> Iterator[list[str]]:
    """The rows below the header, each with its cells."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    next(rows, None)
    yield from rows


def csv_texts(content: bytes) -> Iterator[str]:
    """All cells below the header."""
    for row in csv_rows(content):
        yield from row


def docx_texts(content: bytes) -> Iterator[str]:
    """Each paragraph with all that stands in it, the properties, and what the pictures are described by."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if not name.startswith(DOCX_PARTS):
                continue
            root = parse_xml(parts.read(name))
            lines = list(root.iter(qn("w:p"))) or [root]
            yield from ("".join(line.itertext()) for line in lines)
            for element in root.iter(qn("wp:docPr")):
                yield from (str(element.get(key, "")) for key in DESCRIPTIONS)


class _Told(HTMLParser):
    """Collects what a browser shows or reads out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.attributes: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        self.texts.append(" ")
        self.attributes += [value for name, value in attrs if value and name in TOLD_ATTRIBUTES]

    def handle_endtag(self, _tag: str) -> None:
        self._style = False
        self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.texts.append(data)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
