"""A document as ready words in reading order: what HTML, PDF and DOCX lay out, and nothing about how.

The formats print the blocks and decide nothing about content, so that all of them say the same. A new section
is made of these blocks and is then in every format. Widths are millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

CODE = {"code": True}
"""Marks a field that a format goes by and no reader sees, such as the state that chooses a colour."""

Pairs: TypeAlias = tuple[tuple[str, str], ...]
"""Labels with their values."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in words; ``state`` chooses colour and sign."""

    state: str = field(metadata=CODE)
    words: str


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 2 or 3 below the section's own 1. ``row`` is the demand of the policy (S1 ...), ``aside``
    stands behind the words and says less, ``mark`` is the state of what the heading names."""

    level: int
    words: str
    row: str = ""
    aside: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; its line feeds are kept. ``label`` goes before it. ``tone``: empty, ``strong`` or
    ``muted``."""

    words: str
    label: str = ""
    tone: str = field(default="", metadata=CODE)


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, one beside the other."""

    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Columns:
    """Groups of facts with a title each, in two columns where there is room."""

    groups: tuple[tuple[str, Pairs], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list: ``row`` before the words, ``aside`` behind and ``below`` under them."""

    words: str
    row: str = ""
    aside: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``width`` in millimetres; columns with 0 share what is left."""

    label: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """``code`` (a hash) and ``below`` stand under the words; ``indent`` counts steps to the right; ``mark``
    chooses colour and sign of the words."""

    words: str
    code: str = ""
    below: str = ""
    indent: int = 0
    mark: str = field(default="", metadata=CODE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headers, which is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A PNG with its size in pixels and what it shows, for readers who cannot see it."""

    png: bytes
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a document with its quote and picture; ``remark`` says why there is no picture."""

    label: str
    place: str
    document: str
    quote: str
    picture: PaperPicture | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided for one service line, as the most visible block of its section."""

    outcome: str = field(metadata=CODE)
    words: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Blocks that stay on one page, unless they are too long for that."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Framed:
    """Blocks inside a frame: the signature."""

    blocks: tuple[Block, ...]


Block: TypeAlias = Heading | Text | Facts | Columns | Points | Table | Cited | Outcome | Kept | Framed


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter with its bookmark."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. ``document_title`` is the title of the file, ``head`` stands at the top of each page
    beside ``standing``, ``foot`` at the bottom beside the number of the page. ``sender`` and ``addressee``
    are the lines of a letter's head and empty elsewhere. ``closing`` are the last statements. ``warning``
    says in a draft what it is not; ``draft`` alone puts the word across each page."""

    language: str = field(metadata=CODE)
    title: str
    document_title: str
    subject: str
    status: str
    draft: bool
    warning: str
    head: str
    standing: str
    foot: str
    program: str
    written: datetime
    sections: tuple[Section, ...]
    closing: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    page_words: tuple[str, str] = ("Page", "of")


DRAFT_WARNING = "DRAFT. This document is not signed. It decides nothing and is not for release."
DRAFT, SIGNED = "DRAFT", "Signed"
