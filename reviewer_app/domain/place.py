"""Where in the documents a reader is. A module of its own: the page view needs it before anything else of a
review."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reviewer was: restored when the review is opened again. ``zoom`` is ``fit-width``,
    ``fit-page`` or a percentage as text; ``offset`` the scroll position inside the page in page points;
    ``beside`` what the other pane showed, ``None`` while there was one pane."""

    element_id: str = ""
    sha256: str = ""
    page: int = 1
    zoom: str = "fit-width"
    rotation: int = 0
    offset: float = 0.0
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """The pane beside the one with the keyboard: its ``place``, which has neither an element nor another pane
    beside it; whether it is the left or upper one; and whether both panes scroll together."""

    place: Place
    first: bool = False
    synchronised: bool = False
