"""How soon the page on screen is read by machine while others wait, and what that costs the window's thread.

    python -m tests.benchmarks.scans [--rounds 12] [--inputs FOLDER]

Opens the packet of 3,000 pages, 1,800 of them scans, in our window, in this process. When the reading is
under way it jumps to scans far from each other, and notes how many seconds pass until each was read, beside
the seconds that a page takes. Meanwhile a timer notes how late the window's thread looks at it, as in
``stalls``; beside that stands the lateness once the reading is told to wait.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from operator import contains
from pathlib import Path
from statistics import median

from reviewer_app.gui.qt_application import new_qt_application
from tests.benchmarks.stalls import IDLE_SECONDS, Heartbeat, let_pass
from tests.benchmarks.viewer import INPUTS
from tests.benchmarks.viewer_inputs import FAX_IN_RUN, make
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.scanned import readings

RUN = 10
MOST_WAITING = 1_200
"""So many scans are known to wait before anything is measured."""

WARM = 4
"""Pages that are read before anything is measured."""


def until(condition: Callable[[], bool], seconds: float = 600.0) -> float:
    """Seconds until the condition holds."""
    started = time.perf_counter()
    while not condition():
        let_pass(0.005)
        if time.perf_counter() - started > seconds:
            raise TimeoutError("nothing was read for long")
    return time.perf_counter() - started


def waits(keyboard: Keyboard, read: list[int], rounds: int) -> list[float]:
    """Seconds until the page on screen was read, for scans in places drawn by lot."""
    chance, found = random.Random(6), []
    for run in chance.sample(range(50, 300), rounds):
        page = run * RUN + chance.randrange(FAX_IN_RUN) + 1
        if page in read:
            continue
        keyboard.review.pages.go_to_page(page)
        found.append(until(partial(contains, read, page)))
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=12)
    arguments.add_argument("--inputs", type=Path, default=INPUTS, help="folder of the documents")
    chosen = arguments.parse_args()
    packet = make(chosen.inputs, ("packet3000",))["packet3000"]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The key needs no keychain then.
    os.environ["REVIEWER_APP_PASSPHRASE_FILE"] = str(Path(__file__).with_name("passphrase.txt"))
    with tempfile.TemporaryDirectory() as folder:
        qt = new_qt_application()
        with window(qt, Path(folder), case=packet, finds=True) as keyboard, readings(keyboard) as read:
            scans = keyboard.application.scans
            until(lambda: len(read) >= WARM and scans.total >= MOST_WAITING)
            # As the program does when its window is complete (gui/start.py).
            gc.freeze()
            heartbeat = Heartbeat()
            heartbeat.start()
            before, started = len(read), time.perf_counter()
            seconds = waits(keyboard, read, chosen.rounds)
            each = (time.perf_counter() - started) / (len(read) - before)
            reading = heartbeat.figures()
            left = scans.total - scans.done
            keyboard.press("Ctrl+M")
            until(lambda: not scans.busy and not scans.threads.alive)
            heartbeat.start()
            let_pass(IDLE_SECONDS)
            idle = heartbeat.figures()
    page = each * 2
    print(f"{left:,} pages wait; one page takes a worker {page:.2f} s, two workers {each:.2f} s each")
    print(f"on screen: read after a median of {median(seconds):.2f} s, at most {max(seconds):.2f} s,")
    print(f"which is {median(seconds) / page:.2f} and {max(seconds) / page:.2f} times a page\n")
    print("| window's thread | median ms | p99.9 ms | longest ms |\n| --- | ---: | ---: | ---: |")
    for name, figures in (("reading waits", idle), ("reading scans", reading)):
        print(f"| {name} | {' | '.join(f'{one:.1f}' for one in figures)} |")
    print(f"\np99.9 over idle: {reading[1] - idle[1]:.1f} ms")


if __name__ == "__main__":
    main()
