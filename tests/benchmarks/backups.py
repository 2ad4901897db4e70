"""What the daily backup costs the reviewer beside whom it is written, and how soon a large database opens.

    python -m tests.benchmarks.backups FOLDER

FOLDER is a data folder with a large history (``one_against_millions build``); it gets a case, some hundred
marks and one backup. A mark is one transaction on the disk, as in the program.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from reviewer_app.domain.review import Reviewer
from reviewer_app.storage.store import DATABASE_NAME, Store
from tests.databases import folder_key, open_store
from tests.unit.storage.values import mark, open_review

MARKS_ALONE = 200
BETWEEN_MARKS_SECONDS = 0.05
"""A reviewer is slower; the more marks, the surer the figures."""


def milliseconds_of_marks(
    store: Store, review: str, number: Iterator[int], goes_on: Callable[[int], bool]
) -> list[float]:
    """The time of each mark, while ``goes_on`` says so of their number."""
    taken: list[float] = []
    while goes_on(len(taken)):
        begun = time.perf_counter()
        store.reviews.apply(review, mark(f"element-{next(number)}", "x" * 300), Reviewer("Timer"), _now())
        taken.append((time.perf_counter() - begun) * 1_000)
        time.sleep(BETWEEN_MARKS_SECONDS)
    return taken


def told(what: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    median, p99 = statistics.median(taken), ordered[int(len(ordered) * 0.99)]
    print(f"{what}: {len(taken)}, median {median:.1f} ms, p99 {p99:.1f} ms, most {ordered[-1]:.1f} ms")


def seconds_to_open(folder: Path) -> float:
    """The median of three openings, key included."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        open_store(folder).close()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    folder = Path(sys.argv[1])
    path = folder / DATABASE_NAME
    folder_key(folder)
    print(f"{path.stat().st_size / 1e6:,.0f} MB, opened in {seconds_to_open(folder) * 1_000:.0f} ms")
    with open_store(folder) as store:
        case = store.cases.create_case(f"PA-{time.time_ns()}", "M-1", Reviewer("Timer"), _now())
        review, number = f"review-{case}", count()
        store.reviews.create(open_review(review, case), Reviewer("Timer"), _now())
        told("marks alone", milliseconds_of_marks(store, review, number, lambda made: made < MARKS_ALONE))
        ended = threading.Event()
        errors: list[BaseException | None] = []

        def finished(error: BaseException | None) -> None:
            errors.append(error)
            ended.set()

        begun = time.perf_counter()
        if not store.begin_daily_backup(_now(), finished):
            sys.exit("There is a backup of today already: remove it.")
        told(
            "marks beside the backup",
            milliseconds_of_marks(store, review, number, lambda _: not ended.is_set()),
        )
        print(f"backup: {time.perf_counter() - begun:.1f} s, {errors[0] or 'whole'}")
        begun = time.perf_counter()
        print(f"history check: {store.check() or 'nothing found'}, {time.perf_counter() - begun:.1f} s")


def _now() -> datetime:
    return datetime.now().astimezone()


if __name__ == "__main__":
    main()
