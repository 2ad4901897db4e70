"""A page reader for the time of one use case: whoever has page workers already lends one of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess

LentReader = Callable[[], AbstractContextManager[PageReader]]
"""Gives a reader that knows no document yet and is given back at the end of a ``with`` statement."""


@contextmanager
def own_reader() -> Iterator[PageReader]:
    """A reader with a page worker of its own, which ends afterwards."""
    reader = PageReader(WorkerProcess())
    try:
        yield reader
    finally:
        reader.close()
