"""What the program can say of each page by itself: its words, and whether it is blank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from reviewer_app.documents.page_reader import PageReader, asked_again
from reviewer_app.domain.documents import Document
from reviewer_app.domain.page_reading import ReadPage, TextFrom
from reviewer_app.domain.pages import (
    NOTE_BLANK,
    DrawRequest,
    PageFailedError,
    PageFailure,
    PagePicture,
)
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.layer_agreement import needs_reading
from reviewer_app.evidence.page_lines import read_lines, way_up

SMALL_SCALE = 0.5
"""Pixels per page point of the picture that blankness is judged on: coarse, so that dust averages out, and
fine enough that a single line of print or of handwriting still stands out."""

SMALL_SIDE = 500
"""Pixels that no side of that picture exceeds, however large the page is."""

BLANK_CONTRAST = 32
"""Steps, of 256, between the darkest and the lightest spot of a page that still counts as blank: dust and the
unevenness of a scanner stay below, a faint line of print lies above. Our choice, measured on the samples."""

PAPER_LIGHTNESS = 128
"""Of 255: what is darker throughout is no empty paper but, for example, a scan made with the lid open."""

FAILURES_BEFORE_GIVING_UP = 3
"""Pages of one document that may hang or crash the page worker before the rest of it is not read."""

COSTLY = frozenset((PageFailure.TIMEOUT, PageFailure.CRASHED, PageFailure.MEMORY))

MOST_PAGES_READ = 20_000
"""Pages of one document that are read; what is longer is no medical record. The others are listed unread."""

UNREAD = "Not read: too many pages of this document failed before."
TOO_LONG = f"Not read: only the first {MOST_PAGES_READ} pages of a document are."


@dataclass(frozen=True, slots=True)
class ScreenedPage:
    """One page with what was read of it. ``rotation`` is the page's own, in degrees clockwise; ``native`` is
    what the file has for a page whose picture is to be read."""

    read: ReadPage
    rotation: int
    native: SearchableText | None = None

    @property
    def number(self) -> int:
        return self.read.page

    @property
    def words(self) -> int:
        return sum(len(line.text.split()) for line in self.read.lines)

    @property
    def blank(self) -> bool | None:
        """``None`` when it could not be told; :attr:`why` then says the reason."""
        return self.read.blank

    @property
    def why(self) -> str:
        """Why the page could not be read."""
        return self.read.unread

    @property
    def text(self) -> str:
        return self.read.text


def screen_pages(
    reader: PageReader, document: Document, progress: Callable[[str, int, int], None]
) -> Iterator[ScreenedPage]:
    """The pages of a document that is registered with the reader, in order; ``progress`` hears the file,
    each page and how many there are.

    Raises PageFailedError only when the reader was closed.
    """
    failures = 0
    for number, geometry in enumerate(document.pages, start=1):
        page = ReadPage(document.sha256, document.file, number, geometry.width, geometry.height)
        if number > MOST_PAGES_READ or failures >= FAILURES_BEFORE_GIVING_UP:
            why = TOO_LONG if number > MOST_PAGES_READ else UNREAD
            yield ScreenedPage(replace(page, unread=why), geometry.rotation)
            continue
        progress(document.file, number, document.page_count)
        try:
            read, text = asked_again(partial(_read, reader, page))
            unsure = read.blank is not True and not read.unread and needs_reading(text)
            yield ScreenedPage(read, geometry.rotation, text if unsure else None)
        except PageFailedError as failure:
            if failure.cause is PageFailure.CLOSED:
                raise
            failures += failure.cause in COSTLY
            yield ScreenedPage(replace(page, unread=failure.sentence), geometry.rotation)


def _read(reader: PageReader, page: ReadPage) -> tuple[ReadPage, SearchableText]:
    """What the file has for a page. One with words is not blank, and not drawn for that reason."""
    text = reader.searchable(page.sha256, page.page)
    lines = read_lines(text)
    if lines:
        native = replace(page, text_from=TextFrom.NATIVE, lines=lines, blank=False, notes=text.notes)
        return replace(native, turned=way_up(text)), text
    scale = min(SMALL_SCALE, SMALL_SIDE / max(page.width, page.height))
    picture = reader.draw(DrawRequest(page.sha256, page.page, scale))
    if NOTE_BLANK in picture.notes:
        return replace(page, unread=f"The page is {NOTE_BLANK}."), text
    return replace(page, blank=shows_empty_paper(picture)), text


def shows_empty_paper(picture: PagePicture) -> bool:
    """Whether the picture is light and even: in no colour channel do two pixels differ by much."""
    pixels = bytes(picture.pixels[: picture.stride * picture.height])
    channels = [
        pixels[start :: picture.format.bytes_per_pixel] for start in range(picture.format.bytes_per_pixel)
    ]
    lightest = max(max(channel) for channel in channels)
    return lightest >= PAPER_LIGHTNESS and all(max(one) - min(one) < BLANK_CONTRAST for one in channels)
