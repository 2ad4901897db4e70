"""A case folder as documents: a status for each, none stops the others, and nothing is written."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from reviewer_app.documents.open_documents import case_files, files_that_differ, read_document, read_documents
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.documents import DocumentStatus
from reviewer_app.domain.errors import InputError
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure
from tests.unit.documents.files import endless_pdf, image_file, pdf, picture, text_content, zero_page_pdf

ROOT = Path(__file__).resolve().parents[3]
GOOD = pdf(text_content("good", 72, 700), text_content("second", 72, 700))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A folder with a document of every status, and things that are no documents."""
    folder = tmp_path / "case"
    (folder / "sub").mkdir(parents=True)
    (folder / "01 good.pdf").write_bytes(GOOD)
    (folder / "02 locked.pdf").write_bytes(pdf(b"", encryption=pikepdf.Encryption(owner="o", user="u")))
    (folder / "03 cut.pdf").write_bytes(GOOD[:300])
    (folder / "04 portal.pdf").write_bytes(b"<html><body>log in</body></html>")
    (folder / "05 empty.pdf").touch()
    (folder / "06 no pages.pdf").write_bytes(zero_page_pdf())
    image_file(folder / "07 fax.tif", picture(170, 220), picture(170, 220))
    (folder / "08 note.txt").write_text("called the provider")
    (folder / "09 link.pdf").symlink_to(tmp_path)
    (folder / "10 data.json").write_text("{}")
    (folder / "sub" / "good again.pdf").write_bytes(GOOD)
    (folder / "request.json").write_text("{}")
    return folder


@pytest.fixture
def reader() -> Iterator[PageReader]:
    made = PageReader(WorkerProcess())
    yield made
    made.close()


def test_every_file_has_a_status_and_a_sentence(case: Path, reader: PageReader) -> None:
    documents = list(read_documents(case, reader))
    assert [(one.file, one.status.value, one.page_count) for one in documents] == [
        ("01 good.pdf", "ok", 2),
        ("02 locked.pdf", "encrypted", 0),
        ("03 cut.pdf", "damaged", 0),
        ("04 portal.pdf", "unsupported", 0),
        ("05 empty.pdf", "empty", 0),
        ("06 no pages.pdf", "empty", 0),
        ("07 fax.tif", "ok", 2),
        ("08 note.txt", "ok", 1),
        ("09 link.pdf", "unsupported", 0),
        ("10 data.json", "unsupported", 0),
        ("sub/good again.pdf", "ok", 2),
    ]
    for one in documents:
        assert (one.error is None) == one.readable
        assert one.error is None or (Path(one.file).name in one.error and one.error.endswith("."))
    assert documents[0].sha256 == documents[-1].sha256
    assert reader.draw(DrawRequest(documents[0].sha256, 2, 1.0)).width == 612


def listing(folder: Path) -> list[tuple[str, int, int, int]]:
    return sorted(
        (str(path.relative_to(folder)), entry.st_size, entry.st_mtime_ns, stat.S_IMODE(entry.st_mode))
        for path in [folder, *folder.rglob("*")]
        for entry in [path.lstat()]
    )


def test_the_folder_is_never_written_to(case: Path, reader: PageReader) -> None:
    before = listing(case)
    for document in read_documents(case, reader):
        if document.readable:
            reader.draw(DrawRequest(document.sha256, 1, 1.0))
            reader.text(document.sha256, 1)
    assert listing(case) == before


def test_a_password_opens_a_locked_document(case: Path, reader: PageReader) -> None:
    locked = next(entry for entry in case_files(case) if "locked" in entry.file)
    assert read_document(locked, reader).status is DocumentStatus.ENCRYPTED
    opened = read_document(locked, reader, "u")
    assert (opened.status, opened.page_count) == (DocumentStatus.OK, 1)


def test_a_single_file_is_a_case(case: Path, reader: PageReader) -> None:
    (document,) = read_documents(case / "01 good.pdf", reader)
    assert (document.file, document.status) == ("01 good.pdf", DocumentStatus.OK)


