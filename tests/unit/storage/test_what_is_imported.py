"""What sqlite-utils would use if it were installed stays out of the window's process, and out of its time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOOK = "import sys, reviewer_app.storage; print('sqlite_utils' in sys.modules, 'numpy' in sys.modules)"
THEN = "import numpy; print(numpy.__name__)"


def test_numpy_is_not_imported_with_the_database_though_others_may(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").touch()
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    answer = subprocess.run(
        [sys.executable, "-c", f"{LOOK}; {THEN}"], env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["True", "False", "numpy"]
