"""A name planted in a request, in file names and in documents is found in the decrypted database and the
exports, and nowhere else: not in logs, reports, settings, temporary files or the command lines of workers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app.storage.store import DATABASE_NAME
from tests.databases import decrypted
from tests.end_to_end.folders import sample_request, state_of, write_request
from tests.keychain import FOLDER_VARIABLE
from tests.unit.documents import files

CHILD = Path(__file__).with_name("defect_child.py")
ROOT = Path(__file__).resolve().parents[2]
MARKER = "Zyxwvut"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def write_case(root: Path) -> Path:
    """A case in which everything carries the marker, with files that make the libraries complain."""
    case = root / f"{MARKER} case"
    case.mkdir(parents=True)
    text = files.text_content(f"Patient {MARKER}", 72, 700)
    page = files.pdf(text, text)
    contents = {
        "good.pdf": page,
        "broken.pdf": page[: len(page) // 2],
        "odd.pdf": files.pdf(text + b" 1 0 0 nonsense ] [ Q Q Q"),
        "note.txt": f"{MARKER} came in person.\n".encode(),
        "empty.pdf": b"",
    }
    for name, content in contents.items():
        (case / f"{MARKER} {name}").write_bytes(content)
    request = sample_request()
    request |= {
        "member": {"member_id": MARKER, "last_name": MARKER, "first_name": MARKER},
        "request_id": MARKER,
    }
    write_request(case, request | {"unknown": MARKER})
    return case


def holds_marker(path: Path) -> bool:
    content = path.read_bytes()
    return any(MARKER.encode(encoding) in content for encoding in ENCODINGS)


@pytest.mark.parametrize("where", ["slot", "store", "pages"])
def test_a_planted_name_is_found_in_the_database_only(tmp_path: Path, where: str) -> None:
    case = write_case(tmp_path / "root")
    before = state_of(tmp_path / "root")
    home = tmp_path / "home"
    data, exports = home / "data", tmp_path / "exports"
    for folder in (home / "tmp", data, exports):
        folder.mkdir(parents=True)
    own = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "XDG_RUNTIME_DIR": str(home / "tmp")}
    own |= {name: os.environ[name] for name in ("PYTHON_KEYRING_BACKEND", FOLDER_VARIABLE)}
    done = subprocess.run(
        [sys.executable, CHILD, data, tmp_path / "root", exports, MARKER, where],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"} | own,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 70, done.stderr
    assert MARKER not in done.stdout
    assert MARKER not in done.stderr
    (report,) = (home / "tmp").glob("reviewer-app-defect-*.txt")
    assert str(report) in done.stderr
    assert "Error" in report.read_text(encoding="utf-8")
    written = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in written if holds_marker(path)] == []
    assert MARKER.encode() in decrypted(data / DATABASE_NAME)
    assert not [path for path in home.rglob("*") if MARKER in path.name]
    if where == "slot":
        assert "page_worker" in done.stdout
        assert sorted(path.suffix for path in exports.iterdir()) == [".html", ".json", ".pdf"]
    assert state_of(tmp_path / "root") == before
    assert case.is_dir()
