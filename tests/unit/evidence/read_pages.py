"""Pages of text for tests: each line of the text is a line of the page, as wide as its letters."""

from __future__ import annotations

from reviewer_app.domain.page_reading import ReadLine, ReadPage, TextFrom
from reviewer_app.domain.pages import Rect

LEFT = 54.0
HEIGHT = 12.0
LETTER = 5.0
CELL_GAP = 30.0


def read_page(text: str, *, file: str = "note.pdf", page: int = 1, sha256: str = "") -> ReadPage:
    """A page with these lines, single blanks between their words; cells of a row are parted by ``|``, an
    empty line is a gap."""
    lines: list[ReadLine] = []
    top = 40.0
    for written in text.strip("\n").split("\n"):
        left = LEFT
        for cell in (" ".join(part.split()) for part in written.split("|")):
            if cell:
                right = left + LETTER * len(cell)
                lines.append(ReadLine(cell, Rect(left, top, right, top + HEIGHT)))
                left = right + CELL_GAP
        top += HEIGHT + 1 if written.strip() else HEIGHT * 1.5
    return ReadPage(
        sha256 or f"{file:x<64}", file, page, text_from=TextFrom.NATIVE, lines=tuple(lines), blank=False
    )
