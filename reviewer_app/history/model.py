"""The model of record linkage: how likely two records are one person, explained field by field.

Each level of agreement of a field has a weight in bits; the weights add up to the binary logarithm of the
odds (I. P. Fellegi, A. B. Sunter: A theory for record linkage, 1969). They are learned together, see
``learning.py``, because the fields of relatives are not independent.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reviewer_app.domain.prior_request import IdentityField, MemberScore, NameCounts
from reviewer_app.domain.request import Member
from reviewer_app.history.agreement import (
    EXACT,
    LEVEL_OF,
    MISSING,
    NICKNAME,
    ROUGHLY_SWAPPED,
    SWAPPED,
    FieldKind,
    name_level,
)
from reviewer_app.history.names import id_without_person, plain_id
from reviewer_app.history.nicknames import Nicknames, load_nicknames

WEIGHTS_FILE = "weights.yaml"
MEMBER_FIELDS = ("member id", "first name", "last name", "birth date", "sex")
SURE = 0.97
"""The least probability of an exact member id that nothing contradicts."""

MAYBE_RELATIVES = 0.3
"""The greatest probability where only the first name can tell relatives apart, and does: twins agree in
everything else."""

_NEARLY_EQUAL = frozenset((EXACT, "close"))
_LIKE = frozenset(("alike", "initial", "part"))
"""What one of two swapped names may be when the other nearly equals its counterpart."""

_MAYBE_NICKNAME = frozenset(("close", "alike", "differs"))
_NO_NICKNAMES = Nicknames({})
STEADYING_PERSONS = 2_000
"""So many persons with usual names are added to those of the history when a name's rarity is judged."""

_MEMBER_ID, _FIRST_NAME = MEMBER_FIELDS[:2]
_SEXES = frozenset("FM")
"""Other entries mostly say that it is not known."""


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """One field. ``weights`` gives each level's weight in bits. ``swaps_with`` is the name field whose value
    may stand in this one. ``usual_share`` is how often two persons have the same value by chance, where rare
    values are to count for more than common ones, else 0."""

    name: str
    kind: FieldKind
    weights: Mapping[str, float]
    swaps_with: str = ""
    usual_share: float = 0.0

    def rarity(self, having: int, persons: int) -> float:
        """What an agreeing value weighs more than the usual one, in bits, when ``having`` of so many persons
        have it. Among few persons it hardly counts."""
        if not self.usual_share:
            return 0.0
        share = (having + STEADYING_PERSONS * self.usual_share) / (persons + STEADYING_PERSONS)
        return math.log2(self.usual_share / share)


@dataclass(frozen=True, slots=True)
class MatchModel:
    """``base`` is the weight in bits before any field is looked at: how rare one person is among candidates.
    From ``cut`` on, a probability, two records are taken for one person."""

    fields: tuple[FieldWeights, ...]
    base: float
    cut: float
    nicknames: Nicknames = _NO_NICKNAMES
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {item.name: place for place, item in enumerate(self.fields)})

    def levels(self, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        """The level of each field; the records have their values in the order of the fields."""
        found = [
            LEVEL_OF[item.kind](first, second)
            for item, first, second in zip(self.fields, one, other, strict=True)
        ]
        for place, item in enumerate(self.fields):
            if item.swaps_with and found[place] in ("alike", "differs"):
                partner = self._places[item.swaps_with]
                crossed = name_level(one[place], other[partner]), name_level(one[partner], other[place])
                swapped = _swap_level(frozenset(crossed))
                if swapped:
                    found[place] = found[partner] = swapped
        for place, item in enumerate(self.fields):
            if item.kind is FieldKind.FIRST_NAME and found[place] in _MAYBE_NICKNAME:
                known = self.nicknames.may_be_one(one[place], other[place])
                found[place] = NICKNAME if known else found[place]
        return tuple(found)

    def weights(self, levels: tuple[str, ...], rarity: tuple[float, ...]) -> tuple[float, ...]:
        """The weight of each field in bits, 0 for a missing one; ``rarity`` is added where values agree."""
        return tuple(
            0.0 if level == MISSING else item.weights[level] + (rare if level == EXACT else 0.0)
            for item, level, rare in zip(self.fields, levels, rarity, strict=True)
        )

    def score(self, one: tuple[str, ...], other: tuple[str, ...], rarity: tuple[float, ...]) -> MemberScore:
        """How likely the records are one person. An exact member id that no other field contradicts is the
        same member, whatever else is missing; one that is not the person's own does not outweigh another
        first name. ``rarity`` is that of the first record's values, in bits."""
        levels = self.levels(one, other)
        weights = self.weights(levels, rarity)
        weight = self.base + sum(weights)
        probability = probability_of(weight)
        of_field = dict(zip((item.name for item in self.fields), levels, strict=True))
        id_level = of_field.get(_MEMBER_ID, MISSING)
        if id_level == EXACT and "differs" not in levels:
            probability = max(probability, SURE)
        if _may_be_relatives(one[0], id_level, of_field.get(_FIRST_NAME, MISSING)):
            probability = min(probability, MAYBE_RELATIVES)
        explained = tuple(map(IdentityField, of_field, one, other, levels, weights))
        return MemberScore(round(probability, 4), round(weight, 2), probability >= self.cut, explained)


def _swap_level(crossed: frozenset[str]) -> str:
    """What two names are whose crosswise comparisons have these levels; empty when they were not swapped."""
    if crossed <= _NEARLY_EQUAL:
        return SWAPPED
    return ROUGHLY_SWAPPED if crossed & _NEARLY_EQUAL and crossed <= _NEARLY_EQUAL | _LIKE else ""


def _may_be_relatives(member_id: str, id_level: str, first_name: str) -> bool:
    """Whether neither id nor first name says that it is one person: two numbers of one family, or altogether
    different names without an id that is one person's own."""
    if id_level == "relative":
        return first_name not in (EXACT, SWAPPED, NICKNAME)
    own = id_level == EXACT and id_without_person(member_id) != plain_id(member_id)
    return first_name == "differs" and not own


def probability_of(weight: float) -> float:
    """The probability that odds of 2 to the power of ``weight`` stand for."""
    return 1 / (1 + math.exp2(-max(-60.0, min(60.0, weight))))


def member_values(member: Member) -> tuple[str, ...]:
    """A member as a record of :data:`MEMBER_FIELDS`."""
    dob = member.dob.isoformat().replace("-", "") if member.dob else ""
    sex = member.sex.strip()[:1].upper()
    return (member.member_id, member.first_name, member.last_name, dob, sex if sex in _SEXES else "")


def member_rarity(model: MatchModel, counts: NameCounts) -> tuple[float, ...]:
    """How much rarer than usual a member's names are."""
    having = {MEMBER_FIELDS[1]: counts.first, MEMBER_FIELDS[2]: counts.last}
    return tuple(item.rarity(having.get(item.name, 0), counts.persons) for item in model.fields)


@cache
def load_model(resources: Path) -> MatchModel:
    """The model for members from the program's own data, read once."""
    import yaml

    content = yaml.safe_load((resources / "history" / WEIGHTS_FILE).read_text(encoding="utf-8"))
    fields = tuple(
        FieldWeights(
            str(item["name"]),
            FieldKind(item["kind"]),
            {str(level): float(bits) for level, bits in item["levels"].items()},
            str(item.get("swaps_with", "")),
            float(item.get("usual_share", 0)),
        )
        for item in content["fields"]
    )
    return MatchModel(fields, float(content["base"]), float(content["cut"]), load_nicknames(resources))
