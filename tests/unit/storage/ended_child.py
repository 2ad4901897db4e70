"""Marks elements of a review from one number to another, each acknowledged, and ends without closing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.databases import open_store
from tests.unit.storage.values import NURSE, START, mark


def main() -> None:
    folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    store = open_store(folder)
    for number in range(first, last):
        store.reviews.apply("review-1", mark(f"element-{number}", "x" * 500), NURSE, START)
    os._exit(0)


if __name__ == "__main__":
    main()
