"""How fast texts of pages go into the search, and how fast a case of 3,000 pages is searched.

python -m tests.benchmarks.search [--pages 3000] [--rounds 5]

The pages are made up: 40 lines of words whose frequencies fall off as those of language do. Each query is timed
from what was typed to the finished result with snippets and rectangles, beside a plain scan of the same texts that
only says on which pages all words stand.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import statistics
import struct
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.search_words import words_of
from reviewer_app.review.text_desk import TextDesk

WORDS, LINES, WORDS_A_LINE = 30_000, 40, 11
PAGES_A_DOCUMENT = 60
PAGES_AT_A_TIME = 32
PARTS = (
    "lum",
    "bar",
    "the",
    "ra",
    "py",
    "in",
    "jec",
    "tion",
    "ner",
    "ve",
    "ster",
    "oid",
    "pa",
    "tient",
    "mo",
    "ral",
)


def words(chance: random.Random) -> list[str]:
    """Different made-up words, the commonest first and shortest."""
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found[
            "".join(chance.choices(PARTS, k=chance.randint(1, 5))) + chance.choice(("", "s", "ed", "al"))
        ] = None
    return sorted(found, key=len)


def page(
    number: int, known: Sequence[str], weights: Sequence[float], chance: random.Random
) -> SearchableText:
    """One page; each has a number of its own and a few codes and dates."""
    lines = [
        chance.choices(known, cum_weights=weights, k=WORDS_A_LINE - 1) + [f"{chance.randint(0, 99_999)}"]
        for _ in range(LINES)
    ]
    lines[0] = [
        "Page",
        f"{number:06},",
        "M54.16",
        f"{chance.randint(1, 12):02}/{chance.randint(1, 28):02}/2025",
    ]
    boxes = b"".join(
        struct.pack("<4f", 50 + 46 * column, 60 + 16 * row, 90 + 46 * column, 72 + 16 * row)
        for row, line in enumerate(lines)
        for column in range(len(line))
    )
    return SearchableText("\n".join(" ".join(line) for line in lines), boxes)


def queries(known: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Words common and rare, two and three of them, phrases, beginnings, codes, and words with a mistake."""
    common, middling, rare = known[:50], known[50:2_000], known[2_000:]
    for _ in range(40):
        yield chance.choice(common)
        yield chance.choice(middling)
        yield chance.choice(rare) + " "
        yield f"{chance.choice(common)} {chance.choice(middling)}"
        yield f"{chance.choice(common)} {chance.choice(common)} {chance.choice(middling)} "
        yield f'"{chance.choice(common)} {chance.choice(common)}"'
        yield chance.choice(middling)[:3]
        yield "M54.16"
        word = chance.choice(middling)
        place = chance.randrange(len(word))
        yield f"{word[:place]}x{word[place:]} "


def timed(act: Callable[[], object]) -> float:
    start = time.thread_time()
    act()
    return time.thread_time() - start


def build_fts5(texts: Sequence[SearchableText]) -> None:
    """The least that an index can cost: FTS5 with the texts as they are, in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(w, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO t (rowid, w) VALUES (?, ?)",
        ((number, text.text) for number, text in enumerate(texts, 1)),
    )
    connection.execute("COMMIT")
    connection.close()


def plain_scan(folded: Sequence[str], query: str) -> list[int]:
    wanted = words_of(query)
    return [number for number, text in enumerate(folded) if all(word in text for word in wanted)]


def percentiles(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    last = ordered[min(round(len(ordered) * 0.99), len(ordered) - 1)]
    return f"median {statistics.median(ordered) * 1000:.2f} ms, p99 {last * 1000:.2f} ms"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=3_000)
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    chance = random.Random(3)
    known = words(chance)
    total = 0.0
    weights = [total := total + 1 / rank for rank in range(1, len(known) + 1)]
    texts = [page(number, known, weights, chance) for number in range(options.pages)]
    size = statistics.mean(len(text.text) for text in texts)
    print(f"{len(texts):,} pages of {size:,.0f} characters")

    documents = [
        Document(
            f"{first}.pdf",
            f"{first:064x}",
            1,
            "application/pdf",
            DocumentStatus.OK,
            pages=tuple(PageGeometry(612, 792) for _ in texts[first : first + PAGES_A_DOCUMENT]),
        )
        for first in range(0, len(texts), PAGES_A_DOCUMENT)
    ]
    rows = [
        (documents[number // PAGES_A_DOCUMENT].sha256, number % PAGES_A_DOCUMENT + 1, text)
        for number, text in enumerate(texts)
    ]
    floors, keeping, showing = [], [], []
    for _ in range(options.rounds):
        floors.append(timed(lambda: build_fts5(texts)))
        with tempfile.TemporaryDirectory() as folder:
            desk = TextDesk(Path(folder))
            desk.show_case(documents)
            keeping.append(
                timed(
                    lambda: [
                        desk.keep(rows[n : n + PAGES_AT_A_TIME]) for n in range(0, len(rows), PAGES_AT_A_TIME)
                    ]
                )
            )
            desk.close()
            desk = TextDesk(Path(folder))
            showing.append(timed(lambda: desk.show_case(documents)))
            desk.close()
    for what, seconds in (
        ("FTS5 alone, in memory", floors),
        ("keep()", keeping),
        ("show_case() again", showing),
    ):
        print(f"{what}: {len(texts) / statistics.median(seconds):,.0f} pages/s")

    with tempfile.TemporaryDirectory() as folder:
        desk = TextDesk(Path(folder))
        desk.show_case(documents)
        desk.keep(rows)
        folded = [" ".join(words_of(text.text)) for text in texts]
        asked = list(queries(known, chance))
        ours, scans = [], []
        kinds: dict[int, list[float]] = {}
        for place, query in enumerate(asked):
            ours.append(timed(lambda: desk.search(query)))
            kinds.setdefault(place % 9, []).append(ours[-1])
            scans.append(timed(lambda: plain_scan(folded, query)))
        print(f"search(): {percentiles(ours)}")
        for kind, seconds in kinds.items():
            print(
                "  ",
                asked[kind],
                percentiles(seconds),
                desk.search(asked[kind]).count,
                desk.search(asked[kind]).corrections,
            )
        print(f"plain scan: {percentiles(scans)}")
        print(f"resident: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
        desk.close()


if __name__ == "__main__":
    main()
