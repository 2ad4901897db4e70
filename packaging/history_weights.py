"""Make resources/history/weights.yaml: how likely two records are one member, from made-up people.

    python packaging/history_weights.py [--check]

Families of made-up members are put into a history; half of the questions are about one of them, written again
with the errors that people make, the other half about somebody who is not there, relatives and namesakes
included. What shares a blocking key is compared, and the weights are learned from the levels. Nobody in it is
real, and none of the sets that the program is measured on has a part in it.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from reviewer_app.domain.prior_request import NameCounts
from reviewer_app.domain.request import Member
from reviewer_app.history.agreement import EXACT, LEVELS, FieldKind
from reviewer_app.history.blocking import blocking_keys, counted_names
from reviewer_app.history.learning import Example, learned_weights
from reviewer_app.history.model import (
    MEMBER_FIELDS,
    FieldWeights,
    MatchModel,
    member_rarity,
    member_values,
)
from reviewer_app.history.nicknames import nicknames_of

TARGET = Path(__file__).resolve().parent.parent / "resources" / "history" / "weights.yaml"
FAMILIES, QUESTIONS, MOST_OF_A_KEY = 12_000, 6_000, 400
KINDS = (FieldKind.NUMBER, FieldKind.FIRST_NAME, FieldKind.NAME, FieldKind.DATE, FieldKind.CODE)
NICKNAMED = 0.3
"""The share of made-up first names that have a short form with nothing else in common."""

SWAPS = {"first name": "last name", "last name": "first name"}
STARTS = (
    "Al",
    "Be",
    "Ca",
    "Do",
    "El",
    "Fa",
    "Gre",
    "Ha",
    "Jo",
    "Ka",
    "Li",
    "Mar",
    "Ni",
    "Ro",
    "Sa",
    "Vi",
    "Wi",
)
MIDDLES = ("la", "ne", "ri", "so", "ber", "man", "ler", "den", "lin", "ra", "to", "ver")
ENDS = ("", "a", "son", "er", "ez", "s", "ia", "ton", "ski", "o", "ley", "tt", "n")
HEADER = """\
# How likely two records are one person. Made by packaging/history_weights.py from made-up members; not to be
# edited. Each level of agreement of a field has a weight in bits, above 0 where it speaks for one person;
# what is missing weighs nothing. The base is how rare one person is among candidates.
"""


WEIGHT_OF = {
    weighed: number
    for number, weighed in enumerate(
        ((place, level) for place, kind in enumerate(KINDS) for level in LEVELS[kind]), start=1
    )
}
"""The place of the weight of each level of each field; the base has place 0."""


class People:
    """Makes members and writes them again as somebody else would."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        made = sorted({a + b + c for a in STARTS for b in ("", *MIDDLES) for c in ENDS if len(a + b + c) > 2})
        self.draw.shuffle(made)
        self.firsts, self.lasts = made[:700], made[680:]
        self.short_forms = {
            full: [short]
            for full, short in zip(self.firsts, reversed(made), strict=False)
            if self.draw.random() < NICKNAMED
        }
        self.first_shares = [1 / (place + 10) for place in range(len(self.firsts))]
        self.last_shares = [1 / (place + 25) for place in range(len(self.lasts))]

    def first(self) -> str:
        return self.draw.choices(self.firsts, self.first_shares)[0]

    def last(self) -> str:
        name = self.draw.choices(self.lasts, self.last_shares)[0]
        if self.draw.random() < 0.04:
            name += "-" + self.draw.choices(self.lasts, self.last_shares)[0]
        return name

    def family(self) -> list[Member]:
        """One to five members, mostly numbered under one id: twins, couples, parents and children."""
        draw, last = self.draw, self.last()
        born = date(1930, 1, 1) + timedelta(days=draw.randrange(27_000))
        base = f"{draw.choice('ABGHT')}{draw.choice('ACHPX')}{draw.randrange(10**7):07d}"
        found = [Member(f"{base}-01", self.first(), last, born, draw.choice("FM"))]
        size = draw.choices((1, 2, 3, 4, 5), (45, 25, 12, 12, 6))[0]
        for number in range(2, size + 1):
            days = draw.choice((-1500, -400, 300, 1200)) if number == 2 else 7_000 + 900 * number
            child_born = born + timedelta(days=days + draw.randrange(400))
            if number > 3 and draw.random() < 0.15:
                child_born = found[-1].dob or child_born
            name = last if draw.random() < 0.85 else self.last()
            first = found[0].first_name if draw.random() < 0.02 else self.first()
            found.append(Member(f"{base}-{number:02d}", first, name, child_born, draw.choice("FM")))
        if draw.random() < 0.1:
            return [replace(member, member_id=base) for member in found]
        return found

    def again(self, member: Member) -> Member:
        """The member as another office writes them: mostly right, sometimes wrong in several fields."""
        draw = self.draw
        worse = draw.choices((0.35, 1, 3), (55, 30, 15))[0]
        first, last, born, sex, number = (
            member.first_name,
            member.last_name,
            member.dob,
            member.sex,
            member.member_id,
        )
        if draw.random() < 0.08 * worse:
            number = self.typo(number, "0123456789")
            if draw.random() < 0.15 * worse:
                number = self.typo(number, "0123456789")
        if draw.random() < 0.05 * worse:
            number = draw.choice(("", f"{draw.choice('KLMZ')}{draw.randrange(10**8):08d}-01"))
        if draw.random() < 0.08 * worse:
            first = self.typo(first, "aeiourstln")
        if draw.random() < 0.03 * worse:
            short = self.short_forms.get(first, [first[:3]])[0]
            first = draw.choice((first[0], short, short, self.first(), f"{first} {self.first()}"))
        if draw.random() < 0.08 * worse:
            last = self.typo(last, "aeiourstln")
        if draw.random() < 0.03 * worse:
            last = draw.choice((self.last(), f"{last}-{self.last()}", last.split("-")[0]))
        if draw.random() < 0.01 * worse:
            first, last = last, first
        if born is not None and draw.random() < 0.05 * worse:
            born = self.other_date(born)
        if draw.random() < 0.01 * worse:
            sex = draw.choice(("", "M" if sex == "F" else "F"))
        if draw.random() < 0.05 * worse:
            born = None
        return Member(number, first, last, born, sex)

    def typo(self, text: str, letters: str) -> str:
        """One letter wrong, missing, too many, or changed with its neighbour."""
        draw = self.draw
        place = draw.randrange(1, max(2, len(text)))
        kinds = (
            text[:place] + draw.choice(letters) + text[place + 1 :],
            text[:place] + text[place + 1 :],
            text[:place] + draw.choice(letters) + text[place:],
            text[: place - 1] + text[place : place + 1] + text[place - 1 : place] + text[place + 1 :],
        )
        return draw.choice(kinds)

    def other_date(self, day: date) -> date:
        """Day and month changed where that is a date, one digit wrong, or another year."""
        draw = self.draw
        if day.day <= 12 and draw.random() < 0.4:
            return day.replace(month=day.day, day=day.month)
        if draw.random() < 0.6:
            return day.replace(day=draw.randrange(1, 29))
        return day.replace(year=day.year + draw.choice((-10, -1, 1, 10)), day=min(day.day, 28))


