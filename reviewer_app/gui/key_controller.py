"""Joins the pages about the key with what finds and keeps it: the key is set up, its recovery key asked back,
found again when it is lost, and kept in another way."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from reviewer_app.domain.errors import (
    KeychainError,
    KeyNeededError,
    KeyUnconfirmedError,
    NoKeyYetError,
    PassphraseNeededError,
    ReviewerError,
    WrongKeyError,
)
from reviewer_app.gui.gate_controller import GateController
from reviewer_app.gui.panels.key_ways import KeyWaysPage
from reviewer_app.gui.panels.passphrase import NewPassphrasePage, UnlockPage
from reviewer_app.gui.panels.recovery_key import ConfirmKeyPage, RecoverPage, ShowKeyPage
from reviewer_app.review.window_key import WindowKey

Result = TypeVar("Result")
Way = Callable[[str | None], None]
"""What is done with the way that was chosen: the passphrase, or ``None`` for the keychain."""

ASKED_GROUPS = 3
"""So many of the 14 groups are asked back: enough to show that they were written down, few enough to be typed
in ten seconds."""

FIRST_USE = (
    "What you enter is kept in an encrypted database. Its key is made now; "
    "afterwards the recovery key is shown, to be written down."
)
NO_KEYCHAIN = "This computer has no keychain that keeps the key, so it is put behind a passphrase."
DOES_NOT_OPEN = "This passphrase does not open the database. Nothing was changed: try again."
KEY_GONE = "The data folder with the key is gone or empty. Put it back where it was, then try again."
NOT_THE_PRESENT = "This is not the present passphrase. Nothing was changed: try again."
RECOVERED = "The recovery key fits. It stays valid; only how the database is opened is chosen anew."
CHOOSE_TITLE = "Choose a passphrase"
CHANGE_TITLE = "Change the passphrase"
CHANGED = "the database is opened in the new way from now on"
CHECK_TITLE = "Show the recovery key"
CHECK_REASON = "Whoever has the recovery key has everything. Type the passphrase to see it."
CHECK_HINT = "Enter shows it · Esc back"
THROWN_AWAY = "the demo has no key to keep: it is thrown away with the demo's data"
NO_LOCK = "the demo does not lock: its data is thrown away at the end"
GROUPS = 14
"""Groups of a recovery key."""


class KeyController(QObject):
    """Everything that the reviewer decides about the key. Pages are made when they are first needed.

    ``sealed`` says whether a passphrase opens the database, so that the window can be locked.
    """

    told = Signal(str)
    """What is done, for the hint line."""

    raised = Signal(object)
    """A defect of ours, for the program's one handler."""

    def __init__(self, gate: GateController, key: WindowKey) -> None:
        super().__init__(gate)
        self._gate = gate
        self._key = key
        self._random = random.SystemRandom()
        self._way: Way = key.set_up
        self._chosen: Callable[[], None] = gate.proceed
        self._back: Callable[[], None] = gate.proceed
        self._shown: Callable[[], None] = gate.proceed
        self.sealed = False
        gate.opened.connect(self.look_at_way)
        gate.add_entry(NoKeyYetError, lambda _error: self._begin())
        gate.add_entry(PassphraseNeededError, lambda _error: self.ask_passphrase())
        gate.add_entry(KeyUnconfirmedError, lambda _error: self.show_to_be_written())
        gate.add_entry(KeyNeededError, lambda error: self.ask_recovery_key(error.sentence))
        gate.add_entry(WrongKeyError, lambda error: self.ask_recovery_key(error.sentence))

    @cached_property
    def unlock_page(self) -> UnlockPage:
        """Asks for the passphrase before the database is opened."""
        page = UnlockPage()
        page.entered.connect(self._unlock)
        page.recovery_wanted.connect(lambda: self.ask_recovery_key("", back=self.ask_passphrase))
        return page

    @cached_property
    def check_page(self) -> UnlockPage:
        """Asks for the passphrase before the recovery key is shown."""
        page = UnlockPage(CHECK_TITLE, CHECK_REASON, CHECK_HINT, recovery=False)
        page.entered.connect(self._check)
        page.left.connect(self._gate.proceed)
        return page

    @cached_property
    def ways_page(self) -> KeyWaysPage:
        """Asks how the key is to be kept."""
        page = KeyWaysPage()
        page.keychain_wanted.connect(lambda: self._take_way(None))
        page.passphrase_wanted.connect(lambda: self._ask_new(self.ways_page.reason_text()))
        return page

    @cached_property
    def passphrase_page(self) -> NewPassphrasePage:
        """Asks for a new passphrase."""
        page = NewPassphrasePage()
        page.chosen.connect(self._new_passphrase)
        page.keychain_chosen.connect(self._keychain_instead)
        page.left.connect(self._go_back)
        return page

    @cached_property
    def show_page(self) -> ShowKeyPage:
        """Shows the recovery key."""
        page = ShowKeyPage()
        page.done.connect(self._leave_shown)
        page.left.connect(self._go_back)
        return page

    @cached_property
    def confirm_page(self) -> ConfirmKeyPage:
        """Asks groups of the recovery key back."""
        page = ConfirmKeyPage(ASKED_GROUPS)
        page.entered.connect(self._confirm)
        page.left.connect(self.show_to_be_written)
        return page

    @cached_property
    def recover_page(self) -> RecoverPage:
        """Asks for the recovery key."""
        page = RecoverPage()
        page.entered.connect(self._try_recovery_key)
        page.resolved.connect(self._gate.proceed)
        page.left.connect(self._go_back)
        return page

    def ask_passphrase(self) -> None:
        """The key is behind a passphrase, at the start or after a lock."""
        if self._gate.page is self.unlock_page:
            return  # the start asks before the database was looked at, and what is typed stays
        self.unlock_page.ask()
        self._gate.show(self.unlock_page, "Locked")

    def ask_recovery_key(self, reason: str, back: Callable[[], None] | None = None) -> None:
        """The key is lost. ``back`` is where Esc leads, if anywhere."""
        self._back = back or _stay
        self.recover_page.ask(reason, way_back=back is not None)
        self._gate.show(self.recover_page)

    def show_to_be_written(self) -> None:
        """Show the recovery key, which is asked back on the next page."""
        self._shown, self._back = self._ask_back, _stay

        def show(groups: tuple[str, ...]) -> None:
            self.show_page.show_groups(groups, asked_back=True, way_back=False)
            self._gate.show(self.show_page)

        self._run(self._key.recovery_key, show)

    def show_recovery_key(self) -> None:
        """Show the recovery key to who knows the passphrase; where there is none, to everybody."""
        if not self._gate.is_open:
            return
        if self._key.throw_away:
            self.told.emit(THROWN_AWAY)
        elif self.sealed:
            self.check_page.ask()
            self._gate.show(self.check_page)
        else:
            self._show_key()

    def change_way(self, reason: str = "", then: Callable[[], None] | None = None) -> None:
        """Choose another passphrase, or the first, or the keychain instead; ``then`` follows when one was
        chosen. Nothing happens until the database is open."""
        if not self._gate.is_open:
            return
        if self._key.throw_away:
            self.told.emit(THROWN_AWAY)
            return

        def ask(keychain: bool) -> None:
            self._way, self._back = self._key.keep_otherwise, self._gate.proceed
            self._chosen = then or self._way_changed
            title = CHANGE_TITLE if self.sealed else CHOOSE_TITLE
            self.passphrase_page.ask(
                title, reason, way_back=True, present=self.sealed, keychain=keychain and self.sealed
            )
            self._gate.show(self.passphrase_page)

        self._run(self._key.keychain_works if self.sealed else _no, ask)

    def look_at_way(self) -> None:
        """Learn whether a passphrase opens the database."""

        def learned(sealed: bool) -> None:
            self.sealed = sealed

        self._run(lambda: self._key.sealed, learned)

    def _go_back(self) -> None:
        self._back()

    def _leave_shown(self) -> None:
        self._shown()

    def _begin(self) -> None:
        """Nothing is set up yet."""
        self._way, self._chosen = self._key.set_up, self.show_to_be_written
        self._run(self._key.keychain_works, lambda works: self._ask_way(FIRST_USE, keychain=works))

    def _ask_way(self, reason: str, *, keychain: bool) -> None:
        if keychain:
            self.ways_page.ask(reason)
            self._gate.show(self.ways_page)
        else:
            self._ask_new(f"{NO_KEYCHAIN} {reason}", back=_stay)

    def _ask_new(self, reason: str, back: Callable[[], None] | None = None) -> None:
        self._back = back or (lambda: self._gate.show(self.ways_page))
        self.passphrase_page.ask(CHOOSE_TITLE, reason, way_back=back is not _stay)
        self._gate.show(self.passphrase_page)

    def _take_way(self, passphrase: str | None) -> None:
        """Keep the key in the way that was chosen. A keychain that does not keep it leaves the other way."""
        way = self._way

        def done(_none: None) -> None:
            self._way = self._key.set_up  # the last one may know a recovery key
            self._chosen()

        def failed(error: BaseException) -> None:
            if passphrase is None and isinstance(error, KeychainError):
                self._ask_new(NO_KEYCHAIN, back=_stay)
            else:
                self._failed(error)

        self._gate.run(lambda: way(passphrase), done, failed)

    def _new_passphrase(self, present: str, new: str) -> None:
        if present:
            self._with_present(present, lambda: self._take_way(new))
        else:
            self._take_way(new)

    def _keychain_instead(self, present: str) -> None:
        self._with_present(present, lambda: self._take_way(None))

    def _with_present(self, present: str, then: Callable[[], None]) -> None:
        """Go on if that is the passphrase of now."""

        def failed(error: BaseException) -> None:
            if isinstance(error, WrongKeyError):
                self.passphrase_page.show_wrong(NOT_THE_PRESENT)
            else:
                self._failed(error)

        self._gate.run(lambda: self._key.check(present), lambda _none: then(), failed)

    def _way_changed(self) -> None:
        self.look_at_way()
        self._gate.proceed()
        self.told.emit(CHANGED)

    def _unlock(self, passphrase: str) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, WrongKeyError):
                self.unlock_page.show_wrong(DOES_NOT_OPEN)
            elif isinstance(error, NoKeyYetError):
                self.unlock_page.show_wrong(KEY_GONE)
            else:
                self._failed(error)

        self._gate.run(lambda: self._key.unlock(passphrase), lambda _none: self._gate.proceed(), failed)

    def _check(self, passphrase: str) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, WrongKeyError):
                self.check_page.show_wrong(NOT_THE_PRESENT)
            else:
                self._failed(error)

        self._gate.run(lambda: self._key.check(passphrase), lambda _none: self._show_key(), failed)

    def _show_key(self) -> None:
        def show(groups: tuple[str, ...]) -> None:
            self._shown = self._gate.proceed
            self._back = self._shown
            self.show_page.show_groups(groups, asked_back=False)
            self._gate.show(self.show_page)

        self._run(self._key.recovery_key, show)

    def _ask_back(self) -> None:
        """Ask some groups back, others each time."""
        self.show_page.forget()
        self.confirm_page.ask(sorted(self._random.sample(range(1, GROUPS + 1), ASKED_GROUPS)))
        self._gate.show(self.confirm_page)

    def _confirm(self, typed: dict[int, str]) -> None:
        def compared(wrong: tuple[int, ...]) -> None:
            if wrong:
                self.confirm_page.show_wrong(wrong)
            else:
                self._run(self._key.confirm, lambda _none: self._gate.proceed())

        self._run(lambda: self._key.wrong_groups(typed), compared)

    def _try_recovery_key(self, written: str) -> None:
        def fits(keychain: bool) -> None:
            self.recover_page.forget()
            self._way = lambda passphrase: self._key.recover(written, passphrase)
            self._chosen = self._gate.proceed
            self._ask_way(RECOVERED, keychain=keychain)

        def attempt() -> bool:
            self._key.try_recovery_key(written)
            return self._key.keychain_works()

        self._run(attempt, fits)

    def _run(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """Do something on the store's thread."""
        self._gate.run(work, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        """Say below the answer what is wrong with it, or in the hint line where nothing was asked."""
        page = self._gate.page
        if not isinstance(error, ReviewerError):
            self.raised.emit(error)
        elif page is None:
            self.told.emit(error.sentence)
        else:
            page.show_problem(error.sentence)
            page.focus_first()


def _stay() -> None:
    """Esc leads nowhere."""


def _no() -> bool:
    return False