def test_a_document_that_changed_since_is_not_shown_as_itself(case: Path, reader: PageReader) -> None:
    document = next(read_documents(case, reader))
    reader.register("again", PageFile.of(case, document))
    assert reader.draw(DrawRequest("again", 1, 1.0)).width == 612
    (single,) = read_documents(case / document.file, reader)
    assert PageFile.of(case / document.file, single) == PageFile.of(case, document)
    (case / document.file).write_bytes(GOOD + b"%")
    for key in ("again", document.sha256):
        with pytest.raises(PageFailedError) as caught:
            reader.draw(DrawRequest(key, 1, 1.0))
        assert caught.value.cause is PageFailure.CHANGED


def test_a_folder_is_as_it_was_read_until_a_file_of_it_changes(case: Path, reader: PageReader) -> None:
    """Whatever the status of its files is: empty, a link, without a hash."""
    documents = tuple(read_documents(case, reader))
    assert {document.status for document in documents} == set(DocumentStatus)
    assert files_that_differ(case, documents) == ()
    (case / "05 empty.pdf").write_bytes(GOOD)
    (case / "08 note.txt").unlink()
    (case / "sub" / "late.txt").touch()
    (case / "01 good.pdf").touch()
    assert files_that_differ(case, documents) == (
        "01 good.pdf",
        "05 empty.pdf",
        "08 note.txt",
        "sub/late.txt",
    )


def test_a_single_file_is_as_it_was_read(case: Path, reader: PageReader) -> None:
    root = case / "01 good.pdf"
    documents = tuple(read_documents(root, reader))
    (case / "08 note.txt").unlink()
    assert files_that_differ(root, documents) == ()
    root.write_bytes(b"")
    assert files_that_differ(root, documents) == ("01 good.pdf",)


def test_a_missing_case_is_told_in_one_sentence(tmp_path: Path, reader: PageReader) -> None:
    with pytest.raises(InputError, match=r"nowhere cannot be opened \(No such file or directory\)\. Give a"):
        list(read_documents(tmp_path / "nowhere", reader))


def test_a_document_that_ends_the_worker_costs_that_document_only(tmp_path: Path) -> None:
    """Laying out the long text takes much longer than this worker may take."""
    for name in ("1 good.pdf", "3 good.pdf"):
        (tmp_path / name).write_bytes(GOOD + name.encode())
    (tmp_path / "2 long.txt").write_text("word " * 4_000_000)
    worker = WorkerProcess(ticks=40, tick_seconds=0.05)
    reader = PageReader(worker)
    documents = list(read_documents(tmp_path, reader))
    reader.close()
    assert [one.status.value for one in documents] == ["ok", "damaged", "ok"]
    assert documents[1].error is not None
    assert "2 long.txt took too long and was given up" in documents[1].error
    assert worker.starts == 2


def test_a_page_that_hangs_is_not_the_document(tmp_path: Path) -> None:
    (tmp_path / "endless.pdf").write_bytes(endless_pdf())
    reader = PageReader(WorkerProcess(ticks=20, tick_seconds=0.05))
    (document,) = read_documents(tmp_path, reader)
    assert (document.status, document.page_count) == (DocumentStatus.OK, 1)
    with pytest.raises(PageFailedError) as caught:
        reader.draw(DrawRequest(document.sha256, 1, 1.0))
    assert caught.value.cause is PageFailure.TIMEOUT
    reader.close()


def test_reading_ends_when_the_reader_is_closed(case: Path) -> None:
    reader = PageReader(WorkerProcess())
    documents = read_documents(case, reader)
    next(documents)
    reader.close()
    with pytest.raises(PageFailedError) as caught:
        list(documents)
    assert caught.value.cause is PageFailure.CLOSED


def test_a_long_document_is_measured_in_portions(tmp_path: Path, reader: PageReader) -> None:
    (tmp_path / "long.pdf").write_bytes(pdf(*[b""] * 1201))
    (document,) = read_documents(tmp_path, reader)
    assert document.page_count == 1201


def test_the_program_never_imports_the_pdf_library(case: Path) -> None:
    program = """
import sys
from pathlib import Path
from reviewer_app.documents.open_documents import read_documents
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
reader = PageReader(WorkerProcess())
print(sum(document.readable for document in read_documents(Path(sys.argv[1]), reader)))
reader.close()
banned = {"pymupdf", "fitz", "numpy", "PySide6", "sqlite3"}
print(sorted(banned & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, case],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == ["4", "[]"]
    assert done.stderr == ""
