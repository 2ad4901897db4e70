"""Leaving nothing of a case on the screen but what the window itself shows."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from reviewer_app.gui.panels.overlay import Overlay


def close_all_over(window: QWidget) -> None:
    """Close what lies over the window and beside it: cards, menus, lists that were opened, choosers of files,
    words at the mouse."""
    for card in window.findChildren(Overlay):
        card.close_card()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    QToolTip.hideText()
