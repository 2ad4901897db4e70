"""What the program can say of each page by itself: its words, and whether it is blank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reviewer_app.documents.page_reader import PageReader
from reviewer_app.domain.documents import Document, PageGeometry
from reviewer_app.domain.pages import (
    NOTE_BLANK,
    DrawRequest,
    PageFailedError,
    PageFailure,
    PagePicture,
    Word,
)

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
    """One page. ``words`` counts those of the file's own text, which ``text`` has, its lines separated by
    line feeds. ``blank`` is ``None`` when it could not be told, ``why`` then says the reason, as it does for
    a page that could not be read."""

    number: int
    rotation: int
    words: int = 0
    blank: bool | None = None
    why: str = ""
    text: str = field(default="", repr=False)


def screen_pages(
    reader: PageReader, document: Document, progress: Callable[[str, int, int], None]
) -> Iterator[ScreenedPage]:
    """The pages of a document that is registered with the reader, in order; ``progress`` hears the file,
    each page and how many there are.

    Raises PageFailedError only when the reader was closed.
    """
    failures = 0
    for number, geometry in enumerate(document.pages, start=1):
        if number > MOST_PAGES_READ or failures >= FAILURES_BEFORE_GIVING_UP:
            why = TOO_LONG if number > MOST_PAGES_READ else UNREAD
            yield ScreenedPage(number, geometry.rotation, why=why)
            continue
        progress(document.file, number, document.page_count)
        try:
            yield _screened(reader, document.sha256, number, geometry)
        except PageFailedError as failure:
            if failure.cause is PageFailure.CLOSED:
                raise
            failures += failure.cause in COSTLY
            yield ScreenedPage(number, geometry.rotation, why=failure.sentence)


def _screened(reader: PageReader, sha256: str, number: int, geometry: PageGeometry) -> ScreenedPage:
    """A page with words is not blank, and not drawn for that reason."""
    words = reader.text(sha256, number).words
    if words:
        return ScreenedPage(number, geometry.rotation, len(words), blank=False, text=_lines(words))
    scale = min(SMALL_SCALE, SMALL_SIDE / max(geometry.width, geometry.height))
    picture = reader.draw(DrawRequest(sha256, number, scale))
    if NOTE_BLANK in picture.notes:
        return ScreenedPage(number, geometry.rotation, why=f"The page is {NOTE_BLANK}.")
    return ScreenedPage(number, geometry.rotation, blank=shows_empty_paper(picture))


def _lines(words: Sequence[Word]) -> str:
    lines = groupby(words, key=lambda word: (word.block, word.line))
    return "\n".join(" ".join(word.text for word in line) for _, line in lines)


def shows_empty_paper(picture: PagePicture) -> bool:
    """Whether the picture is light and even: in no colour channel do two pixels differ by much."""
    pixels = bytes(picture.pixels[: picture.stride * picture.height])
    channels = [
        pixels[start :: picture.format.bytes_per_pixel] for start in range(picture.format.bytes_per_pixel)
    ]
    lightest = max(max(channel) for channel in channels)
    return lightest >= PAPER_LIGHTNESS and all(max(one) - min(one) < BLANK_CONTRAST for one in channels)
