"""A pane: the pages of one document under a bar that says which document, which page, how large."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewer_app.gui.icons import IconRole, picture
from reviewer_app.gui.look import BAR_HEIGHT, STEP, Look, scaled
from reviewer_app.gui.models.page_names import page_called, page_words, turn_words
from reviewer_app.gui.panels.labels import Squeezed, set_property
from reviewer_app.gui.viewer.page_view import PageView
from reviewer_app.gui.viewer.picture_store import PictureStore

FOCUS_LINE = 2
"""Height of the line that shows where the keyboard is, in logical pixels."""

ROOM_FOR_ALL = 480
"""The width of a pane, in pixels at 100 %, below which a remark takes the place of where the words come
from."""

LONGEST_NAME = 100
"""Characters that one may type as a page's name."""


class PageNumberField(QLineEdit):
    """Asks in the pane's bar for a page. Enter goes there, Esc leaves it."""

    page_entered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Go to page")
        self.setPlaceholderText("page")
        self.setFixedWidth(scaled(64))
        self.setMaxLength(LONGEST_NAME)
        self.textEdited.connect(self.show_good)
        self.hide()

    def ask(self) -> None:
        """Show the field and wait for a number, or for what is printed on the page."""
        self.clear()
        self.show_good()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def show_good(self) -> None:
        """Nothing is wrong with what is typed."""
        set_property(self, "bad", "false")
        self.setToolTip("")
        self.setAccessibleDescription("")

    def show_unknown(self) -> None:
        """No page is called like this; the text stays, to be corrected."""
        set_property(self, "bad", "true")
        self.setToolTip("No page of this document has that number")
        self.setAccessibleDescription(self.toolTip())
        self.selectAll()

    def leave(self) -> None:
        """Give the keyboard back to the pages."""
        self.hide()
        self.left.emit()

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
            self.page_entered.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


class Pane(QFrame):
    """The page view with its bar. Each pane of a window needs a ``name`` of its own."""

    entered = Signal()
    """The keyboard has come to the pages."""

    page_wanted = Signal(int)
    """The reader asked for a page by its number, or by what is printed on it."""

    def __init__(
        self, store: PictureStore, look: Look, name: str = "pages", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self._look = look
        self._chosen = False
        self._turn_key = ""
        self.view = PageView(store, look, name)
        self.page_field = PageNumberField()
        # Two visits often differ in the date at the end of their files' names only.
        self._title = Squeezed("title", elide=Qt.TextElideMode.ElideMiddle)
        self._detail = Squeezed("muted", 0)
        self._icon = QLabel()
        self._together = Squeezed("muted")
        self._source = Squeezed("muted", 0)
        self._remark = Squeezed("caution", 0)
        self._where = Squeezed("muted", 64)
        self._size = Squeezed("muted", 0)
        self._focus_line = QFrame()
        self._focus_line.setProperty("ground", "rule")
        self._focus_line.setFixedHeight(FOCUS_LINE)
        self._bar = QWidget()
        self._lay_out()
        self.show_synchronised(on=False)
        self.view.installEventFilter(self)
        self.view.place_changed.connect(self._show_where)
        self.page_field.page_entered.connect(self._page_entered)
        self.page_field.left.connect(self.view.setFocus)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(scaled(3 * STEP), 0, scaled(3 * STEP), 0)
        row.setSpacing(scaled(2 * STEP))
        row.addWidget(self._title, stretch=2)
        row.addWidget(self._detail, stretch=1)
        row.addStretch()
        row.addWidget(self._icon)
        row.addWidget(self._together)
        row.addWidget(self.page_field)
        row.addWidget(self._source)
        row.addWidget(self._remark)
        row.addWidget(self._where)
        row.addWidget(self._size)
        self._bar.setFixedHeight(scaled(BAR_HEIGHT))
        stacked = QVBoxLayout(self._bar)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addLayout(row, stretch=1)
        stacked.addWidget(self._focus_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.view, stretch=1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line below the bar shows whether the pages have the keyboard."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_focus(keyboard=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the bar is one on the pane."""
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def show_chosen(self, *, chosen: bool) -> None:
        """Show, while the keyboard is elsewhere, whether this is the one of two panes that commands mean."""
        self._chosen = chosen
        self._show_focus(keyboard=self.view.hasFocus())

    def _show_focus(self, *, keyboard: bool) -> None:
        ground = "focus" if keyboard else "chosen" if self._chosen else "rule"
        set_property(self._focus_line, "ground", ground)

    def set_look(self, look: Look) -> None:
        """Paint with other colours."""
        self._look = look
        self.view.set_look(look)
        if self._together.isVisibleTo(self):
            self._draw_icon()

    def show_synchronised(self, *, on: bool) -> None:
        """Say in the bar whether this pane and the other scroll together."""
        if on:
            self._draw_icon()
        self._together.say("in sync" if on else "")
        self._together.setToolTip("Both panes scroll together" if on else "")
        self._together.setVisible(on)
        self._icon.setVisible(on)

    def _draw_icon(self) -> None:
        size, ratio = scaled(4 * STEP), self.devicePixelRatioF()
        self._icon.setPixmap(picture(IconRole.SYNCHRONISED, self._look.muted.name(), size, ratio))

    def add_strip(self, strip: QWidget) -> None:
        """Put something between the bar and the pages; it takes no room while it is hidden."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.view), strip)

    def show_title(self, title: str, detail: str = "") -> None:
        """Name the document in the bar; ``detail`` is quieter, for example that it is not pertinent."""
        self._title.say(title)
        self._detail.say(detail)
        self._show_where()

    def show_turn_key(self, key: str) -> None:
        """Name the key that turns a page upright."""
        self._turn_key = key

    def show_source(self, words: str) -> None:
        """Say in the bar, quietly, where the words of the page are from."""
        self._source.say(words)
        self._share_room()

    def show_remark(self, words: str) -> None:
        """Say in the bar what is amiss with the page."""
        self._remark.say(words)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """In a narrow pane what is amiss goes before where the words are from."""
        self._source.setHidden(bool(self._remark.words()) and self.width() < scaled(ROOM_FOR_ALL))

    def bar_words(self) -> str:
        """What the bar says, as one line."""
        parts = (
            self._title,
            self._detail,
            self._together,
            self._source,
            self._remark,
            self._where,
            self._size,
        )
        return " · ".join(part.words() for part in parts if part.words())

    @Slot(str)
    def _page_entered(self, text: str) -> None:
        page = page_called(text, self.view.pages)
        if page:
            self.page_field.leave()
            self.page_wanted.emit(page)
        elif text.strip():
            self.page_field.show_unknown()
        else:
            self.page_field.leave()

    @Slot()
    def _show_where(self) -> None:
        view = self.view
        if not view.page_count:
            self._where.say("")
            self._size.say("")
            return
        rotation = view.rotation_of(view.current_page)
        turned = f" · turned {rotation}°" if rotation else ""
        lies = turn_words(view.offered_turn(view.current_page), self._turn_key)
        turned += f" · {lies}" if lies else ""
        self._where.say(page_words(view.current_page, view.pages))
        self._size.say(f"{view.zoom_percentage or '<1'} %{turned}")
