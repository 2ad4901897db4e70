"""The key of a database as a value: 32 random bytes, and how a person writes them down.

A recovery key is the key itself with a checksum, in letters and digits that are hard to confuse: whoever has
it needs nothing else to open the database or a backup.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass
from typing import Protocol

from reviewer_app.domain.errors import InputError

KEY_BYTES = 32
_CHECKSUM_BYTES = 3
_GROUP = 4
_RECOVERY_LETTERS = 56
"""Base32 of key and checksum: 35 bytes give 56 characters without filling."""

_MISREAD = str.maketrans("0189", "OIBG")
"""Digits that base32 does not have, as the letters that they are taken for."""


@dataclass(frozen=True, slots=True, repr=False)
class DatabaseKey:
    """``secret`` is what SQLCipher encrypts with. It has no representation, so that no log can show it."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")

    @classmethod
    def new(cls) -> DatabaseKey:
        """A key that nobody has ever had."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_recovery_key(cls, text: str) -> DatabaseKey:
        """The key that was written down. Case, spaces and hyphens don't matter.

        :raises InputError: a character is missing or wrong.
        """
        letters = read_letters(text)
        try:
            content = base64.b32decode(letters)
        except (binascii.Error, ValueError):
            content = b""
        secret, checksum = content[:KEY_BYTES], content[KEY_BYTES:]
        if len(letters) != _RECOVERY_LETTERS or checksum != _checksum(secret):
            raise InputError(
                "This is no recovery key: it has 14 groups of 4 letters and digits, and one of them is wrong "
                "or missing. Compare it with what was written down."
            )
        return cls(secret)

    @property
    def recovery_key(self) -> str:
        """The key in groups of four, for a person to write down."""
        letters = base64.b32encode(self.secret + _checksum(self.secret)).decode("ascii")
        return "-".join(letters[place : place + _GROUP] for place in range(0, len(letters), _GROUP))

    @property
    def fingerprint(self) -> str:
        """Tells keys apart and says nothing about them."""
        return hashlib.sha256(b"reviewer-app database key " + self.secret).hexdigest()


class KeySource(Protocol):
    """Whoever can say with which key the files of a data folder are encrypted."""

    def keys(self) -> tuple[DatabaseKey, ...]:
        """The keys to try, the likeliest first; made at first use where the folder holds nothing encrypted.

        :raises StoreError: the key is out of reach; the sentence says what opens the database.
        """
        ...


@dataclass(frozen=True, slots=True)
class GivenKey:
    """A key that is kept nowhere: for a data folder that is thrown away, or a key that was typed in."""

    key: DatabaseKey

    def keys(self) -> tuple[DatabaseKey, ...]:
        return (self.key,)


@dataclass(frozen=True, slots=True)
class FoundKeys:
    """Keys that were found before, for a use that must not wait for the keychain or a passphrase again."""

    found: tuple[DatabaseKey, ...]

    def keys(self) -> tuple[DatabaseKey, ...]:
        return self.found


def read_letters(text: str) -> str:
    """What was typed of a recovery key, in its own letters: case, spaces and hyphens don't matter, and digits
    that it does not have are the letters that they are taken for."""
    return "".join(text.replace("-", " ").split()).upper().translate(_MISREAD)


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"reviewer-app recovery key " + secret).digest()[:_CHECKSUM_BYTES]
