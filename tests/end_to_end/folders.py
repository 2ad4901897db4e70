"""Case folders for the stories, and the proof that nobody wrote into them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from reviewer_app.review.sample_cases import COMPLETE_CASE, samples_folder
from tests.unit.documents import files

State = dict[str, tuple[int, int, str]]
"""Each path below a folder: mode, time of change in nanoseconds, and the hash of what is in it."""


def state_of(folder: Path) -> State:
    """All that a write into the folder would change, the folder itself included."""
    return {str(path.relative_to(folder)): _facts(path) for path in (folder, *folder.rglob("*"))}


def _facts(path: Path) -> tuple[int, int, str]:
    status = path.lstat()
    content = path.read_bytes() if path.is_file() else b""
    return status.st_mode, status.st_mtime_ns, hashlib.sha256(content).hexdigest()


def copy_of_sample(target: Path, name: str = COMPLETE_CASE) -> Path:
    """A copy of a sample case, to be changed."""
    shutil.copytree(samples_folder() / name, target)
    return target


def sample_request() -> dict[str, object]:
    """The complete sample's request, to be changed."""
    request: dict[str, object] = json.loads(
        (samples_folder() / COMPLETE_CASE / "request.json").read_text(encoding="utf-8")
    )
    return request


def write_pdf(path: Path, *pages: str) -> None:
    """A document of text pages, one for each text."""
    path.write_bytes(files.pdf(*(files.text_content(text, 72, 700) for text in pages)))


def write_request(folder: Path, request: object) -> None:
    """Put a request.json into a case folder."""
    (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
