"""Whether the files in the repository are what the makers make.

Equal bytes settle it. Where a library's version differs, a page may come out a shade otherwise though nothing
in it changed; so documents whose bytes differ are compared page by page, by words and by picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageChops

from .drawn import drawn

DOCUMENTS = frozenset({".pdf", ".tif", ".jpg", ".png"})
DPI = 50
LEVELS = 40
"""Grey levels that a pixel of a page drawn at `DPI` may differ by before it counts as different."""
SHARE = 0.002
"""Share of the pixels that may be different."""


def differences(made: Mapping[str, bytes], root: Path, *, beside: frozenset[str]) -> list[str]:
    """What differs between the made files and those under `root`, one sentence each.

    Files named in `beside` may stand there without being made.
    """
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    found = [f"{name}: stands there but is not made" for name in sorted(there - set(made) - beside)]
    for name, content in sorted(made.items()):
        if name not in there:
            found.append(f"{name}: is missing")
            continue
        stored = (root / name).read_bytes()
        kind = Path(name).suffix
        if stored == content:
            continue
        if kind not in DOCUMENTS:
            found.append(f"{name}: the text differs")
        elif not _same_pages(stored, content, kind):
            found.append(f"{name}: the pages differ")
    return found


def _same_pages(one: bytes, other: bytes, kind: str) -> bool:
    first, second = list(drawn(one, kind, DPI)), list(drawn(other, kind, DPI))
    return len(first) == len(second) and all(
        left.words == right.words and _alike(left.picture, right.picture)
        for left, right in zip(first, second, strict=True)
    )


def _alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[LEVELS:]) <= SHARE * one.width * one.height
