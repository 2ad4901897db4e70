"""Pages of every kind with one word on each: turned, cropped, scaled and odd-sized, written for tests."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

WORD = "HEIGHT"


@dataclass(frozen=True)
class Sheet:
    """One page: its visible size in the file's own units, where that begins in the MediaBox, /Rotate and
    /UserUnit, and where the word stands, as shares of the visible size."""

    width: float = 612.0
    height: float = 792.0
    left: float = 0.0
    bottom: float = 0.0
    rotate: int = 0
    unit: float = 1.0
    across: float = 0.3
    up: float = 0.6

    def write(self, path: Path) -> None:
        """Write the page as a PDF; around the CropBox there is more of the MediaBox with a black bar in
        it."""
        margin = 50.0
        media = (self.left - margin, self.bottom - margin, self.width + 2 * margin, self.height + 2 * margin)
        drawn = BytesIO()
        canvas = Canvas(drawn, pagesize=(self.width, self.height))
        canvas.setFont("Helvetica", min(self.width, self.height) / 10)
        canvas.translate(self.left, self.bottom)
        canvas.drawString(self.across * self.width, self.up * self.height, WORD)
        canvas.rect(-margin, -margin, margin / 2, margin / 2, fill=1)
        canvas.save()
        with pikepdf.open(drawn) as document:
            page = document.pages[0]
            page.MediaBox = pikepdf.Array([media[0], media[1], media[0] + media[2], media[1] + media[3]])
            page.CropBox = pikepdf.Array(
                [self.left, self.bottom, self.left + self.width, self.bottom + self.height]
            )
            page.Rotate = self.rotate
            page.UserUnit = self.unit
            document.save(path, min_version="1.6")
