"""An export is whole or as it was before, its name is harmless, and no evidence is written over."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.domain.errors import ExportError
from reviewer_app.summary.write_file import (
    HIDDEN,
    MAX_NAME_BYTES,
    RESERVED,
    clean_file_name,
    whole_file,
    write_file,
)

ROOT = Path(__file__).resolve().parents[3]

SMALL_DISK = """
import resource, sys
from pathlib import Path
from reviewer_app.domain.errors import ExportError
from reviewer_app.summary.write_file import write_file
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_file(Path(sys.argv[1]), b"x" * 8192, Path(sys.argv[2]))
except ExportError as error:
    print(error.sentence)
"""

NO_RIGHTS = """
import os, sys
from pathlib import Path
from reviewer_app.domain.errors import ExportError
from reviewer_app.summary.write_file import write_file
if os.geteuid() == 0:
    os.setuid(65534)
try:
    write_file(Path(sys.argv[1]), b"new", Path(sys.argv[2]))
except ExportError as error:
    print(error.sentence)
"""


@pytest.fixture
def case_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder whose parents another user may enter, unlike those of ``tmp_path``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def child(script: str, *arguments: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.strip()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_writes_a_new_file_and_replaces_an_old_one(tmp_path: Path, case_folder: Path) -> None:
    target = tmp_path / "summary.pdf"
    write_file(target, b"first", case_folder)
    write_file(target, b"second", case_folder)
    assert target.read_bytes() == b"second"
    assert names(tmp_path) == {"summary.pdf", "case"}


def test_the_old_file_is_replaced_and_never_written_into(tmp_path: Path, case_folder: Path) -> None:
    target, second_name = tmp_path / "summary.pdf", tmp_path / "kept.pdf"
    target.write_bytes(b"first")
    second_name.hardlink_to(target)
    write_file(target, b"second", case_folder)
    assert (target.read_bytes(), second_name.read_bytes()) == (b"second", b"first")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, case_folder: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"old")
    sentence = child(SMALL_DISK, target, case_folder)
    assert sentence.startswith(f"There is no space left for {target}")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == {"summary.pdf", "case"}


def test_a_folder_without_rights_is_named(open_folder: Path) -> None:
    target = open_folder / "summary.pdf"
    target.write_bytes(b"old")
    open_folder.chmod(0o555)
    sentence = child(NO_RIGHTS, target, Path("/case"))
    assert sentence.startswith(f"Writing {target} is not allowed")
    assert target.read_bytes() == b"old"


def test_a_folder_that_may_not_be_entered_is_named(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    closed.chmod(0o000)
    sentence = child(NO_RIGHTS, closed / "deep" / "summary.pdf", Path("/case"))
    assert sentence.startswith("Writing ")
    closed.chmod(0o700)


def test_a_folder_is_no_target(tmp_path: Path, case_folder: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        write_file(tmp_path / "out", b"", case_folder)


def test_a_pipe_and_a_device_stay_what_they_are(tmp_path: Path, case_folder: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match="no plain file"):
        write_file(pipe, b"x", case_folder)
    with pytest.raises(ExportError, match="no plain file"), whole_file(pipe):
        pass
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".export")] == []


def test_a_missing_folder_is_named(tmp_path: Path, case_folder: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"):
        write_file(tmp_path / "nowhere" / "summary.pdf", b"", case_folder)


@pytest.mark.parametrize("inside", ["summary.pdf", "sub/../summary.pdf", "../case/summary.pdf"])
def test_the_case_folder_is_never_written_to(case_folder: Path, inside: str) -> None:
    (case_folder / "sub").mkdir()
    with pytest.raises(ExportError, match="never written to"):
        write_file(case_folder / inside, b"", case_folder)
    assert names(case_folder) == {"sub"}


def test_the_folder_of_another_case_is_not_written_to(tmp_path: Path, case_folder: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "request.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ExportError, match="never written to"):
        write_file(other / "summary.pdf", b"", case_folder)
    assert names(other) == {"request.json"}


def test_a_link_into_the_case_folder_is_seen_through(tmp_path: Path, case_folder: Path) -> None:
    (tmp_path / "out").symlink_to(case_folder, target_is_directory=True)
    with pytest.raises(ExportError, match="never written to"):
        write_file(tmp_path / "out" / "summary.pdf", b"", case_folder)
    assert names(case_folder) == set()


def test_a_link_to_a_document_is_seen_through(tmp_path: Path, case_folder: Path) -> None:
    document = case_folder / "01_consult.pdf"
    document.write_bytes(b"evidence")
    (tmp_path / "summary.pdf").symlink_to(document)
    with pytest.raises(ExportError, match="never written to"):
        write_file(tmp_path / "summary.pdf", b"", case_folder)
    assert document.read_bytes() == b"evidence"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PA-2025-000731", "PA-2025-000731"),
        ("PA 2025/05\\0817", "PA-2025-05-0817"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("ends with dots...", "ends-with-dots"),
        ("con", "_con"),
        ("LPT1.final", "_LPT1.final"),
        ("aux .txt", "aux-.txt"),
        ("console", "console"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("a\x00b\nc", "ab-c"),
        ('<>:"|?*', "determination"),
        ("", "determination"),
        ("Müller, Zoë", "Müller,-Zoë"),
        ("山" * 100, "山" * 60),
    ],
)
def test_clean_names(text: str, name: str) -> None:
    assert clean_file_name(text) == name


@given(st.text(max_size=400))
def test_a_clean_name_is_harmless_and_stays_as_it_is(text: str) -> None:
    name = clean_file_name(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(character) not in HIDDEN for character in name)
    assert name[0] not in ".-~ "
    assert name[-1] not in ".- "
    assert name.partition(".")[0].casefold() not in RESERVED
    assert len(name.encode("utf-8")) <= MAX_NAME_BYTES + 1
    assert clean_file_name(name) == name


def test_links_in_a_circle_are_no_target(tmp_path: Path, case_folder: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(ExportError, match="circle"):
        write_file(tmp_path / "circle" / "summary.pdf", b"new", case_folder)
    write_file(tmp_path / "circle", b"new", case_folder)
    assert (tmp_path / "circle").read_bytes() == b"new"
