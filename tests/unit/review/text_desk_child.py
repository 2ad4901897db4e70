"""Keeps pages in the cache of a data folder, in a process of its own that others look at, or kill.

    text_desk_child.py FOLDER PAGES

Prints how many pages are in the index after each batch, then waits until its standard input ends.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reviewer_app.review.text_desk import TextDesk
from tests.unit.review.text_pages import document, text_of_page

BATCH = 20


def main() -> None:
    folder, pages = Path(sys.argv[1]), int(sys.argv[2])
    desk = TextDesk(folder)
    progress = desk.show_case([document("written", pages)])
    while True:
        sys.stdout.write(f"{progress.indexed}\n")
        sys.stdout.flush()
        if progress.complete:
            break
        missing = desk.missing(BATCH)
        progress = desk.keep([(sha256, page, text_of_page(page)) for sha256, page in missing])
    sys.stdin.read()
    desk.close()


if __name__ == "__main__":
    main()
