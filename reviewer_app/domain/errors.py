"""Errors that a person can act on, and the exit code each one means on the command line.

Every error carries one plain sentence for the reader: what happened, to which file, and the way out.
The sentence may name a file and is shown, never logged; logs get the error's class name only.
"""

from __future__ import annotations

from typing import ClassVar


class ReviewerError(Exception):
    """Base of all errors that the user can mend. ``sentence`` is shown as it is."""

    exit_code: ClassVar[int] = 3

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UsageError(ReviewerError):
    """The command line or a call asks for something that does not exist."""

    exit_code = 2


class InputError(ReviewerError):
    """A file or folder that was given cannot be used: missing, unreadable, or malformed."""

    exit_code = 3


class BlockedError(ReviewerError):
    """The rules do not allow the step now, for example exporting an unsigned review."""

    exit_code = 4


class StoreError(ReviewerError):
    """The database cannot be used: locked by another window, damaged, newer than this program, or no
    space."""

    exit_code = 5


class DamagedDatabaseError(StoreError):
    """The file is no database, or not one of this program, or its content is damaged."""


class KeyNeededError(StoreError):
    """The key of an encrypted database is out of reach: the recovery key opens it."""


class NoKeyYetError(KeyNeededError):
    """There is no key yet and nothing that one would open: how it is to be kept has not been chosen."""


class KeyUnconfirmedError(StoreError):
    """The key is there, but nobody has shown yet that its recovery key was written down."""


class PassphraseNeededError(KeyNeededError):
    """The key is behind a passphrase, and none was given."""


class KeychainError(StoreError):
    """The computer's keychain failed, is locked, or there is none."""


class WrongKeyError(StoreError):
    """A passphrase or recovery key was given that does not open the database."""


class ResourceError(ReviewerError):
    """The computer gives the program too little to work with, such as memory for pictures."""

    exit_code = 3


class PageError(ReviewerError):
    """One page or document could not be drawn or read; everything else goes on."""

    exit_code = 3


class ExportError(ReviewerError):
    """An export could not be written; the target is as it was before."""

    exit_code = 3


class TargetExistsError(ExportError):
    """A file of that name is there already; nobody has said yet that it may be replaced."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} exists already. Enter again replaces it, or change the name.")
