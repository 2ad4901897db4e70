"""A paper as a tagged PDF (PDF/UA-1), set by typst in a fresh process that has parsed no case file."""

from __future__ import annotations

import json
import re
import subprocess
import sys

from reviewer_app.child_environment import child_environment
from reviewer_app.domain.errors import ExportError
from reviewer_app.resources_folder import resources_folder
from reviewer_app.summary.paper import Paper
from reviewer_app.summary.paper_tree import PNG, Json, paper_tree

WORKER = "reviewer_app.summary.typst_worker"

REFUSED = 3
"""Exit code of the worker when typst refuses the document."""

TIME_LIMIT = 60.0
"""Seconds."""

LONG_WORD = re.compile(r"\S{41,}")
NARROW_WORD = re.compile(r"\S{21,}")
BREAK_EVERY = 8
UNBROKEN = frozenset((PNG, "alt", "code", "document_title"))
"""Keys whose values are not set as running text, or fit their line."""
NARROW = frozenset(("table", "columns", "facts"))
"""Kinds of blocks whose words stand in narrow columns."""

INSTEAD = "the HTML export still works."


def paper_pdf(paper: Paper, time_limit: float = TIME_LIMIT) -> bytes:
    """The paper as PDF bytes. The same paper gives the same bytes: the PDF's date is that of the paper.

    The patient's data goes to the worker through a pipe and comes back through one; no file is written.

    :param time_limit: seconds after which the worker is killed.
    :raises ExportError: the worker took too long, or was ended by the system (no memory, for example).
    :raises InputError: the program's template is missing from the installation.
    :raises RuntimeError: the template cannot set this paper, which is a defect of ours.
    """
    template = (resources_folder() / "templates" / "paper.typ").read_text(encoding="utf-8")
    request = {
        "template": template,
        "paper": _breakable(paper_tree(paper)),
        "timestamp": paper.written.isoformat(timespec="seconds"),
    }
    return run_worker(json.dumps(request).encode("ascii"), time_limit)


def run_worker(request: bytes, time_limit: float) -> bytes:
    """What the worker answers to one request. Raises as :func:`paper_pdf` does."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-s", "-m", WORKER],
            input=request,
            capture_output=True,
            timeout=time_limit,
            env=child_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        # From None: the exception would carry the request, patient data included, into an error report.
        raise ExportError(
            f"The PDF was not ready after {time_limit:g} seconds and was given up; {INSTEAD}"
        ) from None
    except OSError as error:
        raise ExportError(f"The PDF could not be started: {error.strerror}.") from error
    if done.returncode == REFUSED:
        raise RuntimeError(f"typst refused the paper: {done.stderr.decode('utf-8', 'replace').strip()}")
    if done.returncode == 1:
        # The traceback is not passed on: its last line may quote the record.
        raise RuntimeError("the process that sets the PDF failed")
    if done.returncode != 0:
        raise ExportError(f"The PDF could not be made because its process ended early; {INSTEAD}")
    return done.stdout


def _breakable(value: Json, long_word: re.Pattern[str] = LONG_WORD) -> Json:
    """The tree with places to break in words longer than their column, which would otherwise run over its
    edge."""
    if isinstance(value, str):
        return long_word.sub(_with_breaks, value)
    if isinstance(value, dict):
        words = NARROW_WORD if value.get("kind") in NARROW else long_word
        return {name: item if name in UNBROKEN else _breakable(item, words) for name, item in value.items()}
    if isinstance(value, list):
        return [_breakable(item, long_word) for item in value]
    return value


def _with_breaks(match: re.Match[str]) -> str:
    word = match.group()
    return "\u200b".join(word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY))
