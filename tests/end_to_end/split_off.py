"""The program, ready to run commands: it has read its code once and splits off a process for each of them.

A command that is started anew reads half a second of code before it does a few milliseconds of work. What is
split off is a process all the same, with arguments, variables, folder and outputs of its own; it ends as one.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import signal
import sys
import tempfile

import reviewer_app.cli
from reviewer_app.__main__ import main

READ_WHEN_USED = ("sqlite_utils", "jsonschema", "yaml", "jinja2", "pydantic.type_adapter")
"""Libraries that the commands read when they need them."""


def read_code() -> None:
    """The modules of all commands. None of them runs anything."""
    for module in pkgutil.iter_modules(reviewer_app.cli.__path__, f"{reviewer_app.cli.__name__}."):
        importlib.import_module(module.name)
    for name in READ_WHEN_USED:
        importlib.import_module(name)
    gc.freeze()  # otherwise each process goes through all of this memory, and so gets a copy of it


def split_off_each() -> None:
    """Run what each line asks for, answer with its exit code. Returns in the processes that are split off."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(**json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    sys.exit()


def become(
    *, arguments: list[str], folder: str, variables: dict[str, str], out: str, err: str, seconds: int
) -> None:
    """Be the process that was asked for. It is ended when it takes longer than that."""
    signal.alarm(seconds)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    tempfile.tempdir = None  # looked for anew: it may be named in the variables
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, (path, flags) in enumerate(((os.devnull, os.O_RDONLY), (out, writing), (err, writing))):
        opened = os.open(path, flags)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv[1:] = arguments


if __name__ == "__main__":
    read_code()
    split_off_each()
    main()
