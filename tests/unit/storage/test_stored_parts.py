"""Whatever a review holds comes back from the database as it was, and nothing half-valid gets in."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer_app.domain.changes import Change, apply
from reviewer_app.domain.errors import StoreError, UsageError
from reviewer_app.domain.evidence import Anchor, Evidence
from reviewer_app.domain.pages import Rect
from reviewer_app.domain.place import Beside, Place
from reviewer_app.domain.policy import PackReference
from reviewer_app.domain.review import ExceptionRecord, Finding
from reviewer_app.domain.review_parts import ReviewPart
from reviewer_app.storage.store import Store
from tests.databases import open_store
from tests.unit.storage import values
from tests.unit.storage.values import NURSE, SHA, START, at, mark, marked, open_review


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("data")) as opened:
        yield opened


def new_review(store: Store) -> str:
    """A review of a case of its own, so that examples do not meet."""
    case_id = store.cases.create_case("", "", NURSE, START)
    store.reviews.create(open_review(f"review of {case_id}", case_id), NURSE, START)
    return f"review of {case_id}"


@settings(deadline=None, max_examples=150)
@given(part=values.parts)
def test_a_part_comes_back_as_it_was_written(shared_store: Store, part: ReviewPart) -> None:
    review_id = new_review(shared_store)
    before = shared_store.reviews.load(review_id)
    known = next((one for one in before.documents if one.sha256 == getattr(part, "sha256", None)), None)
    change = Change("a part", known if isinstance(part, type(known)) else None, part)

    shared_store.reviews.apply(review_id, change, NURSE, START)

    assert shared_store.reviews.load(review_id) == apply(before, change)


@settings(deadline=None, max_examples=60)
@given(
    parts=st.lists(values.parts, max_size=8),
    place=values.places,
    seen=values.seen,
)
def test_a_whole_review_comes_back_as_it_was_created(
    shared_store: Store, parts: list[ReviewPart], place: Place, seen: frozenset[tuple[str, int]]
) -> None:
    case_id = shared_store.cases.create_case("", "", NURSE, START)
    review = replace(open_review(f"review of {case_id}", case_id), place=place, pages_seen=seen)
    for part in parts:
        review = apply(review, Change("a part", None, part))

    shared_store.reviews.create(review, NURSE, START)

    assert shared_store.reviews.load(review.id) == review
    assert shared_store.reviews.newest(case_id) == review


def test_instants_keep_their_offset(store: Store, review_id: str) -> None:
    store.reviews.apply(review_id, mark("s5-imaging"), NURSE, at(1))
    loaded = store.reviews.load(review_id)
    marked_at = loaded.finding("s5-imaging").marked_at
    assert marked_at is not None
    assert marked_at.utcoffset() == START.utcoffset()
    assert loaded.created_at.utcoffset() == START.utcoffset()


def test_place_and_seen_pages_are_kept_without_audit_or_undo(store: Store, review_id: str) -> None:
    last = store.audit.last_hash()
    store.reviews.save_place(review_id, Place("s5-imaging", SHA, 7, "125", 90, 33.5))
    store.reviews.add_seen_pages(review_id, [(SHA, 1), (SHA, 2)])
    store.reviews.add_seen_pages(review_id, [(SHA, 2), (SHA, 3)])
    loaded = store.reviews.load(review_id)
    assert loaded.place == Place("s5-imaging", SHA, 7, "125", 90, 33.5)
    assert loaded.pages_seen == {(SHA, 1), (SHA, 2), (SHA, 3)}
    assert store.audit.last_hash() == last
    assert store.reviews.undo_titles(review_id) == ("", "")


def test_the_pane_beside_is_kept_until_there_is_one_pane_again(store: Store, review_id: str) -> None:
    here = Place("s5-imaging", SHA, 7)
    beside = Beside(Place("", "cd" * 32, 2, "125", 90, 33.5), first=True, synchronised=True)
    store.reviews.save_place(review_id, replace(here, beside=beside))
    assert store.reviews.load(review_id).place.beside == beside
    store.reviews.save_place(review_id, here)
    assert store.reviews.load(review_id).place == here


def test_chosen_packs_replace_the_earlier_ones_and_are_entered(
    store: Store, case_id: str, review_id: str
) -> None:
    packs = (
        PackReference("musculoskeletal", "2021-12-20"),
        PackReference("clinical-information", "2025-02-01"),
    )
    receipt = store.reviews.replace_packs(review_id, packs, NURSE, at(1))
    assert store.reviews.load(review_id).packs == packs
    assert store.audit.entries(case_id)[-1].hash == receipt.hash
    assert store.reviews.undo_titles(review_id) == ("", "")


def test_a_blank_part_counts_as_none_before_a_change(store: Store, review_id: str) -> None:
    change = Change("Exception", ExceptionRecord(), ExceptionRecord(why="no other way", criteria=("c1",)))
    store.reviews.apply(review_id, change, NURSE, at(1))
    store.reviews.apply(review_id, mark("s5-imaging", before=Finding("s5-imaging")), NURSE, at(2))
    assert store.reviews.load(review_id).exception.why == "no other way"


def test_a_change_of_another_state_than_the_stored_one_is_refused(store: Store, review_id: str) -> None:
    store.reviews.apply(review_id, mark("s5-imaging", "first"), NURSE, at(1))
    before = store.reviews.load(review_id)
    with pytest.raises(StoreError, match="changed since it was read"):
        store.reviews.apply(review_id, mark("s5-imaging", "second"), NURSE, at(2))
    assert store.reviews.load(review_id) == before
    assert store.reviews.undo_titles(review_id) == ("Present: s5-imaging", "")


@pytest.mark.parametrize(
    "spoiled",
    [
        replace(marked("s5-imaging"), marked_at=START.replace(tzinfo=None)),
        replace(
            marked("s5-imaging"),
            evidence=(Evidence("e", Anchor(SHA, 1, (Rect(0, 0, math.nan, 1),)), "a.pdf", START, "x"),),
        ),
    ],
    ids=["instant without offset", "number that is none"],
)
def test_a_value_that_could_not_be_read_back_is_not_stored(
    store: Store, review_id: str, spoiled: Finding
) -> None:
    last = store.audit.last_hash()
    with pytest.raises(ValueError, match=r"offset|JSON compliant"):
        store.reviews.apply(review_id, Change("spoiled", None, spoiled), NURSE, at(1))
    assert store.reviews.load(review_id).findings == MappingProxyType({})
    assert store.audit.last_hash() == last


def test_a_review_that_does_not_exist_is_named(store: Store) -> None:
    with pytest.raises(UsageError, match="no review nowhere"):
        store.reviews.load("nowhere")
    assert store.reviews.newest("nowhere") is None


def test_the_file_is_for_its_owner_only(store: Store, data_folder: Path, review_id: str) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in data_folder.iterdir()}
    assert modes == {"key.json": 0o600, "reviews.db": 0o600, "reviews.db-wal": 0o600}
    assert data_folder.stat().st_mode & 0o777 == 0o700
