"""Tabs that all stay in sight: where there is too little room the current one keeps its whole name and the
others share the rest."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QStyleOptionTab, QTabBar, QTabWidget, QWidget

from reviewer_app.gui.look import scaled

LEAST = 44
"""The narrowest tab, in pixels at 100 %: some four letters. With less room for each, the tabs scroll
instead."""

PADDING = 12
"""What a tab has left and right of its name, both together, in pixels at 100 %."""

BOLD = 8
"""How much wider the current tab's bold name is than Qt reckons, in pixels at 100 %."""


def abbreviated(name: str, metrics: QFontMetrics, width: int) -> str:
    """As much of a name as fits into the width, in pixels, with a full stop where a word is cut."""
    if metrics.horizontalAdvance(name) <= width:
        return name
    for letters in range(len(name) - 1, 0, -1):
        whole_word = " " in name[letters - 1 : letters + 1]
        cut = name[:letters].rstrip() + ("" if whole_word else ".")
        if metrics.horizontalAdvance(cut) <= width:
            return cut
    return name[:1]


class SharedTabBar(QTabBar):
    """The bar of :class:`SharedTabs`. A name that is cut is whole in the tab's tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.currentChanged.connect(self.share_anew)

    def tabSizeHint(self, index: int) -> QSize:
        whole = self._whole(index)
        share = self._share()
        if share is not None and index != self.currentIndex():
            whole.setWidth(min(whole.width(), share))
        return whole

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs are as wide as their share; Qt's own minimum would let it squeeze the current one too."""
        return self.tabSizeHint(index)

    def initStyleOption(self, option: QStyleOptionTab, index: int) -> None:
        super().initStyleOption(option, index)
        if index != self.currentIndex():
            room = self.tabRect(index).width() - scaled(PADDING)
            option.text = abbreviated(self.tabText(index), self.fontMetrics(), room)

    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        for index in range(self.count()):
            if self.tabToolTip(index) != self.tabText(index):
                self.setTabToolTip(index, self.tabText(index))

    @Slot()
    def share_anew(self) -> None:
        """The current tab is another one, or the room is: Qt lays the tabs out again at this."""
        self.setElideMode(self.elideMode())

    def _whole(self, index: int) -> QSize:
        """The size at which the whole name is shown."""
        size = super().tabSizeHint(index)
        if index == self.currentIndex():
            size.setWidth(size.width() + scaled(BOLD))
        return size

    def _share(self) -> int | None:
        """The most that a tab beside the current one may take; ``None`` where all names fit, or none would
        be readable."""
        parent = self.parentWidget()
        room = parent.width() if parent is not None else self.width()
        wide = {one: self._whole(one).width() for one in range(self.count())}
        current = wide.pop(self.currentIndex(), 0)
        left, count = room - current, len(wide)
        if not wide or sum(wide.values()) <= left:
            return None
        for width in sorted(wide.values()):
            if width * count > left:
                break
            left, count = left - width, count - 1
        share = left // count
        return share if share >= scaled(LEAST) else None


class SharedTabs(QTabWidget):
    """A tab widget with that bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = SharedTabBar(self)
        self.setTabBar(self._bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._bar.share_anew()
        super().resizeEvent(event)
