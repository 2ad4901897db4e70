"""A report of a defect of ours: where in the program it happened, and nothing of what was being read.

The text of an exception may quote a record or name a file, so it is left out; types and places in our code
are enough to find the defect.
"""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from reviewer_app import __version__

EXIT_CODE = 70
"""The exit code of a defect (EX_SOFTWARE of sysexits)."""


def write_report(error: BaseException) -> Path:
    """Write the report into the system's folder for temporary files and return its path."""
    descriptor, name = tempfile.mkstemp(prefix="reviewer-app-defect-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(report(error, datetime.now().astimezone()))
    return Path(name)


def report(error: BaseException, at: datetime) -> str:
    """The report as text: versions, and the chain of exception types with the places they passed through."""
    lines = [
        f"reviewer-app {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
        f"at {at.isoformat(timespec='seconds')}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append("")
        lines.extend(_places(cause.__traceback__))
        lines.append(type(cause).__qualname__)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines) + "\n"


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]


def sentence(path: Path) -> str:
    """What the user is told."""
    return (
        "The program made a mistake and has to close; everything that showed as saved is saved. "
        f"A report without patient data is in {path}."
    )
