"""Form fields with one way of behaving: they keep their keys, commit on leaving, Enter or Ctrl+Enter, and Esc
takes back what was typed.

A widget that uses a key accepts its ``ShortcutOverride``, so that the window's commands leave that key alone
while the widget has the focus. Every field tells a commit once, with the whole new value, and only when it
changed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from reviewer_app.gui.look import scaled, text_font

ENTER_KEYS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
LEAVE_KEYS = ENTER_KEYS | {Qt.Key.Key_Escape}


def keeps_key(event: QEvent, keys: frozenset[Qt.Key]) -> bool:
    """Whether the event is a ``ShortcutOverride`` of one of the keys; it is accepted then.

    A key together with Ctrl, Alt or Shift belongs to the window's commands, except Ctrl+Enter, which saves
    the form around a field, and Shift+Enter, which starts a line in a text.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() not in keys or not (is_plain(event) or _is_saving(event)):
        return False
    event.accept()
    return True


def is_plain(event: QKeyEvent) -> bool:
    """Whether the key is pressed alone; a key of the number block counts as such."""
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def _is_saving(event: QKeyEvent) -> bool:
    """Enter with Ctrl or Shift."""
    with_enter = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    others = event.modifiers() & ~(with_enter | Qt.KeyboardModifier.KeypadModifier)
    return event.key() in ENTER_KEYS and not others


def with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the keyboard leaves a field for a moment."""


class LineField(QLineEdit):
    """A one-line text. ``committed`` carries the new text; ``entered`` says that Enter, ``cancelled`` that
    Esc ended the typing, and ``confirmed`` that Enter was pressed with Ctrl, which means the whole form."""

    committed = Signal(str)
    entered = Signal()
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, name: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._shown = ""

    def setReadOnly(self, read_only: bool) -> None:
        """A field that is only read has no frame to type into."""
        super().setReadOnly(read_only)
        repolish(self)

    def show_value(self, text: str) -> None:
        """Show a stored text, unless the person is typing here just now."""
        typing = self.hasFocus() and self.text() != self._shown
        self._shown = text
        if not typing and self.text() != text:
            self.setText(text)
            if not self.hasFocus():
                self.home(False)

    def value(self) -> str:
        return self.text().strip()

    def commit(self) -> None:
        """Tell the text if it is not the one shown last."""
        text = self.value()
        if text != self._shown:
            self._shown = text
            self.committed.emit(text)

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, LEAVE_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.commit()
            self.entered.emit()
            if with_control(event):
                self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the program gives the keyboard to a field, after a lock for example, typing goes on at the
        end of the text."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What does not fit is read from its beginning."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()
        if event.reason() not in STAYING:
            self.home(False)


class TextField(QPlainTextEdit):
    """A text of several lines that grows with what is in it, between ``least`` and ``most`` lines.

    Ctrl+Enter commits; with ``enter_commits`` plain Enter does too, and Shift+Enter starts a new line.
    """

    committed = Signal(str)
    entered = Signal()
    cancelled = Signal()

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        least: int = 2,
        most: int = 8,
        enter_commits: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown = ""
        self._least, self._most = least, most
        self._enter_commits = enter_commits
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """As high as the text, within the limits. QPlainTextDocumentLayout counts its height in lines."""
        lines = round(self.document().documentLayout().documentSize().height())
        shown = max(self._least, min(self._most, lines))
        scrolls = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > self._most
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if scrolls != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(scrolls)
            # Within this signal Qt does not lay the text out anew, and lines would go on below the bar.
            QTimer.singleShot(0, self, self._lay_out_anew)
        margins = 2 * round(self.document().documentMargin()) + 2 * scaled(4) + 2
        self.setFixedHeight(QFontMetrics(text_font()).lineSpacing() * shown + margins)

    def _lay_out_anew(self) -> None:
        document = self.document()
        document.markContentsDirty(0, document.characterCount())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def setReadOnly(self, read_only: bool) -> None:
        """A text that is only read has no frame to type into."""
        super().setReadOnly(read_only)
        repolish(self)

    def show_value(self, text: str) -> None:
        """Show a stored text, unless the person is typing here just now."""
        typing = self.hasFocus() and self.toPlainText() != self._shown
        self._shown = text
        if not typing and self.toPlainText() != text:
            self.setPlainText(text)

    def value(self) -> str:
        return self.toPlainText().strip()

    def commit(self) -> None:
        """Tell the text if it is not the one shown last."""
        text = self.value()
        if text != self._shown:
            self._shown = text
            self.committed.emit(text)

    def event(self, event: QEvent) -> bool:
        if keeps_key(event, LEAVE_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain_enter = self._enter_commits and is_plain(event)
        if event.key() in ENTER_KEYS and (with_control(event) or plain_enter):
            self.commit()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._shown)
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()
