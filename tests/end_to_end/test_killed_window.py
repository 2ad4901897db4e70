"""The whole program is killed while one marks: what it showed as saved is there, and no process is left."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.databases import open_store
from tests.end_to_end.keyboard import PATIENCE_SECONDS, window
from tests.end_to_end.processes import descendants, is_running

CHILD = Path(__file__).with_name("marking_child.py")
ROOT = Path(__file__).resolve().parents[2]
CASE = samples_folder() / COMPLETE_CASE
KILLS = 3
MOST_LINES_BEFORE_A_KILL = 30

Marks = dict[str, str]
Place = tuple[str, str, int]


def killed_while_marking(data: Path, chance: random.Random) -> tuple[Marks, set[Place]]:
    """Let a reviewer work and kill the program at a random moment; what it had shown as saved."""
    child = subprocess.Popen(
        [sys.executable, CHILD, data, CASE],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    lines: list[str] = []
    while not lines or lines[-1] != "ready\n":
        lines.append(child.stdout.readline())
        assert lines[-1]
    lines += [child.stdout.readline() for _ in range(chance.randrange(1, MOST_LINES_BEFORE_A_KILL))]
    children = descendants(child.pid)
    child.kill()
    rest, _ = child.communicate(timeout=30)
    assert children
    wait_for_the_end_of(children)
    return what_was_saved([*lines, *rest.splitlines()])


def wait_for_the_end_of(processes: set[int]) -> None:
    """Nobody is left to end the workers: they notice by themselves that their program is gone."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(is_running(process) for process in processes):
        assert time.monotonic() < deadline, "a worker outlives its program"
        os.sched_yield()


def what_was_saved(lines: list[str]) -> tuple[Marks, set[Place]]:
    marks: Marks = {}
    places: list[Place] = []
    for line in lines:
        kind, _, rest = line.strip().partition(" ")
        if kind == "mark":
            element, state = rest.split(" ")
            marks[element] = state
        elif kind in ("place", "leave"):
            element, _, where = rest.partition(" ")
            file, _, page = where.rpartition(" ")
            places.append((element, file, int(page)))
    # The last place may have been committed or not when the kill came.
    return marks, set(places[-2:])


def test_what_was_shown_as_saved_is_there_after_kills(qapp: QApplication, tmp_path: Path) -> None:
    chance = random.SystemRandom()
    for _ in range(KILLS):
        marks, places = killed_while_marking(tmp_path / "data", chance)
        assert marks
        with open_store(tmp_path / "data") as store:
            assert store.verify() == ()
        with window(qapp, tmp_path / "data", case=CASE) as keyboard:
            kept = {name: finding.state.value for name, finding in keyboard.case.review.findings.items()}
            # One more mark may have been committed than could be shown before the kill.
            assert len({name for name in marks if kept[name] != marks[name]} | (set(kept) - set(marks))) <= 1
            here = keyboard.case.review.place
            if not here.sha256:
                assert len(places) <= 1, "only the first place may have been lost with the kill"
                continue
            file = next(one.file for one in keyboard.case.documents if one.sha256 == here.sha256)
            view = keyboard.application.review_page.pane.view
            assert (here.element_id, file, here.page) in places
            assert keyboard.review.pages.file == file
            assert view.current_page == here.page
            assert keyboard.review.panels.checklist.current_element() == here.element_id
