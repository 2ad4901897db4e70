"""Ids that stand twice are noticed among many."""

from __future__ import annotations

from reviewer_app.exchange.seen_ids import FIRST_PLACES, SeenIds


def test_an_id_may_stand_again_only_with_what_it_said_before() -> None:
    seen = SeenIds()
    assert not seen.contradicts("H-1", "approved")
    assert not seen.contradicts("H-1", "approved")
    assert seen.contradicts("H-1", "denied")
    assert not seen.contradicts("H-2", "denied")


def test_no_id_is_forgotten_when_the_table_grows() -> None:
    seen, ids = SeenIds(), [f"H-{number}" for number in range(3 * FIRST_PLACES)]
    assert not any(seen.contradicts(one, "first") for one in ids)
    assert all(seen.contradicts(one, "second") for one in ids)
    assert not any(seen.contradicts(one, "first") for one in ids)
