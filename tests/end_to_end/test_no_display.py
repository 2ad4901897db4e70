"""Without a display: one sentence and an exit code, and the demo goes on headless."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.end_to_end.processes import is_running, workers

ROOT = Path(__file__).resolve().parents[2]
NO_DISPLAY = (
    "There is no display to show the window on; "
    "start the program in a desktop session, or use: reviewer-app demo --headless FOLDER\n"
)
DEAD = {
    "none": {},
    "of nobody": {"DISPLAY": ":98"},
    "of no compositor": {"WAYLAND_DISPLAY": "wayland-98"},
    "of a platform that there is not": {"QT_QPA_PLATFORM": "nonsense"},
}


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What a service or a shell without a desktop has."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "TMPDIR": str(folder),
        "PYTHONPATH": str(ROOT),
    } | more


def program(*arguments: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", "reviewer_app", *arguments]


@pytest.mark.parametrize("display", DEAD)
@pytest.mark.parametrize("arguments", [(), (samples_folder() / COMPLETE_CASE,)], ids=["worklist", "case"])
def test_one_sentence_and_an_exit_code(tmp_path: Path, display: str, arguments: tuple[Path, ...]) -> None:
    before = workers("page_worker")
    started = subprocess.Popen(
        program(*arguments),
        env=environment(tmp_path, **DEAD[display]),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    children: set[int] = set()
    while started.poll() is None:
        children |= workers("page_worker", started.pid)
    out, told = started.communicate(timeout=60)
    assert (started.returncode, out, told) == (3, "", NO_DISPLAY)
    assert not any(is_running(child) for child in children)
    assert workers("page_worker") == before
    assert not list(tmp_path.glob("*defect*"))


def test_the_demo_goes_on_without_a_window(tmp_path: Path) -> None:
    done = subprocess.run(
        program("demo"),
        env=environment(tmp_path, **DEAD["of nobody"]),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, NO_DISPLAY)
    written = {Path(line.strip()) for line in done.stdout.splitlines() if line.startswith("  ")}
    folder = tmp_path / "reviewer-app-demo"
    assert written == set(folder.iterdir())
    assert (folder / "summary.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "summary.pdf").stat().st_size > 50_000
    assert "</html>" in (folder / "summary.html").read_text(encoding="utf-8")
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8"))["draft"] is False
    pictures = sorted(folder.glob("*.png"))
    assert len(pictures) >= 3
    for picture in pictures:
        image = QImage(str(picture))
        assert image.width() >= 1366
        places = ((x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5))
        assert len({image.pixel(x, y) for x, y in places}) > 20
    left = {path.name for path in tmp_path.iterdir()} - {"reviewer-app-demo"}
    assert not any("reviewer-app" in name for name in left)
