"""One picture read one way round: levelled, recognised, and its words as Tesseract tells them."""

from __future__ import annotations

import math
from typing import NamedTuple

import tesserocr
from PIL import Image, ImageChops, ImageFilter

SOFTENING = 0.8
"""Pixels: blur before reading, which joins the broken strokes of faxes and leaves clean pages as they are."""

SHADE, SHADE_AROUND = 16, 5
"""A shadow is looked for in pieces of so many pixels, each among so many across and down, of which the
lighter ones are paper."""

LEAST_SHADOW, LEAST_PAPER = 24, 100
"""Levels of grey: paper that differs less is even, and paper that is darker is in the dark."""

LEAST_SKEW = 0.3
"""Degrees: what slopes less is read as it is. From two degrees on Tesseract leaves out parts of lines."""

MOST_SKEW = 30.0
"""Degrees: lines that seem to slope more are not lines, or run up and down the page."""

_WORD_LEVEL = "5"
_FIELDS = 12

NOISE_BELOW = 50
"""Signs without a letter or digit that were read less surely than this, 0..100, are specks and rules."""


class SeenWord(NamedTuple):
    """A word: its box in pixels of the upright picture, its text, its sureness (0..100), and by what block,
    paragraph and line it is told from words of another line."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    sureness: int
    line: tuple[int, int, int]

    @property
    def letters(self) -> int:
        """How many letters and digits it has."""
        return sum(map(str.isalnum, self.text))


class Recognised(NamedTuple):
    """What was read of a picture held one way round; ``skew`` is in degrees clockwise."""

    words: tuple[SeenWord, ...]
    skew: float

    @property
    def sureness(self) -> float:
        """The mean of the words by their letters, 0..1; 0 when nothing was read."""
        letters = sum(word.letters for word in self.words)
        return sum(word.sureness * word.letters for word in self.words) / letters / 100 if letters else 0.0


class Recogniser:
    """Tesseract with its models for English print and for the way up; used by one thread."""

    def __init__(self, models: str) -> None:
        """``models`` is the folder with both models. Raises RuntimeError when they cannot be loaded."""
        self._print = tesserocr.PyTessBaseAPI(path=models, lang="eng", psm=tesserocr.PSM.AUTO)
        self._way_up = tesserocr.PyTessBaseAPI(path=models, lang="osd", psm=tesserocr.PSM.OSD_ONLY)
        for api in (self._print, self._way_up):
            # Its messages go to standard error, which leads nowhere, not to a file, which it opens when it
            # has something to say: the kernel does not let it, and it crashes.
            api.SetVariable("debug_file", "")

    def read(self, picture: Image.Image, dpi: float, *, as_it_is: bool = False) -> Recognised | None:
        """The words of a picture, which is levelled before. ``None`` where its lines run up and down, unless
        it is to be read as it is."""
        self._show(self._print, picture, dpi)
        skew = self._skew()
        if abs(skew) > MOST_SKEW:
            if not as_it_is:
                return None
            skew = 0.0
        levelled = abs(skew) >= LEAST_SKEW
        if levelled:
            self._show(self._print, picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255), dpi)
        self._print.Recognize()
        words = _words(self._print.GetTSVText(0))
        self._print.Clear()
        if not levelled:
            return Recognised(words, 0.0)
        return Recognised(tuple(_sloping(word, skew, picture.size) for word in words), skew)

    def _skew(self) -> float:
        """The degrees clockwise by which the lines of the picture that is shown slope; 0 without lines."""
        found = self._print.GetTextDirection()
        if found is None:
            return 0.0
        _offset, slope = found
        return -math.degrees(math.atan(slope)) if math.isfinite(slope) else 90.0

    def way_up(self, picture: Image.Image, dpi: float) -> tuple[int, float]:
        """By how many degrees clockwise the picture has to be turned, and how sure that is: below 2 it is a
        guess. Nothing sure is (0, 0.0)."""
        self._show(self._way_up, picture, dpi)
        try:
            found = self._way_up.DetectOrientationScript()
        finally:
            self._way_up.Clear()
        return ((360 - found["orient_deg"]) % 360, found["orient_conf"]) if found else (0, 0.0)

    def _show(self, api: tesserocr.PyTessBaseAPI, picture: Image.Image, dpi: float) -> None:
        api.SetImageBytes(picture.tobytes(), picture.width, picture.height, 1, picture.width)
        api.SetSourceResolution(round(dpi))


def softened(picture: Image.Image) -> Image.Image:
    """The picture as it is read."""
    return _without_shadow(picture).filter(ImageFilter.GaussianBlur(SOFTENING))


def _without_shadow(picture: Image.Image) -> Image.Image:
    """The picture with its paper equally light everywhere. Tesseract finds one level between ink and paper
    for the whole page, so that under a shadow, as of a book's fold or a lid left open, it takes paper for
    ink. What lies in the dark is left there: who looks at the page cannot read it either."""
    if min(picture.size) < SHADE * SHADE_AROUND:
        return picture
    small = picture.reduce(SHADE)
    paper = small.filter(ImageFilter.RankFilter(SHADE_AROUND, SHADE_AROUND**2 * 3 // 4))
    levels = sorted(paper.tobytes())
    darkest, lightest = levels[len(levels) // 20], levels[-1 - len(levels) // 20]
    if lightest - darkest < LEAST_SHADOW or darkest < LEAST_PAPER:
        return picture
    lighter = ImageChops.invert(paper).resize(picture.size, Image.Resampling.BILINEAR)
    return ImageChops.add(picture, lighter)


def _words(table: str) -> tuple[SeenWord, ...]:
    """The words of Tesseract's table, one a row: level, page, block, paragraph, line, word, box, sureness,
    text."""
    words: list[SeenWord] = []
    for row in table.splitlines():
        fields = row.split("\t")
        if len(fields) != _FIELDS or fields[0] != _WORD_LEVEL:
            continue
        text = "".join(fields[11].split())
        sureness = max(0, min(100, round(float(fields[10]))))
        if not text or (sureness < NOISE_BELOW and not any(map(str.isalnum, text))):
            continue
        left, top, width, height = map(int, fields[6:10])
        line = (int(fields[2]), int(fields[3]), int(fields[4]))
        words.append(SeenWord(left, top, left + width, top + height, text, sureness, line))
    return tuple(words)


def _sloping(word: SeenWord, skew: float, size: tuple[int, int]) -> SeenWord:
    """The box around the word in the picture before it was levelled."""
    turn = math.radians(skew)
    sine, cosine = math.sin(turn), math.cos(turn)
    middle_x, middle_y = size[0] / 2, size[1] / 2
    x, y = (word.left + word.right) / 2 - middle_x, (word.top + word.bottom) / 2 - middle_y
    wide = ((word.right - word.left) * cosine + (word.bottom - word.top) * abs(sine)) / 2
    high = ((word.right - word.left) * abs(sine) + (word.bottom - word.top) * cosine) / 2
    x, y = x * cosine - y * sine + middle_x, x * sine + y * cosine + middle_y
    return word._replace(left=x - wide, top=y - high, right=x + wide, bottom=y + high)
