"""Another key for the database, in the window: shown, asked back from paper, and only then put in place."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from reviewer_app.domain.errors import ReviewerError, WrongKeyError
from reviewer_app.gui.gate_controller import GateController
from reviewer_app.gui.key_controller import ASKED_GROUPS, GROUPS, NOT_THE_PRESENT, THROWN_AWAY
from reviewer_app.gui.panels.gate import WorkingPage
from reviewer_app.gui.panels.passphrase import UnlockPage
from reviewer_app.gui.panels.recovery_key import ConfirmKeyPage, ShowKeyPage
from reviewer_app.review.window_key import WindowKey

TITLE = "Change the key of the database"
REASON = (
    "A new key encrypts the database; the recovery key changes with it. That is of use when somebody may "
    "have seen the old one. Type the passphrase to go on."
)
HINT = "Enter goes on · Esc back"
CHANGING = "The database is being encrypted with the new key"
CHANGED = (
    "The new key opens the database. Backups from before keep the old one: keep its recovery key as well."
)


class KeyChangeController(QObject):
    """``sealed`` says whether a passphrase is to be asked for first; ``close_databases`` closes them and then
    calls what it is given."""

    told = Signal(str)
    """What is done, or why nothing was."""

    noted = Signal(str)
    """A word on what a key did, for the hint line."""

    raised = Signal(object)
    """A defect of ours, for the program's one handler."""

    def __init__(
        self,
        gate: GateController,
        key: WindowKey,
        sealed: Callable[[], bool],
        close_databases: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__(gate)
        self._gate = gate
        self._key = key
        self._sealed = sealed
        self._close_databases = close_databases
        self._random = random.SystemRandom()

    @cached_property
    def _check_page(self) -> UnlockPage:
        page = UnlockPage(TITLE, REASON, HINT, recovery=False)
        page.entered.connect(self._check)
        page.left.connect(self._give_up)
        return page

    @cached_property
    def _show_page(self) -> ShowKeyPage:
        page = ShowKeyPage()
        page.show_title("The new recovery key")
        page.done.connect(self._ask_back)
        page.left.connect(self._give_up)
        return page

    @cached_property
    def _confirm_page(self) -> ConfirmKeyPage:
        page = ConfirmKeyPage(ASKED_GROUPS)
        page.entered.connect(self._compare)
        page.left.connect(self._show_new)
        return page

    @cached_property
    def _working_page(self) -> WorkingPage:
        return WorkingPage(CHANGING)

    def change_key(self) -> None:
        """Begin, once the database is open; until the new recovery key was asked back nothing is changed."""
        if not self._gate.is_open:
            return
        if self._key.throw_away:
            self.noted.emit(THROWN_AWAY)
        elif self._sealed():
            self._check_page.ask()
            self._gate.show(self._check_page)
        else:
            self._draw(None)

    def _check(self, passphrase: str) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, WrongKeyError):
                self._check_page.show_wrong(NOT_THE_PRESENT)
            else:
                self._failed(error)

        self._gate.run(lambda: self._key.check(passphrase), lambda _none: self._draw(passphrase), failed)

    def _draw(self, passphrase: str | None) -> None:
        self._gate.run(lambda: self._key.draw_new(passphrase), lambda _none: self._show_new(), self._failed)

    def _show_new(self) -> None:
        def show(groups: tuple[str, ...]) -> None:
            self._show_page.show_groups(groups, asked_back=True)
            self._gate.show(self._show_page)

        self._gate.run(self._key.new_recovery_key, show, self._failed)

    def _ask_back(self) -> None:
        self._show_page.forget()
        self._confirm_page.ask(sorted(self._random.sample(range(1, GROUPS + 1), ASKED_GROUPS)))
        self._gate.show(self._confirm_page)

    def _compare(self, typed: dict[int, str]) -> None:
        def compared(wrong: tuple[int, ...]) -> None:
            if wrong:
                self._confirm_page.show_wrong(wrong)
            else:
                self._gate.show(self._working_page)
                self._close_databases(self._change)

        self._gate.run(lambda: self._key.wrong_new_groups(typed), compared, self._failed)

    def _change(self) -> None:
        """Nobody has the databases open now."""

        def changed(problem: str) -> None:
            self._gate.proceed()
            self.told.emit(problem or CHANGED)

        self._gate.run(self._key.change, changed, self._failed)

    def _give_up(self) -> None:
        self._key.drop_new()
        self._gate.proceed()

    def _failed(self, error: BaseException) -> None:
        """The old key stays."""
        self._key.drop_new()
        if isinstance(error, ReviewerError):
            self._gate.proceed()
            self.told.emit(error.sentence)
        else:
            self.raised.emit(error)
