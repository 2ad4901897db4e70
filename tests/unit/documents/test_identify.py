"""A file is what it says, or the sentence says what it is."""

from __future__ import annotations

import hashlib
import os
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.documents.identify import decode_text, glance, identify, media_type_of, open_untrusted
from reviewer_app.documents.limits import MAX_FILE_BYTES
from tests.unit.documents.files import image_file, pdf, picture

PDF = pdf(b"")


def test_a_pdf_is_hashed_measured_and_recognised(tmp_path: Path) -> None:
    content = b"fax header\r\n" * 80 + PDF
    path = tmp_path / "scan.pdf"
    path.write_bytes(content)
    found = identify(path)
    assert (found.media_type, found.problem, found.size) == ("application/pdf", "", len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.modified == path.stat().st_mtime_ns


def test_the_hash_covers_files_longer_than_what_is_looked_at(tmp_path: Path) -> None:
    content = PDF + os.urandom(3 * 1024 * 1024)
    (tmp_path / "long.pdf").write_bytes(content)
    assert identify(tmp_path / "long.pdf").sha256 == hashlib.sha256(content).hexdigest()


def test_a_file_that_grows_while_it_is_read_is_hashed_to_where_it_ended(tmp_path: Path) -> None:
    path, ended = tmp_path / "growing.pdf", threading.Event()
    path.write_bytes(PDF + bytes(30_000_000))

    def grow() -> None:
        with path.open("ab", buffering=0) as stream:
            while not ended.is_set() and stream.tell() < 500_000_000:
                stream.write(bytes(100_000))

    writer = threading.Thread(target=grow)
    writer.start()
    found = identify(path)
    ended.set()
    writer.join()
    with path.open("rb") as stream:
        assert found.sha256 == hashlib.sha256(stream.read(found.size)).hexdigest()


def test_a_glance_agrees_but_for_the_hash(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    with open_untrusted(tmp_path / "a.pdf") as stream:
        quick = glance(stream, tmp_path / "a.pdf")
    assert (quick.media_type, quick.problem, quick.sha256) == ("application/pdf", "", "")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.tif", "image/tiff"),
        ("a.TIFF", "image/tiff"),
        ("a.png", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.jpeg", "image/jpeg"),
    ],
)
def test_pictures(tmp_path: Path, name: str, media_type: str) -> None:
    image_file(tmp_path / name, picture(40, 30))
    found = identify(tmp_path / name)
    assert (found.media_type, found.problem) == (media_type, "")


@pytest.mark.parametrize("name", ["a.txt", "a.TEXT", "a.md", "a.csv", "a.log"])
@pytest.mark.parametrize(
    "content",
    [b"Plain note\n", "Größe 5 µg\n".encode(), "Größe 5 µg\n".encode("cp1252"), "Größe\n".encode("utf-16")],
)
def test_text_files(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found = identify(tmp_path / name)
    assert (found.media_type, found.problem) == ("text/plain", "")
    assert decode_text(content).strip() in ("Plain note", "Größe 5 µg", "Größe")


def office_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("portal.pdf", b"<!DOCTYPE html><html><body>log in again</body></html>", "contains a web page"),
        ("portal.pdf", b"\n <html lang='en'>", "contains a web page"),
        ("drawing.pdf", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing"),
        ("old.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an older office document"),
        ("letter.doc", b"{\\rtf1 hello}", "is a rich-text document, which cannot be shown here"),
        ("nothing.pdf", bytes(70_000), "contains nothing but zeros, as after a transfer that broke off. Ask"),
        ("nothing.dat", bytes(9), "is nothing but zeros"),
        ("noise.pdf", b"\x01\x02\x03" * 99, "contains something that the program does not know"),
        (
            "form.pdf",
            b"%FDF-1.2\n%\xe2\xe3\xcf\xd3\n",
            "contains the entries of a form without the form itself",
        ),
        (
            "form.fdf",
            b"%FDF-1.2\n%\xe2\xe3\xcf\xd3\n",
            "Ask the sender for the filled-in form, printed to PDF.",
        ),
        ("note.pdf", b"just words", "contains plain text. Rename it"),
        ("scan.txt", PDF, "contains a PDF document"),
        ("data.json", b'{"a": 1}', "is a JSON file"),
        ("note.xyz", b"just words", "Rename it to end in .txt"),
        ("setup.exe", b"MZ\x90\0" + bytes(100), "is a Windows program"),
    ],
)
def test_content_other_than_the_name_is_unsupported_and_explained(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    (tmp_path / name).write_bytes(content)
    found = identify(tmp_path / name)
    assert found.problem == "unsupported"
    assert found.sentence.startswith(name)
    assert what in found.sentence
    assert found.sentence.count(". ") == 1
    assert len(found.sha256) == 64


def test_office_files_and_misnamed_pictures_are_explained(tmp_path: Path) -> None:
    office_file(tmp_path / "letter.docx")
    office_file(tmp_path / "letter.pdf")
    image_file(tmp_path / "a.png", picture(40, 30))
    (tmp_path / "a.png").rename(tmp_path / "fax.pdf")
    assert "office document, which cannot be shown here" in identify(tmp_path / "letter.docx").sentence
    assert "contains a ZIP archive or an office document" in identify(tmp_path / "letter.pdf").sentence
    assert "is named .pdf but contains a PNG picture" in identify(tmp_path / "fax.pdf").sentence


def test_a_header_after_the_first_kilobyte_does_not_make_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "late.pdf").write_bytes(b" " * 1024 + PDF)
    assert identify(tmp_path / "late.pdf").problem == "unsupported"


def test_empty_files(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    found = identify(tmp_path / "empty.pdf")
    assert (found.problem, found.size) == ("empty", 0)


def test_files_over_the_limit_are_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.pdf").open("wb") as huge:
        huge.truncate(MAX_FILE_BYTES + 1)
    found = identify(tmp_path / "huge.pdf")
    assert (found.problem, found.sha256, found.size) == ("damaged", "", MAX_FILE_BYTES + 1)
    assert "larger than 2 GiB" in found.sentence


def test_unreadable_places_are_damaged_with_the_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "pipe.pdf")
    for name in ("gone.pdf", "pipe.pdf", "link.pdf", "."):
        found = identify(tmp_path / name)
        assert found.problem == "damaged"
        assert "cannot be read" in found.sentence


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".pdf", ".txt", ".json", ""]))
def test_any_bytes_have_a_media_type(head: bytes, suffix: str) -> None:
    assert "/" in media_type_of(head, suffix)
