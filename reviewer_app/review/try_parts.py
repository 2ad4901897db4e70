"""Try the parts of the program that depend on the machine, for ``doctor``."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from reviewer_app.review.open_case import read_folder
from reviewer_app.summary.pdf import TIME_LIMIT, run_worker

SMALLEST_TEMPLATE = '#set document(title: "Trial")\n= Trial'


def try_page_worker() -> str:
    """Start a page worker and have it read a page. Returns what it found, in words."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.txt").write_text("A page to try the page worker with.", encoding="utf-8")
        (document,) = read_folder(Path(folder))
    return f"reads pages ({document.status.value}, {document.page_count} page)"


def try_pdf() -> str:
    """Set the smallest PDF. Raises :class:`reviewer_app.domain.errors.ExportError` when that fails."""
    request = {
        "template": SMALLEST_TEMPLATE,
        "summary": {},
        "timestamp": datetime(2000, 1, 1, tzinfo=UTC).isoformat(),
    }
    made = run_worker(json.dumps(request).encode("ascii"), TIME_LIMIT)
    return f"set in a process of their own ({len(made)} bytes for an empty page)"
