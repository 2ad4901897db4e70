"""A release of 1,200 pages in the screening: whether it ends, with how much memory, and what Ctrl+C leaves.

    python -m tests.benchmarks.release [--pages 1200] [--stop-after 100] [--inputs FOLDER]

The release is the beginning of the packet that the viewers are compared on: of ten pages six are scans, each
with words of its own. The first run is interrupted after so many scans, as Ctrl+C does; the second goes on
to the end. Of each the memory is noted (PSS, MB, of the program and its workers), of the first how long it
takes to end, of both how long until as many scans count as read, which the second run has been left. Seconds
tell about the machine; a count is told every 25 scans.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pikepdf

from tests.benchmarks.processes import pss_megabytes
from tests.benchmarks.viewer import INPUTS
from tests.benchmarks.viewer_inputs import make
from tests.end_to_end.folders import sample_request, write_request

PASSPHRASE = Path(__file__).with_name("passphrase.txt")
PROGRESS = re.compile(rb"reading scans: (\d+) of (\d+)")
MEASURE_EVERY = 2.0
"""Seconds between two looks at the memory."""


@dataclass(slots=True)
class Run:
    """What one screening did. Seconds and MB; ``ended_after`` counts from the interruption, if any;
    ``counted_after`` from the start, until so many scans counted as read as were asked for."""

    code: int = 0
    seconds: float = 0.0
    scans: int = 0
    counted_after: float = 0.0
    read: int = 0
    memory: float = 0.0
    ended_after: float = 0.0
    answer: str = ""


def release(folder: Path, packet: Path, pages: int) -> Path:
    """A case folder whose one document is the beginning of the packet."""
    case = folder / "case"
    case.mkdir()
    write_request(case, sample_request())
    with pikepdf.open(packet) as whole, pikepdf.new() as part:
        part.pages.extend(whole.pages[:pages])
        part.save(case / "01_release.pdf")
    return case


def screened(case: Path, data: Path, counted: int, stop: Callable[[int], bool] = lambda _read: False) -> Run:
    """Screen the case; interrupted as by Ctrl+C as soon as ``stop`` says so of the scans read. When so many
    are ``counted`` as read is noted."""
    command = ("screen", "--json", "--data-dir", str(data), "--passphrase-file", str(PASSPHRASE), str(case))
    run, started, stopped = Run(), time.monotonic(), 0.0
    with tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(
            [sys.executable, "-m", "reviewer_app", *command], stdout=answer, stderr=subprocess.PIPE
        )
        watch = Thread(target=_watch_memory, args=(process, run))
        watch.start()
        assert process.stderr is not None
        for line in process.stderr:
            told = PROGRESS.search(line)
            if told is None:
                continue
            run.read, run.scans = int(told[1]), int(told[2])
            if not run.counted_after and run.read >= counted:
                run.counted_after = time.monotonic() - started
            if not stopped and stop(run.read):
                stopped = time.monotonic()
                process.send_signal(signal.SIGINT)
        run.code = process.wait()
        watch.join()
        answer.seek(0)
        run.answer = answer.read().decode()
    run.seconds = time.monotonic() - started
    run.ended_after = time.monotonic() - stopped if stopped else 0.0
    return run


def _watch_memory(process: subprocess.Popen[bytes], run: Run) -> None:
    """Keep the most memory that was seen."""
    while process.poll() is None:
        run.memory = max(run.memory, pss_megabytes(process.pid))
        time.sleep(MEASURE_EVERY)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1_200, help="pages of the release, 3,000 at most")
    parser.add_argument("--stop-after", type=int, default=100, help="scans after which the first run ends")
    parser.add_argument("--inputs", type=Path, default=INPUTS, help="folder of the documents")
    given = parser.parse_args()
    packet = make(given.inputs, ("packet3000",))["packet3000"]
    with tempfile.TemporaryDirectory(prefix="reviewer-app-release-") as folder:
        case, data = release(Path(folder), packet, given.pages), Path(folder, "data")
        first = screened(case, data, given.stop_after, lambda read: read >= given.stop_after)
        print(
            f"stopped: code {first.code} {first.ended_after:.1f} s after Ctrl+C,"
            f" {first.read} of {first.scans} scans read, {first.memory:.0f} MB at most",
            flush=True,
        )
        second = screened(case, data, first.read)
        found = json.loads(second.answer)
        print(
            f"gone on: code {second.code}, {first.read} scans count as read after"
            f" {second.counted_after / first.counted_after:.2f} of the time that the first run took;"
            f" {second.memory:.0f} MB at most, {second.memory / first.memory:.2f} times the first run's;"
            f" {len(found['pages'])} pages and {len(found['segments'])} papers told"
        )
        more = max(1, second.scans - first.read)
        print(f"a scan: {second.seconds / more:.2f} s of the clock, both workers together")


if __name__ == "__main__":
    main()
