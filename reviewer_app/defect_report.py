"""A report of a defect of ours: where in the program it happened, and nothing of what was being read.

The text of an exception may quote a record or name a file, so it is left out; types and places in our code
are enough to find the defect.
"""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from reviewer_app import __version__

EXIT_CODE = 70
"""The exit code of a defect (EX_SOFTWARE of sysexits)."""

MOST_PLACES = 60
"""Lines of one trace; an endless recursion would list the same place a thousand times."""


def write_report(error: BaseException) -> Path | None:
    """Write the report into the system's folder for temporary files, readable by its owner only.

    Returns its path, or ``None`` when it could not be written: a full disk must not hide the defect itself.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix="reviewer-app-defect-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(report(error, datetime.now().astimezone()))
    except OSError:
        return None
    return Path(name)


def report(error: BaseException, at: datetime) -> str:
    """The report as text: versions, and the chain of exception types with the places they passed through."""
    lines = [
        f"reviewer-app {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
        f"at {at.isoformat(timespec='seconds')}",
        *_chain(error, set()),
    ]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    """The error, those it gathers, and what caused it; each once, since a chain may lead back to itself."""
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield ""
        yield from _places(cause)
        yield f"{type(cause).__module__}.{type(cause).__qualname__}"
        if isinstance(cause, BaseExceptionGroup):
            for one in cause.exceptions:
                yield from _chain(one, seen)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _places(error: BaseException) -> list[str]:
    """The innermost places, as file of ours or of a library, line and function."""
    places = [
        f"  {Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return places[-MOST_PLACES:]


def sentence(path: Path | None) -> str:
    """What the user is told; ``path`` is that of the report, ``None`` when none could be written."""
    where = f"A report without patient data is in {path}." if path else "No report of it could be written."
    return f"The program made a mistake and has to close; everything that showed as saved is saved. {where}"
