"""Runs commands of the program, each in a process of its own that need not read all code again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
"""A command that takes longer is ended by a signal, and so has failed."""

Done = subprocess.CompletedProcess[str]


class Program:
    """The process from which commands are split off (see split_off.py). There is no terminal and no input."""

    def __init__(self, process: subprocess.Popen[str], outputs: Path) -> None:
        self._process = process
        self._out, self._err = outputs / "out", outputs / "err"

    def run(self, *arguments: str | Path, folder: Path, variables: Mapping[str, str]) -> Done:
        """Run a command in a folder, with these environment variables only."""
        asking, answering = self._process.stdin, self._process.stdout
        assert asking is not None
        assert answering is not None
        words = [str(argument) for argument in arguments]
        call = {
            "arguments": words,
            "folder": str(folder),
            "variables": dict(variables),
            "out": str(self._out),
            "err": str(self._err),
            "seconds": SECONDS,
        }
        asking.write(f"{json.dumps(call)}\n")
        asking.flush()
        code = int(answering.readline())
        out, err = (path.read_bytes().decode("utf-8") for path in (self._out, self._err))
        return Done(words, code, out, err)


@contextmanager
def ready_program() -> Iterator[Program]:
    """The program, ready for commands; its process has ended afterwards."""
    with (
        TemporaryDirectory() as outputs,
        subprocess.Popen(
            [sys.executable, "-W", "error", Path(__file__).with_name("split_off.py")],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        yield Program(process, Path(outputs))
        process.communicate(timeout=SECONDS)
