"""A keychain for tests, behind ``keyring`` as the system's own is: each secret is a file in a folder.

``PYTHON_KEYRING_BACKEND`` names one of the classes, in this process or in one that is started.
"""

from __future__ import annotations

import os
from pathlib import Path

from keyring.backend import KeyringBackend

FOLDER_VARIABLE = "REVIEWER_APP_TEST_KEYCHAIN"
"""Names the folder of the secrets."""


class FileKeychain(KeyringBackend):
    """Keeps what it is given."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        path = _path(service, username)
        return path.read_text(encoding="utf-8") if path.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        _path(service, username).write_text(password, encoding="utf-8")

    def delete_password(self, service: str, username: str) -> None:
        _path(service, username).unlink()


class DiscardingKeychain(FileKeychain):
    """Takes everything and keeps nothing, as one of keyring's own does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class BrokenKeychain(FileKeychain):
    """Fails with an error of its own, as the system's libraries do."""

    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionRefusedError("the keychain's service has gone")


def secrets_in(folder: Path) -> tuple[str, ...]:
    """The names under which something is kept."""
    return tuple(sorted(path.name for path in folder.iterdir()))


def _path(service: str, username: str) -> Path:
    return Path(os.environ[FOLDER_VARIABLE], f"{service} {username}")
