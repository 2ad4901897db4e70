"""Shows where a link leads, in full, before anything opens."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.models.link_words import LinkWords
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.fields import TextField
from reviewer_app.gui.panels.labels import show_words, toned

MOST_LINES = 5
"""Lines of an address that are seen at once; a longer one scrolls."""


class LinkBar(QFrame):
    """Lies over an edge of the pages. ``follow_requested`` is the second, deliberate act: going to the
    page, or opening exactly the address that stands here; ``left`` says that the bar may go."""

    follow_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Link")
        self.setProperty("ground", "card")
        self._heading = toned("", "title")
        self._remarks = toned("", "caution")
        self.target = TextField("Where the link leads, in full", least=1, most=MOST_LINES)
        self.target.setReadOnly(True)
        self.target.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.target.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.follow_button = Button("Go", self.follow_requested.emit, kind="primary")
        self.close_button = Button("Leave · Esc", self.left.emit, kind="quiet")
        self.target.cancelled.connect(self.left)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(scaled(STEP))
        words.addWidget(self._heading)
        words.addWidget(self._remarks)
        words.addWidget(self.target)
        buttons = QVBoxLayout()
        buttons.setSpacing(scaled(STEP))
        buttons.addWidget(self.follow_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(3 * STEP), scaled(2 * STEP), scaled(2 * STEP), scaled(2 * STEP))
        row.setSpacing(scaled(3 * STEP))
        row.addLayout(words, stretch=1)
        row.addLayout(buttons)

    def show_link(self, words: LinkWords, *, inside: bool, chosen: bool) -> None:
        """Say where a link leads. One that is ``chosen`` can be followed; one that the pointer only passes
        over is shown without buttons and leaves the keyboard where it is."""
        self._heading.say(words.heading)
        show_words(self._remarks, " ".join(words.remarks))
        self.target.show_value(words.target)
        self.target.setVisible(bool(words.target))
        self.setAccessibleDescription(words.spoken)
        may_follow = chosen and (inside or bool(words.address))
        self.follow_button.setText("Go · Enter" if inside else "Open · Enter")
        self.follow_button.setAccessibleDescription(words.spoken)
        self.follow_button.setVisible(may_follow)
        self.close_button.setVisible(chosen)
        # Else a bar that comes below the pointer would end what brought it.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not chosen)
        self.close_button.setAccessibleDescription(words.spoken)
        self.show()
        self.raise_()
        if chosen:
            first = self.follow_button if may_follow else self.close_button
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def words(self) -> str:
        """Everything that the bar says now, as one line."""
        return self.accessibleDescription()

    def place_over(self, pages: QRect, link: QRect) -> None:
        """Stand at the lower edge of the pages, or at the upper one where the bar would cover the link; as
        high as the words need. Both are in the coordinates of the bar's parent."""
        edge = scaled(STEP)
        room = pages.adjusted(edge, edge, -edge, -edge)
        # Labels and the field know their heights only at the width that they are to have.
        self.resize(room.width(), self.height())
        layout = self.layout()
        if layout is not None:
            layout.activate()
        wanted = self.heightForWidth(room.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(room.width(), max(1, min(wanted, room.height())))
        above = QRect(room.topLeft(), self.size())
        below = above.translated(0, room.height() - self.height())
        covers_only_below = below.intersects(link) and not above.intersects(link)
        self.move(above.topLeft() if covers_only_below else below.topLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, on whichever of the bar's parts it is pressed."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
