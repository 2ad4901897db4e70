"""The operating system's keychain, through ``keyring``, which is imported when it is first used.

A keychain is believed only what it gives back: one of keyring's backends takes every secret and keeps none.
Backends that keyring itself does not recommend, such as one that writes secrets to a file in plain text, are
used only where the user chose one.
"""

from __future__ import annotations

import base64

from reviewer_app.domain.errors import KeychainError

SERVICE = "reviewer-app"


class Keychain:
    """Secrets by name. Each of the methods may wait for the user, whom the system asks for a password."""

    def keep(self, name: str, secret: bytes) -> None:
        """Write a secret and read it back.

        :raises KeychainError: it is not there afterwards.
        """
        import keyring

        text = base64.b64encode(secret).decode("ascii")
        try:
            keyring.set_password(SERVICE, name, text)
        except Exception as error:  # a backend raises what the system's library raises
            raise _failed(error) from error
        if self.read(name) != secret:
            raise KeychainError(
                "The keychain of this computer did not keep the database's key. "
                "Give a passphrase with --passphrase-file instead."
            )

    def read(self, name: str) -> bytes | None:
        """The secret; ``None`` when the keychain has none of that name.

        :raises KeychainError: it could not be asked.
        """
        import keyring

        try:
            text = keyring.get_password(SERVICE, name)
        except Exception as error:  # a backend raises what the system's library raises
            raise _failed(error) from error
        try:
            return None if text is None else base64.b64decode(text, validate=True)
        except ValueError:
            return None

    def forget(self, name: str) -> None:
        """Remove a secret; nothing happens when there is none.

        :raises KeychainError: it could not be removed.
        """
        if self.read(name) is None:
            return
        import keyring

        try:
            keyring.delete_password(SERVICE, name)
        except Exception as error:  # a backend raises what the system's library raises
            raise _failed(error) from error


def _failed(error: Exception) -> KeychainError:
    from keyring.errors import NoKeyringError

    if isinstance(error, NoKeyringError):
        return KeychainError(
            "This computer has no keychain for the database's key. "
            "Give a passphrase with --passphrase-file instead."
        )
    return KeychainError(
        f"The keychain of this computer could not be used ({type(error).__name__}). "
        "Unlock it and try again, or give a passphrase with --passphrase-file instead."
    )
