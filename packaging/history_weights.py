"""Make resources/history/weights.yaml: how likely two records are one member, from made-up people.

    python packaging/history_weights.py [--check]

Families of made-up members are put into a history; half of the questions are about one of them, written again
with the errors that people make, the other half about somebody who is not there, relatives and namesakes
included. What shares a blocking key is compared, and the levels are counted. Nobody in it is real, and none
of the sets that the program is measured on has a part in it.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from reviewer_app.domain.request import Member
from reviewer_app.history.agreement import LEVELS, MISSING, FieldKind
from reviewer_app.history.blocking import blocking_keys
from reviewer_app.history.model import MEMBER_FIELDS, FieldWeights, MatchModel, member_values

TARGET = Path(__file__).resolve().parent.parent / "resources" / "history" / "weights.yaml"
FAMILIES, QUESTIONS, MOST_OF_A_KEY = 12_000, 6_000, 400
KINDS = (FieldKind.NUMBER, FieldKind.NAME, FieldKind.NAME, FieldKind.DATE, FieldKind.CODE)
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
# edited. For each level of agreement its share among pairs of one person, and among pairs of two people that
# share a blocking key, relatives and namesakes included. The binary logarithm of their ratio is the weight.
"""


class People:
    """Makes members and writes them again as somebody else would."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        made = sorted({a + b + c for a in STARTS for b in ("", *MIDDLES) for c in ENDS if len(a + b + c) > 2})
        self.draw.shuffle(made)
        self.firsts, self.lasts = made[:700], made[680:]
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
        if draw.random() < 0.05 * worse:
            number = draw.choice(("", f"{draw.choice('KLMZ')}{draw.randrange(10**8):08d}-01"))
        if draw.random() < 0.08 * worse:
            first = self.typo(first, "aeiourstln")
        if draw.random() < 0.03 * worse:
            first = draw.choice((first[0], first[:3], self.first(), f"{first} {self.first()}"))
        if draw.random() < 0.08 * worse:
            last = self.typo(last, "aeiourstln")
        if draw.random() < 0.03 * worse:
            last = draw.choice((self.last(), f"{last}-{self.last()}", last.split("-")[0]))
        if draw.random() < 0.01 * worse:
            first, last = last, first
        if born is not None and draw.random() < 0.05 * worse:
            born = self.other_date(born)
        if draw.random() < 0.01 * worse:
            sex = "M" if sex == "F" else "F"
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


def counted(seed: int) -> tuple[dict[bool, list[Counter[str]]], list[float]]:
    """The levels of candidate pairs by whether they are one person, and how often two persons have the same
    first and last name by chance."""
    people = People(seed)
    history = [member for _ in range(FAMILIES) for member in people.family()]
    having: dict[int, list[int]] = defaultdict(list)
    for place, member in enumerate(history):
        for key in blocking_keys(member):
            having[key].append(place)
    model = MatchModel(fields_without_weights(), 0.0, 0.5)
    counts = {same: [Counter[str]() for _ in MEMBER_FIELDS] for same in (True, False)}
    for asked, whose in questions(people, history):
        places = {place for key in blocking_keys(asked) for place in having[key][:MOST_OF_A_KEY]}
        for place in sorted(places):
            levels = model.levels(member_values(asked), member_values(history[place]))
            for counter, level in zip(counts[place == whose], levels, strict=True):
                counter[level] += 1
    shares = [chance([getattr(one, name) for one in history]) for name in ("first_name", "last_name")]
    return counts, shares


def chance(names: list[str]) -> float:
    """How often two persons have the same of these names."""
    return sum((count / len(names)) ** 2 for count in Counter(names).values())


def fields_without_weights() -> tuple[FieldWeights, ...]:
    return tuple(
        FieldWeights(name, kind, {}, SWAPS.get(name, ""))
        for name, kind in zip(MEMBER_FIELDS, KINDS, strict=True)
    )


def as_yaml(seed: int = 1) -> str:
    """The file's text."""
    counts, chances = counted(seed)
    totals = {same: sum(counts[same][0].values()) for same in counts}
    lines = [HEADER, f"base: {math.log2(totals[True] / totals[False]):.2f}\n", "cut: 0.5\n", "fields:\n"]
    usual = dict(zip(MEMBER_FIELDS[1:3], chances, strict=True))
    for place, (name, kind) in enumerate(zip(MEMBER_FIELDS, KINDS, strict=True)):
        lines.append(f"  - name: {name}\n    kind: {kind.value}\n")
        if name in SWAPS:
            lines.append(f"    swaps_with: {SWAPS[name]}\n    usual_share: {usual[name]:.4f}\n")
        lines.append("    levels:\n")
        seen = {
            same: sum(n for level, n in counts[same][place].items() if level != MISSING) for same in counts
        }
        for level in LEVELS[kind]:
            m, u = (
                (counts[same][place][level] + 0.5) / (seen[same] + 0.5 * len(LEVELS[kind]))
                for same in (True, False)
            )
            lines.append(f"      {level}: [{m:.6f}, {u:.6f}]\n")
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
