"""Where in the documents a reader is. A module of its own: the page view needs it before anything else of a
review."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reviewer was: restored when the review is opened again. ``zoom`` is ``fit-width``,
    ``fit-page`` or a percentage as text; ``offset`` the scroll position inside the page in page points."""

    element_id: str = ""
    sha256: str = ""
    page: int = 1
    zoom: str = "fit-width"
    rotation: int = 0
    offset: float = 0.0
