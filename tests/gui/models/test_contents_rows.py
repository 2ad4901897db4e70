"""Outlines and attached files as rows."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from reviewer_app.domain.contents import Attachment, OutlineEntry
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.gui.models.attachments_model import AttachmentsModel, attachment_rows, size_words
from reviewer_app.gui.models.outline_model import OutlineModel, outline_rows

PAGES = (
    PageGeometry(612, 792, label="i"),
    PageGeometry(612, 792, label="ii"),
    PageGeometry(612, 792, label="3"),
)
OUTLINE = (
    OutlineEntry("Summary", 1, 1),
    OutlineEntry("  MRI\n left   shoulder ", 2, 2),
    OutlineEntry("Progress notes", 1, 3),
    OutlineEntry("Elsewhere", 1, 0),
    OutlineEntry("", 9, 40),
)


def test_rows_say_the_page_and_what_is_printed_on_it() -> None:
    rows = outline_rows(OUTLINE, PAGES)
    assert [(row.title, row.where, row.selectable) for row in rows] == [
        ("Summary", "i (p 1)", True),
        ("MRI left shoulder", "ii (p 2)", True),
        ("Progress notes", "p 3", True),
        ("Elsewhere", "", False),
        ("Without a title", "", False),
    ]
    assert rows[1].spoken == "MRI left shoulder, ii (p 2)"
    assert rows[3].spoken == "Elsewhere, leads nowhere"


def test_typing_keeps_the_order_of_the_document() -> None:
    model = OutlineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = outline_rows(OUTLINE, PAGES)
    for typed, titles in (
        ("", [row.title for row in rows]),
        ("left mri", ["MRI left shoulder"]),
        ("s", ["Summary", "MRI left shoulder", "Progress notes", "Elsewhere"]),
        ("p 2", ["MRI left shoulder"]),
        ("nothing of the kind", []),
    ):
        model.show_fitting(rows, typed)
        assert [row.title for row in model.rows] == titles


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, ""),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (9_951, "10 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (12_400_000, "12 MB"),
        (3_200_000_000, "3.2 GB"),
        (5_000_000_000_000, "5000 GB"),
    ],
)
def test_a_size_is_said_as_people_read_it(size: int, words: str) -> None:
    assert size_words(size) == words


def test_attached_files_say_name_size_and_description() -> None:
    model = AttachmentsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(
        attachment_rows((Attachment(0, "labs.csv", 2_048, "Results\n of May"), Attachment(1, "scan.tif", 0)))
    )
    assert [row.spoken for row in model.rows] == ["labs.csv, 2.0 kB, Results of May", "scan.tif"]
