"""Golden files: what an export looked like when somebody last looked at it and found it good.

A test compares with the file beside it. After a wanted change, write them anew and read their difference:

    UPDATE_GOLDEN=1 python -m pytest tests/golden
    git diff tests/golden
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent

CompareGolden = Callable[[str, bytes], None]


@pytest.fixture
def compare_golden() -> CompareGolden:
    """Compares the content with the golden file of that name; with UPDATE_GOLDEN=1 writes it instead."""

    def compare(name: str, content: bytes) -> None:
        golden = FOLDER / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            golden.write_bytes(content)
        assert golden.is_file(), f"{name} is missing: write it with UPDATE_GOLDEN=1"
        assert content.decode("utf-8") == golden.read_bytes().decode("utf-8")

    return compare
