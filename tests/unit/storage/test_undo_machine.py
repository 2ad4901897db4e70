"""The store against the pure model: any sequence of changes, undo, redo and restarts gives one review."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.place import Place
from reviewer_app.domain.review import (
    Review,
)
from reviewer_app.domain.review_parts import Answer, ReviewPart, kind_of
from reviewer_app.storage.store import Store
from tests.databases import open_store
from tests.unit.storage import values
from tests.unit.storage.values import NURSE, START, mark, open_review


def part_like(review: Review, part: ReviewPart) -> ReviewPart | None:
    """The review's part with the same kind and key."""
    kind = kind_of(part)
    return next((one for one in kind.items(review) if kind.key(one) == kind.key(part)), None)


class StoreAgainstModel(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        case_id = self.store.cases.create_case("", "", NURSE, START)
        self.review = open_review("review-1", case_id)
        self.store.reviews.create(self.review, NURSE, START)
        self.done: list[Change] = []
        self.undone: list[Change] = []

    @rule(part=values.parts, title=values.names)
    def put(self, part: ReviewPart, title: str) -> None:
        self.put_part(part, title)

    @rule(answer=values.answers)
    def answer(self, answer: Answer) -> None:
        """By itself, so that answers meet often."""
        self.put_part(answer, "Answer")

    @rule(part=values.parts, title=values.names)
    def take_away(self, part: ReviewPart, title: str) -> None:
        known = part_like(self.review, part)
        if known is not None:
            self.change(Change(title, known, None))

    def put_part(self, part: ReviewPart, title: str) -> None:
        self.change(Change(title, part_like(self.review, part), part))

    def change(self, change: Change) -> None:
        receipt = self.store.reviews.apply(self.review.id, change, NURSE, START)
        assert receipt.hash == self.store.audit.last_hash()
        self.review = apply(self.review, change)
        self.done.append(change)
        self.undone.clear()

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(times):
            answer = self.store.reviews.undo(self.review.id, NURSE, START)
            assert (answer is None) == (not self.done)
            if answer is not None:
                change = self.done.pop()
                assert answer[0] == change.reversed()
                self.undone.append(change)
                self.review = apply(self.review, change.reversed())

    @rule(times=st.integers(1, 3))
    def redo(self, times: int) -> None:
        for _ in range(times):
            answer = self.store.reviews.redo(self.review.id, NURSE, START)
            assert (answer is None) == (not self.undone)
            if answer is not None:
                change = self.undone.pop()
                assert answer[0] == change
                self.done.append(change)
                self.review = apply(self.review, change)

    @rule(place=values.places)
    def move(self, place: Place) -> None:
        self.store.reviews.save_place(self.review.id, place)
        self.review = replace(self.review, place=place)

    @rule(seen=values.seen)
    def see(self, seen: frozenset[tuple[str, int]]) -> None:
        self.store.reviews.add_seen_pages(self.review.id, seen)
        self.review = replace(self.review, pages_seen=self.review.pages_seen | seen)

    @rule(times=st.integers(1, 2))
    def restart(self, times: int) -> None:
        for _ in range(times):
            self.store.close()
            self.store = open_store(Path(self.folder.name))

    @invariant()
    def the_store_has_the_model(self) -> None:
        if hasattr(self, "store"):
            assert self.store.reviews.load(self.review.id) == self.review
            titles = (
                self.done[-1].title if self.done else "",
                self.undone[-1].title if self.undone else "",
            )
            assert self.store.reviews.undo_titles(self.review.id) == titles

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert self.store.audit.verify() == ()
            self.store.close()
            self.folder.cleanup()


TestStoreAgainstModel = StoreAgainstModel.TestCase
TestStoreAgainstModel.settings = settings(deadline=None, max_examples=30, stateful_step_count=25)


def test_steps_are_undone_newest_first_and_redone_in_their_order_also_after_a_restart(
    store: Store, review_id: str, data_folder: Path
) -> None:
    first, second = mark("s4-laboratory"), mark("s5-imaging")
    for change in (first, second):
        store.reviews.apply(review_id, change, NURSE, START)
    store.close()
    with open_store(data_folder) as reopened:
        reviews = reopened.reviews
        undone = [reviews.undo(review_id, NURSE, START) for _ in range(2)]
        assert [step[0] for step in undone if step] == [second.reversed(), first.reversed()]
        assert reviews.undo(review_id, NURSE, START) is None
        assert reviews.undo_titles(review_id) == ("", first.title)
        redone = [reviews.redo(review_id, NURSE, START) for _ in range(2)]
        assert [step[0] for step in redone if step] == [first, second]
        assert reviews.redo(review_id, NURSE, START) is None


def test_a_new_change_ends_what_could_be_redone(store: Store, review_id: str) -> None:
    store.reviews.apply(review_id, mark("s4-laboratory"), NURSE, START)
    store.reviews.undo(review_id, NURSE, START)
    store.reviews.apply(review_id, mark("s5-imaging"), NURSE, START)
    assert store.reviews.redo(review_id, NURSE, START) is None
    assert store.reviews.undo_titles(review_id) == ("Present: s5-imaging", "")
