"""The store's thread: tasks in order, held back while there is no owner, and done when there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from reviewer_app.domain.errors import StoreError
from reviewer_app.gui.tasks.store_thread import StoreThread


class Owner:
    """Notes what happens to it."""

    def __init__(self, notes: list[str]) -> None:
        self.notes = notes
        notes.append("opened")

    def do(self, name: str) -> str:
        self.notes.append(name)
        return name


class Thread:
    """A store's thread whose owner can be had while ``error`` is ``None``."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.answers: list[str] = []
        self.errors: list[BaseException] = []
        self.unusable: list[BaseException] = []
        self.error: Exception | None = None
        self.store: StoreThread[Owner] = StoreThread(self._make, self._close)
        self.store.unusable.connect(self.unusable.append)

    def _make(self) -> Owner:
        if self.error is not None:
            raise self.error
        return Owner(self.notes)

    def _close(self, owner: Owner) -> None:
        owner.notes.append("closed")

    def submit(self, name: str) -> None:
        self.store.submit(lambda owner: owner.do(name), self.answers.append, self.errors.append)

    def run(self, work: Callable[[], str]) -> None:
        self.store.run(work, self.answers.append, self.errors.append)


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[Thread]:
    made = Thread()
    yield made
    made.store.stop()


def settled(thread: Thread) -> Callable[[], bool]:
    return lambda: thread.store.waiting == 0


def test_tasks_are_done_in_order_those_from_before_the_start_too(thread: Thread, qtbot: QtBot) -> None:
    thread.submit("first")
    thread.store.start()
    thread.submit("second")
    qtbot.waitUntil(settled(thread))
    assert thread.notes == ["opened", "first", "second"]
    assert thread.answers == ["first", "second"]


def test_tasks_wait_until_the_owner_can_be_had(thread: Thread, qtbot: QtBot) -> None:
    thread.error = StoreError("It is locked.")
    thread.submit("first")
    thread.store.start()
    thread.submit("second")
    qtbot.waitUntil(settled(thread))
    assert thread.unusable == [thread.error]
    assert (thread.answers, thread.errors) == ([], [])
    thread.submit("third")
    thread.run(lambda: "without an owner")
    qtbot.waitUntil(settled(thread))
    assert thread.answers == ["without an owner"]
    thread.error = None
    thread.store.reopen()
    thread.submit("fourth")
    qtbot.waitUntil(settled(thread))
    assert thread.answers == ["without an owner", "first", "second", "third", "fourth"]


def test_a_released_owner_has_done_everything_before_and_nothing_after(thread: Thread, qtbot: QtBot) -> None:
    thread.store.start()
    thread.submit("before")
    thread.store.release(lambda: thread.answers.append("released"))
    thread.submit("after")
    assert thread.store.stopping
    qtbot.waitUntil(settled(thread))
    assert thread.notes == ["opened", "before", "closed"]
    assert thread.answers == ["before", "released"]
    thread.store.reopen()
    assert not thread.store.stopping
    qtbot.waitUntil(settled(thread))
    assert thread.notes == ["opened", "before", "closed", "opened", "after"]


def test_an_errand_that_fails_tells_why(thread: Thread, qtbot: QtBot) -> None:
    def fail() -> str:
        raise StoreError("Nothing was kept.")

    thread.store.start()
    thread.run(fail)
    qtbot.waitUntil(settled(thread))
    assert [str(error) for error in thread.errors] == ["Nothing was kept."]


def test_the_owner_is_closed_at_the_end(thread: Thread, qtbot: QtBot) -> None:
    thread.store.start()
    thread.submit("last")
    thread.store.stop()
    assert thread.notes == ["opened", "last", "closed"]
    assert thread.answers == []
