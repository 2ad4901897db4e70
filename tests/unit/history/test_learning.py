"""Weights learned from labelled pairs: what the pairs say, and no more than they say."""

from __future__ import annotations

import pytest

from reviewer_app.history.learning import Example, learned_weights


def pairs(places: tuple[int, ...], same: int, different: int, offset: float = 0.0) -> list[Example]:
    return [Example(places, offset, True)] * same + [Example(places, offset, False)] * different


def test_a_level_weighs_the_logarithm_of_its_odds() -> None:
    base, agrees, differs = learned_weights(
        pairs((1,), 40_000, 10_000) + pairs((2,), 10_000, 80_000), count=3
    )
    assert base + agrees == pytest.approx(2.0, abs=0.01)
    assert base + differs == pytest.approx(-3.0, abs=0.01)


def test_what_counts_in_any_case_is_not_counted_twice() -> None:
    base, weight = learned_weights(pairs((1,), 40_000, 10_000, offset=2.0) + pairs((), 5_000, 5_000), count=2)
    assert base == pytest.approx(0.0, abs=0.01)
    assert weight == pytest.approx(0.0, abs=0.01)


def test_fields_that_always_agree_together_share_their_weight() -> None:
    known = pairs((1, 2), 40_000, 10_000) + pairs((), 10_000, 10_000)
    _, first, second = learned_weights(known, count=3)
    assert first == pytest.approx(second)
    assert first + second == pytest.approx(2.0, abs=0.01)


def test_what_was_never_seen_weighs_nothing_and_what_was_seen_once_little() -> None:
    _, never, once = learned_weights([*pairs((), 1_000, 1_000), Example((2,), 0.0, True)], count=3)
    assert never == 0.0
    assert 0.0 < once < 1.0
