"""A page view over a real worker process, for the tests of the viewer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reviewer_app.gui.look import Look, load_look
from reviewer_app.gui.tasks.render_queue import RenderQueue
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore
from tests.gui.viewer.sources import RecordingSource


@pytest.fixture
def light() -> Look:
    return load_look("light")


@pytest.fixture
def source() -> Iterator[RecordingSource]:
    """One worker process, ended after the test whatever happens in it."""
    made = RecordingSource()
    yield made
    made.close()


@pytest.fixture
def queue(qtbot: QtBot, source: RecordingSource) -> Iterator[RenderQueue]:
    made = RenderQueue([source])
    yield made
    made.close()


@pytest.fixture
def store(queue: RenderQueue) -> PictureStore:
    return PictureStore(queue)


@pytest.fixture
def view(qtbot: QtBot, store: PictureStore, light: Look) -> PageView:
    """A visible page view of 700 by 600 logical pixels without a document."""
    made = PageView(store, light)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    qtbot.waitExposed(made)
    return made
