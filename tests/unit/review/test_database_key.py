"""The passphrase of this run: from the file that is named, first line only; wrong files are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer_app.domain.errors import InputError, StoreError
from reviewer_app.review.database_key import key_custody, read_passphrase, throw_away_key
from reviewer_app.review.passphrase_file import FILE_VARIABLE, choose_passphrase_file
from reviewer_app.review.text_desk import TextDesk
from reviewer_app.review.workspace import open_workspace


@pytest.fixture(autouse=True)
def no_passphrase_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test chooses is forgotten after it."""
    monkeypatch.setenv(FILE_VARIABLE, "")


@pytest.mark.parametrize(
    "content",
    [b"two words", b"two words\n", b"two words\r\nand a remark\n", b"\xef\xbb\xbftwo words\n"],
)
def test_the_first_line_is_the_passphrase(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    assert read_passphrase(file) == "two words"


@pytest.mark.parametrize("content", [None, b"", b"\nsecond line", b"\xff\xfe", b"a\0b"])
def test_a_file_without_a_passphrase_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputError, match=f"passphrase file {file}"):
        read_passphrase(file)


def test_the_key_is_set_up_with_the_passphrase_at_first_use(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("two words")
    choose_passphrase_file(file)
    with open_workspace(tmp_path / "data") as workspace:
        workspace.store.settings.set({"reviewer.name": "Ines Marlow"})
    file.write_text("other words")
    with pytest.raises(StoreError, match="passphrase does not open"):
        open_workspace(tmp_path / "data")
    TextDesk(tmp_path / "data").close()
    file.write_text("two words")
    with open_workspace(tmp_path / "data") as workspace:
        assert workspace.reviewer().name == "Ines Marlow"


def test_a_given_key_is_kept_nowhere(tmp_path: Path) -> None:
    keys = throw_away_key()
    with open_workspace(tmp_path / "data", keys=keys) as workspace:
        workspace.store.settings.set({"reviewer.name": "Ines Marlow"})
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["reviews.db"]
    with pytest.raises(StoreError):
        key_custody(tmp_path / "data").keys()
    with pytest.raises(StoreError):
        open_workspace(tmp_path / "data", keys=throw_away_key())
    with open_workspace(tmp_path / "data", keys=keys) as workspace:
        assert workspace.reviewer().name == "Ines Marlow"
