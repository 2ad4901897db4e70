"""What is on screen is read next; what else is drawn does not take its place while that is being drawn."""

from __future__ import annotations

from reviewer_app.gui.models.scan_order import read_now

ONE, TWO, THREE = ("a", 1), ("a", 2), ("b", 1)


def test_as_many_are_read_as_can_be_in_their_order() -> None:
    assert read_now((TWO, ONE, THREE), (), free=2, being_drawn=0) == (TWO, ONE)
    assert read_now((TWO,), (), free=2, being_drawn=0) == (TWO,)
    assert read_now((TWO, ONE), (), free=0, being_drawn=0) == ()


def test_what_is_on_screen_goes_first() -> None:
    assert read_now((ONE, TWO, THREE), (THREE,), free=2, being_drawn=0) == (THREE, ONE)
    assert read_now((ONE, TWO, THREE), (THREE, TWO), free=1, being_drawn=0) == (TWO,)


def test_room_is_kept_for_what_is_on_screen_and_still_being_drawn() -> None:
    assert read_now((ONE, TWO), (THREE,), free=1, being_drawn=1) == ()
    assert read_now((ONE, TWO), (THREE,), free=2, being_drawn=1) == (ONE,)
    assert read_now((ONE, TWO), (TWO, THREE), free=2, being_drawn=1) == (TWO,)
