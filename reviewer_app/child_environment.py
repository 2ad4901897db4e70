"""What a Python process of this program is told of the world it is started in."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE_PARENT = Path(__file__).resolve().parents[1]
"""Where the program is imported from, so that a child is of the same version."""

NEEDED = ("SYSTEMROOT",)
"""Windows starts no program without it."""


def child_environment() -> dict[str, str]:
    """Nothing but what Python needs to find the program and, on Windows, its own libraries."""
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return {"PYTHONPATH": str(PACKAGE_PARENT), **kept}
