"""Where the key of a data folder is kept, and how one comes to have it.

The key is in the operating system's keychain, or sealed with a passphrase in the data folder where there is
no keychain or the passphrase was wanted. It is made at first use, and never while there is an encrypted
database that it would not open.

Where a sealed file is, the keychain is not asked: a passphrase beside a keychain that opens for everybody who
sits at the machine would protect nothing.

An older key, which only backups still need, is sealed with the present one: whoever has that has both, also
when all else is gone and it was typed from paper.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reviewer_app.domain.errors import (
    KeychainError,
    KeyNeededError,
    NoKeyYetError,
    PassphraseNeededError,
    WrongKeyError,
)
from reviewer_app.storage.connection import is_encrypted
from reviewer_app.storage.key_record import RECORD_NAME, KeyName, read_record, write_record
from reviewer_app.storage.keychain import Keychain
from reviewer_app.storage.keys import DatabaseKey
from reviewer_app.storage.sealed_key import seal, sealed_behind, sealed_path, unseal


class KeyCustody:
    """The key of one data folder. A :class:`reviewer_app.storage.keys.KeySource`.

    ``databases`` are the files that a new key would not open; ``passphrase`` says what the user gave in this
    run, ``None`` when nothing was given. With ``sets_up`` a key is made where there is none yet.
    """

    def __init__(
        self,
        folder: Path,
        databases: tuple[Path, ...],
        passphrase: Callable[[], str | None] = lambda: None,
        keychain: Keychain | None = None,
        *,
        sets_up: bool = True,
    ) -> None:
        self._folder = folder
        self._databases = databases
        self._passphrase = passphrase
        self._keychain = keychain or Keychain()
        self._sets_up = sets_up

    @property
    def sealed(self) -> bool:
        """Whether a passphrase opens the key, and not the keychain.

        :raises StoreError: the record cannot be read.
        """
        return any(sealed_path(self._folder, name.id).exists() for name in self._names() if not name.behind)

    @property
    def is_set_up(self) -> bool:
        """Whether a key was ever made or taken.

        :raises StoreError: the record cannot be read.
        """
        return bool(self._names())

    @property
    def confirmed(self) -> bool:
        """Whether the recovery key of every key was written down and asked back.

        :raises StoreError: the record cannot be read.
        """
        names = self._names()
        return bool(names) and all(name.confirmed for name in names)

    def keys(self) -> tuple[DatabaseKey, ...]:
        """The keys that the record names and that can be had; made at first use.

        :raises NoKeyYetError: there is none yet, and none is to be made.
        :raises PassphraseNeededError: sealed, and no passphrase was given.
        :raises KeyNeededError: gone from the keychain; or there is an encrypted database and no record of its
            key.
        :raises WrongKeyError: the passphrase opens none of them.
        :raises StoreError: the data folder or the keychain cannot be used.
        """
        names = read_record(self._folder)
        if names is not None:
            return self._found(names)
        encrypted = next((path for path in self._databases if is_encrypted(path)), None)
        if encrypted is not None:
            raise KeyNeededError(
                f"The database {encrypted} cannot be opened: {self._folder / RECORD_NAME}, which names its "
                "key, is missing, or it is no database of this program. It was left as it is: "
                "put that file back, or use the recovery key (reviewer-app key recover FILE)."
            )
        if not self._sets_up:
            raise NoKeyYetError(f"{self._folder} has no key yet.")
        try:
            return (self._set_up(DatabaseKey.new(), replace=False),)
        except FileExistsError:
            # Another program set it up at the same moment.
            return self._found(self._names())

    def seal(self, keys: Sequence[DatabaseKey], new: str) -> None:
        """Let another passphrase, or one for the first time, open the keys from now on; the database stays as
        it is. ``keys`` are those that :meth:`keys` found. The keychain forgets them.

        :raises StoreError: the data folder cannot be written. The old way leads to the keys then.
        """
        kept = self._kept(keys)
        for name, key in kept:
            seal(sealed_path(self._folder, name.id), key, new)
        for name, _key in kept:
            with suppress(KeychainError):
                self._keychain.forget(name.id)

    def unseal(self, keys: Sequence[DatabaseKey]) -> None:
        """Let the keychain keep the keys from now on, without a passphrase.

        :raises KeychainError: it does not keep them. The passphrase is valid then.
        """
        kept = self._kept(keys)
        for name, key in kept:
            self._keychain.keep(name.id, key.secret)
        for name, _key in kept:
            sealed_path(self._folder, name.id).unlink(missing_ok=True)

    def confirm(self, keys: Sequence[DatabaseKey]) -> None:
        """Remember that the recovery keys of these keys were written down and asked back.

        :raises StoreError: the data folder cannot be written.
        """
        written = {key.fingerprint for key in keys}
        names = self._names()
        marked = [replace(one, confirmed=one.confirmed or one.fingerprint in written) for one in names]
        if marked:
            write_record(self._folder, marked, replace=True)

    def take(self, key: DatabaseKey) -> None:
        """Keep a key that was recovered, in place of what the record names, and the older keys that it seals;
        all other ways to a key are closed. The caller knows that it opens the database.

        :raises StoreError: it cannot be kept.
        """
        try:
            before = self._names()
        except KeyNeededError:
            before = ()  # the record is damaged, which may be why the key is recovered
        sealed = sealed_behind(self._folder, key)
        older = [
            KeyName(name, one.fingerprint, confirmed=True, behind=key.fingerprint)
            for name, one in sealed.items()
        ]
        self._set_up(key, older, replace=True)
        for name in before:
            if name.id not in sealed:
                self.forget(name)

    def add(self, key: DatabaseKey, *, confirmed: bool) -> None:
        """Keep one more key the way the others are kept, and name it first; those stay for what they open.

        :raises StoreError: it cannot be kept.
        """
        names = self._names()
        if any(name.fingerprint == key.fingerprint for name in names):
            return
        name = KeyName.of(key, confirmed=confirmed)
        try:
            if self.sealed or not names:
                self.keep(name, key)
            else:
                self._keychain.keep(name.id, key.secret)
            write_record(self._folder, (name, *names), replace=True)
        except BaseException:
            self.forget(name)
            raise

    def drop(self, keys: Collection[DatabaseKey]) -> None:
        """Forget these keys, of which at least one other is named; nothing is opened with them any more.

        :raises StoreError: the data folder cannot be written. They are kept then.
        """
        fingerprints = {key.fingerprint for key in keys}
        names = self._names()
        going = [name for name in names if name.fingerprint in fingerprints]
        if going:
            write_record(self._folder, [name for name in names if name not in going], replace=True)
        for name in going:
            self.forget(name)

    def put_behind(self, key: DatabaseKey, older: Collection[DatabaseKey]) -> None:
        """Seal older keys with this one, and keep them in no other way: they open no database any more, only
        backups.

        :raises StoreError: the data folder cannot be written. They are kept as before then.
        """
        moved: dict[KeyName, KeyName] = {}
        try:
            for name, one in self._kept(older, behind=True):
                moved[name] = KeyName.of(one, confirmed=name.confirmed, behind=key.fingerprint)
                seal(sealed_path(self._folder, moved[name].id), one, key)
            if moved:
                after = [moved.get(name, name) for name in self._names()]
                write_record(self._folder, after, replace=True)
        except BaseException:
            for name in moved.values():
                self.forget(name)
            raise
        for name in moved:
            self.forget(name)

    def keep(self, name: KeyName, key: DatabaseKey) -> None:
        """Put a key to where its name says that it is: behind the passphrase of this run, else into the
        keychain.

        :raises StoreError: it cannot be kept.
        """
        passphrase = self._passphrase()
        if passphrase is not None:
            seal(sealed_path(self._folder, name.id), key, passphrase)
        else:
            self._keychain.keep(name.id, key.secret)

    def forget(self, name: KeyName) -> None:
        """Remove a key that no record names any more. A keychain that cannot be used now goes on keeping
        it."""
        with suppress(NotADirectoryError):
            sealed_path(self._folder, name.id).unlink(missing_ok=True)
        with suppress(KeychainError):
            self._keychain.forget(name.id)

    def _names(self) -> tuple[KeyName, ...]:
        return read_record(self._folder) or ()

    def _kept(
        self, keys: Collection[DatabaseKey], *, behind: bool = False
    ) -> list[tuple[KeyName, DatabaseKey]]:
        """The names in the record, each with its key; with ``behind`` those of older keys as well."""
        known = {key.fingerprint: key for key in keys}
        names = (name for name in self._names() if behind or not name.behind)
        return [(name, known[name.fingerprint]) for name in names if name.fingerprint in known]

    def _found(self, names: tuple[KeyName, ...]) -> tuple[DatabaseKey, ...]:
        found = []
        reason: KeyNeededError | WrongKeyError | None = None
        for name in (one for one in names if not one.behind):
            try:
                found.append(self._key(name))
            except (KeyNeededError, WrongKeyError) as error:
                reason = reason or error
        if not found:
            raise reason or KeyNeededError(_GONE.format(folder=self._folder))
        for newer in tuple(found):
            if any(name.behind == newer.fingerprint for name in names):
                found += sealed_behind(self._folder, newer).values()
        return tuple(found)

    def _key(self, name: KeyName) -> DatabaseKey:
        path = sealed_path(self._folder, name.id)
        if path.exists():
            passphrase = self._passphrase()
            if passphrase is None:
                raise PassphraseNeededError(_SEALED.format(folder=self._folder))
            key = unseal(path, passphrase)
        else:
            key = self._key_in_keychain(name)
        if key.fingerprint != name.fingerprint:
            raise KeyNeededError(
                f"The key that is kept for {self._folder} is another one. Nothing was changed: "
                f"put {RECORD_NAME} back as it was, or use the recovery key (reviewer-app key recover FILE)."
            )
        return key

    def _key_in_keychain(self, name: KeyName) -> DatabaseKey:
        try:
            secret = self._keychain.read(name.id)
        except KeychainError as error:
            raise KeyNeededError(
                f"The key of the database in {self._folder} is in a keychain that cannot be used now. "
                "Nothing was changed: unlock the keychain and try again, or use the recovery key "
                "(reviewer-app key recover FILE)."
            ) from error
        try:
            return DatabaseKey(secret or b"")
        except ValueError as error:
            raise KeyNeededError(_GONE.format(folder=self._folder)) from error

    def _set_up(self, key: DatabaseKey, older: Sequence[KeyName] = (), *, replace: bool) -> DatabaseKey:
        """Keep the key first and then its name, so that no name stands without a key; the ``older`` ones are
        kept already. One that replaces another was typed from where it was written down.

        :raises FileExistsError: there is a record already and ``replace`` is not set.
        """
        name = KeyName.of(key, confirmed=replace)
        self.keep(name, key)
        try:
            write_record(self._folder, (name, *older), replace=replace)
        except BaseException:
            self.forget(name)
            raise
        return key


_SEALED = (
    "The database in {folder} is locked with a passphrase. Name a file that holds it with --passphrase-file, "
    "or use the recovery key (reviewer-app key recover FILE)."
)
_GONE = (
    "The key of the database in {folder} is no longer in the keychain of this computer's user. "
    "Nothing was changed: use the recovery key (reviewer-app key recover FILE)."
)
