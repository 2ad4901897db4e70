"""Outlines and links on their way from the page worker to the window, and links in a view."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem
from pytestqt.qtbot import QtBot

from reviewer_app.domain.contents import DocumentContents, Link, OutlineEntry
from reviewer_app.domain.documents import PageGeometry
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.viewer.contents_store import ContentsStore
from reviewer_app.gui.viewer.link_layer import LinkLayer
from reviewer_app.gui.viewer.page_view import PageView
from tests.gui.viewer.sources import RecordingSource
from tests.unit.documents import files

PAGES = 6
SIZES = (PageGeometry(612, 792),) * PAGES
TOPS = (500, 700, 100)
"""Lower edges of the links of each odd page, in the order in which the page has them."""


@pytest.fixture
def contents(queue: RenderQueue) -> ContentsStore:
    return ContentsStore(queue)


@pytest.fixture
def document(tmp_path: Path, source: RecordingSource) -> str:
    """A document with an outline; each odd page has three links to the last page, the even ones have none."""
    path = tmp_path / "linked.pdf"
    path.write_bytes(files.pdf(*(files.text_content(f"Page {page}", 72, 600) for page in range(PAGES))))
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        with made.open_outline() as outline:
            outline.root.append(OutlineItem("All of it", 2))
        for page in range(0, PAGES, 2):
            made.pages[page].Annots = Array(
                [
                    Dictionary(
                        Type=Name.Annot,
                        Subtype=Name.Link,
                        Rect=[72, top, 172, top + 20],
                        Dest=Array([made.pages[PAGES - 1].obj, Name.Fit]),
                    )
                    for top in TOPS
                ]
            )
        made.save(path)
    return source.register(path)


def has_links(contents: ContentsStore, document: str, page: int) -> bool:
    return contents.links(document, page) is not None


def test_contents_are_read_once_and_then_told_at_once(
    qtbot: QtBot, contents: ContentsStore, source: RecordingSource, document: str
) -> None:
    told: list[tuple[str, DocumentContents]] = []
    contents.contents_ready.connect(lambda *one: told.append(one))
    contents.want_contents(document)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(document, DocumentContents((OutlineEntry("All of it", 1, 3),)))]
    source.gate.clear()
    contents.want_contents(document)
    assert len(told) == 2


def test_what_cannot_be_read_is_told_and_has_no_links(
    qtbot: QtBot, contents: ContentsStore, source: RecordingSource, tmp_path: Path
) -> None:
    gone = source.register(tmp_path / "gone.pdf")
    told: list[tuple[str, str]] = []
    contents.contents_failed.connect(lambda *one: told.append(one))
    contents.want_contents(gone)
    contents.want_links("view", gone, (1,))
    qtbot.waitUntil(lambda: bool(told) and contents.links(gone, 1) is not None)
    assert told[0][0] == gone
    assert "gone.pdf" in told[0][1]
    assert contents.links(gone, 1) == ()


def test_links_are_asked_for_once_and_the_oldest_pages_are_forgotten(
    qtbot: QtBot, queue: RenderQueue, source: RecordingSource, document: str
) -> None:
    contents = ContentsStore(queue, most_pages=2)
    for page in (1, 2, 1, 3, 1):
        contents.want_links("view", document, (page,))
        qtbot.waitUntil(partial(has_links, contents, document, page))
    assert [page for _document, page in source.linked] == [1, 2, 3, 1]
    assert contents.links(document, 2) is None


def test_steps_go_down_the_page_and_those_before_the_links_are_here_count(
    qtbot: QtBot, view: PageView, contents: ContentsStore, source: RecordingSource, document: str
) -> None:
    layer = LinkLayer(view, contents, "links")
    chosen: list[Link | None] = []
    none: list[bool] = []
    layer.chosen.connect(chosen.append)
    layer.none_found.connect(lambda: none.append(True))
    layer.step(+1)
    view.show_document(document, SIZES)
    source.gate.clear()
    layer.step(+1)
    layer.step(+1)
    assert layer.current is None
    source.gate.set()
    qtbot.waitUntil(lambda: layer.current is not None)
    assert [792 - link.rect.y1 for link in chosen if link] == [500]
    for step in (+1, +1, -1, -1):
        layer.step(step)
    tops = [round(792 - link.rect.y1) for link in chosen if link]
    assert tops == [500, 100, 700, 100, 500]
    view.go_to(2)
    layer.step(+1)
    qtbot.waitUntil(lambda: bool(none))
    view.show_message("Nothing.")
    assert layer.current is None
    assert chosen[-1] is None


def test_paging_fast_asks_for_the_links_of_the_last_page_only(
    qtbot: QtBot, view: PageView, contents: ContentsStore, source: RecordingSource, document: str
) -> None:
    layer = LinkLayer(view, contents, "links")
    view.show_document(document, SIZES)
    for _ in range(PAGES):
        view.next_page()
    qtbot.waitUntil(lambda: contents.links(document, PAGES) is not None)
    assert {page for _document, page in source.linked} <= {PAGES - 1, PAGES}
    assert layer.current is None
