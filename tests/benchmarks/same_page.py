"""How surely a page that is sent a second time is recognised, and how fast among a million.

python -m tests.benchmarks.same_page
    [--pages 180] [--judged SEED] [--read FOLDER] [--peers] [--history 1000000]

Made-up pages (``same_page_inputs.py``) are sent twice; of half of them the first copy is in the history, with
forms and tables of the same print by other patients and of other visits. Counted is whether the likeliest
page of the history is the right one, or none where none is. The texts are typed again, misread in known
measure, and, with ``--read``, read by Tesseract from pictures of faxed pages; the pictures and what it read
are kept in that folder. The pictures are then also compared themselves: those of pages whose texts leave it
open, and all of them, as if they had no text. Every method's cut is the one that is best for the pages of one
seed, and is judged on those of another. ``--peers`` adds MinHash by
``datasketch`` and, for pictures, ``imagehash``.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from importlib import import_module
from multiprocessing import Pool
from pathlib import Path
from typing import Protocol, TypeVar

from reviewer_app.domain.same_page import PagePlace, PageSketch
from reviewer_app.history.likely_copies import likely_copies
from reviewer_app.history.look_alike import LOOK_ALIKE_SCORE
from reviewer_app.history.same_page_score import SAME_PAGE_SCORE
from reviewer_app.history.same_page_sketch import BANDS, sketch
from reviewer_app.review.look_alike import is_unsure
from reviewer_app.storage.connection import open_database
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.page_history import KIND, PAGE_BITS, SCHEMA, PageHistory, page_history_in_memory
from reviewer_app.storage.transactions import Transactions
from tests.benchmarks.same_page_inputs import (
    MadeUpPage,
    Press,
    fax_picture,
    misread,
    recognised,
    typed_again,
)
from tests.benchmarks.same_page_pictures import FIRST_WORST, SECOND_WORST, FaxedPages, by_picture

FITTED = "weights"
"""The seed of the pages on which cuts, and the constants of the program, were chosen."""

JUDGED = "judged"
"""That of the pages that are judged, unless another is given: one that nobody has looked at tells most."""

WAYS = ("typed again", "2 % misread", "5 % misread")
BY_MACHINE = "faxed and read"
TIMED = 30
"""Pages of which it is measured how long their pictures take."""

Copies = Sequence[tuple[str, str]]
"""The text of the first and of the second copy of each page."""

Signature = TypeVar("Signature")
Answer = tuple[int | None, int, float]
"""The right page if it is there, the likeliest, and its score."""


def copies(pages: Sequence[MadeUpPage], way: str, seed: str) -> Copies:
    chance = random.Random(f"{seed}-{way}")
    if way == "typed again":
        return [("\n".join(page.lines), typed_again(page.lines, chance)) for page in pages]
    wrong = int(way.split()[0]) / 100
    return [(misread(page.lines, wrong / 2, chance), misread(page.lines, wrong, chance)) for page in pages]


def copies_read(pages: Sequence[MadeUpPage], seed: str, folder: Path) -> Copies:
    kept = folder / f"{seed}-{len(pages)}.json"
    if not kept.exists():
        with Pool(2) as pool:
            jobs = [(seed, number, page.lines) for number, page in enumerate(pages)]
            kept.write_text(json.dumps(pool.map(read_twice, jobs, chunksize=2)), encoding="utf-8")
    return [(first, second) for first, second in json.loads(kept.read_text(encoding="utf-8"))]


def read_twice(job: tuple[str, int, Sequence[str]]) -> tuple[str, str]:
    seed, number, lines = job
    return (
        recognised(fax_picture(lines, f"{seed}-{number}-a", FIRST_WORST)),
        recognised(fax_picture(lines, f"{seed}-{number}-b", SECOND_WORST)),
    )


def is_kept(number: int) -> bool:
    """Whether the first copy of a page is in the history: that of each patient's first visit, not of the
    second."""
    return (number // 3) % 2 == 0


def ours(pairs: Copies, faxes: FaxedPages | None = None) -> Iterator[Answer]:
    """The way the program goes: sketches, candidates, comparison; of texts that leave it open the pictures,
    where there are some."""
    with closing(page_history_in_memory()) as history:
        history.keep(
            (PagePlace("first", number + 1), sketch(first))
            for number, (first, _) in enumerate(pairs)
            if is_kept(number)
        )
        for number, (_, second) in enumerate(pairs):
            drawn = sketch(second)
            candidates = history.candidates(drawn, PagePlace("second", number + 1))
            pages = {seen.words: seen.place.page - 1 for seen in reversed(candidates)}
            scores = [(one.score, pages[one.words]) for one in likely_copies(drawn.words, pages)]
            if faxes is not None:
                scores = [(settled(score, faxes, number, first), first) for score, first in scores]
            score, likeliest = max(scores, default=(0.0, -1))
            yield (number if is_kept(number) else None), likeliest, score


def settled(score: float, faxes: FaxedPages, number: int, first: int) -> float:
    """The score of two texts, or of their pictures where that leaves it open."""
    if not is_unsure(score):
        return score
    looks = faxes.comparison.score(faxes.second(number), faxes.first(first))
    return score if looks is None else looks


def look_alikes(faxes: FaxedPages, count: int) -> Iterator[Answer]:
    """By the pictures alone, as if the pages had no text."""
    kept = [number for number in range(count) if is_kept(number)]
    for number, likeliest, score in by_picture(faxes, count, kept):
        yield (number if is_kept(number) else None), likeliest, score


def most_similar(
    firsts: Sequence[Signature],
    seconds: Sequence[Signature],
    similarity: Callable[[Signature, Signature], float],
) -> Iterator[Answer]:
    """The first copy in the history whose signature is most like that of the second copy."""
    for number, second in enumerate(seconds):
        scores = ((similarity(first, second), other) for other, first in enumerate(firsts) if is_kept(other))
        score, likeliest = max(scores)
        yield (number if is_kept(number) else None), likeliest, score


class TextSignature(Protocol):
    def update(self, content: bytes) -> None: ...

    def jaccard(self, other: TextSignature) -> float: ...


class PictureSignature(Protocol):
    def __sub__(self, other: PictureSignature) -> int: ...


def by_datasketch(pairs: Copies) -> Iterator[Answer]:
    """MinHash with 128 hashes over stretches of five characters."""
    library = import_module("datasketch")

    def signature(text: str) -> TextSignature:
        letters = "".join(filter(str.isalnum, text.lower()))
        made: TextSignature = library.MinHash(128)
        for start in range(len(letters) - 4):
            made.update(letters[start : start + 5].encode())
        return made

    firsts, seconds = ([signature(pair[place]) for pair in pairs] for place in (0, 1))
    yield from most_similar(firsts, seconds, lambda one, other: one.jaccard(other))


def by_imagehash(pages: Sequence[MadeUpPage], seed: str) -> Iterator[Answer]:
    """The perceptual hash of 256 bits of the faxed pictures."""
    library = import_module("imagehash")

    def signature(number: int, copy: str, worst: float) -> PictureSignature:
        picture = fax_picture(pages[number].lines, f"{seed}-{number}-{copy}", worst)
        made: PictureSignature = library.phash(picture, hash_size=16)
        return made

    firsts = [signature(number, "a", FIRST_WORST) for number in range(len(pages))]
    seconds = [signature(number, "b", SECOND_WORST) for number in range(len(pages))]
    yield from most_similar(firsts, seconds, lambda one, other: 1 - (one - other) / 256)


def f1(answers: Sequence[Answer], cut: float) -> tuple[float, int, int]:
    """F1, how many pages were wrongly taken for others, how many copies were missed."""
    right = sum(score >= cut and likeliest == wanted for wanted, likeliest, score in answers)
    wrong = sum(score >= cut and likeliest != wanted for wanted, likeliest, score in answers)
    there = sum(wanted is not None for wanted, _, _ in answers)
    return 2 * right / (right + wrong + there), wrong, there - right


def best_cut(answers: Sequence[Answer]) -> float:
    """The middle of the cuts that give the highest F1."""
    by_f1 = [(f1(answers, cut / 1_000)[0], cut / 1_000) for cut in range(1, 1_000)]
    highest = max(by_f1)[0]
    return statistics.median(cut for reached, cut in by_f1 if reached == highest)


def report(name: str, fitted: Sequence[Answer], judged: Sequence[Answer], cut: float | None = None) -> None:
    used = best_cut(fitted) if cut is None else cut
    reached, wrong, missed = f1(judged, used)
    there = sum(wanted is not None for wanted, _, _ in judged)
    found = there - missed
    print(
        f"{name:45} F1 {reached:.4f}, precision {found / max(1, found + wrong):.4f},"
        f" recall {found / there:.4f}: {wrong} wrong, {missed} missed of {len(judged)} at {used:.3f}",
        flush=True,
    )


def report_recognising(count: int, judged_seed: str, read: Path | None, *, peers: bool) -> None:
    pages = {seed: Press(seed).pages(count) for seed in (FITTED, judged_seed)}
    sets = {way: {seed: copies(pages[seed], way, seed) for seed in pages} for way in WAYS}
    if read is not None:
        sets[BY_MACHINE] = {seed: copies_read(pages[seed], seed, read) for seed in pages}
    for way, texts in sets.items():
        fitted, judged = (tuple(ours(texts[seed])) for seed in pages)
        report(f"{way}: ours", fitted, judged, SAME_PAGE_SCORE)
        report(f"{way}: ours, cut from the other pages", fitted, judged)
        if peers:
            fitted, judged = (tuple(by_datasketch(texts[seed])) for seed in pages)
            report(f"{way}: datasketch", fitted, judged)
    if peers:
        fitted, judged = (tuple(by_imagehash(pages[seed], seed)) for seed in pages)
        report("faxed: imagehash", fitted, judged)
    if read is not None:
        report_pictures(pages, sets[BY_MACHINE], read)


def report_pictures(
    pages: Mapping[str, Sequence[MadeUpPage]], texts: Mapping[str, Copies], folder: Path
) -> None:
    with ExitStack() as stack:
        faxes = {
            seed: stack.enter_context(closing(FaxedPages(pages[seed], seed, folder / f"{seed}-pictures")))
            for seed in pages
        }
        fitted, judged = (tuple(ours(texts[seed], faxes[seed])) for seed in pages)
        report(f"{BY_MACHINE}, unsure ones seen: ours", fitted, judged, SAME_PAGE_SCORE)
        report(f"{BY_MACHINE}, unsure ones seen: ours, cut", fitted, judged)
        fitted, judged = (tuple(look_alikes(faxes[seed], len(pages[seed]))) for seed in pages)
        report("faxed, without text: ours", fitted, judged, LOOK_ALIKE_SCORE)
        report("faxed, without text: ours, cut", fitted, judged)
        for seed in pages:
            made = faxes[seed].comparison.made
            print(f"comparisons of pictures, {len(pages[seed])} pages of {seed}: {made}")
        drawn, compared = faxes[FITTED].milliseconds(min(TIMED, len(pages[FITTED])))
        print(f"a page's picture: {drawn:.0f} ms, a comparison of two: {compared:.0f} ms")


def report_sketching(count: int) -> None:
    texts = ["\n".join(page.lines) for page in Press(JUDGED).pages(count)]
    start = time.thread_time()
    for text in texts:
        sketch(text)
    each = (time.thread_time() - start) / len(texts)
    letters = statistics.mean(map(len, texts))
    print(f"sketching: {each * 1_000:.2f} ms a page of {letters:,.0f} characters")


def report_history(pages: int) -> None:
    """An encrypted history with that many pages, whose keys are numbers drawn by chance: a page has a key in
    common with itself alone, as most have."""
    chance = random.Random(JUDGED)
    asked = chance.sample(range(1, pages + 1), min(pages, 400))
    keys: dict[int, list[int]] = {page: [] for page in asked}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.db"
        database = open_database(path, DatabaseKey.new(), KIND)
        for statement in SCHEMA:
            database.execute(statement)
        numbers = [(1 + page // 100 << PAGE_BITS) + page % 100 for page in range(1, pages + 1)]
        with database.atomic():
            documents = ((number, f"{number:064x}") for number in range(1, pages // 100 + 2))
            database.conn.executemany("INSERT INTO seen_document (id, sha256) VALUES (?, ?)", documents)
            rows = ((number, number, b"") for number in numbers)
            database.conn.executemany("INSERT INTO seen_page (id, digest, words) VALUES (?, ?, ?)", rows)
        for band in range(BANDS):
            drawn = [band << 40 | chance.getrandbits(40) for _ in range(pages)]
            for page in asked:
                keys[page].append(drawn[page - 1])
            with database.atomic():
                in_order = sorted(zip(drawn, numbers, strict=True))
                database.conn.executemany("INSERT INTO seen_page_key (key, page) VALUES (?, ?)", in_order)
        size = path.stat().st_size / 2**20
        history = PageHistory(Transactions(database, path))
        with closing(history):
            for name, clock in (("", time.perf_counter), (" of the processor", time.thread_time)):
                spent = []
                for page in asked:
                    start = clock()
                    (found,) = history.candidates(PageSketch((), tuple(keys[page]), -1), PagePlace("", 0))
                    spent.append((clock() - start) * 1_000)
                    if found.place.page != page % 100:
                        raise SystemExit(f"page {page} was not found")
                *_, last = statistics.quantiles(spent, n=100)
                print(
                    f"looking up one of {pages:,} pages ({size:,.0f} MB, words left out):"
                    f" median {statistics.median(spent):.2f} ms, p99 {last:.2f} ms{name}"
                )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=180)
    arguments.add_argument("--judged", default=JUDGED)
    arguments.add_argument("--read", type=Path)
    arguments.add_argument("--peers", action="store_true")
    arguments.add_argument("--history", type=int, default=0)
    options = arguments.parse_args()
    if options.read is not None:
        options.read.mkdir(parents=True, exist_ok=True)
    report_sketching(options.pages)
    report_recognising(options.pages, options.judged, options.read, peers=options.peers)
    if options.history:
        report_history(options.history)


if __name__ == "__main__":
    main()
