"""Leaves out of an export what identifies the member, and looks in the written file whether it is gone.

Texts get a marker in its place. Pictures are drawn anew with the words of the page alone, those of the
identity covered, so that their pixels hold nothing else; a page without readable words, or with words that
nobody can see, is not pictured. The written file is read back before it gets its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from reviewer_app.documents.identify import PDF
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.errors import ExportError
from reviewer_app.domain.pages import NOTE_INVISIBLE_TEXT, NOTE_TEXT_CUT, NOTE_UNSEEN_TEXT, PageText, Rect
from reviewer_app.domain.request import Member, Request, unknown_fields
from reviewer_app.evidence.identity_words import Identity, IdentityFinder
from reviewer_app.review.workspace import Workspace
from reviewer_app.summary.extraction import csv_rows, csv_texts, docx_texts, html_texts, json_texts
from reviewer_app.summary.formats import SummaryFormat
from reviewer_app.summary.texts import with_texts
from reviewer_app.summary.values import DeterminationSummary

MARKER = "[removed]"

NO_WORDS = "No picture: the page has no words that the program can read, so nothing could be removed from it."
HIDDEN_WORDS = (
    "No picture: the page has text that cannot be seen, or too much of it, so that nothing could be removed "
    "from it reliably."
)

UNRELIABLE = frozenset((NOTE_INVISIBLE_TEXT, NOTE_UNSEEN_TEXT, NOTE_TEXT_CUT))
"""Notes on a page whose words are not surely what its picture shows."""

IDENTIFYING = re.compile(
    r"name|address|street|city|zip|postal|phone|fax|mobile|mail|ssn|social|mrn|birth|dob|subscriber|\bid\b|_id\b",
    re.IGNORECASE,
)
"""Names of unknown fields of the member that say who it is, or how to reach it."""

NAMING = re.compile(
    r"(?:^|first|last|middle|given|family|maiden|birth|former|preferred|nick|full|legal|sur)_?name$",
    re.IGNORECASE,
)
"""Those of them that hold a name of the member: however short it is, it is looked for as a name."""

ABOUT_MEMBER = re.compile(
    r"^(?:member|patient|subscriber)[._\[]|^(?:ssn|mrn|patient|subscriber)$", re.IGNORECASE
)
"""Places of unknown fields that are about the member."""

COVER_MARGIN = 1.0
"""Page points by which more than the box of a word is covered: letters may lean out of it."""

LEFT = (
    "The file was not written: what identifies the member could still be read in it. "
    "Tell the makers of the program, and send nothing."
)


def identity_of(request: Request) -> Identity:
    """What identifies the member of a request: name, id, birth date, group number, and what else the request
    says of how the member is called and reached. Each part of an address counts: records have the street
    without the town."""
    member = request.member
    told = tuple(
        (path.rpartition(".")[2], value)
        for path, value in unknown_fields(request)
        if ABOUT_MEMBER.search(path) and IDENTIFYING.search(path.rpartition(".")[2])
    )
    names = tuple(value for field, value in told if NAMING.search(field))
    more = tuple(value for field, value in told if not NAMING.search(field))
    days = tuple(day for value in more if (day := _day(value)) is not None)
    numbers = tuple(value for value in more if _day(value) is None and _is_number(value))
    words = tuple(value for value in more if _day(value) is None and not _is_number(value))
    return Identity(
        names=(member.first_name, member.last_name, *names),
        numbers=tuple(one for one in (member.member_id, request.plan.group_number, *numbers) if one),
        dates=tuple(one for one in (member.dob, *days) if one is not None),
        phrases=tuple(dict.fromkeys(part for one in words for part in (one, *_address_parts(one)))),
    )


def _address_parts(text: str) -> Iterator[str]:
    return (part.strip() for part in re.split(r"[,;\n]", text) if part.strip())


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text.strip())
    return None


def _is_number(text: str) -> bool:
    """Whether there are more digits than letters: a telephone number or an id."""
    digits = sum(character.isdigit() for character in text)
    return digits > sum(character.isalpha() for character in text)


def redacted_text(finder: IdentityFinder, text: str) -> str:
    """The text with a marker in the place of what identifies the member."""
    return finder.replaced(text, MARKER)


def redacted_summary(summary: DeterminationSummary, finder: IdentityFinder) -> DeterminationSummary:
    """The summary without what identifies the member; it says so."""
    changed = with_texts(summary, lambda text: redacted_text(finder, text))
    member = summary.request.member
    plain = Member(
        MARKER if member.member_id else "", "", MARKER if member.last_name else "", None, member.sex
    )
    plan = replace(changed.request.plan, group_number=MARKER if summary.request.plan.group_number else "")
    return replace(changed, redacted=True, request=replace(changed.request, member=plain, plan=plan))


def picture_parts(text: PageText, finder: IdentityFinder) -> tuple[tuple[Rect, ...], tuple[Rect, ...]]:
    """The rectangles of the words that may be shown, and of those that are covered, in page points."""
    pieces: list[str] = []
    owners: list[int] = []
    for number, word in enumerate(text.words):
        same_line = number > 0 and (word.block, word.line) == (
            text.words[number - 1].block,
            text.words[number - 1].line,
        )
        piece = (" " if same_line else "\n") + word.text
        pieces.append(piece)
        owners.extend([number] * len(piece))
    hidden = {owners[place] for start, end in finder.spans("".join(pieces)) for place in range(start, end)}
    keep = tuple(word.rect for number, word in enumerate(text.words) if number not in hidden)
    cover = tuple(_grown(text.words[number].rect) for number in sorted(hidden))
    return keep, cover


def no_picture_because(text: PageText) -> str:
    """Why a page cannot be pictured without who the member is; empty where it can."""
    if not any(word.text.strip() for word in text.words):
        return NO_WORDS
    return HIDDEN_WORDS if UNRELIABLE.intersection(text.notes) else ""


def _grown(rect: Rect) -> Rect:
    margin = COVER_MARGIN
    return Rect(rect.x0 - margin, rect.y0 - margin, rect.x1 + margin, rect.y1 + margin)


def check_redacted(
    workspace: Workspace, written: Path, export_format: SummaryFormat, finder: IdentityFinder, name: str
) -> None:
    """Read the written file back. Raises :class:`ExportError` when it still says who the member is, in its
    text, its title, a bookmark or the description of a picture, or when its name does."""
    _check_name(finder, name)
    for text in _written_texts(workspace, written, export_format):
        _check_text(finder, text)


def check_redacted_rows(written: Path, finders: Sequence[IdentityFinder], name: str) -> None:
    """As :func:`check_redacted` for a table of many cases: each row by the finder of its own case, since a
    member of one may be called as somebody is in another."""
    for finder in dict.fromkeys(finders):
        _check_name(finder, name)
    for finder, row in zip(finders, csv_rows(written.read_bytes()), strict=True):
        for cell in row:
            _check_text(finder, cell)


def _check_name(finder: IdentityFinder, name: str) -> None:
    if finder.finds(name.replace(MARKER, " ")):
        raise ExportError(f"The name of the file says who the member is: choose another one than {MARKER}.")


def _check_text(finder: IdentityFinder, text: str) -> None:
    if finder.finds(text.replace(MARKER, " ")):
        raise ExportError(LEFT)


def _written_texts(workspace: Workspace, written: Path, export_format: SummaryFormat) -> Iterator[str]:
    if export_format is SummaryFormat.PDF:
        with workspace.reader() as reader:
            yield from _pdf_texts(reader, written)
        return
    readers = {
        SummaryFormat.HTML: html_texts,
        SummaryFormat.JSON: json_texts,
        SummaryFormat.CSV: csv_texts,
        SummaryFormat.DOCX: docx_texts,
    }
    yield from readers[export_format](written.read_bytes())


def _pdf_texts(reader: PageReader, written: Path) -> Iterator[str]:
    key = str(written)
    file = PageFile(written, PDF)
    reader.register(key, file)
    pages, _notes = reader.open(file)
    for page in range(1, pages + 1):
        yield reader.searchable(key, page).text
    for text in reader.inscriptions(key):
        yield re.sub("<[^>]*>", " ", text)
