"""Handwriting: a single-stroke alphabet, drawn for these samples, written with an unsteady pen.

Each letter stands on a grid where the small letters are 4 high, the tall ones 8 and descenders reach to -3.
Strokes are "x,y" points parted by blanks; a new stroke begins after "/".
"""

from __future__ import annotations

import random

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

BLUE = Color(0.08, 0.12, 0.45)

_STROKES = {
    "a": "3,4 1,4 0,2 0.6,0 2,0.3 3,2 3,4 3,0.6 3.8,0",
    "b": "0,8 0,0 0,2.6 1.6,4 3,3 3,1 1.6,0 0,0.6",
    "c": "3,3.4 1.8,4 0.4,3.2 0,1.8 0.6,0.4 1.8,0 3.2,0.6",
    "d": "3,3.4 1.6,4 0.2,3 0,1.2 1,0 2.4,0.6 3,2 3,8 3,0.4 3.7,0",
    "e": "0.2,2 3,2.4 2.6,3.8 1.4,4 0.2,3 0,1.4 1,0 3.2,0.6",
    "f": "3.2,7.4 2.2,8 1.4,7 1.2,3 1.2,-1/0,4 2.8,4",
    "g": "3,3.4 1.6,4 0.2,3 0.2,1.2 1.4,0.2 3,1.6 3,4 3,-1.6 1.8,-3 0.2,-2.2",
    "h": "0,8 0,0 0,2.4 1.6,4 2.8,3.2 2.8,0.4 3.5,0",
    "i": "0.6,4 0.6,0.6 1.4,0/0.7,5.8 0.8,6",
    "j": "1.6,4 1.6,-1.8 0.6,-3 -0.4,-2.2/1.7,5.8 1.8,6",
    "k": "0,8 0,0/2.8,4 0,1.6 3,0",
    "l": "0.4,8 0.4,0.8 1.2,0",
    "m": "0,4 0,0 0,2.6 1.2,4 2,3.2 2,0 2,2.6 3.2,4 4,3.2 4,0.5 4.7,0",
    "n": "0,4 0,0 0,2.4 1.5,4 2.6,3.2 2.6,0.5 3.4,0",
    "o": "1.6,4 0.3,3.2 0,1.6 1,0 2.5,0.3 3.1,2 2.6,3.6 1.6,4",
    "p": "0,4 0,-3 0,2.6 1.6,4 3,3 2.9,1 1.6,0 0,0.8",
    "q": "3,3.4 1.6,4 0.2,3 0.2,1.2 1.4,0.2 3,1.6 3,4 3,-3 4,-2",
    "r": "0,4 0,0 0,2.4 1.2,3.9 2.4,3.6",
    "s": "2.7,3.4 1.4,4 0.3,3.2 1.4,2.1 2.6,1.2 1.6,0 0,0.5",
    "t": "1.2,7 1.2,0.8 2.2,0 3,0.5/0,4.6 2.8,4.8",
    "u": "0,4 0.1,1 1.2,0 2.6,1.4 2.8,4 2.8,0.6 3.6,0",
    "v": "0,4 1.4,0 2.8,4",
    "w": "0,4 1,0 2.1,3 3.1,0 4.2,4",
    "x": "0,4 2.8,0/2.8,4 0,0",
    "y": "0,4 0.2,1.4 1.4,0.6 2.8,2 2.9,4 2.7,-1.6 1.4,-3 0,-2.2",
    "z": "0,4 2.8,4 0,0 3,0",
    "A": "0,0 2.2,8 4.4,0/0.9,3 3.7,3",
    "B": "0,0 0,8 2.6,7.6 2.8,5 0,4.3 3.2,3.6 3.2,0.8 0,0",
    "C": "4,6.8 2.4,8 0.4,6 0,3 1.2,0.4 3,0 4.2,1.2",
    "D": "0,0 0,8 3,7 4,4 3,1 0,0",
    "E": "3.6,8 0,8 0,0 3.6,0/0,4.2 2.8,4.2",
    "F": "3.6,8 0,8 0,0/0,4.2 2.8,4.2",
    "G": "4,6.8 2.4,8 0.4,6 0,3 1.2,0.4 3,0 4.2,1.4 4.2,3.4 2.6,3.4",
    "H": "0,8 0,0/4,8 4,0/0,4 4,4",
    "I": "0.6,8 0.6,0",
    "J": "2.6,8 2.6,1.4 1.4,0 0,1",
    "K": "0,8 0,0/3.6,8 0,3.6 4,0",
    "L": "0,8 0,0 3.4,0",
    "M": "0,0 0.3,8 2.4,2.6 4.5,8 4.8,0",
    "N": "0,0 0,8 3.8,0 3.8,8",
    "O": "2.2,8 0.4,6.4 0,3 1.4,0 3.4,0.6 4.4,4 3.8,7 2.2,8",
    "P": "0,0 0,8 2.8,7.6 3.2,5.4 2.4,4 0,3.8",
    "Q": "2.2,8 0.4,6.4 0,3 1.4,0 3.4,0.6 4.4,4 3.8,7 2.2,8/2.6,2.2 4.8,-0.8",
    "R": "0,0 0,8 2.8,7.6 3.2,5.4 2.4,4 0,3.8 3.6,0",
    "S": "3.6,7 2,8 0.4,6.8 0.8,4.8 3,3.6 3.6,1.6 2.2,0 0,0.8",
    "T": "0,8 4.4,8/2.2,8 2.2,0",
    "U": "0,8 0.1,2 1.6,0 3.4,1.2 4,8",
    "V": "0,8 2,0 4,8",
    "W": "0,8 1.4,0 2.8,6 4.2,0 5.6,8",
    "X": "0,8 4,0/4,8 0,0",
    "Y": "0,8 2,4.2 4,8/2,4.2 2,0",
    "Z": "0,8 4,8 0,0 4.2,0.1",
    "0": "1.8,8 0.3,6.4 0,3 1,0.2 2.6,0.4 3.4,3.6 3,7 1.8,8",
    "1": "0.2,6.4 1.4,8 1.4,0",
    "2": "0.2,6.6 1.6,8 3,6.8 2.6,4.6 0,0 3.5,0.1",
    "3": "0.2,7.2 1.8,8 3,6.6 2.4,4.8 1.2,4.3 2.8,3.8 3.2,1.6 1.8,0 0,0.8",
    "4": "2.4,8 0,2.6 3.5,2.8/2.5,5 2.4,0",
    "5": "3.2,8 0.5,8 0.3,4.6 2,5 3.3,3.6 3,1 1.4,0 0,0.8",
    "6": "2.8,7.6 1,6 0,2.6 1,0 2.6,0.4 3.2,2.4 2,4.2 0.2,3",
    "7": "0,8 3.4,7.9 1.2,0",
    "8": "1.8,4.2 0.4,6 1.2,8 2.6,7.6 2.8,5.6 0.6,3.4 0.2,1 1.6,0 3.2,1.2 2.9,3.2 1.8,4.2",
    "9": "3,6.6 1.6,8 0.2,6.4 0.6,4.4 2.4,4.4 3,6.6 2.4,0",
    "/": "0,-0.6 2.6,8.4",
    "-": "0,3.2 2.4,3.3",
    "+": "0,3 3,3/1.5,4.6 1.5,1.4",
    "%": "0,0 3.6,8/0.6,8 0,6.8 1,6.4 1.2,7.6 0.6,8/3,1.6 2.4,0.6 3.2,0 3.7,1 3,1.6",
    ".": "0.2,0.2 0.4,0",
    ",": "0.5,0.4 0.1,-1.2",
    ":": "0.3,3 0.4,2.8/0.3,0.4 0.4,0.2",
    "'": "0.3,8 0.1,6.6",
    "(": "1,8.4 0,5 0,2 1,-0.8",
    ")": "0,8.4 1,5 1,2 0,-0.8",
    "&": "4,0 0.8,6 1.6,8 2.8,7 0.4,2.6 0.6,0.6 2,0 4,3",
    "!": "0.8,8 0.5,2.6/0.4,0.4 0.5,0.2",
    "=": "0,4 3,4/0,2 3,2",
    "?": "0,6.8 1.4,8 2.8,6.6 1.4,4.2 1.4,2.4/1.4,0.4 1.5,0.2",
}


