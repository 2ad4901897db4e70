"""Which pages look so much alike that their pictures are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.likeness import sketch_agreement, upside_down
from reviewer_app.history.look_alike import nearest

SKETCH = bytes(range(192))


def changed(sketch: bytes, bits: int) -> bytes:
    """The sketch with so many of its first bits turned over."""
    return (int.from_bytes(sketch) ^ ((1 << bits) - 1) << 8 * len(sketch) - bits).to_bytes(len(sketch))


def test_the_nearest_come_first_and_no_more_than_asked() -> None:
    others = [(bits, changed(SKETCH, bits)) for bits in (300, 20, 100, 700)]

    assert nearest(SKETCH, others, 9) == (20, 100, 300)
    assert nearest(SKETCH, others, 2) == (20, 100)


def test_of_equally_near_ones_the_first_comes_first() -> None:
    assert nearest(SKETCH, [("a", SKETCH), ("b", SKETCH), ("c", SKETCH)], 2) == ("a", "b")


def test_a_page_upside_down_is_near() -> None:
    assert nearest(SKETCH, [("turned", upside_down(changed(SKETCH, 40)))], 1) == ("turned",)


def test_nearly_blank_pages_are_near_nothing() -> None:
    assert nearest(b"", [("blank", b""), ("page", SKETCH)], 9) == ()
    assert nearest(SKETCH, [("blank", b""), ("other measure", SKETCH[:96])], 9) == ()


@given(st.binary(min_size=24, max_size=24), st.binary(min_size=24, max_size=24))
def test_nearness_is_mutual(one: bytes, other: bytes) -> None:
    assert sketch_agreement(one, other) == sketch_agreement(other, one)
    assert upside_down(upside_down(one)) == one
    assert nearest(one, [("other", other)], 1) == nearest(other, [("other", one)], 1)
