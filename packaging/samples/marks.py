"""What is drawn rather than written: emblems, signatures, stamps. Lengths in page points."""

from __future__ import annotations

import math
import random

from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable


def sign(canvas: Canvas, name: str, x: float, y: float, width: float = 120, height: float = 22) -> None:
    """An unreadable pen signature whose shape depends only on the name."""
    draw = random.Random(name)
    canvas.saveState()
    canvas.setStrokeColor(Color(0.05, 0.08, 0.35))
    canvas.setLineWidth(draw.uniform(0.8, 1.3))
    canvas.setLineCap(1)
    habits = draw.choices(("wave", "loop", "stem", "flat", "peak"), k=3)
    step = width / draw.uniform(6.5, 10)
    lean = step * draw.uniform(-0.2, 0.5)
    here = x
    path = canvas.beginPath()
    path.moveTo(x, y + height * draw.uniform(0.1, 0.8))
    tall = height * draw.uniform(1.1, 1.5)
    path.curveTo(here - step, y + tall, here + step * 2 + lean, y + tall, here + step * 0.8, y)
    path.curveTo(
        here, y - height * 0.5, here - step * 0.4, y + height * 0.6, here + step * 1.5, y + height * 0.4
    )
    here += step * 1.5
    while here < x + width - step:
        rise = height * draw.uniform(0.25, 0.6)
        match draw.choice(habits):
            case "loop":
                path.curveTo(
                    here + step, y + height + lean, here + lean, y + height * 1.3, here + step * 0.4, y
                )
                here += step * 0.4
            case "stem":
                path.curveTo(
                    here + step * 0.6, y + rise, here + step * 0.5, y - height * 0.4, here, y - height * 0.25
                )
                path.curveTo(here, y - height * 0.3, here + step * 0.6, y, here + step, y + rise * 0.6)
                here += step
            case "flat":
                path.curveTo(
                    here + step * 0.3, y, here + step, y + height * 0.1, here + step * 1.6, y + rise * 0.4
                )
                here += step * 1.6
            case "peak":
                path.lineTo(here + step * 0.35 + lean, y + rise * 1.5)
                path.lineTo(here + step * 0.7, y + height * 0.05)
                here += step * 0.7
            case _:
                path.curveTo(
                    here + step * 0.2, y + rise, here + step * 0.5 + lean, y + rise, here + step * 0.5, y
                )
                here += step * 0.5
    end = y + height * draw.uniform(-0.3, 0.6)
    path.curveTo(here + step, y - height * 0.2, here + step * 2, y + height * 0.3, x + width + 8, end)
    canvas.drawPath(path)
    canvas.restoreState()


class Signature(Flowable):
    """A signature above its line, with the printed name and the date beneath."""

    def __init__(
        self, name: str, under: str, font: str, size: float, date: str = "", width: float = 230
    ) -> None:
        super().__init__()
        self.name, self.under, self.font, self.size, self.date = name, under, font, size, date
        self.width, self.height = width, 46.0

    def draw(self) -> None:
        canvas: Canvas = self.canv
        sign(canvas, self.name, 6, 21, 130, 18)
        canvas.setLineWidth(0.5)
        canvas.line(0, 14, self.width, 14)
        canvas.setFont(self.font, self.size)
        canvas.drawString(0, 4, self.under)
        if self.date:
            canvas.line(self.width + 24, 14, self.width + 120, 14)
            canvas.drawString(self.width + 28, 17, self.date)
            canvas.drawString(self.width + 24, 4, "Date")


def spine(canvas: Canvas, x: float, y: float, colour: Color) -> None:
    """Emblem: four vertebrae on a curve."""
    canvas.setFillColor(colour)
    for number in range(4):
        canvas.roundRect(x + 4 * math.sin(number * 0.9), y + number * 9.5, 17, 7, 2.4, stroke=0, fill=1)


def rings(canvas: Canvas, x: float, y: float, colour: Color) -> None:
    """Emblem: open rings, as of a scanner."""
    canvas.setStrokeColor(colour)
    for radius, weight in ((15, 3.0), (9.5, 2.0), (4.5, 1.4)):
        canvas.setLineWidth(weight)
        canvas.circle(x + 15, y + 15, radius)


def leaf(canvas: Canvas, x: float, y: float, colour: Color, size: float = 26) -> None:
    """Emblem: a leaf."""
    canvas.setFillColor(colour)
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.curveTo(x - size * 0.1, y + size * 0.8, x + size * 0.5, y + size, x + size, y + size)
    path.curveTo(x + size, y + size * 0.45, x + size * 0.75, y - size * 0.05, x, y)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(1.2)
    canvas.line(x + size * 0.08, y + size * 0.06, x + size * 0.75, y + size * 0.75)


def cross(canvas: Canvas, x: float, y: float, colour: Color, size: float = 26) -> None:
    """Emblem: a cross in a shield, as of an old hospital."""
    canvas.setFillColor(colour)
    path = canvas.beginPath()
    path.moveTo(x, y + size)
    path.lineTo(x + size * 0.9, y + size)
    path.lineTo(x + size * 0.9, y + size * 0.45)
    path.curveTo(x + size * 0.9, y + size * 0.15, x + size * 0.6, y, x + size * 0.45, y - size * 0.08)
    path.curveTo(x + size * 0.3, y, x, y + size * 0.15, x, y + size * 0.45)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.rect(x + size * 0.38, y + size * 0.2, size * 0.14, size * 0.62, stroke=0, fill=1)
    canvas.rect(x + size * 0.18, y + size * 0.5, size * 0.54, size * 0.14, stroke=0, fill=1)


def stamp(
    canvas: Canvas, x: float, y: float, lines: tuple[str, ...], colour: Color, angle: float = 4
) -> None:
    """A rubber stamp: a double box with centred lines, turned by `angle` degrees."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    height = 13 * len(lines) + 8
    canvas.setLineWidth(1.6)
    canvas.rect(0, 0, 128, height)
    canvas.setLineWidth(0.5)
    canvas.rect(3, 3, 122, height - 6)
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold", 9.5 if number == 0 else 8.5)
        canvas.drawCentredString(64, height - 14 - 12.5 * number, line)
    canvas.restoreState()