def _points(stroke: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (point.split(",") for point in stroke.split())]


def unknown(text: str) -> frozenset[str]:
    """The signs of a text that the alphabet lacks."""
    return frozenset(text) - _STROKES.keys() - {" "}


def write(
    canvas: Canvas, text: str, x: float, y: float, size: float = 11, colour: Color = BLUE, weight: float = 0.9
) -> float:
    """Write `text` from (x, y) and return where the pen ends; `size`: height of tall letters in points."""
    draw = random.Random(f"{text}/{x:.0f}/{y:.0f}")
    unit = size / 8
    slant = draw.uniform(0.12, 0.22)
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(weight)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    drift = 0.0
    for letter in text:
        if letter == " ":
            x += unit * draw.uniform(3.0, 3.8)
            continue
        drift = max(-0.5, min(0.5, drift + draw.uniform(-0.2, 0.2)))
        scale = unit * draw.uniform(0.92, 1.08)
        widest = 0.0
        for stroke in _STROKES[letter].split("/"):
            points = [
                (px + draw.uniform(-0.16, 0.16), py + drift + draw.uniform(-0.16, 0.16))
                for px, py in _points(stroke)
            ]
            widest = max(widest, *(px for px, _ in points))
            _curve(canvas, [(x + scale * (px + py * slant), y + scale * py) for px, py in points])
        x += scale * (widest + draw.uniform(1.0, 1.5))
    canvas.restoreState()
    return x


def _curve(canvas: Canvas, points: list[tuple[float, float]]) -> None:
    """A smooth line through the points (Catmull-Rom)."""
    path = canvas.beginPath()
    path.moveTo(*points[0])
    padded = [points[0], *points, points[-1]]
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        path.curveTo(
            here[0] + (there[0] - before[0]) / 7,
            here[1] + (there[1] - before[1]) / 7,
            there[0] - (after[0] - here[0]) / 7,
            there[1] - (after[1] - here[1]) / 7,
            *there,
        )
    canvas.drawPath(path)
