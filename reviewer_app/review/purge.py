"""Removing what may no longer be kept, from the database and from the files beside it.

What will go is found and shown first (:func:`plan_purge`). The files beside the database go first, so that a
purge that was cut off finds its cases again and is finished by repeating it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from reviewer_app.domain.errors import InputError, StoreError
from reviewer_app.review.person_index import PERSON_INDEX
from reviewer_app.review.same_pages import keys_of_words
from reviewer_app.review.workspace import Workspace
from reviewer_app.storage import older_copies, page_history_file, text_cache
from reviewer_app.storage.keys import KeySource
from reviewer_app.storage.page_history import PageHistory
from reviewer_app.storage.retention import KeptCase
from reviewer_app.storage.store import Store


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What a purge would remove.

    ``day``: what was signed, decided or seen before it is too old; ``None`` where only cases are named.
    ``cases`` and so many ``requests`` of the history go; in the page history the cases with the ids
    ``seen_cases`` and with them so many ``pages``. ``open_cases`` from before the day stay, and so do
    ``undated`` requests. ``backups`` and ``put_aside`` are files that hold all of this as well.
    """

    day: date | None
    cases: tuple[KeptCase, ...]
    requests: int
    seen_cases: tuple[str, ...]
    pages: int
    open_cases: int
    undated: int
    backups: tuple[Path, ...]
    put_aside: tuple[Path, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remove."""
        return not (self.cases or self.requests or self.seen_cases)


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge did: the number of its ``entry`` in the audit log, of how many documents the page
    ``texts`` went, and whether the database could be written anew without the room of what went."""

    entry: int
    texts: int
    compact: bool


def plan_purge(workspace: Workspace, keys: KeySource, day: date | None, named: Sequence[str]) -> PurgePlan:
    """Find what is too old, and the cases that are named by their request id or their own id.

    :raises InputError: a named case is not there, or its request id is that of several.
    :raises StoreError: the page history cannot be read.
    """
    keeping = workspace.store.retention
    old = keeping.signed_before(day) if day else ()
    cases = tuple({case.id: case for case in (*old, *(_named(workspace, name) for name in named))}.values())
    ids = [case.id for case in cases]
    staying = keeping.case_ids() - set(ids)
    with _page_history(workspace.folder, keys) as history:
        seen = () if history is None else _seen_cases(history, ids, staying, day)
        pages = 0 if history is None else sum(map(history.pages_only_in, seen))
    return PurgePlan(
        day=day,
        cases=cases,
        requests=keeping.requests(day, ids),
        seen_cases=seen,
        pages=pages,
        open_cases=keeping.open_before(day) - _open_among(cases, day) if day else 0,
        undated=keeping.undated_requests() if day else 0,
        backups=older_copies.backups(workspace.folder),
        put_aside=older_copies.put_aside(workspace.folder),
    )


def purge(workspace: Workspace, keys: KeySource, plan: PurgePlan) -> Purged:
    """Remove what the plan names. What is removed is overwritten, and the audit log says how much it was.

    :raises StoreError: something cannot be written. Repeating the purge goes on with what is left.
    """
    store = workspace.store
    ids = [case.id for case in plan.cases]
    with _page_history(workspace.folder, keys) as history:
        for seen in plan.seen_cases:
            if history is not None:
                history.forget_case(seen, keys_of_words)
    texts = _drop_texts(workspace, keys, ids)
    receipt = store.retention.purge(plan.day, ids, PERSON_INDEX, workspace.reviewer(), workspace.now())
    try:
        store.retention.compact()
    except StoreError:
        # Nothing can be read of what went: it was overwritten. Only its room was not given back.
        return Purged(receipt.sequence, texts, compact=False)
    return Purged(receipt.sequence, texts, compact=True)


def replace_backups(workspace: Workspace, plan: PurgePlan) -> None:
    """Make a new backup, then remove those from before the purge.

    :raises StoreError: the new one cannot be written, and none is removed; or one cannot be removed.
    """
    workspace.store.back_up_again(workspace.now())
    older_copies.remove(workspace.folder, plan.backups)


def purges_told(store: Store) -> tuple[str, ...]:
    """A sentence for each purge of which the audit log tells, oldest first."""
    return tuple(
        f"Purged on {datetime.fromisoformat(entry.at):%Y-%m-%d} by {entry.actor or 'an unnamed user'}: "
        f"{counted(record.cases, 'case')} and {counted(record.requests, 'request')} of the history"
        + (f", from before {record.before}" if record.before else "")
        + f"; of {counted(record.entries, 'entry', 'entries')} of the audit log the place is left."
        for entry, record in store.audit.purges()
    )


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def _named(workspace: Workspace, name: str) -> KeptCase:
    found = workspace.store.retention.named(name)
    if not found:
        raise InputError(f"There is no case {name} in the database.")
    if len(found) > 1:
        ids = ", ".join(case.id for case in found)
        raise InputError(
            f"{len(found)} cases have the request id {name}; name one of them by its own: {ids}."
        )
    return found[0]


def _open_among(cases: Sequence[KeptCase], day: date) -> int:
    """How many of the cases are named although they are open and of an age to be counted as staying."""
    return sum(not case.signed and case.begun < day.isoformat() for case in cases)


def _seen_cases(
    history: PageHistory, going: Sequence[str], staying: frozenset[str], day: date | None
) -> tuple[str, ...]:
    """The ids in the page history of cases that go, and of those that were only screened, too long ago."""
    return tuple(
        case.id
        for case in history.cases()
        if case.id in going
        or (case.id not in staying and day is not None and case.seen_at and case.seen_at.date() < day)
    )


@contextmanager
def _page_history(folder: Path, keys: KeySource) -> Iterator[PageHistory | None]:
    """The page history; ``None`` where there is none, which is not made."""
    if not (folder / page_history_file.FILE_NAME).exists():
        yield None
        return
    opened = page_history_file.open_page_history(folder, keys)
    if opened.history is None:
        raise StoreError(opened.told)
    with closing(opened.history):
        yield opened.history


def _drop_texts(workspace: Workspace, keys: KeySource, going: Sequence[str]) -> int:
    """Leave page texts of no document but those of the cases that stay."""
    path = workspace.folder / text_cache.FILE_NAME
    if not path.exists():
        return 0
    with closing(text_cache.open_text_cache(workspace.folder, keys)) as texts:
        return text_cache.keep_only(texts, workspace.store.retention.documents(going))
