"""A pended case whose fax comes later, in the whole window: seen in the worklist, reopened as a new version
with all marks, only the new pages to read, signed anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.clock import ClockAct
from reviewer_app.domain.review import FindingState, Outcome, Reviewer, ReviewStatus
from reviewer_app.domain.search import IndexProgress
from reviewer_app.domain.version_note import VersionKind
from reviewer_app.gui.models.worklist_model import status_words
from reviewer_app.review.desk import Desk
from tests.end_to_end.keyboard import Keyboard, window
from tests.end_to_end.story import prepare_at_desk
from tests.unit.documents import files
from tests.unit.review.desks import decide_all, lumbar_request, page_of, sha_of

ELEMENT = "s3-evaluation"
NEW_PAGES = 3


def report(*pages: str) -> bytes:
    return files.pdf(*(files.text_content(page, 72, 700) for page in pages))


def pended(folder: Path) -> Callable[[Desk], None]:
    """What the nurse did on the days before: one mark with evidence, everything read, and a signed pend."""

    def act(desk: Desk) -> None:
        desk.open(folder)
        desk.enter_reviewer(Reviewer("Dana Whitfield, RN"))
        case = desk.mark_finding(ELEMENT, FindingState.PRESENT)
        desk.attach_evidence(ELEMENT, page_of(case, "1_note.pdf"))
        desk.add_seen_pages([(sha_of(case, "1_note.pdf"), page) for page in (1, 2)])
        decide_all(
            desk,
            Outcome.PEND,
            reason="No imaging.",
            criterion="s5-imaging",
            missing=("The report of the MRI",),
        )
        desk.sign("")

    return act


def is_seen(keyboard: Keyboard, page: tuple[str, int]) -> bool:
    return page in keyboard.review.pages.just_seen


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with the pended case, read before in a window of its own."""
    folder = tmp_path / "root" / "case"
    folder.mkdir(parents=True)
    (folder / "1_note.pdf").write_bytes(report("A visit", "An examination"))
    (folder / "request.json").write_text(json.dumps(lumbar_request()), encoding="utf-8")
    prepare_at_desk(tmp_path / "data", pended(folder))
    return folder.parent


def test_a_late_fax_reopens_the_case_and_only_its_pages_are_read(
    qapp: QApplication, tmp_path: Path, root: Path
) -> None:
    with window(qapp, tmp_path / "data", case=root / "case") as keyboard:
        keyboard.wait(lambda: keyboard.review.case is not None)
        assert keyboard.case.review.status is ReviewStatus.SIGNED
        told: list[IndexProgress] = []
        keyboard.application.search.indexer.progressed.connect(told.append)
        keyboard.press("Ctrl+F")
        keyboard.wait(lambda: bool(told) and told[-1].complete)
    fax = report(*(f"Finding {number}" for number in range(NEW_PAGES)))
    (root / "case" / "2_fax.pdf").write_bytes(fax)

    with window(qapp, tmp_path / "data", root=root) as keyboard:
        (row,) = keyboard.controller.worklist.model.rows
        assert status_words(row) == "1 new document · signed: pend"
        read: set[str] = set()
        queue = keyboard.application.queue
        queue.text_ready.connect(lambda job, _text: read.add(job.document))
        keyboard.press("Return")
        keyboard.wait(lambda: keyboard.review.case is not None)
        keyboard.settle()
        review = keyboard.case.review
        assert (review.version, review.status) == (2, ReviewStatus.OPEN)
        assert review.note is not None
        assert review.note.kind is VersionKind.LATE_DOCUMENTS
        assert review.finding(ELEMENT).evidence
        assert review.clock_events[-1].act is ClockAct.RESUMED

        rows = {row.file: row for row in keyboard.review.panels.documents.model.rows}
        assert rows["1_note.pdf"].remarks == ("E·1",)
        assert rows["2_fax.pdf"].remarks == ("new", "3 new pages to read")
        blockers = {blocker.code for blocker in keyboard.case.readiness[0].blockers}
        assert "documents-changed" in blockers

        new = sha_of(keyboard.case, "2_fax.pdf")
        for page in range(1, NEW_PAGES + 1):
            keyboard.press("Shift+G")
            assert keyboard.review.pages.current_page() == (new, page)
            keyboard.wait(partial(is_seen, keyboard, (new, page)))
        keyboard.press("Shift+G")
        keyboard.review.settle()
        keyboard.settle()
        assert keyboard.case.unread == ()
        assert not keyboard.case.changes.any
        keyboard.wait(lambda: new in read)
        assert read == {new}

        keyboard.press("Ctrl+5", "Ctrl+Return")
        if keyboard.case.review.status is ReviewStatus.OPEN:
            keyboard.press("Ctrl+Return")
        assert keyboard.case.review.status is ReviewStatus.SIGNED
        assert keyboard.case.review.version == 2
