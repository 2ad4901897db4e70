"""How a window comes to the key of its data folder: it asks, and while it is locked it has none.

Light, because the window makes it before the first page is on screen. Whatever finds, makes or keeps a key
is called on the store's thread, which alone may wait for the keychain.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer_app.domain.errors import InputError, KeyUnconfirmedError, StoreError

if TYPE_CHECKING:
    from reviewer_app.storage.key_custody import KeyCustody
    from reviewer_app.storage.keys import DatabaseKey

LEAST_PASSPHRASE = 10
"""Characters that a passphrase needs at least, *local convention*: whoever has the file may try as often as
he likes, a tenth of a second each."""


class WindowKey:
    """The keys of one window, for all its databases: a :class:`reviewer_app.storage.keys.KeySource` whose
    :meth:`keys` waits until they are found.

    ``throw_away``: the data folder goes with the program, and so does its key.
    """

    def __init__(self, folder: Path, *, throw_away: bool = False) -> None:
        self._folder = folder
        self.throw_away = throw_away
        self._condition = threading.Condition()
        self._keys: tuple[DatabaseKey, ...] = ()
        self._new: DatabaseKey | None = None
        self._new_passphrase: str | None = None
        self._locked = False
        self._closed = False

    def __repr__(self) -> str:
        return "WindowKey()"

    def keys(self) -> tuple[DatabaseKey, ...]:
        """The keys, as soon as :meth:`find` or an answer of the reviewer has found them. On any thread but
        the store's, which finds them.

        :raises StoreError: the window closes before.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._keys or self._closed)
            if not self._keys:
                raise StoreError("The window was closed before its database was opened.")
            return self._keys

    def find(self) -> tuple[DatabaseKey, ...]:
        """The keys, without asking anybody: those that are held, else of the keychain, or of the passphrase
        file that was named. That file does not open what the reviewer has locked.

        :raises KeyUnconfirmedError: they are found and held, but the recovery key was not asked back yet.
        :raises NoKeyYetError: nothing is set up yet.
        :raises PassphraseNeededError: the reviewer has to type the passphrase.
        :raises KeyNeededError: the key is out of reach.
        :raises StoreError: the data folder cannot be used.
        :raises InputError: the passphrase file that was named cannot be used.
        """
        if not self._keys:
            self._hold_opening_first(self._found())
        if not self.confirmed:
            raise KeyUnconfirmedError("The recovery key of the database has not been written down yet.")
        return self._keys

    def unlock(self, passphrase: str) -> None:
        """Find the keys with the passphrase that was typed.

        :raises WrongKeyError: it does not open them.
        :raises StoreError: as :meth:`find`.
        """
        self._hold_opening_first(self._custody(passphrase).keys())

    def check(self, passphrase: str) -> None:
        """Raises :class:`WrongKeyError` unless the passphrase opens the key."""
        self._custody(passphrase).keys()

    def set_up(self, passphrase: str | None) -> None:
        """Make the key and keep it behind the passphrase, or in the keychain where there is none.

        :raises StoreError: it cannot be kept.
        """
        self._hold(self._custody(passphrase, sets_up=True).keys())

    def recover(self, written: str, passphrase: str | None) -> None:
        """Go on with the key that was written down, kept from now on as :meth:`set_up` keeps a new one.

        :raises InputError: it is no recovery key.
        :raises StoreError: it is not that of the database, or cannot be kept.
        """
        from reviewer_app.review.keep_key import fitting_key

        key = fitting_key(self._folder, written)
        custody = self._custody(passphrase)
        custody.take(key)
        self._hold(custody.keys())

    def try_recovery_key(self, written: str) -> None:
        """Raises what :meth:`recover` would say against a recovery key; keeps nothing."""
        from reviewer_app.review.keep_key import fitting_key

        fitting_key(self._folder, written)

    def keep_otherwise(self, passphrase: str | None) -> None:
        """Put the keys behind another passphrase, or into the keychain.

        :raises StoreError: they cannot be kept; they are kept as before then.
        """
        custody = self._custody(None)
        if passphrase is None:
            custody.unseal(self._keys)
        else:
            custody.seal(self._keys, passphrase)

    def keychain_works(self) -> bool:
        """Whether the keychain keeps what it is given; tried, which may ask the user for a password."""
        from reviewer_app.review.try_parts import try_keychain

        try:
            try_keychain()
        except StoreError:
            return False
        return True

    def recovery_key(self) -> tuple[str, ...]:
        """The recovery key of the database, in its groups."""
        return tuple(self._keys[0].recovery_key.split("-"))

    def wrong_groups(self, typed: Mapping[int, str]) -> tuple[int, ...]:
        """Which of the typed groups, numbered from 1, are not those of the recovery key."""
        from reviewer_app.review.keep_key import wrong_groups

        return wrong_groups(typed, self.recovery_key())

    def draw_new(self, passphrase: str | None) -> None:
        """Draw a key that may take the place of the present one, kept as that is: with the ``passphrase`` of
        now where there is one. Nothing else happens until :meth:`change`."""
        from reviewer_app.review.keep_key import new_key

        self._new, self._new_passphrase = new_key(), passphrase

    def new_recovery_key(self) -> tuple[str, ...]:
        """The groups of the key that was drawn."""
        return tuple(self._drawn().recovery_key.split("-"))

    def wrong_new_groups(self, typed: Mapping[int, str]) -> tuple[int, ...]:
        """As :meth:`wrong_groups`, of the key that was drawn."""
        from reviewer_app.review.keep_key import wrong_groups

        return wrong_groups(typed, self.new_recovery_key())

    def change(self) -> str:
        """Encrypt the databases, which must be closed, with the key that was drawn. Returns why there is no
        backup under it yet, where that is so.

        :raises StoreError: as :func:`reviewer_app.review.keep_key.change_key`.
        """
        from reviewer_app.review.keep_key import change_key

        custody = self._custody(self._new_passphrase)
        try:
            problem = change_key(self._folder, self._drawn(), custody)
        finally:
            # Also when it was not changed: some of the databases may have the new key then.
            self._hold(custody.keys())
        self.drop_new()
        return problem

    def drop_new(self) -> None:
        """The key that was drawn is not wanted, or no longer a new one."""
        self._new, self._new_passphrase = None, None

    def _drawn(self) -> DatabaseKey:
        if self._new is None:
            raise RuntimeError("no new key was drawn")
        return self._new

    @property
    def confirmed(self) -> bool:
        """Whether the recovery key was written down and asked back, or is of no use to anybody."""
        return self.throw_away or self._given or self._custody(None).confirmed

    @property
    def sealed(self) -> bool:
        """Whether a passphrase opens the key, so that the window can be locked."""
        return not self.throw_away and self._custody(None).sealed

    def confirm(self) -> None:
        """Remember that the recovery key was written down.

        :raises StoreError: the data folder cannot be written.
        """
        self._custody(None).confirm(self._keys)

    def forget(self) -> None:
        """The window is locked: hold no key any more. What Python freed may stand in memory for a while."""
        with self._condition:
            self._keys = ()
            self._locked = True
        self.drop_new()

    def close(self) -> None:
        """Nobody will find the keys any more; who waits for them goes on without."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    @property
    def _given(self) -> bool:
        """Whether this run was given a passphrase file; whoever set that up keeps the recovery key too."""
        from reviewer_app.review.database_key import given_passphrase

        try:
            return given_passphrase() is not None
        except InputError:
            return False

    def _found(self) -> tuple[DatabaseKey, ...]:
        if self.throw_away:
            from reviewer_app.storage.keys import DatabaseKey

            return (DatabaseKey.new(),)
        from reviewer_app.review.database_key import given_passphrase

        return self._custody(None if self._locked else given_passphrase()).keys()

    def _hold_opening_first(self, keys: tuple[DatabaseKey, ...]) -> None:
        from reviewer_app.review.keep_key import opening_first

        self._hold(opening_first(self._folder, keys))

    def _hold(self, keys: tuple[DatabaseKey, ...]) -> None:
        with self._condition:
            self._keys = keys
            self._condition.notify_all()

    def _custody(self, passphrase: str | None, *, sets_up: bool = False) -> KeyCustody:
        from reviewer_app.review.database_key import key_custody

        return key_custody(self._folder, lambda: passphrase, sets_up=sets_up)
