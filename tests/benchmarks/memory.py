"""Memory of our window and its page workers while a packet of 3,000 pages is paged through to its end.

    python -m tests.benchmarks.memory [--rate 20] [--inputs FOLDER]

Prints a Markdown table: proportional set sizes (PSS) in MB, of the window, of its workers and of both, on the
way and when it has come to rest, which is when the second worker has ended. Needs Xvfb, openbox and xdotool.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import sys
import time
from pathlib import Path

from tests.benchmarks.processes import pss_megabytes
from tests.benchmarks.screen import Screen
from tests.benchmarks.viewer import INPUTS, launch, wait_for_page
from tests.benchmarks.viewer_inputs import make

NEXT_PAGE = "Right"
PAGES = 3000
LOOKED_AT = (1, 100, 300, 1000, 2000, PAGES)
REST_SECONDS = 45.0
LOOKS, LOOK_SECONDS = 5, 0.1


def row(where: str, process: int) -> str:
    """One line of the table, from the median of some looks: a worker that is just being started counts like
    the window, of which it is a copy."""
    looks = []
    for _ in range(LOOKS):
        looks.append((pss_megabytes(process), pss_megabytes(process, alone=True)))
        time.sleep(LOOK_SECONDS)
    both, window = statistics.median_low(looks)
    return f"| {where} | {window:.0f} | {both - window:.0f} | {both:.0f} |"


def page_to_the_end(screen: Screen, process: int, rate: float) -> None:
    """Turn the pages and print what it takes on the way."""
    started = time.perf_counter()
    for page in range(1, PAGES + 1):
        if page in LOOKED_AT:
            print(row(f"page {page:,}", process), flush=True)
        screen.press(NEXT_PAGE)
        time.sleep(max(0.0, started + page / rate - time.perf_counter()))
    time.sleep(REST_SECONDS)
    print(row("at rest", process), flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rate", type=float, default=20, help="pages a second")
    arguments.add_argument("--inputs", type=Path, default=INPUTS, help="folder of the documents")
    arguments.add_argument("--display", type=int, default=97, help="number of the private X display")
    chosen = arguments.parse_args()
    packet = make(chosen.inputs, ("packet3000",))["packet3000"]
    with Screen(chosen.display) as screen:
        started = time.perf_counter()
        process, home = launch(screen, (sys.executable, "-m", "reviewer_app", str(packet)))
        try:
            if wait_for_page(screen, started) is None:
                raise SystemExit("No page came.")
            print("| PSS, MB | window | workers | together |\n| --- | ---: | ---: | ---: |")
            page_to_the_end(screen, process.pid, chosen.rate)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