def questions(people: People, history: list[Member]) -> Iterator[tuple[Member, int | None]]:
    """New requests with the place of their member in the history, ``None`` for somebody who is not there: a
    stranger, a relative, or a namesake born on another day."""
    draw = people.draw
    for number in range(QUESTIONS):
        place = draw.randrange(len(history))
        if number % 2 == 0:
            yield people.again(history[place]), place
            continue
        known = history[place]
        other = people.family()[0]
        relative = replace(other, member_id=known.member_id[:-1] + "9", last_name=known.last_name)
        twin = replace(relative, dob=known.dob)
        namesake = replace(other, first_name=known.first_name, last_name=known.last_name)
        yield people.again(draw.choices((other, relative, twin, namesake), (60, 20, 8, 12))[0]), None


def examples(seed: int) -> tuple[list[Example], tuple[float, float]]:
    """Candidate pairs with whether they are one person, and how often two persons have the same first and
    last name by chance."""
    people = People(seed)
    history = [member for _ in range(FAMILIES) for member in people.family()]
    having: dict[int, list[int]] = defaultdict(list)
    for place, member in enumerate(history):
        for key in blocking_keys(member):
            having[key].append(place)
    names = [counted_names(member) for member in history]
    firsts, lasts = (Counter(column) for column in zip(*names, strict=True))
    usual = chance(firsts), chance(lasts)
    model = MatchModel(fields_without_weights(usual), 0.0, 0.5, nicknames_of(people.short_forms))
    found = []
    for asked, whose in questions(people, history):
        places = {place for key in blocking_keys(asked) for place in having[key][:MOST_OF_A_KEY]}
        first, last = counted_names(asked)
        rarity = member_rarity(model, NameCounts(firsts[first], lasts[last], len(history)))
        for place in sorted(places):
            levels = model.levels(member_values(asked), member_values(history[place]))
            offset = sum(rare for level, rare in zip(levels, rarity, strict=True) if level == EXACT)
            weights = tuple(WEIGHT_OF[field] for field in enumerate(levels) if field in WEIGHT_OF)
            found.append(Example(weights, round(offset, 1), place == whose))
    return found, usual


def chance(names: Counter[str]) -> float:
    """How often two persons have the same of these names."""
    return sum((count / names.total()) ** 2 for count in names.values())


def fields_without_weights(usual: tuple[float, float]) -> tuple[FieldWeights, ...]:
    """The fields as they are compared, with how usual it is to share a name."""
    shares = dict(zip(SWAPS, usual, strict=True))
    return tuple(
        FieldWeights(name, kind, {}, SWAPS.get(name, ""), shares.get(name, 0.0))
        for name, kind in zip(MEMBER_FIELDS, KINDS, strict=True)
    )


def as_yaml(seed: int = 1) -> str:
    """The file's text."""
    known, usual = examples(seed)
    weights = learned_weights(known, len(WEIGHT_OF) + 1)
    lines = [HEADER, f"base: {weights[0]:.2f}\n", "cut: 0.5\n", "fields:\n"]
    shares = dict(zip(SWAPS, usual, strict=True))
    for place, (name, kind) in enumerate(zip(MEMBER_FIELDS, KINDS, strict=True)):
        lines.append(f"  - name: {name}\n    kind: {kind.value}\n")
        if name in SWAPS:
            lines.append(f"    swaps_with: {SWAPS[name]}\n    usual_share: {shares[name]:.4f}\n")
        lines.append("    levels:\n")
        lines += [f"      {level}: {weights[WEIGHT_OF[place, level]]:.2f}\n" for level in LEVELS[kind]]
    return "".join(lines)


def main() -> int:
    text = as_yaml()
    if "--check" in sys.argv:
        if TARGET.read_text(encoding="utf-8") != text:
            print(f"{TARGET.name} differs; run packaging/history_weights.py")
            return 1
        return 0
    TARGET.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
