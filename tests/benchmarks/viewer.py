"""Our window beside other viewers: start, paging, memory, and what is seen while keys are held down.

    python -m tests.benchmarks.viewer [--peers] [--rounds 3] [--pages 100] [--documents packet3000]

Opens each document by turns with every command on a private X display, and prints a Markdown table a document
with the ratios to ours. The screen is read from memory every few milliseconds:

ink       seconds from launch until the middle of the screen is mostly paper with ink on it
sharp     seconds from launch to the screen's last change before 0.8 s without any
open      memory then, MB: the proportional set sizes (PSS) of the process and all it started
first     Next: milliseconds from the key to the screen's first change, median
last      Next: milliseconds to the last change before 80 ms without any, median and 95th percentile
missed    presses after which nothing changed for a second
paged     memory after all these presses
blank     share of the time without ink in the middle while Next is pressed 60 times, 30 times a second
settled   milliseconds from the last of those presses to the last change before 0.5 s without any
frames    frames a second that differed meanwhile

The first round warms the caches and is not counted; paging is measured once a document, in the second. Needs
Xvfb, openbox, xdotool, dbus-daemon and, with --peers, the other viewers.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.processes import pss_megabytes
from tests.benchmarks.screen import Screen
from tests.benchmarks.viewer_inputs import make

INPUTS = Path(tempfile.gettempdir(), "reviewer-app-viewer-inputs")
FLOOR = Path(__file__).with_name("floor_viewer.py")
OURS = (sys.executable, "-m", "reviewer_app")
PEERS = ("okular", "evince", "qpdfview", "zathura", "sioyek", "mupdf")
NEXT = "Next"
PATIENCE_SECONDS = 40.0
STILL_SECONDS = 0.8
QUIET_SECONDS = 0.08
SETTLED_SECONDS = 0.5
MISSED_SECONDS = 1.0
LOOK_SECONDS = 0.003
BURST_PRESSES, BURST_RATE = 60, 30
COLUMNS = (
    "viewer | ink s | ink / ours | sharp s | open MB | first ms | last ms | p95 | missed | paged MB "
    "| blank % | settled ms | frames"
)


@dataclass
class Run:
    """What one viewer did with one document; lists hold one value a round or a press."""

    ink: list[float] = field(default_factory=list)
    sharp: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    missed: int = 0
    paged: float | None = None
    blank: float | None = None
    settled: float | None = None
    frames: float | None = None


class Watcher:
    """Looks at the screen: when it changed last, and whether it has ink."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._frame = screen.frame()

    def changed(self) -> bool:
        """Whether the screen differs from the last look."""
        now = self._screen.frame()
        if now == self._frame:
            return False
        self._frame = now
        return True


