"""Hostile documents from outside the project, where they are at hand.

The folder beside the repository is no part of the project; without it there are no makers, and nothing is
collected for them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MAKERS = sorted((Path(__file__).resolve().parents[2] / "shared").glob("hazards/make_hazards.py"))
"""Programs that write such documents into the folder that they are given."""

MAKING_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Hazards:
    """What the makers make, once for all processes of a test run: that takes longer than any test of it.
    ``root`` is a folder that these processes share."""

    root: Path

    def made_by(self, maker: Path) -> Path:
        """The folder with the documents of a maker."""
        # Not on every system, where there may be no makers either.
        import fcntl

        folder = self.root / f"{maker.stem}-{MAKERS.index(maker)}"
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                begun = folder.with_suffix(".begun")
                subprocess.run([sys.executable, maker, begun], check=True, timeout=MAKING_SECONDS)
                begun.rename(folder)
        return folder

    def copied(self, maker: Path, to: Path) -> None:
        """Put the documents of a maker into a folder, which may hold others."""
        shutil.copytree(self.made_by(maker), to, dirs_exist_ok=True)
