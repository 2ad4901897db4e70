"""How fast texts of pages go into the search, and how fast a case of 3,000 pages is searched.

python -m tests.benchmarks.search [--pages 3000] [--rounds 5]

The pages are made up: lines of words whose frequencies fall off as those of a language do, with codes, dates
and numbers. Each query is timed from what was typed to the finished result with snippets and rectangles,
beside a plain scan of the same texts that says no more than on which pages all words stand. Times are of the
processor, so that what else the machine does counts less.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import struct
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import ParamSpec

from reviewer_app.domain.documents import Document, DocumentStatus, PageGeometry
from reviewer_app.domain.search import SearchableText
from reviewer_app.evidence.search_words import words_of
from reviewer_app.review.database_key import throw_away_key
from reviewer_app.review.text_desk import TextDesk

WORDS, LINES, WORDS_A_LINE = 30_000, 40, 11
KEYS = throw_away_key()
"""The texts are encrypted, as the program keeps them."""

PAGES_A_DOCUMENT = 60
PAGES_AT_A_TIME = 100
SYLLABLES = (
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
    "mo",
    "ral",
)
FLOOR = "CREATE VIRTUAL TABLE t USING fts5(w, content='', tokenize='unicode61 remove_diacritics 2')"

Arguments = ParamSpec("Arguments")
Page = tuple[str, int, SearchableText]


def made_up_words(chance: random.SystemRandom) -> list[str]:
    """Different words, the commonest first and shortest."""
    found: dict[str, None] = {}
    while len(found) < WORDS:
        stem = "".join(chance.choices(SYLLABLES, k=chance.randint(1, 5)))
        found[stem + chance.choice(("", "s", "ed", "al"))] = None
    return sorted(found, key=len)


def made_up_page(number: int, words: Sequence[str], chance: random.SystemRandom) -> SearchableText:
    """A page with a number of its own, a code, a date, and a number in each line."""
    lines = [
        ["Page", f"{number:06},", "M54.16", f"{chance.randint(1, 12):02}/{chance.randint(1, 28):02}/2025"]
    ]
    for _ in range(LINES - 1):
        # The inverse of the sum of 1/rank: the word of each rank is as frequent as its rank is low.
        ranks = (int(WORDS ** chance.random()) - 1 for _ in range(WORDS_A_LINE - 1))
        lines.append([*(words[rank] for rank in ranks), str(chance.randint(0, 9_999))])
    boxes = (
        struct.pack("<4f", 50 + 46 * column, 60 + 16 * row, 90 + 46 * column, 72 + 16 * row)
        for row, line in enumerate(lines)
        for column in range(len(line))
    )
    return SearchableText("\n".join(" ".join(line) for line in lines), b"".join(boxes))


def queries(words: Sequence[str], chance: random.SystemRandom) -> Iterator[str]:
    """Words common and rare, several, phrases, beginnings, codes, and words with a wrong letter."""
    common, middling, rare = words[:50], words[50:2_000], words[2_000:]
    for _ in range(40):
        yield f"{chance.choice(common)} "
        yield chance.choice(middling)
        yield f"{chance.choice(rare)} "
        yield f"{chance.choice(common)} {chance.choice(middling)}"
        yield f"{chance.choice(common)} {chance.choice(common)} {chance.choice(middling)} "
        yield f'"{chance.choice(common)} {chance.choice(common)}"'
        yield chance.choice(middling)[:3]
        yield "M54.16"
        word = chance.choice(middling)
        place = chance.randrange(len(word))
        yield f"{word[:place]}x{word[place + 1 :]} "


def timed(act: Callable[Arguments, object], *arguments: Arguments.args, **named: Arguments.kwargs) -> float:
    """Seconds of the processor that a call takes."""
    start = time.thread_time()
    act(*arguments, **named)
    return time.thread_time() - start


def build_fts5(pages: Sequence[Page]) -> None:
    """The least that an index costs: FTS5 alone, in memory, in one go."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(FLOOR)
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO t (rowid, w) VALUES (?, ?)",
            ((number, text.text) for number, (_, _, text) in enumerate(pages)),
        )
        connection.execute("COMMIT")


def keep_all(desk: TextDesk, pages: Sequence[Page]) -> None:
    for first in range(0, len(pages), PAGES_AT_A_TIME):
        desk.keep(pages[first : first + PAGES_AT_A_TIME])


def scan(folded: Sequence[str], query: str) -> list[int]:
    """The pages that have all words of a query somewhere in their text."""
    wanted = words_of(query)
    return [number for number, text in enumerate(folded) if all(word in text for word in wanted)]


def report_building(documents: Sequence[Document], pages: Sequence[Page], rounds: int) -> None:
    seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        seconds.setdefault("FTS5 alone, in memory", []).append(timed(build_fts5, pages))
        with tempfile.TemporaryDirectory() as folder:
            with closing(TextDesk(Path(folder), keys=KEYS)) as desk:
                desk.show_case(documents)
                seconds.setdefault("kept in the file and indexed", []).append(timed(keep_all, desk, pages))
            with closing(TextDesk(Path(folder), keys=KEYS)) as desk:
                seconds.setdefault("indexed from the file", []).append(timed(desk.show_case, documents))
    floor = statistics.median(seconds["FTS5 alone, in memory"])
    for what, spent in seconds.items():
        median = statistics.median(spent)
        print(f"{what}: {len(pages) / median:,.0f} pages/s, {median / floor:.2f} of FTS5 alone")


def report_searching(documents: Sequence[Document], pages: Sequence[Page], asked: Sequence[str]) -> None:
    folded = [" ".join(words_of(text.text)) for _, _, text in pages]
    with tempfile.TemporaryDirectory() as folder, closing(TextDesk(Path(folder), keys=KEYS)) as desk:
        desk.show_case(documents)
        keep_all(desk, pages)
        desk.search("xenobiotical ")  # loads the library that compares words
        seconds: dict[str, list[float]] = {}
        for query in asked:
            for limit in (80, 500):
                found = seconds.setdefault(f"search, at most {limit} hits", [])
                found.append(timed(desk.search, query, limit))
            seconds.setdefault("plain scan, pages only", []).append(timed(scan, folded, query))
    for what, spent in seconds.items():
        *_, last = statistics.quantiles(spent, n=100)
        print(f"{what}: median {statistics.median(spent) * 1000:.1f} ms, p99 {last * 1000:.1f} ms")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=3_000)
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    chance = random.SystemRandom()
    words = made_up_words(chance)
    documents = [
        Document(
            f"{first}.pdf",
            f"{first:064x}",
            1,
            "application/pdf",
            DocumentStatus.OK,
            pages=(PageGeometry(612, 792),) * PAGES_A_DOCUMENT,
        )
        for first in range(0, options.pages, PAGES_A_DOCUMENT)
    ]
    pages = [
        (
            documents[number // PAGES_A_DOCUMENT].sha256,
            number % PAGES_A_DOCUMENT + 1,
            made_up_page(number, words, chance),
        )
        for number in range(options.pages)
    ]
    length = statistics.mean(len(text.text) for _, _, text in pages)
    print(f"{len(pages):,} pages of {length:,.0f} characters")
    report_building(documents, pages, options.rounds)
    report_searching(documents, pages, tuple(queries(words, chance)))


if __name__ == "__main__":
    main()
