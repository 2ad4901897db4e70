"""Whether the files in the repository are what the makers make.

Equal bytes settle it. Where a library's version differs, a page may come out a shade otherwise though nothing in it
changed; so documents whose bytes differ are compared page by page: the same words, and nearly the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pymupdf
from PIL import Image, ImageChops

DOCUMENTS = frozenset({".pdf", ".tif", ".jpg", ".png"})
DPI = 50
LEVELS = 40
"""Grey levels that a pixel of a page drawn at `DPI` may differ by before it counts as different."""
SHARE = 0.002
"""Share of the pixels that may be different."""


def differences(made: Mapping[str, bytes], root: Path, *, beside: frozenset[str]) -> list[str]:
    """What differs between the made files and those under `root`, one sentence each; `beside`: files that may stand there unmade."""
    found = []
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    for name in sorted(there - set(made) - beside):
        found.append(f"{name}: stands there but is not made")
    for name, content in sorted(made.items()):
        if name not in there:
            found.append(f"{name}: is missing")
            continue
        stored = (root / name).read_bytes()
        if stored == content:
            continue
        if Path(name).suffix not in DOCUMENTS:
            found.append(f"{name}: the text differs")
        elif not _same_pages(stored, content, Path(name).suffix):
            found.append(f"{name}: the pages differ")
    return found


def _same_pages(one: bytes, other: bytes, suffix: str) -> bool:
    with pymupdf.open(stream=one, filetype=suffix) as first, pymupdf.open(stream=other, filetype=suffix) as second:
        if len(first) != len(second):
            return False
        return all(
            left.get_text() == right.get_text() and left.rect == right.rect and _alike(_picture(left), _picture(right))
            for left, right in zip(first, second, strict=True)
        )


def _picture(page: pymupdf.Page) -> Image.Image:
    drawn = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)


def _alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[LEVELS:]) <= SHARE * one.width * one.height
