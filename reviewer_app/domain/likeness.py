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


LEAST_AGREEMENT = 0.78
"""Share of the bits in which the sketches of two copies agree at least; those of other pages do in half."""


def upside_down(sketch: bytes) -> bytes:
    """The sketch of the page turned by half: the bits from last to first."""
    bits = 8 * len(sketch)
    turned = int(f"{int.from_bytes(sketch):0{bits}b}"[::-1], 2) if sketch else 0
    return turned.to_bytes(len(sketch))


def sketch_agreement(one: bytes, other: bytes) -> float:
    """Share of the bits in which two sketches agree; 0 where one of them is empty, and so like no other."""
    if not one or len(one) != len(other):
        return 0.0
    return 1 - (int.from_bytes(one) ^ int.from_bytes(other)).bit_count() / (8 * len(one))
