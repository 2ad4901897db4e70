"""Makes the sample cases: `python packaging/samples/make.py [--check]`; see `__main__.py` beside it."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
runpy.run_module("samples", run_name="__main__", alter_sys=True)
