"""Joins commands with what they do: one QAction each, available where its command works.

Keys reach a command from wherever the focus is, except that a text field keeps what one types in it, and a
widget may keep named keys (its ``own_keys`` property, for example arrow keys in a list).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from reviewer_app.gui.commands.registry import Command, Where

OWN_KEYS = "own_keys"
"""Name of the widget property that lists, separated by spaces, the keys that a focused widget keeps."""

GIVEN_KEYS = "given_keys"
"""Name of the widget property that lists the keys that a widget and all inside it leave to the commands."""

COMMANDS_IN_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Bindings(QObject):
    """The commands of one window. Every command needs an act; an act without a command is an error."""

    def __init__(
        self, window: QWidget, commands: tuple[Command, ...], acts: Mapping[str, Callable[[], None]]
    ) -> None:
        super().__init__(window)
        missing = {command.id for command in commands} ^ set(acts)
        if missing:
            raise ValueError(f"commands and acts differ: {sorted(missing)}")
        self.commands = commands
        self._window = window
        self._actions: dict[str, QAction] = {}
        for command in commands:
            action = QAction(command.title, window)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(_without_argument(acts[command.id]))
            window.addAction(action)
            self._actions[command.id] = action
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)
            self._watch(None, application.focusWidget())

    def set_place(self, *, review: bool, open_review: bool, gate: bool = False) -> None:
        """Make the commands of the shown page available, those that change a review only when it is open.
        While a ``gate`` stands before the database, hardly any is."""
        available = {
            Where.ALWAYS: True,
            Where.ANYWHERE: not gate,
            Where.WORKLIST: not review and not gate,
            Where.REVIEW: review and not gate,
            Where.OPEN_REVIEW: review and open_review and not gate,
        }
        for command in self.commands:
            self._actions[command.id].setEnabled(available[command.where])

    def run(self, command_id: str) -> None:
        """Do what the command does, if it is available now."""
        self._actions[command_id].trigger()

    def available(self) -> tuple[Command, ...]:
        """The commands that work at this moment, in the order of the data."""
        return tuple(command for command in self.commands if self._actions[command.id].isEnabled())

    @Slot(QWidget, QWidget)
    def _watch(self, _left: QWidget | None, focused: QWidget | None) -> None:
        """Look at the keys of the widget that has the focus now.

        A filter on the application would see them too, but every paint and every timer of the window as well.
        """
        if focused is not None:
            focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave to the focused widget the keys that are its own, and keep from it those it gives away."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and watched is watched.window().focusWidget()
            and keeps_key(watched, event)
        ):
            event.accept()
            return True
        return isinstance(event, QKeyEvent) and _is_given_away(watched, event)


def _is_given_away(watched: QObject, event: QKeyEvent) -> bool:
    """Whether a widget around the focused one leaves this key to the commands; the focused one is not
    asked."""
    if event.type() is not QEvent.Type.ShortcutOverride:
        return False
    sequence = key_text(event)
    around = watched if isinstance(watched, QWidget) else None
    while around is not None:
        given = around.property(GIVEN_KEYS)
        if isinstance(given, str) and sequence in given.split():
            event.ignore()
            return True
        around = around.parentWidget()
    return False


def key_text(event: QKeyEvent) -> str:
    """The pressed key as portable text, for example ``Ctrl+Return``."""
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)


def keeps_key(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether the focused widget wants this key for itself."""
    own = widget.property(OWN_KEYS)
    if isinstance(own, str) and key_text(event) in own.split():
        return True
    if not is_text_field(widget):
        return False
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return not event.modifiers() & COMMANDS_IN_TEXT
    function_key = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return not function_key and not event.modifiers() & COMMANDS_IN_TEXT and event.key() != Qt.Key.Key_Escape


def is_text_field(widget: QWidget) -> bool:
    """Whether one types text into the widget now."""
    if isinstance(widget, QLineEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox) or (isinstance(widget, QComboBox) and widget.isEditable())


def _without_argument(act: Callable[[], None]) -> Callable[[bool], None]:
    """QAction.triggered passes whether it is checked; acts take nothing."""

    def run(_checked: bool) -> None:
        act()

    return run
