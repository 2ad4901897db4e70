"""What the panels' tests share: a case, and both looks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.case import OpenCase
from reviewer_app.gui.look import Look, apply_look, load_look, system_font
from tests.gui.panels.shoulder import shoulder_case


@pytest.fixture
def case() -> OpenCase:
    """The case of a shoulder surgery whose imaging is disputed, half reviewed."""
    return shoulder_case()


@pytest.fixture(params=("light", "dark"))
def look(request: pytest.FixtureRequest) -> Look:
    return load_look(str(request.param))


@pytest.fixture
def light(qapp: QApplication) -> Iterator[Look]:
    """The light look, applied to the whole program for one test."""
    made = load_look("light")
    before = qapp.font()
    apply_look(qapp, made, system_font(before))
    yield made
    qapp.setStyleSheet("")
    qapp.setFont(before)
