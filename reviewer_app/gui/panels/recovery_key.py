"""Pages about the recovery key: it is shown, asked back, and typed when the key is lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reviewer_app.gui.look import STEP, scaled
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.fields import LineField
from reviewer_app.gui.panels.gate import GatePage
from reviewer_app.gui.panels.labels import Words, toned

GROUPS_IN_ROW = 7
WORKING = "Trying …"

SHOW_REASON = (
    "Write it down on paper, group by group, and keep it locked away, not in this computer. "
    "It opens the database and its backups when the passphrase or the keychain fails, "
    "for everybody who has it."
)
NOT_COPIED = (
    "It has no 0, 1, 8 or 9: what looks like one is a letter. "
    "It cannot be copied, because the clipboard is open to every program."
)
ROWS_OF_GROUP = 3
"""Of the grid: the number, the letters close below it, and a gap, so that no number seems to belong to the
group above it."""
CONFIRM_REASON = "Type these groups from what you have written down. Upper and lower case are the same."
CONFIRM_HINT = "Enter goes on · Esc shows the key again"
RECOVER_TITLE = "Use the recovery key"
RECOVER_REASON = (
    "Type its 14 groups as they were written down. The database stays as it is until the right key is there."
)
NOTHING_TYPED = "Type the recovery key first."


class ShowKeyPage(GatePage):
    """Shows the recovery key. ``done``: the reviewer has it on paper."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The recovery key", parent)
        self.show_reason(SHOW_REASON)
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(4 * STEP))
        grid.setVerticalSpacing(scaled(STEP))
        self.column.addLayout(grid)
        self._grid = grid
        self._numbers: list[Words] = []
        self._groups: list[Words] = []
        self.sentence(NOT_COPIED, "small")
        self.done_button = Button("I have written it down", self.done.emit, kind="primary")
        self.buttons(self.done_button)

    def show_groups(self, groups: Sequence[str], *, asked_back: bool, way_back: bool = True) -> None:
        """Show the groups with their numbers. ``asked_back``: the next page asks for some of them;
        ``way_back`` says that Esc leads to where the reviewer was."""
        self.forget()
        for at, group in enumerate(groups):
            row, column = divmod(at, GROUPS_IN_ROW)
            number, letters = toned(str(at + 1), "small", wrap=False), toned(group, "key", wrap=False)
            self._grid.addWidget(number, ROWS_OF_GROUP * row, column)
            self._grid.addWidget(letters, ROWS_OF_GROUP * row + 1, column)
            self._grid.setRowMinimumHeight(ROWS_OF_GROUP * row + 2, scaled(2 * STEP))
            self._numbers.append(number)
            self._groups.append(letters)
        self.done_button.setText("I have written it down" if asked_back else "Done")
        if asked_back:
            self.show_hint(
                f"Enter: some groups are asked back · {'Esc back' if way_back else 'Ctrl+Q quits'}"
            )
        else:
            self.show_hint("Enter or Esc goes back")

    def forget(self) -> None:
        for label in (*self._numbers, *self._groups):
            self._grid.removeWidget(label)
            label.deleteLater()
        self._numbers, self._groups = [], []

    def groups(self) -> tuple[str, ...]:
        """The groups that are shown."""
        return tuple(label.words() for label in self._groups)

    def focus_first(self) -> None:
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)


class ConfirmKeyPage(GatePage):
    """Asks some groups of the recovery key back: those of ``numbers``, counted from 1. ``entered`` carries
    them as a dictionary by number."""

    entered = Signal(object)

    def __init__(self, fields: int, parent: QWidget | None = None) -> None:
        super().__init__("Is it on paper?", parent)
        self.show_reason(CONFIRM_REASON)
        self.numbers: tuple[int, ...] = ()
        self.fields = [LineField("") for _ in range(fields)]
        self._labels = [self.labelled("", field) for field in self.fields]
        for field in self.fields:
            field.setMaximumWidth(scaled(40 * STEP))
            field.cancelled.connect(self.left)
            field.textEdited.connect(lambda _text: self.show_problem(""))
        for field, following in zip(self.fields, self.fields[1:], strict=False):
            field.entered.connect(following.setFocus)
        self.fields[-1].entered.connect(self._enter)
        self.go_on_button = Button("Go on", self._enter, kind="primary")
        self.buttons(self.go_on_button)
        self.show_hint(CONFIRM_HINT)

    def ask(self, numbers: Sequence[int]) -> None:
        """Ask for the groups of these numbers, counted from 1."""
        self.numbers = tuple(numbers)
        for label, field, number in zip(self._labels, self.fields, self.numbers, strict=True):
            label.say(f"Group {number}")
            field.setAccessibleName(f"Group {number}")
        self.forget()
        self.show_problem("")

    def forget(self) -> None:
        for field in self.fields:
            field.clear()

    def focus_first(self) -> None:
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong(self, numbers: Sequence[int]) -> None:
        """Say which groups are other ones; the first of them can be typed again."""
        named = ", ".join(str(number) for number in numbers)
        many = f"Groups {named} are" if len(numbers) > 1 else f"Group {named} is"
        self.show_problem(f"{many} not as shown. Correct what you wrote down: Esc shows the key again.")
        field = self.fields[self.numbers.index(numbers[0])]
        field.selectAll()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        typed = [field.value() for field in self.fields]
        if all(typed):
            self.entered.emit(dict(zip(self.numbers, typed, strict=True)))
        else:
            self.fields[typed.index("")].setFocus(Qt.FocusReason.OtherFocusReason)


class RecoverPage(GatePage):
    """Asks for the whole recovery key. ``entered`` carries what was typed."""

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(RECOVER_TITLE, parent)
        self.field = LineField("Recovery key", placeholder="14 groups of 4 letters and digits")
        self.labelled("Recovery key", self.field)
        self.sentence(RECOVER_REASON, "small")
        self.again_button = Button("Try again without it", self.resolved.emit)
        self.buttons(Button("Go on", self._enter, kind="primary"), self.again_button)
        self.field.entered.connect(self._enter)
        self.field.cancelled.connect(self.left)
        self.field.textEdited.connect(lambda _text: self.show_problem(""))

    def ask(self, reason: str, *, way_back: bool) -> None:
        """Begin with an empty field; ``way_back`` says that Esc leads to where the reviewer was."""
        self.forget()
        self.show_reason(reason)
        self.show_problem("")
        self.again_button.setVisible(not way_back)
        self.show_hint("Enter goes on · Esc back" if way_back else "Enter goes on · Ctrl+Q quits")

    def focus_first(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong(self, sentence: str) -> None:
        """Say why it was not taken; what was typed can be mended."""
        self.show_problem(sentence)
        self.focus_first()

    def forget(self) -> None:
        self.field.clear()

    def _enter(self) -> None:
        if self.field.value():
            self.show_working(WORKING)
            self.entered.emit(self.field.value())
        else:
            self.show_wrong(NOTHING_TYPED)
