"""Where the key of a data folder is kept, and how one comes to have it.

The key is in the operating system's keychain, or sealed with a passphrase in the data folder where there is
no keychain or the passphrase was wanted. It is made at first use, and never while there is an encrypted
database that it would not open.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reviewer_app.storage.connection import is_encrypted
from reviewer_app.storage.key_record import RECORD_NAME, KeyName, read_record, write_record
from reviewer_app.storage.keychain import Keychain, KeychainError
from reviewer_app.storage.keys import DatabaseKey, KeyNeededError, WrongKeyError
from reviewer_app.storage.sealed_key import seal, sealed_path, unseal


class KeyCustody:
    """The key of one data folder. A :class:`reviewer_app.storage.keys.KeySource`.

    ``databases`` are the files that a new key would not open; ``passphrase`` says what the user gave in this
    run, ``None`` when nothing was given.
    """

    def __init__(
        self,
        folder: Path,
        databases: tuple[Path, ...],
        passphrase: Callable[[], str | None] = lambda: None,
        keychain: Keychain | None = None,
    ) -> None:
        self._folder = folder
        self._databases = databases
        self._passphrase = passphrase
        self._keychain = keychain or Keychain()

    def keys(self) -> tuple[DatabaseKey, ...]:
        """The keys that the record names and that can be had; made at first use.

        :raises KeyNeededError: sealed and no passphrase was given; gone from the keychain; or there is an
            encrypted database and no record of its key.
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
        try:
            return (self._set_up(DatabaseKey.new(), replace=False),)
        except FileExistsError:
            # Another program set it up at the same moment.
            return self._found(read_record(self._folder) or ())

    def change_passphrase(self, new: str) -> None:
        """Seal the keys with another passphrase, or with one for the first time; the database stays as it is.

        :raises StoreError: as :meth:`keys`; the old passphrase is valid then.
        """
        self.keys()
        for name in read_record(self._folder) or ():
            seal(sealed_path(self._folder, name.id), self._key(name), new)
        self._passphrase = lambda: new

    def take(self, key: DatabaseKey) -> None:
        """Keep a key that was recovered, in place of what the record names. The caller knows that it opens
        the database.

        :raises StoreError: it cannot be kept.
        """
        self._set_up(key, replace=True)

    def _found(self, names: tuple[KeyName, ...]) -> tuple[DatabaseKey, ...]:
        found = []
        reason: KeyNeededError | WrongKeyError | None = None
        for name in names:
            try:
                found.append(self._key(name))
            except (KeyNeededError, WrongKeyError) as error:
                reason = reason or error
        if not found:
            raise reason or KeyNeededError(_GONE.format(folder=self._folder))
        return tuple(found)

    def _key(self, name: KeyName) -> DatabaseKey:
        path = sealed_path(self._folder, name.id)
        passphrase = self._passphrase() if path.exists() else None
        key = self._key_in_keychain(name, path) if passphrase is None else unseal(path, passphrase)
        if key.fingerprint != name.fingerprint:
            raise WrongKeyError(
                f"The key that is kept for {self._folder} is another one. Nothing was changed: "
                f"put {RECORD_NAME} back as it was, or use the recovery key (reviewer-app key recover FILE)."
            )
        return key

    def _key_in_keychain(self, name: KeyName, sealed: Path) -> DatabaseKey:
        try:
            secret = self._keychain.read(name.id)
        except KeychainError as error:
            if sealed.exists():
                raise KeyNeededError(_SEALED.format(folder=self._folder)) from error
            raise KeyNeededError(
                f"The key of the database in {self._folder} is in a keychain that cannot be used now. "
                "Nothing was changed: unlock the keychain and try again, or use the recovery key "
                "(reviewer-app key recover FILE)."
            ) from error
        if secret is None:
            gone = _SEALED if sealed.exists() else _GONE
            raise KeyNeededError(gone.format(folder=self._folder))
        try:
            return DatabaseKey(secret)
        except ValueError as error:
            raise KeyNeededError(_GONE.format(folder=self._folder)) from error

    def _set_up(self, key: DatabaseKey, *, replace: bool) -> DatabaseKey:
        """Keep the key first and then its name, so that no name stands without a key.

        :raises FileExistsError: there is a record already and ``replace`` is not set.
        """
        name = KeyName.of(key)
        passphrase = self._passphrase()
        if passphrase is not None:
            sealed = sealed_path(self._folder, name.id)
            seal(sealed, key, passphrase)
            try:
                write_record(self._folder, (name,), replace=replace)
            except BaseException:
                sealed.unlink(missing_ok=True)
                raise
            return key
        self._keychain.keep(name.id, key.secret)
        try:
            write_record(self._folder, (name,), replace=replace)
        except BaseException:
            self._keychain.forget(name.id)
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
