"""The computer's clock against the audit log: whether it was set back, and what was saved meanwhile.

The order of acts is that of the log and never the clock's, so nothing is confused by it; but days of signing
and due dates come from the clock, so whoever reviews is told.
"""

from __future__ import annotations

from datetime import timedelta

from reviewer_app.review.workspace import Workspace
from reviewer_app.storage.store import Store

TOLERANCE = timedelta(minutes=1)
"""Clocks are set right by a few seconds all the time; that is flagged in the log and not worth a message."""

NAMED = 10
"""So many entries are named."""


def clock_problem(workspace: Workspace) -> str:
    """What to tell when the clock stands before the last entry of the log; empty when it does not."""
    last, now = workspace.store.audit.last_instant(), workspace.now()
    if last is None or last - now < TOLERANCE:
        return ""
    return (
        f"The computer's clock says {now:%Y-%m-%d %H:%M}, but something was saved {last:%Y-%m-%d %H:%M}. "
        "What you do is kept in its order and flagged; set the clock right, or days of signing will be wrong."
    )


def clock_told(store: Store) -> tuple[str, ...]:
    """A sentence about entries of the log that were made while the clock stood before the entry before."""
    flagged = store.audit.flagged_by_clock()
    if not flagged:
        return ()
    numbers = ", ".join(map(str, flagged[:NAMED])) + (" and later ones" if len(flagged) > NAMED else "")
    return (f"The clock had been set back when these entries of the audit log were made: {numbers}.",)
