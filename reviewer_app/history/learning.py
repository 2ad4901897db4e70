"""How the weights of the model are learned from pairs of which it is known whether they are one person.

The weights of all fields are learned together, by logistic regression: fields are not independent of each
other, since relatives share last name, id and address. Counted one by one, such fields would all speak for
one person. The program itself only reads the result; this is used where its data is made and measured.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

RIDGE = 1.0
"""How strongly weights are held at zero, as if by so many contrary pairs: a level that is hardly ever seen
must not decide anything."""

STEPS, EXACT_ENOUGH = 50, 1e-7


class Example(NamedTuple):
    """A labelled pair: the places of the weights that count for it, besides the base at place 0, and what
    counts in any case, in bits."""

    places: tuple[int, ...]
    offset: float
    same: bool


def learned_weights(examples: Iterable[Example], count: int) -> list[float]:
    """The ``count`` weights, the base first, in bits, that make the examples likeliest: Newton's method."""
    counted = Counter(examples)
    weights = [0.0] * count
    for _ in range(STEPS):
        gradient, curvature = _slopes(counted, weights)
        step = _solved(curvature, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < EXACT_ENOUGH:
            break
    return [weight / math.log(2) for weight in weights]


def _slopes(counted: Counter[Example], weights: list[float]) -> tuple[list[float], list[list[float]]]:
    """The first derivatives of the likelihood, and the second ones with the other sign."""
    size = len(weights)
    gradient = [0.0, *(-RIDGE * weight for weight in weights[1:])]
    curvature = [[RIDGE * (row == column > 0) for column in range(size)] for row in range(size)]
    for (places, offset, same), number in counted.items():
        here = (0, *places)
        odds = offset * math.log(2) + sum(weights[place] for place in here)
        probability = 1 / (1 + math.exp(-max(-40.0, min(40.0, odds))))
        missed = number * (same - probability)
        spread = number * probability * (1 - probability)
        for place in here:
            gradient[place] += missed
            row = curvature[place]
            for other in here:
                row[other] += spread
    return gradient, curvature


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination with the largest pivot."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda place: abs(rows[place][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column]
        for row in rows[column + 1 :]:
            factor = row[column] / head[column]
            if factor:
                for place in range(column, size + 1):
                    row[place] -= factor * head[place]
    solution = [0.0] * size
    for column in reversed(range(size)):
        known = sum(rows[column][place] * solution[place] for place in range(column + 1, size))
        solution[column] = (rows[column][size] - known) / rows[column][column]
    return solution
