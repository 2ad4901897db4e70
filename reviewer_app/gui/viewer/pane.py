"""A pane: the pages of one document under a bar that says which document, which page, how large."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.gui.look import BAR_HEIGHT, STEP, Look, scaled
from reviewer_app.gui.panels.labels import Squeezed
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore

FOCUS_LINE = 2
"""Height of the line that shows where the keyboard is, in logical pixels."""


class PageNumberField(QLineEdit):
    """Asks for a page number in the pane's bar. Enter goes there, Esc leaves it."""

    page_entered = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Go to page")
        self.setPlaceholderText("page")
        self.setFixedWidth(scaled(64))
        self.hide()

    def ask(self) -> None:
        """Show the field and wait for a number."""
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in keys
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = self.text().strip()
            self._leave()
            if text.isdecimal():
                self.page_entered.emit(int(text))
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


class Pane(QFrame):
    """The page view with its bar."""

    def __init__(self, store: PictureStore, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.view = PageView(store, look)
        self.page_field = PageNumberField()
        self._title = Squeezed("title")
        self._detail = Squeezed("muted")
        self._where = QLabel()
        self._where.setProperty("tone", "muted")
        bar = QHBoxLayout()
        bar.setContentsMargins(scaled(3 * STEP), 0, scaled(3 * STEP), 0)
        bar.setSpacing(scaled(2 * STEP))
        bar.addWidget(self._title, stretch=2)
        bar.addWidget(self._detail, stretch=1)
        bar.addStretch()
        bar.addWidget(self.page_field)
        bar.addWidget(self._where)
        self._focus_line = QFrame()
        self._focus_line.setProperty("ground", "rule")
        self._focus_line.setFixedHeight(FOCUS_LINE)
        room = QWidget()
        room.setFixedHeight(scaled(BAR_HEIGHT))
        stacked = QVBoxLayout(room)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addLayout(bar, stretch=1)
        stacked.addWidget(self._focus_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(room)
        column.addWidget(self.view, stretch=1)
        self.view.installEventFilter(self)
        self.view.place_changed.connect(self._show_where)
        self.page_field.page_entered.connect(self.view.go_to)
        self.page_field.left.connect(self.view.setFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line below the bar shows whether the pages have the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            ground = "focus" if event.type() == QEvent.Type.FocusIn else "rule"
            self._focus_line.setProperty("ground", ground)
            self._focus_line.style().unpolish(self._focus_line)
            self._focus_line.style().polish(self._focus_line)
        return super().eventFilter(watched, event)

    def show_title(self, title: str, detail: str = "") -> None:
        """Name the document in the bar; ``detail`` is quieter, for example that it is not pertinent."""
        self._title.say(title)
        self._detail.say(detail)
        self._show_where()

    @Slot()
    def _show_where(self) -> None:
        view = self.view
        if not view.page_count:
            self._where.clear()
            return
        turned = f" · turned {view.rotation}°" if view.rotation else ""
        self._where.setText(
            f"p {view.current_page} of {view.page_count:,} · {view.zoom_percentage} %{turned}"
        )
