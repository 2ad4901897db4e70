"""What the request announces and the folder has not."""

from __future__ import annotations

import pytest

from reviewer_app.rules.attachments import missing_attachments


@pytest.mark.parametrize(
    ("announced", "files", "missing"),
    [
        (("a.pdf", "b.pdf"), ("a.pdf",), ("b.pdf",)),
        (("A.PDF",), ("a.pdf",), ()),
        (("notes\\visit.pdf",), ("notes/visit.pdf",), ()),
        (("visit.pdf",), ("2025/notes/visit.pdf",), ()),
        (("./visit.pdf", " scan.tif "), ("visit.pdf", "scan.tif"), ()),
        (("re\u0301sume\u0301.pdf",), ("r\u00e9sum\u00e9.pdf",), ()),
        (("notes/visit.pdf",), ("visit.pdf",), ("notes/visit.pdf",)),
        ((), ("a.pdf",), ()),
    ],
)
def test_names_are_compared_as_people_write_them(
    announced: tuple[str, ...], files: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    assert missing_attachments(announced, files) == missing
