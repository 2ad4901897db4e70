"""What every use case works with: the database, the policy packs, the clock and the program's folders.

A workspace belongs to one thread, the one that opened its database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType

from reviewer_app.domain.authority import AuthorityLibrary
from reviewer_app.domain.review import Reviewer, Role
from reviewer_app.exchange.clock_file import ClockRules, usable_clocks
from reviewer_app.policies.authority_library import AUTHORITY_FOLDER, load_authority
from reviewer_app.policies.library import PolicyLibrary
from reviewer_app.review.database_key import key_custody
from reviewer_app.review.lent_reader import LentReader, own_reader
from reviewer_app.review.passwords import Passwords
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.settings_store import SettingsStore
from reviewer_app.storage.store import Store


def local_now() -> datetime:
    """This moment with the machine's offset from UTC."""
    return datetime.now().astimezone()


def reviewer_in(settings: SettingsStore) -> Reviewer:
    """Who works with a database, as last entered; a nurse without a name at first."""
    return Reviewer(
        name=settings.get("reviewer.name", ""),
        role=Role(settings.get("reviewer.role", Role.NURSE.value)),
        licence=settings.get("reviewer.licence", ""),
    )


@dataclass(slots=True)
class Workspace:
    """Opened by :func:`open_workspace`, closed by :meth:`close`; also a context manager."""

    folder: Path
    store: Store
    library: PolicyLibrary
    now: Callable[[], datetime]
    passwords: Passwords = field(default_factory=Passwords)
    reader: LentReader = own_reader
    clocks: ClockRules = field(default_factory=ClockRules)
    authority: tuple[AuthorityLibrary, ...] = ()

    def reviewer(self) -> Reviewer:
        """Who works here, as last entered; a nurse without a name at first."""
        return reviewer_in(self.store.settings)

    def remember_reviewer(self, reviewer: Reviewer) -> None:
        """Keep who works here, in one piece: nobody may end up with the role or licence of somebody else."""
        self.store.settings.set(
            {
                "reviewer.name": reviewer.name,
                "reviewer.role": reviewer.role.value,
                "reviewer.licence": reviewer.licence,
            }
        )

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_workspace(
    folder: Path,
    now: Callable[[], datetime] = local_now,
    passwords: Passwords | None = None,
    reader: LentReader = own_reader,
    keys: KeySource | None = None,
) -> Workspace:
    """Open the database and the policy packs in ``folder``, making both at first use. ``passwords`` are those
    that were given in this run, ``reader`` reads documents, ``keys`` open the database: without them the
    folder's own key does.

    Raises :class:`reviewer_app.domain.errors.StoreError` when the database cannot be used.
    """
    store = Store.open(folder, keys or key_custody(folder))
    library = PolicyLibrary.load(user_folder=folder / "policies")
    authority, _broken = load_authority(folder / AUTHORITY_FOLDER)
    kept = passwords or Passwords()
    return Workspace(folder, store, library, now, kept, reader, usable_clocks(folder), authority)
