"""Attached files are saved where the reader says, whole, and never over something without a word."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pikepdf
import pytest

from reviewer_app.domain.contents import DocumentContents
from reviewer_app.domain.errors import ExportError, InputError, TargetExistsError
from reviewer_app.domain.pages import PageFailedError
from reviewer_app.review.desk import Desk
from reviewer_app.review.read_pages import CasePages
from tests.unit.documents import files
from tests.unit.review.desks import WatchedCases, lumbar_request, sha_of

FIRST = b"date,value\n2025-05-01,7\n"
SECOND = os.urandom(3_000_000)
LOCKED_WITH = "oak"


def with_attachments(encryption: pikepdf.Encryption | None = None) -> bytes:
    """A PDF of one page with two attached files, the second under a name that leads out of every folder."""
    document = pikepdf.open(io.BytesIO(files.pdf(files.text_content("A letter", 72, 700))))
    for name, content in (("labs.csv", FIRST), ("../../.profile", SECOND)):
        document.attachments[name] = pikepdf.AttachedFileSpec(
            document, content, filename=name, description="", mime_type="", creation_date="", mod_date=""
        )
    target = io.BytesIO()
    document.save(target, encryption=encryption if encryption is not None else False)
    return target.getvalue()


@pytest.fixture
def folder(cases: WatchedCases) -> Path:
    folder = cases.made("attached", lumbar_request())
    cases.write(folder / "a.pdf", with_attachments())
    locked = pikepdf.Encryption(user=LOCKED_WITH, owner="owner")
    cases.write(folder / "locked.pdf", with_attachments(locked))
    return folder


def listed(desk: Desk, file: str) -> DocumentContents:
    """What the window's page source tells of the document."""
    assert desk.case is not None
    pages = CasePages()
    pages.passwords = desk.workspace.passwords
    try:
        pages.show_case(desk.case.folder, desk.case.documents)
        return pages.sources[0].contents(sha_of(desk.case, file))
    finally:
        pages.close()


def test_each_file_is_saved_as_it_is_under_the_name_that_was_chosen(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    before = desk.open(folder)
    sha256 = sha_of(before, "a.pdf")
    contents = {one.name: one.number for one in listed(desk, "a.pdf").attachments}
    assert all("/" not in name and not name.startswith(".") for name in contents)
    assert set(contents) == {"labs.csv", "profile"}
    out = tmp_path / "out"
    out.mkdir()
    for name, number in contents.items():
        case = desk.save_attachment(sha256, number, out / name, replace=False)
        assert case is before
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        "labs.csv": FIRST,
        "profile": SECOND,
    }
    if sys.platform != "win32":
        assert not any(stat.S_IMODE(path.stat().st_mode) & 0o111 for path in out.iterdir())


def test_nothing_is_replaced_without_a_word(desk: Desk, folder: Path, tmp_path: Path) -> None:
    sha256 = sha_of(desk.open(folder), "a.pdf")
    target = tmp_path / "labs.csv"
    target.write_bytes(b"mine")
    with pytest.raises(TargetExistsError, match=r"labs\.csv exists already"):
        desk.save_attachment(sha256, 0, target, replace=False)
    assert target.read_bytes() == b"mine"
    (number,) = [one.number for one in listed(desk, "a.pdf").attachments if one.name == "labs.csv"]
    desk.save_attachment(sha256, number, target, replace=True)
    assert target.read_bytes() == FIRST


def test_the_case_folder_is_no_place_to_save_into(desk: Desk, folder: Path, tmp_path: Path) -> None:
    sha256 = sha_of(desk.open(folder), "a.pdf")
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    for target in (folder / "labs.csv", link / "labs.csv", folder / "a.pdf"):
        with pytest.raises(ExportError, match="never written to"):
            desk.save_attachment(sha256, 0, target, replace=True)
    with pytest.raises(ExportError, match="does not exist"):
        desk.save_attachment(sha256, 0, tmp_path / "nowhere" / "labs.csv", replace=False)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", f"{'y' * 300}/x"])
def test_a_name_that_no_system_takes_is_told(desk: Desk, folder: Path, tmp_path: Path, name: str) -> None:
    sha256 = sha_of(desk.open(folder), "a.pdf")
    with pytest.raises(ExportError):
        desk.save_attachment(sha256, 0, tmp_path / name, replace=False)


def test_a_file_that_cannot_be_had_leaves_nothing_behind(desk: Desk, folder: Path, tmp_path: Path) -> None:
    case = desk.open(folder)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(PageFailedError):
        desk.save_attachment(sha_of(case, "a.pdf"), 7, out / "x", replace=False)
    with pytest.raises(InputError):
        desk.save_attachment(sha_of(case, "locked.pdf"), 0, out / "x", replace=False)
    assert list(out.iterdir()) == []


def test_files_in_a_locked_document_come_with_its_password(desk: Desk, folder: Path, tmp_path: Path) -> None:
    desk.open(folder)
    case = desk.unlock_document("locked.pdf", LOCKED_WITH)
    assert [one.name for one in listed(desk, "locked.pdf").attachments].count("labs.csv") == 1
    desk.save_attachment(sha_of(case, "locked.pdf"), 0, tmp_path / "first", replace=False)
    assert (tmp_path / "first").read_bytes() in (FIRST, SECOND)
