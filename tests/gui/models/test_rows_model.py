"""The list model over immutable rows."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.review import Finding
from reviewer_app.gui.models.evidence_model import EvidenceModel, EvidenceRow
from reviewer_app.gui.models.key_model import KeyModel, KeyRow

ROWS = st.lists(st.tuples(st.integers(0, 6), st.sampled_from("ab")), max_size=7, unique_by=lambda row: row[0])


def made(items: list[tuple[int, str]]) -> tuple[KeyRow, ...]:
    return tuple(KeyRow(str(number), text) for number, text in items)


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_any_change_of_rows_keeps_the_rules_of_models(steps: list[list[tuple[int, str]]]) -> None:
    model = KeyModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for step in steps:
        model.show(made(step))
        assert [model.index(place).data() for place in range(model.rowCount())] == [text for _n, text in step]
    assert tester.model() is model


def test_the_same_rows_again_change_nothing(qtbot: QtBot) -> None:
    model = KeyModel()
    model.show(made([(1, "a"), (2, "b")]))
    told: list[str] = []
    model.modelReset.connect(lambda: told.append("reset"))
    model.dataChanged.connect(lambda *_places: told.append("changed"))
    model.show(made([(1, "a"), (2, "b")]))
    assert told == []
    model.show(made([(1, "a"), (2, "a")]))
    assert told == ["changed"]
    model.show(made([(2, "a"), (1, "a")]))
    assert told == ["changed", "reset"]


def test_headings_cannot_be_chosen() -> None:
    model = KeyModel()
    model.show((KeyRow("h", "MARK", heading=True), KeyRow("p", "present", "P")))
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert model.data(QModelIndex()) is None


def test_evidence_says_what_and_where() -> None:
    now = datetime(2025, 6, 14, tzinfo=UTC)

    def row(quote: str, rects: tuple[Rect, ...]) -> EvidenceRow:
        anchor = Anchor("a" * 64, 2, rects, quote)
        return EvidenceRow(Evidence("e", anchor, "02_consult_2025-03-18.pdf", now, "Dana"))

    area = (Rect(1, 1, 2, 2),)
    assert row(" one\n two ", area).text == "“one two”"
    assert row("", ()).text == "The whole page"
    assert row("", area).text == "An area of the page"
    assert row("x", area).place == "Consult 18 Mar · p 2"
    assert row("x", area).spoken == "“x” 02_consult_2025-03-18.pdf, page 2"
    model = EvidenceModel()
    model.show_finding(Finding("s5", evidence=(row("x", area).evidence,)))
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == row("x", area).spoken
