"""Tabs that all stay in sight and in place: where there is too little room all names become short words, so
that turning to another tab moves none of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QStyleOptionTab, QTabBar, QTabWidget, QWidget

from reviewer_app.gui.look import scaled
from reviewer_app.gui.panels.labels import set_property

PADDING = 12
"""What a tab has left and right of its name, both together, in pixels at 100 %."""

SHORTENED = "shortened"
"""The property that the style sheet asks: a short word is not bold, so that it is as wide when it is the
current one."""


def shortened(title: str, words: Mapping[str, str]) -> tuple[str, str, str]:
    """A tab's title as shorter and shorter ones: its name as a short word; without a share such as ``9/14``;
    without any number. ``words`` has the short words by name; a name without one stays."""
    name = next((name for name in words if title.startswith(name)), title)
    word, number = words.get(name, name), title[len(name) :]
    return word + number, word if "/" in number else word + number, word


class SharedTabBar(QTabBar):
    """The bar of :class:`SharedTabs`. A tab's text and tip are its whole title, whatever is painted."""

    def __init__(self, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._level = 0
        self.setElideMode(Qt.TextElideMode.ElideNone)

    def painted_title(self, index: int) -> str:
        """What is painted on a tab."""
        return self._titles(index)[self._level]

    def tabSizeHint(self, index: int) -> QSize:
        size = super().tabSizeHint(index)
        size.setWidth(self._width(index, self._level))
        return size

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Titles are not squeezed: Qt would cut them anywhere."""
        return self.tabSizeHint(index)

    def initStyleOption(self, option: QStyleOptionTab, index: int) -> None:
        super().initStyleOption(option, index)
        option.text = self.painted_title(index)

    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        for index in range(self.count()):
            if self.tabToolTip(index) != self.tabText(index):
                self.setTabToolTip(index, self.tabText(index))
        self.choose_titles()

    def choose_titles(self) -> None:
        """Take the longest titles at which all tabs are in sight; the tabs scroll where the shortest do not
        fit."""
        parent = self.parentWidget()
        room = parent.width() if parent is not None else self.width()
        levels = range(1 + len(shortened("", self._words)))
        fitting = (one for one in levels if self._width_of_all(one) <= room)
        level = next(fitting, levels[-1])
        if level != self._level:
            self._level = level
            set_property(self, SHORTENED, "true" if level else "false")
            self.setElideMode(self.elideMode())  # Qt lays the tabs out again at this

    def _titles(self, index: int) -> tuple[str, ...]:
        title = self.tabText(index)
        return title, *shortened(title, self._words)

    def _width_of_all(self, level: int) -> int:
        return sum(self._width(index, level) for index in range(self.count()))

    def _width(self, index: int, level: int) -> int:
        """The width of a tab, in pixels; the same whether it is the current one or not."""
        font = QFont(self.font())
        font.setBold(level == 0)
        return QFontMetrics(font).horizontalAdvance(self._titles(index)[level]) + scaled(PADDING)


class SharedTabs(QTabWidget):
    """A tab widget with that bar; ``words`` are the short words by a title's name."""

    def __init__(self, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = SharedTabBar(words, self)
        self.setTabBar(self._bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._bar.choose_titles()
        super().resizeEvent(event)
