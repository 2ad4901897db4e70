"""How well a page can be read, from what was measured on it (S1).

What counts are the words of the page's body: how surely they were read, how many of them are known, how much
of the ink they account for. A fax machine's line, which is always sharp, does not. Words that a file has for
a page count where they are seen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from reviewer_app.domain.found import PageLegibility
from reviewer_app.domain.page_reading import LayerVerdict, PageMeasures, ReadLine, ReadPage, TextFrom
from reviewer_app.domain.pages import NOTE_INCOMPLETE, NOTE_INVISIBLE_TEXT, NOTE_UNSEEN_TEXT
from reviewer_app.evidence.empty_page import shows_nothing
from reviewer_app.evidence.fax_header import is_fax_header
from reviewer_app.evidence.legibility_rules import LegibilityRules, LegibilityWeights
from reviewer_app.evidence.page_facts import MOST_PAGES_KEPT
from reviewer_app.evidence.picture_faults import clean_strokes, picture_faults

UNSEEN = frozenset((NOTE_INVISIBLE_TEXT, NOTE_UNSEEN_TEXT))
"""What is said of pages with words that are not seen."""

FEWEST = 4
"""Words by which the share of known ones is made smaller, so that one word alone says little."""

MANY = 80
"""Known words of a full page: the fewer were read, the more may lie where the page is dark."""

PRINTED = 3
"""Known words from which on something printed was read, so that the rest may be by hand."""

PARTLY = "part of the ink was not read: handwriting, a stamp or a picture"
PRINTED_HEADING = "printed heading, handwriting not read"
UNREAD = "hardly readable"

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDINGS = ("ing", "ies", "ed", "es", "ly", "al", "er", "d", "s")


def page_legibility(page: ReadPage, rules: LegibilityRules) -> PageLegibility:
    """The legibility of one page, with the reason in words. It is not told for blank pages, for those that
    nobody has read, and where words may be others than are seen. That parts of a page may be missing, because
    its file is damaged, is a reason of its own: what is there may well be read."""
    found = _of_what_is_there(page, rules)
    if NOTE_INCOMPLETE not in page.notes:
        return found
    return replace(found, why=", ".join(filter(None, (found.why, NOTE_INCOMPLETE))))


def _of_what_is_there(page: ReadPage, rules: LegibilityRules) -> PageLegibility:
    if page.blank:
        return PageLegibility()
    if page.measures is not None:
        return _of_picture(page, page.measures, rules)
    seen = page.layer is LayerVerdict.AGREES or UNSEEN.isdisjoint(page.notes)
    if page.text_from is TextFrom.NATIVE and page.lines and seen:
        return PageLegibility(1.0, legible=True)
    return PageLegibility()


@lru_cache(maxsize=MOST_PAGES_KEPT)
def _of_picture(page: ReadPage, measures: PageMeasures, rules: LegibilityRules) -> PageLegibility:
    if shows_nothing(page.lines, measures):
        return PageLegibility()
    body = [line for line in page.lines if not is_fax_header(line.text)]
    known, all_words = known_words(body, rules)
    score = legibility_score(measures, known / (all_words + FEWEST), rules.weights)
    score *= 1 - measures.dark_area * max(0.0, 1 - known / MANY)
    by_hand = clean_strokes(measures) and known >= PRINTED
    if score >= rules.cut:
        return PageLegibility(score, legible=True, why=PARTLY if by_hand else "", handwriting=by_hand)
    if by_hand:
        return PageLegibility(score, None, PRINTED_HEADING, handwriting=True)
    return PageLegibility(score, legible=False, why=", ".join(picture_faults(measures)) or UNREAD)


def legibility_score(measures: PageMeasures, known: float, weights: LegibilityWeights) -> float:
    """0..1 from the sureness of the reading, the share of known words, and the share of the ink that was read
    (logistic regression on worn pages, ``tests/benchmarks/legibility.py``). Text that lies outside the
    picture cannot be read at all."""
    odds = (
        weights.bias
        + weights.confidence * (measures.confidence or 0.0)
        + weights.known_words * known
        + weights.read_ink * (1 - measures.unread_ink)
    )
    return max(0.0, 1 - 2 * measures.off_page) / (1 + math.exp(-max(-50.0, min(50.0, odds))))


def known_words(lines: Iterable[ReadLine], rules: LegibilityRules) -> tuple[int, int]:
    """How many of the words of four letters and more are known, and how many there are."""
    known = _known(rules.words)
    words = [word for line in lines for word in _WORD.findall(line.text.lower())]
    return sum(_is_known(word, known) for word in words), len(words)


@lru_cache(maxsize=4)
def _known(lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split())


def _is_known(word: str, known: frozenset[str]) -> bool:
    if word in known:
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known
            if doubled or not known.isdisjoint((stem, f"{stem}e", f"{stem}y")):
                return True
    return False
