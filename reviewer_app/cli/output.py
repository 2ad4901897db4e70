"""What the commands print: UTF-8 whatever the locale, and no traceback when nobody reads any more."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from reviewer_app.domain.errors import ExportError


class ReaderGoneError(Exception):
    """The program that read our output has ended, as ``head`` does: there is nobody left to write for."""


def use_utf8() -> None:
    """Print UTF-8 from now on. Bytes of a file name that are no text become escapes that JSON reads."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print text and a line break on standard output."""
    with output() as stream:
        stream.write(f"{text}\n")


@contextmanager
def output() -> Iterator[TextIO]:
    """Standard output, flushed at the end of the block.

    Raises :class:`ReaderGoneError`, or :class:`ExportError` when it is closed or its disk is full.
    """
    if sys.stdout is None:
        raise ExportError("The standard output is closed, so nothing can be printed; redirect it to a file.")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError as error:
        _forget_output()
        raise ReaderGoneError from error
    except OSError as error:
        _forget_output()
        raise ExportError(
            f"The output cannot be written ({error.strerror}); write it somewhere else."
        ) from error


def complain(text: str) -> None:
    """Print one line on standard error; nowhere when that is closed."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        print(f"reviewer-app: {one_line(text)}", file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """The text with line breaks, control and direction characters escaped, as a file name may hold them."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def _forget_output() -> None:
    """What is still buffered goes nowhere, so that the end of the program does not fail on it once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
