"""The tab History with ten thousand acts: what one key costs does not grow with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from reviewer_app.domain.checklist import Spot, SpotKind
from reviewer_app.gui.look import load_look
from reviewer_app.gui.models.rows_model import Index
from reviewer_app.gui.panels.audit import AuditPanel
from reviewer_app.gui.panels.audit_rows import ActDelegate
from reviewer_app.rules.told_acts import ToldAct

MANY = 10_000
ACT = ToldAct(
    "", 0, "", datetime(2025, 5, 8, tzinfo=UTC), clock_went_back=False, who="Ines", role="", title="Present"
)


class CountingDelegate(ActDelegate):
    """Counts how often a row is measured."""

    measured = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        CountingDelegate.measured += 1
        return super().sizeHint(option, index)


@pytest.fixture
def panel(qapp: QApplication) -> Iterator[AuditPanel]:
    made = AuditPanel(load_look("light"))
    made.resize(400, 700)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def acts(count: int) -> tuple[ToldAct, ...]:
    return tuple(replace(ACT, key=str(number), number=number) for number in range(1, count + 1))


def test_a_row_is_measured_as_often_as_rows_are_seen(panel: AuditPanel, qapp: QApplication) -> None:
    delegate = CountingDelegate(panel.list, load_look("light"))
    panel.begin(MANY)
    panel.add(acts(MANY), MANY)
    qapp.processEvents()
    panel.focus_acts()
    CountingDelegate.measured = 0
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Down):
        QTest.keyClick(panel.list, key)
        qapp.processEvents()
    panel.filter.setText("present")
    qapp.processEvents()
    assert CountingDelegate.measured < MANY / 10
    assert panel.count_text() == f"{MANY:,} acts"
    delegate.deleteLater()


def test_enter_leads_to_the_spot_of_an_act(panel: AuditPanel) -> None:
    spot = Spot(SpotKind.ELEMENT, "s5-imaging")
    wanted: list[Spot | None] = []
    panel.spot_wanted.connect(wanted.append)
    panel.begin(2)
    panel.add((replace(ACT, key="1", spot=spot), replace(ACT, key="2")), 2)
    panel.focus_acts()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(panel.list, key)
    assert wanted == [spot, None]


def test_the_current_act_stays_when_the_filter_lets_it_through(panel: AuditPanel) -> None:
    panel.begin(3)
    panel.add(tuple(replace(ACT, key=str(number), title=f"Act {number}") for number in range(3)), 3)
    panel.focus_acts()
    QTest.keyClick(panel.list, Qt.Key.Key_End)
    panel.filter.setText("act")
    assert panel.detail_model.rows[0].text.endswith("Act 2")
    panel.filter.setText("nothing like it")
    assert list(panel.detail_model.rows) == []
    panel.filter.setText("")
    assert panel.detail_model.rows[0].text.endswith("Act 0")


def test_what_is_wrong_with_the_log_stands_out(panel: AuditPanel) -> None:
    panel.show_check("Entry 4 was edited.", sound=False)
    assert panel.check_text() == "Entry 4 was edited."
