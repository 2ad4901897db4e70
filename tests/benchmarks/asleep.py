"""Stop the program while a page is being drawn, as a laptop does that sleeps, and see that the page comes.

    python -m tests.benchmarks.asleep [--seconds 60]

Opens a window, asks for a page while its page workers are stopped, and lets them go on after so many seconds:
once with the window stopped as well, once without. The page must come, from the same workers. Needs Linux,
Xvfb, openbox and xdotool.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.screen import Screen
from tests.end_to_end.processes import PAGE_WORKER, workers

PATIENCE_SECONDS = 30.0
REST_SECONDS = 6.0
"""Until the window has prepared the neighbours of its page and has put its workers in order."""

DARK = 100
MOSTLY = 0.2
DISPLAY = 95


def write_case(folder: Path) -> None:
    """Many light pages, and a dark one at the end, which is not drawn before it is asked for."""
    folder.mkdir()
    canvas = Canvas(str(folder / "record.pdf"), pagesize=letter, invariant=True)
    for page in range(300):
        for line in range(48):
            canvas.drawString(
                60, 740 - 14 * line, f"Page {page + 1}, line {line + 1} of a record that is long."
            )
        canvas.showPage()
    canvas.rect(0, 0, *letter, fill=1)
    canvas.showPage()
    canvas.save()


def is_dark(screen: Screen) -> bool:
    """Whether the last page is on the screen."""
    histogram = screen.picture().convert("L").resize((200, 100)).histogram()
    return sum(histogram[:DARK]) > MOSTLY * sum(histogram)


def seconds_until(screen: Screen, *, dark: bool) -> float:
    """How long until the dark page is there, or gone. Raises RuntimeError when it takes too long."""
    started = time.perf_counter()
    while is_dark(screen) != dark:
        if time.perf_counter() - started > PATIENCE_SECONDS:
            raise RuntimeError("the page did not come")
        time.sleep(0.02)
    return time.perf_counter() - started


def tell(processes: Iterable[int], number: signal.Signals) -> None:
    for process in processes:
        os.kill(process, number)


def asleep(screen: Screen, window: int, seconds: float, *, whole: bool) -> float:
    """Seconds until the page came after the sleep. Raises RuntimeError when it did not, or from a worker that
    was started meanwhile."""
    before = workers(PAGE_WORKER, window)
    tell(before, signal.SIGSTOP)
    screen.press("End")
    time.sleep(1)
    if whole:
        tell([window], signal.SIGSTOP)
    time.sleep(seconds)
    if is_dark(screen):
        raise RuntimeError("the page was there already")
    tell([*before, *([window] if whole else [])], signal.SIGCONT)
    taken = seconds_until(screen, dark=True)
    if not before & workers(PAGE_WORKER, window):
        raise RuntimeError("the workers were given up")
    return taken


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--seconds", type=float, default=60.0)
    seconds = arguments.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, Screen(DISPLAY) as screen:
        for whole, name in ((True, "window and workers"), (False, "workers alone")):
            case, home = Path(folder, "case"), Path(folder, "home")
            write_case(case)
            environment = {**screen.environment, "HOME": str(home), "XDG_DATA_HOME": str(home)}
            window = subprocess.Popen([sys.executable, "-m", "reviewer_app", case], env=environment)
            try:
                started = time.perf_counter()
                while not screen.shows_page():
                    if time.perf_counter() - started > PATIENCE_SECONDS:
                        raise RuntimeError("the first page did not come")
                    time.sleep(0.05)
                time.sleep(REST_SECONDS)
                taken = asleep(screen, window.pid, seconds, whole=whole)
                print(f"{name} stopped for {seconds:.0f} s: the page came {taken:.2f} s after")
            finally:
                tell([window.pid], signal.SIGCONT)
                window.kill()
                window.wait()
                shutil.rmtree(case)
                shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
