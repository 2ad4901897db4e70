"""Draws or checks the made-up cases; see `__main__.py` beside it."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
runpy.run_module("samples.cases", run_name="__main__", alter_sys=True)
