"""Takes a handed-over review into copies of a database and is killed on the way:
``taking_child.py DATA_FOLDER CASE HANDOVER FOLDER``.

A process of its own is killed before some statements of the import, spread over all of them. Writes JSON:
how many were ``killed``, and before which statements something else was left than all or nothing
(``different``).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from reviewer_app.storage.handover_content import read_handover
from reviewer_app.storage.store import Store
from tests.unit.storage.values import KEYS, PHYSICIAN, at, no_lines

KILLED = 8
"""At least so many are killed: each takes half a second."""


def take(folder: Path, case: str, text: str, killed_before: int) -> int:
    """Import; be killed when as many statements as that have run. Returns how many there were."""
    handover = read_handover(text)
    with Store.open(folder, KEYS) as store:
        statements = count()

        def watch(_statement: str) -> None:
            if next(statements) == killed_before:
                os.kill(os.getpid(), signal.SIGKILL)

        with store._transactions.reading() as database:
            database.conn.set_trace_callback(watch)
        store.handovers.take(case, handover, no_lines(case), PHYSICIAN, at(50))
        with store._transactions.reading() as database:
            database.conn.set_trace_callback(None)
    return next(statements)


def state(folder: Path, case: str) -> tuple[object, ...]:
    with Store.open(folder, KEYS) as store:
        newest = store.reviews.newest(case)
        assert newest is not None
        kept = len(store.handovers.kept(case))
        return store.verify(), kept, newest.version, len(newest.findings), store.audit.end().sequence


def main() -> None:
    original, case, text = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]).read_text(encoding="utf-8")
    different, killed = [], 0
    before = state(original, case)
    whole = Path(sys.argv[4], "whole")
    shutil.copytree(original, whole)
    statements = take(whole, case, text, -1)
    after = state(whole, case)
    for number in range(0, statements, statements // KILLED):
        folder = Path(sys.argv[4], str(number))
        shutil.copytree(original, folder)
        child = os.fork()
        if child == 0:
            take(folder, case, text, number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if state(folder, case) not in (before, after):
            different.append(number)
        killed += os.WIFSIGNALED(status)
        shutil.rmtree(folder)
    sys.stdout.write(json.dumps({"killed": killed, "different": different, "moved": before != after}))


if __name__ == "__main__":
    main()
