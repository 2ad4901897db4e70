"""The line at the bottom: which keys matter now, what goes on in the background, whether everything is saved,
and messages that wait to be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.gui.look import BAR_HEIGHT, Look, scaled, small_font
from reviewer_app.gui.models.wording import clock
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.labels import Squeezed, set_property, show_words, toned
from reviewer_app.gui.panels.painting import draw_key_cap, draw_text, key_cap_width, text_width

Hint = tuple[str, str]
"""A key as it is called on the keyboard, and what it does in one or two words."""

LEAST_STATE = 96
"""What is kept of the state at the right end, in pixels at 100 %: the time of saving is never cut."""


WORD_MILLISECONDS = 5000
"""How long a word on what a key did stands in the place of the state."""


class KeyHints(QWidget):
    """Key caps with their words in one row; those that do not fit are left out whole."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._hints: tuple[Hint, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(hints)
        self.setAccessibleDescription(", ".join(f"{key} {word}" for key, word in self._hints))
        self.updateGeometry()
        self.update()

    def _widths(self, hint: Hint) -> tuple[int, int]:
        font = small_font()
        return key_cap_width(hint[0], font), text_width(hint[1], font) + 2

    def _span(self, hint: Hint) -> int:
        return sum(self._widths(hint)) + scaled(6)

    def sizeHint(self) -> QSize:
        width = sum(self._span(hint) + scaled(20) for hint in self._hints)
        return QSize(max(0, width - scaled(20)), scaled(BAR_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, scaled(BAR_HEIGHT))

    def fitting(self) -> tuple[Hint, ...]:
        """The hints that the present width has room for, from the first."""
        taken, fitting = 0, []
        for hint in self._hints:
            taken += self._span(hint)
            if taken > self.width():
                break
            fitting.append(hint)
            taken += scaled(20)
        return tuple(fitting)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = small_font()
        left = 0
        for key, word in self.fitting():
            cap, words = self._widths((key, word))
            draw_key_cap(painter, QRect(left, 0, cap, self.height()), key, font, self.look)
            left += cap + scaled(6)
            draw_text(painter, QRect(left, 0, words, self.height()), word, font, self.look.muted)
            left += words + scaled(20)
        painter.end()


class MessageBar(QFrame):
    """Sentences about what went wrong, or what is done. Each stays until it is dismissed or the case is left;
    the newest is shown, the rest counted."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Messages")
        self.setProperty("ground", "notice")
        self._sentences: list[tuple[str, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(16), scaled(4), scaled(8), scaled(4))
        self._label = toned("", "")
        self.dismiss_button = Button("Dismiss", self.dismiss, kind="quiet")
        row.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.dismiss_button)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The messages about what went wrong that wait, oldest first."""
        return self._told("notice")

    @property
    def done(self) -> tuple[str, ...]:
        """What is told as done."""
        return self._told("done")

    def _told(self, ground: str) -> tuple[str, ...]:
        return tuple(sentence for sentence, on in self._sentences if on == ground)

    def add(self, sentence: str, *, done: bool = False) -> None:
        """Show a sentence, calm where it tells what is ``done``; one that is waiting already comes to the
        front and is not repeated."""
        self._sentences = [one for one in self._sentences if one[0] != sentence]
        self._sentences.append((sentence, "done" if done else "notice"))
        self._show_newest()

    def take(self, sentence: str) -> None:
        """Take a message away that no longer holds."""
        self._sentences = [one for one in self._sentences if one[0] != sentence]
        self._show_newest()

    def take_done(self) -> None:
        """Take away what was only told as done."""
        self._sentences = [one for one in self._sentences if one[1] != "done"]
        self._show_newest()

    def clear(self) -> None:
        """Take all messages away, because what they are about is left."""
        self._sentences = []
        self._show_newest()

    def dismiss(self) -> None:
        """Take the shown message away; the one before it comes up."""
        if self._sentences:
            self._sentences.pop()
        self._show_newest()
        self.dismissed.emit()

    def _show_newest(self) -> None:
        more = len(self._sentences) - 1
        sentence, ground = self._sentences[-1] if self._sentences else ("", "notice")
        self._label.say(sentence)
        set_property(self, "ground", ground)
        self.dismiss_button.setText(f"Dismiss · {more} more" if more > 0 else "Dismiss")
        self.setVisible(bool(self._sentences))


class HintLine(QFrame):
    """Messages above; below them key hints at the left, "all keys" and the time of the last save at the
    right."""

    message_dismissed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Hints")
        self.setProperty("ground", "window")
        self.messages = MessageBar()
        self.messages.dismissed.connect(self.message_dismissed)
        self.hints = KeyHints(look, "Keys that matter now")
        self.all_keys = KeyHints(look, "Key card")
        self._progress = toned("", "small", wrap=False)
        self._progress.hide()
        self._saved = Squeezed("small", LEAST_STATE)
        self._state = ""
        self._word_over = QTimer(self, singleShot=True, interval=WORD_MILLISECONDS)
        self._word_over.timeout.connect(self._show_state_again)
        row = QHBoxLayout()
        row.setContentsMargins(scaled(16), 0, scaled(16), 0)
        row.setSpacing(scaled(20))
        row.addWidget(self.hints, stretch=1)
        row.addWidget(self.all_keys)
        row.addWidget(self._progress)
        row.addWidget(self._saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addLayout(row)
        self.all_keys.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        for hints in (self.hints, self.all_keys):
            hints.look = look
            hints.update()

    def show_hints(self, hints: Sequence[Hint], all_keys: Hint = ("?", "all keys")) -> None:
        """Show the keys that matter now, and the one that shows all."""
        self.hints.show_hints(hints)
        self.all_keys.show_hints((all_keys,))

    @Slot(str)
    def show_progress(self, words: str) -> None:
        """Say how far work is that goes on in the background; nothing when it is done."""
        show_words(self._progress, words)

    def progress_text(self) -> str:
        """What is said of work in the background."""
        return "" if self._progress.isHidden() else self._progress.words()

    def show_saved(self, at: datetime | None) -> None:
        """Show when the last act was committed. A word of what a key did stands until there is news."""
        words = f"saved {clock(at, seconds=True)}" if at is not None else ""
        if words != self._state:
            self.show_state(words)

    def show_state(self, words: str) -> None:
        """Show something else than the time of saving, for example that a review is read-only."""
        self._word_over.stop()
        self._state = words
        self._saved.say(words)

    @Slot(str)
    def show_word(self, words: str) -> None:
        """Tell for a moment what a key did, or that there was nothing to do; then the state stands there
        again."""
        self._saved.say(words)
        self._word_over.start()

    @Slot()
    def _show_state_again(self) -> None:
        self._saved.say(self._state)

    def state_text(self) -> str:
        """What stands at the right end now."""
        return self._saved.words()

    def show_message(self, sentence: str) -> None:
        """Show an error sentence until it is dismissed."""
        self.messages.add(sentence)

    def show_done(self, sentence: str) -> None:
        """Tell calmly what is done and where it is, until it is dismissed, or done again."""
        self.messages.take_done()
        self.messages.add(sentence, done=True)

    def take_message(self, sentence: str) -> None:
        """Take an error sentence away that no longer holds."""
        self.messages.take(sentence)

    def clear_messages(self) -> None:
        """Another case: what was said about the last one goes."""
        self.messages.clear()

    @property
    def has_message(self) -> bool:
        """Whether a message waits to be dismissed."""
        return bool(self.messages.sentences or self.messages.done)

    def dismiss_message(self) -> None:
        self.messages.dismiss()
