"""The edges of a page say nothing about what it is: fax machines write there, and paper ends there."""

from __future__ import annotations

from reviewer_app.documents.likeness.bit_picture import BitPicture

FULL_SIDE = 1_650
"""Pixels of the longer side of a picture that is compared: 150 to the inch of a letter page, at which a digit
of small print is 15 high."""

TOP, BOTTOM, SIDE = 82, 38, 18
"""Pixels at the edges that are not compared; half an inch at the top, where the fax machine's line is."""


def without_edges(picture: BitPicture) -> BitPicture:
    """The picture with its edges cleared."""
    return picture.masked(TOP, BOTTOM, SIDE)
