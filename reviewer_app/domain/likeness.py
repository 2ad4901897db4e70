"""What a page looks like, in the form in which it is kept and compared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """A page's picture and sketch, as the page worker made them; nobody else looks into them.

    ``picture`` is the straightened page in black and white, packed. ``sketch`` says coarsely where there is
    ink (:mod:`reviewer_app.history.look_alike`); it is empty for a page that is blank or nearly so.
    """

    picture: bytes
    sketch: bytes
