"""The page of a database that is damaged: which backup could take its place, and what that one lacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewer_app.gui.models.wording import counted, moment
from reviewer_app.gui.panels.buttons import Button
from reviewer_app.gui.panels.gate import GatePage
from reviewer_app.gui.panels.labels import show_words

TITLE = "The database is damaged"
LOOKING = "Looking at the backups …"
RESTORING = "Reading the backup whole and putting it in the database's place …"
KEPT = "The damaged database is not thrown away: it is kept beside the restored one."
NONE = (
    "There is no backup in the data folder that could be restored. One from elsewhere can be restored on the "
    "command line: reviewer-app history restore FILE"
)
IMPORTED = "Earlier requests that were imported after it would have to be imported again."
HINT = "Enter presses the button · Tab next button · Ctrl+Q quits"


class RestorePage(GatePage):
    """Offers one backup at a time. ``restore_wanted``: the one that is shown; ``older_wanted``: the one
    before it is to be shown."""

    restore_wanted = Signal()
    older_wanted = Signal()

    def __init__(self, quit_program: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.offer = self.sentence("")
        self.lacks = self.sentence("")
        self._kept = self.sentence(KEPT, "muted")
        self.restore = Button("Restore this backup", self.restore_wanted.emit, kind="primary")
        self.older = Button("An older one", self.older_wanted.emit)
        self.again = Button("Try again", self.resolved.emit)
        self.buttons(self.restore, self.older, self.again, Button("Quit", quit_program))
        self.show_hint(HINT)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No backup is known yet."""
        self._show("", "")
        self.older.setEnabled(False)

    def show_offer(self, name: str, holds: str, lacks: str, *, older: bool) -> None:
        """Offer a backup; ``older`` says whether there is one before it."""
        self._show(f"{name} {holds}", lacks)
        self.older.setEnabled(older)
        self.show_problem("")
        self.focus_first()

    def show_none(self) -> None:
        """There is none to offer."""
        self.show_nothing()
        self.show_problem(NONE)
        self.focus_first()

    def show_busy(self, words: str) -> None:
        """Something is being done; nothing can be pressed twice meanwhile."""
        self.restore.setEnabled(False)
        self.older.setEnabled(False)
        self.show_working(words)

    def focus_first(self) -> None:
        wanted = self.restore if self.restore.isEnabled() else self.again
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, offer: str, lacks: str) -> None:
        show_words(self.offer, offer)
        show_words(self.lacks, lacks)
        self._kept.setVisible(bool(offer))
        self.restore.setEnabled(bool(offer))


def offer_words(
    last_act: datetime | None, cases: int, requests: int, lacks: int | None
) -> tuple[str, str, str]:
    """What a backup is called, what it holds, and what the database has beyond it."""
    name = f"The backup with all acts until {moment(last_act)}" if last_act else "A backup without any act"
    holds = f"holds {counted(cases, 'case')} and {counted(requests, 'earlier request')}."
    if lacks is None:
        return name, holds, "What was done after it cannot be counted, and would have to be done again."
    if not lacks:
        return name, holds, f"No act of a review came after it. {IMPORTED}"
    again = f"The last {counted(lacks, 'act')} before the damage would have to be done again."
    return name, holds, f"{again} {IMPORTED}"
