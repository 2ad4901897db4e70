"""Ranking of titles against a few typed letters, for the command palette and filters."""

from __future__ import annotations


def rank(typed: str, title: str) -> int | None:
    """How well a title fits the typed letters; larger is better, ``None`` when they do not occur in order.

    Letters count more at the start of a word and directly after one another, so ``dp`` finds "Discrepancy
    panel" before "undo page". Case and spaces in what was typed do not matter.
    """
    letters = "".join(typed.lower().split())
    text = title.lower()
    if not letters:
        return 0
    best: int | None = None
    start = text.find(letters[0])
    while start >= 0:
        score = _from(letters, text, start)
        if score is not None and (best is None or score > best):
            best = score
        start = text.find(letters[0], start + 1)
    return best


def _from(letters: str, text: str, start: int) -> int | None:
    """The score of the earliest fit that begins at ``start``."""
    score, place, last = 0, start, start - 1
    for letter in letters:
        place = text.find(letter, last + 1)
        if place < 0:
            return None
        at_word = place == 0 or not text[place - 1].isalnum()
        score += 8 if at_word else 5 if place == last + 1 else 0
        score -= min(place - last - 1, 4)
        last = place
    return score - len(text) // 20
