"""What the stories of the command line share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.end_to_end.program import Program, ready_program


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """The program, started once for the commands of a module."""
    with ready_program() as program:
        yield program
