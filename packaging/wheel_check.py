"""Build the wheel, install it (not editable) in a fresh environment, run the headless demo there.

    python packaging/wheel_check.py [FOLDER TO KEEP THE RESULT IN]

Installs the pinned requirements anew, so it needs a package index or pip's cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = ("summary.pdf", "summary.html", "summary.json")
TIME_LIMIT_SECONDS = 900


def run(*command: str | Path) -> None:
    """Run a command where nothing of the checkout can be imported; a failure ends the check."""
    subprocess.run(
        [str(part) for part in command],
        check=True,
        cwd=tempfile.gettempdir(),
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        timeout=TIME_LIMIT_SECONDS,
    )


def check(work: Path, result: Path) -> None:
    """Build, install, run the demo into ``result`` and look for what it should have written."""
    wheels = work / "wheels"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)],
        check=True,
        cwd=ROOT,
        timeout=TIME_LIMIT_SECONDS,
    )
    (wheel,) = wheels.glob("*.whl")
    venv.create(work / "venv", with_pip=True)
    bin_folder = work / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (bin_folder / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", ROOT / "packaging" / "requirements.txt")
    run(*pip, "--no-deps", wheel)
    run(bin_folder / "reviewer-app", "demo", "--headless", result)
    missing = [name for name in EXPECTED if not any(result.rglob(name))]
    pictures = list(result.rglob("*.png"))
    if missing or not pictures:
        raise SystemExit(f"the installed program wrote no {', '.join(missing) or 'window pictures'}")
    print(f"{wheel.name}, installed, wrote {len(pictures)} pictures and {', '.join(EXPECTED)}")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="wheel-check-") as folder:
        work = Path(folder)
        check(work, Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else work / "demo")


if __name__ == "__main__":
    main()
