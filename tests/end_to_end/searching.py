"""Searching a case by keys, for stories."""

from __future__ import annotations

from reviewer_app.gui.models.search_model import HitRow
from reviewer_app.gui.panels.search import SearchPanel
from tests.end_to_end.keyboard import Keyboard


def panel_of(keyboard: Keyboard) -> SearchPanel:
    return keyboard.review.panels.search


def search_for(keyboard: Keyboard, query: str) -> None:
    """Open the search, type, and wait until it has searched every page."""
    keyboard.press("Ctrl+F")
    keyboard.type(query)
    wait_for_all(keyboard)


def wait_for_all(keyboard: Keyboard) -> None:
    panel = panel_of(keyboard)

    def searched_all() -> bool:
        result = panel.result
        if result is None or result.query != panel.query() or keyboard.application.search.busy:
            return False
        return result.progress.complete and result.progress.pages > 0

    keyboard.wait(searched_all)


def hits(keyboard: Keyboard) -> list[tuple[str, int]]:
    rows = (row for row in panel_of(keyboard).model.rows if isinstance(row, HitRow))
    names = {document.sha256: document.file for document in keyboard.case.documents}
    return [(names[row.hit.document], row.hit.page) for row in rows]
