"""Texts that are only read: plain words in the tones of the style sheet, set with the type scale's line
height."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewer_app.gui.look import scaled

LINE_HEIGHT_PERCENT = 130
"""Distance of lines in shares of the font's own: 13 pixel text stands on 20 pixel lines."""

BREAK_HERE = "&#8203;"
"""Invisible; a long path may be broken there."""


class Words(QLabel):
    """A text that wraps. What is shown is always taken literally: case text never becomes markup."""

    def __init__(self, text: str, tone: str, *, wrap: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._wraps = wrap
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        if tone:
            self.setProperty("tone", tone)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.say(text)

    def minimumSizeHint(self) -> QSize:
        """One line: the layout asks for the height at the width it gives, and Qt's own guess is far too
        high."""
        if not self._wraps:
            return super().minimumSizeHint()
        return QSize(self.fontMetrics().averageCharWidth() * 8, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        """As high as the text is at the label's width; Qt's own guess, which a layout would keep to, is made
        for another width, so that long texts would be cut."""
        hint = super().sizeHint()
        if not self._wraps or self.width() <= 0:
            return hint
        return QSize(hint.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def words(self) -> str:
        """The text without any markup."""
        return self._words

    def say(self, text: str) -> None:
        """Show a text; nothing is repainted when it is the same."""
        if text == self._words:
            return
        self._words = text
        self.setAccessibleName(text)
        if not self._wraps:
            self.setText(text)
            return
        body = escape(text)
        for mark in "/_":
            body = body.replace(mark, mark + BREAK_HERE)
        body = body.replace("\n", "<br>")
        self.setText(f'<div style="line-height: {LINE_HEIGHT_PERCENT}%">{body}</div>' if text else "")


class Squeezed(Words):
    """A label of one line that gives way: it is elided where there is too little room for all of it."""

    _least = 24
    _elided = Qt.TextElideMode.ElideRight

    def __init__(
        self, tone: str, least: int = 24, elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        """``least``: to how many pixels at 100 % it may be squeezed. ``elide``: what gives way."""
        super().__init__("", tone, wrap=False)
        self._least = least
        self._elided = elide
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), scaled(self._least)), hint.height())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.words()) + 2
        return QSize(width, self.fontMetrics().height() + 2)

    def say(self, text: str) -> None:
        super().say(text)
        self.setToolTip(text)
        self._elide()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self.words(), self._elided, self.width())
        if self.text() != shown:
            self.setText(shown)


def toned(text: str, tone: str, *, wrap: bool = True, parent: QWidget | None = None) -> Words:
    """A text in one of the style sheet's tones: title, muted, small, heading, problem, caution, or plain
    (empty)."""
    return Words(text, tone, wrap=wrap, parent=parent)


def show_words(label: Words, text: str) -> None:
    """Show a text, and hide the label when there is none."""
    label.say(text)
    label.setVisible(bool(text))


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Change a dynamic property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
