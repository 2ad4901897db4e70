"""How surely a page that cannot be read is told from one that can, on worn pages whose words are known.

A page counts as illegible where more than a fifth of its letters were read wrong (character error rate,
blanks aside). Half of the pages teach the weights (``--fit`` prints them), the other half are judged: the
area under the curve of the sureness alone, of the known words alone, and of the score, and how the program's
own cut does. The texts are those of the made-up cases for development.

usage: python -m tests.benchmarks.legibility [--pages 240] [--fit]
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import yaml
from rapidfuzz.distance import Levenshtein

from reviewer_app.documents.ocr_process import OcrProcess
from reviewer_app.domain.page_reading import OcrReading, ReadLine, ReadPage, TextFrom
from reviewer_app.domain.pages import PageFailedError, PagePicture, PicturePlace, PixelFormat
from reviewer_app.evidence.evidence_rules import EvidenceRules
from reviewer_app.evidence.fax_header import is_fax_header
from reviewer_app.evidence.legibility import FEWEST, known_words, legibility_score, page_legibility
from reviewer_app.evidence.legibility_rules import LegibilityWeights
from reviewer_app.evidence.page_lines import read_lines
from reviewer_app.policies.evidence_files import load_evidence_rules
from reviewer_app.resources_folder import resources_folder
from tests.benchmarks.same_page_inputs import DPI
from tests.benchmarks.worn_pages import worn_page

CASES = Path(__file__).parents[2] / "packaging" / "samples" / "cases" / "development"
TOO_MANY_WRONG = 0.2
LEAST_LETTERS = 400
STEPS, RATE = 6000, 0.6


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A worn page: what befell it, how many of its letters were read wrong, and what tells that without
    knowing the text: sureness, known words, ink that was read; the score, and the suggestion."""

    wear: str
    wrong: float
    tells: tuple[float, float, float]
    score: float
    legible: bool | None

    @property
    def readable(self) -> bool:
        return self.wrong <= TOO_MANY_WRONG


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=240)
    parser.add_argument("--fit", action="store_true")
    asked = parser.parse_args()
    rules = load_evidence_rules(resources_folder(), Path("no data folder"))
    texts = list(_texts())
    began = time.perf_counter()
    with closing(OcrProcess()) as ocr:
        tried = [_judged(texts, number, ocr, rules) for number in range(asked.pages)]
    pages = [page for page in tried if page is not None]
    seconds = (time.perf_counter() - began) / max(1, len(pages))
    given_up = f", {len(tried) - len(pages)} given up" if len(tried) > len(pages) else ""
    print(f"{len(pages)} pages of {len(texts)} texts, {seconds:.2f} s a page drawn and read{given_up}")
    learned, judged = pages[0::2], pages[1::2]
    if asked.fit:
        weights = _fitted(learned)
        print("weights learned on one half:", weights)
        _report("the other half, by these weights", judged, lambda page: _odds(page, weights))
    _report("sureness alone", judged, lambda page: page.tells[0])
    _report("known words alone", judged, lambda page: page.tells[1])
    _report("ink that was read alone", judged, lambda page: page.tells[2])
    _report("the program's score", judged, lambda page: page.score)
    _report_cut(judged)


def _texts() -> Iterator[list[str]]:
    """The pages of the made-up cases, as lines."""
    for path in sorted(CASES.glob("*.yaml")):
        for paper in yaml.safe_load(path.read_text(encoding="utf-8"))["papers"].values():
            for page in paper["pages"]:
                lines = [line.strip("# -|~").replace(" | ", "   ") for line in page.splitlines()]
                if sum(map(len, lines)) > LEAST_LETTERS:
                    yield [line for line in lines if line]


