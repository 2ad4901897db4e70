"""Whether an earlier case is of the same member, and whether a page says whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reviewer_app.domain.request import Member
from reviewer_app.history.same_page_words import page_words
from reviewer_app.resources_folder import resources_folder

if TYPE_CHECKING:
    # Imported when members are compared: what it imports takes longer than to find that there are none.
    from reviewer_app.history.model import MatchModel

FEWEST_LETTERS = 3
"""A name or an id that is shorter stands in many words that do not mean it."""


def same_member(one: Member, other: Member) -> bool | None:
    """Whether both are one person, as the history of requests judges it; ``None`` where one is not known by
    an id or a last name."""
    if not all(member.member_id or member.last_name for member in (one, other)):
        return None
    if one == other:
        return True
    from reviewer_app.history.model import member_values

    model = _model()
    usual = (0.0,) * len(model.fields)
    return model.score(member_values(one), member_values(other), usual).same


def names_one_of(words: Sequence[str], members: Sequence[Member]) -> bool:
    """Whether a page with these words, as :func:`page_words` gives them, has the last name or the id of one
    of the members."""
    known = "".join(words)
    return any(
        sign in known
        for member in members
        for sign in ("".join(page_words(member.last_name)), "".join(page_words(member.member_id)))
        if len(sign) >= FEWEST_LETTERS
    )


@cache
def _model() -> MatchModel:
    from reviewer_app.history.model import load_model

    return load_model(resources_folder())
