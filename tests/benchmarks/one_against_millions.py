"""One new request against millions of earlier ones: how soon it is answered, and how surely.

    python -m tests.benchmarks.one_against_millions csv ROWS FILE      a prior-request file
    python -m tests.benchmarks.one_against_millions build ROWS FOLDER  a data folder with such a history
    python -m tests.benchmarks.one_against_millions ask ROWS FOLDER    questions to it
    python -m tests.benchmarks.one_against_millions splink ROWS        the same to splink

Four rows a member. ``ask`` times what the program does for a new request: find and score persons, read their
requests, say what the new one is to each; on a busy machine the time of the processor says more. The database
is encrypted, its cache as large as in the program.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from os import getpid
from pathlib import Path

from reviewer_app.domain.prior_request import Period, PriorRequest, PriorStatus
from reviewer_app.domain.request import Diagnosis, Member, Request, ServiceLine
from tests.benchmarks.made_up_members import LEVELS, damaged, member
from tests.benchmarks.processes import pss_megabytes

ROWS_A_MEMBER = 4
QUESTIONS = 1_000
ROWS_AT_ONCE, ROWS_BETWEEN_KEYS = 5_000, 500_000
CODES = ("64483", "72148", "73221", "20610", "27447", "97110", "22551", "29827")
DIAGNOSES = ("M54.16", "M17.11", "M75.121", "M51.16", "M25.561", "M48.061")


def row(number: int, rows: int) -> PriorRequest:
    """An earlier request of one of the members, at random but the same each time."""
    draw = random.Random(-1 - number)
    decided = date(2019, 1, 1) + timedelta(days=draw.randrange(2_400))
    served = decided + timedelta(days=draw.randrange(30))
    return PriorRequest(
        id=f"PR-{number:09d}",
        member=member(draw.randrange(rows // ROWS_A_MEMBER)),
        codes=(draw.choice(CODES),),
        status=draw.choice((PriorStatus.APPROVED, PriorStatus.APPROVED, PriorStatus.DENIED)),
        diagnoses=(draw.choice(DIAGNOSES),),
        ordering_npi=f"1{draw.randrange(10**9):09d}",
        decided=decided,
        valid_to=decided + timedelta(days=90),
        dos=Period(served, served),
        auth=f"A{draw.randrange(10**8):08d}",
        case=f"PA-{number:09d}",
    )


def write_file(rows: int, target: Path) -> None:
    """A CSV file with so many rows."""
    from reviewer_app.exchange.prior_request_file import csv_pieces

    with target.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_pieces(row(number, rows) for number in range(rows)))


def build(rows: int, folder: Path) -> None:
    """A history of so many rows, as an import makes it; prints how long, and how large, on the way."""
    from reviewer_app.review.person_index import PERSON_INDEX
    from reviewer_app.storage.store import DATABASE_NAME
    from tests.databases import open_store

    start, made = time.perf_counter(), 0
    with open_store(folder) as store:
        rest = (row(number, rows) for number in range(rows))
        while batch := tuple(islice(rest, ROWS_AT_ONCE)):
            store.history.put(batch, PERSON_INDEX)
            made += len(batch)
            if made % ROWS_BETWEEN_KEYS == 0 or made == rows:
                store.history.complete(PERSON_INDEX)
                seconds, size = time.perf_counter() - start, (folder / DATABASE_NAME).stat().st_size
                print(f"{made:,} rows, {made / seconds:,.0f} a second, {size / 1e6:,.0f} MB", flush=True)


def questions(rows: int, level: int) -> Iterator[tuple[Member, Member]]:
    """Members of the history, each with how a new request writes them."""
    draw = random.Random(level)
    for _ in range(QUESTIONS):
        asked = row(draw.randrange(rows), rows).member
        yield asked, damaged(asked, level, draw)


def ask(rows: int, folder: Path) -> None:
    """Print recall, times and memory for each level of errors."""
    from reviewer_app.review.prior_requests import Matcher, compared_members, find_prior_requests
    from tests.databases import open_store

    with open_store(folder) as store:
        matcher = Matcher.load(folder)
        for level, name in enumerate(LEVELS):
            seconds, busy, first, taken, wrong = [], [], 0, 0, 0
            for truth, written in questions(rows, level):
                request = new_request(written)
                start, used = time.perf_counter(), time.process_time()
                find_prior_requests(store, request, matcher)
                busy.append(time.process_time() - used)
                seconds.append(time.perf_counter() - start)
                for person, score in compared_members(store, written, matcher.model)[:1]:
                    first += person.member == truth
                    taken += score.same and person.member == truth
                    wrong += score.same and person.member != truth
            print(
                f"{name:60} recall@1 {first / QUESTIONS:.3f}  taken {taken / QUESTIONS:.3f}, "
                f"wrongly {wrong / QUESTIONS:.3f}  {shown(seconds)}, of the processor {shown(busy)}  "
                f"PSS {pss_megabytes(getpid()):.0f} MB",
                flush=True,
            )


def shown(seconds: list[float]) -> str:
    """Median and 99th percentile."""
    p50, p99 = (1_000 * sorted(seconds)[int(share * len(seconds))] for share in (0.5, 0.99))
    return f"p50 {p50:.2f} p99 {p99:.2f} ms"


def new_request(asking: Member) -> Request:
    """A request of that member for one of the codes."""
    line = ServiceLine(1, CODES[0], requested_dos=date(2025, 6, 1))
    return Request(member=replace(asking), services=(line,), diagnoses=(Diagnosis(DIAGNOSES[0]),))


def main(what: str, rows: int, target: Path | None) -> None:
    """Do one of the parts."""
    if what == "splink":
        from tests.benchmarks.one_against_millions_peer import ask_splink

        members = [row(number, rows).member for number in range(rows)]
        ask_splink(members, [questions(rows, level) for level in range(len(LEVELS))])
    elif target is None:
        raise SystemExit(__doc__)
    else:
        {"csv": write_file, "build": build, "ask": lambda *_: ask(rows, target)}[what](rows, target)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]) if sys.argv[3:] else None)