def _judged(
    texts: Sequence[list[str]], number: int, ocr: OcrProcess, rules: EvidenceRules
) -> JudgedPage | None:
    """A page as it was drawn and read; ``None`` where reading it took too long."""
    seed = f"legibility-{number}"
    lines = _laid_out(texts[(number * 7 + number % 2) % len(texts)], random.Random(seed))
    picture, wear = worn_page(lines, seed)
    pixels = memoryview(picture.tobytes())
    place = PicturePlace(picture.width * 72 / DPI, picture.height * 72 / DPI, DPI / 72)
    drawn = PagePicture(picture.width, picture.height, picture.width, PixelFormat.GRAY8, pixels, place)
    try:
        reading = ocr.read(drawn)
    except PageFailedError:
        return None
    read = _as_read(reading)
    body = [line for line in read.lines if not is_fax_header(line.text)]
    known, count = known_words(body, rules.legibility)
    share = known / (count + FEWEST)
    measures = reading.measures
    return JudgedPage(
        wear,
        _wrong(" ".join(line.text for line in body), " ".join(lines)),
        (measures.confidence or 0.0, share, 1 - measures.unread_ink),
        legibility_score(measures, share, rules.legibility.weights),
        page_legibility(read, rules.legibility).legible,
    )


def _laid_out(text: list[str], chance: random.Random) -> list[str]:
    """Up to a page of lines of one width, in the characters that the fonts have."""
    width = chance.randint(62, 88)
    rows = [row for line in text for row in textwrap.wrap(line, width)]
    first = chance.randrange(max(1, len(rows) - 30))
    some = rows[first : first + chance.randint(12, 46)]
    return [row.encode("cp1252", "ignore").decode("cp1252") for row in some]


def _as_read(reading: OcrReading) -> ReadPage:
    lines = tuple(
        ReadLine(one.text, one.rect, one.sureness) for one in read_lines(reading.text, reading.sureness)
    )
    read_from = TextFrom.OCR if lines else TextFrom.NONE
    return ReadPage("", "", 1, text_from=read_from, lines=lines, blank=False, measures=reading.measures)


def _wrong(read: str, printed: str) -> float:
    one, other = "".join(read.split()), "".join(printed.split())
    return min(1.0, Levenshtein.distance(one, other) / len(other))


def _odds(page: JudgedPage, weights: LegibilityWeights) -> float:
    sure, known, ink = page.tells
    return weights.bias + weights.confidence * sure + weights.known_words * known + weights.read_ink * ink


def _fitted(pages: Sequence[JudgedPage]) -> LegibilityWeights:
    """Logistic regression by gradient descent, with weights that are not negative and a little shrunk."""
    found = [0.0] * 4
    for _ in range(STEPS):
        slope = [0.0] * 4
        for page in pages:
            values = (1.0, *page.tells)
            odds = sum(weight * value for weight, value in zip(found, values, strict=True))
            miss = 1 / (1 + math.exp(-odds)) - page.readable
            slope = [one + miss * value for one, value in zip(slope, values, strict=True)]
        for place, one in enumerate(slope):
            found[place] -= RATE * (one / len(pages) + (0.002 * found[place] if place else 0.0))
            if place:
                found[place] = max(0.0, found[place])
    return LegibilityWeights(*(round(one, 1) for one in found))


def _report(what: str, pages: Sequence[JudgedPage], score: Callable[[JudgedPage], float]) -> None:
    good = [score(page) for page in pages if page.readable]
    bad = [score(page) for page in pages if not page.readable]
    won = statistics.fmean((one > other) + 0.5 * (one == other) for one in good for other in bad)
    print(f"  area under the curve, {what}: {won:.4f}")


def _report_cut(pages: Sequence[JudgedPage]) -> None:
    hits = sum(page.legible is False and not page.readable for page in pages)
    alarms = sum(page.legible is False and page.readable for page in pages)
    missed = sum(page.legible is not False and not page.readable for page in pages)
    print(f"  suggested illegible: {hits} right, {alarms} wrong, {missed} missed of {len(pages)} pages")
    for page in pages:
        if (page.legible is False) == page.readable:
            print(f"    {page.wear}: {page.wrong:.0%} wrong, score {page.score:.2f}, legible {page.legible}")


if __name__ == "__main__":
    main()
