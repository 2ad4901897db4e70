"""The worker and its first page are asked for before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reviewer_app.documents.early_page import start_with_first_page
from reviewer_app.documents.page_file import PageFile
from reviewer_app.documents.page_reader import PageReader
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.pages import DrawRequest, PageFailedError, PageFailure
from tests.unit.documents.files import image_file, pdf, picture, text_content

ROOT = Path(__file__).resolve().parents[3]
PAGE = pdf(text_content("first", 72, 700))


def test_the_first_readable_document_is_drawn(tmp_path: Path, no_leaks: None) -> None:
    (tmp_path / "1 portal.pdf").write_bytes(b"<html></html>")
    (tmp_path / "2 empty.pdf").touch()
    image_file(tmp_path / "3 fax.tif", picture(1700, 2200), picture(850, 1100))
    (tmp_path / "4 page.pdf").write_bytes(PAGE)
    started = start_with_first_page(tmp_path, 850)
    assert (started.early_file, started.early_type) == ("3 fax.tif", "image/tiff")
    worker = WorkerProcess(started)
    reader = PageReader(worker)
    shown = reader.early_picture(started)
    assert (shown.width, shown.height, shown.notes) == (850, 1100, ())
    assert shown.place.page_width == 1700 * 72 / 100
    reader.register("page", PageFile(tmp_path / "4 page.pdf", "application/pdf"))
    reader.register("fax", PageFile(tmp_path / "3 fax.tif", "image/tiff"))
    assert reader.draw(DrawRequest("fax", 2, 1.0)).width == 612
    assert worker.starts == 1
    assert reader.draw(DrawRequest("page", 1, 1.0)).width == 612
    assert worker.starts == 2
    reader.close()


def test_an_early_picture_that_nobody_fetched_does_not_disturb(tmp_path: Path, no_leaks: None) -> None:
    (tmp_path / "page.pdf").write_bytes(PAGE)
    started = start_with_first_page(tmp_path, 850)
    reader = PageReader(WorkerProcess(started))
    reader.register("page", PageFile(tmp_path / "page.pdf", "application/pdf"))
    assert reader.draw(DrawRequest("page", 1, 1.0)).width == 612
    with pytest.raises(PageFailedError):
        reader.early_picture(started)
    reader.close()


def test_a_case_without_a_readable_document_starts_a_worker_all_the_same(
    tmp_path: Path, no_leaks: None
) -> None:
    for case in (tmp_path, tmp_path / "nowhere"):
        started = start_with_first_page(case, 850)
        assert started.early_file == ""
        reader = PageReader(WorkerProcess(started))
        reader.close()


def test_a_broken_first_page_fails_like_any_other(tmp_path: Path, no_leaks: None) -> None:
    (tmp_path / "cut.pdf").write_bytes(PAGE[:200])
    started = start_with_first_page(tmp_path, 850)
    reader = PageReader(WorkerProcess(started))
    with pytest.raises(PageFailedError) as caught:
        reader.early_picture(started)
    assert caught.value.cause is PageFailure.DAMAGED
    reader.close()


def test_the_early_path_imports_nothing_heavy() -> None:
    program = "import sys, reviewer_app.documents.early_page; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {
        "dataclasses",
        "inspect",
        "multiprocessing",
        "pymupdf",
        "PySide6",
        "msgspec",
        "hashlib",
        "logging",
    }
    assert heavy & set(done.stdout.split()) == set()
