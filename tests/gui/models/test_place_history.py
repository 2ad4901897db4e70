"""The way back in one pane: there and back again, whatever was left on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.place import Place
from reviewer_app.gui.models.place_history import MOST_PLACES, PlaceHistory

A, B, C, D = (Place(sha256="one", page=page) for page in (1, 2, 3, 4))
GONE = Place(sha256="gone", page=1)


def there(_place: Place) -> bool:
    return True


def still_there(place: Place) -> bool:
    return place.sha256 != "gone"


def walked(*places: Place) -> PlaceHistory:
    """A history in which each place was left by a jump, in that order."""
    history = PlaceHistory()
    for place in places:
        history.leave(place)
    return history


def test_back_and_forward_lead_along_the_same_way() -> None:
    history = walked(A, B, C)
    assert [history.back(D, there), history.back(C, there), history.back(B, there)] == [C, B, A]
    assert history.back(A, there) is None
    assert [history.forward(A, there), history.forward(B, there), history.forward(C, there)] == [B, C, D]
    assert history.forward(D, there) is None


def test_another_jump_forgets_what_was_ahead() -> None:
    history = walked(A, B)
    history.back(C, there)
    history.leave(B)
    assert history.forward(D, there) is None
    assert history.back(D, there) == B


def test_documents_that_are_gone_are_passed_over_and_kept() -> None:
    history = walked(A, GONE)
    assert history.back(B, still_there) == A
    assert history.forward(A, still_there) == B
    assert history.back(B, there) == GONE


def test_nothing_to_go_back_to_changes_nothing() -> None:
    history = walked(GONE)
    assert history.back(A, still_there) is None
    assert history.forward(A, there) is None
    assert history.back(A, there) == GONE


def test_a_place_where_the_reader_is_anyway_is_no_step() -> None:
    history = walked(A, B, Place(sha256="one", page=2, offset=0.4, zoom="125"))
    assert history.back(B, there) == A


def test_a_copy_goes_its_own_way() -> None:
    history, other = walked(A, B), PlaceHistory()
    other.follow(history)
    assert other.back(C, there) == B
    assert history.back(C, there) == B
    history.forget()
    assert history.forward(B, there) is None
    assert other.forward(B, there) == C


def test_the_oldest_places_go_first() -> None:
    history = PlaceHistory()
    for page in range(1, MOST_PLACES + 11):
        history.leave(Place(sha256="one", page=page))
    here, found = Place(sha256="two"), []
    while (place := history.back(here, there)) is not None:
        found.append(place.page)
        here = place
    assert found == list(range(MOST_PLACES + 10, 10, -1))


places = st.builds(Place, sha256=st.sampled_from(("one", "two", "gone")), page=st.integers(1, 3))


@given(left=st.lists(places, max_size=12), here=places.filter(still_there), steps=st.integers(1, 12))
def test_as_many_steps_forward_as_back_lead_here_again(left: list[Place], here: Place, steps: int) -> None:
    history, at = walked(*left), here
    taken = 0
    for _ in range(steps):
        place = history.back(at, still_there)
        if place is not None:
            assert still_there(place)
            assert place != at
            at, taken = place, taken + 1
    for _ in range(taken):
        place = history.forward(at, still_there)
        assert place is not None
        at = place
    assert at == here
