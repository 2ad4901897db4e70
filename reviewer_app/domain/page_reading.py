"""What was read of a page: its lines, where they came from, and what its picture is like."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reviewer_app.domain.pages import Rect, ViewRotation
from reviewer_app.domain.search import SearchableText


class TextFrom(StrEnum):
    """Where the words of a page came from."""

    NATIVE = "native"
    OCR = "ocr"
    NONE = "none"
    """The page has no words, or none were looked for: see :attr:`ReadPage.unread`."""


class LayerVerdict(StrEnum):
    """What comparing the words that a file has for a page with its picture came to."""

    NOT_COMPARED = "not-compared"
    AGREES = "agrees"
    DIFFERS = "differs"
    """The words of the file are not those that are seen; those that are seen count."""
    PARTIAL = "partial"
    """The file has only some of the words that are seen, as where a stamp lies on a scan; those that are seen
    count."""


@dataclass(frozen=True, slots=True)
class PageMeasures:
    """What was measured on the picture of a page, upright.

    ``confidence`` is the mean sureness of the reading by letters, 0..1; ``None`` where nothing was read.
    ``ink`` is the share of dark pixels, ``contrast`` the difference between ink and paper, ``sharpness`` how
    steep the edges of the ink are, ``dark_area`` the share of the page that lies in the dark; all 0..1.
    ``cut_left`` to ``cut_bottom`` say how much of the text's extent along that edge runs off the page, 0..1.
    ``unread_ink`` is the share of the writing that was not read surely: handwriting, stamps, smears.
    ``off_page`` is the share of the text that seems to lie outside the picture, ``specks`` that of the ink
    that are single specks; ``run_across`` and ``run_down`` are the mean lengths of unbroken ink along and
    down the page in points, which a smear makes long and fading short. ``rows`` is the share of the page that
    is ink in rows, as print has them and specks and streaks have not, away from the edges.
    """

    confidence: float | None = None
    ink: float = 0.0
    contrast: float = 1.0
    sharpness: float = 1.0
    dark_area: float = 0.0
    cut_left: float = 0.0
    cut_right: float = 0.0
    cut_top: float = 0.0
    cut_bottom: float = 0.0
    unread_ink: float = 0.0
    off_page: float = 0.0
    specks: float = 0.0
    run_across: float = 0.0
    run_down: float = 0.0
    rows: float = 0.0


@dataclass(frozen=True, slots=True)
class OcrReading:
    """What a machine read of the picture of a page.

    ``text`` has the words with their boxes in page points of the page as it is displayed, also where it lies
    on its side. ``sureness`` has one byte, 0..100, for each word. ``turned`` is how far the view has to be
    turned clockwise to make the page upright, ``skew`` the degrees clockwise by which the lines then still
    slope.
    """

    text: SearchableText
    sureness: bytes
    turned: ViewRotation = 0
    skew: float = 0.0
    measures: PageMeasures = field(default_factory=PageMeasures)


@dataclass(frozen=True, slots=True)
class PageReading:
    """What came of reading the picture of one page. ``reading`` is ``None`` where it could not be read;
    ``failure`` then says why, in one plain sentence. ``layer`` is what comparing it with the words that the
    file has for the page came to; there is nothing to compare with where it has none."""

    reading: OcrReading | None = None
    layer: LayerVerdict = LayerVerdict.NOT_COMPARED
    failure: str = ""

    @property
    def counts(self) -> bool:
        """Whether the words that were read are those of the page, instead of those of the file."""
        return self.reading is not None and self.layer is not LayerVerdict.AGREES


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What is kept of one page. ``native`` is what its file has for it, ``None`` while that is still to be
    read; ``ocr`` is what was read of its picture, where it was, and ``layer`` how the two agree. ``unread``
    says why nothing is kept of it, or why its picture could not be read."""

    sha256: str
    page: int
    native: SearchableText | None = None
    ocr: OcrReading | None = None
    layer: LayerVerdict = LayerVerdict.NOT_COMPARED
    unread: str = ""

    @property
    def counting(self) -> OcrReading | None:
        """What was read of its picture, where the words of that are the page's instead of the file's."""
        return self.ocr if PageReading(self.ocr, self.layer).counts else None


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of a page. ``text`` has its words separated by single spaces, ``rect`` surrounds them in page
    points as displayed, ``sureness`` is the mean of its words, 0..1, ``None`` for words of the file."""

    text: str
    rect: Rect
    sureness: float | None = None


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page as far as it was read, in the order of the case.

    ``width`` and ``height`` are in page points as displayed. ``turned`` is as in :class:`OcrReading`; the
    lines are in reading order of the upright page. ``unread`` says why the page has no words although it may
    show some; ``blank`` is ``None`` when it could not be told. ``measures`` is ``None`` where no picture was
    measured. ``same_as`` is the page before it in the case that has the same content, as (file, page).
    """

    sha256: str
    file: str
    page: int
    width: float = 612.0
    height: float = 792.0
    text_from: TextFrom = TextFrom.NONE
    lines: tuple[ReadLine, ...] = ()
    blank: bool | None = None
    unread: str = ""
    turned: ViewRotation = 0
    layer: LayerVerdict = LayerVerdict.NOT_COMPARED
    measures: PageMeasures | None = None
    notes: tuple[str, ...] = ()
    same_as: tuple[str, int] | None = None

    @property
    def text(self) -> str:
        """All lines, separated by line feeds."""
        return "\n".join(line.text for line in self.lines)

    @property
    def key(self) -> tuple[str, int]:
        """The document's hash and the page's number."""
        return self.sha256, self.page