def launch(screen: Screen, command: Sequence[str]) -> tuple[subprocess.Popen[bytes], str]:
    """Start a viewer in a session and a home of its own."""
    home = tempfile.mkdtemp(prefix="home-", dir="/dev/shm")
    places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    environment = {**screen.environment, **dict.fromkeys(places, home)}
    process = subprocess.Popen(
        list(command),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return process, home


def wait_for_page(screen: Screen, started: float) -> tuple[float, float] | None:
    """Seconds until there is ink, and until the last change; None when no page comes."""
    watcher = Watcher(screen)
    ink, changed = 0.0, started
    while (now := time.perf_counter()) - started < PATIENCE_SECONDS:
        time.sleep(LOOK_SECONDS)
        if watcher.changed():
            changed = now
        if not ink and screen.shows_page():
            ink = changed = now
        if ink and now - changed > STILL_SECONDS:
            break
    return (ink - started, changed - started) if ink else None


def press_next(screen: Screen) -> tuple[float, float] | None:
    """Milliseconds to the first and the last change after a press; None when nothing changes."""
    watcher = Watcher(screen)
    started = time.perf_counter()
    first = last = 0.0
    screen.press(NEXT)
    while True:
        time.sleep(LOOK_SECONDS)
        now = time.perf_counter()
        if watcher.changed():
            last = now
            first = first or now
        if first and now - last > QUIET_SECONDS and (screen.shows_page() or now - last > STILL_SECONDS):
            return (first - started) * 1000, (last - started) * 1000
        if not first and now - started > MISSED_SECONDS:
            return None


def page_through(screen: Screen, process: int, pages: int, run: Run) -> None:
    """Press Next, each time when the screen has come to rest."""
    for _ in range(pages):
        taken = press_next(screen)
        if taken is None:
            run.missed += 1
        else:
            run.first.append(taken[0])
            run.last.append(taken[1])
    time.sleep(0.3)
    run.paged = pss_megabytes(process)


def hold_down(screen: Screen, run: Run) -> None:
    """Press Next much faster than one can read."""
    watcher = Watcher(screen)
    looks = blank = frames = 0
    started = time.perf_counter()
    for press in range(BURST_PRESSES):
        screen.press(NEXT)
        while time.perf_counter() < started + (press + 1) / BURST_RATE:
            time.sleep(LOOK_SECONDS)
            looks += 1
            blank += not screen.shows_page()
            frames += watcher.changed()
    ended = changed = time.perf_counter()
    while (now := time.perf_counter()) - changed < SETTLED_SECONDS:
        time.sleep(LOOK_SECONDS)
        if watcher.changed():
            changed = now
    run.blank = blank / looks * 100
    run.settled = (changed - ended) * 1000
    run.frames = frames / (BURST_PRESSES / BURST_RATE)


def measure(screen: Screen, command: Sequence[str], pages: int, run: Run, keep: Path | None) -> None:
    """Open the document once and page through it when ``pages`` is not 0."""
    started = time.perf_counter()
    process, home = launch(screen, command)
    try:
        seconds = wait_for_page(screen, started)
        if seconds is None:
            return
        run.ink.append(seconds[0])
        run.sharp.append(seconds[1])
        run.opened.append(pss_megabytes(process.pid))
        if keep is not None:
            screen.picture().save(keep)
        if pages:
            page_through(screen, process.pid, pages, run)
            hold_down(screen, run)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        time.sleep(0.3)
        shutil.rmtree(home, ignore_errors=True)


def commands_for(peers: bool) -> dict[str, tuple[str, ...]]:
    """The commands by name, without the document."""
    commands: dict[str, tuple[str, ...]] = {"ours": OURS, "floor": (sys.executable, str(FLOOR))}
    if peers:
        missing = [name for name in PEERS if shutil.which(name) is None]
        if missing:
            raise SystemExit(f"Not installed: {', '.join(missing)}")
        commands.update({name: (name,) for name in PEERS})
    return commands


def rows(runs: Mapping[str, Run]) -> Iterator[str]:
    """The table of one document."""
    titles = COLUMNS.split(" | ")
    yield f"| {COLUMNS} |"
    yield "|".join(("", " --- ", *(" ---: " for _ in titles[1:]), ""))
    ours = runs["ours"].ink
    for name, run in runs.items():
        ratio = statistics.median(a / b for a, b in zip(run.ink, ours, strict=False)) if run.ink else None
        p95 = statistics.quantiles(run.last, n=20)[-1] if len(run.last) > 1 else None
        paging = (_median(run.first), _median(run.last), p95, run.missed if run.last else None)
        burst = (run.paged, run.blank, run.settled, run.frames)
        figures = (_median(run.ink), ratio, _median(run.sharp), _median(run.opened), *paging, *burst)
        digits = (2, 2, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0)
        cells = ("" if one is None else f"{one:.{n}f}" for one, n in zip(figures, digits, strict=True))
        yield f"| {name} | {' | '.join(cells)} |"


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--peers", action="store_true", help="measure the other viewers too")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--pages", type=int, default=100, help="how often Next is pressed")
    arguments.add_argument("--documents", nargs="+", default=["text300", "fax300", "packet3000"])
    arguments.add_argument("--inputs", type=Path, default=INPUTS, help="folder of the documents")
    arguments.add_argument("--pictures", type=Path, help="keep a picture of each window in this folder")
    arguments.add_argument("--display", type=int, default=97, help="number of the private X display")
    chosen = arguments.parse_args()
    documents = make(chosen.inputs, chosen.documents)
    commands = commands_for(chosen.peers)
    runs = {name: {viewer: Run() for viewer in commands} for name in documents}
    with Screen(chosen.display) as screen:
        for turn in range(chosen.rounds + 1):
            for name, path in documents.items():
                for viewer, command in commands.items():
                    pages = chosen.pages if turn == 1 and viewer != "floor" else 0
                    run = runs[name][viewer] if turn else Run()
                    keep = chosen.pictures / f"{name}-{viewer}.png" if chosen.pictures and turn else None
                    measure(screen, (*command, str(path)), pages, run, keep)
    for name, of_document in runs.items():
        print(f"\n{name}, medians of {chosen.rounds} rounds\n", *rows(of_document), sep="\n", flush=True)


if __name__ == "__main__":
    main()
